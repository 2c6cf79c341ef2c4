"""A small client with a strategy, made in memory."""

from dataclasses import replace

import pandas as pd

from cxkit.engagement.judgements import Judgements, Kpi, KpiValue, Strategy
from tests.perception.made_clients import made


def client_of(strategy=None, *, answers=None, kpis=(), values=(), columns=(), min_base=5, **more):
    """Return a client with answers ``{touchpoint: [csat, …]}`` and this strategy."""
    responses = None
    if answers is not None:
        rows = [(place, score) for place, scores in answers.items() for score in scores]
        responses = pd.DataFrame(rows, columns=["touchpoint", "csat"])
        responses["csat"] = responses["csat"].astype(float)
    client = made(responses=responses, columns=columns, min_base=min_base, **more)
    judgements = Judgements(
        strategy=Strategy.model_validate(strategy) if strategy is not None else None,
        kpis=tuple(Kpi.model_validate(item) for item in kpis) or None,
        kpi_values=tuple(KpiValue.model_validate(item) for item in values) or None,
    )
    return replace(client, judgements=judgements)


def ratings(scores, *, scale=(1, 5), metric="csat"):
    """Return self ratings from ``{touchpoint: {leader: score}}`` or lists of pairs."""
    lines = []
    for touchpoint, given in scores.items():
        pairs = given.items() if isinstance(given, dict) else given
        lines += [{"leader": who, "touchpoint": touchpoint, "score": x} for who, x in pairs]
    return {"metric": metric, "scale": list(scale), "ratings": lines}


def leaders(both=0, critical=0, implemented=0, neither=0):
    """Return leaders by their two answers."""
    answers = (
        [("yes", "yes")] * both
        + [("yes", "no")] * critical
        + [("no", "yes")] * implemented
        + [("no", "no")] * neither
    )
    return [
        {"leader": f"L{i}", "critical": one, "implemented": two}
        for i, (one, two) in enumerate(answers)
    ]
