"""The real coverage of the kit's intervals and the real false alarms of its tests.

Run it by itself: ``python benchmarks/calibration.py``, or a part of it with
``--part nps|csat|waves|headlines|economics``. It prints the tables of
``docs/methods/perception.md`` and ``docs/methods/statistics.md``, says which of its targets are
met, and gives all figures as JSON in its last line. What can be enumerated is enumerated; the rest
is drawn with a fixed seed, and its error is printed. Economics takes half an hour and more; its
parts are scripts of their own (``benchmarks/calibration_*.py``).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from calibration_cases import rows as case_rows
from calibration_growth import growth as growth_rows
from calibration_lifetime import lifetime_rows
from calibration_linkage import calibration as linkage_rows
from calibration_trials import checks as trial_rows
from false_alarms import (
    check_against_the_kit,
    mean_wave_alarms,
    net_wave_alarms,
    net_wave_alarms_drawn,
    share_wave_alarms,
)
from families import false_equivalence, false_share_equivalence, families, family_alarms
from interval_coverage import Interval, net_coverage, share_coverage
from outcomes import Floats

from cxkit.metrics.net_promoter import SMALL_BASE
from cxkit.stats import (
    adjusted_wald_interval,
    agresti_coull_interval,
    score_interval,
    wald_interval,
    wilson_interval,
)
from cxkit.stats.bootstrap import bootstrap_interval

SEED = 20_260_101
NPS_BASES = (5, 8, 10, 15, 19, 20, 30, 50, 100, 200, 500, 1000)
SHARE_BASES = (5, 10, 15, 20, 30, 50, 100, 200, 500, 1000)
BOOTSTRAP_BASES = (20, 30, 50)
ENUMERATED = ((10, 10), (20, 20), (30, 30), (30, 90), (50, 50), (50, 150), (100, 100))
DRAWN = ((100, 300), (200, 200), (200, 600), (500, 500), (500, 1500), (1000, 1000))
MEAN_BASES = ((30, 30), (30, 90), (100, 100), (100, 300), (500, 500), (500, 1500))

Part = dict[str, Any]
Check = tuple[str, float, float, float]
"""What was asked for: its name, the figure, the least and the greatest it may be."""


def nps(*, quick: bool = False) -> tuple[Part, list[Check]]:
    """Return the coverage of the intervals of an NPS."""
    methods: dict[str, Interval] = {
        "Wald": wald_interval,
        "adjusted Wald": adjusted_wald_interval,
        "score": score_interval,
    }
    bases = (10, 20) if quick else NPS_BASES
    found: Part = {
        name: {n: net_coverage(n, interval) for n in bases} for name, interval in methods.items()
    }
    found["bootstrap"] = {
        n: net_coverage(n, bootstrapped) for n in (() if quick else BOOTSTRAP_BASES)
    }
    found["fine grid"] = {
        n: net_coverage(n, _printed(n), step=1) for n in (() if quick else NPS_BASES[:-2])
    }
    print("NPS, interval of 95 %: least, mean and greatest coverage, mean width in points")
    for name, rows in found.items():
        for n, row in rows.items():
            print(
                f"{name:>14} {n:5}  {row['least']:.4f} {row['mean']:.4f} {row['most']:.4f}"
                f" {row['width']:6.1f}  least inner {row['least_inner']:.4f}, edge"
                f" {row['least_edge']:.4f}; {row['below']} under 94 %, {row['above']} over 96 %"
                f" of {row['cells']}"
            )
    checks: list[Check] = []
    for n in bases:
        row = found["adjusted Wald" if n >= SMALL_BASE else "score"][n]
        if n >= 10:
            checks.append((f"NPS, printed interval, n {n}: mean", row["mean"], 0.94, 0.955))
        if n < SMALL_BASE:
            checks.append((f"NPS, score, n {n}: least", row["least"], 0.915, 1))
            if n >= 10:
                mean = found["adjusted Wald"][n]["mean"]
                checks.append((f"NPS, adjusted Wald, n {n}: mean", mean, 0.94, 0.955))
        else:
            checks.append((f"NPS, n {n}: least inner cell", row["least_inner"], 0.935, 1))
            checks.append((f"NPS, n {n}: least edge cell", row["least_edge"], 0.91, 1))
        if n >= 200:
            checks.append((f"NPS, n {n}: least cell", row["least"], 0.94, 0.96))
            checks.append((f"NPS, n {n}: greatest cell", row["most"], 0.94, 0.96))
    return found, checks


def csat(*, quick: bool = False) -> tuple[Part, list[Check]]:
    """Return the coverage of the interval of a share, for a list of bases and for every base."""
    found: Part = {n: share_coverage(n) for n in ((20,) if quick else SHARE_BASES)}
    print("\nShare, Wilson interval of 95 %: least, mean and greatest coverage over 0.02 to 0.98")
    checks: list[Check] = []
    for n, row in found.items():
        print(
            f"{n:5}  {row['least']:.4f} (at {row['least_at']}) {row['mean']:.4f} {row['most']:.4f}"
        )
        if n >= 20:
            floor = 0.94 if n >= 500 else 0.93 if n >= 100 else 0.92
            checks.append((f"CSAT, n {n}: least", row["least"], floor, 1))
            checks.append((f"CSAT, n {n}: mean", row["mean"], 0.945, 0.96))
    intervals = (
        {} if quick else {"Wilson": wilson_interval, "Agresti-Coull": agresti_coull_interval}
    )
    for name, interval in intervals.items():
        for first, last, floor in ((20, 99, 0.92), (100, 499, 0.93), (500, 1000, 0.94)):
            rows = {n: share_coverage(n, interval=interval) for n in range(first, last + 1)}
            worst = min(rows, key=lambda n: rows[n]["least"])
            means = [row["mean"] for row in rows.values()]
            short = sum(row["least"] < floor for row in rows.values())
            found[f"{name}, every n {first} to {last}"] = rows[worst] | {
                "n": worst,
                "bases_short_of_target": short,
                "means": [min(means), max(means)],
            }
            print(
                f"{name}, every n from {first} to {last}: least {rows[worst]['least']} at n"
                f" {worst}, share {rows[worst]['least_at']}; means {min(means)} to {max(means)};"
                f" {short} of {len(rows)} bases under {floor}"
            )
            if name == "Wilson":
                least = rows[worst]["least"]
                checks.append((f"CSAT, every n {first} to {last}: least", least, floor, 1))
    return found, checks


def waves(*, quick: bool = False, draws: int = 200_000) -> tuple[Part, list[Check]]:
    """Return how often two waves that do not differ are called different."""
    rng = np.random.default_rng(SEED)
    apart = check_against_the_kit(rng)
    if apart > 1e-9:
        raise SystemExit(f"the arrays of this benchmark are {apart} from the kit's functions")
    pairs = ((20, 20),) if quick else ENUMERATED
    drawn = () if quick else DRAWN
    found: Part = {"nps": {}, "csat": {}, "ces": {}, "draws": draws}
    for n_1, n_2 in pairs:
        found["nps"][f"{n_1} and {n_2}"] = net_wave_alarms(n_1, n_2)
    for n_1, n_2 in drawn:
        found["nps"][f"{n_1} and {n_2}"] = net_wave_alarms_drawn(n_1, n_2, rng, draws=draws)
    for n_1, n_2 in pairs + drawn:
        found["csat"][f"{n_1} and {n_2}"] = share_wave_alarms(n_1, n_2)
    for points in () if quick else (5, 7):
        for n_1, n_2 in MEAN_BASES:
            key = f"{n_1} and {n_2}, {points} points"
            found["ces"][key] = mean_wave_alarms(n_1, n_2, points, rng, draws=draws // 4)
    print("\nTwo waves that do not differ, called different at 95 %: greatest and mean rate;")
    print("in brackets those of waves with one score and unlike answers")
    checks: list[Check] = []
    for metric in ("nps", "csat", "ces"):
        for bases, row in found[metric].items():
            mixed = f" ({row['most_mixed']} {row['mean_mixed']})" if "most_mixed" in row else ""
            print(f"{metric:>5}  {bases:>23}  {row['most']:.4f} {row['mean']:.4f}{mixed}")
            checks.append((f"{metric}, waves of {bases}: greatest", row["most"], 0, 0.06))
            if int(bases.split()[0]) >= 100:
                checks.append((f"{metric}, waves of {bases}: mean", row["mean"], 0.04, 0.055))
    return found, checks


def headlines(*, quick: bool = False, draws: int = 100_000) -> tuple[Part, list[Check]]:
    """Return how often a family of comparisons, or "no change", says what is not true."""
    rng = np.random.default_rng(SEED)
    found: Part = {"families": {}, "no change": {}, "draws": draws}
    print("\nGroups of one population, each against all others, corrected by Holm: families with a")
    print("false headline, by the interval alone and with the permutation p value beside it")
    for name, family in list(families())[: 2 if quick else None]:
        alone, both = family_alarms(family, rng, draws=draws)
        row = found["families"].setdefault(name, {"interval": 0.0, "with permutation": 0.0})
        row["interval"] = max(row["interval"], round(alone, 4))
        row["with permutation"] = max(row["with permutation"], round(both, 4))
    for name, row in found["families"].items():
        print(f"{name:>34}  {row['interval']:.4f}  {row['with permutation']:.4f}")
    checks: list[Check] = []
    for metric in ("nps", "csat", "ces"):
        rows = [row for name, row in found["families"].items() if name.startswith(metric)]
        for way in ("interval", "with permutation"):
            if rows:
                most = max(row[way] for row in rows)
                checks.append((f"headlines, {metric}, {way}: greatest", most, 0, 0.05))
    if quick:
        return found, checks
    for confidence in (0.90, 0.95):
        made: dict[str, Callable[[], Any]] = {}
        for n, margin in ((500, 10), (1000, 10), (1000, 5), (2000, 5), (4000, 5)):
            made[f"NPS, {n} a wave, margin {margin}"] = partial(
                false_equivalence, n, margin, rng, draws=draws, confidence=confidence
            )
        for n, share in ((200, 0.10), (500, 0.05), (1000, 0.05)):
            made[f"CSAT, {n} a wave, margin {100 * share:.0f}"] = partial(
                false_share_equivalence, n, share, confidence=confidence
            )
        rows = {name: work() for name, work in made.items()}
        found["no change"][str(confidence)] = rows
        print(f"\n“No change larger than the margin” where it equals it, interval of {confidence}")
        for name, row in rows.items():
            print(f"{name:>34}  greatest {row['most']:.4f}, mean {row['mean']:.4f}")
        most = max(row["most"] for row in rows.values())
        checks.append((f"no change, interval of {confidence}: greatest", most, 0, 0.05))
    return found, checks


def bootstrapped(plus: Floats, zero: Floats, minus: Floats) -> tuple[Floats, Floats]:
    """Return the percentile bootstrap limits of every outcome, one by one."""
    outcomes = np.stack((plus, zero, minus), axis=1)
    limits = np.array([bootstrap_interval(counts, (1, 0, -1), draws=2_000) for counts in outcomes])
    return limits[:, 0], limits[:, 1]


def _printed(n: int) -> Interval:
    return score_interval if n < SMALL_BASE else adjusted_wald_interval


def economics(*, quick: bool = False) -> tuple[Part, list[Check]]:
    """Return the coverage of the ranges of economics; each part can be run by itself."""
    found: Part = {}
    asked: list[Check] = []
    linkage = partial(linkage_rows, draws=50 if quick else 1000)
    parts: dict[str, Callable[[], Any]] = {
        "lifetime": partial(lifetime_rows, quick=quick),
        "linkage": linkage,
        "growth": partial(growth_rows, quick=quick),
        "cases": partial(case_rows, quick=quick),
        "trials": partial(trial_rows, quick=quick),
    }
    for part, measure in parts.items():
        rows = [(str(name), float(value), low, high) for name, value, low, high, *_ in measure()]
        print(f"\nEconomics, {part}: {len(rows)} figures")
        found[part] = {name: round(value, 4) for name, value, *_ in rows}
        asked += [(f"{part}: {name}", value, low, high) for name, value, low, high in rows]
    return found, asked


PARTS = {
    "nps": nps,
    "csat": csat,
    "waves": waves,
    "headlines": headlines,
    "economics": economics,
}


def main() -> None:
    """Print the tables, what is met and what is not, and the numbers as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=tuple(PARTS), help="only this part")
    parser.add_argument("--quick", action="store_true", help="a few small cases of each part")
    chosen = parser.parse_args()
    found: Part = {}
    checks: list[Check] = []
    for name in (chosen.part,) if chosen.part else PARTS:
        found[name], asked = PARTS[name](quick=chosen.quick)
        checks += asked
    print("\nTargets")
    for name, figure, low, high in checks:
        verdict = "met" if low <= figure <= high else "NOT MET"
        print(f"  {verdict:>7}  {name} {figure:.4f} (asked for: {low} to {high})")
    found["not_met"] = [check[0] for check in checks if not check[2] <= check[1] <= check[3]]
    found["targets"] = len(checks)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
