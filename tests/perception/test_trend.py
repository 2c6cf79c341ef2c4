import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from cxkit.client import Column
from cxkit.findings import Missing
from cxkit.intake import read_client
from cxkit.language import Words
from cxkit.perception.analysis import analyse
from cxkit.perception.trend.chart import trend_of
from cxkit.perception.trend.figure import plot_trend
from cxkit.perception.trend.periods import choose_grain, one_stretch
from cxkit.perception.trend.tables import trend_table
from cxkit.perception.trend.wording import describe_trend, read_trend
from cxkit.presentation import Style
from cxkit.presentation.theme import BAD, GOOD, GREY
from cxkit.sample import Sample
from cxkit.stats.control_chart import laney_p_prime, xmr
from cxkit.stats.false_alarms import false_alarm_rate
from tests.perception.made_clients import EASE, EFFORT, FIVE, made
from tests.perception.test_figures import check_legible

EN, ES = Words("en"), Words("es", region="es_PE", currency="PEN")
ALTERNATING = (20, 24)
"""Promoters of a hundred in turn, so that a series of any length has the same limits."""


def counted(promoters, *, n=100, start="2024-01", freq="M", day=1, column="ltr", answers=(10, 3)):
    """One month a number: so many promoters of `n`, all others detractors; None is a gap."""
    sizes = [n] * len(promoters) if isinstance(n, int) else n
    rows = []
    for period, many, size in zip(
        pd.period_range(start, periods=len(promoters), freq=freq), promoters, sizes, strict=True
    ):
        if many is None:
            continue
        day_of = period.start_time + pd.Timedelta(days=day)
        rows.append((day_of, float(answers[0]), many))
        rows.append((day_of, float(answers[1]), size - many))
    return pd.DataFrame(rows, columns=["date", column, "answers"])


def trend(frame, metric="nps", *, as_of="2035-12-31", columns=(), **options):
    perception = analyse(made(responses=frame, columns=columns))
    as_of = date.fromisoformat(as_of)
    return trend_of(perception.basis, perception.overall(metric), as_of=as_of, **options)


def alternating(length, *, also=None):
    values = [60 + 2 * (place % 2) for place in range(length)]
    for place, value in (also or {}).items():
        values[place] = value
    return values


# -------------------------------------------------------------- what is charted
def test_scores_by_month_and_their_limits_worked_by_hand():
    # 60 and 62 promoters of 100 in turn: NPS 20 and 24, mean range 4, sigma 3.546. Sampling alone
    # is wider: p = 0.61, 200 sqrt(0.61 · 0.39 / 100) = 9.755, so limits are 22 ± 29.26
    found = trend(counted(alternating(10)))
    assert found.grain == "month"
    assert found.table["score"].tolist() == pytest.approx([20, 24] * 5)
    assert found.chart.centre == pytest.approx(22)
    sampling = 200 * math.sqrt(0.61 * 0.39 / 100)
    assert found.chart.sigma == pytest.approx(np.full(10, sampling))
    assert found.table["upper"].tolist() == pytest.approx([22 + 3 * sampling] * 10)
    assert (found.frozen, found.stepped, found.signals) == (0, False, ())


def test_where_periods_differ_by_more_than_sampling_the_ranges_decide():
    values = [30, 70] * 6
    found = trend(counted(values))
    chart = xmr([2 * value - 100 for value in values])
    assert found.chart.sigma == pytest.approx(chart.sigma)
    assert found.chart.sigma[0] > 3 * 200 * 0.5 / 10


