"""Small clients with journeys, made in memory."""

import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Judgements
from cxkit.engagement.judgements.design import Design
from cxkit.engagement.judgements.initiatives import Initiative
from cxkit.engagement.judgements.journeys import Journeys
from cxkit.engagement.judgements.kpis import Kpi, KpiValue
from cxkit.engagement.judgements.listening import Listening
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

FIVE = Scale(low=1, high=5, top_box=4)
HARD = Scale(low=1, high=7, higher_is_better=False, top_box=2)
ROLES = {
    "case": "key",
    "customer_id": "key",
    "touchpoint": "category",
    "channel": "category",
    "time": "date",
    "date": "date",
    "opened": "date",
    "ltr": "ltr",
    "csat": "csat",
    "ces": "ces",
    "answers": "number",
    "verbatim": "verbatim",
}
SCALES = {"ltr": LIKELIHOOD_TO_RECOMMEND, "csat": FIVE, "ces": HARD}


def made(*, as_of="2026-06-30", min_base=30, initiatives=None, kpis=None, values=None, **parts):
    """Return a client from frames (tables) and plain dicts (files of judgement)."""
    models = {"journeys": Journeys, "design": Design, "listening": Listening}
    judged = {
        name: models[name].model_validate(value) for name, value in parts.items() if name in models
    }
    rows = {
        "initiatives": (Initiative, initiatives),
        "kpis": (Kpi, kpis),
        "kpi_values": (KpiValue, values),
    }
    for name, (model, found) in rows.items():
        if found is not None:
            judged[name] = tuple(model.model_validate(row) for row in found)
    engagement = Engagement.model_validate(
        {
            "name": "Acme",
            "region": "en_GB",
            "languages": ["en", "es"],
            "currency": "EUR",
            "period": {"start": "2025-07-01", "end": as_of},
            "min_base": min_base,
        }
    )
    tables = {
        name: Table(
            name=name,
            frame=frame,
            columns={
                key: Column(name=key, role=ROLES[key], scale=SCALES.get(key)) for key in frame
            },
        )
        for name, frame in parts.items()
        if name not in models
    }
    return Client(
        slug="acme", engagement=engagement, tables=tables, judgements=Judgements(**judged)
    )


def events(*cases, start="2026-01-01", hours=1.0):
    """Return events: each case a string of one-letter touchpoints, an hour apart."""
    rows = []
    for number, way in enumerate(cases):
        for place, touchpoint in enumerate(way):
            moment = pd.Timestamp(start) + pd.Timedelta(hours=hours * place)
            rows.append((f"c{number:04}", touchpoint, moment))
    frame = pd.DataFrame(rows, columns=["case", "touchpoint", "time"])
    return frame.astype({"case": "str", "touchpoint": "str", "time": "datetime64[ns]"})


def later(frame, days):
    """Return events that happened so many days later, of cases of their own."""
    return frame.assign(case="late" + frame["case"], time=frame["time"] + pd.Timedelta(days=days))


def answers(touchpoint, csat, n, **more):
    """Return so many answers of one touchpoint; every second one a point lower."""
    scores = [float(csat - place % 2) for place in range(n)]
    return pd.DataFrame({"touchpoint": touchpoint, "csat": scores, **more})


def step(action, touchpoint=None, **more):
    return {"action": action, "touchpoint": touchpoint, **more}


def a_map(*steps, date="2026-06-01", phase="during", **more):
    """Return a map of one stage, or of the stages given by name."""
    stages = more.pop("stages", None) or [{"name": "All", "phase": phase, "steps": list(steps)}]
    return {"date": date, "stages": stages, **more}


def journey(**versions):
    return {"journeys": [{"id": "J", "name": {"en": "Buying", "es": "Comprar"}, **versions}]}
