"""A/B tests, as totals of each arm or as one row a visitor."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxkit.demo.customers import days
from cxkit.demo.profiles import Experiment, Profile

ARMS = ("A", "B")
FIRST_DAY = pd.Timestamp(2026, 3, 2)
LENGTH = 21
LIKING = np.array([0.2, 1.5])
"""Mean of the measure from before, of visitors who care little and much."""


def experiments(profile: Profile) -> pd.DataFrame:
    """Return all tests of a client in the form its own tool exports."""
    if profile.experiment_rows == "totals":
        return pd.DataFrame(
            [
                (test.name, arm, test.visitors[i], test.conversions[i])
                for test in profile.experiments
                for i, arm in enumerate(ARMS)
            ],
            columns=["experiment", "arm", "visitors", "conversions"],
        )
    rng = profile.rng(9)
    table = pd.concat([_visitors(test, rng) for test in profile.experiments], ignore_index=True)
    table.insert(0, "unit_id", np.arange(100_001, 100_001 + len(table)))
    return table


def _visitors(test: Experiment, rng: np.random.Generator) -> pd.DataFrame:
    """Return visitors whose measure from before foretells who converts, alike in both arms."""
    n = sum(test.visitors)
    arm = np.repeat(np.arange(2), test.visitors)
    before = np.minimum(rng.poisson(LIKING[rng.integers(0, 2, n)]), 3)
    converted = np.zeros(n, dtype=bool)
    for i in range(2):
        rows = np.flatnonzero(arm == i)
        chance = (0.2 + before[rows]) / (0.2 + before[rows]).sum()
        converted[rng.choice(rows, test.conversions[i], replace=False, p=chance)] = True
    paid = 60.0 * np.ceil(rng.lognormal(np.log(2.5), 0.7, n))
    order = rng.permutation(n)
    table = pd.DataFrame(
        {
            "experiment": test.name,
            "arm": np.array(ARMS)[arm],
            "converted": converted,
            "revenue": np.where(converted, paid, 0.0),
            "before": before,
        }
    ).iloc[order]
    table = table.reset_index(drop=True)
    table.insert(1, "date", days(np.sort(rng.integers(0, LENGTH, n)), since=FIRST_DAY.date()))
    return table
