"""A dimension of the employees' questionnaire: the items that belong together."""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.client import Column
from cxkit.language import Words

UNIT = "unit"
"""Column of the unit that an employee belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Items of the questionnaire that belong together.

    Attributes
    ----------
    key : str
        Stable name within one analysis.
    items : tuple of Column
        One or more, each with its scale.
    """

    key: str
    items: tuple[Column, ...]

    def title(self, words: Words) -> str:
        """Return what the reports call it: the dimension, or the item that has none."""
        named = self.items[0].dimension
        return named.say(words) if named is not None else self.items[0].title(words)
