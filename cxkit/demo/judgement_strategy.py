"""``strategy.yml``, ``empathy.yml`` and ``journeys.yml`` of a demo client."""

from __future__ import annotations

from typing import Any

from cxkit.demo.profiles import Profile, Touchpoint, both, wave_nps
from cxkit.demo.story import EmpathyNotes, StepPlan, Story

STUDIED = "2026-05-20"
"""Day the maps were last checked with customers."""


def strategy(profile: Profile, story: Story) -> dict[str, Any]:
    """Return ``strategy.yml``; planted: leaders hold for fine what customers do not."""
    planted = profile.planted.judgements
    critical = [True] * 9 + [False]
    implemented = [True, False, True, False, False, True, False, False, False, False]
    if not planted:
        implemented = critical
    areas = list(story.areas)
    first = wave_nps(profile.waves[0])
    guesses = [4.4, 4.2, 4.5, 4.3, 4.6] if planted else [3.6, 3.7, 3.6, 3.5, 3.6]
    return {
        "vision": story.vision,
        "starting_point": story.start,
        "context": story.context,
        "differentiation": story.difference,
        "scope": both(
            "Toda la relación con el cliente, de la primera consulta a la solución de problemas.",
            "The whole relationship, from a customer's first question to solving problems.",
        ),
        "objectives": [
            {
                "id": "O1",
                "text": both(
                    "Recuperar la recomendación de los clientes", "Win back recommendation"
                ),
                "kpi": ["K1"],
                "target": [round(first) + 4, round(first) + 12],
                "due": "2027-06-30",
                "owner": profile.roles["lead"],
            },
            {
                "id": "O2",
                "text": both("Resolver a la primera", "Solve it the first time"),
                "kpi": ["K2", "K4"],
                "due": "2026-12-31",
                "owner": profile.roles["service"],
            },
            {
                "id": "O3",
                "text": both("Perder menos clientes", "Lose fewer customers"),
                "kpi": ["K3"],
                "due": "2027-06-30",
                "owner": profile.roles["lead"],
            },
        ],
        "promises": [
            {
                "touchpoint": touchpoint,
                "promise": promise,
                "expectation": expectation,
                "kept": kept if planted else "yes",
                "evidence": ["responses.csat", "ST1"],
            }
            for touchpoint, (promise, expectation, kept) in story.promises.items()
        ],
        "leaders_asked": 12,
        "leaders": [
            {
                "leader": f"L{i + 1}",
                "area": story.areas[areas[i % len(areas)]][profile.own],
                "critical": "yes" if critical[i] else "no",
                "implemented": "yes" if implemented[i] else "no",
            }
            for i in range(len(critical))
        ],
        "self_rating": {
            "metric": "csat",
            "scale": [1, 5],
            "ratings": [
                {"leader": f"L{i + 1}", "touchpoint": touchpoint, "score": guess}
                for touchpoint in story.promises
                for i, guess in enumerate(guesses)
            ],
        },
        "service": [
            {"element": "goals", "met": "yes"},
            {"element": "needs_first", "met": "partly"},
            {"element": "empathy", "met": "yes"},
            {"element": "omnichannel", "met": "no"},
            {"element": "learning", "met": "partly"},
        ],
        "benefits": [
            {"kpi": "K3", "drives": "retention"},
            {"kpi": "K1", "drives": "acquisition"},
            {"kpi": "K4", "drives": "cost"},
        ],
    }


def empathy(profile: Profile, story: Story) -> dict[str, Any]:
    """Return ``empathy.yml``: the archetypes with one note on each side of their map."""
    return {
        "archetypes": [
            {
                "id": kind.id,
                "name": kind.name,
                "size": kind.size if profile.planted.archetype_distance else 0.25,
                "goals": [{"text": kind.goal, "sources": ["ST1"], "teams": ["research", "cx"]}],
                "needs": [
                    {
                        "text": profile.needs[need][1],
                        "sources": [f"customers.{need}"],
                        "teams": ["marketing"],
                    }
                    for need in kind.needs
                ],
                "behaviours": [
                    {"text": story.empathy[kind.id].does, "sources": ["ST1", "events.touchpoint"]}
                ],
                "emotions": [{"text": story.empathy[kind.id].feels, "sources": ["ST1"]}],
                "map": _map(story.empathy[kind.id]),
            }
            for kind in profile.archetypes
        ]
    }


