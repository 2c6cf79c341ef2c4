import math
import warnings

import numpy as np
import pandas as pd
import pytest

from cxkit.stats.proportional_hazards import proportional_hazards
from cxkit.stats.proportionality import proportionality_test

# Freireich et al. (1963): weeks of remission under placebo and under 6-MP
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
WEEKS = [*PLACEBO, *TREATED]
RELAPSED = [1] * 21 + [1] * 9 + [0] * 12
TREATMENT = pd.DataFrame({"treated": [0] * 21 + [1] * 21})


@pytest.mark.parametrize(
    ("ties", "coefficient"), [("efron", -1.57212514883), ("breslow", -1.50919141259)]
)
def test_the_remissions_under_both_ways_of_ties(ties, coefficient):
    # R coxph; textbooks print -1.572 and -1.509
    found = proportional_hazards(WEEKS, RELAPSED, TREATMENT, ties=ties)
    row = found.table.iloc[0]
    assert row["coefficient"] == pytest.approx(coefficient, abs=1e-10)
    assert row["hazard_ratio"] == pytest.approx(math.exp(coefficient))
    assert row["ci_low"] < row["hazard_ratio"] < row["ci_high"]
    assert (found.n, found.events, found.n_left_out) == (42, 30, 0)


def test_a_likelihood_by_hand():
    # events at 1 (x = 1 of 1, 0, 1) and 2 (x = 0 of 0, 1): L = e/(2e + 1) · 1/(1 + e)
    times, x = [1, 2, 3], pd.DataFrame({"x": [1.0, 0.0, 1.0]})
    found = proportional_hazards(times, [1, 1, 0], x)
    assert found.log_likelihood_null == pytest.approx(-math.log(3) - math.log(2))
    e = math.exp(found.table["coefficient"][0])
    assert found.log_likelihood == pytest.approx(math.log(e / (2 * e + 1)) - math.log(1 + e))
    assert 2 * e * e == pytest.approx(1)  # where the derivative is 0


def sample(seed, n=160, *, tied=True):
    rng = np.random.default_rng(seed)
    x = pd.DataFrame(rng.normal(size=(n, 2)), columns=["a", "b"])
    entry = rng.integers(0, 6, n) + 0.25
    waits = rng.exponential(6 * np.exp(-0.6 * x["a"]))
    times = entry + (np.ceil(waits) + 0.25 if tied else waits + 0.01)
    return np.asarray(times), rng.random(n) < 0.7, x, entry, rng.integers(0, 3, n)


@pytest.mark.parametrize("ties", ["efron", "breslow"])
@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("parted", [False, True])
def test_another_implementation_agrees(ties, late, parted):
    times, ended, x, entry, strata = sample(1)
    more = ({"entry": entry} if late else {}) | ({"strata": strata} if parted else {})
    found = proportional_hazards(times, ended, x, ties=ties, **more)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.duration.hazard_regression import PHReg

        other = PHReg(times, x, status=ended.astype(int), ties=ties, **more).fit()
    assert list(found.table["coefficient"]) == pytest.approx(list(other.params), abs=1e-9)
    assert list(found.table["standard_error"]) == pytest.approx(list(other.bse), abs=1e-9)
    assert found.log_likelihood == pytest.approx(other.llf)


def test_who_enters_at_the_time_of_an_event_is_not_yet_at_risk():
    times, ended = [2.0, 3.0, 4.0, 5.0], [True, True, True, False]
    x = pd.DataFrame({"x": [0.0, 1.0, 1.0, 0.0]})
    at = proportional_hazards(times, ended, x, entry=[0, 2, 0, 0])
    just_after = proportional_hazards(times, ended, x, entry=[0, 2.1, 0, 0])
    assert at.log_likelihood == pytest.approx(just_after.log_likelihood)
    assert (
        proportional_hazards(times, ended, x, entry=[0, 1.9, 0, 0]).log_likelihood
        < at.log_likelihood
    )


def test_units_and_order_do_not_matter():
    times, ended, x, entry, _ = sample(2)
    found = proportional_hazards(times, ended, x, entry=entry).table
    order = np.random.default_rng(0).permutation(len(times))
    other = proportional_hazards(
        times[order] * 30, ended[order], x.iloc[order] * [1000, 1], entry=entry[order] * 30
    ).table
    assert other["coefficient"][0] * 1000 == pytest.approx(found["coefficient"][0])
    assert other["coefficient"][1] == pytest.approx(found["coefficient"][1])
    assert list(other["z"]) == pytest.approx(list(found["z"]))


def test_missing_rows_are_left_out_and_counted():
    times, ended, x, _, _ = sample(3)
    holes = x.astype("Float64")
    holes.iloc[:5, 0] = pd.NA
    late = times.copy()
    late[10] = np.nan
    found = proportional_hazards(late, ended, holes)
    kept = np.ones(len(times), dtype=bool)
    kept[[0, 1, 2, 3, 4, 10]] = False
    assert found.n_left_out == 6
    assert found.log_likelihood == pytest.approx(
        proportional_hazards(times[kept], ended[kept], x[kept]).log_likelihood
    )


def test_the_interval_holds_the_true_ratio_as_often_as_it_says():
    hits = 0
    for seed in range(120):
        times, ended, x, entry, _ = sample(100 + seed, n=120, tied=False)
        row = proportional_hazards(times, ended, x, entry=entry).table.iloc[0]
        hits += row["ci_low"] < math.exp(0.6) < row["ci_high"]
    assert 105 <= hits <= 119  # 114 expected, sd 2.4


