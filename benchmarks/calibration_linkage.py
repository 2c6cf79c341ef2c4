"""The real coverage of the intervals that tie scores to money, on customers with known truth.

Run it by itself: ``python benchmarks/calibration_linkage.py [--draws 2000]``. Customers, answers
and leaving are drawn again and again with a fixed seed, with a segment that may lie behind both,
and the kit's own functions are asked. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.economics.basis import YEAR, customers_of
from cxkit.economics.linkage.effects import PointEffect, effect_of
from cxkit.economics.linkage.followed import answers_by_question, followed_customers
from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Economics, Judgements
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND
from cxkit.stats.few_groups import group_contrast

SEED = 20_261_122
Row = tuple[str, float, float, float, bool]
"""Name, measured, least and greatest allowed, and whether it is met."""

PLAN = Engagement.model_validate(
    {
        "name": "Simulated",
        "region": "en_GB",
        "languages": ["en"],
        "currency": "EUR",
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
    }
)
LANDMARK, LAST = pd.Timestamp("2025-07-02"), pd.Timestamp("2025-12-31")
DAYS = (LAST - LANDMARK).days
POPULATION = 50_000
COLUMNS = {
    "customer_id": Column(name="customer_id", role="id"),
    "start_date": Column(name="start_date", role="date"),
    "end_date": Column(name="end_date", role="date"),
    "revenue_before": Column(name="revenue_before", role="money"),
    "margin": Column(name="margin", role="money"),
    "plan": Column(name="plan", role="segment"),
    "date": Column(name="date", role="date"),
    "ltr": Column(name="ltr", role="ltr", scale=LIKELIHOOD_TO_RECOMMEND),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A kind of client.

    Attributes
    ----------
    name : str
        What it is called in the table.
    n : int
        Customers.
    slope : float
        Change of the log odds of leaving in half a year for one point.
    level : float
        Log odds of leaving at a score of 7.
    answered : float
        Share that answered.
    tilt : float
        How strongly a segment goes with both score and leaving: what has to be held equal.
    """

    name: str
    n: int
    slope: float
    level: float
    answered: float = 0.7
    tilt: float = 0.0


CASES = (
    Case(name="1,500 customers, 12 % leave", n=1500, slope=-0.25, level=-2.2),
    Case(name="1,500 customers, no effect", n=1500, slope=0.0, level=-2.2),
    Case(name="600 customers, 20 % leave", n=600, slope=-0.25, level=-1.6),
    Case(name="5,000 customers, 5 % leave", n=5000, slope=-0.3, level=-3.2),
    Case(name="3,000 customers, a segment behind both", n=3000, slope=-0.2, level=-2.0, tilt=1.0),
)


