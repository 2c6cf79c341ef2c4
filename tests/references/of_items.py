"""Published cases of drivers, reliability, corrections, control charts and bare numbers."""

import numpy as np

from cxkit.stats.analysis_of_variance import analysis_of_variance
from cxkit.stats.control_chart import xmr
from cxkit.stats.importance import lmg
from cxkit.stats.item_statistics import item_statistics, pairwise_alpha
from cxkit.stats.moments import lag1_autocorrelation, mean_and_sd
from cxkit.stats.moving_average import ewma
from cxkit.stats.multiplicity import benjamini_hochberg, bonferroni, hochberg, holm
from cxkit.stats.relative_weights import relative_weights
from cxkit.stats.reliability import cronbach_alpha
from tests.references.cases import table_of


def _correlations(inputs):
    full = table_of(inputs)[[*inputs["x"], inputs["y"]]].corr().to_numpy()
    return full[:-1, :-1], full[:-1, -1]


def _lmg(inputs):
    shares = lmg(*_correlations(inputs))
    return {"r2": shares.sum(), "lmg": shares, "pct": 100 * shares / shares.sum()}


def _johnson(inputs):
    weights = relative_weights(*_correlations(inputs))
    return {"r2": weights.sum(), "raw": weights, "rescaled": 100 * weights / weights.sum()}


def _corrected(inputs):
    p = np.sort(inputs["p"])
    methods = {"holm": holm, "hochberg": hochberg, "bh": benjamini_hochberg}
    return {name: method(p) for name, method in methods.items()}


def _rejected(inputs):
    found = _corrected(inputs) | {"bonferroni": bonferroni(inputs["p"])}
    return {
        f"{name}_rejections": int((found[name] <= inputs["alpha"]).sum())
        for name in ("bh", "holm", "bonferroni")
    }


def _answers(inputs):
    return table_of(inputs).to_numpy(dtype=float)


def _alpha(inputs):
    alpha = cronbach_alpha(_answers(inputs)).alpha
    return {"alpha": alpha, "listwise": alpha, "pairwise": pairwise_alpha(_answers(inputs))}


def _items(inputs):
    found = item_statistics(_answers(inputs))
    return {
        "r_total": found["total_correlation"],
        "r_rest": found["rest_correlation"],
        "r_drop": found["rest_correlation"],
        "alpha_drop": found["alpha_without"],
    }


def _chart(inputs, **options):
    found = xmr(inputs["x"], **options)
    return {
        "mean": found.centre,
        "sigma": found.sigma[0],
        "lcl": found.lower[0],
        "ucl": found.upper[0],
    }


def _smoothed(inputs):
    found = ewma(
        inputs["x"],
        lam=inputs["lam"],
        start=inputs["start"],
        sigma=inputs["sigma"],
        width=inputs["L"],
    )
    return {"ewma": found.values, "lcl": found.lower_limit, "ucl": found.upper_limit}


def _moments(inputs):
    if "csv" in inputs:
        values = table_of(inputs)["x"].to_numpy()
    else:
        values = [inputs["first"], *inputs["repeat"] * inputs["pairs"]]
    mean, sd = mean_and_sd(values)
    return {"mean": mean, "sd": sd, "lag1_autocorr": lag1_autocorrelation(values)}


def _between_groups(inputs):
    table = table_of(inputs)
    found = analysis_of_variance(table[inputs["y"]], table[inputs["group"]])
    return {"F": found.statistic, "r2": found.r_squared, "resid_sd": found.residual_sd}


ANSWERS = {
    "kd-lmg-swiss": _lmg,
    "kd-lmg-pct-swiss": _lmg,
    "kd-johnson-mtcars4": _johnson,
    "kd-johnson-mtcars5": _johnson,
    "mc-bh1995": _rejected,
    "mc-multtest": _corrected,
    "mc-holm-small": _corrected,
    "rel-lsat": _alpha,
    "rel-lsat-drop": _items,
    "rel-attitude-itemrest": _items,
    "rel-pingouin-missing": _alpha,
    "spc-viscosity": _chart,
    "spc-viscosity-sd": lambda inputs: _chart(inputs, spread="standard deviation"),
    "spc-nist-ewma": _smoothed,
    "nist-numacc1": _moments,
    "nist-numacc2": _moments,
    "nist-numacc3": _moments,
    "nist-numacc4": _moments,
    "nist-mavro": _moments,
    "nist-anova-atmwtag": _between_groups,
}
