"""The perception gap: what leaders think customers answer, less what customers answer."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from cxkit.engagement.judgements.strategy import SelfRatings
from cxkit.findings import Evidence
from cxkit.scales import Scale
from cxkit.stats import mean_difference
from cxkit.strategy.touchpoints import TouchpointAnswers, TouchpointNames


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointGap:
    """The gap at one touchpoint.

    Attributes
    ----------
    touchpoint : str
        As called in the data.
    leaders, customers : float
        Means on the customers' scale.
    gap, ci_low, ci_high : float
        Leaders less customers, in points of the scale, with Welch's interval; limits NaN for
        a single leader.
    n_leaders, n : int
        Leaders who rated it, and customers' answers.
    p_value, p_adjusted : float
        Two-sided, and corrected for all comparisons of the section; NaN for one leader.
    """

    touchpoint: str
    leaders: float
    customers: float
    gap: float
    ci_low: float
    ci_high: float
    n_leaders: int
    n: int
    p_value: float
    p_adjusted: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PerceptionGap:
    """The gap at every touchpoint that leaders rated and customers answered about.

    Attributes
    ----------
    rows : tuple of TouchpointGap
        In the order of ``strategy.yml``.
    metric : str
        Question compared: ``"csat"``, ``"ces"`` or ``"ltr"``.
    scale : Scale
        Scale of both.
    names : TouchpointNames
        What the reports call the touchpoints.
    leaders : int
        Leaders who rated anything.
    repeated : int
        Ratings left out because a leader rated a touchpoint more than once: the mean counts.
    unmatched : tuple of str
        Touchpoints that leaders rated and no customer answered about.
    evidence : Evidence
        Where the customers' means come from.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases of customers are indicative.
    comparisons : int
        Comparisons of the whole section, that p values are corrected for.
    """

    rows: tuple[TouchpointGap, ...]
    metric: str
    scale: Scale
    names: TouchpointNames
    leaders: int
    repeated: int
    unmatched: tuple[str, ...]
    evidence: Evidence
    confidence: float
    min_base: int
    comparisons: int

    @property
    def better(self) -> float:
        """1 where a high answer is a good one, else -1."""
        return 1.0 if self.scale.higher_is_better else -1.0


def same_scale(ratings: SelfRatings, scale: Scale) -> bool:
    """Tell whether leaders rated on the scale that customers answered on."""
    return ratings.scale.low == scale.low and ratings.scale.high == scale.high


def leader_means(ratings: SelfRatings) -> Mapping[str, tuple[float, ...]]:
    """Return one rating a leader for each touchpoint; the mean where one rated twice.

    Parameters
    ----------
    ratings : SelfRatings
        ``strategy.yml``.

    Notes
    -----
    Two ratings of one leader are not two leaders: counting them apart would make the interval
    too narrow.
    """
    given: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for item in ratings.ratings:
        given[item.touchpoint][item.leader].append(item.score)
    return {
        touchpoint: tuple(sum(scores) / len(scores) for scores in leaders.values())
        for touchpoint, leaders in given.items()
    }


FEWEST_LEADERS = 5
"""Fewer leaders than this show a gap, but none that counts as clear."""


def gaps(
    ratings: SelfRatings, answers: TouchpointAnswers, *, confidence: float
) -> tuple[TouchpointGap, ...]:
    """Compare leaders with customers touchpoint by touchpoint, uncorrected.

    Parameters
    ----------
    ratings : SelfRatings
        Leaders' ratings, on the scale of the answers.
    answers : TouchpointAnswers
        Customers' answers.
    confidence : float
        Two-sided level.

    Notes
    -----
    Difference of two independent means by Welch's method. Leaders are few: their spread rests
    on as many ratings as there are leaders, and the degrees of freedom follow from it. Where
    they all gave the same rating, or only one rated, the customers' spread is taken.

    References
    ----------
    Welch (1947), Biometrika 34, 28-35.
    """
    rows = []
    for touchpoint, scores in leader_means(ratings).items():
        found = answers.by_touchpoint.get(touchpoint)
        if found is None:
            continue
        n, mean = len(scores), sum(scores) / len(scores)
        sd = math.sqrt(sum((score - mean) ** 2 for score in scores) / (n - 1)) if n > 1 else 0.0
        sd = sd or found.sd  # leaders who agree to the digit have not proved that all would
        result = mean_difference(
            (found.n_effective_mean, found.mean, found.sd), (n, mean, sd), confidence=confidence
        )
        rows.append(
            TouchpointGap(
                touchpoint=touchpoint,
                leaders=mean,
                customers=found.mean,
                gap=result.difference,
                ci_low=result.ci_low,
                ci_high=result.ci_high,
                n_leaders=n,
                n=found.n,
                p_value=result.p_value,
                p_adjusted=result.p_value,
            )
        )
    return tuple(rows)


def widest(result: PerceptionGap, *, error: float) -> TouchpointGap | None:
    """Return the touchpoint that leaders rate furthest too well; None where none is clear.

    Parameters
    ----------
    result : PerceptionGap
        With corrected p values.
    error : float
        Greatest corrected p value that counts as clear.
    """
    clear = [row for row in result.rows if is_clear(result, row, error=error)]
    over = [row for row in clear if row.gap * result.better > 0]
    return max(over, key=lambda row: abs(row.gap), default=None)


def is_clear(result: PerceptionGap, row: TouchpointGap, *, error: float) -> bool:
    """Tell whether a gap remains after all comparisons, on enough customers and leaders."""
    enough = row.n >= result.min_base and row.n_leaders >= FEWEST_LEADERS
    return row.p_adjusted <= error and enough
