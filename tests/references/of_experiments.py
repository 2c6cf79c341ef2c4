"""Published cases of experiments: tests of shares, sizes, looks."""

from cxkit.economics import analyse
from cxkit.stats.planning import (
    n_by_baseline_variance,
    n_by_calculator,
    n_for_shares_arcsine,
    power_for_shares,
)
from cxkit.stats.proportion_tests import equal_shares, one_share_z, two_shares_z
from cxkit.stats.several_looks import nominal, pocock_constant
from tests.economics.made_economics import client
from tests.references.cases import table_of


def _one_share(inputs):
    found = one_share_z(inputs["x"], inputs["n"], inputs["p0"])
    return {"z": found.statistic, "p_value": found.p_value}


def _several_shares(inputs):
    found = equal_shares(inputs["x"], inputs["n"])
    return {"chi2": found.statistic, "df": found.df, "p_value": found.p_value}


def _power(inputs):
    arguments = (inputs["p1"], inputs["p2"], inputs["n"])
    return {"power": power_for_shares(*arguments, confidence=1 - inputs["alpha"])}


def _arcsine(inputs):
    levels = {"confidence": 1 - inputs["alpha"], "power": inputs["power"]}
    return {"n": [n_for_shares_arcsine(*pair, **levels) for pair in inputs["pairs"]]}


def _calculator(inputs):
    arguments = (inputs["baseline"], inputs["mde_abs"])
    levels = {"confidence": 1 - inputs["alpha"], "power": inputs["power"]}
    both = {
        "n_plain": n_by_baseline_variance(*arguments, **levels),
        "n_calculator": n_by_calculator(*arguments, **levels),
    }
    return both | {"n": both["n_calculator"]}


def _rates(inputs):
    counts = table_of(inputs).rename(columns={"version": "arm", "n": "visitors"})
    found = {}
    for day in (1, 7):
        totals = counts.rename(columns={f"retention_{day}": "conversions"})
        made = client(experiments=totals[["arm", "visitors", "conversions"]])
        (trial,) = analyse(made).trials.trials
        found |= {f"ret{day}_30": trial.rate_control, f"ret{day}_40": trial.rate_arm}
    return found


def _two_shares(inputs):
    p_value = two_shares_z(*(inputs[name] for name in ("x1", "n1", "x2", "n2"))).p_value
    return {"p_value": p_value, "significant_5pct": p_value <= 0.05}


def _pocock(inputs):
    return {"alpha_each": nominal(pocock_constant(inputs["K"], alpha=inputs["alpha"]))}


ANSWERS = {
    "ab-ztest-one": _one_share,
    "ab-smokers": _several_shares,
    "ab-power-prop50": _power,
    "ab-pwr-vignette": _arcsine,
    "ab-miller-udacity-gc": _calculator,
    "ab-miller-udacity-nc": _calculator,
    "ab-miller-udacity-ret": _calculator,
    "ab-cookie-rates": _rates,
    "ab-cookie-z1": _two_shares,
    "ab-pocock-nominal": _pocock,
}
