import io
import itertools
import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text

from cxkit.client import Column
from cxkit.engagement import LocalText
from cxkit.findings import Evidence
from cxkit.language import Words
from cxkit.metrics import ces, csat, nps
from cxkit.perception.results import Answers, Overall, Ratings, Resolution, ScoresBy, WaveScores
from cxkit.perception.scores.distribution import distribution, distribution_by
from cxkit.perception.scores.figures import (
    plot_answers,
    plot_answers_by,
    plot_by,
    plot_ratings,
    plot_resolution,
    plot_resolution_by,
    plot_waves,
)
from cxkit.perception.waits.resolution import resolution_curve, resolution_time
from cxkit.presentation import Style
from cxkit.presentation.show import render_png
from cxkit.presentation.theme import BAD, GOOD, GREY, HEIGHT, SMALLEST
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

EASE = Scale(low=1, high=7, top_box=6)
LOW_IS_EASY = Scale(low=1, high=7, higher_is_better=False, top_box=2)
SATISFACTION = Scale(low=1, high=5, top_box=4)
PLACES = (
    "Aclaración de cargos no reconocidos en la tarjeta de crédito de la sucursal principal",
    "Contratación",
    "Instalación_de_la_línea_telefónica_sin_espacios_para_partirla_en_dos_renglones",
    "App",
)


def style(language="en", region="en_GB"):
    return Style(words=Words(language, region=region), accent="#0b4f6c", min_base=30)


EVIDENCE = Evidence(table="responses", columns=("ltr",), n=500)
COLUMN = Column(name="touchpoint", role="touchpoint")


def overall(metric="nps", scale=None, answers=(9, 9, 10, 7, 3, 8)):
    frame = pd.DataFrame({"x": list(answers) * 20})
    if metric == "nps":
        result, scale = nps(frame, column="x"), LIKELIHOOD_TO_RECOMMEND
    elif metric == "csat":
        result, scale = csat(frame, column="x", scale=scale), scale
    else:
        result, scale = ces(frame, column="x", scale=scale), scale
    return Overall(metric=metric, result=result, scale=scale, evidence=EVIDENCE, min_base=30)


def scores_by(groups, *, width=12.0, score=None, n=None, metric="nps", scale=None, p_adjusted=1.0):
    count = len(groups)
    factor = {"nps": 1.0, "csat": 0.005, "ces": 0.02}[metric]
    base = {"nps": 0.0, "csat": 0.5, "ces": 4.0}[metric]
    values = np.linspace(-60, 55, count) if score is None else np.full(count, score)
    table = pd.DataFrame(
        {
            "group": list(groups),
            "score": base + values * factor,
            "ci_low": base + np.clip(values - width, -100, 100) * factor,
            "ci_high": base + np.clip(values + width, -100, 100) * factor,
            "n": np.arange(count) * 7 + 12 if n is None else np.full(count, n),
            "n_missing": 0,
            "gap": values,
            "gap_low": values - width,
            "gap_high": values + width,
            "p_adjusted": p_adjusted,
        }
    )
    answers = (5, 4, 3, 2, 4) if metric != "nps" else (9, 9, 10, 7, 3, 8)
    return ScoresBy(
        metric=metric,
        dimension="touchpoint",
        column=COLUMN,
        table=table,
        overall=overall(metric, scale, answers),
        margin=5.0,
        confidence=0.95,
        min_base=30,
    )


def waves(names, *, score=None, n=300, width=8.0):
    table = scores_by(names, score=score, n=n, width=width).table
    return WaveScores(
        metric="nps",
        table=table,
        changes=(),
        p_adjusted=(),
        p_equivalence=(),
        origin="column",
        overall=overall(),
    )


def ratings(names, *, n=400):
    count = len(names)
    top = np.linspace(0.2, 0.97, count)
    table = pd.DataFrame(
        {
            "name": [f"a{place}" for place in range(count)],
            "top_box": top,
            "ci_low": top - 0.03,
            "ci_high": np.minimum(top + 0.03, 1.0),
            "mean": 3.4,
            "mean_ci_low": 3.3,
            "mean_ci_high": 3.5,
            "n": n,
            "n_missing": 3,
        }
    )
    columns = {
        f"a{place}": Column(name=f"a{place}", role="rating", label=LocalText(plain=name))
        for place, name in enumerate(names)
    }
    names = tuple(table["name"])
    return Ratings(
        table=table,
        worst=names[:1],
        best=names[-1:],
        columns=columns,
        evidence=EVIDENCE,
        confidence=0.95,
        min_base=30,
    )


