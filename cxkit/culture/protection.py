"""Which units are shown: none from which a handful of people could be worked out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Column
from cxkit.culture.answers import IntArray, favourable, recommendation
from cxkit.culture.basis import Staff
from cxkit.stats.suppression import suppress

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """Which groups of each cut may be shown.

    Attributes
    ----------
    shown, hidden : dict of tuple of str
        Groups by name of the cut, sorted. A group hidden in one result is hidden in all.
    """

    shown: dict[str, tuple[str, ...]]
    hidden: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The tables that culture publishes, as the algorithm and its tests see them.

    Attributes
    ----------
    membership : array of bool, shape (g, a)
        Finest cells of each group: all employees first, then the groups of each cut.
    layers : tuple of array of int, shape (a, c)
        Per result, people or answers of each finest cell by class of answer.
    names : tuple of tuple of str
        Cut and group of each row; ``("", "")`` for all employees, a blank group for those
        whose group is not known.
    """

    membership: BoolArray
    layers: tuple[IntArray, ...]
    names: tuple[tuple[str, str], ...]


def protect(staff: Staff) -> Protection:
    """Return the groups that may be shown, for both cuts together.

    Parameters
    ----------
    staff : Staff
        The answers of the latest round.

    Returns
    -------
    Protection
        With nothing shown where hiding some groups would not suffice.
    """
    tables = published(staff)
    blank = np.asarray([bool(cut) and not group for cut, group in tables.names])
    everybody = np.asarray([not cut for cut, _ in tables.names])
    found = suppress(
        tables.membership,
        tables.layers,
        base=staff.anonymity_base,
        published=everybody,
        withheld=blank,
    )
    shown: dict[str, list[str]] = {cut.name: [] for cut in staff.cuts}
    hidden: dict[str, list[str]] = {cut.name: [] for cut in staff.cuts}
    for (cut, group), is_hidden in zip(tables.names, found.hidden, strict=True):
        if group:
            (hidden if is_hidden or not found.safe else shown)[cut].append(group)
    return Protection(
        shown={cut: tuple(sorted(groups)) for cut, groups in shown.items()},
        hidden={cut: tuple(sorted(groups)) for cut, groups in hidden.items()},
    )


def published(staff: Staff) -> Published:
    """Return the tables that would be published, with every count of the finest cells."""
    codes, labels = zip(*(_codes(staff.frame, cut) for cut in staff.cuts), strict=True)
    cells, place = np.unique(np.column_stack(codes), axis=0, return_inverse=True)
    place = place.reshape(-1)
    rows = [np.ones(len(cells), dtype=np.bool_)]
    names = [("", "")]
    for position, cut in enumerate(staff.cuts):
        for code in np.unique(cells[:, position]):
            rows.append(cells[:, position] == code)
            names.append((cut.name, labels[position][code] if code >= 0 else ""))
    people = np.ones((len(staff.frame), 1), dtype=np.int64)
    answers = [people]
    if staff.asked_enps:
        answers.append(recommendation(staff.frame))
    for dimension in staff.dimensions:
        given = favourable(staff.frame, dimension)
        answers += [(given.sum(axis=1, keepdims=True) > 0).astype(np.int64), given]
    return Published(
        membership=np.asarray(rows),
        layers=tuple(_summed(item, place, len(cells)) for item in answers),
        names=tuple(names),
    )


def _codes(frame: pd.DataFrame, cut: Column) -> tuple[IntArray, list[str]]:
    codes, groups = pd.factorize(frame[cut.name].astype("object"), sort=True)
    return codes.astype(np.int64), [str(group) for group in groups]


def _summed(answers: IntArray, place: IntArray, cells: int) -> IntArray:
    total = np.zeros((cells, answers.shape[1]), dtype=np.int64)
    np.add.at(total, place, answers)
    return total
