import os

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from cxkit.presentation.canvas import LetterCanvas, LetterRenderer
from cxkit.presentation.glyphs import FONT, PHASES, face, rehearse
from cxkit.presentation.theme import DPI, new_axes

pytestmark = pytest.mark.skipif(
    not hasattr(FT2Font, "_layout"), reason="this Matplotlib gives no single letters"
)
LINES = [
    "Tiempo de respuesta (n = 1.234)",
    "AVATAR To Va LT, P.",
    "Oficina, fin, flor, afflicted, ffi",  # ligatures
    "−12,3 → +4 %  ≥ ½ · «sí» … ¿Qué?",
    "Niño, pingüino, Ñandú, £ € ß Ł ő",
    "n = 30",
    " ",
]
OTHERS = ["e\u0301", "日本", "سلام", "a\u200db", "😀"]


def properties(size=9.0, weight="normal"):
    return FontProperties(family=["DejaVu Sans"], size=size, weight=weight)


def plain_font(wanted):
    font = get_font(fontManager._find_fonts_by_props(wanted))
    font.clear()
    font.set_size(wanted.get_size_in_points(), DPI)
    return font


@pytest.fixture(autouse=True)
def house_type():
    new_axes(1.0)  # the house's settings, hinting among them


@pytest.mark.parametrize("text", LINES)
@pytest.mark.parametrize(("size", "weight"), [(8.0, "normal"), (9.0, "normal"), (8.5, "bold")])
def test_letters_stand_where_matplotlib_puts_them(text, size, weight):
    wanted = properties(size, weight)
    line = face(wanted, DPI).line(text)
    shaped = plain_font(wanted)._layout(text, flags=LoadFlags.DEFAULT)
    # FreeType counts in 64ths of a pixel, which floats hold exactly
    assert list(line.places) == [item.x for item in shaped]


@pytest.mark.parametrize("text", LINES)
def test_a_line_measures_what_matplotlib_measures(text):
    wanted = properties()
    ours = LetterRenderer(100, 50, DPI).get_text_width_height_descent(text, wanted, False)
    theirs = RendererAgg(100, 50, DPI).get_text_width_height_descent(text, wanted, False)
    assert ours == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_not_one_letter_after_the_other_is_left_to_matplotlib(text):
    assert face(properties(), DPI).line(text) is None


def drawn(renderer_type, x, y, text, angle=0):
    renderer = renderer_type(240, 50, DPI)
    gc = renderer.new_gc()
    renderer.draw_text(gc, x, y, text, properties(), angle)
    return np.asarray(renderer.buffer_rgba())[:, :, 3].astype(int)


@pytest.mark.parametrize("text", LINES[:-1])
def test_a_line_on_whole_pixels_is_drawn_as_matplotlib_draws_it(text):
    ours, theirs = (drawn(kind, 10, 30, text) for kind in (LetterRenderer, RendererAgg))
    # kerned letters stand at quarters of a pixel: a shift of at most an eighth
    assert np.abs(ours - theirs).max() <= 255 / (2 * PHASES) + 16
    assert ours.sum() == pytest.approx(theirs.sum(), rel=0.02)


def test_turned_text_is_drawn_by_matplotlib():
    ours, theirs = (drawn(kind, 30, 40, "Label", 90) for kind in (LetterRenderer, RendererAgg))
    assert (ours == theirs).all()
    assert ours.any()


def test_text_at_the_edge_of_the_picture_is_cut_not_refused():
    assert drawn(LetterRenderer, -12.4, 3, "Outside").any()
    assert not drawn(LetterRenderer, 500, 30, "Outside").any()


def test_the_canvas_keeps_its_renderer_until_the_figure_changes_size():
    figure = Figure(figsize=(2, 1), dpi=DPI)
    canvas = LetterCanvas(figure)
    first = canvas.get_renderer()
    assert canvas.get_renderer() is first
    figure.set_dpi(DPI / 2)
    assert (canvas.get_renderer().width, canvas.get_renderer().height) == (120, 60)


def test_a_rehearsal_leaves_nothing_to_ask_for_common_words(monkeypatch):
    from cxkit.presentation.glyphs import Face

    rehearse(DPI)
    monkeypatch.setattr(Face, "_shaped", lambda *_: pytest.fail("a letter was asked for"))
    font = face(properties(), DPI)
    words = "valor de los clientes"
    picture, _, _ = font.draw(font.line(words), 0.3)
    assert picture.any()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_a_forked_process_opens_its_own_fonts():
    """Two forks that share an open file would read each other's letters."""
    known = face(FontProperties(family=[FONT], size=8.0), 120)
    line = known.line("before")
    before = known.font  # kept, so that no other object can take its place
    child = os.fork()
    if child == 0:
        kept = known.line("before") is line
        os._exit(0 if kept and known.font is not before and known.line("after") else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert known.font is before
