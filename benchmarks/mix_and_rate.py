"""How often the intervals of rate and mix hold the truth: ``python benchmarks/mix_and_rate.py``."""

from __future__ import annotations

import argparse

import numpy as np
from numpy.typing import NDArray

from cxkit.stats.mix_and_rate import MixAndRate, mix_and_rate
from cxkit.stats.mix_of_units import Units, mix_and_rate_of_units

Floats = NDArray[np.float64]
Setting = tuple[list[list[float]], list[list[float]]]

NET = np.array([-100.0, 0.0, 100.0])
PASSIVES = 0.3
DRAWS = 600
SETTINGS: dict[str, Setting] = {  # shares of three groups before and after, their NPS likewise
    "no change": ([[0.3, 0.4, 0.3]] * 2, [[10.0, 20.0, 30.0]] * 2),
    "all alike": ([[0.3, 0.4, 0.3]] * 2, [[20.0, 20.0, 20.0]] * 2),
    "large mix": ([[0.25, 0.35, 0.4], [0.65, 0.1, 0.25]], [[-15.0, 40, 13], [-11.0, 43, 17]]),
    "rare group": ([[0.05, 0.55, 0.4], [0.1, 0.5, 0.4]], [[-40.0, 30, 20], [-20.0, 30, 20]]),
}


def counted(setting: Setting, n: int, rng: np.random.Generator) -> MixAndRate:
    """Part the change between two plain samples of `n` answers."""
    tables = []
    for shares, scores in zip(*setting, strict=True):
        up = (1 - PASSIVES + np.array(scores) / 100) / 2
        answers = np.stack([1 - PASSIVES - up, np.full(3, PASSIVES), up], axis=1)
        chances = (np.array(shares)[:, None] * answers).ravel()
        tables.append(rng.multinomial(n, chances).reshape(3, 3))
    return mix_and_rate(*tables, NET, rng=rng, draws=DRAWS)


def clustered(customers: int, rng: np.random.Generator) -> MixAndRate:
    """Part the change of customers who answer several times and much alike; nothing changed."""
    group = rng.choice(3, customers, p=[0.3, 0.4, 0.3])
    mood = rng.normal(size=customers)
    weights, totals = np.zeros((2, customers, 2, 3))
    for wave in range(2):
        times = rng.poisson(2, customers) + (wave == 0)
        whose = np.repeat(np.arange(customers), times)
        felt = mood[whose] + rng.normal(size=len(whose))
        answers = np.where(felt > 0.5, 100.0, np.where(felt < -0.5, -100.0, 0.0))
        np.add.at(weights, (whose, wave, group[whose]), 1.0)
        np.add.at(totals, (whose, wave, group[whose]), answers)
    units = Units(weights=weights, totals=totals, copies=np.ones(customers))
    return mix_and_rate_of_units(units, rng=rng, draws=DRAWS)


def truth(setting: Setting) -> tuple[float, float]:
    """Return the true rate and mix."""
    shares, scores = (np.array(part) for part in setting)
    rate = (scores[1] - scores[0]) @ shares.mean(axis=0)
    mix = (shares[1] - shares[0]) @ scores.mean(axis=0)
    return float(rate), float(mix)


def held(found: MixAndRate, true: tuple[float, float]) -> list[bool]:
    """Tell whether the intervals hold the truth."""
    parts = zip((found.rate, found.mix), true, strict=True)
    return [part.ci_low <= value <= part.ci_high for part, value in parts]


def main() -> None:
    """Print the coverage of the 95 % intervals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=600)
    samples = parser.parse_args().samples
    rng = np.random.default_rng(1)
    print("setting      n      rate   mix")
    for name, setting in SETTINGS.items():
        for n in (40, 150, 800):
            hits = [held(counted(setting, n, rng), truth(setting)) for _ in range(samples)]
            print(f"{name:12s} {n:<6d} {np.mean(hits, axis=0).round(3)}")
    for customers in (25, 100, 300):
        hits = [held(clustered(customers, rng), (0.0, 0.0)) for _ in range(samples)]
        print(f"{'customers':12s} {customers:<6d} {np.mean(hits, axis=0).round(3)}")


if __name__ == "__main__":
    main()
