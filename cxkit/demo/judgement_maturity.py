"""``maturity.yml`` of a demo client, and what is planted in it."""

from __future__ import annotations

from typing import Any

from cxkit.demo.profiles import Profile, both
from cxkit.frameworks.maturity_model import COMPONENTS, PHASES, kit_models

LEVELS, PROGRAMME = "five_levels", "three_levels"
"""Keys of the maturity models of five and of three levels."""

Scores = dict[str, tuple[int, ...]]
"""Levels by dimension, one a rater."""

_RATERS = ("R1", "R2", "R3")
_DAY = "2026-06-05"

_PHASES: Scores = {
    "responsibilities": (3, 3, 2),
    "kpis": (3, 2, 3),
    "journey_analysis": (2, 2, 3),
    "cro": (2, 3, 2),
    "personalisation": (2, 2, 2),
    "integration": (1, 1, 2),
    "tools": (3, 2, 2),
}
_COMPONENTS: Scores = {
    "strategy": (3, 3, 2),
    "customers": (3, 2, 3),
    "journeys": (2, 3, 3),
    "perception": (3, 4, 3),
    "economics": (3, 3, 3),
    "governance": (2, 2, 4),
    "culture": (2, 2, 3),
}
"""Levels that three raters gave; over governance they are two levels apart."""

_UNDEVELOPED = (1, 1, 2)
_WEAKEST = {"demo_airline": "culture"}
"""Component planted as undeveloped, where it is not economics."""

_CHECKED = {
    "checklist": [
        {"item": item, "met": met}
        for item, met in {
            "journeys_identified": "yes",
            "people_assessed": "yes",
            "processes_assessed": "yes",
            "technology_assessed": "partly",
            "governance": "yes",
            "adoption_measured": "yes",
            "impact_measured": "no",
        }.items()
    ]
}
"""Items of the five levels, checked one by one."""

_ALIKE: tuple[int, ...] = (3, 3, 3)
_SEEN = {
    "economics": both(
        "No hay caso de negocio acordado con Finanzas", "No business case is agreed with Finance"
    ),
    "culture": both("La formación está vencida en dos áreas", "Training is overdue in two areas"),
}
"""What the first rater saw where a component is undeveloped; a study stands for the rest."""


def maturity(profile: Profile) -> dict[str, Any]:
    """Return ``maturity.yml``: three raters on four models.

    Planted: one component and one variable are undeveloped, and the model of three levels
    sees the company further ahead than the one of six phases. The clean client has the same
    phase everywhere.
    """
    planted = profile.planted.judgements
    wanted = {COMPONENTS: 3, PHASES: 4, LEVELS: 3, PROGRAMME: 3}
    return {
        "assessments": [
            {
                "model": model,
                "date": _DAY,
                "ratings": _ratings(scores, _weakest(profile) if planted else ""),
                "targets": dict.fromkeys(scores, wanted[model]),
            }
            | (_CHECKED if model == LEVELS else {})
            for model, scores in _scores(profile, planted=planted).items()
        ]
    }


def maturity_truth(profile: Profile) -> dict[str, Any]:
    """Return what is planted: the lowest dimensions by model, and the models that clash."""
    scores = _scores(profile, planted=profile.planted.judgements)
    medians = {
        model: {key: sorted(given)[len(given) // 2] for key, given in rows.items()}
        for model, rows in scores.items()
    }
    bottleneck = {
        model: [key for key, median in rows.items() if median == min(rows.values())]
        for model, rows in medians.items()
        if len(set(rows.values())) > 1
    }
    phases = {
        model: set(kit_models()[model].levels[min(rows.values()) - 1].phases)
        for model, rows in medians.items()
    }
    return {
        "bottleneck": bottleneck,
        "models_disagree": not all(a & b for a in phases.values() for b in phases.values()),
    }


def _scores(profile: Profile, *, planted: bool) -> dict[str, Scores]:
    components = _COMPONENTS | {_weakest(profile): _UNDEVELOPED}
    return {
        COMPONENTS: components if planted else dict.fromkeys(components, _ALIKE),
        PHASES: _PHASES if planted else dict.fromkeys(_PHASES, _ALIKE),
        LEVELS: {"level": (2, 2, 3) if planted else _ALIKE},
        PROGRAMME: {"level": (2, 2, 1) if planted else (2, 2, 2)},
    }


def _weakest(profile: Profile) -> str:
    return _WEAKEST.get(profile.slug, "economics")


def _ratings(scores: Scores, weakest: str) -> list[dict[str, Any]]:
    ratings: list[dict[str, Any]] = []
    for dimension, given in scores.items():
        for rater, score in zip(_RATERS, given, strict=True):
            rating: dict[str, Any] = {"dimension": dimension, "rater": rater, "score": score}
            if rater == _RATERS[0]:
                rating["sources"] = "ST2"
                if dimension == weakest:
                    rating["evidence"] = _SEEN[dimension]
            ratings.append(rating)
    return ratings
