"""Which round of measurement an answer belongs to: declared, in a column, or its quarter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from cxkit.engagement import Wave

WAVE = "wave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waves:
    """Answers with their wave.

    Attributes
    ----------
    frame : DataFrame
        The answers with a column ``wave``; an answer outside every wave has none.
    order : tuple of str
        Waves that have answers, oldest first.
    origin : {"column", "declared", "quarters"}
        Where they come from.
    """

    frame: pd.DataFrame
    order: tuple[str, ...]
    origin: Literal["column", "declared", "quarters"]


def assign_waves(frame: pd.DataFrame, waves: Sequence[Wave], *, date: str = "date") -> Waves | None:
    """Give every answer its wave.

    A column ``wave`` wins, ordered by first date where there is one and by name otherwise;
    then the waves declared in ``engagement.yml``; then calendar quarters, where the
    dates cover at least two.

    Parameters
    ----------
    frame : DataFrame
        Answers, with ``wave`` or a date.
    waves : sequence of Wave
        Declared waves, oldest first.
    date : str
        Name of the date column.

    Returns
    -------
    Waves or None
        None where there are fewer than two waves with answers.
    """
    dated = date in frame and frame[date].notna().any()
    if WAVE in frame and frame[WAVE].notna().any():
        names = frame[WAVE].dropna()
        if dated:
            firsts = frame.loc[names.index].groupby(WAVE)[date].min().sort_values(kind="stable")
            order = tuple(str(name) for name in firsts.index)
        else:
            order = tuple(sorted((str(name) for name in names.unique()), key=_natural))
        return _at_least_two(frame, order, "column")
    if not dated:
        return None
    if waves:
        names = pd.Series(None, index=frame.index, dtype="object")
        days = frame[date].dt.normalize()
        for wave in waves:
            inside = (days >= pd.Timestamp(wave.start)) & (days <= pd.Timestamp(wave.end))
            names[inside] = wave.name
        found = set(names.dropna())
        order = tuple(wave.name for wave in waves if wave.name in found)
        return _at_least_two(frame.assign(**{WAVE: names}), order, "declared")
    days = frame[date].dt.normalize()
    named = {day: f"{day.year}-Q{day.quarter}" for day in days.dropna().drop_duplicates()}
    names = days.map(named)
    order = tuple(sorted(set(named.values())))
    return _at_least_two(frame.assign(**{WAVE: names.astype(object)}), order, "quarters")


def _at_least_two(
    frame: pd.DataFrame,
    order: tuple[str, ...],
    origin: Literal["column", "declared", "quarters"],
) -> Waves | None:
    return Waves(frame=frame, order=order, origin=origin) if len(order) >= 2 else None


def _natural(name: object) -> list[tuple[int, int, str]]:
    """Sort 2 before 10, wave 2 before wave 10, and numbers before words."""
    parts = [part for part in re.split(r"([0-9]+)", str(name)) if part]
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p.casefold()) for p in parts]
