"""The simulation of business cases against values that can be worked out exactly.

Run it by itself: ``python benchmarks/calibration_cases.py``. Each row is a figure with what it may
be; the last line is JSON. The seeds are fixed.
"""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
from scipy.stats import norm

from cxkit.economics import value_of_knowing, value_of_perfect_information
from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.expected import expected_values
from cxkit.economics.cases.projects import Assumptions, Project, projects_of
from cxkit.economics.cases.ranges import range_mean
from cxkit.economics.cases.simulation import simulate
from cxkit.engagement.judgements import Initiative

Row = tuple[str, float, float, float, bool]
"""Name, figure, the least and the greatest it may be, and whether it is."""
SEEDS = 200
DRAWS = 20_000


def plan(*, shared: bool) -> tuple[Project, ...]:
    """Return four initiatives with uneven ranges, each alone or two with one benefit."""
    rows = [
        Initiative.model_validate(
            {
                "id": f"I{place}", "name": f"Initiative {place}",
                "cost_low": 80, "cost": 100, "cost_high": 150, "running_cost": 5,
                "benefit_low": 30 - 5 * place, "benefit": 60, "benefit_high": 120,
                "probability": 0.5 + 0.1 * place, "delay_months": 4 * place, "ramp_months": 6,
                "shares_benefit": "calls" if shared and place < 2 else None,
            }
        )
        for place in range(4)
    ]  # fmt: skip
    conventions = Conventions(
        discount=0.12, years=5, prices="nominal", inflation=0.03, tax=0.3, depreciation=3
    )
    return projects_of(rows, (), conventions=conventions, assumptions=Assumptions())


def analytic(projects: tuple[Project, ...]) -> float:
    """Return the mean net present value: means of the ranges, success at its probability."""
    benefits = [range_mean(each.benefit, spread="p10_p90") for each in projects]
    costs = [
        range_mean(each.cost, spread="p10_p90") * each.schedule.cost_factor
        + range_mean(each.running, spread="p10_p90") * each.schedule.running_factor
        for each in projects
    ]
    return float(expected_values(projects, Assumptions(), benefits=benefits, costs=costs).sum())


def fixed(projects: tuple[Project, ...]) -> tuple[Project, ...]:
    """Return projects whose amounts are certain, so that only success is drawn."""
    return tuple(
        replace(each, benefit=(each.benefit[1],) * 3, cost=(each.cost[1],) * 3) for each in projects
    )


def rows(*, quick: bool = False) -> list[Row]:
    """Return what was asked for and what was measured."""
    seeds = 20 if quick else SEEDS
    found: list[Row] = []
    cases = {
        "no benefit shared": plan(shared=False),
        "one benefit claimed twice, amounts certain": fixed(plan(shared=True)),
    }
    for name, projects in cases.items():
        exact, covered, errors = analytic(projects), 0, []
        for seed in range(seeds):
            values = simulate(projects, Assumptions(), draws=DRAWS, seed=seed).values.sum(axis=0)
            error = float(values.std(ddof=1)) / math.sqrt(DRAWS)
            covered += abs(float(values.mean()) - exact) <= 1.96 * error
            errors.append((float(values.mean()) - exact) / error)
        share, slack = covered / seeds, 2.6 * math.sqrt(0.95 * 0.05 / seeds)
        found.append(_row(f"NPV, {name}: share of runs whose 95 % interval holds the exact value",
                          share, 0.95 - slack, min(1.0, 0.95 + slack)))  # fmt: skip
        bias = float(np.mean(errors))
        slack = 2.6 / math.sqrt(seeds)
        found.append(_row(f"NPV, {name}: mean distance in standard errors", bias, -slack, slack))
    rng = np.random.default_rng(1)
    exact = float(2 * norm.pdf(0.5) - norm.cdf(-0.5))
    perfect, part, nothing = [], [], []
    for _ in range(seeds):
        x, noise = rng.normal(0, 2, DRAWS), rng.normal(0, 3, DRAWS)
        perfect.append(value_of_perfect_information(1 + x))
        part.append(value_of_knowing(x, 1 + x + noise))
        nothing.append(value_of_knowing(rng.normal(size=DRAWS), x + noise))
    found.append(_row("EVPI of a normal value, part of the exact one",
                      float(np.mean(perfect)) / exact, 0.99, 1.01))  # fmt: skip
    found.append(_row("EVPPI of one of two normal parts, part of the exact one",
                      float(np.mean(part)) / exact, 0.9, 1.02))  # fmt: skip
    found.append(_row("EVPPI of an assumption that tells nothing, part of a standard deviation",
                      float(np.mean(nothing)) / math.sqrt(13), 0.0, 0.005))  # fmt: skip
    return found


def _row(name: str, measured: float, low: float, high: float) -> Row:
    return name, measured, low, high, bool(low <= measured <= high)


def main() -> None:
    """Print the rows, and all of them as JSON in the last line."""
    found = rows()
    for name, measured, low, high, met in found:
        print(
            f"{name:<78} {measured:8.4f}  {low:7.4f} to {high:7.4f}  {'met' if met else 'MISSED'}"
        )
    print(json.dumps([dict(zip(("name", "measured", "low", "high", "met"), row, strict=True))
                      for row in found]))  # fmt: skip


if __name__ == "__main__":
    main()
