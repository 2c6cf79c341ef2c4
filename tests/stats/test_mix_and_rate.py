import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.stats.mix_and_rate import mix_and_rate
from cxkit.stats.mix_of_units import Units, mix_and_rate_of_units

NPS = (-100.0, 0.0, 100.0)


def rng():
    return np.random.default_rng(3)


def counts(*groups):
    """Groups given as (base, net score): answers of that base with that mean."""
    rows = []
    for n, score in groups:
        net = round(n * score / 100)
        rest = (n - abs(net)) // 2
        up, down = rest + max(net, 0), rest + max(-net, 0)
        rows.append([down, n - up - down, up])
    return np.array(rows)


# groups .5/.5 become .2/.8, their scores 40/0 become 42/2
BEFORE = counts((500, 40), (500, 0))
AFTER = counts((200, 42), (800, 2))


def test_the_worked_case_of_kitagawa():
    # rate: 2 · (.5 + .2)/2 + 2 · (.5 + .8)/2 = 2
    # mix: (.2 - .5)(40 + 42)/2 + (.8 - .5)(0 + 2)/2 = -12.3 + 0.3 = -12
    found = mix_and_rate(BEFORE, AFTER, NPS, rng=rng())
    assert (found.before, found.after) == (pytest.approx(20), pytest.approx(10))
    assert found.change.value == pytest.approx(-10)
    assert found.rate.value == pytest.approx(2)
    assert found.mix.value == pytest.approx(-12)
    assert found.mix.clear
    assert not found.rate.clear


def test_a_groups_part_of_the_mix_is_against_the_mean_of_all():
    # mean of both waves 15: -.3 · (41 - 15) = -7.8 and +.3 · (1 - 15) = -4.2
    found = mix_and_rate(BEFORE, AFTER, NPS, rng=rng()).groups
    assert list(found["mix"]) == pytest.approx([-7.8, -4.2])
    assert list(found["rate"]) == pytest.approx([0.7, 1.3])


def test_a_group_that_comes_or_goes_is_mix_only():
    before = counts((300, 10), (100, -20), (0, 0))
    after = counts((300, 14), (0, 0), (100, 50))
    found = mix_and_rate(before, after, NPS, rng=rng())
    assert found.rate.value == pytest.approx(0.75 * 4)
    assert found.groups["rate"][1] == found.groups["rate"][2] == 0
    assert found.groups["rate_low"].isna().tolist() == [False, True, True]
    assert math.isnan(found.groups["mean_after"][1])
    assert math.isnan(found.groups["mean_before"][2])
    assert found.rate.value + found.mix.value == pytest.approx(found.after - found.before)


