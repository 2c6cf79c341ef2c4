"""``charter.yml`` and ``governance.yml`` of a demo client."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from cxkit.demo.profiles import Profile, both
from cxkit.demo.story import Story

_ROLE_NAMES = {
    "lead": both("Responsable de experiencia", "Head of experience"),
    "service": both("Responsable de atención", "Head of service"),
    "digital": both("Responsable digital", "Head of digital"),
    "operations": both("Responsable de operaciones", "Head of operations"),
    "people": both("Responsable de personas", "Head of people"),
}


CLOSE_THE_LOOP = both("Cerrar el ciclo con el cliente", "Close the loop with the customer")
"""Activity that is planted with two accountable."""

FIX_ROOT_CAUSES = both("Corregir la causa raíz", "Fix root causes")
"""Activity that is planted with nobody accountable."""


def charter(profile: Profile, story: Story) -> dict[str, Any]:
    """Return ``charter.yml``; planted: one activity has two accountable, one has none."""
    planted = profile.planted.judgements
    answers: dict[str, Any] = {
        "vision": story.vision,
        "goals": both(
            "Recuperar la recomendación, resolver a la primera y perder menos clientes.",
            "Win back recommendation, solve it the first time and lose fewer customers.",
        ),
        "roles": both(
            "Una persona responde por cada actividad; las demás colaboran.",
            "One person answers for each activity; the others work with it.",
        ),
        "priorities": both(
            "Primero lo que duele a más clientes y pesa más en el negocio.",
            "First what hurts most customers and weighs most on the business.",
        ),
        "teamwork": both(
            "Un comité mensual, un tablero común y una bitácora de decisiones.",
            "A monthly committee, one shared board and a log of decisions.",
        ),
    }
    if not planted:
        answers["approvals"] = both(
            "El comité aprueba; la dirección se entera cada mes.",
            "The committee approves; the board is told every month.",
        )
    return {
        "answers": answers,
        "leader": {"name": story.agent, "role": _ROLE_NAMES["lead"], "since": "2025-02-03"},
        "areas": [
            {"id": key, "name": name, "involved": "no" if planted and key == story.silo else "yes"}
            for key, name in story.areas.items()
        ],
        "roles": [
            {"id": key, "name": name, "area": profile.roles[key]}
            for key, name in _ROLE_NAMES.items()
        ],
        "raci": [
            {
                "activity": both("Medir la percepción", "Measure perception"),
                "R": ["service"],
                "A": ["lead"],
                "C": ["digital"],
                "I": ["operations", "people"],
            },
            {
                "activity": CLOSE_THE_LOOP,
                "R": ["service"],
                "A": ["service", "operations"] if planted else ["service"],
                "I": ["lead"],
            },
            {
                "activity": both("Rediseñar los viajes", "Redesign journeys"),
                "R": ["digital", "service"],
                "A": ["lead"],
                "C": ["operations"],
            },
            {
                "activity": FIX_ROOT_CAUSES,
                "R": ["operations"],
                "A": [] if planted else ["operations"],
                "C": ["service"],
                "I": ["lead"],
            },
            {
                "activity": both("Priorizar iniciativas", "Set priorities"),
                "R": ["lead"],
                "A": ["lead"],
                "C": ["service", "digital", "operations"],
            },
            {
                "activity": both("Capacitar a los equipos", "Train the teams"),
                "R": ["people"],
                "A": ["people"],
                "C": ["lead"],
                "I": ["service", "operations"],
            },
        ],
        "forums": [
            {
                "name": both("Comité de experiencia", "Experience committee"),
                "cadence": "monthly",
                "purpose": both(
                    "Decidir prioridades y recursos", "Decide priorities and resources"
                ),
                "members": ["lead", "service", "digital", "operations"],
                "last": "2026-06-18",
            },
            {
                "name": both("Mesa de causa raíz", "Root-cause table"),
                "cadence": "fortnightly",
                "members": ["service", "operations"],
                "last": "2026-02-12" if planted else "2026-06-22",
            },
        ],
        "policies": [
            {
                "id": "PO1",
                "name": both("Plazos de respuesta", "Response times"),
                "status": "in_use",
                "owner": profile.roles["service"],
                "date": "2025-09-01",
            },
            {
                "id": "PO2",
                "name": both("Compensación al cliente", "Compensation"),
                "status": "draft",
            },
        ],
    }


def governance(profile: Profile, story: Story) -> dict[str, Any]:
    """Return ``governance.yml``; planted: one area shares nothing with any other."""
    planted = profile.planted.judgements
    pairs = []
    for first, second in combinations(story.areas, 2):
        alone = planted and story.silo in (first, second)
        degree = "no" if alone else "yes"
        pairs.append({"between": [first, second], "data": degree, "kpis": degree, "forum": degree})
    own = profile.own
    others = [key for key in story.areas if key != story.silo]
    return {
        "ownership": 3,
        "sharing": pairs,
        "data": [
            {
                "name": both("Encuestas", "Surveys"),
                "owner": profile.roles["lead"],
                "area": others[0],
                "shared_with": others[1:],
            },
            {
                "name": both("Quejas y solicitudes", "Complaints and requests"),
                "owner": profile.roles["service"],
                "area": others[1],
                "shared_with": others[:1],
            },
            {"name": both("Datos de operación", "Operating data"), "area": story.silo}
            | ({} if planted else {"owner": profile.roles["operations"], "shared_with": others}),
        ],
        "tools": [
            {
                "name": "CRM",
                "kind": "crm",
                "adoption": 0.82,
                "data_owner": profile.roles["service"],
            },
            {
                "name": {"es": "Encuestador", "en": "Survey tool"}[own],
                "kind": "surveys",
                "capabilities": ["surveys"],
                "adoption": 0.9,
            },
            {
                "name": {"es": "Analítica web", "en": "Web analytics"}[own],
                "kind": "analytics",
                "capabilities": ["custom_metrics"],
                "adoption": 0.55,
                "gap": both("No se une con las encuestas", "Not joined to the surveys"),
            },
        ],
        "alerts": [
            {
                "id": "A1",
                "column": "ltr",
                "below": 3,
                "owner": profile.roles["service"],
                "within_hours": 48,
            },
            {
                "id": "A2",
                "column": "csat",
                "below": 2,
                "touchpoint": profile.sore.name,
                "owner": profile.roles["operations"],
                "within_hours": 24,
            },
        ],
        "board": {
            "keep": [both("El trato del personal", "The kindness of the staff")],
            "improve": [both("Los avisos durante la espera", "Notices while waiting")],
            "add": [both("Llamada a quien califica bajo", "A call to those who rate low")],
            "stop": [both("Encuestas que nadie lee", "Surveys nobody reads")],
        },
    }
