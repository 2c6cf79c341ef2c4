"""How much faster some customers leave than others: Cox's regression after the landmark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxkit.client import Column
from cxkit.economics.basis import YEAR, Customers
from cxkit.economics.churn.scored import ORDER, Metric, Scored, at_landmark
from cxkit.findings import Evidence
from cxkit.stats import holm
from cxkit.stats.proportional_hazards import ProportionalHazards, proportional_hazards
from cxkit.stats.proportionality import proportionality_test

EVENTS_PER_COEFFICIENT = 10
"""Peduzzi and others (1995), Journal of Clinical Epidemiology 48, 1503-1510."""
TENURE = "tenure"
_SMALLEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Hazard ratios of leaving.

    Attributes
    ----------
    table : DataFrame
        One row a comparison: ``kind`` (``"score"``, ``"tenure"`` or the segment's name),
        ``group``, ``reference``, ``n``, ``left``, ``hazard_ratio``, ``ci_low``, ``ci_high``,
        ``p_value``, ``p_adjusted`` (Holm over the rows), ``steady_p`` (that the ratio is the same
        all the time).
    metric : {"ltr", "csat"}
        Question that makes the groups.
    segments : tuple of Column
        The client's, of which some are held equal.
    left_out : tuple of str
        ``"tenure"`` and names of segments that could not be: too few left.
    n, left : int
        Customers and those who left.
    landmark, until : date
        Followed from and to.
    steady_p : float
        That all ratios are the same all the time; NaN where it cannot be tested.
    evidence : Evidence
        Tables and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    table: pd.DataFrame
    metric: Metric
    segments: tuple[Column, ...]
    left_out: tuple[str, ...]
    n: int
    left: int
    landmark: date
    until: date
    steady_p: float
    evidence: Evidence
    confidence: float
    min_base: int


def pace_of_leaving(customers: Customers, scored: Scored, as_of: date) -> Pace | None:
    """Return the hazard ratios of leaving; None where too few left to tell.

    Notes
    -----
    Followed from the middle of the period; groups by the answers up to then. Reference of the
    score: the best group; of a segment: its most frequent value. Ten leavers a coefficient at
    least: the score comes first, then years as a customer (a ratio for each year more), then the
    segments as long as there is room.
    """
    landmark = pd.Timestamp(customers.landmark)
    frame = at_landmark(scored, customers.landmark)
    raw = customers.table.frame.set_index("customer_id")
    start = (
        pd.to_datetime(frame["customer_id"].map(raw["start_date"]))
        if "start_date" in raw
        else pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ns]")
    )
    frame = frame[~(start > landmark)]
    seen = pd.Timestamp(as_of)
    ended = frame["end"].notna() & (frame["end"] <= seen)
    months = (frame["end"].where(ended, seen) - landmark).dt.days / (YEAR / 12)
    keep = months > 0
    frame, ended, months = frame[keep], ended[keep], months[keep]
    parts, left_out = _covariates(customers, scored.metric, frame, ended, start[frame.index])
    if not parts:
        return None
    covariates = pd.concat([part for part, _ in parts], axis=1)
    try:
        model = proportional_hazards(months, ended, covariates, confidence=customers.confidence)
    except ValueError:
        return None
    labels = [label for _, rows in parts for label in rows]
    return _result(customers, scored, as_of, frame, ended, model, labels, left_out)


Label = tuple[str, str, str]
"""Kind, group and reference of a row."""
Part = tuple[pd.DataFrame, list[Label]]


def _covariates(
    customers: Customers, metric: Metric, frame: pd.DataFrame, ended: pd.Series, start: pd.Series
) -> tuple[list[Part], tuple[str, ...]]:
    room = min(int(ended.sum()), len(ended) - int(ended.sum())) // EVENTS_PER_COEFFICIENT
    present = [name for name in ORDER[metric] if (frame["group"] == name).sum() >= _SMALLEST]
    if len(present) < 2 or room < len(present) - 1:
        return [], ()
    best = present[-1]
    names = present[:-1]
    score = pd.DataFrame(
        {f"score={name}": (frame["group"] == name).astype(float) for name in names}
    )
    parts: list[Part] = [(score, [("score", name, best) for name in names])]
    room -= len(names)
    left_out = []
    years = (pd.Timestamp(customers.landmark) - start).dt.days / YEAR
    wanted: list[tuple[str, Part]] = []
    if years.notna().all() and years.max() > years.min():
        wanted.append((TENURE, (years.to_frame(TENURE), [(TENURE, "", "")])))
    for column in customers.segments:
        part = _segment(frame[column.name], column.name, ended)
        if part is not None:
            wanted.append((column.name, part))
    for name, part in wanted:
        width = part[0].shape[1]
        if width <= room:
            parts.append(part)
            room -= width
        else:
            left_out.append(name)
    return parts, tuple(left_out)


def _segment(values: pd.Series, name: str, ended: pd.Series) -> Part | None:
    text = values.astype("str").fillna("")
    sizes = text.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    gone = ended.groupby(text).sum()
    shown = [
        each
        for each in sizes.index[1:]
        if each and sizes[each] >= _SMALLEST and 0 < gone[each] < sizes[each]
    ]
    if not shown:
        return None
    frame = pd.DataFrame({f"{name}={each}": (text == each).astype(float) for each in shown})
    return frame, [(name, str(each), str(sizes.index[0])) for each in shown]


def _result(
    customers: Customers,
    scored: Scored,
    as_of: date,
    frame: pd.DataFrame,
    ended: pd.Series,
    model: ProportionalHazards,
    labels: list[Label],
    left_out: tuple[str, ...],
) -> Pace:
    table = pd.DataFrame(labels, columns=["kind", "group", "reference"])
    mine = [
        (frame["group"] == group)
        if kind == "score"
        else (frame[kind].astype(str) == group if kind != TENURE else frame["group"].notna())
        for kind, group, _ in labels
    ]
    table["n"] = [int(each.sum()) for each in mine]
    table["left"] = [int(ended[each].sum()) for each in mine]
    for name in ("hazard_ratio", "ci_low", "ci_high", "p_value"):
        table[name] = model.table[name].to_numpy()
    table["p_adjusted"] = holm(table["p_value"].tolist())
    try:
        check = proportionality_test(model)
        table["steady_p"] = check.table["p_value"].to_numpy()
        steady = check.p_value
    except ValueError:
        table["steady_p"] = steady = float("nan")
    return Pace(
        table=table,
        metric=scored.metric,
        segments=customers.segments,
        left_out=left_out,
        n=model.n,
        left=model.events,
        landmark=customers.landmark,
        until=as_of,
        steady_p=steady,
        evidence=Evidence(
            table="responses",
            columns=(scored.metric, "customer_id", "date", "customers.end_date"),
            n=model.n,
            start=customers.start,
            end=as_of,
        ),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )
