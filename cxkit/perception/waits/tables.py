"""Time to resolve tickets as a table of texts."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.results import Resolution
from cxkit.presentation import TextTable


def resolution_table(resolution: Resolution, words: Words) -> TextTable:
    """One row a group: tickets, open ones, median, 90 %, share within a day and three."""
    column = resolution.column
    rows = [
        [
            column.group(row["group"], words) if column is not None else str(row["group"]),
            words.number(row["n"]),
            words.number(row["n_open"]),
            units.hours(row["median_hours"], words),
            words(
                "{low} to {high}",
                low=units.hours(row["median_ci_low"], words),
                high=units.hours(row["median_ci_high"], words),
            ),
            units.hours(row["p90_hours"], words),
            words.percent(row["within_24h"]),
            words.percent(row["within_72h"]),
        ]
        for _, row in resolution.table.sort_values("median_hours", ascending=False).iterrows()
    ]
    title = column.title(words) if column is not None else ""
    return TextTable(
        caption=words("Time to resolution by {dimension}", dimension=title.lower()),
        headings=[
            title,
            words("Tickets"),
            words("Still open"),
            words("Median"),
            words("{level} interval", level=words.percent(resolution.overall.confidence)),
            words("Nine in ten within"),
            words("Within 24 h"),
            words("Within 72 h"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, True],
    )
