"""How often the kit's 95 % intervals hold the truth, by enumeration of every outcome.

Run it by itself: ``python benchmarks/coverage.py``. It prints the tables of ``docs/methods.md``
and, as its last line, the same numbers as JSON. Nothing is simulated, so every run prints the
same.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.stats import binom, multinomial

from cxkit.stats import (
    adjusted_wald_interval,
    net_difference,
    newcombe_interval,
    score_interval,
    wald_interval,
    wilson_interval,
)

CONFIDENCE = 0.95
NPS_BASES = (5, 8, 10, 15, 20, 30, 50, 100)
SHARE_BASES = (5, 10, 20, 30, 50, 100, 400)
DIFFERENCE_BASES = ((30, 30), (30, 60))
STEP = 50
"""True shares are taken in steps of ``1 / STEP``."""
COARSE = 10
"""The same for differences, whose outcomes are pairs of outcomes."""

Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]
Interval = Callable[[int, int, int], tuple[float, float]]


def outcomes(n: int) -> Counts:
    """Return every way in which `n` answers fall on three kinds; shape (k, 3)."""
    return np.array([(a, b, n - a - b) for a in range(n + 1) for b in range(n + 1 - a)])


def true_shares(step: int) -> Shares:
    """Return the true shares of three kinds, those of 0 included; shape (g, 3)."""
    parts = range(step + 1)
    grid = [(a, step - a - b, b) for a, b in product(parts, parts) if a + b <= step]
    return np.array(grid) / step


def net_coverage(n: int, interval: Interval) -> dict[str, float]:
    """Return least and mean coverage over the true shares, and the mean width in points."""
    counts = outcomes(n)
    limits = np.array([interval(*(int(part) for part in row)) for row in counts])
    held, widths = [], []
    for shares in true_shares(STEP):
        chance = multinomial.pmf(counts, n, shares)
        net = shares[0] - shares[2]
        inside = (limits[:, 0] <= net + 1e-12) & (net - 1e-12 <= limits[:, 1])
        held.append(float(chance @ inside))
        widths.append(float(chance @ (limits[:, 1] - limits[:, 0])))
    return {
        "least": round(min(held), 3),
        "mean": round(float(np.mean(held)), 3),
        "width": round(100 * float(np.mean(widths)), 1),
    }


def share_coverage(n: int) -> dict[str, float]:
    """Return least and mean coverage of the Wilson interval over the true shares."""
    limits = np.array([wilson_interval(count, n) for count in range(n + 1)])
    held = []
    for share in np.arange(1, STEP) / STEP:
        chance = binom.pmf(np.arange(n + 1), n, share)
        inside = (limits[:, 0] <= share + 1e-12) & (share - 1e-12 <= limits[:, 1])
        held.append(float(chance @ inside))
    return {"least": round(min(held), 3), "mean": round(float(np.mean(held)), 3)}


def net_false_alarms(n_1: int, n_2: int) -> dict[str, float]:
    """Return how often two groups with the same true NPS are called different."""
    first, second = outcomes(n_1), outcomes(n_2)
    called = np.array([[_different(one, other) for other in second] for one in first])
    alarms = []
    for shares in true_shares(COARSE):
        chance = multinomial.pmf(first, n_1, shares), multinomial.pmf(second, n_2, shares)
        alarms.append(float(chance[0] @ called @ chance[1]))
    return {"most": round(max(alarms), 3), "mean": round(float(np.mean(alarms)), 3)}


def share_false_alarms(n_1: int, n_2: int) -> dict[str, float]:
    """Return how often two groups with the same true share are called different."""
    called = np.array(
        [
            [_leaves_out_zero(newcombe_interval(a, n_1, b, n_2)) for b in range(n_2 + 1)]
            for a in range(n_1 + 1)
        ]
    )
    alarms = []
    for share in np.arange(1, STEP) / STEP:
        chance = (
            binom.pmf(np.arange(n_1 + 1), n_1, share),
            binom.pmf(np.arange(n_2 + 1), n_2, share),
        )
        alarms.append(float(chance[0] @ called @ chance[1]))
    return {"most": round(max(alarms), 3), "mean": round(float(np.mean(alarms)), 3)}


def main() -> None:
    """Print the tables, and the numbers once more as one line of JSON."""
    methods: dict[str, Interval] = {
        "Wald": wald_interval,
        "adjusted Wald": adjusted_wald_interval,
        "score": score_interval,
    }
    nps = {
        name: {n: net_coverage(n, interval) for n in NPS_BASES}
        for name, interval in methods.items()
    }
    print("NPS, interval of 95 %: least and mean coverage, mean width in points")
    print("    n  " + "".join(f"{name:>24}" for name in methods))
    for n in NPS_BASES:
        cells = (nps[name][n] for name in methods)
        texts = (f"{cell['least']:>9} {cell['mean']:>6} {cell['width']:>7}" for cell in cells)
        print(f"{n:5}  " + "".join(texts))
    share = {n: share_coverage(n) for n in SHARE_BASES}
    print("\nShare of favourable answers, Wilson interval of 95 %: least and mean coverage")
    for n, found in share.items():
        print(f"{n:5}  {found['least']:>9} {found['mean']:>6}")
    alarms = {
        "nps": {f"{a} and {b}": net_false_alarms(a, b) for a, b in DIFFERENCE_BASES},
        "share": {f"{a} and {b}": share_false_alarms(a, b) for a, b in DIFFERENCE_BASES},
    }
    print("\nTwo groups that do not differ, called different at 95 %: most and mean")
    for name, found_by_base in alarms.items():
        for bases, found in found_by_base.items():
            print(f"{name:>6}  {bases:>10}  {found['most']:>6} {found['mean']:>6}")
    print(json.dumps({"confidence": CONFIDENCE, "nps": nps, "share": share, "alarms": alarms}))


def _different(one: Counts, other: Counts) -> bool:
    before, after = (tuple(float(part) for part in side) for side in (one, other))
    found = net_difference(before, after)  # type: ignore[arg-type]  # a row of an array
    return _leaves_out_zero((found.ci_low, found.ci_high))


def _leaves_out_zero(limits: tuple[float, float]) -> bool:
    return limits[0] > 0 or limits[1] < 0


if __name__ == "__main__":
    main()
