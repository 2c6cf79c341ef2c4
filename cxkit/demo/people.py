"""The pulse survey of the client's own people."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxkit.demo.customers import days, rounded_answers
from cxkit.demo.profiles import Profile, Unit
from cxkit.demo.responses import score_counts

SURVEYED = (pd.Timestamp(2026, 5, 11), 12)
"""First day of the pulse and its length in days."""


def pulse(profile: Profile) -> pd.DataFrame:
    """Draw one answer an employee; the eNPS of every unit is met to a rounding."""
    rng = profile.rng(8)
    parts = [_unit(profile, unit, rng) for unit in profile.units]
    table = pd.concat(parts, ignore_index=True)
    table = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
    table.insert(0, "employee_id", [f"E{i:03d}" for i in range(1, len(table) + 1)])
    return table


def _unit(profile: Profile, unit: Unit, rng: np.random.Generator) -> pd.DataFrame:
    scores = np.repeat(np.arange(11), score_counts(unit.n, unit.enps))
    mood = 0.8 * unit.enps / 40 + rng.standard_normal(unit.n)
    enps = np.zeros(unit.n)
    enps[np.argsort(mood, kind="stable")] = scores
    spans = ("Menos de 1 año", "1 a 5 años", "Más de 5 años")
    if profile.own == "en":
        spans = ("Under 1 year", "1 to 5 years", "Over 5 years")
    table = pd.DataFrame(
        {
            "date": days(rng.integers(0, SURVEYED[1], unit.n), since=SURVEYED[0].date()),
            "unit": unit.name,
            "seniority": np.array(spans)[rng.integers(0, 3, unit.n)],
            "enps": enps,
        }
    )
    for number, item in enumerate(profile.items):
        value = 3.5 - 0.1 * (number % 3) + 0.55 * mood + 0.75 * rng.standard_normal(unit.n)
        answers = rounded_answers(value, low=1, high=5)
        answers[rng.random(unit.n) < 0.02] = np.nan
        table[item] = answers
    return table
