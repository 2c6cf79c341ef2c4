import pytest
from scipy.stats import norm

from cxkit.stats.equivalence import equivalence_p_value


def around(middle, error):
    def at(level):
        reach = norm.ppf((1 + level) / 2) * error
        return middle - reach, middle + reach

    return at


@pytest.mark.parametrize(("middle", "error"), [(0.0, 2.0), (2.0, 1.5), (-3.0, 1.0)])
def test_it_is_the_larger_of_two_one_sided_tests(middle, error):
    expected = max(norm.sf((middle + 5) / error), norm.cdf((middle - 5) / error))
    assert equivalence_p_value(around(middle, error), 5) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("limits", [(-1.0, 9.0), (-9.0, 1.0), (-5.0, 5.0), (6.0, 7.0)])
def test_an_interval_that_reaches_the_margin_on_either_side_shows_nothing(limits):
    assert equivalence_p_value(lambda _: limits, 5) == 1.0


def test_an_interval_that_is_always_within_has_a_p_value_of_0():
    assert equivalence_p_value(lambda _: (-1.0, 1.0), 5) == 0.0


@pytest.mark.parametrize("margin", [0, -1, float("nan")])
def test_a_margin_has_to_be_above_0(margin):
    with pytest.raises(ValueError, match="margin above 0"):
        equivalence_p_value(around(0, 1), margin)
