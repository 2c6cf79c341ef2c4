import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from cxkit.stats.paired import mcnemar_mid_p, paired_difference, paired_interval

PUBLISHED = [  # both, first only, second only, neither, low, high at 95 %
    (36, 12, 2, 0, 0.0569, 0.3404),  # Newcombe (1998), Stat. Med. 17, 2635-2650, method 10
    (14, 5, 0, 22, 0.011, 0.226),  # Altman and others (2000), Statistics with Confidence, p. 52
    (1, 1, 7, 12, -0.507, -0.026),  # Fagerland and others (2014), Stat. Med. 33, 2850-2875
]


@pytest.mark.parametrize(("a", "b", "c", "d", "low", "high"), PUBLISHED)
def test_the_interval_is_the_published_one(a, b, c, d, low, high):
    assert paired_interval(a, b, c, d) == pytest.approx((low, high), abs=6e-4)


def test_the_mid_p_value_is_the_published_one():
    # Fagerland, Lydersen, Laake (2013), BMC Med. Res. Methodol. 13, 91: 1 and 7 change, 0.0391
    assert mcnemar_mid_p(1, 7) == pytest.approx(0.0391, abs=5e-5)


@given(st.integers(0, 60), st.integers(0, 60))
def test_mid_p_is_the_exact_test_less_half_its_last_step(b, c):
    mid = mcnemar_mid_p(b, c)
    assert 0 <= mid <= 1
    assert mid == pytest.approx(mcnemar_mid_p(c, b))
    if b != c:
        exact = binomtest(min(b, c), b + c).pvalue
        step = math.comb(b + c, b) / 2 ** (b + c)
        assert mid == pytest.approx(exact - step)


cells = st.integers(0, 40)


@given(cells, cells, cells, cells, st.integers(0, 200))
def test_the_interval_holds_the_difference_and_a_frame_narrows_it(a, b, c, d, others):
    n = a + b + c + d
    if n == 0:
        return
    plain = paired_difference((a, b, c, d))
    framed = paired_difference((a, b, c, d), frame=n + others)
    for result in (plain, framed):
        assert -1 <= result.ci_low <= result.difference + 1e-12
        assert result.difference - 1e-12 <= result.ci_high <= 1
    assert framed.ci_high - framed.ci_low <= plain.ci_high - plain.ci_low + 1e-9
    mirrored = paired_interval(a, c, b, d)
    assert (-mirrored[1], -mirrored[0]) == pytest.approx((plain.ci_low, plain.ci_high))


def test_where_everybody_asked_has_answered_nothing_is_estimated():
    result = paired_difference((3, 6, 0, 1), frame=10)
    assert (result.ci_low, result.ci_high) == (result.difference,) * 2
    assert result.difference == pytest.approx(0.6)


def test_a_frame_of_12_counts_10_answers_as_55_within_what_is_possible():
    framed = paired_difference((3, 6, 0, 1), frame=12)
    low, high = paired_interval(*(count * 5.5 for count in (3, 6, 0, 1)))
    # the two others can take the gap of all twelve from (6 - 2) / 12 to (6 + 2) / 12
    assert high > 8 / 12
    assert (framed.ci_low, framed.ci_high) == pytest.approx((low, 8 / 12))
    assert framed.p_value == paired_difference((3, 6, 0, 1)).p_value == 2**-6


@pytest.mark.parametrize("bad", [(0, 0, 0, 0), (-1, 2, 0, 0)])
def test_counts_that_cannot_be_are_refused(bad):
    with pytest.raises(ValueError, match="need"):
        paired_interval(*bad)


def test_a_frame_below_the_answers_is_refused():
    with pytest.raises(ValueError, match="frame of at least n=10"):
        paired_difference((3, 6, 0, 1), frame=9)
    with pytest.raises(ValueError, match="need counts"):
        mcnemar_mid_p(-1, 2)
