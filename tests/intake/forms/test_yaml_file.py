from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import EngagementError
from cxkit.intake.forms.yaml_file import MAX_BYTES, YamlDocument, read_yaml


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "strategy.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def refused(folder: Path, text: str | bytes) -> list[tuple[str, int]]:
    """Rules and lines of what is refused."""
    with pytest.raises(EngagementError) as error:
        read_yaml(written(folder, text))
    assert all(problem.message and problem.remedy for problem in error.value.problems)
    return [(problem.rule, problem.rows[0]) for problem in error.value.problems]


def test_no_scalar_is_interpreted(tmp_path):
    text = "a: no\nb: 1:30\nc: 012\nd: 2026-03-31\ne: 1e3\nf: 0x1F\ng: '~'\nh: 1_000\n"
    assert read_yaml(written(tmp_path, text)).data == {
        "a": "no",
        "b": "1:30",
        "c": "012",
        "d": "2026-03-31",
        "e": "1e3",
        "f": "0x1F",
        "g": "~",
        "h": "1_000",
    }


@pytest.mark.parametrize("blank", ["", "~", "null", "NULL"])
def test_a_blank_value_is_none(tmp_path, blank):
    assert read_yaml(written(tmp_path, f"a: {blank}\n")).data == {"a": None}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\ufeff# with a mark\n"])
def test_a_file_without_content_is_an_empty_mapping(tmp_path, text):
    assert read_yaml(written(tmp_path, text)).data == {}


def test_every_key_and_item_has_its_line(tmp_path):
    document = read_yaml(written(tmp_path, "a:\n  - x\n  - b: 1\n    c: 2\nd: {e: 1}\n"))
    assert document.line(("a",)) == 1
    assert document.line(("a", 1)) == 3
    assert document.line(("a", 1, "c")) == 4
    assert document.line(("d", "e")) == 5


def test_an_unknown_place_has_the_line_of_the_key_above(tmp_path):
    document = read_yaml(written(tmp_path, "a: 1\nb:\n  c: 1\n"))
    assert document.line(("b", "missing", 3)) == 2
    assert document.line(("nowhere",)) == 1


def test_block_texts_keep_their_paragraphs(tmp_path):
    text = "letter: |\n  Dear all:\n\n  - we found\n"
    assert read_yaml(written(tmp_path, text)).data == {"letter": "Dear all:\n\n- we found\n"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1\nb: *x\n", [("yaml-reference", 1), ("yaml-reference", 2)]),
        ("a: !!python/object/apply:os.system [ls]\n", [("yaml-tag", 1)]),
        ("a: 1\nb: 2\na: 3\n", [("yaml-repeated-key", 3)]),
        ("a: 1\n---\nb: 2\n", [("yaml-documents", 2)]),
        ("- 1\n- 2\n", [("yaml-top", 1)]),
        ("vision\n", [("yaml-top", 1)]),
        ("a: 1\n? [x]\n: b\n", [("yaml-key", 2)]),
        ("a: " + "[" * 25 + "]" * 25, [("yaml-depth", 1)]),
        ("[" * 100_000, [("yaml-depth", 1)]),
        ("a: 1\nb: text: more\n", [("yaml-syntax", 2)]),
        ("a: 1\nb: 'open\nc: 2\n", [("yaml-syntax", 2)]),
        ("a: 1\n\tb: 2\n", [("yaml-syntax", 2)]),
        ("a: 1\nb: [1, 2\nc: 3\n", [("yaml-syntax", 2)]),
        ("a: 1\njust words\nb: 2\n", [("yaml-syntax", 2)]),
        ("a: 1\nb: @home\n", [("yaml-syntax", 2)]),
        ("a:\n    b: 1\n  c: 2\n", [("yaml-syntax", 3)]),
        ("a: 1\x07\n", [("yaml-syntax", 1)]),
    ],
)
def test_what_is_refused_has_its_rule_and_line(tmp_path, text, found):
    assert refused(tmp_path, text) == found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a:\n\tb: 2\n", "tab"),
        ("a: 1: 2\n", "colon"),
        ("a: 'x\n", "quotation mark"),
        ("a: (1, [2\n", "bracket"),
        ("a: %5\n", "sign"),
        ("a: 1\nwords\nb: 2\n", "no colon"),
        ("a: * star\n", "reference"),
        ("a:\n    b: 1\n  c: 2\n", "indentation"),
    ],
)
def test_a_syntax_error_says_what_is_wrong(tmp_path, text, says):
    text = text.replace("(1, [2", "[1, 2")
    with pytest.raises(EngagementError) as error:
        read_yaml(written(tmp_path, text))
    assert says in error.value.problems[0].message


def test_all_repeated_keys_are_reported_at_once(tmp_path):
    text = "a: 1\na: 2\nb: {c: 1, c: 2}\n"
    assert refused(tmp_path, text) == [("yaml-repeated-key", 2), ("yaml-repeated-key", 3)]


def test_reading_stops_after_fifty_problems(tmp_path):
    text = "a: 1\n" + "a: {b: 2, c: [1]}\n" * 20_000
    assert len(refused(tmp_path, text)) == 50


def test_a_bomb_of_aliases_is_refused_without_being_unfolded(tmp_path):
    lines = ['a0: &a0 ["x", "x"]'] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60)]
    assert {rule for rule, _ in refused(tmp_path, "\n".join(lines))} == {"yaml-reference"}


def test_a_file_over_one_megabyte_is_refused(tmp_path):
    with pytest.raises(EngagementError) as error:
        read_yaml(written(tmp_path, b"a: " + b"x" * MAX_BYTES))
    assert error.value.problems[0].rule == "file-too-large"


def test_a_file_saved_by_an_old_editor_is_named_by_its_line(tmp_path):
    assert refused(tmp_path, "a: 1\nb: visión\n".encode("cp1252")) == [("not-utf8", 2)]


def test_a_byte_order_mark_is_accepted(tmp_path):
    text = "a: visión\n".encode("utf-8-sig")
    assert read_yaml(written(tmp_path, text)).data == {"a": "visión"}


def test_utf16_is_refused(tmp_path):
    assert refused(tmp_path, "a: 1\n".encode("utf-16"))[0][0] == "not-utf8"


def test_a_missing_file_and_a_folder_are_problems(tmp_path):
    for path, rule in ((tmp_path / "no.yml", "file-missing"), (tmp_path, "file-unreadable")):
        with pytest.raises(EngagementError) as error:
            read_yaml(path)
        assert error.value.problems[0].rule == rule


KEYS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_size=4,
)


@given(TREES)
def test_any_tree_of_texts_is_read_back_as_written(tmp_path_factory, tree):
    text = yaml.safe_dump(tree, allow_unicode=True, default_style="'")
    path = written(tmp_path_factory.mktemp("tree"), text)
    assert read_yaml(path).data == tree


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_problems(tmp_path_factory, text):
    path = written(tmp_path_factory.mktemp("any"), text.encode("utf-8", "surrogatepass"))
    found: object
    try:
        found = read_yaml(path)
    except EngagementError as error:
        found = error.problems
    assert isinstance(found, YamlDocument) or found