# ------------------------------------------------------------- proportionality
def test_constant_ratios_pass_and_crossing_ones_do_not():
    rng = np.random.default_rng(8)
    x = pd.DataFrame({"x": np.repeat([0.0, 1.0], 300)})
    steady = rng.exponential(np.where(x["x"] == 1, 0.5, 1.0))
    shape = np.where(x["x"] == 1, 3.0, 0.7)
    crossing = rng.weibull(shape)
    fine, bad = (
        proportionality_test(proportional_hazards(times, np.ones(600), x))
        for times in (steady, crossing)
    )
    assert fine.p_value > 0.01
    assert bad.p_value < 1e-6
    assert bad.table["correlation"][0] > 0.2
    assert bad.statistic == pytest.approx(bad.table["statistic"][0])


def test_residuals_add_up_to_nothing():
    times, ended, x, entry, strata = sample(4)
    found = proportional_hazards(times, ended, x, entry=entry, strata=strata)
    assert found.residuals.shape == (found.events, 2)
    assert np.abs(found.residuals.sum(axis=0)).max() < 1e-8
    assert (np.diff(found.event_times) >= 0).all()


def test_one_time_of_events_cannot_be_tested():
    x = pd.DataFrame({"x": [0.0, 1.0, 2.0, 1.0]})
    model = proportional_hazards([1, 1, 2, 3], [1, 1, 0, 0], x)
    with pytest.raises(ValueError, match="two different times"):
        proportionality_test(model)


# ------------------------------------------------------------- misuse
X = pd.DataFrame({"x": [0.0, 1.0, 0.0, 1.0]})


@pytest.mark.parametrize(
    ("times", "ended", "x", "more", "message"),
    [
        ([1, 2, 3, 4], [0, 0, 0, 0], X, {}, "one event"),
        ([1, 2, 3, 4], [1, 1, 0, 1], X * 0, {}, "do not vary.*x"),
        ([1, 2, 3, 4], [1, 1, 0, 1], X.assign(y=X["x"] * 2), {}, "repeat one another"),
        ([2, 1, 4, 3], [0, 1, 0, 1], X, {}, "no end, 'x'"),
        ([1, 2, 3], [1, 1, 0, 1], X, {}, "differ in length"),
        ([1, 2, 3, -4], [1, 1, 0, 1], X, {}, "0 or more"),
        ([1, 2, 3, math.inf], [1, 1, 0, 1], X, {}, "0 or more"),
        ([1, 2, 3, 4], [1, 1, 0, 2], X, {}, "1 or 0"),
        ([1, 2, 3, 4], [1, 1, 0, 1], X, {"entry": [0, 2, 0, 0]}, "before the duration"),
        ([1, 2, 3, 4], [1, 1, 0, 1], X[[]], {}, "one covariate"),
        ([1, 2, 3, 4], [1, 1, 0, 1], X, {"ties": "exact"}, "ties"),
        ([1, 2, 3, 4], [1, 1, 0, 1], X, {"confidence": 95}, "confidence"),
        ([1, 2, 3, 4], [1, 1, 0, 1], X, {"strata": [0, 1, 2, 3]}, "repeat one another"),
    ],
)
def test_misuse_is_refused(times, ended, x, more, message):
    with pytest.raises(ValueError, match=message):
        proportional_hazards(times, ended, x, **more)


def test_a_rare_value_that_always_leaves_is_named():
    rng = np.random.default_rng(9)
    x = pd.DataFrame({"age": rng.normal(size=200), "rare": np.arange(200) < 3})
    times = np.where(x["rare"], 0.01, rng.exponential(size=200) + 0.1)
    with pytest.raises(ValueError, match="no end, 'rare'"):
        proportional_hazards(times, np.ones(200), x.astype(float))


# ------------------------------------------------------------- numbers of very different size
def plain_likelihood(b, times, ended, x, entry):
    """Efron's log-likelihood written out, every risk set on its own."""
    score, total = x @ b, 0.0
    for time in np.unique(times[ended]):
        at_risk = (times >= time) & (entry < time)
        tied = ended & (times == time)
        level = score[at_risk].max()
        all_risk = np.exp(score[at_risk] - level).sum()
        tied_risk = np.exp(score[tied] - level).sum()
        total += score[tied].sum()
        for k in range(tied.sum()):
            total -= math.log(all_risk - k / tied.sum() * tied_risk) + level
    return total


@pytest.mark.parametrize("seed", [3, 18, 25])
@pytest.mark.parametrize("late", [False, True])
def test_risks_far_apart_reach_the_maximum(seed, late):
    rng = np.random.default_rng(seed)
    x = pd.DataFrame({"a": np.exp(3 * rng.normal(size=120)), "b": rng.integers(0, 2, 120)})
    entry = rng.exponential(1, 120)
    waits = rng.exponential(np.exp(-np.minimum(0.2 * x["a"], 10)))
    times, ended = np.asarray(entry + waits + 1e-6), rng.random(120) < 0.6
    more = {"entry": entry} if late else {}
    found = proportional_hazards(times, ended, x, **more)
    since = entry if late else np.full(120, -1.0)
    best = found.table["coefficient"].to_numpy()
    values = x.to_numpy(dtype=float)
    top = plain_likelihood(best, times, ended, values, since)
    assert found.log_likelihood == pytest.approx(top, abs=1e-8)
    for step in ([1e-3, 0], [-1e-3, 0], [0, 1e-2], [0, -1e-2]):
        assert plain_likelihood(best + step, times, ended, values, since) < top