def _map(notes: EmpathyNotes) -> dict[str, Any]:
    return {
        "says": [{"text": notes.says, "sources": ["ST1", "interviews"]}],
        "thinks": [{"text": notes.thinks, "sources": ["ST1"]}],
        "does": [{"text": notes.does, "sources": ["ST2"]}],
        "feels": [{"text": notes.feels, "sources": ["ST1"]}],
        "pains": [{"text": notes.pain, "sources": ["responses.verbatim", "ST1"]}],
        "gains": [notes.gain],
    }


def journeys(profile: Profile, story: Story) -> dict[str, Any]:
    """Return ``journeys.yml``: touchpoints, pain points, the journey as it is and to be."""
    phases = {step.touchpoint: step.phase for step in story.steps}
    order = ("before", "during", "after")
    stages = list(dict.fromkeys(touchpoint.stage for touchpoint in profile.touchpoints))
    owners = {pain.touchpoint: profile.roles[pain.owner] for pain in story.pains}
    return {
        "touchpoints": [
            {
                "name": touchpoint.name,
                "label": touchpoint.label,
                "phase": phases.get(touchpoint.name, order[stages.index(touchpoint.stage)]),
                "contact": _contact(touchpoint),
                "channel": touchpoint.channels[0],
                "owner": owners.get(touchpoint.name, profile.roles["lead"]),
            }
            for touchpoint in profile.touchpoints
        ],
        "pain_points": [
            {
                "id": pain.id,
                "text": pain.text,
                "touchpoint": pain.touchpoint,
                "severity": pain.severity,
                "frequency": pain.frequency,
                "reach": pain.reach,
                "evidence": ["responses.verbatim", "tickets.reason", "ST1"],
                "owner": profile.roles[pain.owner],
            }
            for pain in story.pains
        ],
        "journeys": [
            {
                "id": "J1",
                "name": story.journey,
                "goal": story.journey_goal,
                "archetypes": [kind.id for kind in profile.archetypes[:2]],
                "as_is": {
                    "date": STUDIED,
                    "version": "1.2",
                    "stages": _stages(profile, story, False),
                },
                "to_be": {
                    "date": "2026-06-15",
                    "version": "0.9",
                    "stages": _stages(profile, story, True),
                },
            }
        ],
    }


_DIGITAL = frozenset({"App", "Web", "Banca en línea", "Chat", "WhatsApp"})


_PHYSICAL = frozenset({"Sucursal", "Tienda", "Visita", "Airport", "On board"})


def _contact(touchpoint: Touchpoint) -> str:
    """Tell the kind of contact by the channels of a touchpoint."""
    if set(touchpoint.channels) <= _DIGITAL:
        return "digital"
    return "physical" if touchpoint.channels[0] in _PHYSICAL else "human"


def _stages(profile: Profile, story: Story, to_be: bool) -> list[dict[str, Any]]:
    """Group the steps by stage; the journey to be has those with a new action."""
    stages: list[dict[str, Any]] = []
    for step in story.steps:
        action = step.to_be if to_be else step.as_is
        if action is None:
            continue
        if not stages or stages[-1]["name"] != step.stage:
            stages.append({"name": step.stage, "phase": step.phase, "steps": []})
        stages[-1]["steps"].append(_step(profile, story, step, to_be=to_be))
    return stages


def _step(profile: Profile, story: Story, step: StepPlan, *, to_be: bool) -> dict[str, Any]:
    asked = next(t.effort for t in profile.touchpoints if t.name == step.touchpoint)
    entry: dict[str, Any] = {
        "id": f"{'T' if to_be else 'A'}{step.id}",
        "action": step.to_be if to_be else step.as_is,
        "touchpoint": step.touchpoint,
        "channel": (step.to_channel if to_be else "") or step.channel,
        "emotion": step.hoped if to_be else step.emotion,
        "metric": "ces" if asked else "csat",
    }
    if to_be:
        entry["replaces"] = [f"A{step.id}"]
        entry["expected"] = both("Sube en dos trimestres", "Rises within two quarters")
        return entry
    if step.pains:
        entry["pain_points"] = list(step.pains)
        owner = next(pain.owner for pain in story.pains if pain.id == step.pains[0])
        entry["owner"] = profile.roles[owner]
    entry["evidence"] = ["ST1", "responses.csat"]
    return entry
