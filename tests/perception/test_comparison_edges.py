import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_rel

from cxkit.perception.scores.comparison import ces_change, csat_change, nps_change
from cxkit.sample import Sample
from cxkit.scales import Scale
from cxkit.stats.permutation import permutation_p_value

FIVE = Scale(low=1, high=5, top_box=4)


def side(favourable, others):
    return pd.DataFrame({"csat": [5, 1], "answers": [favourable, others]})


def test_what_a_change_of_shares_can_show_adds_two_answers_to_each_side():
    # 40 of 100 -> 41/102 = .401961, p(1 - p)/102 = .240388/102 = .00235675
    # 50 of 120 -> 51/122 = .418033, p(1 - p)/122 = .243281/122 = .00199411
    # (1.959964 + .841621) · sqrt(.00435086) = 2.801585 · .0659611 = .184796
    found = csat_change(
        side(40, 60),
        side(50, 70),
        scale=FIVE,
        count="answers",
        before_label="spring",
        after_label="autumn",
    )
    assert found.detectable == pytest.approx(0.184796, abs=2e-6)
    assert found.difference == pytest.approx(50 / 120 - 0.4)


# ------------------------------------------------------------------- one word at a time
def recommended(promoters, passives, detractors):
    return pd.DataFrame({"ltr": [10, 8, 3], "answers": [promoters, passives, detractors]})


def changed(before, after, **options):
    labels = {"before_label": "spring", "after_label": "autumn"}
    return nps_change(before, after, count="answers", **labels, **options)


def test_no_change_takes_the_whole_printed_interval_within_the_margin():
    wave = recommended(400, 300, 300)
    found = changed(wave, wave, margin=6.7)
    # 95 % interval ± 7.3 and 90 % interval ± 6.1: one test each side at 5 % is not enough
    assert found.ci_high > 6.7
    assert 0.025 < found.p_equivalence < 0.05
    assert found.verdict == "too few answers"
    assert changed(wave, wave, margin=7.4).verdict == "no change"


def test_the_level_of_the_verdict_is_the_one_asked_for():
    before, after = recommended(400, 300, 300), recommended(437, 295, 268)
    assert 0.05 < changed(before, after).p_value < 0.1
    assert changed(before, after).verdict == "too few answers"
    assert changed(before, after, confidence=0.9).verdict == "changed"


@pytest.mark.parametrize("small", [0, 1])
def test_each_side_needs_the_least_base(small):
    sides = [recommended(4000, 0, 0), recommended(0, 0, 4000)]
    sides[small] = recommended(0, 29, 0)
    assert not changed(*sides).comparable
    assert changed(*sides).verdict == "too few answers"


def test_a_comparison_leaves_out_the_allowance_for_a_small_population():
    rng = np.random.default_rng(2)
    sides = [pd.DataFrame({"q": rng.integers(1, 6, 80)}) for _ in range(2)]
    labels = {"before_label": "spring", "after_label": "autumn", "column": "q"}
    for function, options in (
        (nps_change, {}), (csat_change, {"scale": FIVE}), (ces_change, {"scale": FIVE})
    ):  # fmt: skip
        one = function(*sides, **labels, **options)
        other = function(*sides, **labels, **options, sample=Sample(population=100))
        for name in ("ci_low", "ci_high", "p_value", "p_strict", "p_equivalence", "detectable"):
            assert getattr(one, name) == pytest.approx(getattr(other, name))


def test_the_stricter_p_value_is_the_larger_of_its_own_and_that_of_shuffling():
    few, many = recommended(25, 4, 1), recommended(120, 100, 80)
    found = changed(few, many)
    points = np.array([-1.0, 0.0, 1.0])
    shuffled = permutation_p_value([1, 4, 25], [80, 100, 120], points)
    assert found.p_strict == max(found.p_value, shuffled) == shuffled > found.p_value
    calm = changed(recommended(50, 30, 20), recommended(120, 60, 40))
    other = permutation_p_value([20, 30, 50], [40, 60, 120], points)
    assert calm.p_strict == max(calm.p_value, other)


# ------------------------------------------------------------------- the same customers twice
def panel(first, second, **options):
    sides = [pd.DataFrame({"ltr": side, "customer": range(len(side))}) for side in (first, second)]
    labels = {"before_label": "spring", "after_label": "autumn"}
    return nps_change(*sides, **labels, sample=Sample(cluster="customer"), **options)


def test_customers_who_all_answer_the_same_again_do_not_prove_that_nobody_would_change():
    # of 30 nobody changed: up to three in thirty may (rule of three), which is ten points
    found = panel([10, 8, 3] * 10, [10, 8, 3] * 10)
    assert found.difference == 0.0
    assert 8 < found.ci_high < 12
    assert found.verdict == "too few answers"
    assert panel([10, 8, 3] * 100, [10, 8, 3] * 100).verdict == "no change"
    same = pd.DataFrame({"csat": [5, 3] * 15, "customer": range(30)})
    labels = {"before_label": "spring", "after_label": "autumn"}
    shares = csat_change(same, same, scale=FIVE, sample=Sample(cluster="customer"), **labels)
    assert shares.ci_low < -0.05 < 0.05 < shares.ci_high
    assert shares.detectable > 0.05
    assert shares.verdict == "too few answers"


