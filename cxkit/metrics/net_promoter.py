"""Net Promoter Score: promoters less detractors, with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.metrics.tally import IntArray, by_group, no_answers, result_table, tally
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND
from cxkit.stats import adjusted_wald_interval, score_interval

IntervalMethod = Literal["adjusted Wald", "score", "none"]

SMALL_BASE = 20
"""Below this base the score interval is used, which keeps its level on few answers."""

PROMOTERS = 9
DETRACTORS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class NpsResult:
    """Net Promoter Score of one group.

    Attributes
    ----------
    score, ci_low, ci_high : float
        Points from -100 to 100, unrounded. The score is the one observed; the interval
        is not centred on it.
    promoters, passives, detractors : float
        Shares of the base, in [0, 1]; they add up to 1.
    n, n_missing : int
        Answers used, and blank answers left out.
    confidence : float
        Two-sided level of the interval.
    method : {"adjusted Wald", "score", "none"}
        How the interval was made; "none" for a group without answers.
    """

    score: float
    ci_low: float
    ci_high: float
    promoters: float
    passives: float
    detractors: float
    n: int
    n_missing: int
    confidence: float
    method: IntervalMethod


def nps(
    table: pd.DataFrame,
    *,
    column: str = "ltr",
    count: str | None = None,
    confidence: float = 0.95,
) -> NpsResult:
    """Net Promoter Score of all answers together.

    Parameters
    ----------
    table : DataFrame
        One row an answer; or, with `count`, a table of counts.
    column : str, default "ltr"
        Likelihood to recommend: whole numbers from 0 to 10, blank where not answered.
    count : str, optional
        Column telling how many answers a row stands for.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    NpsResult

    Raises
    ------
    DataError
        If the column is not there, an answer is not on the scale, or nobody answered.
    ValueError
        If the level is not strictly between 0 and 1.

    Notes
    -----
    ``100 (p - d)``: promoters answer 9 or 10, passives 7 or 8, detractors 0 to 6. The
    interval is adjusted Wald, and the score interval below 20 answers. Their exact
    coverage, enumerated over a grid of true shares, is what ``benchmarks/coverage.py``
    prints and ``docs/methods.md`` shows: below 20 answers the worst case of the score
    interval is mostly the better one.

    References
    ----------
    Reichheld (2003), Harvard Business Review 81(12), 46-54; Rocks (2016), The American
    Statistician 70, 365-372; Tango (1998), Statistics in Medicine 17, 891-908.
    """
    counted = tally(table, column, scale=LIKELIHOOD_TO_RECOMMEND, count=count)
    missing = int(counted.missing[0])
    if not counted.answers[0].any():
        raise no_answers(column, missing)
    promoters, passives, detractors = split(counted.answers[0])
    return nps_from_counts(
        promoters, passives, detractors, n_missing=missing, confidence=confidence
    )


def nps_by(
    table: pd.DataFrame,
    *,
    by: str | Sequence[str],
    column: str = "ltr",
    count: str | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Net Promoter Score of each group.

    Parameters
    ----------
    table : DataFrame
        One row an answer; or, with `count`, a table of counts.
    by : str or sequence of str
        Grouping columns. Rows with a blank group belong to no group and are left out.
    column : str, default "ltr"
        Likelihood to recommend: whole numbers from 0 to 10, blank where not answered.
    count : str, optional
        Column telling how many answers a row stands for.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    DataFrame
        One row a group, sorted by it: the grouping columns, then the fields of
        `NpsResult`. A group nobody answered in has ``n`` 0 and NaN for the score.

    Raises
    ------
    DataError
        If a column is not there or an answer is not on the scale.
    UsageError
        If a grouping column has the name of a field of the result.
    ValueError
        If the level is not strictly between 0 and 1.
    """
    counted = tally(table, column, scale=LIKELIHOOD_TO_RECOMMEND, by=by, count=count)
    results = [
        nps_from_counts(*split(answers), n_missing=int(missing), confidence=confidence)
        for answers, missing in zip(counted.answers, counted.missing, strict=True)
    ]
    return by_group(counted.groups, result_table(NpsResult, results))


def nps_from_counts(
    promoters: int,
    passives: int,
    detractors: int,
    *,
    n_missing: int = 0,
    confidence: float = 0.95,
) -> NpsResult:
    """Net Promoter Score from the three counts.

    Parameters
    ----------
    promoters, passives, detractors : int
        Answers of each kind, 0 or more. All 0 gives a result of ``n`` 0 and NaN.
    n_missing : int, default 0
        Blank answers, passed on to the result.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    NpsResult
        As from `nps`, which see for the formula and its sources.

    Raises
    ------
    ValueError
        If a count is negative or the level is not strictly between 0 and 1.
    """
    n = promoters + passives + detractors
    score = low = high = math.nan
    shares = [math.nan] * 3
    method: IntervalMethod = "none"
    if min(promoters, passives, detractors) < 0 or n > 0:
        interval = score_interval if n < SMALL_BASE else adjusted_wald_interval
        method = "score" if n < SMALL_BASE else "adjusted Wald"
        low, high = interval(promoters, passives, detractors, confidence=confidence)
        score = 100 * (promoters - detractors) / n
        shares = [part / n for part in (promoters, passives, detractors)]
    return NpsResult(
        score=score,
        ci_low=100 * low,
        ci_high=100 * high,
        promoters=shares[0],
        passives=shares[1],
        detractors=shares[2],
        n=n,
        n_missing=n_missing,
        confidence=confidence,
        method=method,
    )


def split(answers: IntArray) -> tuple[int, int, int]:
    """Split the counts of the eleven answers into promoters, passives and detractors.

    Parameters
    ----------
    answers : array of int, shape (11,)
        How many answered 0, 1, … 10.

    Returns
    -------
    promoters, passives, detractors : int
    """
    return (
        int(np.sum(answers[PROMOTERS:])),
        int(np.sum(answers[DETRACTORS + 1 : PROMOTERS])),
        int(np.sum(answers[: DETRACTORS + 1])),
    )
