"""Small clients with files of judgement, made in memory."""

from cxkit.client import Client
from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Initiative, Journeys, Judgements, Kpi, Listening, Strategy

PLAN = Engagement.model_validate(
    {
        "name": "Acme",
        "region": "es_PE",
        "languages": ["es", "en"],
        "currency": "PEN",
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
    }
)


def initiative(key="I1", **fields):
    sound = {"name": f"Do {key}", "pain_point": "P1", "owner": "Operations", "kpi": "K1"}
    given = {name: value for name, value in {**sound, **fields}.items() if value is not None}
    return Initiative.model_validate({"id": key, **given})


def kpi(key="K1", **fields):
    return Kpi.model_validate({"id": key, "name": f"Measure {key}", "baseline": 1.0, **fields})


def pain(key="P1", **fields):
    return {"id": key, "text": f"Pain {key}", "evidence": ["ST1"], **fields}


def client(
    initiatives=(), *, kpis=None, pains=None, objectives=(), studies=("ST1",), plan=PLAN, **judged
):
    """Return a client whose chain is sound unless told otherwise."""
    pains = [pain()] if pains is None else pains
    kpis = [kpi()] if kpis is None else kpis
    listed = [
        {"id": key, "name": key, "method": "interviews", "kind": "qualitative"} for key in studies
    ]
    aims = [
        {"id": f"O{n}", "text": "Aim", "kpi": list(names)} for n, names in enumerate(objectives)
    ]
    return Client(
        slug="acme",
        engagement=plan,
        judgements=Judgements(
            initiatives=tuple(initiatives) or None,
            kpis=tuple(kpis) or None,
            journeys=Journeys.model_validate({"pain_points": pains}) if pains else None,
            listening=Listening.model_validate({"studies": listed}),
            strategy=Strategy.model_validate({"objectives": aims}) if aims else None,
            **judged,
        ),
    )