tables = st.integers(1, 5).flatmap(
    lambda g: st.tuples(
        *[
            st.lists(
                st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=g, max_size=g
            ).filter(lambda rows: sum(map(sum, rows)) > 0)
        ]
        * 2
    )
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_the_parts_add_up_whatever_the_counts(pair):
    found = mix_and_rate(*pair, NPS, rng=rng(), draws=100)
    groups = found.groups
    assert groups["rate"].sum() == pytest.approx(found.rate.value, abs=1e-9)
    assert groups["mix"].sum() == pytest.approx(found.mix.value, abs=1e-9)
    whole = found.rate.value + found.mix.value
    assert whole == pytest.approx(found.after - found.before, abs=1e-9)
    assert whole == pytest.approx(found.change.value, abs=1e-9)
    for part in (found.rate, found.mix, found.change):
        if not math.isnan(part.ci_low):
            assert part.ci_low <= part.value <= part.ci_high
            assert 0 <= part.p_value <= 1


def test_swapping_the_waves_turns_every_part_round():
    there = mix_and_rate(BEFORE, AFTER, NPS, rng=rng())
    back = mix_and_rate(AFTER, BEFORE, NPS, rng=rng())
    assert back.rate.value == pytest.approx(-there.rate.value)
    assert list(back.groups["mix"]) == pytest.approx(list(-there.groups["mix"]))


def test_the_interval_is_as_wide_as_the_delta_method_says():
    # one group in each wave only differs in its score: the rate is a plain difference of means
    before, after = np.array([[200, 300, 500]]), np.array([[300, 300, 400]])
    found = mix_and_rate(before, after, NPS, rng=rng(), draws=8000)
    variance = sum((x @ np.square(NPS) - (x @ NPS) ** 2) for x in (before[0] / 1e3, after[0] / 1e3))
    half = 1.96 * math.sqrt(variance / 1000)
    assert (found.rate.ci_high - found.rate.ci_low) / 2 == pytest.approx(half, rel=0.03)
    assert found.mix.value == 0
    assert math.isnan(found.mix.ci_low)


def test_a_wider_level_gives_a_wider_interval():
    narrow = mix_and_rate(BEFORE, AFTER, NPS, rng=rng(), confidence=0.8).rate
    wide = mix_and_rate(BEFORE, AFTER, NPS, rng=rng(), confidence=0.99).rate
    assert wide.ci_low < narrow.ci_low < narrow.ci_high < wide.ci_high


def test_answers_without_any_spread_have_no_interval():
    found = mix_and_rate([[0, 0, 40]], [[0, 0, 40]], NPS, rng=rng())
    assert found.change.value == 0
    assert math.isnan(found.change.ci_low)
    assert not found.change.clear


def test_one_answer_a_side_has_no_interval():
    found = mix_and_rate([[1, 0, 0]], [[0, 0, 1]], NPS, rng=rng())
    assert found.change.value == 200
    assert math.isnan(found.rate.p_value)


# ------------------------------------------------------------------ units
def units_of(before, after, scores=NPS):
    """One unit an answer, from counts."""
    weights, totals, copies = [], [], []
    for wave, table in enumerate((before, after)):
        for group, row in enumerate(table):
            for score, number in zip(scores, row, strict=True):
                weight = np.zeros((2, len(before)))
                weight[wave, group] = 1
                weights.append(weight)
                totals.append(weight * score)
                copies.append(number)
    return Units(
        weights=np.array(weights), totals=np.array(totals), copies=np.array(copies, dtype=float)
    )


def test_units_of_one_answer_agree_with_counts():
    plain = mix_and_rate(BEFORE, AFTER, NPS, rng=rng(), draws=6000)
    units = mix_and_rate_of_units(units_of(BEFORE, AFTER), rng=rng(), draws=6000)
    for one, other in ((plain.rate, units.rate), (plain.mix, units.mix)):
        assert one.value == pytest.approx(other.value)
        assert one.ci_low == pytest.approx(other.ci_low, abs=0.6)
        assert one.ci_high == pytest.approx(other.ci_high, abs=0.6)


def test_units_one_by_one_or_counted_and_in_any_order_give_the_same():
    counted = units_of(BEFORE // 20, AFTER // 20)
    times = counted.copies.astype(int)
    order = np.random.default_rng(0).permutation(times.sum())
    single = Units(
        weights=np.repeat(counted.weights, times, axis=0)[order],
        totals=np.repeat(counted.totals, times, axis=0)[order],
        copies=np.ones(times.sum()),
    )
    one = mix_and_rate_of_units(counted, rng=rng())
    other = mix_and_rate_of_units(single, rng=rng())
    assert one.mix == other.mix
    assert one.rate == other.rate


def test_customers_who_answer_alike_twice_in_a_wave_widen_the_interval():
    once = units_of(BEFORE // 10, AFTER // 10)
    twice = Units(weights=2 * once.weights, totals=2 * once.totals, copies=once.copies)
    doubled = Units(weights=once.weights, totals=once.totals, copies=2 * once.copies)
    clustered = mix_and_rate_of_units(twice, rng=rng())
    believed = mix_and_rate_of_units(doubled, rng=rng())
    assert clustered.rate.value == pytest.approx(believed.rate.value)
    width = [item.rate.ci_high - item.rate.ci_low for item in (clustered, believed)]
    assert width[0] == pytest.approx(math.sqrt(2) * width[1], rel=0.08)


def test_the_same_customers_in_both_waves_narrow_the_interval():
    panel = np.random.default_rng(1)
    group = panel.integers(0, 2, 300)
    score = panel.choice([-100.0, 0.0, 100.0], 300)
    weights, totals = np.zeros((2, 300, 2, 2))
    weights[np.arange(300), :, group] = 1
    totals[np.arange(300), 0, group] = score
    totals[np.arange(300), 1, group] = np.minimum(score + 100 * (panel.random(300) < 0.1), 100)
    paired = Units(weights=weights, totals=totals, copies=np.ones(300))
    apart = Units(
        weights=np.concatenate([weights * [[1], [0]], weights * [[0], [1]]]),
        totals=np.concatenate([totals * [[1], [0]], totals * [[0], [1]]]),
        copies=np.ones(600),
    )
    together, split = (mix_and_rate_of_units(u, rng=rng()).rate for u in (paired, apart))
    assert together.value == pytest.approx(split.value)
    assert together.ci_high - together.ci_low < 0.5 * (split.ci_high - split.ci_low)


def test_weights_count_in_shares_and_means():
    # group 0 weighs twice: shares 2/3 and 1/3, mean (2 · 100 + 1 · -100) / 3
    weights = np.zeros((4, 2, 2))
    totals = np.zeros((4, 2, 2))
    for unit, (wave, group, weight, score) in enumerate(
        [(0, 0, 2, 100), (0, 1, 1, -100), (1, 0, 1, 100), (1, 1, 1, -100)]
    ):
        weights[unit, wave, group] = weight
        totals[unit, wave, group] = weight * score
    found = mix_and_rate_of_units(
        Units(weights=weights, totals=totals, copies=np.ones(4)), rng=rng()
    )
    assert found.before == pytest.approx(100 / 3)
    assert found.mix.value == pytest.approx(-100 / 3)
    assert found.rate.value == 0


# ------------------------------------------------------------------ misuse
@pytest.mark.parametrize(
    ("before", "after", "scores", "message"),
    [
        ([[1, 2, 3]], [[1, 2]], NPS, "same groups"),
        ([[1, 2, 3]], [[1, 2, 3], [1, 2, 3]], NPS, "same groups"),
        ([1, 2, 3], [1, 2, 3], NPS, "shape"),
        ([[1, -2, 3]], [[1, 2, 3]], NPS, "0 or more"),
        ([[1, math.nan, 3]], [[1, 2, 3]], NPS, "0 or more"),
        ([[1, 2, 3]], [[1, 2, 3]], (0, math.inf, 1), "finite"),
        ([[1, 2.5, 3]], [[1, 2, 3]], NPS, "whole numbers"),
        ([[0, 0, 0]], [[1, 2, 3]], NPS, "at least one answer"),
    ],
)
def test_misuse_is_refused(before, after, scores, message):
    with pytest.raises(ValueError, match=message):
        mix_and_rate(before, after, scores, rng=rng())


def test_levels_and_draws_are_checked():
    with pytest.raises(ValueError, match="confidence"):
        mix_and_rate(BEFORE, AFTER, NPS, rng=rng(), confidence=95)
    with pytest.raises(ValueError, match="100 draws"):
        mix_and_rate(BEFORE, AFTER, NPS, rng=rng(), draws=10)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"weights": np.ones((3, 2))}, "units, 2, groups"),
        ({"totals": np.ones((3, 2, 3))}, "units, 2, groups"),
        ({"copies": np.ones(2)}, "copies"),
        ({"copies": -np.ones(3)}, "copies"),
        ({"weights": -np.ones((3, 2, 2))}, "0 or more"),
        ({"totals": np.full((3, 2, 2), np.nan)}, "finite"),
        ({"weights": np.zeros((3, 2, 2))}, "at least one answer"),
    ],
)
def test_wrong_units_are_refused(changes, message):
    right = {
        "weights": np.ones((3, 2, 2)),
        "totals": np.ones((3, 2, 2)),
        "copies": np.ones(3),
    }
    with pytest.raises(ValueError, match=message):
        mix_and_rate_of_units(Units(**(right | changes)), rng=rng())
