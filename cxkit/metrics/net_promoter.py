"""Net Promoter Score: promoters less detractors, with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.metrics.checks import IntArray, no_answers, whole_count
from cxkit.metrics.design import BoolArray, estimate
from cxkit.metrics.tally import Tally, by_group, result_table, tally
from cxkit.sample import PLAIN, Sample
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND
from cxkit.stats import adjusted_wald_interval, score_interval, wald_interval
from cxkit.stats.bootstrap import bootstrap_interval

IntervalMethod = Literal["adjusted Wald", "score", "Wald", "bootstrap", "none"]
NpsMethod = Literal["auto", "adjusted Wald", "score", "Wald", "bootstrap"]
"""What may be asked for; "auto" is adjusted Wald, and score where the base is small."""

SMALL_BASE = 20
"""Below this base the score interval is used, which keeps its level on few answers."""

PROMOTERS = 9
DETRACTORS = 6
NET = np.array([-1.0] * 7 + [0.0] * 2 + [1.0] * 2)
"""What each answer from 0 to 10 counts."""


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
    n_weighted, n_effective : float
        Sum of the weights, and the answers drawn plainly that would tell as much; both
        ``n`` where the sample is plain.
    confidence : float
        Two-sided level of the interval.
    method : {"adjusted Wald", "score", "Wald", "bootstrap", "none"}
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
    n_weighted: float
    n_effective: float
    confidence: float
    method: IntervalMethod


def nps(
    table: pd.DataFrame,
    *,
    column: str = "ltr",
    count: str | None = None,
    sample: Sample = PLAIN,
    method: NpsMethod = "auto",
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
    sample : Sample, optional
        How the rows were drawn; plain unless told otherwise.
    method : {"auto", "adjusted Wald", "score", "Wald", "bootstrap"}
        How the interval is made.
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
    coverage, enumerated over a grid of true shares, is what ``benchmarks/calibration.py``
    prints and ``docs/methods/perception.md`` shows: below 20 answers the worst case of the score
    interval is mostly the better one.

    References
    ----------
    Reichheld (2003), Harvard Business Review 81(12), 46-54; Rocks (2016), The American
    Statistician 70, 365-372; Tango (1998), Statistics in Medicine 17, 891-908.
    """
    counted = tally(table, column, scale=LIKELIHOOD_TO_RECOMMEND, count=count, sample=sample)
    missing = int(counted.missing[0])
    if not counted.answers[0].any():
        raise no_answers(column, missing)
    return nps_of(counted, np.ones(1, dtype=bool), method=method, confidence=confidence)


