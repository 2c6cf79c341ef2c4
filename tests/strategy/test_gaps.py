import math

import pytest
from scipy.stats import ttest_ind

from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.strategy import (
    analyse,
    describe_perception_gap,
    perception_gap_table,
    plot_perception_gap,
    read_execution_gap,
    read_gap_notes,
)
from cxkit.strategy.missing import (
    NO_CUSTOMERS,
    NO_LEADERS,
    NO_SELF_RATING,
    NO_SHARED_TOUCHPOINT,
    UNLIKE_SCALES,
)
from cxkit.strategy.perception_gap import widest
from tests.perception.made_clients import EFFORT, Column
from tests.strategy.made_strategy import client_of, leaders, ratings

EN = Words("en", region="en_GB", currency="EUR")
STYLE = Style(words=EN, accent="#0b4f6c", min_base=5)
LOW = [1, 2, 2, 3, 2, 1, 2, 3, 2, 2]


def gap_of(strategy, answers, **more):
    return analyse(client_of(strategy, answers=answers, **more)).perception_gap


def test_the_gap_is_welchs_difference_of_the_two_means():
    given = {"Desk": {"L1": 4.0, "L2": 5.0, "L3": 4.5}}
    result = gap_of({"self_rating": ratings(given)}, {"Desk": LOW})
    (row,) = result.rows
    test = ttest_ind([4.0, 5.0, 4.5], LOW, equal_var=False)
    interval = test.confidence_interval(0.95)
    assert (row.leaders, row.customers, row.gap) == (4.5, 2.0, 2.5)
    assert (row.ci_low, row.ci_high) == pytest.approx((interval.low, interval.high))
    assert row.p_value == pytest.approx(test.pvalue)
    assert (row.n_leaders, row.n, result.comparisons) == (3, 10, 1)


def test_all_comparisons_of_the_section_are_corrected_together():
    strategy = {
        "self_rating": ratings({"Desk": {"L1": 4.0, "L2": 4.4}, "App": {"L1": 2.0, "L2": 2.2}}),
        "promises": [{"touchpoint": "Desk", "promise": "fast", "kept": "no"}],
        "leaders": leaders(both=1, critical=6, neither=1),
    }
    analysis = analyse(client_of(strategy, answers={"Desk": LOW, "App": LOW}))
    found = [
        (analysis.promises.rows[0].p_value, analysis.promises.rows[0].p_adjusted),
        *((row.p_value, row.p_adjusted) for row in analysis.perception_gap.rows),
        (analysis.execution_gap.result.p_value, analysis.execution_gap.p_adjusted),
    ]
    found.sort()
    reached = 0.0
    for place, (raw, adjusted) in enumerate(found):
        reached = max(reached, min(1.0, raw * (4 - place)))
        assert adjusted == pytest.approx(reached)
    assert {
        analysis.promises.comparisons,
        analysis.perception_gap.comparisons,
        analysis.execution_gap.comparisons,
    } == {4}


def test_a_leader_who_rated_twice_counts_once_and_it_is_said():
    twice = ratings({"Desk": [("L1", 4.0), ("L1", 5.0), ("L2", 4.5)]})
    result = gap_of({"self_rating": twice}, {"Desk": LOW})
    assert (result.rows[0].n_leaders, result.rows[0].leaders, result.repeated) == (2, 4.5, 1)
    assert "had already rated" in read_gap_notes(result, EN)


def test_a_single_leader_gets_no_interval_and_no_verdict():
    result = gap_of({"self_rating": ratings({"Desk": {"L1": 5.0}})}, {"Desk": LOW})
    (row,) = result.rows
    assert math.isnan(row.ci_low)
    assert math.isnan(row.p_adjusted)
    assert widest(result, error=0.05) is None
    assert "no interval" in read_gap_notes(result, EN)
    assert perception_gap_table(result, EN).rows[0][-1] == "no clear difference"
    assert plot_perception_gap(result, style=STYLE).get_xlim()[1] >= row.gap


def test_a_touchpoint_without_answers_is_named_and_left_out():
    given = ratings({"Desk": {"L1": 4.0, "L2": 4.2}, "Van": {"L1": 3.0}})
    result = gap_of({"self_rating": given}, {"Desk": LOW})
    assert result.unmatched == ("Van",)
    assert "“Van”" in read_gap_notes(result, EN)


@pytest.mark.parametrize("scale", [(1, 10), (0, 5), (1, 7)])
def test_another_scale_than_the_customers_is_refused_with_what_to_do(scale):
    given = ratings({"Desk": {"L1": 4.0, "L2": 5.0}}, scale=scale)
    assert gap_of({"self_rating": given}, {"Desk": LOW}) is UNLIKE_SCALES
    assert "customers' scale" in UNLIKE_SCALES.need


@pytest.mark.parametrize(
    ("strategy", "answers", "missing"),
    [
        (None, {"Desk": LOW}, NO_SELF_RATING),
        ({"vision": "x"}, {"Desk": LOW}, NO_SELF_RATING),
        ({"self_rating": ratings({"Desk": {"L1": 4.0}})}, None, NO_CUSTOMERS),
        ({"self_rating": ratings({"Desk": {"L1": 4.0}})}, {"Desk": [math.nan]}, NO_CUSTOMERS),
        ({"self_rating": ratings({"Desk": {"L1": 4}}, metric="ltr")}, {"Desk": LOW}, NO_CUSTOMERS),
        ({"self_rating": ratings({"Van": {"L1": 4.0}})}, {"Desk": LOW}, NO_SHARED_TOUCHPOINT),
    ],
)
def test_what_is_missing_is_named(strategy, answers, missing):
    assert gap_of(strategy, answers) is missing