def test_the_interval_of_a_panel_with_few_who_change_holds_the_truth():
    """30 customers of whom one in twenty moves down a step: 3.75 points."""
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(200):
        first = rng.choice([10, 8, 3], 30, p=[0.4, 0.35, 0.25])
        down = np.where(first == 10, 8, 3)
        found = panel(first, np.where(rng.random(30) < 0.05, down, first))
        held += found.ci_low <= -3.75 <= found.ci_high
    assert held >= 190


def test_customers_who_turn_round_make_a_difference_less_sure():
    first = [10, 3] * 40
    apart = nps_change(
        pd.DataFrame({"ltr": first}), pd.DataFrame({"ltr": first}),
        before_label="1", after_label="2",
    )  # fmt: skip
    turned = panel(first, first[::-1])
    assert turned.ci_high > 1.3 * apart.ci_high


def test_from_a_high_correlation_on_shuffling_says_nothing():
    first = [10, 8, 3] * 30
    second = [*first[:-6], 10, 10, 10, 10, 10, 10]
    found = panel(first, second)
    assert found.p_strict == found.p_value < 0.2


def test_those_on_both_sides_count_for_more_in_the_shuffling():
    rng = np.random.default_rng(3)
    stable = rng.normal(size=60)
    first, second = (
        np.clip(np.round(7 + lift + 1.6 * stable + 1.6 * rng.normal(size=60)), 0, 10).astype(int)
        for lift in (0.0, 0.9)
    )
    found = panel(first, second)
    apart = nps_change(
        pd.DataFrame({"ltr": first}), pd.DataFrame({"ltr": second}),
        before_label="1", after_label="2",
    )  # fmt: skip
    assert found.p_value <= found.p_strict < apart.p_strict


def test_what_a_panel_of_shares_can_show_allows_for_the_customers_on_both_sides():
    first, second = [5] * 30 + [1] * 30, [5] * 20 + [1] * 10 + [5] * 15 + [1] * 15
    sides = [pd.DataFrame({"csat": side, "customer": range(60)}) for side in (first, second)]
    labels = {"before_label": "1", "after_label": "2", "scale": FIVE}
    tied = csat_change(*sides, sample=Sample(cluster="customer"), **labels)
    apart = csat_change(*sides, **labels)
    # 31/62 and 36/62, r = .169031
    errors = [math.sqrt(p * (1 - p) / 62) for p in (31 / 62, 36 / 62)]
    both = errors[0] ** 2 + errors[1] ** 2 - 2 * 0.169031 * errors[0] * errors[1]
    assert tied.detectable == pytest.approx(2.801585 * math.sqrt(both), rel=1e-5)
    assert tied.detectable < apart.detectable


def test_a_tiny_margin_needs_more_answers_than_can_be_said():
    found = changed(recommended(40, 30, 30), recommended(40, 30, 30), margin=1e-300)
    assert found.n_needed is None
    assert found.verdict == "too few answers"


def test_where_a_group_varies_more_than_all_together_its_own_p_value_stands():
    spread, calm = recommended(16, 0, 14), recommended(100, 400, 0)
    found = changed(spread, calm)
    shuffled = permutation_p_value([14, 0, 16], [0, 400, 100], np.array([-1.0, 0.0, 1.0]))
    assert found.p_strict == found.p_value > shuffled


def test_means_of_a_panel_with_few_who_change_are_the_paired_t_test():
    first = np.array([1, 2, 3, 4, 5, 5] * 10)
    second = first.copy()
    second[:3] += 1
    sides = [pd.DataFrame({"ces": side, "customer": range(60)}) for side in (first, second)]
    labels = {"before_label": "1", "after_label": "2", "scale": FIVE}
    found = ces_change(*sides, sample=Sample(cluster="customer"), **labels)
    paired = ttest_rel(second, first)
    assert found.p_value == pytest.approx(paired.pvalue, rel=1e-6)
    assert (found.ci_low, found.ci_high) == pytest.approx(paired.confidence_interval(), rel=1e-6)


def test_shuffling_takes_answers_given_twice_for_one():
    once = [recommended(25, 4, 1), recommended(120, 100, 80)]
    rows = [side.loc[side.index.repeat(side["answers"]), ["ltr"]] for side in once]
    names = [range(len(rows[0])), range(1000, 1000 + len(rows[1]))]
    twice = [
        pd.concat([side.assign(customer=name)] * 2) for side, name in zip(rows, names, strict=True)
    ]
    labels = {"before_label": "spring", "after_label": "autumn"}
    found = nps_change(*twice, **labels, sample=Sample(cluster="customer"))
    assert changed(*once).p_strict <= found.p_strict < 3 * changed(*once).p_strict
    assert nps_change(*twice, **labels).p_strict < changed(*once).p_strict / 10
