"""Why a mean moved: its groups' own means changed, or the groups' shares did."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.stats.expanded_percentile import expanded_percentile
from cxkit.stats.levels import normal_quantile

FloatArray = npt.NDArray[np.float64]

DRAWS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the change of a mean.

    Attributes
    ----------
    value : float
        In the unit of the scores.
    ci_low, ci_high : float
        Interval; NaN where it cannot be made: fewer than two units on a side, or draws that
        do not differ.
    p_value : float
        Two-sided, in [0, 1], that the part is 0; NaN with the interval.
    """

    value: float
    ci_low: float
    ci_high: float
    p_value: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.ci_low > 0 or self.ci_high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MixAndRate:
    """The change of a mean, parted into what its groups did and how many they were.

    Attributes
    ----------
    before, after : float
        Means of all answers on either side.
    change, rate, mix : Part
        ``after - before``; what the groups' own means explain of it; what their shares
        explain. ``rate + mix = change``.
    groups : DataFrame, g rows
        One row a group: ``share_before, share_after`` in [0, 1]; ``mean_before, mean_after``,
        NaN where the group is absent; ``rate, rate_low, rate_high`` and ``mix, mix_low,
        mix_high``, which add up to the whole over the groups.
    confidence : float
        Two-sided level of the intervals.
    draws : int
        Bootstrap draws used.
    """

    before: float
    after: float
    change: Part
    rate: Part
    mix: Part
    groups: pd.DataFrame
    confidence: float
    draws: int


def mix_and_rate(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    scores: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    confidence: float = 0.95,
    draws: int = DRAWS,
) -> MixAndRate:
    """Part the change of a mean score into rate and mix, from counts of answers.

    Parameters
    ----------
    before, after : array_like, shape (g, p)
        How many of each group gave each answer on either side, 0 or more; the same groups
        and answers on both sides, at least one answer on each side.
    scores : array_like, shape (p,)
        What each answer counts, such as -100, 0 or 100.
    rng : numpy.random.Generator
        Source of the draws.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.
    draws : int, default 2000
        Bootstrap draws, at least 100.

    Returns
    -------
    MixAndRate

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    With shares ``w`` and means ``s`` of the groups: ``rate = Σ (s2 - s1) (w1 + w2) / 2`` and
    ``mix = Σ (w2 - w1) (s1 + s2) / 2``. A group's part of the mix is taken against the mean of
    all, ``(w2 - w1) ((s1 + s2) / 2 - (S1 + S2) / 2)``: as the shares' changes add to 0 the sum
    is the same, and more people in a group below the mean count as a loss. A group that is
    absent on a side takes its mean from the other side, so that it is all mix and no rate.

    Each side's answers are drawn again from their multinomial distribution. The limits are
    expanded percentiles: the tails that would make a normal interval Student's, for as many
    answers as the smaller side has.

    References
    ----------
    Kitagawa (1955), JASA 50, 1168-1194; Das Gupta (1993), Standardization and Decomposition
    of Rates, US Census Bureau P23-186; Hesterberg (2015), The American Statistician 69,
    371-386, section 4.3.
    """
    points = np.asarray(scores, dtype=np.float64)
    sides = [np.asarray(side, dtype=np.float64) for side in (before, after)]
    if points.ndim != 1 or any(side.ndim != 2 for side in sides):
        raise ValueError("need counts of shape (groups, answers) and one score an answer")
    if any(side.shape != (len(sides[0]), len(points)) for side in sides):
        raise ValueError("need the same groups and answers on both sides, one score an answer")
    if not all(np.all(np.isfinite(side) & (side >= 0)) for side in (*sides, np.abs(points))):
        raise ValueError("counts must be 0 or more, scores finite")
    if any(np.any(side != np.floor(side)) for side in sides):
        raise ValueError("counts must be whole numbers; part weighted answers by their units")
    if not all(side.sum() > 0 for side in sides):
        raise ValueError("need at least one answer on each side")
    check_draws(confidence, draws)
    weights = np.stack([side.sum(axis=1) for side in sides])
    totals = np.stack([side @ points for side in sides])
    drawn = [
        rng.multinomial(int(side.sum()), (side / side.sum()).ravel(), size=draws)
        .astype(np.float64)
        .reshape(draws, *side.shape)
        for side in sides
    ]
    return decomposition(
        (weights, totals),
        (
            np.stack([side.sum(axis=2) for side in drawn], axis=1),
            np.stack([side @ points for side in drawn], axis=1),
        ),
        weights,
        confidence,
    )


