"""Customers known by group, and the answers raked to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Column
from cxkit.engagement.sample_plan import SamplePlan
from cxkit.stats.raking import Raking, rake

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

BLANK = ""
"""Group of the answers whose column is blank: it keeps the share that it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginGroup:
    """One group of a margin.

    Attributes
    ----------
    group : str
        As called in the data; empty for answers whose column is blank.
    n : int
        Answers.
    customers : float
        Customers of the group; NaN for the blank.
    answers_share, customers_share, weighted_share : float
        Its share of the answers, of the customers and of the weighted answers, in [0, 1]. The
        blank keeps its share, and the customers share out the rest.
    """

    group: str
    n: int
    customers: float
    answers_share: float
    customers_share: float
    weighted_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """A column whose groups are known in number of customers.

    Attributes
    ----------
    column : Column
        What it is called.
    groups : tuple of MarginGroup
        In the engagement's order, the blank last.
    """

    column: Column
    groups: tuple[MarginGroup, ...]


def codes_of(
    frame: pd.DataFrame, name: str, groups: Mapping[str, float], column: Column | None
) -> IntArray:
    """Return the place of each row's group; the number of groups where blank, -1 where unknown.

    Parameters
    ----------
    frame : DataFrame
        The answers.
    name : str
        Column of the groups.
    groups : Mapping
        Groups with their customers.
    column : Column or None
        What it is; a flag is written ``yes`` and ``no``.
    """
    values = frame[name]
    written = values.astype(object).map(lambda value: group_name(value, column), na_action="ignore")
    place = {group: number for number, group in enumerate(groups)}
    codes = written.map(place).astype("Float64").fillna(-1.0).to_numpy(dtype=np.float64)
    return np.where(values.isna().to_numpy(), len(place), codes).astype(np.int64)


def group_name(value: object, column: Column | None) -> str:
    """Return a group as ``engagement.yml`` writes it."""
    if column is not None and column.role == "flag":
        return "yes" if value else "no"
    return str(value)


def raked(
    frame: pd.DataFrame, plan: SamplePlan, columns: Mapping[str, Column], *, given: str
) -> Raking:
    """Rake the answers to the customers of each group; weights have a mean of 1.

    Parameters
    ----------
    frame : DataFrame
        The answers.
    plan : SamplePlan
        Margins and caps.
    columns : Mapping
        What the columns are.
    given : str
        Column of the start weights, where it is there.

    Returns
    -------
    Raking
        One weight an answer; ``answers`` says how many a row stands for.

    Raises
    ------
    ValueError
        See `rake`.
    """
    number = counts_of(frame)
    start = frame[given].to_numpy(dtype=np.float64) if given in frame else np.ones(len(frame))
    margins, targets = margin_arrays(frame, plan, columns, start * number)
    scale = number.sum()
    return rake(
        margins,
        [target * scale for target in targets],
        weights=start,
        counts=number,
        caps=plan.caps,
    )


def margin_arrays(
    frame: pd.DataFrame, plan: SamplePlan, columns: Mapping[str, Column], held: FloatArray
) -> tuple[list[IntArray], list[FloatArray]]:
    """Return groups by place and the shares wanted, where the blank keeps what it holds.

    Parameters
    ----------
    frame, plan, columns
        As for `raked`.
    held : array of float, shape (n,)
        Start weight times answers of each row.
    """
    margins, targets = [], []
    for name, groups in plan.margins.items():
        codes = codes_of(frame, name, groups, columns.get(name))
        shares = np.array(list(groups.values()), dtype=np.float64)
        shares = shares / shares.sum()
        blank = float(held[codes == len(shares)].sum() / held.sum())
        if blank > 0:
            shares = np.append(shares * (1 - blank), blank)
        margins.append(codes)
        targets.append(shares)
    return margins, targets


def margins_of(
    frame: pd.DataFrame, plan: SamplePlan, columns: Mapping[str, Column], weights: FloatArray
) -> tuple[Margin, ...]:
    """Return the groups of every margin with their shares before and after.

    Parameters
    ----------
    frame, plan, columns
        As for `raked`.
    weights : array of float, shape (n,)
        Weight of an answer of each row.
    """
    number = counts_of(frame)
    found = []
    for name, groups in plan.margins.items():
        codes = codes_of(frame, name, groups, columns.get(name))
        size = len(groups) + 1
        n = np.bincount(codes, weights=number, minlength=size)
        weighted = np.bincount(codes, weights=number * weights, minlength=size)
        total = sum(groups.values())
        rest = 1 - float(weighted[-1] / weighted.sum())
        rows = [
            MarginGroup(
                group=group,
                n=round(n[place]),
                customers=customers,
                answers_share=float(n[place] / n.sum()),
                customers_share=rest * customers / total,
                weighted_share=float(weighted[place] / weighted.sum()),
            )
            for place, (group, customers) in enumerate(groups.items())
        ]
        if n[-1] > 0:
            rows.append(
                MarginGroup(
                    group=BLANK,
                    n=round(n[-1]),
                    customers=float("nan"),
                    answers_share=float(n[-1] / n.sum()),
                    customers_share=1 - rest,
                    weighted_share=1 - rest,
                )
            )
        column = columns.get(name) or Column(name=name, role="segment")
        found.append(Margin(column=column, groups=tuple(rows)))
    return tuple(found)


def counts_of(frame: pd.DataFrame) -> FloatArray:
    """Return how many answers each row stands for."""
    if "answers" not in frame:
        return np.ones(len(frame))
    return np.asarray(frame["answers"].to_numpy(dtype=np.float64, na_value=0.0), dtype=np.float64)
