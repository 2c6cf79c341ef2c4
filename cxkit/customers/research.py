"""The register of market research: what is known from whom, how well, and how long ago."""

from __future__ import annotations

import math

from cxkit.client import Client
from cxkit.customers.portraits import notes_of
from cxkit.customers.results import Research
from cxkit.engagement.judgements.listening import Study

DAYS_A_MONTH = 365.25 / 12


def research(client: Client) -> Research | None:
    """Return the studies, latest first, with age and use; None where there are none."""
    listening = client.judgements.listening
    if listening is None or not listening.studies:
        return None
    as_of = client.engagement.as_of

    def days(study: Study) -> float:
        return math.nan if study.date is None else float((as_of - study.date).days)

    studies = sorted(
        listening.studies,
        key=lambda study: (study.date is None, days(study) if study.date else 0.0),
    )
    empathy = client.judgements.empathy
    notes = [note for item in (empathy.archetypes if empathy else ()) for note in notes_of(item)]
    return Research(
        studies=tuple(studies),
        months=tuple(days(study) / DAYS_A_MONTH for study in studies),
        cited=tuple(sum(study.id in note.sources for note in notes) for study in studies),
    )