def test_where_a_low_answer_is_good_a_lower_rating_is_too_good():
    effort = Column(name="csat", role="csat", scale=EFFORT)
    given = ratings({"Desk": {"L1": 1.0, "L2": 1.2, "L3": 1.1, "L4": 1.0, "L5": 1.2}})
    high = [4, 5, 4, 5, 4, 4, 5, 4]
    result = gap_of({"self_rating": given}, {"Desk": high}, columns=(effort,))
    assert result.rows[0].gap < 0
    assert widest(result, error=0.05) is result.rows[0]
    assert "Leaders think better of “Desk”" in describe_perception_gap(result, EN).headline


def test_stricter_leaders_are_no_widest_gap():
    given = ratings({"Desk": {"L1": 1.0, "L2": 1.2, "L3": 1.1, "L4": 1.0, "L5": 1.2}})
    result = gap_of({"self_rating": given}, {"Desk": [4, 5, 4, 5, 4, 4, 5, 4]})
    assert widest(result, error=0.05) is None
    assert "stricter" in describe_perception_gap(result, EN).headline


def test_all_answers_equal_on_both_sides_give_no_interval_and_no_crash():
    given = ratings({"Desk": {"L1": 4.0, "L2": 4.0}})
    result = gap_of({"self_rating": given}, {"Desk": [2] * 8})
    assert math.isnan(result.rows[0].p_adjusted)
    assert "do not differ clearly" in describe_perception_gap(result, EN).headline


def test_the_figure_has_a_row_a_touchpoint_and_holds_all_intervals():
    given = ratings({"Desk": {"L1": 4.0, "L2": 4.4}, "App": {"L1": 2.0, "L2": 2.6}})
    result = gap_of({"self_rating": given}, {"Desk": LOW, "App": LOW})
    ax = plot_perception_gap(result, style=STYLE)
    assert len(ax.get_yticks()) == 2
    low, high = ax.get_xlim()
    assert low < 0
    assert all(low <= row.ci_low and row.ci_high <= high for row in result.rows)


# ------------------------------------------------------------------ execution gap
def test_the_execution_gap_is_counted_on_the_same_leaders():
    strategy = {"leaders": leaders(both=3, critical=6, neither=1), "leaders_asked": 12}
    gap = analyse(client_of(strategy)).execution_gap
    assert (gap.critical, gap.implemented, gap.result.n, gap.asked) == (9, 3, 10, 12)
    assert gap.result.difference == pytest.approx(0.6)
    text = read_execution_gap(gap, EN)
    assert text.startswith("9 of 10 leaders hold")
    assert "gap of 60 percentage points (95% interval 44 to 67)" in text
    assert "10 of 12 leaders asked have answered" in text


def test_where_all_asked_answered_nothing_is_estimated_and_nothing_compared():
    gap = analyse(client_of({"leaders": leaders(critical=4), "leaders_asked": 4})).execution_gap
    assert gap.everybody
    assert (gap.comparisons, math.isnan(gap.p_adjusted)) == (0, True)
    assert "nothing is estimated" in read_execution_gap(gap, EN)


def test_fewer_asked_than_listed_is_said_and_not_used():
    gap = analyse(client_of({"leaders": leaders(both=3), "leaders_asked": 2})).execution_gap
    assert gap.asked is None
    assert "correct that number" in read_execution_gap(gap, EN)


def test_without_the_number_asked_leaders_in_general_are_spoken_of():
    gap = analyse(client_of({"leaders": leaders(both=2, critical=1)})).execution_gap
    assert "leaders in general" in read_execution_gap(gap, EN)


def test_without_leaders_it_says_what_to_ask():
    assert analyse(client_of({"vision": "x"})).execution_gap is NO_LEADERS
    assert isinstance(analyse(client_of(None)).execution_gap, Missing)


@pytest.mark.parametrize(("n", "said"), [(3, True), (9, True), (10, False)])
def test_only_few_leaders_are_called_few_and_no_interval_is_called_wide(n, said):
    given = {"Desk": {f"L{i}": 4.0 + i % 2 for i in range(n)}}
    reading = describe_perception_gap(
        gap_of({"self_rating": ratings(given)}, {"Desk": LOW}), EN
    ).reading
    assert (f"Few leaders were asked: {n}." in reading) == said
    assert "wide" not in reading


def test_four_leaders_show_a_gap_and_prove_none():
    few = ratings({"Desk": {f"L{i}": 4.8 + i / 100 for i in range(4)}})
    many = ratings({"Desk": {f"L{i}": 4.8 + i / 100 for i in range(5)}})
    answers = {"Desk": [1, 2, 1, 2, 1, 2, 2, 1]}
    assert widest(gap_of({"self_rating": few}, answers), error=0.05) is None
    assert widest(gap_of({"self_rating": many}, answers), error=0.05) is not None


def test_leaders_who_agree_to_the_digit_have_the_customers_spread():
    given = ratings({"Desk": {f"L{i}": 4.0 for i in range(5)}})
    row = gap_of({"self_rating": given}, {"Desk": [2, 3, 4, 5] * 5}).rows[0]
    assert row.gap == pytest.approx(0.5)
    assert row.p_value > 0.3
