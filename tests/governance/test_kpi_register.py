"""The way of a KPI from its baseline to its target, worked by hand."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.engagement.judgements import Kpi, KpiValue
from cxkit.governance import describe_kpis, kpis_table, plot_kpis, read_kpis
from cxkit.governance.kpi_register import kpi_register
from cxkit.language import Words
from cxkit.presentation import Style
from tests.governance.made import AS_OF

EN = Words("en")
STYLE = Style(words=EN, accent="#1f4e79", min_base=30)
SOUND = {
    **{"id": "K1", "name": "Score", "baseline": 20, "baseline_date": "2026-01-01"},
    **{"target": 40, "target_date": "2026-12-27", "direction": "up", "owner": "CX"},
}


def state(*values, **changes):
    row = {k: v for k, v in {**SOUND, **changes}.items() if v is not None}
    measured = [KpiValue.model_validate({"kpi": "K1", "date": d, "value": v}) for d, v in values]
    (found,) = kpi_register([Kpi.model_validate(row)], measured, as_of=AS_OF).states
    return found


def test_progress_is_the_share_of_the_way():
    found = state(("2026-03-31", 25), ("2026-06-30", 35))
    assert (found.last, found.progress) == (35, 0.75)
    assert found.elapsed == pytest.approx(180 / 360)
    assert found.issues == ()


def test_a_kpi_that_should_fall_goes_its_way_downwards():
    found = state(("2026-06-30", 35), baseline=40, target=20, direction="down")
    assert found.progress == 0.25


def test_moving_away_is_negative_and_passing_the_target_above_one():
    assert state(("2026-06-30", 10)).progress == -0.5
    assert state(("2026-06-30", 50), stretch=60).progress == 1.5
    assert state(stretch=60).stretch == 2.0


def test_values_of_the_baseline_and_of_the_future_are_no_last_value():
    found = state(("2026-01-01", 20), ("2026-07-01", 39))
    assert math.isnan(found.progress)
    assert found.issues == ("not_measured",)
    assert (found.first, found.n_values) == (20, 1)


def test_a_kpi_whose_baseline_is_of_today_need_not_have_been_measured_again():
    assert state(baseline_date="2026-06-30").issues == ()


@pytest.mark.parametrize(
    ("changes", "issue"),
    [
        ({"target": 10}, "wrong_side"),
        ({"baseline": 10, "target": 20, "direction": "down"}, "wrong_side"),
        ({"target": 20}, "no_way"),
        ({"baseline": None}, "no_baseline"),
        ({"target": None}, "no_target"),
        ({"owner": None}, "no_owner"),
        ({"direction": None}, "no_direction"),
        ({"target_date": "2026-06-29"}, "overdue"),
    ],
)
def test_each_thing_wrong_with_an_entry(changes, issue):
    found = state(("2026-06-30", 30), **changes)
    assert found.issues == (issue,)
    drawn = issue in ("no_owner", "no_direction", "overdue")
    assert math.isnan(found.progress) != drawn


def test_a_target_reached_is_not_overdue():
    assert state(("2026-06-01", 41), target_date="2026-06-15").issues == ()


def test_a_missing_baseline_is_told_the_first_value_there_is():
    register = kpi_register(
        [Kpi.model_validate({"id": "K1", "name": "Score", "target": 4, "direction": "up"})],
        [KpiValue(kpi="K1", date=date(2026, 2, 1), value=3.5)],
        as_of=AS_OF,
    )
    row = kpis_table(register, EN).rows[0]
    assert row[-1] == "no baseline; no owner; the first value is 3.5 on 1 February 2026"
    assert "No baseline: Score." in read_kpis(register, EN)


def register(*progress):
    kpis = [Kpi.model_validate({**SOUND, "id": f"K{i}"}) for i, _ in enumerate(progress)]
    values = [
        KpiValue(kpi=f"K{i}", date=AS_OF, value=20 + 20 * share)
        for i, share in enumerate(progress)
        if share is not None
    ]
    return kpi_register(kpis, values, as_of=AS_OF)


@pytest.mark.parametrize(
    ("progress", "headline"),
    [
        (
            (-0.5, 0.5, None),
            "1 of 2 measured KPIs has moved away from its target (the register gives no intervals)",
        ),
        (
            (-0.5,),
            "The 1 measured KPI has moved away from its target (the register gives no interval)",
        ),
        (
            (-0.5, -0.05, -0.04),
            "2 of 3 measured KPIs have moved away from their targets (the register gives no "
            "intervals)",
        ),
        (
            (0.0, 1.2),
            "1 of 2 measured KPIs is nearer to its target, the others are unchanged",
        ),
        ((-0.04, 0.04), "All 2 measured KPIs are unchanged"),
        ((0.5, 1.2), "All 2 measured KPIs are nearer to their targets"),
    ],
)
def test_the_headline_counts_the_measured(progress, headline):
    assert describe_kpis(register(*progress), EN).headline == headline


def test_the_figure_keeps_every_point_in_its_window():
    ax = plot_kpis(register(-3.65, 0.5, 7.0, None), style=STYLE)
    left, right = ax.get_xlim()
    drawn = [float(x) for line in ax.lines for x in line.get_xdata() if line.get_marker() != "None"]
    assert min(drawn) == -1.0
    assert max(drawn) == 1.25
    assert left < -1 < 1.25 < right
    assert [line.get_marker() for line in ax.lines].count("<") == 1
    assert [line.get_marker() for line in ax.lines].count(">") == 1
    assert [text.get_text() for text in ax.texts] == [
        "20 → −53 (40)",
        "20 → 30 (40)",
        "20 → 160 (40)",
    ]


def test_the_figure_gives_the_unit_beside_the_values():
    kpi = Kpi.model_validate({**SOUND, "unit": "días"})
    value = KpiValue(kpi=kpi.id, date=AS_OF, value=30)
    ax = plot_kpis(kpi_register([kpi], [value], as_of=AS_OF), style=STYLE)
    assert [text.get_text() for text in ax.texts] == ["20 → 30\N{NO-BREAK SPACE}days (40)"]


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(1, 100))
def test_progress_does_not_depend_on_the_unit(start, way, value, factor):
    way = way or 1.0
    one = state(("2026-06-30", value), baseline=start, target=start + way, direction=None)
    other = state(
        ("2026-06-30", value * factor),
        baseline=start * factor,
        target=(start + way) * factor,
        direction=None,
    )
    if abs(way) > 1:
        assert other.progress == pytest.approx(one.progress, rel=1e-3, abs=1e-3)
