"""The BG/NBD fit on a million customers, against a peer in the same run.

Run it by itself: ``python benchmarks/clv.py``. The peer is the package ``lifetimes`` where this
Python has it, or where ``--peer-python`` names one that has; else the same likelihood written
out a row a customer and maximised by scipy without a gradient. Times are of the processor. The
last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cxkit.economics import fit_purchases, histories

Floats = npt.NDArray[np.float64]
TRUTH = (0.243, 4.414, 0.793, 2.426)
SEED = 20_261_122
BY_LIFETIMES = """
import sys, time, json, warnings
warnings.simplefilter("ignore")
import numpy as np
from lifetimes import BetaGeoFitter
data = np.load(sys.argv[1])
start = time.process_time()
fitter = BetaGeoFitter(penalizer_coef=0.0).fit(data["x"], data["t_x"], data["T"])
took = time.process_time() - start
found = [float(fitter.params_[name]) for name in ("r", "alpha", "a", "b")]
print(json.dumps({"seconds": took, "parameters": found}))
"""


def customers(n: int, rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Return histories of n customers won over 12 weeks and followed for 27 to 39, by days."""
    r, alpha, a, b = TRUTH
    days = 39 * 7 - rng.integers(0, 84, n)
    rate, stop = rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n)
    x, t_x, now = np.zeros(n), np.zeros(n), np.zeros(n)
    active = np.ones(n, dtype=bool)
    while active.any():
        some = np.flatnonzero(active)
        now[some] += rng.exponential(1.0, some.size) / np.maximum(rate[some], 1e-300)
        # purchases of one day are one purchase
        day = np.ceil(now[some] * 7)
        made = day <= days[some]
        new = made & (day > np.round(t_x[some] * 7))
        x[some[new]] += 1
        t_x[some[new]] = day[new] / 7
        active[some] = made & (rng.random(some.size) > stop[some])
    return x, t_x, days / 7


def row_by_row(x: Floats, t_x: Floats, T: Floats) -> dict[str, object]:
    """Fit as one would write it down: a row a customer, no gradient."""
    from scipy.optimize import minimize
    from scipy.special import betaln, gammaln

    def minus(logs: Floats) -> float:
        r, alpha, a, b = np.exp(logs)
        first = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        alive = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + T)
        gone = betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b)
        gone = np.where(x > 0, gone - (r + x) * np.log(alpha + t_x), -np.inf)
        return -float((first + np.logaddexp(alive, gone)).mean())

    start = time.process_time()
    found = minimize(minus, np.zeros(4), method="Nelder-Mead", options={"maxiter": 2000})
    took = time.process_time() - start
    return {"seconds": took, "parameters": [float(each) for each in np.exp(found.x)]}


def by_lifetimes(python: str, data: tuple[Floats, Floats, Floats]) -> dict[str, object] | None:
    """Fit with the package in a Python that has it; None where it has not."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "histories.npz"
        np.savez(file, x=data[0], t_x=data[1], T=data[2])
        done = subprocess.run(
            [python, "-c", BY_LIFETIMES, str(file)], capture_output=True, text=True, check=False
        )
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None


def main() -> None:
    """Fit both ways and print times, parameters and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--peer-python", default=sys.executable, help="a Python with lifetimes")
    parser.add_argument("--peer-customers", type=int, default=0, help="fewer for the peer")
    chosen = parser.parse_args()
    data = customers(chosen.customers, np.random.default_rng(SEED))
    start = time.process_time()
    counted = histories(*data)
    fit = fit_purchases(counted)
    own = time.process_time() - start
    size = chosen.peer_customers or chosen.customers
    some = (data[0][:size], data[1][:size], data[2][:size])
    peer, name = by_lifetimes(chosen.peer_python, some), "lifetimes"
    if peer is None:
        peer, name = row_by_row(*some), "scipy, a row a customer, no gradient"
    seconds = float(str(peer["seconds"])) * chosen.customers / size
    print(f"{chosen.customers:,} customers, {counted.x.size:,} distinct histories")
    print(f"cxkit {own:.2f} s, {name} {seconds:.2f} s: {seconds / own:.1f} times")
    print(f"truth {TRUTH}; cxkit {np.round(fit.parameters, 4)}; {name} {peer['parameters']}")
    print(
        json.dumps(
            {
                "customers": chosen.customers,
                "histories": int(counted.x.size),
                "seconds": round(own, 3),
                "peer": name,
                "peer_customers": size,
                "peer_seconds": round(seconds, 3),
                "ratio": round(seconds / own, 2),
                "parameters": [round(each, 5) for each in fit.parameters],
                "peer_parameters": peer["parameters"],
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
