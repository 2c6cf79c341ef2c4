"""Spanish and English are equals: nothing untranslated, nothing stale, nothing mixed up."""

import ast
import json
import re
import shlex
from collections import Counter
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from cxkit import language
from cxkit.language import CATALOGUES, Words

ROOT = Path(__file__).parent.parent
SOURCES = ("cxkit", "templates")
SAME_IN_BOTH = {
    "{name}: {weeks}",
    "{lift} ({interval})",
    "bootstrap",
    "{share} (n = {n})",
    "{value} ({interval})",
    "{n} ({share}; {interval})",
    "Base",
    "NPS",
    "Net Promoter Score (NPS)",
    "Software",
    "n = {n}",
    "{group}: {score} ({interval}; n = {n})",
    "{n} error",
    "{n} h",
    "no",
    "Idea",
    "Ideas",
    "p (Holm)",
    "NPS {score} ({interval}; n = {n})",
    "{alpha} ({interval}; n = {n})",
    "“{model}”: {sentence}",
}
"""Texts that are written alike in Spanish and English."""

MARKS = ("N_", "words", "_words", "say", "plural")
"""What a call is named that marks a text; `self("...")` in `Words` is the fifth way."""

ENGLISH_WORDS = re.compile(r"(?i)(?<![\w./-])(?:the|of|and|with|is|are|not|which|must)(?![\w./:-])")
SPANISH_WORDS = re.compile(r"(?i)(?<![\w./-])(?:el|los|las|del|que|con|para|una)(?![\w./:-])")
NOTEBOOKS = [
    *(
        (folder / "en" / path.name, path)
        for folder in (ROOT / "notebooks", ROOT / "templates" / "notebook")
        for path in sorted((folder / "es").glob("*.ipynb"))
    ),
    (
        ROOT / "templates" / "report" / "annexes_en.ipynb",
        ROOT / "templates" / "report" / "annexes_es.ipynb",
    ),
]


def texts(message):
    """Return a message's forms: one, or singular and plural."""
    return (message,) if isinstance(message, str) else tuple(message)


def keywords():
    """Return the names that mark a text, as `make words` gives them to pybabel."""
    recipe = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    line = next(line for line in recipe.splitlines() if "pybabel -q extract" in line)
    parts = shlex.split(line.replace("$(", "("))
    return parse_keywords([after for before, after in pairwise(parts) if before == "-k"])