def test_rows_and_counts_give_the_same_chart():
    table = counted(alternating(9, also={8: 20}))
    rows = table.loc[table.index.repeat(table["answers"])].drop(columns="answers")
    one, other = trend(table), trend(rows.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(one.table, other.table)
    assert one.signals == other.signals


def test_satisfaction_with_unequal_bases_has_laneys_limits():
    n = [100, 400, 100, 100, 200, 100, 300, 100, 100, 100]
    good = [30, 240, 60, 50, 90, 70, 120, 55, 40, 65]
    csat = Column(name="csat", role="csat", scale=FIVE)
    frame = counted(good, n=n, column="csat", answers=(5, 2))
    found = trend(frame, "csat", columns=[csat])
    laney = laney_p_prime(good, n)
    assert found.stepped
    assert laney.sigma_z > 1
    assert found.chart.sigma_z == pytest.approx(laney.sigma_z)
    assert found.chart.lower == pytest.approx(laney.lower)
    assert found.chart.upper == pytest.approx(laney.upper)


def test_effort_has_the_variance_of_its_answers():
    frame = counted([50] * 10, column="ces", answers=(7, 3))
    found = trend(frame, "ces", columns=[Column(name="ces", role="ces", scale=EASE)])
    assert found.table["score"].tolist() == [5.0] * 10
    answers = np.repeat([7.0, 3.0], 500)
    assert found.chart.sigma[0] == pytest.approx(answers.std(ddof=1) / 10)


def test_limits_are_cut_at_the_ends_of_the_scale():
    found = trend(counted([97, 98] * 5))
    assert found.chart.upper[0] > 100
    assert found.table["upper"].max() == 100


def test_weights_that_differ_widen_the_limits():
    # weights of 6 and 0.5: Kish's effect of the design is 7.4 / 1.6² = 2.89, its root 1.70
    table = counted([50] * 12)
    rows = table.loc[table.index.repeat(table["answers"])].drop(columns="answers")
    rows["weight"] = np.where(np.arange(len(rows)) % 5 == 0, 6.0, 0.5)
    client = made(responses=rows, columns=[Column(name="weight", role="number")])
    weighted = replace(client.tables["responses"], sample=Sample(weight="weight"))
    sigmas = []
    for one in (client, replace(client, tables={"responses": weighted})):
        perception = analyse(one)
        found = trend_of(perception.basis, perception.overall("nps"), as_of=date(2035, 1, 1))
        sigmas.append(found.chart.sigma[0])
    assert sigmas[0] == pytest.approx(10)
    assert sigmas[1] == pytest.approx(17, abs=0.5)


# --------------------------------------------------------------------- periods
def test_months_come_first_then_weeks_then_quarters():
    weekly = counted([60] * 40, freq="W-SUN")
    assert trend(weekly).grain == "month"
    assert trend(weekly, grain="week").grain == "week"
    assert trend(counted([60, 62] * 10, freq="W-SUN")).grain == "week"
    assert trend(counted([12] * 40, n=20)).grain == "quarter"


@pytest.mark.parametrize("there", range(8))
def test_too_few_periods_say_how_many_there_are(there):
    frame = counted([60] * there or [5], n=100 if there else 9)
    found = trend(frame)
    assert isinstance(found, Missing)
    assert f" {there}. " in found.need
    assert "It takes 8 weeks, months or quarters" in found.need


def test_the_running_period_is_shown_and_not_judged():
    frame = counted(alternating(11, also={10: 1}))
    whole = trend(counted(alternating(10)))
    found = trend(frame, as_of="2024-11-20")
    assert found.table["state"].tolist() == ["judged"] * 10 + ["running"]
    assert found.signals == ()
    assert found.chart.centre == whole.chart.centre
    assert np.isnan(found.table["lower"].iloc[-1])
    assert trend(frame, as_of="2024-11-30").signals != ()
    assert "Not judged because it is not over: November 2024" in read_trend(found, EN)


def test_answers_after_the_last_day_declared_move_it():
    found = trend(counted(alternating(12)), as_of="2024-06-30")
    assert found.table["state"].tolist() == ["judged"] * 11 + ["running"]


def test_a_month_without_answers_is_a_gap_and_not_nought():
    values = alternating(12)
    values[4] = values[5] = None
    found = trend(counted(values))
    assert found.table["state"].tolist()[3:7] == ["judged", "gap", "gap", "judged"]
    assert np.isnan(found.table["score"].iloc[4])
    assert found.chart.centre == pytest.approx(22)
    assert "Without answers and passed over: 2 months." in read_trend(found, EN)


def test_a_stray_date_does_not_stretch_the_chart():
    frame = counted(alternating(10))
    stray = pd.DataFrame({"date": pd.to_datetime(["1924-05-01", "2061-01-01"]), "ltr": 10.0})
    found = trend(pd.concat([frame, stray.assign(answers=3)]))
    assert len(found.table) == 10
    assert found.evidence.n == 1000
    assert found.evidence.end.year == 2024


def test_a_gap_of_a_year_parts_a_series_and_the_larger_part_is_kept():
    frame = pd.concat([counted([60] * 3), counted([60] * 5, start="2025-05")])
    assert len(one_stretch(frame, "answers")) == 10
    near = pd.concat([counted([60] * 3), counted([60] * 5, start="2025-04")])
    assert len(one_stretch(near, "answers")) == 16


def test_the_middle_period_must_have_enough_answers():
    frame = counted([20] * 12, n=[29] * 5 + [40] * 7)
    until = pd.Timestamp("2030-01-01")
    assert choose_grain(frame, "answers", until, ("month",), fewest=8, base=30) == ("month", 12)
    assert choose_grain(frame, "answers", until, ("month",), fewest=8, base=41) == (None, 0)


# -------------------------------------------------------------------- baseline
def test_from_eighteen_periods_on_the_first_twelve_are_frozen():
    for length, frozen in ((17, 0), (18, 12)):
        found = trend(counted(alternating(length)))
        assert found.frozen == frozen
        assert found.false_alarms == false_alarm_rate(length, baseline=frozen or None)
    later = trend(counted(alternating(20, also=dict.fromkeys(range(12, 20), 90))))
    assert later.chart.centre == pytest.approx(22)
    assert later.chart.baseline.sum() == 12


def test_another_baseline_can_be_asked_for():
    found = trend(counted(alternating(20)), baseline=9)
    assert (found.frozen, found.chart.baseline.sum()) == (9, 9)
    for wrong in (7, 21):
        with pytest.raises(ValueError, match="a baseline takes 8 to 20 periods"):
            trend(counted(alternating(20)), baseline=wrong)


# --------------------------------------------------------------------- signals
def test_a_planted_step_is_found_when_it_happened():
    values = alternating(24, also={place: 40 + place % 2 for place in range(16, 24)})
    found = trend(counted(values))
    (episode,) = found.episodes
    assert (episode.side, episode.points) == (-1, tuple(range(16, 24)))
    assert "run" in episode.rules
    assert describe_trend(found, EN).headline == (
        "NPS spent 8 months on end below its average, from May 2025 to December 2025"
    )
    assert "From April 2025 to May 2025 NPS went from 24 to −20" in read_trend(found, EN)


def test_a_single_month_outside_is_named_with_its_score_and_limit():
    found = trend(counted(alternating(16, also={10: 20})))
    assert [item.points for item in found.signals] == [(10,)]
    limit = EN.number(found.table["lower"].iloc[10])
    assert describe_trend(found, EN).headline == (
        f"NPS left its usual range in November 2024: −60, below the lower limit of {limit}"
    )


def test_high_first_and_low_later_are_one_headline():
    values = [85, 86, 84, 86, 85, 60, 62, 35, 34, 36, 35, 34]
    found = trend(counted(values))
    assert [item.side for item in found.episodes] == [1, -1]
    assert describe_trend(found, EN).headline == (
        "NPS ran above its usual level from January 2024 to May 2024 and below it from August "
        "2024 to December 2024"
    )


def test_a_point_near_a_run_but_across_the_average_is_not_in_it():
    values = alternating(30, also=dict.fromkeys(range(20, 30), 45))
    values[16], values[17], values[18] = 44, 44, 44
    found = trend(counted(values, n=100))
    runs = [item for item in found.episodes if "run" in item.rules]
    assert [item.points for item in runs] == [tuple(range(20, 30))]


def test_a_small_base_outside_its_limits_is_no_signal():
    n = [100] * 12
    n[6] = 20
    values = alternating(12)
    values[6] = 0
    found = trend(counted(values, n=n))
    assert found.table["score"].iloc[6] < found.chart.lower[6]
    assert found.signals == ()
    assert "indicative" in trend_table(found, EN).rows[6][-1]


def noise(rng, months, n=200):
    drawn = rng.multinomial(n, [0.5, 0.3, 0.2], months)
    rows = [
        (period.start_time, answer, many)
        for period, row in zip(
            pd.period_range("2020-01", periods=months, freq="M"), drawn, strict=True
        )
        for answer, many in zip((10.0, 8.0, 3.0), row, strict=True)
    ]
    return pd.DataFrame(rows, columns=["date", "ltr", "answers"])


def test_pure_noise_shows_signals_as_often_as_printed_and_no_more():
    rng = np.random.default_rng(11)
    charts = 50
    found = [trend(noise(rng, 24)) for _ in range(charts)]
    share = np.mean([bool(item.signals) for item in found])
    printed = found[0].false_alarms
    known = false_alarm_rate(24, baseline=12, least_sigma=True)
    error = math.sqrt(known * (1 - known) / charts)
    assert printed == false_alarm_rate(24, baseline=12)
    assert share == pytest.approx(known, abs=4 * error)
    assert share <= printed


def test_the_change_planted_in_the_demo_bank_is_seen():
    # NPS of 30 in the second half of 2025, then 15 and 2 by quarter
    client = read_client(Path(__file__).parents[2] / "client_data" / "demo_bank")
    perception = analyse(client)
    as_of = client.engagement.as_of
    found = trend_of(perception.basis, perception.overall("nps"), as_of=as_of)
    assert (found.grain, len(found.judged), found.frozen) == ("month", 12, 0)
    assert [item.side for item in found.episodes] == [1, -1]
    assert found.episodes[0].points[-1] <= 5  # high in 2025
    assert found.episodes[1].points == (9, 10, 11)  # low from April 2026 on
    assert found.table["n"].sum() == perception.overall("nps").result.n
    for words in (EN, ES):
        check_legible(plot_trend(found, style=Style(words=words, accent="#0b4f6c", min_base=30)))


# ------------------------------------------------------------ season and words
def test_under_two_years_the_season_is_named_as_what_cannot_be_told():
    said = read_trend(trend(counted(alternating(23))), EN)
    assert "A rise that returns every December is not a signal: with 23 months it cannot" in said


def test_with_two_years_the_same_month_is_compared():
    values = alternating(24)
    calm = trend(counted(values))
    assert calm.year_ago.verdict == "too few answers"
    assert "a year before we cannot tell a difference of NPS" in read_trend(calm, EN)
    values[23] = 90
    found = trend(counted(values))
    assert (found.year_ago.before, found.year_ago.after) == pytest.approx((24, 80))
    assert (
        "Against the same time a year before, NPS differs clearly: +56.0 points from December "
        "2024 to December 2025 (95% interval "
    ) in read_trend(found, EN)
    assert "December is not a signal" not in read_trend(found, EN)


@pytest.mark.parametrize("metric", ["csat", "ces"])
def test_the_other_metrics_are_compared_with_the_year_before_too(metric):
    scale = {"csat": FIVE, "ces": EFFORT}[metric]
    frame = counted(alternating(24), column=metric, answers=(5, 1))
    found = trend(frame, metric, columns=[Column(name=metric, role=metric, scale=scale)])
    assert found.year_ago.metric == metric
    assert "a year before" in read_trend(found, EN)


def test_two_years_with_few_answers_in_the_month_say_nothing_of_the_season():
    n = [100] * 24
    n[11] = 10
    values = alternating(24)
    values[11] = 6
    found = trend(counted(values, n=n))
    assert found.year_ago is None
    assert "December" not in read_trend(found, EN)


def test_calm_is_said_with_its_limits_rules_and_false_alarms():
    found = trend(counted(alternating(12)))
    text = describe_trend(found, EN)
    assert text.headline == "NPS stayed within its usual range: no signal in 12 months"
    assert text.reading == (
        "By chance alone the score moves around an average of 22, within limits of −7 to 51; both "
        "come from all 12 months. A signal is a point outside these limits, three of four "
        "successive ones nearer to a limit than to the average, or eight in a row on one side of "
        "it. Where nothing changes, at most 4% of charts of 12 months show one; more if each "
        "period resembles the one before."
    )
    assert text.measure == (
        "NPS, points from −100 to 100, month by month, with the limits of chance; 2 January 2024 "
        "to 2 December 2024; n = 1,200"
    )
    assert text.source == "Source: table responses (ltr, date)"
    assert "January 2024: 20; February 2024: 24" in text.alt
    said = read_trend(found, EN)
    assert said.startswith("NPS moved within the limits of chance in all 12 months")
    assert "A lasting change can still hide within them" in said


def test_stepped_and_frozen_limits_are_said_as_such():
    n = [100, 300] * 10
    values = [many * size // 100 for many, size in zip(alternating(20), n, strict=True)]
    reading = describe_trend(trend(counted(values, n=n)), EN).reading
    assert "wider where there are fewer answers" in reading
    assert "come from the first 12 months" in reading
    short = describe_trend(trend(counted(values[:12], n=n[:12])), EN).reading
    assert "wider where there are fewer answers" in short
    assert "come from all 12 months" in short


def test_the_table_has_one_row_a_period_with_what_the_chart_says():
    values = alternating(14, also={10: 20})
    values[3] = None
    found = trend(counted(values), as_of="2025-02-10")
    table = trend_table(found, EN)
    assert [len(row) for row in table.rows] == [len(table.headings)] * 14
    assert table.rows[10][:2] == ["November 2024", "−60"]
    assert "below the lower limit" in table.rows[10][-1]
    assert table.rows[3] == ["April 2024", "–", "–", "0", "–", "no answers"]
    assert (
        table.rows[13][-2:] == ["–", "not over, not judged"]
        or found.table["state"].iloc[13] == "judged"
    )
    assert "12 months" in table.note or "13 months" in table.note


@pytest.mark.parametrize("grain", ["week", "month", "quarter"])
@pytest.mark.parametrize("words", [EN, ES], ids=["en", "es"])
def test_every_grain_speaks_both_languages(grain, words):
    freq = {"week": "W-SUN", "month": "M", "quarter": "Q"}[grain]
    found = trend(counted(alternating(20, also={15: 10}), freq=freq), grain=grain)
    text = describe_trend(found, words)
    said = " ".join([text.headline, text.reading, text.alt, read_trend(found, words)])
    assert "{" not in said
    assert "nan" not in said
    assert trend_table(found, words).rows


# ---------------------------------------------------------------------- figure
def drawn(found, words=ES):
    return plot_trend(found, style=Style(words=words, accent="#0b4f6c", min_base=30))


def marks(ax):
    lines = [line for line in ax.get_lines() if line.get_marker() not in ("None", None, "")]
    return [
        (float(line.get_xdata()[0]), line.get_marker(), to_hex(line.get_color())) for line in lines
    ]


def test_signals_are_marked_by_colour_and_by_shape():
    ax = drawn(trend(counted(alternating(16, also={3: 99, 10: 20}))))
    told = [mark for mark in marks(ax) if mark[2] != to_hex(GREY)]
    assert told == [(3.0, "^", to_hex(GOOD)), (10.0, "v", to_hex(BAD))]


def test_where_low_is_good_a_low_point_is_coloured_as_good():
    frame = counted(alternating(16, also={10: 20}), column="ces", answers=(5, 1))
    column = Column(name="ces", role="ces", scale=EFFORT)
    told = [
        mark
        for mark in marks(drawn(trend(frame, "ces", columns=[column])))
        if mark[2] != to_hex(GREY)
    ]
    assert told == [(10.0, "v", to_hex(GOOD))]


def hostile(kind):
    rng = np.random.default_rng(5)
    wild = [int(value) for value in rng.integers(0, 101, 200)]
    lengths = {"8 months": 8, "12 months": 12, "24 months": 24, "60 months": 60, "120": 120}
    if kind in lengths:
        return trend(counted(wild[: lengths[kind]]))
    if kind == "weeks":
        return trend(counted(wild[:60], freq="W-SUN"), grain="week")
    if kind == "quarters":
        return trend(counted(wild[:40], freq="Q"), grain="quarter")
    if kind == "large bases":
        n = [1_234_567 if place % 2 else 43_210 for place in range(14)]
        return trend(counted([size // 2 for size in n], n=n))
    if kind == "many signals":
        block = [95] * 9 + [60] + [5] * 9 + [60]
        return trend(counted(block * 3))
    if kind == "running and small":
        return trend(counted(alternating(20), n=[100] * 19 + [62]), as_of="2025-08-03")
    if kind == "at the end":
        return trend(counted([99, 100] * 6))
    scale = EFFORT if kind == "effort" else FIVE
    name = "ces" if kind == "effort" else "csat"
    frame = counted(wild[:18], column=name, answers=(5, 1))
    return trend(frame, name, columns=[Column(name=name, role=name, scale=scale)])


KINDS = ["8 months", "12 months", "24 months", "60 months", "120", "weeks", "quarters"]
KINDS += ["large bases", "many signals", "running and small", "at the end", "effort", "csat"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_label_overlaps_or_is_cut_off(kind):
    check_legible(drawn(hostile(kind)))


def test_periods_that_resemble_each_other_are_said_to():
    drift = [50 + round(30 * math.sin(place / 5)) for place in range(24)]
    found = trend(counted(drift))
    assert found.autocorrelation > 0.5
    assert "Each period resembles the one before" in read_trend(found, EN)
    calm = trend(counted(alternating(24)))
    assert calm.autocorrelation < 0
    assert "resembles" not in read_trend(calm, EN)


def test_a_year_without_change_is_said_where_the_answers_carry_it():
    same = trend(counted([6000, 6100] * 12, n=10_000))
    assert same.year_ago.verdict == "no change"
    assert "moved by less than 5 points" in read_trend(same, EN)


def test_one_month_far_out_does_not_make_runs_of_the_others():
    for at in (0, 7, 13):
        found = trend(counted(alternating(14, also={at: 5})))
        assert [(item.rule, item.points) for item in found.signals] == [("outside", (at,))]


def test_the_baseline_and_the_running_month_are_named():
    found = trend(counted(alternating(20)), as_of="2025-08-03")
    texts = check_legible(drawn(found, EN))
    assert "limits from these 12 months" in texts
    assert "not over" in texts
    assert any(text.startswith("average 22") for text in texts)


# ----------------------------------------------------------------- what is not
@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"ltr": [9.0, 10.0]}),
        pd.DataFrame({"ltr": [9.0, 10.0], "date": pd.to_datetime([None, None])}),
    ],
    ids=["no column", "no dates"],
)
def test_without_dates_there_is_no_trend(frame):
    found = trend(frame)
    assert isinstance(found, Missing)
    assert "the day of each answer" in found.need


def test_answers_that_never_differ_have_no_limits():
    found = trend(counted([100] * 12))
    assert isinstance(found, Missing)
    assert "the same" in found.need
