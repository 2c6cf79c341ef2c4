"""A/B tests, as totals of each arm or as one row a visitor."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxkit.demo.customers import days
from cxkit.demo.profiles import Experiment, Profile

ARMS = ("A", "B")
FIRST_DAY = pd.Timestamp(2026, 3, 2)
LENGTH = 21


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
    n = sum(test.visitors)
    arm = np.repeat(np.arange(2), test.visitors)
    converted = np.zeros(n, dtype=bool)
    for i in range(2):
        rows = np.flatnonzero(arm == i)
        converted[rng.choice(rows, test.conversions[i], replace=False)] = True
    before = rng.poisson(1.2 + 1.5 * converted)
    order = rng.permutation(n)
    table = pd.DataFrame(
        {
            "experiment": test.name,
            "arm": np.array(ARMS)[arm],
            "converted": converted,
            "before": before,
        }
    ).iloc[order]
    table = table.reset_index(drop=True)
    table.insert(1, "date", days(np.sort(rng.integers(0, LENGTH, n)), since=FIRST_DAY.date()))
    return table
