"""How long 100,000 futures of 30 initiatives take, beside a plain loop over futures.

Run it by itself: ``python benchmarks/business_cases.py``. The peer does what a notebook without
arrays would do: for each future it draws every initiative and adds up its years; it is run on
fewer futures and scaled. Processor time, the best of several runs; all figures as JSON in the last
line.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Callable

from cxkit.economics.cases.chances import chances_of
from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.portfolio import portfolio_of
from cxkit.economics.cases.projects import Assumptions, Project, projects_of
from cxkit.economics.cases.ranges import TENTH
from cxkit.economics.cases.simulation import simulate
from cxkit.engagement.judgements import Initiative, Kpi

CONVENTIONS = Conventions(discount=0.11, years=5)
ASSUMPTIONS = Assumptions(
    margin=180.0, margin_sd=6.0, population=100_000, churn=0.16, lost=320, n=2000
)
LIMIT = 2.0
"""Seconds of processor time that 100,000 futures of 30 initiatives may take."""


def plan(n: int) -> tuple[Project, ...]:
    """Return initiatives of every kind: given benefits, churn, pairs with one benefit."""
    kpi = Kpi.model_validate({"id": "K", "name": "Churn", "metric": "churn", "unit": "%"})
    rows = []
    for place in range(n):
        row = {
            "id": f"I{place}", "name": f"Initiative {place}", "cost_low": 80_000,
            "cost": 100_000 + 1000 * place, "cost_high": 160_000 + 1000 * place,
            "probability": 0.5 + 0.4 * (place % 5) / 4, "ramp_months": 3 * (place % 4),
            "delay_months": place % 12,
        }  # fmt: skip
        if place % 3 == 0:
            row |= {"kpi": "K", "effect": -0.4, "effect_low": -0.1, "effect_high": -0.8}
        else:
            row |= {"benefit_low": 20_000, "benefit": 60_000, "benefit_high": 110_000}
        if place % 6 in (1, 2):
            row |= {"shares_benefit": f"benefit {place // 6}"}
        if place % 7 == 0:
            row |= {"running_cost": 5000}
        rows.append(Initiative.model_validate(row))
    return projects_of(rows, [kpi], conventions=CONVENTIONS, assumptions=ASSUMPTIONS)


def loop(projects: tuple[Project, ...], draws: int, seed: int) -> list[float]:
    """Return the value of the plan in each future, future by future."""
    rng = random.Random(seed)

    def drawn(three: tuple[float, float, float]) -> float:
        z = rng.gauss(0, 1)
        side = three[1] - three[0] if z < 0 else three[2] - three[1]
        return three[1] + z * side / TENTH

    values = []
    for _ in range(draws):
        margin = rng.gauss(ASSUMPTIONS.margin, ASSUMPTIONS.margin_sd)
        lost = rng.betavariate(ASSUMPTIONS.lost + 0.5, ASSUMPTIONS.n - ASSUMPTIONS.lost + 0.5)
        ceiling = lost * ASSUMPTIONS.population * margin
        gained, value = [], 0.0
        for project in projects:
            benefit = drawn(project.benefit)
            if project.by_margin:
                benefit *= margin / ASSUMPTIONS.margin
            gained.append(benefit if rng.random() < project.probability else 0.0)
            value -= max(drawn(project.cost), 0.0) * project.schedule.cost_factor
            value -= max(drawn(project.running), 0.0) * project.schedule.running_factor
        for year in range(1, CONVENTIONS.years + 1):
            amounts = [
                max(each * project.schedule.active[year - 1], 0.0)
                for project, each in zip(projects, gained, strict=True)
            ]
            shares = [1.0] * len(projects)
            for pool in {project.pool for project in projects} - {-1}:
                places = [k for k, project in enumerate(projects) if project.pool == pool]
                whole = sum(amounts[k] for k in places)
                for k in places:
                    if amounts[k] > 0:
                        shares[k] = max(amounts[p] for p in places) / whole
            churn = [k for k, project in enumerate(projects) if project.on_churn]
            whole = sum(shares[k] * amounts[k] for k in churn)
            if whole > ceiling:
                for k in churn:
                    shares[k] *= ceiling / whole
            for k, project in enumerate(projects):
                worth = project.schedule.benefit[year] * project.schedule.value[year]
                value += worth * shares[k] * gained[k]
        values.append(value)
    return values


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Return the least processor time of several runs, in seconds."""
    took = []
    for _ in range(runs):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def main() -> None:
    """Print the times and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=100_000)
    parser.add_argument("--initiatives", type=int, default=30)
    parser.add_argument("--loop", type=int, default=1000, help="futures of the peer")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    projects = plan(given.initiatives)
    drawn = simulate(projects, ASSUMPTIONS, draws=given.draws)
    ours = best_of(given.runs, lambda: simulate(projects, ASSUMPTIONS, draws=given.draws))
    summed = best_of(given.runs, lambda: chances_of(drawn, CONVENTIONS))
    chosen = best_of(1, lambda: portfolio_of(drawn, budget=1_000_000))
    peer = best_of(1, lambda: loop(projects, given.loop, 1)) * given.draws / given.loop
    mean = float(drawn.values.sum(axis=0).mean())
    spread = float(drawn.values.sum(axis=0).std())
    looped = loop(projects, given.loop, 2)
    apart = (sum(looped) / len(looped) - mean) / (spread / math.sqrt(len(looped)))
    found = {
        "initiatives": given.initiatives,
        "draws": given.draws,
        "simulate_cpu_s": round(ours, 3),
        "summary_cpu_s": round(summed, 3),
        "portfolio_cpu_s": round(chosen, 3),
        "peer_loop_cpu_s_scaled": round(peer, 1),
        "ratio": round(peer / ours, 1),
        "means_apart_in_standard_errors": round(apart, 2),
        "limit_s": LIMIT,
        "met": ours + summed < LIMIT,
    }
    for name, value in found.items():
        print(f"{name:>34}  {value}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
