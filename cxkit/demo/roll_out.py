"""An initiative that reached some of a demo client's regions before the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RollOut:
    """An initiative that reached some regions first, and what it did to satisfaction there.

    Attributes
    ----------
    initiative : str
        Its id.
    since : date
        First day with it.
    regions : tuple of str
        Regions that got it.
    lift : float
        Points of satisfaction it adds there, before answers are rounded to the scale.
    """

    initiative: str
    since: date
    regions: tuple[str, ...]
    lift: float
