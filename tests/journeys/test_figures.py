"""Texts of the figures stay in their cells, are never under 8 pt and never lie on each other."""

import itertools

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from cxkit.journeys import analyse, plot_coverage, plot_funnel, plot_map, plot_messages, plot_pains
from cxkit.journeys.map_figure import TITLES
from cxkit.journeys.sheet import ROOM
from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.presentation.show import DPI
from cxkit.presentation.theme import BAD, HEIGHT, SMALLEST, WIDTH
from tests.journeys.made_journeys import a_map, answers, events, journey, made, step

LONG = (
    "Llama varias veces a la línea telefónica de atención, espera, y la transfieren de un área "
    "a otra sin que nadie se responsabilice de la aclaración_de_cargos_no_reconocidos_2025"
)


def style(language="es"):
    return Style(words=Words(language, region="es_MX"), accent="#0b4f6c", min_base=30)


def drawn(ax):
    """Return the texts of a drawn figure; ticks beyond the axis are not drawn."""
    figure = ax.get_figure(root=True)
    figure.set_dpi(DPI)
    FigureCanvasAgg(figure).draw()
    texts = [*ax.texts, ax.xaxis.label, ax.yaxis.label]
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
        texts += [label for place, label in ticks if low <= place <= high and ax.axison]
    return [t for t in texts if t.get_visible() and t.get_text().strip()]


def box(text):
    return Text.get_window_extent(text)  # an annotation's own extent holds its line too


def check(ax, *, height=HEIGHT):
    """Check that the texts of a figure are inside it, apart from each other and readable."""
    texts = drawn(ax)
    figure = ax.get_figure(root=True)
    assert figure.get_figwidth() == WIDTH
    assert figure.get_figheight() <= height
    whole = figure.bbox
    assert texts
    for text in texts:
        assert text.get_fontsize() >= SMALLEST
        extent = box(text)
        assert whole.x0 - 1 <= extent.x0, text.get_text()
        assert extent.x1 <= whole.x1 + 1, text.get_text()
        assert whole.y0 - 1 <= extent.y0, text.get_text()
        assert extent.y1 <= whole.y1 + 1, text.get_text()
    boxes = [(text, box(text)) for text in texts]
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        wide = min(a.x1, b.x1) - max(a.x0, b.x0)
        tall = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert not (wide > 1.5 and tall > 3.5), (one.get_text(), other.get_text())
    return texts


def long_map(n, **more):
    pains = [{"id": f"P{i}", "text": LONG, "touchpoint": f"T{i}", "severity": 3} for i in range(n)]
    steps = [
        step(
            f"{i}. {LONG}",
            f"T{i}",
            emotion=i % 5 - 2,
            owner=LONG[:100],
            channel="Banca en línea y sucursales",
            pain_points=[f"P{i}"],
            evidence=["S"] if i % 2 else [],
            expected=LONG,
        )
        for i in range(n)
    ]
    maps = journey(as_is=a_map(*steps), to_be=a_map(*steps))
    maps["pain_points"] = pains
    frame = pd.concat([answers(f"T{i}", 2 + i % 4, 40) for i in range(0, n, 2)])
    return made(journeys=maps, responses=frame, **more)


