"""Whatever is done to a sound engagement or survey, the check answers in words."""

import tempfile
from pathlib import Path

import pytest
from hostile_home import ENGAGEMENT, SURVEY, Home, survey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LINES = ENGAGEMENT.splitlines()
VALUES = [
    "", "null", "[]", "{}", "[1, 2]", "{a: b}", "no", "-1", "0", "1e999", "9" * 400, "2025-13-01",
    "'", "&a", "*a", "!x y", "|", "- x", "%", "\t", "ñ", "😀", "{x}", "[bold]", "../x", ".", "/",
    "role", "[[[[", "? x", "<<: {a: 1}", "a: b: c", "0x1F", "~", "1_000", "12:30", "true",
]  # fmt: skip
ROWS = survey(6).splitlines()
CELLS = ["", "11", "-1", "x", '"', '""', ";", "\t", "NaN", "inf", "1e400", "²", "٣", "=1", "\x00",
         "\ufeff", "31/12/25", "99/99/9999", "0000-00-00", "9999-12-31", "10000-01-01",
         "2025-01-01T99:99", "2025-01-01+99:99", "a" * 300]  # fmt: skip


@st.composite
def engagements(draw) -> str:
    """Return the sound engagement with some lines dropped, doubled, moved or changed."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "swap", "value", "indent", "text", "cut"])):
            case "drop" if len(lines) > 1:
                del lines[place]
            case "double":
                lines.insert(place, lines[place])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[place], lines[other] = lines[other], lines[place]
            case "value":
                key = lines[place].partition(":")[0]
                lines[place] = f"{key}: {draw(st.sampled_from(VALUES))}"
            case "indent":
                lines[place] = " " * draw(st.integers(0, 9)) + lines[place].lstrip()
            case "text":
                lines[place] += draw(st.text(max_size=8))
            case _:
                lines[place] = lines[place][: draw(st.integers(0, len(lines[place])))]
    return "\n".join(lines)


@st.composite
def surveys(draw) -> str:
    """Return a small sound survey with some cells, rows or headings changed."""
    rows = [row.split(",") for row in ROWS]
    for _ in range(draw(st.integers(1, 5))):
        row = draw(st.sampled_from(rows))
        place = draw(st.integers(0, len(row) - 1))
        row[place] = draw(st.sampled_from(CELLS) | st.text(max_size=12))
    return "\n".join(",".join(row) for row in rows)


def answers_in_words(home: Home, language: str) -> None:
    """Check a client and make sure that the answer is one for a consultant."""
    before = home.tree()
    ran = home.run("check", "acme", "--language", language)
    assert ran.code in (0, 1), ran.text
    assert ran.text
    assert "Traceback" not in ran.text
    assert home.tree() == before


ENOUGH = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@pytest.mark.slow
@ENOUGH
@given(text=engagements(), language=st.sampled_from(["es", "en"]))
def test_an_engagement_changed_at_random_is_answered_in_words(home, text, language):
    with tempfile.TemporaryDirectory() as place:
        here = Home(Path(place), home.capsys)
        here.client(text.encode("utf-8", "replace"))
        answers_in_words(here, language)


@pytest.mark.slow
@ENOUGH
@given(text=surveys(), language=st.sampled_from(["es", "en"]))
def test_a_survey_changed_at_random_is_answered_in_words(home, text, language):
    with tempfile.TemporaryDirectory() as place:
        here = Home(Path(place), home.capsys)
        here.client(files={SURVEY: text.encode("utf-8", "replace")})
        answers_in_words(here, language)
