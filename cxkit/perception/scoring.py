"""One metric over all answers, for every group of a dimension, and wave by wave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cxkit.client import Column
from cxkit.engagement import Wave
from cxkit.metrics import ces, ces_by, csat, csat_by, nps, nps_by
from cxkit.perception.basis import ANSWERS, Basis
from cxkit.perception.comparison import ScoreChange, ces_change, csat_change, nps_change
from cxkit.perception.distribution import distribution, distribution_by
from cxkit.perception.missing import COLUMN
from cxkit.perception.results import Answers, Metric, Overall, ScoresBy, WaveScores
from cxkit.perception.waves import WAVE, assign_waves
from cxkit.scales import Scale
from cxkit.stats.multiplicity import holm

NAN = float("nan")


def overall_score(basis: Basis, metric: Metric) -> Overall:
    """Return a metric that was asked, over all answers."""
    frame, scale = basis.table.frame, basis.scale(metric)
    kwargs: dict[str, Any] = {"count": basis.count, "confidence": basis.confidence}
    if metric == "nps":
        result: Any = nps(frame, **kwargs)
    elif metric == "csat":
        result = csat(frame, scale=scale, **kwargs)
    else:
        result = ces(frame, scale=scale, **kwargs)
    return Overall(
        metric=metric,
        result=result,
        scale=scale,
        evidence=basis.table.evidence(COLUMN[metric], n=result.n),
        min_base=basis.min_base,
    )


def scores_by(basis: Basis, overall: Overall, column: Column) -> ScoresBy:
    """Return a metric for every group of a column, each compared with all others together."""
    frame = _cells(basis.table.frame, column.name, overall.metric, basis.count)
    table = _score_table(frame, overall, column.name, basis.confidence)
    gaps = []
    for group in table["group"]:
        inside = frame[column.name] == group
        outside = frame[column.name].notna() & ~inside
        gaps.append(_change(frame[outside], frame[inside], overall, basis, ("", str(group))))
    return ScoresBy(
        metric=overall.metric,
        dimension=column.name,
        column=column,
        table=table.assign(
            gap=[gap.difference for gap in gaps],
            gap_low=[gap.ci_low for gap in gaps],
            gap_high=[gap.ci_high for gap in gaps],
            p_value=[gap.p_value for gap in gaps],
            p_adjusted=_adjusted(gaps),
        ),
        overall=overall,
        confidence=basis.confidence,
        min_base=basis.min_base,
    )


def scores_by_wave(basis: Basis, overall: Overall, declared: Sequence[Wave]) -> WaveScores | None:
    """Return a metric wave by wave; None where there are fewer than two waves."""
    frame = basis.table.frame
    waves = assign_waves(frame[frame[COLUMN[overall.metric]].notna()], declared)
    if waves is None:
        return None
    cells = _cells(waves.frame, WAVE, overall.metric, basis.count)
    scores = _score_table(cells, overall, WAVE, basis.confidence)
    sides = {name: cells[cells[WAVE] == name] for name in waves.order}
    changes = tuple(
        _change(sides[before], sides[after], overall, basis, (before, after))
        for before, after in zip(waves.order, waves.order[1:], strict=False)
    )
    return WaveScores(
        metric=overall.metric,
        table=scores.set_index("group").loc[list(waves.order)].reset_index(),
        changes=changes,
        p_adjusted=tuple(_adjusted(changes)),
        origin=waves.origin,
        overall=overall,
        column=_wave_column(basis, declared, waves.origin),
    )


def answers_to(basis: Basis, overall: Overall, column: Column | None) -> Answers:
    """Return how the answers to a metric's question are distributed, by a column if given."""
    kwargs: dict[str, Any] = {
        "column": COLUMN[overall.metric],
        "scale": overall.scale,
        "count": basis.count,
    }
    if column is None:
        shares = distribution(basis.table.frame, **kwargs)
    else:
        shares = distribution_by(basis.table.frame, by=column.name, **kwargs)
        shares = shares.rename(columns={column.name: "group"})
    return Answers(
        metric=overall.metric,
        dimension=column.name if column is not None else "",
        column=column,
        table=shares,
        overall=overall,
    )


# ----------------------------------------------------------------- details
def _wave_column(basis: Basis, declared: Sequence[Wave], origin: str) -> Column | None:
    """Return what the waves are called: as their column says, or as they were declared."""
    if origin == "column":
        return basis.table.columns.get(WAVE)
    names = {wave.name: wave.label for wave in declared if wave.label is not None}
    return Column(name=WAVE, role="category", names=names) if origin == "declared" else None


def _cells(frame: pd.DataFrame, by: str, metric: Metric, count: str | None) -> pd.DataFrame:
    """Count the answers once, so that many comparisons need not read all rows again."""
    cells = frame.groupby([by, COLUMN[metric]], dropna=False, observed=True)
    number = cells.size() if count is None else cells[count].sum()
    return number.rename(ANSWERS).reset_index()


def _score_table(cells: pd.DataFrame, overall: Overall, by: str, confidence: float) -> pd.DataFrame:
    """Return one row a group with the names all metrics share."""
    kwargs: dict[str, Any] = {"by": by, "count": ANSWERS, "confidence": confidence}
    scale: Scale = overall.scale
    if overall.metric == "nps":
        table = nps_by(cells, **kwargs)
    elif overall.metric == "csat":
        table = csat_by(cells, scale=scale, **kwargs).rename(columns={"top_box": "score"})
    else:
        table = ces_by(cells, scale=scale, **kwargs).rename(columns={"mean": "score"})
    table = table.rename(columns={by: "group"})
    return table[["group", "score", "ci_low", "ci_high", "n", "n_missing"]]


def _change(
    before: pd.DataFrame,
    after: pd.DataFrame,
    overall: Overall,
    basis: Basis,
    labels: tuple[str, str],
) -> ScoreChange:
    """Compare two sets of counted answers."""
    kwargs: dict[str, Any] = {
        "before_label": labels[0],
        "after_label": labels[1],
        "count": ANSWERS,
        "confidence": basis.confidence,
        "min_base": basis.min_base,
    }
    if overall.metric == "nps":
        return nps_change(before, after, **kwargs)
    compare = csat_change if overall.metric == "csat" else ces_change
    return compare(before, after, scale=overall.scale, **kwargs)


def _adjusted(changes: Sequence[ScoreChange]) -> list[float]:
    """Return Holm's p values of the comparisons with enough answers; NaN for the others."""
    tested = [i for i, change in enumerate(changes) if change.verdict != "too few answers"]
    adjusted = [NAN] * len(changes)
    for i, p_value in zip(tested, holm([changes[i].p_value for i in tested]), strict=True):
        adjusted[i] = float(p_value)
    return adjusted