def extracted():
    """Return every text that the sources mark for translation."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        method_map, options_map = parse_mapping_cfg(mapping)
    found = extract_from_dir(
        ROOT,
        method_map,
        options_map,
        keywords=keywords(),
        directory_filter=lambda folder: Path(folder).relative_to(ROOT).parts[0] in SOURCES,
    )
    return {message for _, _, message, _, _ in found if any(texts(message))}


@pytest.fixture(scope="module")
def catalogue():
    path = CATALOGUES / "es" / "LC_MESSAGES" / "cxkit.po"
    with path.open("rb") as file:
        return read_po(file, locale="es", abort_invalid=True)


@pytest.fixture(scope="module")
def pairs(catalogue):
    """Every English text with its Spanish one, plural forms apart."""
    found = []
    for message in catalogue:
        if message.id:
            english, spanish = texts(message.id), texts(message.string)
            found += zip(english, spanish, strict=True)
    return found


def fields(text):
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


# ------------------------------------------------------------------ catalogue
def test_the_catalogue_holds_what_the_sources_say_and_no_more(catalogue):
    known = {texts(message.id) for message in catalogue if message.id}
    said = {texts(message) for message in extracted()}
    assert not said - known, "run `make words` and translate what is new"
    assert not known - said, "run `make words`: these sentences are gone from the sources"


def test_extraction_reads_every_way_a_text_is_marked():
    found = extracted()
    assert "Stopped." in found  # _words("...")
    assert "{start} to {end}" in found  # self("...") of Words
    assert "All clients." in found  # say("...") of the command line
    assert "Touchpoint" in found  # N_("...")
    assert ("{n} row", "{n} rows") in found  # words.plural("...", "...", n)
    assert "Skip to the content" in found  # words("...") in a template of the page
    assert (  # parts of one string on several lines
        "Half of all tickets are resolved within {median}; nine in ten within {p90}" in found
    )


def test_nothing_is_untranslated_fuzzy_or_obsolete(catalogue):
    blank = [message.id for message in catalogue if message.id and not all(texts(message.string))]
    assert blank == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_the_catalogue_is_stable_without_dates_and_places():
    lines = (CATALOGUES / "es" / "LC_MESSAGES" / "cxkit.po").read_text("utf-8").splitlines()
    assert not any("-Date:" in line or line.startswith("#:") for line in lines)
    path = re.compile(r'^"?.*/(?:work|tmp|home)/')
    assert not any(path.match(line) for line in lines)


# --------------------------------------------------------------- placeholders
def test_translations_have_the_placeholders_of_their_source(pairs):
    wrong = [(english, spanish) for english, spanish in pairs if fields(english) != fields(spanish)]
    assert wrong == []


def test_every_text_can_be_filled(pairs):
    for english, spanish in pairs:
        values = {name: f"<{name}>" for name in fields(english)}
        for text in (english, spanish):
            filled = text.format(**values)
            assert all(value in filled for value in values.values())


def test_placeholders_have_names_and_no_format(pairs):
    for both in pairs:
        for text in both:
            for _, name, form, conversion in Formatter().parse(text):
                if name is not None:
                    assert name.isidentifier(), text
                    assert (form, conversion) == ("", None), text


def test_both_forms_of_a_plural_name_the_same_values(catalogue):
    for message in catalogue:
        if not isinstance(message.id, str) and message.id:
            one, many = message.id
            assert set(fields(one)) == set(fields(many)), message.id


# ---------------------------------------------------------------------- words
def test_spanish_differs_from_english(pairs):
    same = {english for english, spanish in pairs if english == spanish}
    assert same == SAME_IN_BOTH & {english for english, _ in pairs}


def test_spanish_texts_contain_no_english_words(pairs):
    code = re.compile(r"“[^”]*”|\{\w+\}|import … as …|--\w+")
    mixed = [spanish for _, spanish in pairs if ENGLISH_WORDS.search(code.sub(" ", spanish))]
    assert mixed == []


def test_english_texts_contain_no_spanish_words(pairs):
    assert [english for english, _ in pairs if SPANISH_WORDS.search(english)] == []


def test_quotation_marks_and_final_stops_are_those_of_the_source(pairs):
    for english, spanish in pairs:
        marks = Counter(mark for mark in english if mark in "“”")
        assert Counter(mark for mark in spanish if mark in "“”") == marks, spanish
        assert not set("«»") & set(spanish), spanish
        assert spanish.endswith(".") == english.endswith("."), spanish
        assert spanish.endswith(":") == english.endswith(":"), spanish
        assert spanish == " ".join(spanish.split()), spanish


def test_spanish_questions_and_exclamations_open_and_close(pairs):
    for _, spanish in pairs:
        assert spanish.count("¿") == spanish.count("?"), spanish
        plain = re.sub(r"“[^”]*”", "", spanish)
        assert plain.count("¡") == plain.count("!"), spanish


def test_spanish_speaks_to_the_reader_as_usted_and_for_every_country(pairs):
    local = re.compile(
        r"(?i)\b(?:ordenador|computadora|vosotros|vuestr\w+|fichero|tú|tienes|puedes|escribe tu|"
        r"indicativ[oa]s?|tickets?|encuestad[oa]s? touchpoint)\b(?!”)"
    )
    wrong = [spanish for _, spanish in pairs if local.search(re.sub(r"“[^”]*”", "", spanish))]
    assert wrong == []


# -------------------------------------------------------------------- sources
def test_texts_of_problems_are_marked_where_they_are_written():
    """A text in ``message=`` or the like is either marked or a variable marked elsewhere."""
    unmarked = []
    for path, call, name in calls():
        wanted = ("what", "need") if name == "Missing" else ("message", "remedy")
        unmarked += [
            f"{path.relative_to(ROOT)}:{call.lineno}"
            for keyword in call.keywords
            if keyword.arg in wanted
            and (
                isinstance(keyword.value, ast.JoinedStr)
                or (isinstance(keyword.value, ast.Constant) and keyword.value.value)
            )
        ]
    assert unmarked == []


def calls():
    """Yield every call in the package with the file and the name of what is called."""
    for path in sorted((ROOT / "cxkit").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                yield path, node, getattr(called, "id", getattr(called, "attr", ""))


def test_marked_texts_are_plain_strings():
    """An f-string or a sum of variables would never be found by the extraction."""
    wrong = []
    for path, call, name in calls():
        if name not in MARKS:
            continue
        for argument in call.args[: 2 if name == "plural" else 1]:
            literal = isinstance(argument, ast.Constant)
            built = isinstance(argument, ast.JoinedStr | ast.BinOp)
            if built or (name in ("N_", "plural") and not literal):
                wrong.append(f"{path.relative_to(ROOT)}:{argument.lineno} {name}")
    assert wrong == []


def test_marked_texts_are_never_inside_an_f_string():
    """Python before 3.12 hides them there from the extraction."""
    inside = []
    for path in sorted((ROOT / "cxkit").rglob("*.py")):
        strings = [
            node
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.JoinedStr)
        ]
        inside += [
            f"{path.relative_to(ROOT)}:{call.lineno}"
            for string in strings
            for call in ast.walk(string)
            if isinstance(call, ast.Call)
            and getattr(call.func, "id", getattr(call.func, "attr", "")) in MARKS
            and call.args
            and isinstance(call.args[0], ast.Constant)
        ]
    assert inside == []


class _Untranslated:
    """Takes the place of the translations' fallback, and remembers what reaches it."""

    def __init__(self):
        self.messages = set()

    def gettext(self, message):
        self.messages.add(message)
        return message

    def ngettext(self, singular, plural, n):
        self.messages.add(singular)
        return singular if n == 1 else plural


