"""How far the vision has come down, and how customer-oriented three sources say people are."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cxkit.culture.results import Cascade, OrientationScore
from cxkit.engagement import Engagement
from cxkit.engagement.judgements.culture import Culture, OrientationSource
from cxkit.stats.intervals import wilson_interval


def cascade_of(culture: Culture, plan: Engagement) -> Cascade | None:
    """Return the cascade and the three sources; None where neither is recorded.

    Parameters
    ----------
    culture : Culture
        ``culture.yml``.
    plan : Engagement
        Level and bases.
    """
    if not culture.cascade and not culture.orientation:
        return None
    sources = tuple(
        _source(item, base=plan.anonymity_base, confidence=plan.confidence)
        for item in culture.orientation
    )
    score, low, high = mean_of_shares(
        [(s.share, s.ci_low, s.ci_high) for s in sources if s.share == s.share]
    )
    return Cascade(
        steps=tuple(
            (step.level, math.nan if step.reached is None else step.reached)
            for step in culture.cascade
        ),
        sources=sources,
        score=score,
        ci_low=low,
        ci_high=high,
        confidence=plan.confidence,
        min_base=plan.min_base,
        anonymity_base=plan.anonymity_base,
    )


def mean_of_shares(shares: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Return the plain mean of independent shares with its interval.

    Parameters
    ----------
    shares : sequence of tuple of float
        Share, low and high limit of each, in [0, 1].

    Returns
    -------
    mean, low, high : float
        NaN with fewer than two shares.

    Notes
    -----
    Limits by recovered variances: ``mean - sqrt(sum (p_i - l_i)²) / k`` and
    ``mean + sqrt(sum (u_i - p_i)²) / k``.

    References
    ----------
    Zou and Donner (2008), Statistics in Medicine 27, 1693-1702.
    """
    if len(shares) < 2:
        return (math.nan,) * 3
    mean = sum(share for share, _, _ in shares) / len(shares)
    below = math.hypot(*(share - low for share, low, _ in shares)) / len(shares)
    above = math.hypot(*(high - share for share, _, high in shares)) / len(shares)
    return mean, max(0.0, mean - below), min(1.0, mean + above)


def _source(item: OrientationSource, *, base: int, confidence: float) -> OrientationScore:
    share = low = high = math.nan
    hidden = item.n < base
    if item.favourable is not None and not hidden:
        count = round(item.favourable * item.n)
        hidden = count in (0, item.n)
        if not hidden:
            share = item.favourable
            low, high = wilson_interval(share * item.n, item.n, confidence=confidence)
    return OrientationScore(
        source=item.source,
        n=0 if hidden else item.n,
        share=share,
        ci_low=low,
        ci_high=high,
        date=item.date,
        hidden=hidden,
    )
