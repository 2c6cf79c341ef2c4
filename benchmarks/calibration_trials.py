"""Real false alarms of looking early, and real coverage of the sharper readouts of A/B tests.

Run it by itself: ``python benchmarks/calibration_trials.py``. Everything is drawn with a fixed
seed; where the figure of the kit is also known by integration, both are printed. Its last line is
JSON.
"""

from __future__ import annotations

import argparse
import json
import math

import numpy as np
from scipy.special import ndtri

from cxkit.stats import mean_difference, newcombe_p_value
from cxkit.stats.alpha_spending import Kind, repeated_p_value, spending_limits
from cxkit.stats.covariate_adjustment import adjusted_difference, moments
from cxkit.stats.many_effects import shrink
from cxkit.stats.mean_bootstrap import mean_gap
from cxkit.stats.several_looks import naive_alarms, obrien_fleming_constant, pocock_constant

SEED = 20_260_101
Check = tuple[str, float, float, float, bool]
"""What was asked for: its name, the figure, the least and greatest it may be, whether it is."""


def checks(*, quick: bool = False) -> list[Check]:
    """Return every figure with what it may be: name, measured, low, high, met."""
    rng = np.random.default_rng(SEED)
    scale = 10 if quick else 1
    rows = [
        *_peeking(rng, 400_000 // scale),
        *_peeking_at_conversions(rng, 20_000 // scale),
        *_repeated(rng, 400_000 // scale),
        *_adjusted(rng, 4_000 // scale),
        *_revenue(rng, 1_000 // scale),
        *_winners(rng, 2_000 // scale),
    ]
    return [(name, found, low, high, bool(low <= found <= high)) for name, found, low, high in rows]


def _paths(rng: np.random.Generator, information: np.ndarray, draws: int) -> np.ndarray:
    """Return the statistic at each look of tests without a difference; shape (draws, K)."""
    steps = np.sqrt(np.diff(information, prepend=0.0))
    score = np.cumsum(rng.standard_normal((draws, len(information))) * steps, axis=1)
    return score / np.sqrt(information)


def _peeking(rng: np.random.Generator, draws: int) -> list[tuple[str, float, float, float]]:
    rows = []
    error = 4 * math.sqrt(0.05 * 0.95 / draws)
    even = np.arange(1, 6) / 5
    z = np.abs(_paths(rng, even, draws))
    naive = naive_alarms(5)
    found = float((z >= 1.959964).any(axis=1).mean())
    rows.append(("5 looks, each read as the only one", found, naive - 2 * error, naive + 2 * error))
    constants = {
        "Pocock": np.full(5, pocock_constant(5)),
        "O'Brien-Fleming": obrien_fleming_constant(5) / np.sqrt(even),
    }
    for name, limits in constants.items():
        found = float((z >= limits).any(axis=1).mean())
        rows.append((f"5 looks, {name} constants", found, 0.05 - error, 0.05 + error))
    kinds: tuple[Kind, ...] = ("pocock", "obrien-fleming")
    for spread in ((0.2, 0.4, 0.6, 0.8, 1.0), (0.1, 0.15, 0.5, 0.55, 1.0), (0.3, 0.9, 1.2)):
        information = np.array(spread)
        z = np.abs(_paths(rng, information, draws))
        for kind in kinds:
            found = float((z >= spending_limits(spread, kind=kind)).any(axis=1).mean())
            name = f"looks at {', '.join(f'{part:g}' for part in spread)}, {kind} spending"
            rows.append((name, found, 0.05 - error, 0.05 + error))
    return rows


def _peeking_at_conversions(
    rng: np.random.Generator, draws: int
) -> list[tuple[str, float, float, float]]:
    """Real conversions, read with Newcombe's p value as the kit reads them."""
    rows = []
    looks, kind = 5, "obrien-fleming"
    limits = np.array(spending_limits([(k + 1) / looks for k in range(looks)], kind="pocock"))
    strict = np.array(spending_limits([(k + 1) / looks for k in range(looks)], kind=kind))
    for n, rate in ((200, 0.05), (1000, 0.05), (1000, 0.3)):
        hits = rng.binomial(n, rate, (draws, looks, 2)).cumsum(axis=1)
        cache: dict[tuple[int, int, int], float] = {}
        z = np.empty((draws, looks))
        for k in range(looks):
            base = n * (k + 1)
            for i, (one, other) in enumerate(hits[:, k].tolist()):
                key = (base, min(one, other), max(one, other))
                if key not in cache:
                    p_value = newcombe_p_value(key[2], base, key[1], base)
                    cache[key] = -float(ndtri(max(p_value, 1e-300) / 2))
                z[i, k] = cache[key]
        for name, used in (("pocock", limits), (kind, strict)):
            found = float((z >= used).any(axis=1).mean())
            title = f"conversions, 5 looks of {n} an arm at {rate:.0%}, {name} spending"
            rows.append((title, found, 0.035, 0.06))
    return rows


def _repeated(rng: np.random.Generator, draws: int) -> list[tuple[str, float, float, float]]:
    """Return how often the least repeated p value falls to 1 % and 5 %."""
    information = [0.25, 0.5, 0.75, 1.0]
    rows = []
    z = np.abs(_paths(rng, np.array(information), draws))
    for kind in ("pocock", "obrien-fleming"):
        grid = np.linspace(0, 6, 241)
        least = np.ones(draws)
        for k in range(4):
            table = [repeated_p_value(float(at), information[: k + 1], kind=kind) for at in grid]
            least = np.minimum(least, np.exp(np.interp(z[:, k], grid, np.log(table))))
        for level in (0.01, 0.05):
            error = 4 * math.sqrt(level * (1 - level) / draws) + 0.01 * level
            found = float((least <= level).mean())
            title = f"repeated p at most {level:g}, 4 looks, {kind}"
            rows.append((title, found, level - error, level + error))
    return rows


def _adjusted(rng: np.random.Generator, draws: int) -> list[tuple[str, float, float, float]]:
    rows = []
    for n, rate in ((100, 0.3), (500, 0.1), (5000, 0.05)):
        held = saved = 0.0
        for _ in range(draws // (8 if n == 5000 else 1)):
            sides = []
            for lift in (1.0, 1.2):
                before = rng.gamma(1.0, 1.0, n)
                chance = np.minimum(rate * lift * (0.3 + 0.7 * before), 1.0)
                sides.append(moments(rng.random(n) < chance, before))
            found = adjusted_difference(*sides)
            if found is not None:
                held += found.adjusted.ci_low <= _gain(rate) <= found.adjusted.ci_high
                saved += found.reduction
        tried = draws // (8 if n == 5000 else 1)
        title = f"CUPED, {n} an arm at {rate:.0%} (variance saved {saved / tried:.1%})"
        rows.append((title, held / tried, 0.93, 0.97))
    return rows


def _gain(rate: float) -> float:
    """Return the true difference of conversion: chances are cut off at 1."""

    def mean(level: float) -> float:
        # E min(level (0.3 + 0.7 X), 1) for X exponential with mean 1
        edge = (1 / level - 0.3) / 0.7
        below = level * (0.3 * -math.expm1(-edge) + 0.7 * (1 - math.exp(-edge) * (1 + edge)))
        return below + math.exp(-edge)

    return mean(1.2 * rate) - mean(rate)


def _revenue(rng: np.random.Generator, draws: int) -> list[tuple[str, float, float, float]]:
    """Revenue: a share of visitors buys, amounts are lognormal; wider sigma, longer tail."""
    rows = []
    for buyers, more, sigma, low in (
        (500, 1, 0.5, 0.93), (500, 1, 1.0, 0.93), (500, 1, 1.5, 0.91),
        (100, 1, 1.0, 0.91), (30, 1, 1.0, 0.89), (100, 1, 2.0, 0.83),
        (100, 4, 1.0, 0.91), (100, 4, 2.0, 0.83),
    ):  # fmt: skip
        rate, n = 0.05, int(buyers / 0.05)
        mean = rate * math.exp(sigma * sigma / 2)
        held = normal = 0
        for start in range(draws):
            sides = []
            for lift, size in ((1.0, more * n), (1.1, n)):
                paid = np.zeros(size)
                bought = rng.binomial(size, rate)
                paid[:bought] = lift * rng.lognormal(0, sigma, bought)
                sides.append(paid)
            found = mean_gap(*sides, draws=600, seed=start)
            held += found.ci_low <= 0.1 * mean <= found.ci_high
            plain = mean_difference(*((len(s), s.mean(), s.std(ddof=1)) for s in sides))
            normal += plain.ci_low <= 0.1 * mean <= plain.ci_high
        split = f"{more} to 1" if more > 1 else "even"
        title = f"revenue, {buyers} buyers, split {split}, sigma {sigma:g}"
        rows.append((f"{title} (Welch {normal / draws:.3f})", held / draws, low, 0.97))
    return rows


def _winners(rng: np.random.Generator, draws: int) -> list[tuple[str, float, float, float]]:
    """Sum of what winners claim over what they truly bring, plain and shrunk."""
    plain = shrunk = truth = 0.0
    for _ in range(draws):
        true = rng.normal(0, 0.01, 20)
        errors = rng.uniform(0.005, 0.015, 20)
        seen = true + errors * rng.standard_normal(20)
        calm = shrink(seen, errors).effects
        won = seen > 1.96 * errors
        plain, shrunk = plain + seen[won].sum(), shrunk + calm[won].sum()
        truth += true[won].sum()
    return [
        ("winners, claimed over true", plain / truth, 1.1, 2.0),
        ("winners, shrunk over true", shrunk / truth, 0.9, 1.1),
    ]


def main() -> None:
    """Print every figure, what it may be, and all of them as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the draws")
    rows = checks(quick=parser.parse_args().quick)
    for name, found, low, high, met in rows:
        verdict = "met" if met else "NOT MET"
        print(f"  {verdict:>7}  {name}: {found:.4f} (asked for: {low:.4f} to {high:.4f})")
    print(json.dumps({"checks": rows, "not_met": [row[0] for row in rows if not row[4]]}))


if __name__ == "__main__":
    main()
