"""``planted_truth.json``: what was planted, for tests that ask whether it is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.demo.customers import Population
from cxkit.demo.journeys import GIVE_UP_HERE, GO_ON
from cxkit.demo.judgement_governance import CLOSE_THE_LOOP, FIX_ROOT_CAUSES
from cxkit.demo.judgement_maturity import maturity_truth
from cxkit.demo.profiles import Profile, wave_nps
from cxkit.demo.responses import FIT, HALO
from cxkit.demo.story import Story

FALL, CALM = 12.0, 1.5
"""Points by which a wave's NPS must fall to count as fallen, and may move to count as calm."""


def planted_truth(
    profile: Profile,
    story: Story,
    tables: dict[str, pd.DataFrame],
    people: Population,
    ticket_days: npt.NDArray[np.float64],
    *,
    lifted: float | None,
) -> dict[str, Any]:
    """Return what is planted in a client; empty lists and nulls where nothing is."""
    planted = profile.planted
    judged = planted.judgements
    closed = tables["tickets"]["resolved"].notna().to_numpy()
    slowest = max(profile.tickets.channels, key=lambda name: profile.tickets.channels[name])
    differ = len(set(profile.tickets.channels.values())) > 1
    return {
        "client": profile.slug,
        "seed": profile.seed,
        "drivers": {
            "weights": {item.column: round(item.weight, 4) for item in profile.attributes},
            "fit": FIT,
            "halo": HALO,
            "equal": len({item.weight for item in profile.attributes}) == 1,
        },
        "archetypes": _archetypes(profile, people),
        "waves": {
            "nps": {wave.name: round(wave_nps(wave), 2) for wave in profile.waves},
            "fell": _steps(profile, lambda change: change <= -FALL, mixed=False),
            "calm": _steps(profile, lambda change: abs(change) <= CALM, mixed=False),
        },
        "mix_shift": _mix_shift(profile),
        "churn": {
            "promoters": profile.customers.churn[0],
            "passives": profile.customers.churn[1],
            "detractors": profile.customers.churn[2],
            "effect": len(set(profile.customers.churn)) > 1,
        },
        "revenue_growth": {
            "promoters": profile.customers.growth[0],
            "passives": profile.customers.growth[1],
            "detractors": profile.customers.growth[2],
        },
        "roll_out": _roll_out(profile, lifted),
        "losing_touchpoint": profile.sore.name if profile.sore.shift < 0 else None,
        "journey": {
            "drop_after": profile.funnel[2] if judged else None,
            "go_on": GIVE_UP_HERE if judged else GO_ON,
            "go_on_elsewhere": GO_ON,
            "visited_again": profile.sore.name if judged else None,
        },
        "tickets": {
            "slow_channel": slowest if differ else None,
            "open": int((~closed).sum()),
            "true_mean_days": round(float(ticket_days.mean()), 3),
            "closed_only_mean_days": round(float(ticket_days[closed].mean()), 3),
        },
        "responses": {
            "straight_liners": round(planted.straight_liners * sum(w.n for w in profile.waves)),
            "repeated": planted.repeated,
            "comments_with_personal_data": planted.personal_comments,
        },
        "employees": {
            "low_unit": min(profile.units, key=lambda unit: unit.enps).name if judged else None,
            "small_units": [unit.name for unit in profile.units if unit.n < 5],
        },
        "experiments": _experiments(profile),
        "governance": {
            "silo": story.silo if judged else None,
            "raci_two_accountable": [CLOSE_THE_LOOP["en"]] if judged else [],
            "raci_none_accountable": [FIX_ROOT_CAUSES["en"]] if judged else [],
            "unanswered_charter_questions": ["approvals"] if judged else [],
            "overdue_training": _areas(profile, story, 1, 3),
            "never_trained": _areas(profile, story, 5, 6),
        },
        "maturity": maturity_truth(profile),
        "chain": {
            "initiative_without_owner": ["I5"] if judged else [],
            "initiative_with_unknown_pain_point": ["I6"] if judged else [],
            "initiative_that_loses_money": ["I7"] if judged else [],
            "benefit_claimed_twice": [["I3", "I4"]] if judged else [],
            "kpi_without_baseline": ["K6"] if judged else [],
        },
    }


def truth_bytes(truth: dict[str, Any]) -> bytes:
    """Return the truth as JSON, one line for each thing planted."""
    lines = [
        f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in truth.items()
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8")


def _archetypes(profile: Profile, people: Population) -> dict[str, Any] | None:
    """Return sizes, needs and each customer's archetype as one letter, in the file's order."""
    if not profile.planted.archetype_distance:
        return None
    letters = "ABCD"
    return {
        "sizes": {letters[i]: kind.size for i, kind in enumerate(profile.archetypes)},
        "ids": {letters[i]: kind.id for i, kind in enumerate(profile.archetypes)},
        "needs": {letters[i]: list(kind.needs) for i, kind in enumerate(profile.archetypes)},
        "distance_sd": profile.planted.archetype_distance,
        "by_customer": "".join(letters[i] for i in people.archetype),
    }


def _steps(profile: Profile, test: Callable[[float], bool], *, mixed: bool) -> list[list[str]]:
    """Return the pairs of waves whose change of total NPS passes a test, mix shifts apart."""
    found = []
    for i in range(len(profile.waves) - 1):
        before, after = profile.waves[i], profile.waves[i + 1]
        change = wave_nps(after) - wave_nps(before)
        if test(change) and (profile.mix_shift == (i, i + 1)) == mixed:
            found.append([before.name, after.name])
    return found


def _mix_shift(profile: Profile) -> dict[str, Any] | None:
    """Split the change of the shifted waves into what is real and what is mix (Kitagawa)."""
    if profile.mix_shift is None:
        return None
    before, after = (profile.waves[i] for i in profile.mix_shift)
    cells = list(zip(before.shares, after.shares, before.nps, after.nps, strict=True))
    return {
        "waves": [before.name, after.name],
        "by": "segment",
        "real": round(sum((s2 - s1) * (w1 + w2) / 2 for w1, w2, s1, s2 in cells), 3),
        "mix": round(sum((w2 - w1) * (s1 + s2) / 2 for w1, w2, s1, s2 in cells), 3),
    }


def _roll_out(profile: Profile, lifted: float | None) -> dict[str, Any] | None:
    """Return who got the roll-out, from when, and the points of satisfaction it brought."""
    plan = profile.roll_out
    if plan is None or lifted is None:
        return None
    return {
        "initiative": plan.initiative,
        "since": plan.since.isoformat(),
        "regions": list(plan.regions),
        "question": "csat",
        "points": round(lifted, 3),
    }


def _experiments(profile: Profile) -> dict[str, list[str]]:
    names = [test.name for test in profile.experiments]
    if not profile.planted.judgements:
        return {"effect": [], "no_effect": names, "sample_ratio_mismatch": []}
    return {"effect": names[:1], "no_effect": names[1:2], "sample_ratio_mismatch": names[2:]}


def _areas(profile: Profile, story: Story, first: int, end: int) -> list[str]:
    names = [name[profile.own] for name in story.areas.values()]
    return names[first:end] if profile.planted.judgements else []
