"""``initiatives.csv``, ``adoption.csv`` and ``economics.yml`` of a demo client."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from cxkit.demo.profiles import Profile, both
from cxkit.demo.story import Plan, Rows, Story


def planned(profile: Profile, story: Story) -> list[Plan]:
    """Return the initiatives; planted: I4 claims I3's benefit, I6 an unknown pain, I7 loses."""
    plans = list(story.plans)
    if not profile.planted.judgements:
        return plans
    changed = {
        "I4": {"pain": "P1", "kpi": "K3", "effect": -0.4},
        "I5": {"owner": ""},
        "I6": {"pain": "P99"},
        "I7": {"benefit": 0.2},
    }
    return [replace(plan, **changed.get(plan.id, {})) for plan in plans]  # type: ignore[arg-type]  # fields by name


def initiatives(profile: Profile, story: Story) -> Rows:
    """Return ``initiatives.csv``."""
    rows: Rows = []
    for plan in planned(profile, story):
        cost, benefit = plan.cost * story.money, plan.benefit * story.money
        reach = next((pain.reach for pain in story.pains if pain.id == plan.pain), 0.1)
        rows.append(
            {
                "id": plan.id,
                "name_es": plan.name["es"],
                "name_en": plan.name["en"],
                "pain_point": plan.pain,
                "owner": profile.roles[plan.owner] if plan.owner else "",
                "kpi": plan.kpi,
                "adoption_kpi": "K9" if plan.id == "I2" else "",
                "cost_low": round(0.8 * cost),
                "cost": round(cost),
                "cost_high": round(1.4 * cost),
                "effect_low": round(0.4 * plan.effect, 2),
                "effect": plan.effect,
                "effect_high": round(1.5 * plan.effect, 2),
                "benefit_low": round(0.5 * benefit),
                "benefit": round(benefit),
                "benefit_high": round(1.4 * benefit),
                "customers": round(reach * story.all_customers),
                "probability": plan.probability,
                "effort": plan.effort,
                "customer_impact": plan.impact[0],
                "business_impact": plan.impact[1],
                "start": plan.start,
                "end": plan.end,
                "depends_on": plan.after,
                "stage": plan.stage,
                "status": plan.status,
                "claim": plan.claim,
            }
        )
    return rows


def adoption() -> Rows:
    """Return ``adoption.csv``: two running initiatives, taken up month by month."""
    counts = {"I1": (6, 18, 37, 58), "I2": (20, 61, 90, 104)}
    return [
        {"initiative": name, "date": day, "eligible": 120, "adopted": adopted}
        for name, series in counts.items()
        for day, adopted in zip(
            ("2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"), series, strict=True
        )
    ]


def economics(profile: Profile, story: Story, customers: pd.DataFrame) -> dict[str, Any]:
    """Return ``economics.yml``; the client's own results are those of its data."""
    earned, before = float(customers["revenue"].sum()), float(customers["revenue_before"].sum())
    margin = float(customers["margin"].sum()) / earned
    return {
        "contractual": "no" if profile.experiment_rows == "visitors" else "yes",
        "churn_period": "year",
        "discount_rate": 0.11,
        "horizon_years": 5,
        "customers": story.all_customers,
        "cost_per_contact": [round(story.money * 3e-5, 1), round(story.money * 6e-5, 1)],
        "acquisition_cost": [round(story.money * 5e-4), round(story.money * 9e-4)],
        "price_premium": [0.0, 0.04],
        "premium_share": [0.10, 0.30],
        "premium_basis": "stated",
        "earned_share": [0.15, 0.25],
        "outcomes": [
            {
                "measure": "retention",
                "own": round(1 - float(customers["churned"].mean()), 3),
                "sector": 0.88,
                "source": both("Estimación del cliente", "The client's estimate"),
            },
            {"measure": "growth", "own": round(earned / before - 1, 3), "sector": 0.06},
            {"measure": "margin", "own": round(margin, 3), "sector": round(margin - 0.02, 2)},
        ],
        "finance": {
            "prices": "nominal",
            "rate_prices": "nominal",
            "rate_source": both(
                "Costo promedio del capital, dirección financiera",
                "Weighted cost of capital, finance department",
            ),
            "inflation": 0.04,
            "tax_rate": 0.3,
            "budget": round(4 * story.money),
        },
        "planned_tests": _planned_tests(profile, story),
        **_changes(profile),
        "notes": both(
            "Supuestos acordados en el taller de economía.",
            "Assumptions agreed in the economics workshop.",
        ),
        "agreed_by": story.agent,
    }


def _changes(profile: Profile) -> dict[str, Any]:
    """Return what reached some regions before others, where something did."""
    plan = profile.roll_out
    if plan is None:
        return {}
    change = {
        "initiative": plan.initiative,
        "since": plan.since.isoformat(),
        "where": {"region": list(plan.regions)},
        "outcome": "score",
        "question": "csat",
    }
    return {"changes": [change]}


def _planned_tests(profile: Profile, story: Story) -> list[dict[str, Any]]:
    """Return the plan of the first test in the data, and of the broken one run again."""
    first, again = profile.experiments[0], profile.experiments[-1]
    return [
        {
            "name": first.name,
            "baseline": 0.10,
            "smallest_effect": 0.02 if sum(first.visitors) > 7_500 else 0.03,
            "visitors_a_day": round(sum(first.visitors) / 21),
            "visitors_a_year": round(sum(first.visitors) / 21 * 365, -3),
            "margin_per_conversion": round(story.money * 4e-4),
            "looks": 3,
            "control": "A",
        },
        {
            "name": f"{again.name} 2",
            "baseline": 0.07,
            "smallest_effect": 0.01,
            "visitors_a_day": 650,
            "looks": 4,
            "control": "A",
        },
    ]
