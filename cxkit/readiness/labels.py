"""How the subjects of a report are called, and the units of time."""

from __future__ import annotations

from cxkit.engagement import Section
from cxkit.language import N_

SUBJECTS: dict[Section, str] = {
    "maturity": N_("Maturity"),
    "strategy": N_("Strategy"),
    "customers": N_("Customers"),
    "journeys": N_("Journeys"),
    "perception": N_("Perception"),
    "economics": N_("Economics"),
    "governance": N_("Governance"),
    "culture": N_("Culture"),
}
UNITS = {
    "seconds": N_("seconds"),
    "minutes": N_("minutes"),
    "hours": N_("hours"),
    "days": N_("days"),
}
