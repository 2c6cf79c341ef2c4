"""Bootstrap of an NPS from counts against `scipy.stats.bootstrap` on rows; JSON in the last line.

Run it on an idle machine: ``python benchmarks/bootstrap.py``. The peer is timed on 100 draws in
batches, with the statistic vectorised, and scaled up to the same number of draws; both take the
same data and must give the same limits within their random error.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from cxkit.metrics import nps
from cxkit.metrics.net_promoter import split
from cxkit.metrics.tally import tally
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND
from cxkit.stats.bootstrap import bootstrap_draws, bootstrap_interval

PEER_DRAWS, PEER_BATCH = 100, 10
GOAL = 500
"""Times faster than the peer."""
VALUES = (1, 0, -1)

Result = TypeVar("Result")


def answers(n: int, seed: int = 1) -> pd.DataFrame:
    """Return `n` answers from 0 to 10, as a customer survey has them."""
    rng = np.random.default_rng(seed)
    shares = np.array([3, 1, 2, 2, 3, 6, 6, 13, 20, 19, 25]) / 100
    return pd.DataFrame({"ltr": rng.choice(11, size=n, p=shares).astype(np.int8)})


def count(frame: pd.DataFrame) -> tuple[int, int, int]:
    """Count promoters, passives and detractors as a report does, checks of the scale included."""
    return split(tally(frame, "ltr", scale=LIKELIHOOD_TO_RECOMMEND).answers[0])


def best(work: Callable[[], Result], repeats: int) -> tuple[float, Result]:
    """Return the least seconds of some runs, and what the last one gave."""
    spent = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        spent.append(time.perf_counter() - start)
    return min(spent), result


def net_share(scores: npt.NDArray[np.float64], axis: int = -1) -> npt.NDArray[np.float64]:
    """Return the peer's statistic: the mean of +1, 0 and -1."""
    return np.mean(scores, axis=axis)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--draws", type=int, default=10_000)
    chosen = parser.parse_args()
    frame = answers(chosen.rows)
    counting, counts = best(lambda: count(frame), 3)
    drawing, interval = best(lambda: bootstrap_interval(counts, VALUES, draws=chosen.draws), 5)
    scores = np.select([frame["ltr"] >= 9, frame["ltr"] <= 6], [1.0, -1.0], 0.0)
    peer_seconds, peer = best(
        lambda: stats.bootstrap(
            (scores,),
            net_share,
            n_resamples=PEER_DRAWS,
            batch=PEER_BATCH,
            vectorized=True,
            method="percentile",
            rng=np.random.default_rng(1),
        ),
        1,
    )
    scaled = peer_seconds * chosen.draws / PEER_DRAWS
    printed = nps(frame)
    spread = float(np.std(bootstrap_draws(counts, VALUES, draws=chosen.draws)))
    found = {
        "rows": chosen.rows,
        "draws": chosen.draws,
        "counting_seconds": round(counting, 4),
        "drawing_seconds": round(drawing, 5),
        "peer_seconds_for_100_draws": round(peer_seconds, 2),
        "peer_seconds_scaled": round(scaled, 1),
        "times_faster_counting_included": round(scaled / (counting + drawing)),
        "times_faster_counting_excluded": round(scaled / drawing),
        "goal": GOAL,
        "interval_points": [round(100 * limit, 4) for limit in interval],
        "peer_interval_points": [
            round(100 * float(limit), 4) for limit in peer.confidence_interval
        ],
        "adjusted_wald_points": [round(printed.ci_low, 4), round(printed.ci_high, 4)],
        "sd_points": round(100 * spread, 5),
        "peer_sd_points": round(100 * float(peer.standard_error), 5),
    }
    print(f"{chosen.draws} bootstrap draws of an NPS on {chosen.rows} answers")
    print(f"  counting the rows: {counting:.4f} s; drawing from counts: {drawing:.5f} s")
    print(
        f"  scipy.stats.bootstrap: {peer_seconds:.2f} s for {PEER_DRAWS} draws, so {scaled:.0f} s"
    )
    print(f"  times faster: {found['times_faster_counting_excluded']} by the draws alone,")
    print(f"  {found['times_faster_counting_included']} with the counting (goal {GOAL})")
    print(f"  limits {found['interval_points']}, peer {found['peer_interval_points']} points")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
