"""Whether shares fall from step to step, as a claim of "the better, the fewer" needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cxkit.stats.compare import share_difference
from cxkit.stats.multiplicity import holm

Order = Literal["falls", "unclear", "breaks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsDown:
    """Shares of ordered groups compared step by step.

    Attributes
    ----------
    verdict : {"falls", "unclear", "breaks"}
        The first group's share lies clearly above the last one's and no step rises clearly; not
        so, but no step rises clearly either; some step rises clearly.
    rises : tuple of int
        Steps, from 0, that rise clearly (Holm over all steps).
    steps_up : int
        Steps that rise at all.
    """

    verdict: Order
    rises: tuple[int, ...]
    steps_up: int


def steps_down(counts: Sequence[tuple[int, int]], *, confidence: float = 0.95) -> StepsDown:
    """Tell whether the shares of ordered groups fall.

    Parameters
    ----------
    counts : sequence of (int, int)
        To how many it happened, and of how many, from the lowest group to the highest.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    StepsDown

    Raises
    ------
    ValueError
        If there are fewer than two groups or a count is impossible.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, for the differences.
    """
    if len(counts) < 2:
        raise ValueError("need at least two groups")
    steps = [share_difference(a, b, confidence=confidence) for a, b in pairwise(counts)]
    corrected = holm([step.p_value for step in steps])
    rises = tuple(
        place
        for place, step in enumerate(steps)
        if step.difference > 0 and corrected[place] <= 1 - confidence
    )
    ends = share_difference(counts[0], counts[-1], confidence=confidence)
    falls = ends.ci_high < 0
    return StepsDown(
        verdict="breaks" if rises else "falls" if falls else "unclear",
        rises=rises,
        steps_up=sum(step.difference > 0 for step in steps),
    )
