import pytest

from cxkit.stats import normal_quantile, power_quantile, t_quantile


def test_normal_quantile_of_95_percent_is_1_96():
    assert normal_quantile(0.95) == pytest.approx(1.959963984540054, abs=1e-12)


def test_t_quantile_matches_the_printed_table():
    # Student's t, 97.5 % point: 12.706 with 1 and 2.262 with 9 degrees of freedom (3 decimals).
    assert t_quantile(0.95, 1) == pytest.approx(12.706, abs=5e-4)
    assert t_quantile(0.95, 9) == pytest.approx(2.262, abs=5e-4)


def test_power_quantile_of_80_percent_is_0_84():
    assert power_quantile(0.80) == pytest.approx(0.8416, abs=5e-5)


@pytest.mark.parametrize("level", [0, 1, 95, -0.1, float("nan")])
def test_a_level_outside_0_to_1_is_refused(level):
    with pytest.raises(ValueError, match=r"confidence must be in \(0, 1\)"):
        normal_quantile(level)


@pytest.mark.parametrize("power", [0.4, 1, 80])
def test_a_power_outside_its_range_is_refused(power):
    with pytest.raises(ValueError, match=r"power must be in"):
        power_quantile(power)


def test_degrees_of_freedom_must_be_above_0():
    with pytest.raises(ValueError, match="degrees of freedom"):
        t_quantile(0.95, 0)
