"""The effective base at its edges: strata, few customers, small populations, wild weights."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from cxkit.metrics import ces, csat, nps
from cxkit.sample import Sample
from cxkit.scales import Scale

FIVE = Scale(low=1, high=5, top_box=4)


def few(n, degrees):
    """What a base is multiplied by where few units carry it."""
    return (t.ppf(0.975, n - 1) / t.ppf(0.975, degrees)) ** 2


def test_strata_that_explain_much_make_answers_worth_more_than_their_number():
    # shares .8 and .2 of 50 each: plain variance .25, in the strata 2 · 50/49 · 8 / 100²
    table = pd.DataFrame(
        {"csat": [5] * 40 + [1] * 10 + [5] * 10 + [1] * 40, "kind": ["a"] * 50 + ["b"] * 50}
    )
    found = csat(table, scale=FIVE, sample=Sample(stratum="kind"))
    error = 2 * 50 / 49 * 8 / 100**2
    assert found.n_effective == pytest.approx((1 + 0.25 / error) * few(100, 98))
    assert found.n_effective > 150


def test_customers_whose_answers_offset_one_another_are_worth_their_answers_at_most():
    table = pd.DataFrame({"ltr": [10, 8, 10, 0] * 30, "customer": np.repeat(np.arange(60), 2)})
    found = nps(table, sample=Sample(cluster="customer"))
    assert found.n_effective == pytest.approx(120 * few(120, 59))


def test_two_customers_leave_one_degree_of_freedom():
    table = pd.DataFrame({"ltr": [10, 0] * 500, "customer": [1] * 500 + [2] * 500})
    table.loc[0, "ltr"] = 8
    found = nps(table, sample=Sample(cluster="customer"))
    assert found.n_effective == pytest.approx(1000 * few(1000, 1), rel=1e-3)


def test_every_stratum_takes_a_degree_of_freedom():
    table = pd.DataFrame({"csat": [5, 5, 1, 5, 1, 1, 5, 1], "kind": list("aaaabbbb")})
    found = csat(table, scale=FIVE, sample=Sample(stratum="kind"))
    # each stratum: shares 3/4 and 1/4, squares 4 · 3/16 = 3/4, of 8 answers
    error = 2 * 4 / 3 * 0.75 / 8**2
    assert found.n_effective == pytest.approx((1 + 0.25 / error) * few(8, 6))


def test_a_stratum_with_one_customer_counts_its_distance_from_the_mean():
    table = pd.DataFrame({"csat": [5] * 10 + [1] * 10 + [1], "kind": ["a"] * 20 + ["b"]})
    found = csat(table, scale=FIVE, sample=Sample(stratum="kind"))
    share = 10 / 21
    error = (20 / 19 * 20 * 0.25 + share**2) / 21**2
    assert found.n_effective == pytest.approx((1 + share * (1 - share) / error) * few(21, 19))


def test_a_blank_stratum_is_one_of_its_own():
    named = pd.DataFrame({"csat": [5, 5, 1, 5, 1, 1, 5, 1], "kind": list("aaaabbbb")})
    blank = named.assign(kind=named["kind"].where(named["kind"] == "a"))
    sample = Sample(stratum="kind")
    assert csat(blank, scale=FIVE, sample=sample) == csat(named, scale=FIVE, sample=sample)


def test_a_small_population_is_counted_in_customers_and_not_in_answers():
    table = pd.DataFrame({"ltr": [10, 0, 8, 10] * 50, "customer": np.arange(200) // 2})
    one, other = (
        nps(table, sample=Sample(cluster="customer", population=size)) for size in (None, 400)
    )
    assert other.n_effective == pytest.approx(one.n_effective / (1 - 100 / 400))


@pytest.mark.parametrize(("population", "said"), [(2, "smaller"), (0, "1 or more"), (-5, "1 or")])
def test_a_population_that_cannot_be_is_refused(population, said):
    with pytest.raises(ValueError, match=said):
        nps(pd.DataFrame({"ltr": [10, 3, 9]}), sample=Sample(population=population))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("scale", [1e-310, 1e-200, 1e200, 1e300])
def test_the_size_of_the_weights_does_not_matter(scale):
    table = pd.DataFrame({"ltr": [10, 3, 8, 9] * 10, "ces": [1, 4, 5, 2] * 10, "w": [1.0, 3] * 20})
    wild, sample = table.assign(w=table["w"] * scale), Sample(weight="w")
    one, other = nps(table, sample=sample), nps(wild, sample=sample)
    assert (one.score, one.ci_low, one.n_effective) == pytest.approx(
        (other.score, other.ci_low, other.n_effective), rel=1e-6
    )
    one, other = (ces(frame, scale=FIVE, sample=sample) for frame in (table, wild))
    assert (one.mean, one.ci_high) == pytest.approx((other.mean, other.ci_high), rel=1e-6)
