"""How fast drivers are, and how often their intervals hold the truth.

Run it by itself: ``python benchmarks/drivers.py`` measures speed and a small calibration;
``--calibrate 2000`` repeats the calibration as often as that (``--calibrate 0`` leaves it out).
The last line holds all figures as JSON. Speed is compared with what one would write first: a
regression with statsmodels for every subset of predictors, and the average over all orders.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from math import comb

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.engagement import Engagement
from cxkit.perception.basis import basis_of
from cxkit.perception.drivers.importance import Drivers, drivers_of
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale
from cxkit.stats.importance import lmg, weighted_correlation

Floats = npt.NDArray[np.float64]

CONFIDENCE = 0.95
FIVE = Scale(low=1, high=5, top_box=4)
LOADINGS = (0.80, 0.74, 0.71, 0.62, 0.50)
"""One common mood behind five attributes: they correlate .3 to .6; a sixth is alone."""
WEIGHTS = (0.50, 0.35, 0.25, 0.15, 0.05, 0.0)
"""What each attribute adds to the outcome; the sixth adds nothing and goes with nothing."""
DESIGNS = ((300, 0.5), (300, 0.25), (1000, 0.5), (1000, 0.25))
"""Answers, and share explained before rounding."""
TRUTH_ROWS = 4_000_000


def main() -> None:
    """Print speed and calibration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calibrate", type=int, default=60, help="questionnaires a design")
    repeats = parser.parse_args().calibrate
    figures: dict[str, object] = {"speed": speed()}
    if repeats:
        figures["calibration"] = [calibration(n, r2, repeats) for n, r2 in DESIGNS]
    print(json.dumps(figures))


# ------------------------------------------------------------------------ speed
def speed() -> dict[str, float]:
    """Measure LMG of 20 attributes, the peer at 8, and the whole result with its draws."""
    rng = np.random.default_rng(1)
    found: dict[str, float] = {}
    before = _peak()
    rows = _correlated(50_000, 21, rng)
    found["lmg_20_on_50000_rows_s"] = _best(lambda: _lmg_of_rows(rows), 5)
    found["lmg_20_extra_memory_mb"] = _peak() - before
    for n in (3_000, 50_000):
        rows = _correlated(n, 9, rng)
        ours = _best(lambda rows=rows: _lmg_of_rows(rows), 30)
        started = time.perf_counter()
        peer = _all_refits(rows)
        theirs = time.perf_counter() - started
        if not np.allclose(peer, _lmg_of_rows(rows), atol=1e-10):
            raise SystemExit("the peer found other values")
        found[f"lmg_8_on_{n}_rows_s"] = ours
        found[f"refits_8_on_{n}_rows_s"] = theirs
        found[f"times_faster_{n}"] = theirs / ours
    for p, n in ((6, 3_000), (12, 3_000), (20, 3_000), (20, 50_000)):
        basis = basis_of(_client(_answers(n, p, rng)))
        if basis is None:
            raise SystemExit("no answers")
        started = time.perf_counter()
        drivers = drivers_of(basis, "nps")
        found[f"drivers_{p}_on_{n}_rows_s"] = time.perf_counter() - started
        if isinstance(drivers, Drivers):
            found[f"drivers_{p}_on_{n}_rows_draws"] = drivers.draws
    found["peak_memory_mb"] = _peak()
    for key, value in found.items():
        print(f"{key:32} {value:12.4f}")
    return found


def _lmg_of_rows(rows: Floats) -> Floats:
    full = weighted_correlation(rows, np.ones((1, len(rows))))[0]
    return lmg(full[:-1, :-1], full[:-1, -1])


def _all_refits(rows: Floats) -> Floats:
    """Return LMG by a regression for every subset: the plain way."""
    import statsmodels.api as sm

    p = rows.shape[1] - 1
    y = rows[:, -1]
    explained = np.zeros(2**p)
    for subset in range(1, 2**p):
        members = [j for j in range(p) if subset >> j & 1]
        explained[subset] = sm.OLS(y, sm.add_constant(rows[:, members])).fit().rsquared
    shares = np.zeros(p)
    for j in range(p):
        for subset in range(2**p):
            if not subset >> j & 1:
                weight = 1 / (p * comb(p - 1, subset.bit_count()))
                shares[j] += weight * (explained[subset | 1 << j] - explained[subset])
    return shares


