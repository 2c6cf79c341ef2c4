"""What each employee answered, as counts: promoters and favourable answers by person."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Column
from cxkit.culture.dimension import Dimension
from cxkit.metrics.net_promoter import DETRACTORS, PROMOTERS

IntArray = npt.NDArray[np.int64]

ENPS = "enps"
"""Column of the question that eNPS is made from, and name of that measure."""


def recommendation(frame: pd.DataFrame) -> IntArray:
    """Return each employee as promoter, passive or detractor.

    Parameters
    ----------
    frame : DataFrame, shape (n, ...)
        With the column ``enps``.

    Returns
    -------
    array of int, shape (n, 3)
        A one in the class of the answer; all zero where it was left blank.
    """
    given = frame[ENPS].to_numpy(dtype=np.float64)
    kinds = [given >= PROMOTERS, (given > DETRACTORS) & (given < PROMOTERS), given <= DETRACTORS]
    return np.column_stack(kinds).astype(np.int64)


def favourable(frame: pd.DataFrame, dimension: Dimension) -> IntArray:
    """Return each employee's favourable and other answers to a dimension.

    Parameters
    ----------
    frame : DataFrame, shape (n, ...)
        With the items of the dimension.
    dimension : Dimension
        One or more items.

    Returns
    -------
    array of int, shape (n, 2)
        Favourable and other answers of each person; both 0 where all were left blank.
    """
    parts = [favourable_item(frame, item) for item in dimension.items]
    total: IntArray = np.sum(parts, axis=0)
    return total


def favourable_item(frame: pd.DataFrame, item: Column) -> IntArray:
    """Return each employee's answer to one item as favourable or other, shape (n, 2)."""
    if item.scale is None:
        raise ValueError(f"the item {item.name} has no scale")
    given = frame[item.name].to_numpy(dtype=np.float64)
    answered = ~np.isnan(given)
    if item.scale.higher_is_better:
        good = answered & (given >= item.scale.top_box)
    else:
        good = answered & (given <= item.scale.top_box)
    return np.column_stack([good, answered & ~good]).astype(np.int64)


def design_effect(answers: IntArray) -> float:
    """Return how much the answers of one person resemble each other.

    Parameters
    ----------
    answers : array of int, shape (n, 2)
        Favourable and other answers by person.

    Returns
    -------
    float
        Variance of the favourable share with persons as clusters, over that of as many
        independent answers; at least 1, and 1 where each gave a single answer. The base of an
        interval is divided by it.

    Notes
    -----
    ``n / (n - 1) · sum (f_i - p a_i)² / A²`` over ``p (1 - p) / (A - 1)``, with a person's
    ``a_i`` answers of which ``f_i`` are favourable, A answers in all.

    References
    ----------
    Kish (1965), Survey Sampling, Wiley, chapter 5.
    """
    given = answers.sum(axis=1)
    people = int((given > 0).sum())
    total = int(given.sum())
    if people < 2 or total == 0:
        return 1.0
    share = float(answers[:, 0].sum()) / total
    alone = share * (1 - share) / (total - 1)
    if alone == 0:
        return max(1.0, total / people)
    spread = float(((answers[:, 0] - share * given) ** 2).sum())
    return max(1.0, people / (people - 1) * spread / total**2 / alone)