def decomposition(
    observed: tuple[FloatArray, FloatArray],
    drawn: tuple[FloatArray, FloatArray],
    bases: FloatArray,
    confidence: float,
    units: FloatArray | None = None,
) -> MixAndRate:
    """Put a decomposition and its draws together.

    Parameters
    ----------
    observed : tuple of two arrays, shape (2, g)
        Sums of weights, and of weight times score, by side and group.
    drawn : tuple of two arrays, shape (d, 2, g)
        The same in each draw.
    bases : array, shape (2, g)
        Units that each group has on each side.
    confidence : float
        Two-sided level of the intervals.
    units : array, shape (2,), optional
        Units of each side; the sum over the groups unless a unit may be in several.
    """
    weights, totals = observed
    rate, mix, means = _parts(weights[None], totals[None])
    kept = (drawn[0].sum(axis=2) > 0).all(axis=1)
    rates, mixes, levels = _parts(drawn[0][kept], drawn[1][kept])
    smaller = float((bases.sum(axis=1) if units is None else units).min())
    by_group = bases.min(axis=0)

    def part(value: float, draws: FloatArray, n: float) -> Part:
        low, high, p_value = expanded_percentile(draws, n, confidence=confidence)
        return Part(
            value=float(value),
            # the interval of draws lies a little off the point; it always holds the point
            ci_low=min(low, float(value)) if low == low else low,
            ci_high=max(high, float(value)) if high == high else high,
            p_value=p_value,
        )

    groups = weights.shape[1]
    rate_of = [part(rate[0, g], rates[:, g], by_group[g]) for g in range(groups)]
    mix_of = [part(mix[0, g], mixes[:, g], smaller) for g in range(groups)]
    with np.errstate(invalid="ignore", divide="ignore"):
        own = np.where(weights > 0, totals / weights, np.nan)
    shares = weights / weights.sum(axis=1, keepdims=True)
    return MixAndRate(
        before=float(means[0, 0]),
        after=float(means[0, 1]),
        change=part(means[0, 1] - means[0, 0], levels[:, 1] - levels[:, 0], smaller),
        rate=part(rate[0].sum(), rates.sum(axis=1), smaller),
        mix=part(mix[0].sum(), mixes.sum(axis=1), smaller),
        groups=pd.DataFrame(
            {
                "share_before": shares[0],
                "share_after": shares[1],
                "mean_before": own[0],
                "mean_after": own[1],
                "rate": [item.value for item in rate_of],
                "rate_low": [item.ci_low for item in rate_of],
                "rate_high": [item.ci_high for item in rate_of],
                "mix": [item.value for item in mix_of],
                "mix_low": [item.ci_low for item in mix_of],
                "mix_high": [item.ci_high for item in mix_of],
            }
        ),
        confidence=confidence,
        draws=int(kept.sum()),
    )


# ----------------------------------------------------------------- details
def _parts(weights: FloatArray, totals: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return rate and mix by group, shape (d, g), and the means of both sides, (d, 2)."""
    shares = weights / weights.sum(axis=2, keepdims=True)
    there = weights > 0
    own = np.divide(totals, weights, out=np.zeros_like(totals), where=there)
    own = np.where(there, own, own[:, ::-1])  # an absent group takes its mean from the other side
    means = (shares * own).sum(axis=2)
    rate = (own[:, 1] - own[:, 0]) * shares.mean(axis=1)
    mix = (shares[:, 1] - shares[:, 0]) * (own.mean(axis=1) - means.mean(axis=1)[:, None])
    return rate, mix, means


def check_draws(confidence: float, draws: int) -> None:
    """Refuse a level that is none, and too few draws."""
    normal_quantile(confidence)
    if draws < 100:
        raise ValueError(f"need at least 100 draws, got {draws}")
