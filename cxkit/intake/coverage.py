"""Checks that waves and dates lie where the engagement says that it looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from cxkit.client import ANSWERS, Table
from cxkit.counted import CountedTable
from cxkit.engagement import Engagement, TableName
from cxkit.errors import Problem
from cxkit.intake.mapping.place import Place
from cxkit.language import N_

_WHEN: Mapping[TableName, str] = {
    "responses": "date",
    "customers": "start_date",
    "transactions": "date",
    "tickets": "opened",
    "events": "time",
    "employees": "date",
    "experiments": "date",
}
"""The column of each table that says when a row happened."""


def check_waves(engagement: Engagement, *, file: str) -> list[Problem]:
    """Warn of waves that are not within the period of the engagement.

    Parameters
    ----------
    engagement : Engagement
        Its waves and its period.
    file : str
        Name shown in messages.
    """
    period = engagement.period
    return [
        Problem(
            rule="wave-outside-period",
            message=N_(
                "Wave “{wave}” ({start} to {end}) is not within the period {first} to {last}."
            ),
            remedy=N_("Correct the dates of one of them, unless the wave is meant for comparison."),
            values={
                "wave": wave.name,
                "start": wave.start.isoformat(),
                "end": wave.end.isoformat(),
                "first": period.start.isoformat(),
                "last": period.end.isoformat(),
            },
            severity="warning",
            file=file,
        )
        for wave in engagement.waves
        if wave.start < period.start or wave.end > period.end
    ]


def check_dates(engagement: Engagement, tables: Mapping[TableName, Table]) -> list[Problem]:
    """Say which rows happened after the date the data are counted from.

    Parameters
    ----------
    engagement : Engagement
        Its ``as_of``.
    tables : Mapping
        Tables that could be read.

    Returns
    -------
    list of Problem
        A warning for each table with such rows; an error where no row is left.
    """
    problems = []
    for name, table in tables.items():
        column = table.columns.get(_WHEN[name])
        if column is None:
            continue
        days, rows = _days(table, column.name)
        late = days.dt.normalize() > np.datetime64(engagement.as_of)
        if not late.any():
            continue
        alone = len(table.files) == 1
        place = Place(column.file or (table.files[0].path if alone else ""), name, column.heading)
        n, dated = int(rows[late].sum()), int(rows[days.notna()].sum())
        found = place.problem(
            "dates-after-as-of",
            N_("{late} of {dated} dates lie after {as_of}, the date the data are counted from.")
            if alone
            else N_(
                "{late} of {dated} dates, over all files, lie after {as_of}, the date the data "
                "are counted from."
            ),
            N_("Correct these dates, or “as_of” and “period” in engagement.yml."),
            cells=days[late].dt.date if alone else None,
            severity="error" if n == dated else "warning",
            late=n,
            dated=dated,
            as_of=engagement.as_of.isoformat(),
        )
        if alone and isinstance(table, CountedTable):
            firsts = table.source.first_rows(column.name, list(days[late]))
            found = replace(found, count=n, rows=firsts)
        problems.append(found)
    return problems


def check_unused(engagement: Engagement, tables: Mapping[TableName, Table]) -> list[Problem]:
    """Say what a consultant declared and the figures do not use, so that nobody assumes it.

    Parameters
    ----------
    engagement : Engagement
        Its period.
    tables : Mapping
        Tables that could be read.

    Returns
    -------
    list of Problem
        A warning where answers have weights, which no score applies; a note for answers
        and tickets from before the period, which are counted like the others.
    """
    problems = []
    watched: tuple[TableName, ...] = ("responses", "tickets")
    for name in watched:
        table = tables.get(name)
        if table is None:
            continue
        alone = len(table.files) == 1
        path = table.files[0].path if alone else ""
        weight = table.columns.get("weight")
        if weight is not None and engagement.sample.weights == "none":
            problems.append(
                Place(weight.file or path, name, weight.heading).problem(
                    "weights-not-applied",
                    N_("Weights are declared, but no score applies them: figures are unweighted."),
                    N_("Say so to the client, or leave the column out of engagement.yml."),
                    severity="warning",
                )
            )
        when = table.columns.get(_WHEN[name])
        if when is None:
            continue
        days, rows = _days(table, when.name)
        early = int(rows[days < np.datetime64(engagement.period.start)].sum())
        if early:
            problems.append(
                Place(when.file or path, name, when.heading).problem(
                    "dates-before-period",
                    N_(
                        "{early} of {dated} dates lie before {start}, where the period begins; "
                        "these rows are counted too."
                    ),
                    N_("Leave them out of the file if the report is to speak of the period only."),
                    severity="note",
                    early=early,
                    dated=int(rows[days.notna()].sum()),
                    start=engagement.period.start.isoformat(),
                )
            )
    return problems


def _days(table: Table, column: str) -> tuple[pd.Series, pd.Series]:
    """Return the days of a table and how many rows have each."""
    if isinstance(table, CountedTable):
        cells = table.cells([column])
        return cells[column], cells[ANSWERS]
    days = table.frame[column]
    return days, pd.Series(1, index=days.index)
