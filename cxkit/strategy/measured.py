"""Which KPIs the report itself measures, and in which of its sections."""

from __future__ import annotations

from collections.abc import Mapping

from cxkit.client import Client
from cxkit.engagement import TableName
from cxkit.strategy.objectives import Elsewhere

_BY_METRIC: tuple[tuple[str, Elsewhere, TableName, tuple[str, ...]], ...] = (
    ("nps", "perception", "responses", ("ltr",)),
    ("csat", "perception", "responses", ("csat",)),
    ("ces", "perception", "responses", ("ces",)),
    ("resolution_time", "perception", "tickets", ("opened", "resolved")),
    ("churn", "economics", "customers", ("churned",)),
    ("churn", "economics", "customers", ("end_date",)),
)


def measured_metrics(client: Client) -> Mapping[str, Elsewhere]:
    """Return the sections that measure a KPI from the client's data, by metric of ``kpis.csv``.

    Parameters
    ----------
    client : Client
        Read and checked.
    """
    return {
        metric: section
        for metric, section, name, columns in _BY_METRIC
        if (table := client.tables.get(name)) is not None and table.has(*columns)
    }
