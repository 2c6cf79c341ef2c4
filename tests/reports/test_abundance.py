import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import output_from_msg

from cxkit.language import Words
from cxkit.reports import abundance as module
from cxkit.reports.abundance import Abundance, Printed, brief_error


def printed(*pieces, limit=10**6):
    whole = Printed("[note]", limit)
    for piece in pieces:
        whole.add(piece)
    return whole.text


def peer(text):
    """What nbclient leaves of a stream, written as there."""
    return re.sub(r".*\r(?=[^\n])", "", text)


@given(st.lists(st.text("ab\r\n", max_size=6), max_size=8))
def test_the_text_is_what_nbclient_would_leave(pieces):
    assert printed(*pieces) == peer("".join(pieces))


@given(st.text("ab\r\n", max_size=30), st.lists(st.integers(0, 30), max_size=6))
def test_in_how_many_pieces_it_comes_makes_no_difference(text, cuts):
    places = [0, *sorted(cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places)]
    assert printed(*pieces, limit=7) == printed(text, limit=7)


def test_what_goes_beyond_is_left_out_and_said_so():
    assert printed("a" * 10, limit=10) == "a" * 10
    assert printed("a" * 11, limit=10) == "a" * 10 + "\n[note]\n"
    assert printed("a" * 6, "b" * 6, "c", limit=10) == "aaaaaabbbb\n[note]\n"
    assert printed("12345678\n", "x" * 9, limit=9) == "12345678\n[note]\n"


def test_progress_that_is_written_over_is_not_too_much():
    steps = [f"\r{n:3}% done" for n in range(101)] * 50
    assert printed("start\n", *steps, limit=40) == "start\n100% done"


def test_a_long_line_in_many_pieces_is_kept():
    pieces = ["\rx" * 3, "x" * 10] * 10**5
    assert printed("first\n", *pieces) == "first\n" + "x" * 11
    assert len(printed(*["x" * 10] * 10**5)) == 10**6


@pytest.fixture
def measure(monkeypatch):
    monkeypatch.setattr(module, "SHOWN", 10_000)
    return Abundance(Words("en"))


def shown(size):
    return {"data": {"text/html": "x" * size}, "metadata": {"a": 1}}


def test_what_is_shown_beyond_the_limit_becomes_one_note_a_cell(measure):
    assert measure.admit(0, shown(6000)) == shown(6000)
    noted = measure.admit(1, shown(6000))
    assert noted["data"] == {"text/plain": noted["data"]["text/plain"]}
    assert "10,000 characters" in noted["data"]["text/plain"]
    assert measure.admit(1, shown(6000)) is None
    assert measure.admit(2, shown(3000)) == shown(3000)


def test_what_a_cell_wipes_counts_no_more(measure):
    for _ in range(50):
        assert measure.admit(0, shown(6000)) == shown(6000)
        measure.clear(0)
    assert measure.admit(0, {**shown(3), "execution_count": 4})["execution_count"] == 4


def test_many_small_things_are_too_much_too(measure):
    assert [measure.admit(0, shown(1)) is not None for _ in range(12)] == [True] * 11 + [False]


def test_an_update_that_is_too_large_is_a_note(measure):
    assert measure.replace(shown(9000)) == shown(9000)
    assert list(measure.replace(shown(11_000))["data"]) == ["text/plain"]


def test_an_error_is_kept_but_for_lines_nobody_reads():
    error = {"ename": "E", "evalue": "v" * 10**6, "traceback": ["short", "l" * 10**6]}
    kept = brief_error(error)
    assert len(kept["evalue"]) == len(kept["traceback"][1]) == module.TOLD
    assert (kept["ename"], kept["traceback"][0]) == ("E", "short")


def test_a_stream_is_put_together_at_the_place_of_its_first_piece(measure):
    def output(text):
        content = {"name": "stdout", "text": text}
        return output_from_msg({"header": {"msg_type": "stream"}, "content": content})

    first = output("a")
    measure.begin(0, first)
    measure.printed(0, "stdout").add("b\n")
    assert measure.printed(0, "stderr") is None
    assert measure.printed(1, "stdout") is None
    measure.finish()
    assert first.text == "ab\n"
