"""Published cases of weights, samples and their size."""

import numpy as np
import pandas as pd

from cxkit.stats import n_for_margin
from cxkit.stats.kish import kish
from cxkit.stats.raking import rake
from cxkit.stats.survey import survey_mean, survey_ratio, survey_total
from cxkit.stats.survey_design import survey_design
from tests.references.cases import table_of


def _estimates(inputs, table, design, *, total):
    mean = survey_mean(table[inputs["y"]].to_numpy(dtype=float), design)
    found = {"mean": mean.estimate, "se": mean.standard_error}
    if total:
        whole = survey_total(table[total].to_numpy(dtype=float), design)
        found |= {"total": whole.estimate, "total_se": whole.standard_error}
    return found


def _design(inputs, table):
    columns = {"weights": "weight", "strata": "stratum", "population": "fpc", "clusters": "cluster"}
    given = {
        name: table[inputs[key]].to_numpy() for name, key in columns.items() if inputs.get(key)
    }
    return survey_design(len(table), **given)


def _stratified(inputs):
    table = table_of(inputs)
    total = inputs.get("y_total", inputs["y"])
    return _estimates(inputs, table, _design(inputs, table), total=total)


def _ratio(inputs):
    table = table_of(inputs)
    design = _design(inputs, table)
    above, below = (table[inputs[name]].to_numpy(dtype=float) for name in ("y", "x"))
    ratio = survey_ratio(above, below, design)
    found = _estimates(inputs, table, design, total="")
    return found | {"ratio": ratio.estimate, "ratio_se": ratio.standard_error}


def _raked(inputs):
    """Return the table, the raked weights and the margins as codes."""
    table = table_of(inputs)
    codes, targets = [], []
    for column, wanted in inputs["margins"].items():
        names = sorted(wanted)
        codes.append(np.array([names.index(name) for name in table[column]]))
        targets.append([wanted[name] for name in names])
    raked = rake(codes, targets, weights=table[inputs["start_weight"]].to_numpy(dtype=float))
    return table, raked.weights, codes


def _raking(inputs):
    table, weights, codes = _raked(inputs)
    design = survey_design(
        len(table),
        weights=weights,
        clusters=table[inputs["cluster"]].to_numpy(),
        population=inputs["n_clusters_population"],
        calibration=codes,
        start_weights=table[inputs["start_weight"]].to_numpy(dtype=float),
    )
    return _estimates(inputs, table, design, total=inputs["y_total"])


def _raked_cells(inputs):
    table, weights, _ = _raked(inputs)
    by_cell = pd.Series(weights).groupby([table[column] for column in inputs["margins"]])
    return {"weights": by_cell.first().to_numpy()}


def _weighted_nps(inputs):
    table = table_of(inputs, keep_default_na=False)
    weights = table["Region"].map(inputs["weight_by_region"]).to_numpy(dtype=float)
    answers = table[inputs["column"]].to_numpy()
    scored = (answers >= 9).astype(float) - (answers <= 6)
    found = survey_mean(scored, survey_design(len(table), weights=weights))
    return {
        "nps": found.estimate,
        "se": found.standard_error,
        "kish_deff": kish(weights).design_effect,
    }


def _size(inputs):
    p = inputs["p"]
    return {
        "n": n_for_margin(
            p * (1 - p), inputs["margin"], confidence=inputs["conf"], population=inputs.get("N")
        )
    }


ANSWERS = {
    "wt-apistrat": _stratified,
    "wt-apisrs": _stratified,
    "wt-hospital": _stratified,
    "wt-rake-api": _raking,
    "wt-rake-cells": _raked_cells,
    "wt-ratio-unemp": _ratio,
    "wt-nps": _weighted_nps,
    "smp-385": _size,
    "smp-fpc-10000": _size,
    "smp-fpc-100": _size,
    "smp-fpc-2800": _size,
}
