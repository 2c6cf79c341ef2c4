import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.engagement.delivered import Both, DeliveredFinding, DeliveredMeasure, DeliveredReport
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.summary import changes_since, changes_table, findings_then_and_now, read_changes
from cxkit.summary.changes import difference_of_estimates
from cxkit.summary.missing import NO_PREVIOUS, SAME_DATE

EN, ES = Words("en"), Words("es", region="es_PE")


def measure(key="nps", value=10.0, half=3.0, **fields):
    given_fields = {
        "key": key,
        "label": Both(es=f"Medida {key}", en=f"Measure {key}"),
        "value": value,
        "low": value - half,
        "high": value + half,
        "n": 500,
        "unit": "points",
        "better": "up",
        **fields,
    }
    return DeliveredMeasure.model_validate(given_fields)


def found(key="a", touchpoint=""):
    return DeliveredFinding(
        key=key,
        subject="perception",
        headline=Both(es=f"Hallazgo {key}", en=f"Finding {key}"),
        detail=Both(es="", en=""),
        tone="bad",
        certainty="clear",
        touchpoint=touchpoint,
    )


def report(year=2026, findings=(), measures=(), confidence=0.95):
    return DeliveredReport(
        client="acme",
        as_of=date(year, 6, 30),
        confidence=confidence,
        findings=findings,
        measures=measures,
    )


def compared(before, now, **fields):
    return changes_since(report(2025, measures=before, **fields), report(measures=now)).measures


def test_the_interval_of_a_difference_matches_newcombe():
    """Newcombe 1998, Stat. Med. 17, 873-890, table II, case (a), method 10: 56/70 - 48/80.

    The Wilson intervals of 0.8 and 0.6 are 0.6920 to 0.8772 and 0.4908 to 0.7003 (worked by
    hand from the formula); the table gives 0.0524 to 0.3339.
    """
    moved = difference_of_estimates((0.8, 0.691_95, 0.877_23), (0.6, 0.490_49, 0.700_3))
    assert moved == pytest.approx((0.2, 0.0524, 0.3339), abs=3e-4)


def test_symmetric_arms_add_as_squares():
    """Arms of 3 and 4: the arm of the difference is 5."""
    assert difference_of_estimates((10, 7, 13), (0, -4, 4)) == pytest.approx((10, 5, 15))


@given(st.tuples(*[st.floats(0, 50)] * 4), st.floats(-50, 50), st.floats(-50, 50))
def test_turning_the_comparison_round_turns_the_interval_round(arms, one, other):
    a, b, c, d = arms
    there = difference_of_estimates((one, one - a, one + b), (other, other - c, other + d))
    back = difference_of_estimates((other, other - c, other + d), (one, one - a, one + b))
    assert there == pytest.approx((-back[0], -back[2], -back[1]), abs=1e-9)
    assert there[1] <= there[0] <= there[2]


@pytest.mark.parametrize(
    ("value", "better", "verdict"),
    [
        (30.0, "up", "better"),
        (-10.0, "up", "worse"),
        (30.0, "down", "worse"),
        (12.0, "up", "no clear change"),
        (10.0, "up", "no clear change"),
    ],
)
def test_a_change_is_called_so_only_beyond_its_interval(value, better, verdict):
    (item,) = compared([measure(better=better)], [measure(value=value, better=better)])
    assert item.verdict == verdict


def test_verdicts_are_corrected_for_the_number_of_measures():
    """A difference of 2.2 standard errors: p = 0.028 alone, 0.28 among ten."""
    half = 1.96
    now = [measure("k0", 2.2 * math.sqrt(2), half)] + [
        measure(f"k{n}", 0, half) for n in range(1, 10)
    ]
    before = [measure(f"k{n}", 0, half) for n in range(10)]
    assert compared(before[:1], now[:1])[0].verdict == "better"
    assert compared(before, now)[0].verdict == "no clear change"


def test_an_interval_of_another_level_is_brought_to_this_one():
    """90 % arms of 1.645 stand for 95 % arms of 1.960."""
    (item,) = compared([measure(half=1.645)], [measure(value=10, half=1e-9)], confidence=0.9)
    assert item.high == pytest.approx(1.960, abs=2e-3)


def test_the_same_answers_twice_are_not_tested():
    before = measure(start="2025-01-01", end="2025-12-31")
    now = measure(value=40, start="2025-07-01", end="2026-06-30")
    (item,) = compared([before], [now])
    assert (item.verdict, math.isnan(item.low)) == ("same answers", True)
    assert item.difference == 30
    later = measure(value=40, start="2026-01-01", end="2026-06-30")
    assert compared([before], [later])[0].verdict == "better"


def test_another_scale_is_not_compared():
    (item,) = compared([measure(unit="1–7")], [measure(value=40, unit="1–5")])
    assert (item.verdict, math.isnan(item.difference)) == ("not comparable", True)


def test_findings_are_matched_by_key_and_touchpoint():
    before = report(2025, [found("a"), found("b", "Branch"), found("c")])
    now = report(2026, [found("a"), found("b", "App"), found("d")])
    result = changes_since(before, now)
    assert [item.key for item in result.still] == ["a"]
    assert [(item.key, item.touchpoint) for item in result.new] == [("b", "App"), ("d", "")]
    assert [(item.key, item.touchpoint) for item in result.gone] == [("b", "Branch"), ("c", "")]


def test_without_a_record_or_with_one_of_the_same_date_it_is_missing():
    assert changes_since(None, report()) is NO_PREVIOUS
    assert changes_since(report(), report()) is SAME_DATE
    assert isinstance(changes_since(report(2027), report()), Missing)


def test_the_change_is_told_in_both_languages():
    before = report(2025, [found("a")], [measure(), measure("csat", 0.5, 0.02, unit="share")])
    now = report(2026, [found("b")], [measure(value=30), measure("csat", 0.51, 0.02, unit="share")])
    result = changes_since(before, now)
    text = read_changes(result, EN)
    assert text.splitlines()[0] == (
        "Since the report on data as of 30 June 2025: 1 new finding, 1 that no longer shows, "
        "0 still there."
    )
    assert "Measure nps: clearly better, 10.0 then and 30.0 now (difference +20.0" in text
    assert "1 hallazgo nuevo" in read_changes(result, ES)
    first, second = changes_table(result, EN).rows
    assert first[-1] == "clearly better"
    assert second[3].startswith("+1.0 percentage points (−1.8 to +3.8)")
    assert [row[1] for row in findings_then_and_now(result, EN).rows] == ["new", "no longer shows"]


def test_nothing_in_common_is_said():
    result = changes_since(report(2025, measures=[measure("a")]), report(measures=[measure("b")]))
    assert changes_table(result, EN).rows == []
    assert "no headline measure in common" in changes_table(result, EN).note
    quiet = changes_since(report(2025, measures=[measure()]), report(measures=[measure()]))
    assert read_changes(quiet, EN).endswith("No headline measure changed clearly.")
    assert replace(quiet, measures=()).measures == ()
