"""How the answers of one question are spread over its scale."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxkit.metrics.tally import by_group, tally
from cxkit.sample import PLAIN, Sample
from cxkit.scales import Scale


def distribution(
    table: pd.DataFrame,
    *,
    column: str,
    scale: Scale,
    count: str | None = None,
    sample: Sample = PLAIN,
) -> pd.DataFrame:
    """Share of each answer, over all answers together.

    Parameters
    ----------
    table : DataFrame
        One row an answer; or, with `count`, a table of counts.
    column : str
        The question: whole numbers on the scale, blank where not answered.
    scale : Scale
        Scale the question was asked on.
    count : str, optional
        Column telling how many answers a row stands for.
    sample : Sample, optional
        How the rows were drawn; with weights the shares are weighted.

    Returns
    -------
    DataFrame
        One row a point of the scale, lowest first, also where nobody chose it:
        ``answer`` (the point), ``n`` (how many chose it), ``share`` (in [0, 1], of those
        who answered; NaN if nobody did), ``base`` (how many answered).

    Raises
    ------
    DataError
        If the column is not there or an answer is not on the scale.
    """
    return distribution_by(table, by=(), column=column, scale=scale, count=count, sample=sample)


def distribution_by(
    table: pd.DataFrame,
    *,
    by: str | Sequence[str],
    column: str,
    scale: Scale,
    count: str | None = None,
    sample: Sample = PLAIN,
) -> pd.DataFrame:
    """Share of each answer within each group.

    Parameters
    ----------
    table : DataFrame
        One row an answer; or, with `count`, a table of counts.
    by : str or sequence of str
        Grouping columns. Rows with a blank group belong to no group and are left out.
    column : str
        The question: whole numbers on the scale, blank where not answered.
    scale : Scale
        Scale the question was asked on.
    count : str, optional
        Column telling how many answers a row stands for.
    sample : Sample, optional
        How the rows were drawn; with weights the shares are weighted.

    Returns
    -------
    DataFrame
        One row a group and point of the scale, sorted by both: the grouping columns, then
        the columns of `distribution`, with shares and base of the group.

    Raises
    ------
    DataError
        If a column is not there or an answer is not on the scale.
    UsageError
        If a grouping column has the name of a column of the result.
    """
    counted = tally(table, column, scale=scale, by=by, count=count, sample=sample)
    groups, points = counted.answers.shape
    n = counted.answers.ravel()
    base = np.repeat(counted.answers.sum(axis=1), points)
    weighted = counted.weighted
    total = np.repeat(weighted.sum(axis=1), points)
    share = np.full(n.shape, np.nan)
    np.divide(weighted.ravel(), total, out=share, where=total > 0)
    spread = pd.DataFrame(
        {"answer": np.tile(counted.points, groups), "n": n, "share": share, "base": base}
    )
    repeated = counted.groups.loc[counted.groups.index.repeat(points)].reset_index(drop=True)
    return by_group(repeated, spread)
