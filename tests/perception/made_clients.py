"""Small clients made in memory, for tests that need exact answers."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.engagement import Engagement, LocalText
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

FIVE = Scale(low=1, high=5, top_box=4)
EASE = Scale(low=1, high=7, top_box=5)
EFFORT = Scale(low=1, high=5, higher_is_better=False, top_box=2)

COLUMNS = {
    "ltr": Column(name="ltr", role="ltr", scale=LIKELIHOOD_TO_RECOMMEND),
    "csat": Column(name="csat", role="csat", scale=FIVE),
    "ces": Column(name="ces", role="ces", scale=EASE),
    "date": Column(name="date", role="date"),
    "wave": Column(name="wave", role="category"),
    "touchpoint": Column(name="touchpoint", role="category"),
    "stage": Column(name="stage", role="category"),
    "channel": Column(name="channel", role="category"),
    "reason": Column(name="reason", role="category"),
    "plan": Column(name="plan", role="segment"),
    "answers": Column(name="answers", role="number"),
    "opened": Column(name="opened", role="date"),
    "resolved": Column(name="resolved", role="date"),
}


def text(en, es):
    return LocalText(en=en, es=es)


def made(
    *,
    responses=None,
    tickets=None,
    columns=(),
    region="en_GB",
    min_base=30,
    waves=(),
    as_of="2026-06-30",
):
    """Return a client with these tables; `columns` replace or add to the usual ones."""
    known = COLUMNS | {column.name: column for column in columns}
    tables = {
        name: Table(name=name, frame=frame, columns={key: known[key] for key in frame})
        for name, frame in (("responses", responses), ("tickets", tickets))
        if frame is not None
    }
    engagement = Engagement.model_validate(
        {
            "name": "Acme",
            "region": region,
            "languages": ["en", "es"],
            "currency": "EUR",
            "period": {"start": "2025-07-01", "end": as_of},
            "min_base": min_base,
            "waves": [
                {"name": name, "start": start, "end": end, "label": label[0] if label else None}
                for name, start, end, *label in waves
            ],
        }
    )
    return Client(slug="acme", engagement=engagement, tables=tables)


def answers(column, counts, **more):
    """Return a table with so many rows of each answer, other columns constant."""
    values = np.repeat(list(counts), list(counts.values()))
    return pd.DataFrame({column: values.astype(float), **more})


def stacked(*parts):
    return pd.concat(parts, ignore_index=True)


def days(year, month, day=15):
    return pd.Timestamp(date(year, month, day))


def with_frame(client, table, frame):
    """Return the client with other rows in one table."""
    tables = dict(client.tables)
    tables[table] = replace(tables[table], frame=frame)
    return replace(client, tables=tables)
