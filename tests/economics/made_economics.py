"""Small clients with customers, answers and initiatives, for tests that need exact numbers."""

from dataclasses import replace

import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.engagement import Engagement, LocalText
from cxkit.engagement.judgements import Economics, Initiative, Judgements, Kpi
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

COLUMNS = {
    "customer_id": Column(name="customer_id", role="id"),
    "start_date": Column(name="start_date", role="date"),
    "end_date": Column(name="end_date", role="date"),
    "tenure": Column(name="tenure", role="number", unit="months"),
    "churned": Column(name="churned", role="flag"),
    "revenue": Column(name="revenue", role="money"),
    "revenue_before": Column(name="revenue_before", role="money"),
    "margin": Column(name="margin", role="money"),
    "referred": Column(name="referred", role="flag"),
    "plan": Column(name="plan", role="segment"),
    "date": Column(name="date", role="date"),
    "ltr": Column(name="ltr", role="ltr", scale=LIKELIHOOD_TO_RECOMMEND),
    "csat": Column(name="csat", role="csat", scale=Scale(low=1, high=5, top_box=4)),
    "touchpoint": Column(name="touchpoint", role="category"),
    "experiment": Column(name="experiment", role="category"),
    "arm": Column(name="arm", role="category"),
    "converted": Column(name="converted", role="flag"),
    "visitors": Column(name="visitors", role="number"),
    "conversions": Column(name="conversions", role="number"),
    **{
        name: Column(name=name, role="number")
        for name in ("before", "revenue_squares", "before_squares", "before_conversions")
    },
}
RATES = {"discount_rate": 0.1, "horizon_years": 5}


def client(
    customers=None,
    responses=None,
    experiments=None,
    *,
    economics=None,
    initiatives=None,
    kpis=None,
    period=("2025-01-01", "2025-12-31"),
    min_base=30,
):
    """Return a client with these tables and judgements."""
    given = {"customers": customers, "responses": responses, "experiments": experiments}
    tables = {
        name: Table(name=name, frame=frame, columns={key: COLUMNS[key] for key in frame})
        for name, frame in given.items()
        if frame is not None
    }
    engagement = Engagement.model_validate(
        {
            "name": "Acme",
            "region": "en_GB",
            "languages": ["en", "es"],
            "currency": "EUR",
            "period": {"start": period[0], "end": period[1]},
            "min_base": min_base,
        }
    )
    judged = Judgements(
        economics=Economics.model_validate(economics) if economics is not None else None,
        initiatives=initiatives,
        kpis=kpis,
    )
    return Client(slug="acme", engagement=engagement, tables=tables, judgements=judged)


def people(rows):
    """Return customers from ``(start, end)`` pairs of dates, blank where still here."""
    frame = pd.DataFrame(rows, columns=["start_date", "end_date"])
    frame["start_date"] = pd.to_datetime(frame["start_date"])
    frame["end_date"] = pd.to_datetime(frame["end_date"])
    frame.insert(0, "customer_id", [f"c{n}" for n in range(len(frame))])
    return frame


def many(lost, stayed, *, end="2025-06-30", **more):
    """Return so many customers lost and stayed, all there since 2020."""
    rows = [("2020-01-01", end)] * lost + [("2020-01-01", None)] * stayed
    return people(rows).assign(**more)


def initiative(key="I1", **more):
    """Return an initiative of 100 cost and 100 benefit a year unless told otherwise."""
    values = {"id": key, "name": {"en": key, "es": key}, "cost": 100, "benefit": 100}
    values |= {"probability": 1.0, **more}
    return Initiative.model_validate({k: v for k, v in values.items() if v is not None})


def churn_kpi(**more):
    values = {"id": "K1", "name": "Churn", "metric": "churn", "unit": "%", "direction": "down"}
    return Kpi.model_validate(values | more)


def with_column(made, table, name, column):
    tables = dict(made.tables)
    columns = dict(tables[table].columns) | {name: column}
    tables[table] = replace(tables[table], columns=columns)
    return replace(made, tables=tables)


def text(en, es):
    return LocalText(en=en, es=es)
