"""``listening.yml``, ``design.yml`` and ``editorial.yml`` of a demo client."""

from __future__ import annotations

from typing import Any

from cxkit.demo.profiles import Profile, both
from cxkit.demo.story import Story


def listening(profile: Profile, story: Story) -> dict[str, Any]:
    """Return ``listening.yml``: six of eleven channels, two studies, a plan, questions."""
    used = {
        "online_surveys": 3200,
        "recorded_calls": 450,
        "social_networks": 900,
        "emails": 300,
        "interviews": 24,
        "live_chats": 600,
    }
    unused = (
        "website_behaviour",
        "online_reviews",
        "in_person_surveys",
        "focus_groups",
        "feedback_forms",
    )
    return {
        "channels": [
            {
                "channel": name,
                "used": "yes",
                "volume": volume,
                "last": "2026-06-12",
                "owner": profile.roles["service"],
            }
            for name, volume in used.items()
        ]
        + [{"channel": name, "used": "no"} for name in unused],
        "studies": [
            {
                "id": "ST1",
                "name": both("Entrevistas en profundidad", "In-depth interviews"),
                "method": "interviews",
                "kind": "qualitative",
                "team": "research",
                "n": 24,
                "date": "2026-04-24",
                "quality": "high",
            },
            {
                "id": "ST2",
                "name": both("Observación en el punto de contacto", "Observation on site"),
                "method": "observation",
                "kind": "qualitative",
                "team": "cx",
                "n": 40,
                "date": "2026-05-15",
                "quality": "medium",
            },
        ],
        "voc": [
            {
                "touchpoint": touchpoint.name,
                "instrument": "online_surveys",
                "metric": "ces" if touchpoint.effort else "nps",
                "cadence": "quarterly",
                "owner": profile.roles["lead"],
                "invited": 9 * sum(wave.n for wave in profile.waves) // len(profile.touchpoints),
            }
            for touchpoint in profile.touchpoints
        ],
        "questions": [
            {
                "text": both("¿Qué intentaba resolver?", "What were you trying to solve?"),
                "kind": "understanding",
                "touchpoint": profile.sore.name,
                "decision": both("Qué causas atacar primero", "Which causes to tackle first"),
            },
            {
                "text": both("¿Cómo califica su experiencia?", "How do you rate your experience?"),
                "kind": "validation",
            },
        ],
    }


def design(profile: Profile, story: Story) -> dict[str, Any]:
    """Return ``design.yml``."""
    place = profile.touchpoints[0].name
    channels = list(dict.fromkeys(c for t in profile.touchpoints for c in t.channels))
    promise = {"es": "Plazo de respuesta", "en": "Response time"}[profile.own]
    planted = profile.planted.judgements
    return {
        "heuristics": [
            {
                "touchpoint": place,
                "heuristic": heuristic,
                "rater": f"R{rater + 1}",
                "severity": score,
            }
            for heuristic, scores in {
                "visibility": (3, 3, 2),
                "error_recovery": (4, 3, 3),
                "consistency": (1, 2, 1),
            }.items()
            for rater, score in enumerate(scores)
        ],
        "personalisation": [
            {
                "name": both("Saludo por nombre", "Greeting by name"),
                "kind": "static",
                "channel": channels[0],
                "time": "no",
                "content": "yes",
                "relevant_channel": "yes",
            },
            {
                "name": both("Aviso según el caso", "Notice by case"),
                "kind": "dynamic",
                "touchpoint": profile.sore.name,
                "time": "yes",
                "content": "yes",
                "relevant_channel": "no",
            },
        ],
        "messages": [
            {
                "message": promise,
                "channel": channel,
                "consistent": "no" if planted and number == 1 else "yes",
            }
            for number, channel in enumerate(channels)
        ],
        "assumptions": [
            {
                "text": both(
                    "El cliente prefiere un aviso a una llamada",
                    "Customers prefer a notice to a call",
                ),
                "status": "confirmed",
                "evidence": ["ST1"],
                "initiative": "I2",
            },
            {
                "text": both(
                    "La espera molesta más que el resultado", "Waiting annoys more than the outcome"
                ),
                "status": "open",
                "initiative": "I1",
            },
        ],
        "workshops": [
            {
                "name": both("Rediseño con clientes", "Redesign with customers"),
                "date": "2026-05-27",
                "customers": 9,
                "employees": 11,
                "result": both("Tres prototipos", "Three prototypes"),
            },
        ],
    }


def editorial(profile: Profile, story: Story) -> dict[str, Any]:
    """Return ``editorial.yml``."""
    content: dict[str, Any] = {
        "status": story.status,
        "letter": story.letter,
        "comments": {
            "perception": both(
                "Presentamos estos resultados con las áreas responsables antes de este informe.",
                "We went through these results with the areas in charge before this report.",
            ),
        },
    }
    if story.status == "final":
        content["sign_off"] = {
            "name": story.agent,
            "role": both("Responsable de experiencia", "Head of experience"),
            "date": "2026-07-15",
        }
    return content
