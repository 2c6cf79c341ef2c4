"""Published cases kept beside the project, as far as the public functions answer them."""

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxkit.economics import earned_growth_rate, lifetime_value
from cxkit.metrics import nps, nps_from_counts, rating_summary
from cxkit.scales import Scale
from cxkit.stats import (
    adjusted_wald_interval,
    agresti_coull_interval,
    benjamini_hochberg,
    holm,
    kaplan_meier,
    mean_interval,
    n_for_margin,
    net_difference,
    net_variance,
    newcombe_interval,
    normal_quantile,
    quantile,
    score_interval,
    survival_at,
    wald_interval,
    wilson_interval,
)
from cxkit.stats.importance import lmg
from cxkit.stats.logrank import log_rank
from cxkit.stats.reliability import cronbach_alpha

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "references"
FOLDER = Path(os.environ.get("CXKIT_REFERENCES", BESIDE))
TOPICS = (
    *("nps", "csat", "ces", "survival", "drivers", "multiplicity", "reliability"),
    *("clv", "earned_growth"),
)

NOT_ANSWERED = {
    "nps-bootstrap-8-9-19": "the kit makes NPS intervals from counts, without a bootstrap",
    "sv-cox-lung3": "no Cox model",
    "sv-cox-lung-sex": "no Cox model",
    "sv-cox-6mp-ties": "no Cox model",
    "sv-cox-rossi": "no Cox model",
    "kd-johnson-mtcars4": "no Johnson weights yet: LMG is the kit's measure",
    "kd-johnson-mtcars5": "no Johnson weights yet: LMG is the kit's measure",
    "rel-attitude-itemrest": "no item-rest correlations",
    "rel-lsat-drop": "no alpha without an item",
    **dict.fromkeys(
        ("clv-bgnbd-fit", "clv-bgnbd-1yr", "clv-bgnbd-frequency-paradox", "clv-bgnbd-pmf"),
        "no model of customers without a contract yet",
    ),
    "clv-gg-expected": "no model of customers without a contract yet",
    "clv-sbg-highend": "no retention model yet: retention is taken as constant",
    "clv-sbg-regular": "no retention model yet: retention is taken as constant",
    "clv-ols-highend": "curves are never fitted to retention by least squares",
    "clv-ols-regular": "curves are never fitted to retention by least squares",
}
PARTLY_ANSWERED = {
    "nps-samplesize-1": {"n_exact"},  # only whole answers are planned
    "csat-binom-1": {"wald"},  # never used for a share
    "ces-t-sleep1": {"t"},  # the interval is given, not the statistic
    "sv-islr-brain": {"coef", "se", "lr"},  # no Cox model
    "rel-pingouin-missing": {"pairwise"},  # alpha rests on complete answers
    "mc-multtest": {"hochberg", "by"},  # Holm and Benjamini-Hochberg are the kit's
    "mc-bh1995": {"bonferroni_rejections"},  # Holm rejects as many or more
}


def _load():
    path = FOLDER / "cases.json"
    if not path.is_file():
        return {}
    cases = json.loads(path.read_text(encoding="utf-8"))
    return {case["id"]: case for case in cases if case["topic"] in TOPICS}


CASES = _load()
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(
        not CASES,
        reason="no cases.json in ../shared/references; CXKIT_REFERENCES may name another folder",
    ),
]


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
    from scipy.stats import norm

    return {
        "delta": found.difference,
        "se": error,
        "ci_low": found.difference - z * error,
        "ci_high": found.difference + z * error,
        "p_value": 2 * norm.sf(abs(found.difference) / error),
    }


def _regions(inputs):
    table = pd.read_csv(FOLDER / "data" / inputs["csv"], keep_default_na=False)
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
    return {"mean": x.mean(), "ci_low": low, "ci_high": high}


def _lung(inputs):
    table = pd.read_csv(FOLDER / "data" / inputs["csv"])
    return kaplan_meier(table["time"], table["status"] == 2)