def answers(metric="nps", scale=LIKELIHOOD_TO_RECOMMEND, values=None, times=20):
    frame = pd.DataFrame({"x": list(values or scale.points) * times})
    table = distribution(frame, column="x", scale=scale)
    return Answers(
        metric=metric,
        dimension="",
        column=None,
        table=table,
        overall=overall(metric, scale, tuple(values or scale.points)),
    )


def answers_by(groups, *, metric="nps", scale=LIKELIHOOD_TO_RECOMMEND, values=None, times=10):
    given = list(values or scale.points)
    frame = pd.DataFrame(
        [
            {"touchpoint": group, "x": value}
            for place, group in enumerate(groups)
            for value in given[place % len(given) :] * times + given
        ]
    )
    table = distribution_by(frame, by="touchpoint", column="x", scale=scale)
    return Answers(
        metric=metric,
        dimension="touchpoint",
        column=COLUMN,
        table=table.rename(columns={"touchpoint": "group"}),
        overall=overall(metric, scale, tuple(given)),
    )


def tickets(hours, *, still_open=2):
    opened = pd.Timestamp("2026-01-01")
    return pd.DataFrame(
        {
            "opened": [opened] * (len(hours) + still_open),
            "resolved": [opened + pd.Timedelta(hours=hour) for hour in hours]
            + [pd.NaT] * still_open,
        }
    )


def resolution(hours, *, groups=(), still_open=2):
    frame = tickets(hours, still_open=still_open)
    as_of = {"as_of": pd.Timestamp("2026-06-30").date()}
    whole = resolution_time(frame, **as_of)
    rows = [
        {
            "group": name,
            "n": n,
            "median_hours": median,
            "median_ci_low": low,
            "median_ci_high": high,
        }
        for name, n, median, low, high in groups
    ]
    return Resolution(
        overall=whole,
        curve=resolution_curve(frame, **as_of),
        dimension="channel" if rows else "",
        column=COLUMN if rows else None,
        table=pd.DataFrame(rows),
        evidence=EVIDENCE,
        min_base=30,
    )


# ------------------------------------------------------- nothing overlaps or is cut off
def texts(ax):
    """Return every text that is drawn with the box it takes, in pixels."""
    figure = ax.get_figure(root=True)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    low, high = sorted(ax.get_xlim()), sorted(ax.get_ylim())
    shown = []
    for text in figure.findobj(Text):
        if not text.get_visible() or not text.get_text().strip():
            continue
        if text in ax.get_xticklabels() and not low[0] <= text.get_position()[0] <= low[1]:
            continue
        if text in ax.get_yticklabels() and not high[0] <= text.get_position()[1] <= high[1]:
            continue
        shown.append((text, text.get_window_extent(renderer)))
    return figure, shown


def check_legible(ax):
    figure, shown = texts(ax)
    frame = figure.bbox
    for text, box in shown:
        assert text.get_fontsize() >= SMALLEST, text
        assert box.x0 >= frame.x0 - 0.5, text
        assert box.y0 >= frame.y0 - 0.5, text
        assert box.x1 <= frame.x1 + 0.5, text
        assert box.y1 <= frame.y1 + 0.5, text
    for (one, a), (two, b) in itertools.combinations(shown, 2):
        wide = min(a.x1, b.x1) - max(a.x0, b.x0)
        tall = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert wide <= 0.5 or tall <= 0.75, f"{one.get_text()!r} on {two.get_text()!r}"
    assert figure.get_size_inches()[1] <= HEIGHT + 0.01
    return [text.get_text() for text, _ in shown]


