"""The execution gap: leaders who call the experience critical, less those who manage it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxkit.engagement.judgements.strategy import LeaderView
from cxkit.stats.paired import PairedDifference, paired_difference


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionGap:
    """The gap among the leaders who answered.

    Attributes
    ----------
    critical, implemented : int
        Leaders who call the experience critical, and who say its management is in place.
    critical_only, implemented_only : int
        Leaders who say the one and not the other.
    result : PairedDifference
        Shares, difference, interval and test on the same leaders; its frame is the number of
        leaders asked.
    p_adjusted : float
        Corrected for all comparisons of the section.
    asked : int or None
        Leaders asked; None where not known, or where fewer are said than answered.
    asked_too_few : bool
        Whether ``leaders_asked`` is below the number of leaders listed.
    comparisons : int
        Comparisons of the whole section.
    """

    critical: int
    implemented: int
    critical_only: int
    implemented_only: int
    result: PairedDifference
    p_adjusted: float
    asked: int | None
    asked_too_few: bool
    comparisons: int

    @property
    def everybody(self) -> bool:
        """Whether all leaders asked have answered, so that nothing is estimated."""
        return self.asked == self.result.n


def execution_gap(
    leaders: Sequence[LeaderView], *, asked: int | None, confidence: float
) -> ExecutionGap:
    """Compare the two answers of the same leaders, uncorrected.

    Parameters
    ----------
    leaders : sequence of LeaderView
        At least one; each with both answers.
    asked : int or None
        Leaders asked, the whole group that is spoken of.
    confidence : float
        Two-sided level.
    """
    both = sum(item.critical and item.implemented for item in leaders)
    critical_only = sum(item.critical and not item.implemented for item in leaders)
    implemented_only = sum(item.implemented and not item.critical for item in leaders)
    neither = len(leaders) - both - critical_only - implemented_only
    too_few = asked is not None and asked < len(leaders)
    frame = None if too_few else asked
    result = paired_difference(
        (both, critical_only, implemented_only, neither), frame=frame, confidence=confidence
    )
    return ExecutionGap(
        critical=both + critical_only,
        implemented=both + implemented_only,
        critical_only=critical_only,
        implemented_only=implemented_only,
        result=result,
        p_adjusted=result.p_value,
        asked=frame,
        asked_too_few=too_few,
        comparisons=1,
    )


def corrected(gap: ExecutionGap, *, p_adjusted: float, comparisons: int) -> ExecutionGap:
    """Return the gap with its corrected p value."""
    return replace(gap, p_adjusted=p_adjusted, comparisons=comparisons)
