"""The time to resolve tickets, overall or by a column, as the reports show it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cxkit.client import Client
from cxkit.errors import DataError
from cxkit.findings import Missing
from cxkit.perception.missing import NO_TICKETS, no_ticket_groups
from cxkit.perception.results import Resolution
from cxkit.perception.waits.resolution import resolution_time, resolution_time_by
from cxkit.perception.waits.waits import resolution_curve


def time_to_resolution(client: Client, dimension: str) -> Resolution | Missing:
    """Return the time to resolution, or what is missing for it."""
    table = client.tables.get("tickets")
    if table is None or not table.has("opened") or "resolved" not in table.columns:
        return NO_TICKETS
    column = table.columns.get(dimension)
    if dimension and (column is None or table.frame[dimension].nunique() < 2):
        return no_ticket_groups(dimension)
    engagement = client.engagement
    kwargs: dict[str, Any] = {"as_of": engagement.as_of, "confidence": engagement.confidence}
    try:
        overall = resolution_time(table.frame, **kwargs)
        curve = resolution_curve(table.frame, **kwargs)
    except DataError:  # every ticket is blank, reversed or later than the data: already warned of
        return NO_TICKETS
    grouped = pd.DataFrame()
    if column is not None:
        grouped = resolution_time_by(table.frame, by=dimension, **kwargs)
        grouped = grouped.rename(columns={dimension: "group"})
    return Resolution(
        overall=overall,
        curve=curve,
        dimension=dimension,
        column=column,
        table=grouped,
        evidence=table.evidence("opened", "resolved", n=overall.n, date="opened"),
        min_base=engagement.min_base,
    )