@pytest.mark.parametrize("n", [1, 2, 6, 9, 10, 13])
@pytest.mark.parametrize("version", ["today", "designed"])
def test_long_texts_of_a_map_stay_in_their_cells(n, version):
    for part in getattr(analyse(long_map(n)), version)():
        texts = check(plot_map(part, style=style()))
        wide = max(len(row) for row in part.rows)
        if wide > min(len(row) for row in part.rows):
            continue  # columns of two widths: the texts are apart, and that is checked
        width = (ROOM - TITLES) / wide
        figure = texts[0].get_figure(root=True)
        points = 72 / figure.dpi
        for text in texts:
            extent = box(text)
            if extent.x0 * points > TITLES + 3 and wide > 1 and text.get_ha() == "left":
                column = int((text.get_position()[0] - TITLES) // width)
                end = TITLES + (column + 1) * width + 4
                heads = {part.map.steps[0].stage.say(style().words)}
                if text.get_text() not in heads and "compra" not in text.get_text():
                    assert extent.x1 * points <= end, text.get_text()


def test_measured_points_are_filled_and_judged_ones_hollow_and_dashed():
    (part,) = analyse(long_map(5)).today()
    ax = plot_map(part, style=style())
    points = [
        line
        for line in ax.lines
        if line.get_marker() in ("o", "D") and line.get_xdata()[0] > TITLES
    ]
    filled = [p.get_marker() for p in points if p.get_markerfacecolor() != "white"]
    hollow = [p.get_marker() for p in points if p.get_markerfacecolor() == "white"]
    assert (filled, hollow) == (["o"] * 3, ["D"] * 2)
    joins = [
        line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 1.4
    ]
    assert [line.get_linestyle() for line in joins] == ["--"] * 4


def test_a_better_score_stands_higher():
    frame = pd.concat([answers("a", 5, 60), answers("b", 3, 60)])
    client = made(journeys=journey(as_is=a_map(step("1", "a"), step("2", "b"))), responses=frame)
    (part,) = analyse(client).today()
    ax = plot_map(part, style=style("en"))
    good, bad = (
        float(line.get_ydata()[0])
        for line in ax.lines
        if line.get_marker() == "o" and line.get_xdata()[0] > TITLES
    )
    assert good < bad  # the axis runs downwards
    written = [text.get_text() for text in drawn(ax)]
    assert "4.5" in written
    assert "2.5" in written


def test_a_map_without_any_measurement_or_judgement_is_drawn():
    client = made(journeys=journey(as_is=a_map(step("only this"))))
    (part,) = analyse(client).today()
    check(plot_map(part, style=style()))


@pytest.mark.parametrize("n", [1, 7, 8, 30])
def test_the_strip_has_a_cell_a_touchpoint_and_says_what_is_not_measured(n):
    places = [{"name": f"T{i} {LONG[:60]}", "phase": "before"} for i in range(n)]
    frame = answers(places[0]["name"], 4, 40)
    client = made(journeys={"touchpoints": places}, responses=frame)
    ax = plot_coverage(analyse(client).coverage, style=style())
    written = [text.get_text() for text in check(ax)]
    assert written.count("sin medir") == n - 1
    assert "n = 40" in written


@pytest.mark.parametrize("n", [2, 5, 26])
def test_the_funnel_counts_from_zero_and_marks_the_step_that_loses(n):
    path = "abcdefghijklmnopqrstuvwxyz"[:n]
    cases = [path] * 40 + [path[:2]] * (60 if n > 2 else 0) + ["a"] * 3
    flow = analyse(made(events=events(*cases))).funnel
    ax = plot_funnel(flow, style=style("en"))
    check(ax)
    assert ax.get_xlim()[0] == 0
    widths = [patch.get_width() for patch in ax.patches]
    assert sum(widths) == flow.funnel.table["reached"].sum()
    colors = {patch.get_facecolor() for patch in ax.patches}
    assert len(colors) == (3 if n > 2 else 2)
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("n", [1, 5, 12])
def test_pain_points_are_numbered_apart_and_named(n, same):
    pains = [
        {
            "id": f"P{i}",
            "text": f"{i} {LONG}",
            "touchpoint": "T0" if same else f"T{i}",
            "severity": 1 + i % 5,
            "frequency": 0.5,
            "reach": 0.2 if same else round(0.05 + 0.07 * i, 2),
        }
        for i in range(n)
    ]
    frame = pd.concat([answers(f"T{i}", 2 + i % 4, 40) for i in range(n)])
    client = made(journeys={"pain_points": pains}, responses=frame, initiatives=[])
    register = analyse(client).pains
    ax = plot_pains(register, style=style())
    written = [text.get_text() for text in check(ax)]
    shown = min(n, 9)
    assert {str(i + 1) for i in range(shown)} <= set(written)
    assert sum("sin iniciativa" in text for text in written) == shown
    assert ax.get_ylim()[0] == 0
    (worst,) = [t for t in ax.texts if t.get_text() == "1"]
    assert worst.get_bbox_patch().get_edgecolor()[:3] == pytest.approx(
        tuple(int(BAD[i : i + 2], 16) / 255 for i in (1, 3, 5))
    )


def test_pain_points_whose_touchpoint_nobody_measured_stand_in_the_key_alone():
    client = made(journeys={"pain_points": [{"id": "P", "text": "slow", "severity": 4}]})
    ax = plot_pains(analyse(client).pains, style=style("en"))
    written = [text.get_text() for text in check(ax)]
    assert "1  slow (severity 4, not measured)" in written
    assert np.allclose(ax.get_ylim()[0], 0)


def test_messages_are_shaded_by_how_far_they_differ():
    checks = [
        {"message": "Price", "channel": channel, "consistent": degree}
        for channel, degree in (("App", "yes"), ("Shop", "no"))
    ] + [{"message": "Time", "channel": "App", "consistent": "partly"}]
    ax = plot_messages(analyse(made(design={"messages": checks})).messages, style=style("en"))
    written = [text.get_text() for text in check(ax)]
    assert {"same", "differs", "partly", "not checked", "Price", "Time"} <= set(written)
