"""Weights, clusters, strata and small populations behind the scores."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t, ttest_rel

from cxkit.errors import DataError
from cxkit.metrics import ces, csat, nps, nps_by
from cxkit.metrics.design import estimate
from cxkit.metrics.net_promoter import NET
from cxkit.metrics.tally import tally
from cxkit.perception.scores.comparison import ces_change, csat_change, nps_change
from cxkit.sample import Sample
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

EFFORT = Scale(low=1, high=7, top_box=6)
SATISFACTION = Scale(low=1, high=5, top_box=4)
BY_CUSTOMER = Sample(cluster="customer")


def some_answers(n=200, seed=1, low=0, high=10):
    rng = np.random.default_rng(seed)
    return rng.integers(low, high + 1, n)


def test_customers_who_answer_once_change_nothing():
    table = pd.DataFrame({"ltr": some_answers(), "customer": np.arange(200)})
    alone, together = nps(table), nps(table, sample=BY_CUSTOMER)
    assert together.n_effective == pytest.approx(200)
    assert (together.ci_low, together.ci_high) == pytest.approx((alone.ci_low, alone.ci_high))


def test_the_same_answer_given_twice_tells_as_much_as_given_once():
    once = pd.DataFrame({"ltr": some_answers(), "customer": np.arange(200)})
    twice = pd.concat([once, once], ignore_index=True)
    first, second = nps(once), nps(twice, sample=BY_CUSTOMER)
    assert second.n == 400
    # Student's quantiles of 399 and 199 degrees of freedom: (1.9659 / 1.9720)² of 200
    assert second.n_effective == pytest.approx(200 * (1.9659 / 1.9720) ** 2, abs=0.1)
    assert (second.ci_low, second.ci_high) == pytest.approx((first.ci_low, first.ci_high), abs=0.1)
    assert nps(twice).ci_low > first.ci_low


def test_weighted_score_by_hand():
    # three answers 10, 8, 0 with weights 2, 1, 1: 100 (2 - 1) / 4
    table = pd.DataFrame({"ltr": [10, 8, 0], "w": [2.0, 1.0, 1.0]})
    found = nps(table, sample=Sample(weight="w"))
    assert found.score == pytest.approx(25)
    assert (found.promoters, found.passives, found.detractors) == pytest.approx((0.5, 0.25, 0.25))
    assert (found.n, found.n_weighted) == (3, 4)


def test_error_of_a_weighted_mean_is_the_linearised_one():
    rng = np.random.default_rng(3)
    table = pd.DataFrame({"ltr": some_answers(300), "w": rng.uniform(0.5, 3, 300)})
    counted = tally(table, "ltr", scale=LIKELIHOOD_TO_RECOMMEND, sample=Sample(weight="w"))
    found = estimate(counted.cells, counted.answers, NET, np.ones(1, dtype=bool))
    score = NET[table["ltr"]]
    weight = table["w"].to_numpy()
    mean = weight @ score / weight.sum()
    error = np.sqrt(300 / 299 * np.sum((weight * (score - mean) / weight.sum()) ** 2))
    assert found.mean == pytest.approx(mean)
    units = weight.sum() ** 2 / (weight @ weight)
    few = t.ppf(0.975, 299) / t.ppf(0.975, units - 1)
    assert found.n_compared == pytest.approx((1 + found.variance / error**2) * few**2)


def test_strata_that_explain_everything_leave_no_error():
    table = pd.DataFrame({"csat": [5] * 50 + [1] * 50, "kind": ["a"] * 50 + ["b"] * 50})
    plain = csat(table, scale=SATISFACTION)
    parted = csat(table, scale=SATISFACTION, sample=Sample(stratum="kind"))
    assert parted.n_effective >= plain.n_effective
    mixed = table.assign(csat=[5, 1] * 50)
    assert csat(mixed, scale=SATISFACTION, sample=Sample(stratum="kind")).n_effective == (
        pytest.approx(100, rel=0.02)
    )


def test_a_small_population_narrows_the_interval_and_a_census_has_none():
    table = pd.DataFrame({"csat": some_answers(100, 5, 1, 5)})
    plain = csat(table, scale=SATISFACTION)
    # 100 of 250: the error shrinks by sqrt(1 - 100/250) = 0.775
    part = csat(table, scale=SATISFACTION, sample=Sample(population=250))
    assert part.n_effective == pytest.approx(100 / 0.6)
    assert part.ci_high - part.ci_low < plain.ci_high - plain.ci_low
    all_of_them = csat(table, scale=SATISFACTION, sample=Sample(population=100))
    assert all_of_them.ci_low == all_of_them.ci_high == pytest.approx(plain.top_box)
    nobody_else = nps(pd.DataFrame({"ltr": [10, 9, 0]}), sample=Sample(population=3))
    assert nobody_else.ci_low == nobody_else.ci_high == nobody_else.score


def test_few_customers_are_worth_less_than_their_number():
    table = pd.DataFrame({"ltr": some_answers(400), "customer": np.repeat(np.arange(8), 50)})
    found = nps(table, sample=BY_CUSTOMER)
    assert found.n_effective < 400
    one = nps(table.assign(customer=1), sample=BY_CUSTOMER)
    assert one.n_effective == 1
    assert one.ci_high - one.ci_low > 150


def test_weights_of_zero_or_less_are_an_error():
    table = pd.DataFrame({"ltr": [1, 2, 3, 4], "w": [1.0, 0.0, -2.0, np.nan]})
    with pytest.raises(DataError) as caught:
        nps(table, sample=Sample(weight="w"))
    assert [problem.rule for problem in caught.value.problems] == ["bad-weight"]
    assert caught.value.problems[0].count == 3


def test_all_agree_and_some_answer_often():
    table = pd.DataFrame({"ltr": [10] * 30, "customer": [1] * 10 + list(range(2, 22))})
    found = nps(table, sample=BY_CUSTOMER)
    assert found.score == found.ci_high == 100
    assert found.n_effective == pytest.approx(30**2 / (10**2 + 20))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 10), st.integers(0, 6), st.sampled_from([0.5, 1.0, 2.0])),
        min_size=2, max_size=40,
    )
)  # fmt: skip
def test_rows_and_counts_agree_with_weights_and_customers(rows):
    table = pd.DataFrame(rows, columns=["ltr", "customer", "w"])
    sample = Sample(weight="w", cluster="customer")
    counts = table.groupby(["ltr", "customer", "w"]).size().rename("k").reset_index()
    one, other = nps(table, sample=sample), nps(counts, count="k", sample=sample)
    for name in ("score", "ci_low", "ci_high", "n_weighted", "n_effective"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-9)
    assert one.ci_low <= one.score <= one.ci_high


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 3)), min_size=1, max_size=30))
def test_rows_that_stand_alone_and_their_counts_agree(rows):
    table = pd.DataFrame(rows, columns=["ltr", "w"]).assign(w=lambda frame: frame["w"] + 0.5)
    counts = table.groupby(["ltr", "w"]).size().rename("k").reset_index()
    sample = Sample(weight="w")
    one, other = nps(table, sample=sample), nps(counts, count="k", sample=sample)
    assert (one.ci_low, one.ci_high, one.n_effective) == pytest.approx(
        (other.ci_low, other.ci_high, other.n_effective), abs=1e-9
    )


# ------------------------------------------------------------------ comparisons
def test_the_same_customers_twice_is_the_paired_t_test():
    rng = np.random.default_rng(8)
    first = rng.integers(1, 8, 60)
    second = np.clip(first + rng.integers(-1, 3, 60), 1, 7)
    before = pd.DataFrame({"ces": first, "customer": np.arange(60)})
    after = pd.DataFrame({"ces": second, "customer": np.arange(60)})
    found = ces_change(
        before, after, scale=EFFORT, before_label="1", after_label="2", sample=BY_CUSTOMER
    )
    paired = ttest_rel(second, first)
    low, high = paired.confidence_interval(0.95)
    assert found.p_value == pytest.approx(paired.pvalue, rel=1e-6)
    assert (found.ci_low, found.ci_high) == pytest.approx((low, high), rel=1e-6)
    assert found.n_both == 60


def test_nobody_in_common_is_the_plain_comparison():
    before = pd.DataFrame({"ltr": some_answers(90, 1), "customer": np.arange(90)})
    after = pd.DataFrame({"ltr": some_answers(80, 2), "customer": np.arange(100, 180)})
    plain = nps_change(before, after, before_label="1", after_label="2")
    found = nps_change(before, after, before_label="1", after_label="2", sample=BY_CUSTOMER)
    assert (found.ci_low, found.ci_high, found.p_value) == pytest.approx(
        (plain.ci_low, plain.ci_high, plain.p_value)
    )
    assert found.n_both == 0


@pytest.mark.slow
@pytest.mark.parametrize("part", [0.0, 0.4, 1.0])
def test_overlapping_waves_keep_their_level(part):
    """4,000 pairs of waves with the same true NPS, of which a part answers in both."""
    rng = np.random.default_rng(11)
    n, both, runs = 80, int(80 * part), 400
    wrong = 0
    for _ in range(runs):
        stable = rng.normal(size=2 * n)
        answers = [np.clip(np.round(7.5 + 2 * (0.8 * stable + 0.6 * rng.normal(size=2 * n))), 0, 10)
                   for _ in range(2)]  # fmt: skip
        here, there = np.arange(n), np.arange(n - both, 2 * n - both)
        before = pd.DataFrame({"ltr": answers[0][here], "customer": here})
        after = pd.DataFrame({"ltr": answers[1][there], "customer": there})
        found = nps_change(before, after, before_label="1", after_label="2", sample=BY_CUSTOMER)
        wrong += found.p_value <= 0.05
    # 5 % of 400 is 20; three standard errors more is 33
    assert 5 <= wrong <= 33


def test_no_change_is_shown_by_equivalence_and_not_by_silence():
    def wave(n, seed):
        return pd.DataFrame({"csat": np.random.default_rng(seed).choice([5, 4, 2], n)})

    few = csat_change(wave(60, 1), wave(60, 2), scale=SATISFACTION, before_label="1",
                      after_label="2")  # fmt: skip
    many = csat_change(wave(6000, 1), wave(6000, 2), scale=SATISFACTION, before_label="1",
                       after_label="2")  # fmt: skip
    assert few.verdict == "too few answers"
    assert few.n_needed > 60
    assert many.verdict == "no change"
    assert many.p_equivalence <= 0.05 < few.p_equivalence
    wide = csat_change(wave(60, 1), wave(60, 2), scale=SATISFACTION, before_label="1",
                       after_label="2", margin=0.9)  # fmt: skip
    assert wide.verdict == "no change"


def test_groups_with_weights_are_each_their_answers_alone():
    rng = np.random.default_rng(4)
    table = pd.DataFrame(
        {"ltr": some_answers(120), "w": rng.uniform(0.5, 2, 120), "kind": ["a", "b", "c"] * 40}
    )
    sample = Sample(weight="w")
    by = nps_by(table, by="kind", sample=sample).set_index("kind")
    for kind in "abc":
        alone = nps(table[table["kind"] == kind], sample=sample)
        assert by.loc[kind, "score"] == pytest.approx(alone.score)
        assert by.loc[kind, "ci_low"] == pytest.approx(alone.ci_low)


def test_effort_has_the_weighted_median_and_an_effective_base():
    table = pd.DataFrame({"ces": [1, 1, 7], "w": [1.0, 1.0, 5.0]})
    found = ces(table, scale=EFFORT, sample=Sample(weight="w"))
    assert found.median == 7
    assert found.mean == pytest.approx(37 / 7)
    assert found.n_effective < 3
