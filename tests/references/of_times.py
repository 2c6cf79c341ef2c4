"""Published cases of survival: Kaplan-Meier, log-rank, Cox."""

import numpy as np

from cxkit.stats import kaplan_meier, log_rank, quantile, survival_at
from cxkit.stats.proportional_hazards import proportional_hazards
from tests.references.cases import table_of


def _lung(inputs):
    table = table_of(inputs)
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


def _happened(inputs, table):
    name, _, code = inputs["event"].partition("==")
    return table[name] == float(code or 1)


def _fitted(model):
    table = model.table
    return {
        "n": model.n,
        "coef": table["coefficient"],
        "se": table["standard_error"],
        "z": table["z"],
        "hr": table["hazard_ratio"],
        "lr": model.likelihood_ratio,
    }


def _cox(inputs):
    table = table_of(inputs)
    x = inputs["x"]
    if isinstance(x, str):
        name, _, code = x.partition("==")
        covariates = (table[[name]] == float(code)).astype(int)
    else:
        covariates = table[x]
    model = proportional_hazards(
        table[inputs["time"]],
        _happened(inputs, table),
        covariates,
        ties=inputs.get("ties", "efron"),
    )
    return _fitted(model)


def _both_ways_of_ties(inputs):
    table = table_of(inputs)
    arguments = (table[inputs["time"]], _happened(inputs, table), table[[inputs["x"]]])
    return {
        ties: proportional_hazards(*arguments, ties=ties).table["coefficient"][0]
        for ties in ("efron", "breslow")
    }


def _log_rank_and_cox(inputs):
    table = table_of(inputs).dropna(subset=[inputs["group"]])
    groups = table[inputs["group"]].astype(str)
    happened = _happened(inputs, table)
    test = log_rank(table[inputs["time"]], happened, groups.to_numpy())
    covariate = (groups == sorted(groups.unique())[1]).astype(int).to_frame()
    model = proportional_hazards(table[inputs["time"]], happened, covariate)
    return _fitted(model) | {"logrank": test.statistic}


ANSWERS = {
    "sv-km-lung": _median,
    "sv-km-lung-times": _steps,
    "sv-logrank-small-2": _log_rank,
    "sv-islr-brain": _log_rank_and_cox,
    "sv-cox-lung3": _cox,
    "sv-cox-lung-sex": _cox,
    "sv-cox-rossi": _cox,
    "sv-cox-6mp-ties": _both_ways_of_ties,
}
PARTLY = {"sv-km-lung": {"median_low", "median_high"}}  # log(-log) limits: see _median
