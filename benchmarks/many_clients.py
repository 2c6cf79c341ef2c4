"""Whether a report of a batch takes as long among 1,000 clients as among 10.

Run it on an idle machine from the clone: ``python benchmarks/many_clients.py``. Small clients are
written into a folder that is deleted afterwards, and ``cxkit report --all`` makes the reports of
10, of 100 and of 1,000 of them; then it is called again, with nothing changed. Memory is the
greatest sum of the shares (PSS) of all processes of the batch. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

KIT = Path(__file__).resolve().parents[1]
PINNED = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def clients(home: Path, count: int) -> None:
    """Write small clients with a survey of 120 answers."""
    sys.path.insert(0, str(KIT))
    from tests.small_client import ENGAGEMENT, write_client

    plan = ENGAGEMENT.replace("[en, es]", "[en]")
    plan += "report:\n  sections: [perception, summary]\n"
    for number in range(count):
        write_client(home, f"client_{number:04}", engagement=plan)


def megabytes(batch: psutil.Process) -> float:
    """Return the memory of a process and all that it started, shared parts counted once."""
    total = 0
    for process in [batch, *batch.children(recursive=True)]:
        try:
            text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += sum(int(part.split()[1]) for part in text.splitlines() if part.startswith("Pss:"))
    return total / 1024


def run(home: Path, workers: int) -> dict[str, float]:
    """Make the reports of a folder of clients; return seconds and greatest memory."""
    words = ["report", "--all", "--workers", str(workers), "--home", str(home), "--json"]
    code = [sys.executable, "-c", "from cxkit.cli import main; main()", *words]
    start, most = time.perf_counter(), 0.0
    with subprocess.Popen(code, cwd=home, stdout=subprocess.DEVNULL) as batch:
        while batch.poll() is None:
            most = max(most, megabytes(psutil.Process(batch.pid)))
            time.sleep(0.5)
        if batch.returncode:
            raise RuntimeError(f"the batch ended with {batch.returncode}")
    return {"seconds": round(time.perf_counter() - start, 2), "megabytes": round(most)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    os.environ.update(PINNED)
    found: dict[str, dict[str, float]] = {}
    for count in chosen.counts:
        with tempfile.TemporaryDirectory(prefix="cxkit-many-") as place:
            home = Path(place)
            clients(home, count)
            made = run(home, chosen.workers)
            again = run(home, chosen.workers)
        made["each"] = round(made["seconds"] / count, 3)
        made["seconds_unchanged"] = again["seconds"]
        found[str(count)] = made
        print(f"{count}: {made}", flush=True)
    load = round(os.getloadavg()[0], 1)
    print(json.dumps({"workers": chosen.workers, "load": load, "clients": found}))


if __name__ == "__main__":
    main()
