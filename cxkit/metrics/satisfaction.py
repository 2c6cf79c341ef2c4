"""Customer satisfaction: share of favourable answers and mean, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.metrics.checks import no_answers
from cxkit.metrics.design import BoolArray
from cxkit.metrics.rating import ShareMethod, rating_of
from cxkit.metrics.tally import Tally, by_group, result_table, tally
from cxkit.sample import PLAIN, Sample
from cxkit.scales import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class CsatResult:
    """Satisfaction of one group, from any rating question.

    Attributes
    ----------
    top_box, ci_low, ci_high : float
        Share of favourable answers with its Wilson interval, in [0, 1].
    mean, mean_ci_low, mean_ci_high : float
        Mean answer in points of the scale with its t interval, cut at the ends of the
        scale. The limits are NaN for a single answer; where all answers are equal the
        interval has no width, which is not proof that all customers agree.
    sd : float
        Standard deviation of the answers (divisor ``n - 1``); NaN below two answers.
    n, n_missing : int
        Answers used, and blank answers left out.
    n_weighted, n_effective : float
        Sum of the weights, and the answers drawn plainly that would tell as much about the
        favourable share; both ``n`` where the sample is plain.
    confidence : float
        Two-sided level of both intervals.
    """

    top_box: float
    ci_low: float
    ci_high: float
    mean: float
    mean_ci_low: float
    mean_ci_high: float
    sd: float
    n: int
    n_missing: int
    n_weighted: float
    n_effective: float
    confidence: float


def csat(
    table: pd.DataFrame,
    *,
    scale: Scale,
    column: str = "csat",
    count: str | None = None,
    sample: Sample = PLAIN,
    method: ShareMethod = "Wilson",
    confidence: float = 0.95,
) -> CsatResult:
    """Satisfaction over all answers together.

    Parameters
    ----------
    table : DataFrame
        One row an answer; or, with `count`, a table of counts.
    scale : Scale
        Scale of the question: its range, its direction and its top box.
    column : str, default "csat"
        The rating: whole numbers on the scale, blank where not answered.
    count : str, optional
        Column telling how many answers a row stands for.
    sample : Sample, optional
        How the rows were drawn; plain unless told otherwise.
    method : {"Wilson", "Agresti-Coull"}
        How the interval of the favourable share is made.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    CsatResult

    Raises
    ------
    DataError
        If the column is not there, an answer is not on the scale, or nobody answered.
    ValueError
        If the level is not strictly between 0 and 1.

    Notes
    -----
    Top box: on five points, where high is good, the share of answers 4 and 5; where low
    is good, of 1 and 2. Below about 15 answers show the counts beside the mean.

    References
    ----------
    Wilson (1927), JASA 22, 209-212; Brown, Cai and DasGupta (2001), Statistical Science
    16, 101-133.
    """
    counted = tally(table, column, scale=scale, count=count, sample=sample)
    missing = int(counted.missing[0])
    if not counted.answers[0].any():
        raise no_answers(column, missing)
    return _result(counted, np.ones(1, dtype=bool), scale, method, confidence)


def csat_by(
    table: pd.DataFrame,
    *,
    by: str | Sequence[str],
    scale: Scale,
    column: str = "csat",
    count: str | None = None,
    sample: Sample = PLAIN,
    method: ShareMethod = "Wilson",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Satisfaction of each group.

    Parameters
    ----------
    table : DataFrame
        One row an answer; or, with `count`, a table of counts.
    by : str or sequence of str
        Grouping columns. Rows with a blank group belong to no group and are left out.
    scale : Scale
        Scale of the question: its range, its direction and its top box.
    column : str, default "csat"
        The rating: whole numbers on the scale, blank where not answered.
    count : str, optional
        Column telling how many answers a row stands for.
    sample : Sample, optional
        How the rows were drawn; plain unless told otherwise.
    method : {"Wilson", "Agresti-Coull"}
        How the interval of the favourable share is made.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    DataFrame
        One row a group, sorted by it: the grouping columns, then the fields of
        `CsatResult`. A group nobody answered in has ``n`` 0 and NaN for the rest.

    Raises
    ------
    DataError
        If a column is not there or an answer is not on the scale.
    UsageError
        If a grouping column has the name of a field of the result.
    ValueError
        If the level is not strictly between 0 and 1.
    """
    counted = tally(table, column, scale=scale, by=by, count=count, sample=sample)
    each = np.eye(len(counted.groups), dtype=bool)
    results = [_result(counted, one, scale, method, confidence) for one in each]
    return by_group(counted.groups, result_table(CsatResult, results))


def _result(
    counted: Tally, chosen: BoolArray, scale: Scale, method: ShareMethod, confidence: float
) -> CsatResult:
    summary = rating_of(counted, chosen, scale, method=method, confidence=confidence)
    return CsatResult(
        top_box=summary.share,
        ci_low=summary.share_low,
        ci_high=summary.share_high,
        mean=summary.mean,
        mean_ci_low=summary.mean_low,
        mean_ci_high=summary.mean_high,
        sd=summary.sd,
        n=summary.n,
        n_missing=int(counted.missing[chosen].sum()),
        n_weighted=summary.n_weighted,
        n_effective=summary.n_effective,
        confidence=confidence,
    )