# ------------------------------------------------------------------ calibration
def calibration(n: int, r_squared: float, repeats: int) -> dict[str, object]:
    """Count how often the intervals of share hold the truth, and noise is called noise."""
    truth = _truth(r_squared)
    p = len(WEIGHTS)
    held, relative_held, ranked = np.zeros(p), np.zeros(p), np.zeros(p)
    r2_held = noise = refused = 0
    for repeat in range(repeats):
        rng = np.random.default_rng((n, int(100 * r_squared), repeat))
        basis = basis_of(_client(_frame(_rounded(n, r_squared, rng))))
        found = drivers_of(basis, "nps") if basis is not None else None
        if not isinstance(found, Drivers):
            refused += 1
            continue
        table = found.table.sort_values("name")
        held += _inside(table, "ci_low", "ci_high", truth["lmg"])
        relative_held += _inside(table, "relative_low", "relative_high", truth["relative"])
        ranked += _inside(table, "rank_low", "rank_high", np.arange(1.0, p + 1))
        r2_held += bool(found.r2_low <= truth["r_squared"][0] <= found.r2_high)
        noise += not bool(table["beats_noise"].iloc[-1])
    done = max(repeats - refused, 1)
    result: dict[str, object] = {
        "n": n,
        "r_squared": round(float(truth["r_squared"][0]), 3),
        "repeats": repeats,
        "refused": refused,
        "truth": [round(float(share), 3) for share in truth["lmg"]],
        "held": [round(float(count) / done, 3) for count in held],
        "johnson_held": [round(float(count) / done, 3) for count in relative_held],
        "rank_held": [round(float(count) / done, 3) for count in ranked],
        "r_squared_held": round(r2_held / done, 3),
        "null_called_noise": round(noise / done, 3),
    }
    print(result)
    return result


def _truth(r_squared: float) -> dict[str, Floats]:
    """Return the shares in a very large sample, after rounding to the scales."""
    from cxkit.stats.relative_weights import relative_weights

    full = np.zeros((7, 7))
    parts = 8
    for part in range(parts):
        rows = _rounded(TRUTH_ROWS // parts, r_squared, np.random.default_rng((7, part)))
        full += np.corrcoef(rows, rowvar=False) / parts
    shares = lmg(full[:6, :6], full[:6, 6])
    relative = relative_weights(full[:6, :6], full[:6, 6])
    return {
        "lmg": shares / shares.sum(),
        "relative": relative / relative.sum(),
        "r_squared": np.array([shares.sum()]),
    }


def _rounded(n: int, r_squared: float, rng: np.random.Generator) -> Floats:
    """Return ratings on 1 to 5 and an outcome on 0 to 10."""
    loadings = np.array([*LOADINGS, 0.0])
    mood = rng.normal(size=(n, 1))
    latent = mood * loadings + rng.normal(size=(n, 6)) * np.sqrt(1 - loadings**2)
    correlation = np.outer(loadings, loadings)
    np.fill_diagonal(correlation, 1.0)
    weights = np.array(WEIGHTS)
    drive = latent @ weights / np.sqrt(weights @ correlation @ weights)
    outcome = drive * np.sqrt(r_squared) + rng.normal(size=n) * np.sqrt(1 - r_squared)
    ratings = np.clip(np.round(3.7 + latent), 1, 5)
    return np.column_stack([ratings, np.clip(np.round(7.5 + 2.2 * outcome), 0, 10)])


def _inside(table: pd.DataFrame, low: str, high: str, truth: Floats) -> npt.NDArray[np.bool_]:
    lower, upper = table[low].to_numpy(dtype=float), table[high].to_numpy(dtype=float)
    inside: npt.NDArray[np.bool_] = (lower <= truth) & (truth <= upper)
    return inside


# ------------------------------------------------------------------ made answers
def _correlated(n: int, columns: int, rng: np.random.Generator) -> Floats:
    rows: Floats = rng.normal(size=(n, columns)) + rng.normal(size=(n, 1))
    return rows


def _answers(n: int, p: int, rng: np.random.Generator) -> pd.DataFrame:
    rows = _correlated(n, p + 1, rng)
    ratings = np.clip(np.round(3.7 + 0.7 * rows[:, :p]), 1, 5)
    outcome = np.clip(np.round(7.5 + 0.9 * rows[:, :3].sum(axis=1) + rows[:, p]), 0, 10)
    return _frame(np.column_stack([ratings, outcome]))


def _frame(rows: Floats) -> pd.DataFrame:
    names = [f"rating_{j:02d}" for j in range(rows.shape[1] - 1)]
    return pd.DataFrame(rows, columns=[*names, "ltr"])


def _client(frame: pd.DataFrame) -> Client:
    columns = {
        name: Column(name=name, role="rating", scale=FIVE) for name in frame if name != "ltr"
    }
    columns["ltr"] = Column(name="ltr", role="ltr", scale=LIKELIHOOD_TO_RECOMMEND)
    engagement = Engagement.model_validate(
        {
            "name": "Made",
            "region": "en_GB",
            "languages": ["en"],
            "currency": "EUR",
            "period": {"start": "2025-07-01", "end": "2026-06-30"},
            "confidence": CONFIDENCE,
        }
    )
    table = Table(name="responses", frame=frame, columns=columns)
    return Client(slug="made", engagement=engagement, tables={"responses": table})


def _best(work: Callable[[], object], times: int) -> float:
    """Return the shortest of several runs, in seconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def _peak() -> float:
    """Return the highest memory of the process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
