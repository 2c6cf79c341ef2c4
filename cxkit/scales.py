"""The scale a question was asked on: its range, its direction, what counts as favourable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Range and direction of a rating question.

    Attributes
    ----------
    low, high : int
        Lowest and highest answer offered.
    higher_is_better : bool
        Whether a high answer is a good one (an effort question may run the other way).
    top_box : int
        The least favourable answer that still counts as favourable: 4 on a 1-5 scale
        where high is good, 2 where low is good.
    labels : Mapping[int, str]
        What the answers were called, where declared.
    """

    low: int
    high: int
    higher_is_better: bool = True
    top_box: int
    labels: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def points(self) -> tuple[int, ...]:
        """All answers offered, lowest first."""
        return tuple(range(self.low, self.high + 1))

    def is_favourable(self, answer: float) -> bool:
        """Tell whether an answer falls in the top box."""
        return answer >= self.top_box if self.higher_is_better else answer <= self.top_box

    @property
    def text(self) -> str:
        """The range as ``"1-5"``."""
        return f"{self.low}\N{EN DASH}{self.high}"


def default_top_box(low: int, high: int, *, higher_is_better: bool = True) -> int:
    """Return the usual top box: the two best of five or more answers, else the best one.

    On 0-1 and up to four answers the top box is the single best answer; on five to nine
    the two best; on ten or eleven the two best as well (9-10).
    """
    width = 1 if high - low >= 4 else 0
    return high - width if higher_is_better else low + width


LIKELIHOOD_TO_RECOMMEND = Scale(low=0, high=10, top_box=9)
"""The eleven-point question the Net Promoter Score is defined on."""
