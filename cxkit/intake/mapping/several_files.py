"""Put the files of one table together: one under the other, or side by side by a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cxkit.engagement import FileSpec
from cxkit.errors import Problem
from cxkit.intake.files.raw_table import RawTable
from cxkit.intake.mapping.place import Place
from cxkit.language import N_

Origin = Sequence[tuple[str, int]]
"""For each row of a frame: the file it came from and its row number there."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file with its columns typed, before it is put together with others.

    Attributes
    ----------
    spec, raw : FileSpec, RawTable
        How it was to be read, and its cells as they came.
    typed : DataFrame
        Declared columns; the index holds row numbers.
    key : Series or None
        The key that joins it to the first file.
    """

    spec: FileSpec
    raw: RawTable
    typed: pd.DataFrame
    key: pd.Series | None

    @property
    def origin(self) -> list[tuple[str, int]]:
        """Where each row is."""
        return [(self.spec.path, int(row)) for row in self.typed.index]


def stack(read: Sequence[ReadFile]) -> tuple[pd.DataFrame, Mapping[str, Origin]]:
    """Put files with the same columns one under the other.

    Parameters
    ----------
    read : sequence of ReadFile
        At least one.

    Returns
    -------
    frame : DataFrame
        Rows of all files in their order.
    origins : Mapping
        For each column, where its cells came from.
    """
    frame = read[0].typed if len(read) == 1 else pd.concat([item.typed for item in read])
    origin = [place for item in read for place in item.origin]
    return frame, dict.fromkeys(map(str, frame.columns), origin)


def join(
    name: str, read: Sequence[ReadFile]
) -> tuple[pd.DataFrame, Mapping[str, Origin], list[Problem]]:
    """Join files side by side onto the first by their keys.

    Parameters
    ----------
    name : str
        Table of the contract.
    read : sequence of ReadFile
        Each with its key; the first decides which rows there are.

    Returns
    -------
    frame : DataFrame
        One row a row of the first file; blank where another file has no such key.
    origins : Mapping
        For each column, where its cells came from; the first file's row where it is blank.
    problems : list of Problem
        Errors for keys that repeat or that match nothing; warnings and notes for rows
        without a partner.
    """
    first = read[0]
    frame = first.typed
    problems: list[Problem] = []
    keys = first.key if first.key is not None else pd.Series(dtype=str)
    origins: dict[str, Origin] = dict.fromkeys(map(str, frame.columns), first.origin)
    for other in read[1:]:
        if other.key is None:
            continue
        place = Place(other.spec.path, name, other.spec.key, personal=True)
        twice = other.key[other.key.duplicated(keep=False) & other.key.notna()]
        if len(twice):
            problems.append(_repeated(place, twice))
            continue
        lookup = other.typed.set_axis(pd.Index(other.key), axis=0)
        rows = pd.Series(other.typed.index, index=lookup.index)[lookup.index.notna()]
        lookup = lookup[lookup.index.notna()]
        joined = lookup.reindex(keys.to_numpy()).set_axis(frame.index, axis=0)
        places = [
            here if pd.isna(row) else (other.spec.path, int(row))
            for row, here in zip(rows.reindex(keys.to_numpy()), first.origin, strict=True)
        ]
        origins |= dict.fromkeys(map(str, joined.columns), places)
        frame = pd.concat([frame, joined], axis=1)
        problems += _without_partner(place, keys, lookup.index)
    return frame, origins, problems


def _repeated(place: Place, twice: pd.Series) -> Problem:
    return place.problem(
        "key-not-unique",
        N_("The key must be unique in a file that is joined; some values repeat."),
        N_("Join this file first in the list, or keep one row for each key."),
        cells=twice,
    )


def _without_partner(place: Place, keys: pd.Series, here: pd.Index) -> list[Problem]:
    problems = []
    unmatched = int((~keys.isin(here)).sum())
    left_out = int((~here.isin(keys)).sum())
    if unmatched:
        problems.append(
            place.problem(
                "key-unmatched",
                N_("{n} of {total} rows of the first file have no row here."),
                N_("Their columns from this file are blank; check that both use the same key."),
                severity="error" if unmatched == len(keys) else "warning",
                n=unmatched,
                total=len(keys),
            )
        )
    if left_out and unmatched < len(keys):
        problems.append(
            place.problem(
                "key-left-out",
                N_("{n} of {total} rows have no row in the first file and were left out."),
                severity="note",
                n=left_out,
                total=len(here),
            )
        )
    return problems
