"""Groups of answers that may have been asked differently: by file, wave, channel, touchpoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Client, Column, Table

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

ANSWERS = "answers"
"""Column that says how many identical answers a row stands for, in a table of counts."""
MOST_GROUPS = 60
"""A column with more groups is an identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """Answers that share how they were collected.

    Attributes
    ----------
    by : Column
        What they share: ``file``, ``wave``, ``quarter``, ``channel`` or ``touchpoint``.
    group : str
        The file, wave, quarter, channel or touchpoint.
    rows : array of bool, shape (n,)
        Their rows.
    """

    by: Column
    group: str
    rows: BoolArray = field(repr=False, compare=False)


def answer_counts(table: Table) -> IntArray:
    """Return how many answers each row stands for: 1 unless it is a table of counts."""
    if ANSWERS not in table.columns:
        return np.ones(len(table), dtype=np.int64)
    return table.frame[ANSWERS].fillna(0).to_numpy(dtype=np.int64)


def answer_groups(client: Client, table: Table) -> tuple[AnswerGroup, ...]:
    """Return the groups of answers that may have been asked differently.

    Parameters
    ----------
    client : Client
        For the declared waves.
    table : Table
        The answers.

    Returns
    -------
    tuple of AnswerGroup
        Files first, where several were put one under the other; then waves (a column, those
        declared, or calendar quarters), channels and touchpoints. Of two groups with the same
        rows the first only.
    """
    found: list[AnswerGroup] = []
    for column, labels in _labels(client, table):
        names = labels.dropna()
        if not 2 <= names.nunique() <= MOST_GROUPS:
            continue
        for name in sorted(names.unique(), key=str):
            rows = (labels == name).fillna(False).to_numpy(dtype=bool)
            if not any(np.array_equal(rows, other.rows) for other in found):
                found.append(AnswerGroup(by=column, group=str(name), rows=rows))
    return tuple(found)


def _labels(client: Client, table: Table) -> Iterator[tuple[Column, pd.Series]]:
    frame = table.frame.reset_index(drop=True)
    sizes = [file.rows for file in table.files]
    if len(sizes) > 1 and sum(sizes) == len(frame):  # joined side by side they add up to more
        names = np.repeat([file.path for file in table.files], sizes)
        yield Column(name="file", role="category"), pd.Series(names, dtype=object)
    if table.has("wave"):
        yield table.columns["wave"], frame["wave"]
    elif table.has("date"):
        yield _waves(client, frame["date"])
    for name in ("channel", "touchpoint"):
        if table.has(name):
            yield table.columns[name], frame[name]


def _waves(client: Client, dates: pd.Series) -> tuple[Column, pd.Series]:
    """Return the wave of each date: as declared, else its calendar quarter."""
    declared = client.engagement.waves
    if not declared:
        quarters = dates.dt.to_period("Q").astype(object)
        return Column(name="quarter", role="category"), quarters.where(dates.notna())
    labels = pd.Series(None, index=dates.index, dtype=object)
    days = dates.dt.normalize()
    for wave in declared:
        inside = (days >= pd.Timestamp(wave.start)) & (days <= pd.Timestamp(wave.end))
        labels[inside] = wave.name
    names = {wave.name: wave.label for wave in declared if wave.label is not None}
    return Column(name="wave", role="category", names=names), labels
