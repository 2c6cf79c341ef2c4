import io

import IPython.display
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation import FigureText, KeyFigure, Show, Style, TextTable, new_axes
from cxkit.presentation.layout import MeasuredLayout
from cxkit.presentation.png import lean_png
from cxkit.presentation.show import render_png
from cxkit.presentation.theme import DPI

MISSING = Missing(what="Scores by channel", need="Declare the column.", table="responses")


@pytest.fixture
def show():
    return Show(Style(words=Words("en"), accent="#0b4f6c", min_base=30))


def captured(call, *args, **kwargs):
    """Return what a call displays, as metadata and data."""
    seen = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            IPython.display,
            "display",
            lambda data, raw, metadata: seen.append((metadata["cxkit"], data)),
        )
        call(*args, **kwargs)
    return seen


def draw(result, *, style):
    ax = new_axes(2.0)
    ax.plot([0, result])
    return ax


def describe(result, words):
    return FigureText(headline="h", measure="m", reading="r", source="s", alt=f"ends at {result}")


def table(rows, note=""):
    return lambda result, words: TextTable(
        caption="Scores", headings=["Group"], rows=rows, numeric=[False], note=note
    )


def test_a_figure_is_shown_as_headline_picture_and_foot(show):
    head, picture, foot = captured(show.figure, 3, draw, describe)
    assert head[0] == {"part": "figure-head"}
    assert picture[0]["alt"] == "ends at 3"
    assert picture[1]["text/plain"] == "ends at 3"
    assert foot[0] == {"part": "figure-foot", "reading": "r", "source": "s"}


@pytest.mark.parametrize("kind", ["figure", "table", "text", "key_figures", "html"])
def test_a_missing_result_becomes_a_box_that_says_what_to_provide(show, kind):
    never = [lambda *_: pytest.fail("a missing result was used")]
    calls = {
        "figure": lambda: show.figure(MISSING, *never, *never),
        "table": lambda: show.table(MISSING, *never),
        "text": lambda: show.text(MISSING, *never),
        "key_figures": lambda: show.key_figures(MISSING, *never),
        "html": lambda: show.html(MISSING, *never, part="note"),
    }
    ((meta, data),) = captured(calls[kind])
    assert meta == {"part": "missing", "what": "Scores by channel", "need": "Declare the column."}
    assert "Not shown: Scores by channel" in data["text/html"]


def test_what_is_missing_is_listed_once(show):
    captured(show.text, MISSING, None)
    captured(show.table, MISSING, None)
    ((_, data),) = captured(show.what_is_missing)
    assert data["text/plain"].count("Scores by channel: Declare the column.") == 1


def test_where_nothing_is_missing_that_is_said(show):
    ((_, data),) = captured(show.what_is_missing)
    assert "Nothing: every result that this report knows could be shown." in data["text/plain"]


def test_a_table_without_rows_becomes_its_note(show):
    ((meta, data),) = captured(show.table, 1, table([], note="None was hidden."))
    assert meta == {"part": "text"}
    assert "None was hidden." in data["text/html"]
    assert "<table" not in data["text/html"]


def test_a_table_without_rows_and_note_still_says_so(show):
    ((_, data),) = captured(show.table, 1, table([]))
    assert data["text/plain"] == "Scores: Nothing to show."


def test_a_table_carries_its_caption(show):
    ((meta, data),) = captured(show.table, 1, table([["App"]]))
    assert meta == {"part": "table", "caption": "Scores"}
    assert "<caption>Scores</caption>" in data["text/html"]


def test_text_becomes_one_paragraph_a_line_and_nothing_where_there_is_nothing_to_say(show):
    ((meta, data),) = captured(show.text, 1, lambda *_: "One.\n\nTwo.", kind="takeaway")
    assert meta == {"part": "takeaway"}
    assert data["text/html"].count('<p class="cx-takeaway">') == 2
    assert captured(show.text, 1, lambda *_: "") == []


def test_key_figures_can_be_read_as_plain_text(show):
    figures = [KeyFigure(label="NPS", value="12", detail="n = 40")]
    ((_, data),) = captured(show.key_figures, 1, lambda *_: figures)
    assert data["text/plain"] == "NPS: 12 (n = 40)"


def test_a_picture_is_a_png_of_the_size_it_says():
    content, width, height = render_png(draw(1, style=None))
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.format == "PNG"
        assert picture.width / picture.height == pytest.approx(width / height, rel=0.01)
    assert width == 700


def long_labels():
    ax = new_axes(2.5)
    ax.barh(["A name that needs room on the left", "Short"], [3, 5])
    ax.set_title("A title that is laid out", loc="left")
    ax.annotate("Outside", (5, 1), xytext=(1.02, 0.5), textcoords="axes fraction")
    return ax


def test_a_picture_is_what_savefig_draws():
    content, *_ = render_png(long_labels())
    saved = io.BytesIO()
    long_labels().get_figure(root=True).savefig(saved, format="png", dpi=DPI)
    with Image.open(saved) as whole:
        assert lean_png(np.array(whole.convert("RGBA"))) == content


def test_a_figure_is_laid_out_and_drawn_once(monkeypatch):
    drawn, laid_out = [], []
    draw_all, lay_out = Figure.draw, MeasuredLayout.execute
    monkeypatch.setattr(Figure, "draw", lambda *a: drawn.append(a) or draw_all(*a))
    monkeypatch.setattr(MeasuredLayout, "execute", lambda *a: laid_out.append(a) or lay_out(*a))
    render_png(long_labels())
    assert (len(drawn), len(laid_out)) == (1, 1)


def test_a_figure_rendered_again_is_the_same_picture():
    ax = long_labels()
    assert render_png(ax) == render_png(ax)
