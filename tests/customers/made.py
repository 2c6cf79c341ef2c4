"""Small clients made in memory, whose customers are known exactly."""

from dataclasses import replace

import numpy as np
import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.engagement import Engagement, LocalText
from cxkit.engagement.judgements import Empathy, Judgements, Listening
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

FIVE = Scale(low=1, high=5, top_box=4)
ITEMS = ("app", "hours", "price", "control", "branch", "trust")

COLUMNS = {
    "customer_id": Column(name="customer_id", role="key"),
    "response_id": Column(name="response_id", role="id"),
    "date": Column(name="date", role="date"),
    "ltr": Column(name="ltr", role="ltr", scale=LIKELIHOOD_TO_RECOMMEND),
    "csat": Column(name="csat", role="csat", scale=FIVE),
    "verbatim": Column(name="verbatim", role="verbatim"),
    "plan": Column(name="plan", role="segment", label=LocalText(en="Plan", es="Plan")),
    "zone": Column(name="zone", role="segment", label=LocalText(en="Zone", es="Zona")),
    "acquired": Column(name="acquired", role="category"),
    "referred": Column(name="referred", role="flag"),
    "churned": Column(name="churned", role="flag"),
    "start_date": Column(name="start_date", role="date"),
    "end_date": Column(name="end_date", role="date"),
    "revenue": Column(name="revenue", role="money"),
    "margin": Column(name="margin", role="money"),
    "answers": Column(name="answers", role="number"),
    **{name: Column(name=name, role="rating", scale=FIVE) for name in ITEMS},
}

ENGAGEMENT = Engagement.model_validate(
    {
        "name": "Acme",
        "region": "en_GB",
        "languages": ["en", "es"],
        "currency": "EUR",
        "period": {"start": "2025-07-01", "end": "2026-06-30"},
    }
)


def made(*, customers=None, responses=None, empathy=None, listening=None, quotes=None, columns=()):
    """Return a client with these tables and judgements."""
    known = COLUMNS | {column.name: column for column in columns}
    tables = {
        name: Table(name=name, frame=frame, columns={key: known[key] for key in frame})
        for name, frame in (("customers", customers), ("responses", responses))
        if frame is not None
    }
    return Client(
        slug="acme",
        engagement=ENGAGEMENT,
        tables=tables,
        judgements=Judgements(
            empathy=Empathy.model_validate(empathy) if empathy else None,
            listening=Listening.model_validate(listening) if listening else None,
            quotes=quotes,
        ),
    )


def ids(n):
    return [f"C{i:04}" for i in range(n)]


def people(n=200, seed=3, **more):
    """Return customers with two segmentations, revenue, and who left: all by chance."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "customer_id": ids(n),
            "plan": np.where(np.arange(n) % 4 == 0, "Gold", "Basic"),
            "zone": np.array(["North", "South", "East"])[np.arange(n) % 3],
            "revenue": np.round(np.exp(rng.standard_normal(n)) * 100, 2),
            "churned": pd.array(rng.random(n) < 0.2, dtype="boolean"),
        }
    )
    return frame.assign(**more)


def answers_of(customers, *, seed=5, lift=0):
    """Return one answer each; those on the Gold plan answer higher by `lift`."""
    rng = np.random.default_rng(seed)
    n = len(customers)
    up = (customers["plan"] == "Gold").to_numpy() * lift
    return pd.DataFrame(
        {
            "response_id": [f"R{i:04}" for i in range(n)],
            "customer_id": customers["customer_id"].to_numpy(),
            "date": pd.Timestamp("2026-01-10"),
            "ltr": np.clip(rng.integers(3, 9, n) + up, 0, 10).astype(float),
            "csat": rng.integers(1, 6, n).astype(float),
        }
    )


def needs(n=300, *, kind="types", seed=7):
    """Return rated needs: three types with two needs each, two levels, or one halo alone."""
    rng = np.random.default_rng(seed)
    truth = np.arange(n) % 3
    halo = 0.35 * rng.standard_normal((n, 1))
    mean = np.full((n, len(ITEMS)), 2.3)
    if kind == "types":
        for item in range(len(ITEMS)):
            mean[:, item] += 1.8 * (truth == item // 2)
    if kind == "levels":
        mean += 2.2 * (np.arange(n) % 2)[:, None] - 0.6
    drawn = np.clip(np.round(mean + halo + 0.6 * rng.standard_normal(mean.shape)), 1, 5)
    return pd.DataFrame(drawn, columns=list(ITEMS)).astype(float), truth


def with_frame(client, table, frame):
    tables = dict(client.tables)
    tables[table] = replace(tables[table], frame=frame)
    return replace(client, tables=tables)