def customers_drawn(
    case: Case, n: int, rng: np.random.Generator
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Return customers, their scores and their chance to leave after the landmark."""
    plan = rng.choice(3, n, p=(0.5, 0.3, 0.2))
    years = rng.gamma(2.0, 2.0, n) + 0.6
    before = np.exp(rng.normal(6, 0.6, n))
    mood = rng.normal(0, 1, n) + case.tilt * (plan - 0.7)
    score = np.clip(np.round(7.2 + 1.9 * mood), 0, 10)
    odds = case.level + case.slope * (score - 7) - 0.5 * case.tilt * (plan - 0.7)
    odds = odds - 0.3 * (np.log1p(years) - 1.5)
    frame = pd.DataFrame(
        {
            "customer_id": [f"c{k}" for k in range(n)],
            "start_date": LANDMARK - pd.to_timedelta(np.round(years * YEAR), unit="D"),
            "revenue_before": before,
            "plan": np.array(["A", "B", "C"])[plan],
        }
    )
    return frame, score, 1 / (1 + np.exp(-odds))


def truth_of(case: Case, rng: np.random.Generator) -> tuple[float, float]:
    """Return the true effect of a point on a year's leaving, and the true mean margin.

    By the definition: the mean over customers with an answer of the derivative of a year's chance.
    """
    _, _, chance = customers_drawn(case, 400_000, rng)
    pace = YEAR / DAYS
    effect = float((case.slope * pace * chance * (1 - chance) ** pace).mean())
    return effect, 300.0


def client_drawn(case: Case, rng: np.random.Generator) -> Client:
    """Return a client whose customers were drawn."""
    frame, score, chance = customers_drawn(case, case.n, rng)
    left = rng.random(case.n) < chance
    day = LANDMARK + pd.to_timedelta(rng.integers(1, DAYS + 1, case.n), unit="D")
    frame["end_date"] = pd.Series(day).where(left)
    frame["margin"] = 300 * np.exp(rng.normal(0, 0.6, case.n) - 0.18) * 365 / YEAR
    answered = rng.random(case.n) < case.answered
    answers = pd.DataFrame(
        {
            "customer_id": frame["customer_id"][answered].to_numpy(),
            "date": LANDMARK - pd.to_timedelta(rng.integers(0, 150, int(answered.sum())), unit="D"),
            "ltr": score[answered],
        }
    )
    tables: dict[Any, Table] = {
        name: Table(name=name, frame=table, columns={key: COLUMNS[key] for key in table})
        for name, table in (("customers", frame), ("responses", answers))
    }
    judged = Judgements(economics=Economics.model_validate({"customers": POPULATION}))
    return Client(slug="simulated", engagement=PLAN, tables=tables, judgements=judged)


def effects(draws: int) -> list[Row]:
    """Return the coverage of the effect of a point and of its money."""
    rows: list[Row] = []
    for case in CASES:
        rng = np.random.default_rng([SEED, case.n, round(-100 * case.slope)])
        effect, margin = truth_of(case, rng)
        inside = money_inside = alarms = made = 0
        for _ in range(draws):
            found = one_effect(client_drawn(case, rng))
            if found is None:
                continue
            made += 1
            inside += found.ci_low <= effect <= found.ci_high
            value = -POPULATION * effect * margin
            money_inside += found.money_low <= value <= found.money_high
            alarms += found.p_value <= 0.05
        shares = (inside / made, money_inside / made)
        for what, share in zip(("points of churn", "money"), shares, strict=True):
            rows.append((f"{case.name}: {what}", share, 0.93, 0.97, 0.93 <= share <= 0.97))
        if case.slope == 0:
            share = alarms / made
            rows.append((f"{case.name}: false alarms", share, 0.03, 0.07, 0.03 <= share <= 0.07))
    return rows


def one_effect(client: Client) -> PointEffect | None:
    """Return the kit's effect of a point of recommendation."""
    customers = customers_of(client)
    followed = followed_customers(customers, date(2025, 12, 31)) if customers else None
    if customers is None or followed is None:
        return None
    item = answers_by_question(client, customers)["ltr"]
    found = effect_of(followed, item)
    return found if isinstance(found, PointEffect) else None


def changes(draws: int) -> list[Row]:
    """Return false alarms and coverage of difference in differences with few groups."""
    rows: list[Row] = []
    rng = np.random.default_rng([SEED, 2])
    settings = ((4, 1, 0.5), (6, 2, 0.5), (8, 3, 0.0), (8, 3, 1.0), (8, 3, 4.0), (12, 4, 1.0))
    for groups, treated, between in settings:
        alarms = inside = 0
        for _ in range(draws):
            sampling = np.exp(rng.uniform(0, math.log(4), groups))
            change = rng.normal(0, 1, groups) * np.sqrt(sampling + between)
            got = np.arange(groups) < treated
            found = group_contrast(change, sampling, got)
            alarms += found.p_value <= 0.05
            moved = group_contrast(change + 1.0 * got, sampling, got)
            inside += moved.ci_low <= 1.0 <= moved.ci_high
        name = f"change, {treated} of {groups} groups, shocks of {between:g}"
        share = alarms / draws
        rows.append((f"{name}: false alarms", share, 0.0, 0.065, share <= 0.065))
        share = inside / draws
        rows.append((f"{name}: coverage", share, 0.935, 1.0, share >= 0.935))
    return rows


def calibration(*, draws: int = 1000) -> list[Row]:
    """Return all rows: name, measured, least and greatest allowed, met."""
    return [*effects(draws), *changes(4 * draws)]


def main() -> None:
    """Print a table and a last line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=1000)
    draws = parser.parse_args().draws
    rows = calibration(draws=draws)
    for name, measured, low, high, met in rows:
        print(f"{name:60} {measured:.4f}  {low:.3f} to {high:.3f}  {'met' if met else 'NOT MET'}")
    print(json.dumps({"draws": draws, "rows": rows}))


if __name__ == "__main__":
    main()
