"""``culture.yml`` and ``training.csv`` of a demo client."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cxkit.demo.profiles import Profile, both
from cxkit.demo.story import Rows, Story


def culture(profile: Profile, story: Story, employees: pd.DataFrame) -> dict[str, Any]:
    """Return ``culture.yml``; the share of favourable answers is that of the pulse itself."""
    pulse = employees[list(profile.items)[:2]].melt()["value"].dropna()
    names = [name[profile.own] for name in story.areas.values()]
    return {
        "principles": [
            both("El cliente antes que el trámite", "The customer before the procedure"),
            both("Decimos lo que sigue y cuándo", "We say what comes next and when"),
        ],
        "recognition": [
            {
                "name": both("Héroe del mes", "Hero of the month"),
                "area": names[0],
                "aligned": "yes",
                "rewards": both("Comentarios de clientes", "Customers' comments"),
            },
            {
                "name": both("Bono de productividad", "Productivity bonus"),
                "area": names[1],
                "aligned": "no" if profile.planted.judgements else "yes",
                "rewards": both("Llamadas por hora", "Calls an hour"),
            },
        ],
        "actions": [
            {
                "name": both("Un día con el cliente", "A day with the customer"),
                "kind": "immersion",
                "area": names[2],
                "date": "2026-03-12",
                "invited": 40,
                "took_part": 31,
            },
            {
                "name": both("Escuchar llamadas", "Listening to calls"),
                "kind": "empathy",
                "area": names[3],
                "date": "2026-05-06",
                "invited": 25,
                "took_part": 11,
            },
        ],
        "ideas": [
            {
                "id": "ID1",
                "text": both("Mensaje cuando el caso avanza", "A message when the case moves"),
                "area": names[0],
                "date": "2026-01-20",
                "status": "adopted",
            },
            {
                "id": "ID2",
                "text": both("Tarjeta de disculpa", "A card that says sorry"),
                "area": names[1],
                "date": "2026-02-11",
                "status": "studied",
            },
            {
                "id": "ID3",
                "text": both("Cliente invitado al comité", "A customer as guest of the committee"),
                "area": names[4],
                "front_line": "no",
                "new": "yes",
                "date": "2026-05-28",
            },
        ],
        "cascade": [
            {"level": both("Dirección", "Board"), "reached": 1.0, "date": "2025-09-15"},
            {
                "level": both("Mandos medios", "Middle management"),
                "reached": 0.7,
                "date": "2025-12-01",
            },
            {"level": both("Primera línea", "Front line"), "reached": 0.35, "date": "2026-03-01"},
        ],
        "orientation": [
            {
                "source": "employee_survey",
                "n": len(employees),
                "favourable": round(float((pulse >= 4).mean()), 3),
                "date": "2026-05-22",
            },
            {
                "source": "exit_interviews",
                "n": 17,
                "favourable": 0.41,
                "date": "2026-06-10",
                "themes": [
                    both("Metas que chocan con atender bien", "Targets at odds with serving well")
                ],
            },
            {"source": "new_hires", "n": 22, "favourable": 0.73, "date": "2026-06-10"},
        ],
        "skills": [
            {"skill": skill, "person": f"S{person}", "level": 1 + (person + offset) % 4}
            for offset, skill in enumerate(
                ("Mapas de viaje", "Análisis de datos")
                if profile.own == "es"
                else ("Journey mapping", "Data analysis")
            )
            for person in range(1, 6)
        ],
    }


def training(profile: Profile, story: Story) -> Rows:
    """Return ``training.csv``; planted: two areas are overdue, one never was trained."""
    planted = profile.planted.judgements
    courses = {
        "customer": both("Orientación al cliente", "Customer orientation"),
        "interpersonal": both("Conversaciones difíciles", "Difficult conversations"),
    }
    rows: Rows = []
    for number, name in enumerate(story.areas.values()):
        people = 18 + 7 * number
        overdue = planted and number in (1, 2)
        never = planted and number == 5
        for kind, course in courses.items():
            rows.append(
                {
                    "area": name[profile.own],
                    "course_es": course["es"],
                    "course_en": course["en"],
                    "people": people,
                    "trained": 0 if never else people - number,
                    "date": "" if never else "2025-03-10" if overdue else "2026-02-16",
                    "valid_until": "" if never else "2026-03-10" if overdue else "2027-02-16",
                    "kind": kind,
                }
            )
    return rows
