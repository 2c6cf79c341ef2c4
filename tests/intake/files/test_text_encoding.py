import pytest

from cxkit.intake.files.text_encoding import ENCODINGS, choose_encoding

SPANISH = "señal;opinión\nNuñez;¿Está bien? Sí, muchísimo\n"


def choose(tmp_path, content, declared=""):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    return choose_encoding(path, declared, file="x.csv", table="responses")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SPANISH.encode("utf-8"), "utf-8"),
        (SPANISH.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + SPANISH.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + SPANISH.encode("utf-16-be"), "utf-16-be"),
        (SPANISH.encode("utf-16-le"), "utf-16-le"),
        (SPANISH.encode("utf-16-be"), "utf-16-be"),
        (SPANISH.encode("cp1252"), "cp1252"),
        (b"id;nps\n1;9\n", "utf-8"),
    ],
)
def test_the_encoding_is_found_out(tmp_path, content, name):
    encoding, _ = choose(tmp_path, content)
    assert (encoding.name, encoding.detected, encoding.clean) == (name, True, True)


def test_windows_1252_is_an_assumption_and_said_so(tmp_path):
    _, (note,) = choose(tmp_path, SPANISH.encode("cp1252"))
    assert (note.rule, note.severity) == ("encoding-assumed", "note")


def test_one_broken_letter_does_not_turn_utf8_into_windows_1252(tmp_path):
    encoding, _ = choose(tmp_path, SPANISH.encode("utf-8") * 20 + b"\xf1;x\n")
    assert (encoding.name, encoding.clean) == ("utf-8", False)


def test_the_declared_encoding_is_used_as_declared(tmp_path):
    encoding, problems = choose(tmp_path, SPANISH.encode("mac-roman"), "Mac Roman")
    assert (encoding.name, encoding.detected, problems) == ("mac-roman", False, [])


def test_declared_utf16_without_a_mark_finds_its_byte_order(tmp_path):
    encoding, _ = choose(tmp_path, SPANISH.encode("utf-16-be"), "utf-16")
    assert encoding.name == "utf-16-be"


def test_the_mark_in_the_file_beats_the_declaration_with_a_warning(tmp_path):
    encoding, (problem,) = choose(tmp_path, SPANISH.encode("utf-8-sig"), "cp1252")
    assert encoding.name == "utf-8-sig"
    assert (problem.rule, problem.severity) == ("encoding-contradiction", "warning")


@pytest.mark.parametrize("declared", ["klingon", "utf-7", "unicode_escape", "base64", "u\0"])
def test_an_encoding_that_is_not_read_is_a_problem(tmp_path, declared):
    encoding, (problem,) = choose(tmp_path, b"a\n", declared)
    assert encoding is None
    assert problem.rule == "encoding-unknown"


def test_a_mistyped_encoding_gets_a_proposal(tmp_path):
    _, (problem,) = choose(tmp_path, b"a\n", "uft-8")
    assert problem.values["similar"] in ENCODINGS


def test_other_spellings_of_a_known_encoding_are_understood(tmp_path):
    assert choose(tmp_path, b"a\n", "UTF_8")[0].name == "utf-8"
    assert choose(tmp_path, b"a\n", "ANSI")[0].name == "cp1252"
    assert choose(tmp_path, b"a\n", "l1")[0].name == "iso8859-1"
