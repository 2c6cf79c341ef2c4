"""What else customers differ in, as numbers for a regression, as many as the leavers allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.client import Column

EVENTS_PER_COEFFICIENT = 10
"""Peduzzi and others (1996), Journal of Clinical Epidemiology 49, 1373-1379."""
TENURE, BEFORE = "tenure", "revenue_before"
_SMALLEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """Covariates beside the score.

    Attributes
    ----------
    frame : DataFrame
        Numbers without gaps, same index as the customers; no column where none is used.
    used, left_out : tuple of str
        ``tenure``, ``revenue_before`` and names of segments: in the frame, and known but left
        out because too few left for so many coefficients.
    """

    frame: pd.DataFrame
    used: tuple[str, ...]
    left_out: tuple[str, ...]


def most_coefficients(left: pd.Series) -> int:
    """Return how many coefficients the rarer of leaving and staying allows."""
    gone = int(left.sum())
    return min(gone, len(left) - gone) // EVENTS_PER_COEFFICIENT


def adjustment(
    frame: pd.DataFrame, segments: Sequence[Column], outcome: pd.Series, *, most: int
) -> Adjustment:
    """Return what to adjust for: tenure, revenue before, then the segments.

    Parameters
    ----------
    frame : DataFrame
        Customers: ``years``, ``before`` and the segments.
    segments : sequence of Column
        In the client's order.
    outcome : Series of bool or float
        Same index; values of a segment whose outcomes are all alike are joined with others.
    most : int
        Coefficients allowed beside the score.

    Notes
    -----
    Years and revenue enter as ``log(1 + x)``; who had no revenue before (a new customer) gets a
    mark of its own. Values of a segment that are rare are joined; blanks count as a value.
    """
    parts: dict[str, pd.DataFrame] = {}
    years = frame["years"]
    if years.notna().all() and years.max() > years.min():
        parts[TENURE] = pd.DataFrame({TENURE: np.log1p(years.clip(lower=0))})
    before = frame["before"]
    if before.max() > before.min():
        known = pd.DataFrame({BEFORE: np.log1p(before.clip(lower=0)).fillna(0.0)})
        if before.isna().any():
            known["revenue_before_none"] = before.isna().astype(float)
        parts[BEFORE] = known
    for column in segments:
        marks = _marks(frame[column.name], column.name, outcome)
        if not marks.empty:
            parts[column.name] = marks
    chosen: list[pd.DataFrame] = []
    used, left_out, room = [], [], most
    for name, part in parts.items():
        if part.shape[1] <= room and _adds(chosen, part):
            chosen.append(part)
            used.append(name)
            room -= part.shape[1]
        else:
            left_out.append(name)
    joined = pd.concat(chosen, axis=1) if chosen else pd.DataFrame(index=frame.index)
    return Adjustment(frame=joined, used=tuple(used), left_out=tuple(left_out))


def _marks(values: pd.Series, name: str, outcome: pd.Series) -> pd.DataFrame:
    """Return 0/1 columns of the values of a segment, the most frequent one left out."""
    text = values.astype("str").fillna("")
    sizes = (
        text.value_counts().sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    )
    kinds = outcome.astype(float).groupby(text).nunique()
    reference = sizes.index[0]
    plain = [
        each for each in sizes.index[1:] if sizes[each] >= _SMALLEST and kinds.get(each, 0) > 1
    ]
    columns = {f"{name}={each}": (text == each).astype(float) for each in plain}
    rest = ~text.isin([reference, *plain])
    if rest.sum() >= _SMALLEST and _varies(outcome[rest]):
        columns[f"{name}=…"] = rest.astype(float)
    return pd.DataFrame(columns, index=values.index)


def _varies(outcome: pd.Series) -> bool:
    return bool(np.ptp(outcome.to_numpy(float)) > 0)


def _adds(chosen: Sequence[pd.DataFrame], part: pd.DataFrame) -> bool:
    """Tell whether a part says something that those chosen do not say already."""
    joined = pd.concat([*chosen, part], axis=1).to_numpy(float)
    spread = joined.std(axis=0)
    if (spread <= 1e-12).any():
        return False
    scaled = (joined - joined.mean(axis=0)) / spread
    return bool(np.linalg.eigvalsh(scaled.T @ scaled / len(scaled))[0] > 1e-6)
