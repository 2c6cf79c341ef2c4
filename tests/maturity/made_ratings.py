"""Clients with ratings made in memory."""

from cxkit.client import Client
from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Charter, Judgements, Maturity
from cxkit.frameworks.maturity_model import MaturityModel, kit_models

COMPONENTS = [item.key for item in kit_models()["seven_components"].dimensions]
VARIABLES = [item.key for item in kit_models()["six_phases"].dimensions]
LEADER = Charter.model_validate({"leader": {"name": "Someone"}})


def assessment(model, scores, *, targets=None, evidence=True, checklist=()):
    """Return an assessment; scores by dimension, one a rater, None where a rater gave none."""
    return {
        "model": model,
        "date": "2026-06-05",
        "ratings": [
            {"dimension": key, "rater": f"R{number}", "score": score}
            | ({"sources": "ST1"} if evidence else {})
            for key, given in scores.items()
            for number, score in enumerate(given, start=1)
            if score is not None
        ],
        "targets": targets or {},
        "checklist": [{"item": item, "met": met} for item, met in checklist],
    }


def rated(*assessments, charter=LEADER, models=(), region="en_GB", **judged):
    """Return a client with these assessments."""
    engagement = Engagement.model_validate(
        {
            "name": "Acme",
            "region": region,
            "languages": ["en", "es"],
            "currency": "EUR",
            "period": {"start": "2025-07-01", "end": "2026-06-30"},
        }
    )
    maturity = Maturity.model_validate({"assessments": list(assessments)}) if assessments else None
    own = {model["key"]: MaturityModel.model_validate(model) for model in models}
    return Client(
        slug="acme",
        engagement=engagement,
        judgements=Judgements(maturity=maturity, charter=charter, **judged),
        maturity_models={**kit_models(), **own},
    )


def alike(model, level=3, raters=3):
    """Return an assessment in which everything stands at one level."""
    keys = [item.key for item in kit_models()[model].dimensions]
    return assessment(model, dict.fromkeys(keys, (level,) * raters))
