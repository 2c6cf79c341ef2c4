"""How often a control chart of pure noise shows a signal, and how often a shift is seen.

Run it by itself: ``python benchmarks/control_chart.py``. It prints the tables that
``cxkit/stats/false_alarms.py`` holds, then how the rates change with noise that is not normal or
that remembers the point before, then how often a lasting shift is seen. The seed is fixed, so
every run prints the same. ``--charts 20000`` is a quick look.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from cxkit.stats.false_alarms import SEED, signalling_charts
from cxkit.stats.signals import RULES, Rule

LENGTHS = (8, 9, 10, 12, 15, 18, 21, 24, 30, 36, 48, 60)
BASELINES = (None, 12)
PART = 10_000
Series = npt.NDArray[np.float64]
Noise = Callable[[np.random.Generator, int, int], Series]


def normal(rng: np.random.Generator, charts: int, length: int) -> Series:
    """Return independent normal points of standard deviation 1."""
    return rng.standard_normal((charts, length))


def skewed(rng: np.random.Generator, charts: int, length: int) -> Series:
    """Return points with the skewness of an exponential distribution, 2."""
    return rng.standard_exponential((charts, length)) - 1


def heavy(rng: np.random.Generator, charts: int, length: int) -> Series:
    """Return points with the tails of Student's t with 4 degrees of freedom, scaled to 1."""
    return rng.standard_t(4, (charts, length)) / np.sqrt(2)


def remembering(rng: np.random.Generator, charts: int, length: int) -> Series:
    """Return points each of which keeps 0.3 of the one before, of standard deviation 1."""
    points = rng.standard_normal((charts, length))
    for place in range(1, length):
        points[:, place] = 0.3 * points[:, place - 1] + np.sqrt(1 - 0.09) * points[:, place]
    return points


def few_answers(rng: np.random.Generator, charts: int, length: int) -> Series:
    """Return NPS in points of 30 answers each, half promoters and a fifth detractors."""
    counts = rng.multinomial(30, [0.5, 0.3, 0.2], (charts, length))
    return 100.0 * (counts[..., 0] - counts[..., 2]) / 30


def rate(
    noise: Noise,
    length: int,
    charts: int,
    *,
    rules: tuple[Rule, ...] = RULES,
    baseline: int | None = None,
    least_sigma: float = 0.0,
    shift: tuple[int, float] = (0, 0.0),
) -> float:
    """Return the share of charts with a signal, with a lasting shift from a point on."""
    rng = np.random.default_rng(SEED)
    found = 0
    for start in range(0, charts, PART):
        points = noise(rng, min(PART, charts - start), length)
        points[:, shift[0] :] += shift[1]
        found += int(
            signalling_charts(points, rules=rules, baseline=baseline, least_sigma=least_sigma).sum()
        )
    return round(found / charts, 4)


def lengths(baseline: int | None) -> list[int]:
    """Return the lengths that a baseline of so many points makes sense for."""
    return [length for length in LENGTHS if baseline is None or length >= baseline]


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charts", type=int, default=200_000)
    charts = parser.parse_args().charts
    tables = {}
    for baseline in BASELINES:
        for least in (0.0, 1.0):
            table = {
                length: rate(normal, length, charts, baseline=baseline, least_sigma=least)
                for length in lengths(baseline)
            }
            tables[f"{baseline}, {least > 0}"] = table
            print(f"({baseline}, {least > 0}): {table},")
    print("\nrule by rule, limits from all points")
    for rule in RULES:
        print(rule, {n: rate(normal, n, charts, rules=(rule,)) for n in lengths(None)})
    print("\nother noise, all rules")
    others = {}
    for noise in (normal, skewed, heavy, remembering, few_answers):
        for baseline in BASELINES:
            row = {n: rate(noise, n, charts, baseline=baseline) for n in (12, 24, 36)}
            others[f"{noise.__name__}, {baseline}"] = row
            print(noise.__name__, baseline, row)
    print("\na lasting shift from the middle on, in standard deviations, is seen")
    power = {}
    for baseline, least in ((None, 0.0), (None, 1.0), (12, 0.0), (12, 1.0)):
        for size in (0.5, 1.0, 1.5, 2.0, 3.0):
            row = {
                n: rate(
                    normal, n, charts, baseline=baseline, least_sigma=least, shift=(n // 2, size)
                )
                for n in (12, 24)
            }
            power[f"{baseline}, {least > 0}, {size}"] = row
            print(baseline, least > 0, size, row)
    print("\n" + json.dumps({"tables": tables, "others": others, "power": power}))


if __name__ == "__main__":
    main()
