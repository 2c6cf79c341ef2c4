"""Published cases of NPS, satisfaction and effort."""

import numpy as np
import pandas as pd
from scipy.stats import norm

from cxkit.metrics import nps, nps_from_counts, rating_summary
from cxkit.scales import Scale
from cxkit.stats import (
    adjusted_wald_interval,
    agresti_coull_interval,
    mean_interval,
    n_for_margin,
    net_difference,
    net_variance,
    newcombe_interval,
    normal_quantile,
    score_interval,
    t_quantile,
    wald_interval,
    wilson_interval,
)
from cxkit.stats.bootstrap import bootstrap_interval
from tests.references.cases import table_of

NET = (1.0, 0.0, -1.0)


def _parts(inputs):
    return inputs["promoters"], inputs["passives"], inputs["detractors"]


def _variance(inputs):
    parts = _parts(inputs)
    variance = net_variance(*parts)
    score = nps_from_counts(*parts).score / 100
    return {"nps": score, "variance": variance, "se": (variance / sum(parts)) ** 0.5}


def _from_scores(inputs):
    found = nps(pd.DataFrame({"ltr": inputs["scores"]}))
    shares = (found.promoters, found.passives, found.detractors)
    variance = net_variance(*(round(share * found.n) for share in shares))
    return {"nps": found.score / 100, "variance": variance, "se": (variance / found.n) ** 0.5}


def _from_distribution(inputs):
    table = pd.DataFrame({"ltr": range(11), "answers": inputs["counts_0_to_10"]})
    return {"nps": nps(table, count="answers").score / 100}


def _width(inputs):
    up, down, n = inputs["p_promoter"], inputs["p_detractor"], inputs["n"]
    low, high = wald_interval(up * n, (1 - up - down) * n, down * n, confidence=inputs["conf"])
    return {"full_width_times_sqrt_n_points": 100 * (high - low) * n**0.5}


def _interval(inputs):
    methods = {
        "wald": wald_interval, "adjusted_wald": adjusted_wald_interval, "score": score_interval,
    }  # fmt: skip
    parts = _parts(inputs)
    low, high = methods[inputs["method"]](*parts, confidence=inputs["conf"])
    found = {"ci_low": low, "ci_high": high}
    if inputs["method"] == "wald":
        found["se"] = (net_variance(*parts) / sum(parts)) ** 0.5
    if inputs["method"] == "adjusted_wald":
        found["se"] = (high - low) / 2 / normal_quantile(inputs["conf"])
    return found


def _plain_difference(one, other, confidence=0.95):
    """Difference by the plain method, from the variances: first less second."""
    found = net_difference(other, one)
    error = sum(net_variance(*part) / sum(part) for part in (one, other)) ** 0.5
    z = normal_quantile(confidence)
    return {
        "delta": found.difference,
        "se": error,
        "ci_low": found.difference - z * error,
        "ci_high": found.difference + z * error,
        "p_value": 2 * norm.sf(abs(found.difference) / error),
    }


def _regions(inputs):
    table = table_of(inputs, keep_default_na=False)
    sides = []
    for name in (inputs["x"], inputs["y"]):
        part = table[table[inputs["group"]] == name]
        found = nps(part, column=inputs["column"])
        shares = (found.promoters, found.passives, found.detractors)
        sides.append(tuple(round(share * found.n) for share in shares))
    return _plain_difference(*sides)


def _difference(inputs):
    found = net_difference(tuple(inputs["y"][::-1]), tuple(inputs["x"][::-1]))
    return {
        "delta": found.centre,
        "ci_low": found.ci_low,
        "ci_high": found.ci_high,
        "p_value": found.p_value,
    }


def _spread(inputs):
    scale = Scale(low=0, high=10, top_box=9)
    found = {}
    for key, name in (("call_center", "call"), ("direct_retail", "retail")):
        answers = inputs[key]
        summary = rating_summary(np.bincount(answers, minlength=11), scale)
        found[f"nps_{name}"] = nps(pd.DataFrame({"ltr": answers})).score / 100
        found[f"sd_{name}"] = summary.sd * ((summary.n - 1) / summary.n) ** 0.5
    return found