def nps_by(
    table: pd.DataFrame,
    *,
    by: str | Sequence[str],
    column: str = "ltr",
    count: str | None = None,
    sample: Sample = PLAIN,
    method: NpsMethod = "auto",
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
    sample : Sample, optional
        How the rows were drawn; plain unless told otherwise.
    method : {"auto", "adjusted Wald", "score", "Wald", "bootstrap"}
        How the interval is made.
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
    counted = tally(table, column, scale=LIKELIHOOD_TO_RECOMMEND, by=by, count=count, sample=sample)
    each = np.eye(len(counted.groups), dtype=bool)
    results = [nps_of(counted, one, method=method, confidence=confidence) for one in each]
    return by_group(counted.groups, result_table(NpsResult, results))


def nps_of(
    counted: Tally, chosen: BoolArray, *, method: NpsMethod = "auto", confidence: float = 0.95
) -> NpsResult:
    """Net Promoter Score of some groups of counted answers, taken together.

    Parameters
    ----------
    counted : Tally
        Answers from 0 to 10 by group.
    chosen : array of bool, shape (g,)
        Groups taken together.
    method : {"auto", "adjusted Wald", "score", "Wald", "bootstrap"}
        How the interval is made.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    NpsResult
        Of ``n`` 0 and NaN where nobody answered.
    """
    answers = counted.answers[chosen].sum(axis=0)
    missing = int(counted.missing[chosen].sum())
    if counted.cells is None or not answers.any():
        return nps_from_counts(
            *split(answers), n_missing=missing, method=method, confidence=confidence
        )
    found = estimate(counted.cells, counted.answers, NET, chosen)
    shares = [float(np.sum(found.shares[sign == NET])) for sign in (1.0, 0.0, -1.0)]
    score = 100 * (shares[0] - shares[2])
    used: IntervalMethod
    low, high, used = score / 100, score / 100, "none"  # a census has no error
    if math.isfinite(found.n_effective):
        kinds = [part * found.n_effective for part in shares]
        low, high, used = _limits(kinds, method, confidence)
    return NpsResult(
        score=score,
        ci_low=min(100 * low, score),  # rounding of weights may move a limit past the score
        ci_high=max(100 * high, score),
        promoters=shares[0],
        passives=shares[1],
        detractors=shares[2],
        n=found.n,
        n_missing=missing,
        n_weighted=found.n_weighted,
        n_effective=found.n_effective,
        confidence=confidence,
        method=used,
    )


def nps_from_counts(
    promoters: int,
    passives: int,
    detractors: int,
    *,
    n_missing: int = 0,
    method: NpsMethod = "auto",
    confidence: float = 0.95,
) -> NpsResult:
    """Net Promoter Score from the three counts.

    Parameters
    ----------
    promoters, passives, detractors : int
        Answers of each kind, 0 or more. All 0 gives a result of ``n`` 0 and NaN.
    n_missing : int, default 0
        Blank answers, passed on to the result.
    method : {"auto", "adjusted Wald", "score", "Wald", "bootstrap"}
        How the interval is made.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    NpsResult
        As from `nps`, which see for the formula and its sources.

    Raises
    ------
    ValueError
        If a count is not a whole number of 0 or more, or the level is not strictly between 0
        and 1.
    """
    kinds = [whole_count(part) for part in (promoters, passives, detractors)]
    n = sum(kinds)
    score = low = high = math.nan
    shares = [math.nan] * 3
    used: IntervalMethod = "none"
    if n > 0:
        low, high, used = _limits(kinds, method, confidence)
        score = 100 * (kinds[0] - kinds[2]) / n
        shares = [part / n for part in kinds]
    return NpsResult(
        score=score,
        ci_low=100 * low,
        ci_high=100 * high,
        promoters=shares[0],
        passives=shares[1],
        detractors=shares[2],
        n=n,
        n_missing=n_missing,
        n_weighted=float(n),
        n_effective=float(n),
        confidence=confidence,
        method=used,
    )


def _limits(
    kinds: Sequence[float], method: NpsMethod, confidence: float
) -> tuple[float, float, IntervalMethod]:
    """Return the limits of the net share and how they were made."""
    if method == "auto":
        method = "score" if sum(kinds) < SMALL_BASE else "adjusted Wald"
    if method == "bootstrap":
        whole = _rounded(kinds)
        low, high = bootstrap_interval(whole, [1.0, 0.0, -1.0], confidence=confidence)
        return low, high, method
    made = {"adjusted Wald": adjusted_wald_interval, "score": score_interval, "Wald": wald_interval}
    if method not in made:
        raise ValueError(f"no interval method {method!r}; write one of {['auto', *made]}")
    low, high = made[method](*kinds, confidence=confidence)
    return max(-1.0, low), min(1.0, high), method


def _rounded(kinds: Sequence[float]) -> list[int]:
    """Round counts so that they still add up to their rounded sum, and to 1 at least."""
    whole = [math.floor(part) for part in kinds]
    left = max(1, round(sum(kinds))) - sum(whole)
    by_rest = sorted(range(len(whole)), key=lambda place: whole[place] - kinds[place])
    for place in by_rest[:left]:
        whole[place] += 1
    return whole


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
