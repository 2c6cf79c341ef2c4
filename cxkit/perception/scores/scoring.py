"""One metric over all answers, for every group of a dimension, and wave by wave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cxkit.client import ANSWERS, Column
from cxkit.engagement import Wave
from cxkit.metrics import ces, ces_by, csat, csat_by, nps, nps_by
from cxkit.metrics.tally import Tally, tally
from cxkit.perception.basis import Basis
from cxkit.perception.missing import COLUMN
from cxkit.perception.results import Answers, Metric, Overall, ScoresBy, WaveScores
from cxkit.perception.scores.compare import compare
from cxkit.perception.scores.distribution import distribution, distribution_by
from cxkit.perception.scores.score_change import ScoreChange
from cxkit.perception.scores.waves import WAVE, assign_waves
from cxkit.scales import Scale
from cxkit.stats.multiplicity import benjamini_hochberg, holm

NAN = float("nan")


def overall_score(basis: Basis, metric: Metric) -> Overall:
    """Return a metric that was asked, over all answers."""
    cells, scale = basis.cells(COLUMN[metric]), basis.scale(metric)
    kwargs = _conventions(basis)
    if metric == "nps":
        result: Any = nps(cells, **kwargs)
    elif metric == "csat":
        result = csat(cells, scale=scale, **kwargs)
    else:
        result = ces(cells, scale=scale, **kwargs)
    return Overall(
        metric=metric,
        result=result,
        scale=scale,
        evidence=basis.table.evidence(COLUMN[metric], n=result.n),
        min_base=basis.min_base,
    )


def scores_by(basis: Basis, overall: Overall, column: Column) -> ScoresBy:
    """Return a metric for every group of a column, each compared with all others together."""
    cells = basis.cells(column.name, COLUMN[overall.metric])
    counted = _tally(cells, basis, overall, column.name)
    table = score_table(cells, basis, overall, column.name)
    each = np.eye(len(table), dtype=bool)
    gaps = [
        _compare(counted, ~one, one, basis, overall, ("", str(group)))
        for one, group in zip(each, table["group"], strict=True)
    ]
    return ScoresBy(
        metric=overall.metric,
        dimension=column.name,
        column=column,
        table=table.assign(
            gap=[gap.difference for gap in gaps],
            gap_low=[gap.ci_low for gap in gaps],
            gap_high=[gap.ci_high for gap in gaps],
            p_value=[gap.p_value for gap in gaps],
            p_strict=[gap.p_strict for gap in gaps],
            p_adjusted=adjusted_p(gaps),
            q_value=_false_discovery(gaps),
            p_equivalence=adjusted_equivalence(gaps),
            detectable=[gap.detectable for gap in gaps],
        ),
        overall=overall,
        margin=basis.rules(overall.metric).margin,
        confidence=basis.confidence,
        min_base=basis.min_base,
    )


def scores_by_wave(basis: Basis, overall: Overall, declared: Sequence[Wave]) -> WaveScores | None:
    """Return a metric wave by wave; None where there are fewer than two waves."""
    metric = overall.metric
    dated = [name for name in (WAVE, "date") if name in basis.table.columns]
    cells = basis.cells(COLUMN[metric], *dated)
    waves = assign_waves(cells[cells[COLUMN[metric]].notna()], declared)
    if waves is None:
        return None
    counted = _tally(waves.frame, basis, overall, WAVE)
    scores = score_table(waves.frame, basis, overall, WAVE)
    names = counted.groups[WAVE].astype(str).to_numpy()
    changes = tuple(
        _compare(counted, names == before, names == after, basis, overall, (before, after))
        for before, after in zip(waves.order, waves.order[1:], strict=False)
    )
    return WaveScores(
        metric=metric,
        table=scores.set_index("group").loc[list(waves.order)].reset_index(),
        changes=changes,
        p_adjusted=tuple(adjusted_p(changes)),
        p_equivalence=tuple(adjusted_equivalence(changes)),
        origin=waves.origin,
        overall=overall,
        column=_wave_column(basis, declared, waves.origin),
    )


def answers_to(basis: Basis, overall: Overall, column: Column | None) -> Answers:
    """Return how the answers to a metric's question are distributed, by a column if given."""
    kwargs: dict[str, Any] = {
        "column": COLUMN[overall.metric],
        "scale": overall.scale,
        "count": ANSWERS,
        "sample": basis.sample,
    }
    if column is None:
        shares = distribution(basis.cells(COLUMN[overall.metric]), **kwargs)
    else:
        cells = basis.cells(column.name, COLUMN[overall.metric])
        shares = distribution_by(cells, by=column.name, **kwargs)
        shares = shares.rename(columns={column.name: "group"})
    return Answers(
        metric=overall.metric,
        dimension=column.name if column is not None else "",
        column=column,
        table=shares,
        overall=overall,
    )


