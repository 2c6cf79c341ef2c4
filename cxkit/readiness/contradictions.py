"""Customers whose effort answer says the opposite of their satisfaction."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cxkit.client import Column, Table
from cxkit.scales import Scale
from cxkit.stats import wilson_interval

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

END = 0.25
"""Part of the scale, at either end, in which an answer is clearly good or clearly bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Answers to the effort question that say the opposite of another question.

    Attributes
    ----------
    effort, against : Column
        The effort question, and the one it is held against.
    n, base : int
        Customers whose answers contradict each other, and those who answered both.
    share, ci_low, ci_high : float
        Share with its Wilson interval, in [0, 1].
    by_chance : float
        Share that contradicts if the two answers had nothing to do with each other.
    rows : array of bool, shape (n,)
        Rows that `n` counts.
    """

    effort: Column
    against: Column
    n: int
    base: int
    share: float
    ci_low: float
    ci_high: float
    by_chance: float
    rows: BoolArray = field(repr=False, compare=False)

    @property
    def beyond_chance(self) -> bool:
        """Whether clearly more contradict than if the answers had nothing in common."""
        return self.ci_low > self.by_chance


def contradiction(
    table: Table, counts: IntArray, *, confidence: float = 0.95
) -> Contradiction | None:
    """Look for customers who answered the effort question the wrong way round.

    Parameters
    ----------
    table : Table
        The answers; effort is held against satisfaction, or against the likelihood to
        recommend where satisfaction was not asked.
    counts : array of int, shape (n,)
        Answers each row stands for.
    confidence : float, default 0.95
        Two-sided level of the interval.

    Returns
    -------
    Contradiction or None
        None where nobody answered both.

    Notes
    -----
    With both answers laid on 0 (worst) to 1 (best) in the declared direction, one of them is
    0.75 or more and the other 0.25 or less. If they had nothing to do with each other, a
    share ``P(good effort) P(bad) + P(bad effort) P(good)`` would do so; people who read the
    question the right way stay far below it, since the two go together (Dixon, Freeman and
    Toman). A service can please and still be hard, so a few are meant.

    References
    ----------
    Dixon, Freeman and Toman (2010), Harvard Business Review 88(7/8), 116-122; Weijters,
    Baumgartner and Schillewaert (2013), Psychological Methods 18, 320-334 (reversed items:
    careless and confirming answers).
    """
    other = next((name for name in ("csat", "ltr") if table.has(name)), None)
    if other is None or not table.has("ces"):
        return None
    effort, against = table.columns["ces"], table.columns[other]
    if effort.scale is None or against.scale is None:
        return None
    one, two = _place(table, effort, effort.scale), _place(table, against, against.scale)
    both = ~(np.isnan(one) | np.isnan(two))
    base = int(counts[both].sum())
    if not base:
        return None
    good = [both & (place >= 1 - END) for place in (one, two)]
    bad = [both & (place <= END) for place in (one, two)]
    rows = (good[0] & bad[1]) | (bad[0] & good[1])
    shares = [float(counts[part].sum()) / base for part in (*good, *bad)]
    found = int(counts[rows].sum())
    low, high = wilson_interval(found, base, confidence=confidence)
    return Contradiction(
        effort=effort,
        against=against,
        n=found,
        base=base,
        share=found / base,
        ci_low=low,
        ci_high=high,
        by_chance=shares[0] * shares[3] + shares[2] * shares[1],
        rows=rows & (counts > 0),
    )


def _place(table: Table, column: Column, scale: Scale) -> FloatArray:
    """Return the answers from 0 (worst) to 1 (best)."""
    answers = table.frame[column.name].astype("float64").to_numpy(dtype=np.float64)
    place = (answers - scale.low) / (scale.high - scale.low)
    return place if scale.higher_is_better else 1 - place
