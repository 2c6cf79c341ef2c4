"""Difference of a score between two waves, or between two groups, from their answers."""

from __future__ import annotations

import pandas as pd

from cxkit.metrics.tally import tally
from cxkit.perception.scores.compare import MIN_BASE, Rules, compare, default_margin
from cxkit.perception.scores.score_change import Metric, ScoreChange
from cxkit.sample import PLAIN, Sample
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

__all__ = ["MIN_BASE", "ScoreChange", "ces_change", "csat_change", "nps_change"]

_SIDE = "__side__"


def nps_change(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    before_label: str,
    after_label: str,
    column: str = "ltr",
    count: str | None = None,
    sample: Sample = PLAIN,
    margin: float | None = None,
    min_base: int = MIN_BASE,
    confidence: float = 0.95,
) -> ScoreChange:
    """Change of the Net Promoter Score between two sets of answers.

    Parameters
    ----------
    before, after : DataFrame
        Answers of each side: one row an answer or, with `count`, tables of counts.
    before_label, after_label : str
        Names of the two sides.
    column : str, default "ltr"
        Likelihood to recommend: whole numbers from 0 to 10, blank where not answered.
    count : str, optional
        Column telling how many answers a row stands for.
    sample : Sample, optional
        How the rows were drawn. With a cluster (the customer, say) those who answered on both
        sides are allowed for: all of them, some or none.
    margin : float, optional
        Smallest change that matters, in points; 5 unless told otherwise.
    min_base : int, default 30
        Answers each side needs for a verdict.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    ScoreChange
        In points, from -200 to 200 for the difference.

    Raises
    ------
    DataError
        If a column is not there or an answer is not on the scale.
    ValueError
        If the level is not strictly between 0 and 1 or the margin not above 0.

    Notes
    -----
    Adjusted Wald interval of a difference; what is detectable uses the adjusted variances
    too, so that a side with promoters only does not promise to show any change at all.

    References
    ----------
    Rocks (2016), The American Statistician 70, 365-372; Lewis and Sauro (2021), "How to
    statistically compare two Net Promoter Scores", measuringu.com; Schuirmann (1987), Journal
    of Pharmacokinetics and Biopharmaceutics 15, 657-680.
    """
    return _change(
        "nps", before, after, (before_label, after_label), column, LIKELIHOOD_TO_RECOMMEND,
        count, sample, margin, min_base, confidence,
    )  # fmt: skip


def csat_change(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    scale: Scale,
    before_label: str,
    after_label: str,
    column: str = "csat",
    count: str | None = None,
    sample: Sample = PLAIN,
    margin: float | None = None,
    min_base: int = MIN_BASE,
    confidence: float = 0.95,
) -> ScoreChange:
    """Change of the share of favourable answers between two sets of answers.

    Parameters
    ----------
    before, after : DataFrame
        Answers of each side: one row an answer or, with `count`, tables of counts.
    scale : Scale
        Scale of the question on both sides: its range, its direction and its top box.
    before_label, after_label, count, sample, min_base, confidence
        As in `nps_change`.
    column : str, default "csat"
        The rating: whole numbers on the scale, blank where not answered.
    margin : float, optional
        Smallest change that matters, as a share; 0.05 unless told otherwise.

    Returns
    -------
    ScoreChange
        In shares, from -1 to 1 for the difference.

    Raises
    ------
    DataError, ValueError
        As `nps_change`.

    Notes
    -----
    Newcombe's interval. What is detectable uses shares with one favourable and one other
    answer added to each side, so that a share of 0 or 1 does not promise too much.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890 and 2635-2650, method 10; Agresti and
    Caffo (2000), The American Statistician 54, 280-288.
    """
    return _change(
        "csat", before, after, (before_label, after_label), column, scale,
        count, sample, margin, min_base, confidence,
    )  # fmt: skip


def ces_change(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    scale: Scale,
    before_label: str,
    after_label: str,
    column: str = "ces",
    count: str | None = None,
    sample: Sample = PLAIN,
    margin: float | None = None,
    min_base: int = MIN_BASE,
    confidence: float = 0.95,
) -> ScoreChange:
    """Change of the mean effort answer between two sets of answers.

    Parameters
    ----------
    before, after : DataFrame
        Answers of each side: one row an answer or, with `count`, tables of counts.
    scale : Scale
        Scale of the question on both sides. Whether a higher mean is the better one is
        for the reader of the result to take from it.
    before_label, after_label, count, sample, min_base, confidence
        As in `nps_change`.
    column : str, default "ces"
        The answers: whole numbers on the scale, blank where not answered.
    margin : float, optional
        Smallest change that matters, in points of the scale; a twentieth of its range unless
        told otherwise.

    Returns
    -------
    ScoreChange
        In points of the scale.

    Raises
    ------
    DataError, ValueError
        As `nps_change`.

    Notes
    -----
    Welch's interval, which does not ask both sides to be equally spread.

    References
    ----------
    Welch (1947), Biometrika 34, 28-35.
    """
    return _change(
        "ces", before, after, (before_label, after_label), column, scale,
        count, sample, margin, min_base, confidence,
    )  # fmt: skip


def _change(
    metric: Metric,
    before: pd.DataFrame,
    after: pd.DataFrame,
    labels: tuple[str, str],
    column: str,
    scale: Scale,
    count: str | None,
    sample: Sample,
    margin: float | None,
    min_base: int,
    confidence: float,
) -> ScoreChange:
    """Count both sides together, so that who is on both is known, and compare them."""
    needed = list(dict.fromkeys([column, *([count] if count else []), *sample.columns]))
    sides = [
        table[[name for name in needed if name in table]].assign(**{_SIDE: place})
        for place, table in enumerate((before, after))
    ]
    together = pd.concat(sides, ignore_index=True)
    counted = tally(together, column, scale=scale, by=_SIDE, count=count, sample=sample)
    places = counted.groups[_SIDE].to_numpy()
    return compare(
        counted,
        places == 0,
        places == 1,
        metric=metric,
        column=column,
        labels=labels,
        scale=scale,
        rules=Rules(
            margin=default_margin(metric, scale) if margin is None else margin,
            min_base=min_base,
            confidence=confidence,
        ),
    )
