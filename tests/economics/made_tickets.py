"""Clients with tickets, pain points and promoters, for tests of growth."""

from dataclasses import replace

import pandas as pd

from cxkit.client import Column, Table
from cxkit.engagement.judgements import Journeys
from tests.economics.made_economics import client

TICKETS = {
    "ticket_id": Column(name="ticket_id", role="id"),
    "customer_id": Column(name="customer_id", role="key"),
    "opened": Column(name="opened", role="date"),
    "reason": Column(name="reason", role="category"),
    "touchpoint": Column(name="touchpoint", role="category"),
    "channel": Column(name="channel", role="category"),
    "cost": Column(name="cost", role="money"),
}


def tickets(rows):
    """Return tickets from ``(customer, opened, reason)`` triples."""
    frame = pd.DataFrame(rows, columns=["customer_id", "opened", "reason"])
    frame["opened"] = pd.to_datetime(frame["opened"], format="mixed")
    return frame


def served(frame, customers=None, responses=None, *, pains=(), **more):
    """Return a client with these tickets, and pain points at these touchpoints."""
    made = client(customers, responses, **more)
    columns = {name: TICKETS[name] for name in frame}
    tables = dict(made.tables) | {"tickets": Table(name="tickets", frame=frame, columns=columns)}
    points = [{"id": f"P{n}", "text": "It hurts", "touchpoint": at} for n, at in enumerate(pains)]
    journeys = Journeys.model_validate({"pain_points": points})
    return replace(made, tables=tables, judgements=replace(made.judgements, journeys=journeys))