def _one_base(inputs):
    low, high = wald_interval(*_parts(inputs), confidence=inputs["conf"])
    return {"nps": _variance(inputs)["nps"], "ci_low": low, "ci_high": high}


def _sample_size(inputs):
    needed = n_for_margin(inputs["variance"], inputs["margin"], confidence=inputs["conf"])
    return {"n": needed - 3}  # the three answers that the adjusted method adds


def _wilson(inputs):
    low, high = wilson_interval(inputs["successes"], inputs["n"], confidence=inputs["conf"])
    return {"ci_low": low, "ci_high": high}


def _shares(inputs):
    arguments = (inputs["successes"], inputs["n"])
    return {
        "wilson": wilson_interval(*arguments, confidence=inputs["conf"]),
        "agresti_coull": agresti_coull_interval(*arguments, confidence=inputs["conf"]),
    }


def _newcombe(inputs):
    arguments = [inputs[name] for name in ("x1", "n1", "x2", "n2")]
    low, high = newcombe_interval(*arguments, confidence=inputs["conf"])
    diff = arguments[0] / arguments[1] - arguments[2] / arguments[3]
    return {"diff": diff, "ci_low": low, "ci_high": high}


def _mean(inputs):
    low, high = mean_interval(inputs["n"], inputs["mean"], inputs["sd"], confidence=inputs["conf"])
    return {"ci_low": low, "ci_high": high}


def _mean_of_values(inputs):
    x = np.array(inputs["x"])
    low, high = mean_interval(x.size, x.mean(), x.std(ddof=1))
    error = (high - low) / 2 / t_quantile(0.95, x.size - 1)
    return {"mean": x.mean(), "ci_low": low, "ci_high": high, "t": x.mean() / error}


def _bootstrap(inputs):
    parts = _parts(inputs)
    low, high = bootstrap_interval(parts, NET, confidence=inputs["conf"])
    # the spread of all samples that could be drawn is known without drawing them
    return {"ci_low": low, "ci_high": high, "boot_sd": (net_variance(*parts) / sum(parts)) ** 0.5}


ANSWERS = {
    "nps-var-4": _variance,
    "nps-var-5": _variance,
    "nps-scores-1": _from_scores,
    "nps-dist-1000": _from_distribution,
    "nps-ci-width-thirds": _width,
    "nps-diff-NAM-EMEA": _regions,
    "nps-adjwald-1": _interval,
    "nps-adjwald-2": _interval,
    "nps-score-1": _interval,
    "nps-score-4": _interval,
    "nps-wald-2": _interval,
    "nps-wald-3": _interval,
    "nps-diff-wald": lambda inputs: _plain_difference(inputs["x"][::-1], inputs["y"][::-1]),
    "nps-diff-adjwald": _difference,
    "nps-equal-score-unequal-spread": _spread,
    "nps-trap-independence": _one_base,
    "nps-samplesize-1": _sample_size,
    "csat-wilson-1": _wilson,
    "csat-wilson-2": _wilson,
    "csat-wilson-3": _wilson,
    "csat-binom-1": _shares,
    "csat-newcombe-1": _newcombe,
    "csat-newcombe-2": _newcombe,
    "csat-newcombe-3": _newcombe,
    "csat-newcombe-5": _newcombe,
    "csat-newcombe-7": _newcombe,
    "ces-t-zarr13": _mean,
    "ces-t-sleep1": _mean_of_values,
    "nps-bootstrap-8-9-19": _bootstrap,
}
PARTLY = {
    "nps-samplesize-1": {"n_exact"},  # only whole answers are planned
    "csat-binom-1": {"wald"},  # never used for a share: it leaves [0, 1]
}