@pytest.mark.slow
@pytest.mark.parametrize("client", ["demo_bank", "demo_airline", "demo_telecom"])
def test_everything_a_spanish_notebook_says_is_in_the_catalogue(client, monkeypatch):
    spanish = language.catalogue("es")
    missing = _Untranslated()
    monkeypatch.setattr(spanish, "_fallback", missing)
    monkeypatch.chdir(ROOT / "notebooks" / "es")
    names = {}
    for _, path in NOTEBOOKS:
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), f"{path.name}:{cell['id']}", "exec"), names)
                if "parameters" in cell["metadata"].get("tags", []):
                    names["client"] = client
    assert missing.messages == set()


def test_a_text_that_is_not_in_the_catalogue_would_be_noticed(monkeypatch):
    missing = _Untranslated()
    monkeypatch.setattr(language.catalogue("es"), "_fallback", missing)
    words = Words("es")
    assert words("A sentence nobody wrote.") == "A sentence nobody wrote."
    words.plural("{n} thing nobody wrote", "{n} things nobody wrote", 2)
    assert missing.messages == {"A sentence nobody wrote.", "{n} thing nobody wrote"}


# ------------------------------------------------------------------ notebooks
def prose(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return {
        cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"
    }


def code(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return {
        cell["id"]: "".join(cell["source"])
        for cell in cells
        if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", [])
    }


def identify(value):
    return value.stem if isinstance(value, Path) else None


@pytest.mark.parametrize("folder", ["notebooks", "templates/notebook"])
def test_both_languages_have_the_same_notebooks(folder):
    english, spanish = (
        {path.name for path in (ROOT / folder / code).glob("*.ipynb")} for code in ("en", "es")
    )
    assert english == spanish
    assert english


@pytest.mark.parametrize(("english", "spanish"), NOTEBOOKS, ids=identify)
def test_every_prose_cell_has_a_sister_that_says_it_in_the_other_language(english, spanish):
    here, there = prose(english), prose(spanish)
    assert list(here) == list(there)
    assert [cell for cell in here if here[cell] == there[cell]] == []
    assert code(english) == code(spanish)


@pytest.mark.parametrize(("english", "spanish"), NOTEBOOKS, ids=identify)
def test_sisters_have_the_same_headings_bold_words_and_code_words(english, spanish):
    here, there = prose(english), prose(spanish)
    marks = (r"(?m)^#+ ", r"\*\*", r"`[^`]+`", r"(?m)^- ", r"\n\n")
    for cell in here:
        if cell == "glossary":  # in alphabetical order in each language
            assert len(re.findall(r"\*\*", here[cell])) == len(re.findall(r"\*\*", there[cell]))
            continue
        for mark in marks:
            found = [
                sorted(re.findall(mark, re.sub("/e[ns]/", "/", text)))
                for text in (here[cell], there[cell])
            ]
            assert found[0] == found[1], (cell, mark)


@pytest.mark.parametrize(("english", "spanish"), NOTEBOOKS, ids=identify)
def test_prose_cells_are_in_their_own_language(english, spanish):
    names = re.compile(r"`[^`]*`|\*Run → Run All Cells\*")
    for text in prose(spanish).values():
        assert not ENGLISH_WORDS.search(names.sub(" ", text)), text
        assert text.count("¿") == text.count("?"), text
    for text in prose(english).values():
        assert not SPANISH_WORDS.search(names.sub(" ", text)), text


# ------------------------------------------------------------- client folders
TEMPLATES = sorted(
    path.relative_to(ROOT / "templates" / "client" / "es")
    for path in (ROOT / "templates" / "client" / "es").rglob("*")
    if path.is_file()
)


def test_both_templates_have_the_same_files():
    folder = ROOT / "templates" / "client" / "en"
    english = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert english == TEMPLATES


@pytest.mark.parametrize("file", TEMPLATES, ids=str)
def test_the_template_of_a_client_is_in_its_own_language(file):
    spanish, english = (
        (ROOT / "templates" / "client" / code / file).read_text("utf-8") for code in ("es", "en")
    )
    bilingual = re.compile(r"\{es: .*?\}|`[^`]*`|“[^”]*”|AS IS")
    assert not ENGLISH_WORDS.search(bilingual.sub(" ", spanish))
    assert not SPANISH_WORDS.search(bilingual.sub(" ", english))
    assert spanish != english
