"""The answers that perception starts from: which questions, which groups, which conventions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from cxkit.client import ANSWERS, Client, Column, Table
from cxkit.perception.missing import COLUMN
from cxkit.perception.results import METRICS, Metric
from cxkit.perception.scores.compare import Rules, default_margin
from cxkit.sample import Sample
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

MOST_GROUPS = 60
"""A column with more groups is an identifier, not a dimension."""

_JOURNEY = ("touchpoint", "stage", "channel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The answers of one client.

    Attributes
    ----------
    table : Table
        The answers; one row an answer, or a table of counts.
    count : str or None
        Column of a table of counts that says how many answers a row stands for.
    metrics : tuple of {"nps", "csat", "ces"}
        Metrics with at least one answer.
    dimensions : tuple of Column
        Columns with at least two groups: the journey's first, then the client's segments.
    confidence : float
        Level of all intervals.
    min_base : int
        Smaller bases are indicative.
    margins : Mapping of {"nps", "csat", "ces"} to float
        Smallest change that matters, where the engagement says it.
    """

    table: Table
    count: str | None
    metrics: tuple[Metric, ...]
    dimensions: tuple[Column, ...]
    confidence: float
    min_base: int
    margins: Mapping[Metric, float]

    @property
    def sample(self) -> Sample:
        """How the answers were drawn."""
        return self.table.sample

    def cells(self, *columns: str) -> pd.DataFrame:
        """Count the answers by some columns and those that tell how they were drawn.

        Parameters
        ----------
        *columns : str
            Questions and groups.

        Returns
        -------
        DataFrame
            One row a combination, and ``answers``.
        """
        return self.table.cells([*columns, *self.sample.columns])

    def rules(self, metric: Metric) -> Rules:
        """Return what comparisons of a metric are judged by."""
        return Rules(
            margin=self.margins.get(metric, default_margin(metric, self.scale(metric))),
            min_base=self.min_base,
            confidence=self.confidence,
        )

    def scale(self, metric: Metric) -> Scale:
        """Return the scale that a metric's question was asked on."""
        return self.table.columns[COLUMN[metric]].scale or LIKELIHOOD_TO_RECOMMEND

    def dimension(self, name: str) -> Column | None:
        """Return a dimension by its column's name."""
        return next((column for column in self.dimensions if column.name == name), None)


def basis_of(client: Client) -> Basis | None:
    """Return the answers of a client; None where there are none.

    Rows of a table of counts that stand for no answer are left out.
    """
    table = client.tables.get("responses")
    if table is None:
        return None
    count = ANSWERS if ANSWERS in table.columns else None
    if count is not None:
        table = replace(table, frame=table.frame[table.frame[count].ne(0).fillna(True)])
    found = [table.columns[key] for key in _JOURNEY if key in table.columns]
    found += table.with_role("segment")
    return Basis(
        table=table,
        count=count,
        metrics=tuple(metric for metric in METRICS if table.has(COLUMN[metric])),
        dimensions=tuple(column for column in found if 2 <= _groups(table, column) <= MOST_GROUPS),
        confidence=client.engagement.confidence,
        min_base=client.engagement.min_base,
        margins=client.engagement.smallest_change.given,
    )


def _groups(table: Table, column: Column) -> int:
    """Count the groups of a column."""
    return int(table.cells([column.name])[column.name].nunique())