def _median(inputs):
    curve = _lung(inputs)
    median = quantile(curve, 0.5)
    # R's default limits lie on the log scale; the case notes 284 and 361 for log(-log)
    assert (median.ci_low, median.ci_high) == (284, 361)
    return {"n": curve.n, "events": curve.events.sum(), "median": median.value}


def _steps(inputs):
    curve = _lung(inputs)
    places = np.searchsorted(curve.time, inputs["times"], side="right") - 1
    return {
        "S": [survival_at(curve, time).value for time in inputs["times"]],
        "se": (curve.survival * np.sqrt(curve.variance))[places],
    }


def _log_rank(inputs):
    found = log_rank(inputs["time"], np.array(inputs["event"]) == 1, np.array(inputs["group"]))
    return {"chi2": found.statistic, "p_value": found.p_value}


def _log_rank_of_table(inputs):
    table = pd.read_csv(FOLDER / "data" / inputs["csv"]).dropna(subset=[inputs["group"]])
    groups = table[inputs["group"]].astype(str).to_numpy()
    found = log_rank(table[inputs["time"]], table[inputs["event"]] == 1, groups)
    return {"logrank": found.statistic}


def _lmg(inputs):
    table = pd.read_csv(FOLDER / "data" / inputs["csv"])
    full = table[[*inputs["x"], inputs["y"]]].corr().to_numpy()
    shares = lmg(full[:-1, :-1], full[:-1, -1])
    return {"r2": shares.sum(), "lmg": shares, "pct": 100 * shares / shares.sum()}


def _corrected(inputs):
    p = np.sort(inputs["p"])
    return {"holm": holm(p), "bh": benjamini_hochberg(p)}


def _rejected(inputs):
    found = _corrected(inputs)
    return {
        "bh_rejections": int((found["bh"] <= inputs["alpha"]).sum()),
        "holm_rejections": int((found["holm"] <= inputs["alpha"]).sum()),
    }


def _alpha(inputs):
    table = pd.read_csv(FOLDER / "data" / inputs["csv"])
    alpha = cronbach_alpha(table.to_numpy(dtype=float)).alpha
    return {"alpha": alpha, "listwise": alpha}


def _closed_form(inputs):
    margin = inputs["price"] - inputs["variable_cost"] - inputs["loyalty_cost"]
    return {"clv": lifetime_value(margin, inputs["retention"], inputs["discount"])}


def _earned_growth(inputs):
    before, kept = inputs["revenue_prior"], inputs["revenue_existing_now"]
    earned, bought = inputs["revenue_new_earned"], inputs["revenue_new_bought"]
    return {
        "earned_growth_rate": earned_growth_rate(
            before, kept, earned + bought, earned / (earned + bought)
        ),
        "total_growth": (kept + earned + bought) / before - 1,
    }


PARTLY_ANSWERED["sv-km-lung"] = {"median_low", "median_high"}  # log(-log) limits: see _median
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
    "sv-km-lung": _median,
    "sv-km-lung-times": _steps,
    "sv-logrank-small-2": _log_rank,
    "sv-islr-brain": _log_rank_of_table,
    "kd-lmg-swiss": _lmg,
    "kd-lmg-pct-swiss": _lmg,
    "mc-bh1995": _rejected,
    "mc-multtest": _corrected,
    "mc-holm-small": _corrected,
    "rel-lsat": _alpha,
    "rel-pingouin-missing": _alpha,
    "clv-closed-net4you": _closed_form,
    "eg-negative": _earned_growth,
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_published_value_is_reproduced(name):
    case = CASES[name]
    found = ANSWERS[name](case["inputs"])
    expected = case["expected"]
    assert set(expected) - set(found) <= PARTLY_ANSWERED.get(name, set())
    for key, value in found.items():
        if key not in expected:
            continue
        tolerance = case["tolerance"]
        allowed = tolerance[key] if isinstance(tolerance, dict) else tolerance
        np.testing.assert_allclose(value, expected[key], rtol=0, atol=allowed + 1e-15)


def test_every_case_is_answered_or_listed_with_a_reason():
    assert set(CASES) == set(ANSWERS) | set(NOT_ANSWERED)