def score_table(cells: pd.DataFrame, basis: Basis, overall: Overall, by: str) -> pd.DataFrame:
    """Return one row a group with the names all metrics share.

    Parameters
    ----------
    cells : DataFrame
        Counted answers with the column `by`.
    basis : Basis
        Conventions.
    overall : Overall
        Metric and scale.
    by : str
        Column of the groups.
    """
    kwargs: dict[str, Any] = {"by": by, **_conventions(basis)}
    scale: Scale = overall.scale
    if overall.metric == "nps":
        table = nps_by(cells, **kwargs)
    elif overall.metric == "csat":
        table = csat_by(cells, scale=scale, **kwargs).rename(columns={"top_box": "score"})
    else:
        table = ces_by(cells, scale=scale, **kwargs).rename(columns={"mean": "score"})
    table = table.rename(columns={by: "group"})
    return table[["group", "score", "ci_low", "ci_high", "n", "n_missing", "n_effective"]]


def adjusted_p(changes: Sequence[ScoreChange]) -> list[float]:
    """Return Holm's p values of the comparisons with enough answers; NaN for the others.

    A single comparison is judged by its own interval; among several, small groups that show too
    little spread by chance are met by the stricter p value.
    """
    alone = sum(change.comparable for change in changes) == 1
    values = [change.p_value if alone else change.p_strict for change in changes]
    return _adjusted(changes, values, holm)


def adjusted_equivalence(changes: Sequence[ScoreChange]) -> list[float]:
    """Return Holm's p values of being larger than the margin; NaN where not comparable."""
    return _adjusted(changes, [change.p_equivalence for change in changes], holm)


# ----------------------------------------------------------------- details
def _conventions(basis: Basis) -> dict[str, Any]:
    return {"count": ANSWERS, "sample": basis.sample, "confidence": basis.confidence}


def _tally(cells: pd.DataFrame, basis: Basis, overall: Overall, by: str) -> Tally:
    return tally(
        cells,
        COLUMN[overall.metric],
        scale=overall.scale,
        by=by,
        count=ANSWERS,
        sample=basis.sample,
    )


def _wave_column(basis: Basis, declared: Sequence[Wave], origin: str) -> Column | None:
    """Return what the waves are called: as their column says, or as they were declared."""
    if origin == "column":
        return basis.table.columns.get(WAVE)
    names = {wave.name: wave.label for wave in declared if wave.label is not None}
    return Column(name=WAVE, role="category", names=names) if origin == "declared" else None


def _compare(
    counted: Tally,
    before: np.ndarray[Any, np.dtype[np.bool_]],
    after: np.ndarray[Any, np.dtype[np.bool_]],
    basis: Basis,
    overall: Overall,
    labels: tuple[str, str],
) -> ScoreChange:
    return compare(
        counted,
        before,
        after,
        metric=overall.metric,
        column=COLUMN[overall.metric],
        labels=labels,
        scale=overall.scale,
        rules=basis.rules(overall.metric),
    )


def _false_discovery(changes: Sequence[ScoreChange]) -> list[float]:
    return _adjusted(changes, [change.p_strict for change in changes], benjamini_hochberg)


def _adjusted(
    changes: Sequence[ScoreChange],
    values: Sequence[float],
    method: Any,
) -> list[float]:
    """Correct the p values of what can be compared."""
    tested = [i for i, change in enumerate(changes) if change.comparable]
    found = [NAN] * len(changes)
    for i, value in zip(tested, method([values[i] for i in tested]), strict=True):
        found[i] = float(value)
    return found
