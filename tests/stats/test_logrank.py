"""The log-rank test and delayed entry against published values and cases worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats import kaplan_meier, log_rank, survival_at

# Freireich et al. (1963), weeks of remission of 42 children; Kalbfleisch and Prentice (2002), 1.2
TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
ENDED = [1] * 9 + [0] * 12
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
GROUPS = ["6-MP"] * 21 + ["placebo"] * 21


def test_the_remission_of_leukaemia_gives_the_published_statistic():
    """R's survdiff prints 16.8 on 1 df, O 9 and 21, E 19.3 and 10.7, p = 4e-05."""
    result = log_rank(TREATED + PLACEBO, ENDED + [1] * 21, GROUPS)
    assert result.statistic == pytest.approx(16.793, abs=5e-4)
    assert result.df == 1
    assert result.p_value == pytest.approx(4.17e-5, abs=1e-7)
    assert result.observed == (9, 21)
    assert result.expected == pytest.approx((19.3, 10.7), abs=0.05)


def test_a_case_by_hand():
    """At 1: 1 of 4, A expects 1/2; at 2: 1 of 3, A expects 1/3; at 3: B alone is at risk.

    O - E of A is 2 - 1/2 - 1/3 - ... A = 1, 2 and B = 3, 4: E_A = 2/4 + 1/3 = 5/6,
    V = 1/4 + 2/9 = 17/36, statistic (7/6)² / (17/36) = 49/17.
    """
    result = log_rank([1, 2, 3, 4], [1, 1, 1, 1], ["A", "A", "B", "B"])
    assert result.expected[0] == pytest.approx(5 / 6)
    assert result.statistic == pytest.approx(49 / 17)


def test_nothing_that_happened_speaks_for_no_difference():
    result = log_rank([1, 2, 3], [0, 0, 0], ["A", "B", "B"])
    assert result.p_value == 1.0
    assert result.df == 0


def test_delayed_entry_counts_only_who_was_already_followed():
    """At 5 two are at risk (the third enters at 5.5), at 6 two: 1/2 · 1/2."""
    curve = kaplan_meier([5, 6, 8], [1, 1, 0], entry=[0, 5.5, 1])
    assert curve.at_risk.tolist() == [2, 2, 1]
    assert survival_at(curve, 6).value == pytest.approx(0.25)


def test_entry_at_the_start_changes_nothing():
    usual = kaplan_meier(TREATED, ENDED)
    late = kaplan_meier(TREATED, ENDED, entry=np.full(21, -1.0))
    assert late.survival.tolist() == usual.survival.tolist()
    one = log_rank(TREATED + PLACEBO, ENDED + [1] * 21, GROUPS)
    assert log_rank(TREATED + PLACEBO, ENDED + [1] * 21, GROUPS, entry=np.full(42, 0.0)) == one


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, 2], [1], ["A", "B"]), "same length"),
        (([-1, 2], [1, 1], ["A", "B"]), "0 or more"),
        (([1, 2], [1, 1], ["A", "A"]), "two groups"),
    ],
)
def test_bad_arguments_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        log_rank(*arguments)


def test_entry_after_the_event_is_refused():
    with pytest.raises(ValueError, match="entry"):
        log_rank([1, 2], [1, 1], ["A", "B"], entry=[1, 0])
    with pytest.raises(ValueError, match="entry"):
        kaplan_meier([1, 2], [1, 1], entry=[1, 0])


@given(
    st.lists(
        st.tuples(st.integers(1, 20), st.booleans(), st.sampled_from("ABC")),
        min_size=2,
        max_size=40,
    ).filter(lambda rows: len({row[2] for row in rows}) > 1)
)
def test_observed_and_expected_add_up_and_names_do_not_matter(rows):
    times, ended, groups = zip(*rows, strict=True)
    result = log_rank(times, ended, groups)
    assert sum(result.observed) == pytest.approx(sum(result.expected))
    assert 0 <= result.p_value <= 1
    renamed = ["XYZ"["ABC".index(group)] for group in groups]
    assert log_rank(times, ended, renamed).p_value == pytest.approx(result.p_value)
