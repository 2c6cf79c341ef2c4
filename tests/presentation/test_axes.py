import io

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter
from PIL import Image

from cxkit.presentation.axes import HouseAxes
from cxkit.presentation.canvas import LetterCanvas
from cxkit.presentation.layout import MeasuredLayout
from cxkit.presentation.show import render_png
from cxkit.presentation.theme import DPI, WIDTH, new_axes


def fill(ax):
    ax.barh([0, 1, 2], [3, 5, 4], color="#0b4f6c")
    ax.set_yticks(
        [0, 1, 2], ["One", "A longer name\n(n = 30)", "Three"], fontsize=8, color="#123456"
    )
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.1f} %"))
    ax.set_xlabel("Share of customers")
    ax.grid(axis="x", color="#dddddd")
    ax.annotate("behind", (1, 1), xycoords=ax.get_yaxis_transform(), xytext=(8, 0),
                textcoords="offset points", va="center")  # fmt: skip
    ax.text(3, 2, "in the middle", ha="center")
    return ax


def columns(ax):
    ax.set_xticks([0, 1, 2], ["Low", "Middle", "High"])
    ax.xaxis.tick_top()
    ax.plot([0, 1, 2], [1, 30, 1000])
    ax.set_yscale("log")
    ax.tick_params(axis="x", pad=7, colors="#aa0000")
    ax.set_title("A title", loc="left")
    return ax


def matplotlibs(height):
    """Return axes in the house style that are Matplotlib's own."""
    new_axes(1.0)
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    return figure.subplots()


def pixels(ax):
    canvas = ax.get_figure(root=True).canvas
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[:, :, :3].astype(int)


@pytest.mark.parametrize("draw", [fill, columns])
def test_a_figure_looks_as_matplotlib_would_draw_it(draw):
    ours, theirs = draw(new_axes(2.5)), draw(matplotlibs(2.5))
    differing = np.abs(pixels(ours) - pixels(theirs)).max(axis=2) > 96
    # texts stand on whole pixels here; Matplotlib puts their bars between two
    assert differing.mean() < 0.01
    assert ours.get_position().bounds == pytest.approx(theirs.get_position().bounds, abs=0.004)


@pytest.mark.parametrize("draw", [fill, columns])
def test_no_tick_is_made_before_one_is_asked_for(draw):
    ax = draw(new_axes(2.5))
    if ax.get_yscale() == "linear":
        pixels(ax)
    assert (ax.xaxis.majorTicks, ax.yaxis.majorTicks) == ([], [])


def test_ticks_that_are_asked_for_look_as_before():
    before, after = fill(new_axes(2.5)), fill(new_axes(2.5))
    labels = after.get_yticklabels()
    assert [label.get_text() for label in labels] == ["One", "A longer name\n(n = 30)", "Three"]
    assert {to_hex(label.get_color()) for label in labels} == {"#123456"}
    assert {label.get_fontsize() for label in labels} == {8.0}
    assert [label.get_text() for label in after.get_xticklabels()][:2] == ["0.0 %", "1.0 %"]
    assert (pixels(before) == pixels(after)).all()


def test_a_tick_changed_by_hand_is_drawn_changed():
    ax = fill(new_axes(2.5))
    plain = pixels(ax)
    changed = fill(new_axes(2.5))
    changed.get_yticklabels()[0].set_fontweight("bold")
    assert (pixels(changed) != plain).any()


def test_labels_follow_limits_set_later():
    ax = new_axes(2.0)
    ax.set_xticks([0, 50, 100], ["none", "half", "all"])
    ax.set_xlim(0, 60)
    pixels(ax)
    assert [mark.text for mark in ax.xaxis._update_ticks()] == ["none", "half"]
    ax.set_xlim(0, 100)
    assert [mark.text for mark in ax.xaxis._update_ticks()] == ["none", "half", "all"]


def test_labels_that_do_not_match_their_ticks_are_refused():
    ax = new_axes(2.0)
    with pytest.raises(ValueError, match="3 ticks cannot have 2 labels"):
        ax.set_yticks([0, 1, 2], ["a", "b"])


def test_what_is_changed_on_a_text_is_measured_anew():
    ax = new_axes(2.0)
    text = ax.text(0.5, 0.5, "wide words")
    renderer = ax.get_figure(root=True).canvas.get_renderer()
    wide = text.get_window_extent(renderer).width
    text.set_text("wi")
    assert text.get_window_extent(renderer).width < wide / 2
    text.set_fontsize(30)
    assert text.get_window_extent(renderer).height > 30


@pytest.mark.parametrize("height", [1.2, 6.0])
def test_nothing_written_around_axes_is_cut_off(height):
    ax = fill(new_axes(height))
    figure = ax.get_figure(root=True)
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    texts = [*ax.texts, ax.xaxis.label, *ax.get_yticklabels()]
    for text in texts:
        box = text.get_window_extent(renderer)
        assert box.x0 >= -0.5
        assert box.x1 <= figure.bbox.width + 0.5
        assert box.y0 >= -0.5


def test_a_figure_smaller_than_its_words_is_drawn_all_the_same():
    assert pixels(fill(new_axes(0.3))).shape == (36, 840, 3)


def test_a_house_figure_is_drawn_by_house_parts():
    ax = new_axes(1.0)
    figure = ax.get_figure(root=True)
    assert isinstance(ax, HouseAxes)
    assert isinstance(ax, Axes)
    assert isinstance(figure.canvas, LetterCanvas)
    assert isinstance(figure.get_layout_engine(), MeasuredLayout)


def test_another_matplotlib_draws_by_itself_and_alike(monkeypatch):
    ours, _, _ = render_png(fill(new_axes(2.0)))
    monkeypatch.setattr("matplotlib.__version__", "3.99.0")
    axes = fill(new_axes(2.0))
    assert type(axes) is Axes
    theirs, width, height = render_png(axes)
    assert (width, height) == (round(WIDTH * 100), 200)
    one, other = (np.asarray(Image.open(io.BytesIO(png)).convert("L")) for png in (ours, theirs))
    assert one.shape == other.shape
    assert np.mean(np.abs(one.astype(int) - other) > 96) < 0.02
