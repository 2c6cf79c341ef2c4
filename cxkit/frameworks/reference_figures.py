"""Figures that the field quotes, with where they come from and how far they can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from cxkit.engagement import LocalText
from cxkit.frameworks.files import read_framework
from cxkit.language import N_

Grade = Literal["primary", "secondary", "disputed", "image_lost"]
GRADES: tuple[Grade, ...] = get_args(Grade)
GRADE_NAMES: dict[Grade, str] = {
    "primary": N_("from who measured it"),
    "secondary": N_("from who quotes it"),
    "disputed": N_("disputed"),
    "image_lost": N_("not found"),
}
"""What the reports call a grade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedShare:
    """One number of a quoted figure.

    Attributes
    ----------
    of : LocalText
        What it counts.
    share : float
        In [0, 1].
    """

    of: LocalText
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFigure:
    """A figure that the field quotes. It is shown, and never calculated with.

    Attributes
    ----------
    key : str
        Short name.
    text : LocalText
        What it says.
    values : tuple of QuotedShare
        Its numbers; empty where the figure was not found.
    up_to : bool
        Whether the source says "up to".
    year : int or None
        When it was published, where known.
    source : str
        Who published it, without address.
    grade : {"primary", "secondary", "disputed", "image_lost"}
        Known from who measured it, from others, contested, or lost with a picture.
    warning : LocalText
        What must be said whenever it is shown.
    """

    key: str
    text: LocalText
    values: tuple[QuotedShare, ...]
    up_to: bool
    year: int | None
    source: str
    grade: Grade
    warning: LocalText


def load_reference_figures() -> tuple[ReferenceFigure, ...]:
    """Return the figures that the field quotes, in the order they are shown.

    Raises
    ------
    ValueError
        If an entry of the kit's own file has a grade or a share that cannot be, or a number
        where it says that the figure is lost.
    """
    return tuple(_figure(entry) for entry in read_framework("reference_figures")["figures"])


def _figure(entry: dict[str, object]) -> ReferenceFigure:
    values = tuple(
        QuotedShare(of=LocalText.model_validate(item["of"]), share=float(str(item["share"])))
        for item in _items(entry["values"])
    )
    grade, year = entry["grade"], entry["year"]
    if grade not in GRADES:
        raise ValueError(f"{entry['key']}: grade {grade!r} is not one of {GRADES}")
    if (grade == "image_lost") != (not values):
        raise ValueError(f"{entry['key']}: a figure has values exactly unless it is lost")
    if not all(0 <= value.share <= 1 for value in values):
        raise ValueError(f"{entry['key']}: shares must be in [0, 1]")
    return ReferenceFigure(
        key=str(entry["key"]),
        text=LocalText.model_validate(entry["text"]),
        values=values,
        up_to=bool(entry.get("up_to", False)),
        year=year if isinstance(year, int) else None,
        source=str(entry["source"]),
        grade=grade,
        warning=LocalText.model_validate(entry["warning"]),
    )


def _items(value: object) -> list[dict[str, object]]:
    return list(value) if isinstance(value, list) else []
