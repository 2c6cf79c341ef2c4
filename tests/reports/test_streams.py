import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook, new_output

from cxkit.reports.streams import join_streams


def joined(*outputs):
    notebook = new_notebook(cells=[new_code_cell("", outputs=list(outputs))])
    join_streams(notebook)
    return notebook.cells[0].outputs


def stream(text, name="stdout"):
    return new_output("stream", name=name, text=text)


def peer(text):
    """What nbclient does, written as there."""
    return re.sub(r".*\r(?=[^\n])", "", text)


def test_pieces_become_one_output_a_stream_at_the_place_of_the_first():
    shown = new_output("display_data", data={"text/plain": "x"})
    found = joined(stream("a"), stream("e", "stderr"), shown, stream("b\n"))
    assert [(o.get("name"), o.get("text")) for o in found] == [
        ("stdout", "ab\n"),
        ("stderr", "e"),
        (None, None),
    ]


@given(st.text("ab\r\n\b", max_size=12))
def test_the_text_is_what_nbclient_would_leave(text):
    assert joined(stream(text))[0].text == peer(text)


@pytest.mark.parametrize("text", ["10%\r20%\rdone\n", "a\r\nb\r\n"])
def test_progress_is_shown_as_it_ended(text):
    assert joined(stream(text))[0].text == peer(text)


def test_what_is_printed_stands_before_the_warnings_beside_it():
    found = joined(stream("w", "stderr"), stream("p"))
    assert [o.name for o in found] == ["stdout", "stderr"]
    shown = new_output("display_data", data={"text/plain": "x"})
    found = joined(stream("w", "stderr"), shown, stream("p"))
    assert [o.get("name") for o in found] == ["stderr", None, "stdout"]


def test_a_long_line_is_left_as_it_is():
    assert joined(stream("x" * 10**7 + "\n"))[0].text == "x" * 10**7 + "\n"