MANY = [f"Sucursal {number} de la avenida principal" for number in range(60)]
CASES = {
    "one group": lambda s: plot_by(scores_by(["App"]), style=s),
    "long names": lambda s: plot_by(scores_by(PLACES), style=s),
    "31 groups": lambda s: plot_by(scores_by(MANY[:31]), style=s),
    "60 groups": lambda s: plot_by(scores_by(MANY), style=s),
    "wide as the scale": lambda s: plot_by(scores_by(PLACES, width=200.0, n=4), style=s),
    "all equal": lambda s: plot_by(scores_by(PLACES, score=20.0), style=s),
    "tiny intervals": lambda s: plot_by(scores_by(PLACES, score=19.0, width=0.01), style=s),
    "all at the end": lambda s: plot_by(scores_by(PLACES, score=100.0, width=0.0), style=s),
    "stands out": lambda s: plot_by(scores_by(PLACES, n=100, p_adjusted=0.001), style=s),
    "csat": lambda s: plot_by(scores_by(PLACES, metric="csat", scale=SATISFACTION), style=s),
    "ces": lambda s: plot_by(scores_by(PLACES, metric="ces", scale=EASE), style=s),
    "2 waves": lambda s: plot_waves(waves(["2025", "2026"]), style=s),
    "4 waves, equal": lambda s: plot_waves(waves(["T1", "T2", "T3", "T4"], score=100.0), style=s),
    "16 waves": lambda s: plot_waves(waves([f"2022-T{n}" for n in range(16)], n=1200), style=s),
    "16 waves, few answers": lambda s: plot_waves(
        waves([f"Oleada {n}" for n in range(16)], n=9), style=s
    ),
    "80 waves": lambda s: plot_waves(waves([f"2006-Q{n}" for n in range(80)]), style=s),
    "waves with long names": lambda s: plot_waves(waves(PLACES, n=12), style=s),
    "8 waves with names": lambda s: plot_waves(waves(PLACES * 2, width=150.0), style=s),
    "answers": lambda s: plot_answers(answers(), style=s),
    "one answer": lambda s: plot_answers(answers(values=[9], times=1), style=s),
    "answers low is easy": lambda s: plot_answers(answers("ces", LOW_IS_EASY), style=s),
    "answers of 5": lambda s: plot_answers(answers("csat", SATISFACTION), style=s),
    "answers of 2": lambda s: plot_answers(
        answers("csat", Scale(low=0, high=1, top_box=1)), style=s
    ),
    "answers of 3": lambda s: plot_answers(
        answers("csat", Scale(low=1, high=3, top_box=3)), style=s
    ),
    "answers of 101": lambda s: plot_answers(
        answers("csat", Scale(low=0, high=100, top_box=80)), style=s
    ),
    "shares": lambda s: plot_answers_by(answers_by(PLACES), style=s),
    "shares of one group": lambda s: plot_answers_by(answers_by(["App"]), style=s),
    "shares of 31 groups": lambda s: plot_answers_by(answers_by(MANY[:31]), style=s),
    "shares of 60 groups": lambda s: plot_answers_by(answers_by(MANY), style=s),
    "shares all good": lambda s: plot_answers_by(answers_by(PLACES, values=[10]), style=s),
    "shares small": lambda s: plot_answers_by(answers_by(PLACES, times=1), style=s),
    "ratings": lambda s: plot_ratings(ratings(PLACES), style=s),
    "one rating": lambda s: plot_ratings(ratings(["App"], n=3), style=s),
    "40 ratings": lambda s: plot_ratings(ratings(MANY[:40]), style=s),
    "curve": lambda s: plot_resolution(resolution([1, 5, 30, 90, 700]), style=s),
    "curve over years": lambda s: plot_resolution(resolution([0.1, 3, 40, 999, 4200]), style=s),
    "curve of one": lambda s: plot_resolution(resolution([5], still_open=0), style=s),
    "curve closed at once": lambda s: plot_resolution(resolution([0, 0, 0, 2]), style=s),
    "curve all open": lambda s: plot_resolution(resolution([], still_open=5), style=s),
    "medians": lambda s: plot_resolution_by(
        resolution(
            [1, 5],
            groups=[
                (PLACES[0], 100, 0.0, 0.0, 1.0),
                (PLACES[1], 12, 30.0, 20.0, math.nan),
                (PLACES[2], 50, math.nan, 400.0, math.nan),
                (PLACES[3], 50, 90000.0, 80000.0, 95000.0),
            ],
        ),
        style=s,
    ),
    "one median": lambda s: plot_resolution_by(
        resolution([1, 5], groups=[("App", 40, 5.0, 4.0, 7.0)]), style=s
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_no_label_overlaps_or_is_cut_off(case):
    check_legible(CASES[case](style("es", "es_PE")))


@pytest.mark.parametrize("case", ["2 waves", "answers", "shares", "curve", "stands out"])
def test_no_label_overlaps_or_is_cut_off_in_english(case):
    check_legible(CASES[case](style("en", "en_GB")))


def test_a_figure_weighs_35_kilobytes_at_most():
    usual = ["long names", "csat", "4 waves, equal", "16 waves", "answers", "shares", "ratings"]
    usual += ["curve", "medians"]
    sizes = {case: len(render_png(CASES[case](style()))[0]) for case in usual}
    assert max(sizes.values()) <= 35_000, sizes


# ---------------------------------------------------------------- what figures show
def row_texts(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def markers(ax):
    """Return the points drawn, from below to above, as (x, face, marker)."""
    return [
        (line.get_xdata()[0], to_hex(line.get_markerfacecolor()), line.get_marker())
        for line in ax.lines
        if line.get_marker() not in ("None", "", None)
    ]


def test_groups_are_sorted_with_the_best_on_top_and_their_base_beside():
    ax = plot_by(scores_by(["Web", "App", "Shop"], n=1234), style=style())
    assert row_texts(ax) == ["Web (n = 1,234)", "App (n = 1,234)", "Shop (n = 1,234)"]
    assert [x for x, _, _ in markers(ax)] == [-60.0, pytest.approx(-2.5), 55.0]


def test_numbers_follow_the_region_and_words_the_language():
    ax = plot_by(scores_by(["Web"], n=1234), style=style("es", "es_PE"))
    assert row_texts(ax) == ["Web (n = 1,234)"]
    ax = plot_by(scores_by(["Web"], n=12345), style=style("en", "es_ES"))
    assert row_texts(ax) == ["Web (n = 12.345)"]


def test_a_small_base_is_hollow_and_called_indicative():
    ax = plot_by(scores_by(["App"], n=12), style=style())
    assert row_texts(ax) == ["App (n = 12, indicative)"]
    assert [face for _, face, _ in markers(ax)] == ["#ffffff"]


def test_only_a_group_that_stands_out_is_coloured_and_its_shape_says_so_too():
    ax = plot_by(scores_by(["Web", "App", "Shop"], n=200, p_adjusted=0.001), style=style())
    assert [(face, shape) for _, face, shape in markers(ax)] == [
        (BAD.lower(), "v"),
        (GREY.lower(), "o"),
        (GOOD.lower(), "^"),
    ]


def test_nothing_is_coloured_where_no_difference_is_clear():
    ax = plot_by(scores_by(["Web", "App"], n=200, p_adjusted=0.4), style=style())
    assert {face for _, face, _ in markers(ax)} == {GREY.lower()}


def test_a_window_of_the_scale_is_stated_under_the_axis():
    ax = plot_by(scores_by(["Web", "App"], score=20.0, n=200), style=style())
    assert ax.get_xlim() == (0.0, 40.0)
    assert ax.get_xlabel() == "The axis shows 0 to 40; the scale runs from −100 to 100."


def test_intervals_as_wide_as_the_scale_use_the_whole_axis_and_state_nothing():
    ax = plot_by(scores_by(["Web", "App"], width=300.0), style=style())
    assert ax.get_xlim() == (-100.0, 100.0)
    assert ax.get_xlabel() == ""


def test_every_interval_lies_within_the_axis():
    ax = plot_by(scores_by(PLACES), style=style())
    low, high = ax.get_xlim()
    ends = [
        x for lines in ax.collections for path in lines.get_paths() for x in path.vertices[:, 0]
    ]
    assert ends
    assert all(low <= x <= high for x in ends)


def test_the_score_of_all_answers_is_named_on_its_line():
    scores = scores_by(["Web", "App"], n=200)
    ax = plot_by(scores, style=style())
    said = [text.get_text() for text in ax.texts]
    assert f"all: {scores.overall.result.score:.0f}" in said


def test_a_name_too_long_for_two_lines_is_cut_but_never_its_base():
    (label,) = row_texts(plot_by(scores_by(PLACES[:1], n=500), style=style()))
    assert label.count("\n") == 1
    assert label.endswith("… (n = 500)")


def test_waves_keep_their_order_and_the_last_one_has_the_clients_colour():
    ax = plot_waves(waves(["2025-T4", "2026-T1"]), style=style())
    assert [label.get_text() for label in ax.get_xticklabels()] == [
        "2025-T4\nn = 300",
        "2026-T1\nn = 300",
    ]
    assert [face for _, face, _ in markers(ax)] == [GREY.lower(), "#0b4f6c"]


def test_sixteen_waves_stand_upright_and_all_are_named():
    ax = plot_waves(waves([f"2022-T{n}" for n in range(16)], n=1200), style=style())
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert len(labels) == 16
    assert labels[0] == "2022-T0 (n = 1,200)"


def test_answers_are_named_with_their_share_on_the_scale_they_were_given():
    ax = plot_answers(answers(values=[0, 10, 10, 8]), style=style())
    said = [text.get_text() for text in ax.texts]
    assert said[0] == "25%"
    assert {"Detractors 25%", "Passives 25%", "Promoters 50%"} <= set(said)
    assert [bar.get_height() for bar in ax.patches] == [0.25, *[0.0] * 7, 0.25, 0.0, 0.5]


def test_bars_start_at_zero():
    assert plot_answers(answers(), style=style()).get_ylim()[0] == 0


def test_where_low_is_good_the_favourable_bars_stand_on_the_left():
    ax = plot_answers(answers("ces", LOW_IS_EASY), style=style())
    colors = [to_hex(bar.get_facecolor()) for bar in ax.patches]
    assert colors[:2] == [GOOD.lower()] * 2
    assert colors[-1] == BAD.lower()


def test_diverging_bars_meet_at_the_middle_of_the_passives():
    ax = plot_answers_by(answers_by(["App"], values=[0, 7, 10, 10], times=20), style=style())
    bad, middle, good = ax.patches
    assert middle.get_x() == pytest.approx(-middle.get_width() / 2)
    assert bad.get_x() + bad.get_width() == pytest.approx(middle.get_x())
    assert good.get_x() == pytest.approx(middle.get_x() + middle.get_width())
    assert bad.get_width() + middle.get_width() + good.get_width() == pytest.approx(1)


def test_diverging_bars_of_a_small_base_are_hollow():
    ax = plot_answers_by(answers_by(["App"], values=[0, 7, 10], times=2), style=style())
    assert {to_hex(bar.get_facecolor()) for bar in ax.patches} == {"#ffffff"}
    assert row_texts(ax) == ["App (n = 9, indicative)"]


def test_ratings_are_sorted_and_written_in_percent():
    ax = plot_ratings(ratings(["Speed", "Staff"]), style=style())
    assert row_texts(ax) == ["Speed (n = 400)", "Staff (n = 400)"]
    assert [text.get_text() for text in ax.texts] == ["20%", "97%"]


def test_the_curve_falls_from_all_open_and_names_the_median():
    ax = plot_resolution(resolution([2, 4, 6, 8, 10], still_open=0), style=style())
    curve = ax.lines[0].get_ydata()
    assert curve[0] == 1
    assert all(np.diff(curve) <= 0)
    assert [text.get_text() for text in ax.texts] == ["median 6 h"]


def test_a_median_that_is_not_reached_is_said_and_its_interval_stays_open():
    groups = [("Chat", 50, math.nan, 40.0, math.nan), ("App", 50, 5.0, 4.0, 7.0)]
    ax = plot_resolution_by(resolution([1, 5], groups=groups), style=style())
    assert row_texts(ax) == ["Chat (n = 50)", "App (n = 50)"]
    assert "not reached" in [text.get_text() for text in ax.texts]
    assert [x for x, _, _ in markers(ax)] == [5.0]
    assert sum(getattr(text, "arrow_patch", None) is not None for text in ax.texts) == 1


def test_rendered_pictures_are_reproducible():
    first, second = (render_png(CASES["long names"](style()))[0] for _ in range(2))
    assert first == second
    assert io.BytesIO(first).read(8) == b"\x89PNG\r\n\x1a\n"
