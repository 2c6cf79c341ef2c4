"""Ten million answers: counted by the kit and, beside it, read row by row by pandas.

Run it by itself on a quiet machine: ``python benchmarks/scale.py``. It writes a made survey
into a temporary folder, computes the whole perception analysis through the client's workbook in
one process and the same scores with plain pandas in another, and fails unless the scores are the
same. It prints time and peak memory of both; its last line is the same as JSON.

``python benchmarks/scale.py --rows 100000000 --no-pandas`` tries a hundred million, ``--csv`` a
text file. With ``--customers`` the kit also learns how far answers of one customer go together,
which pandas is not asked for. Drivers are those of the leading metric, as in the report.
Everything that is drawn follows from the row number, so every run is the same.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

METRICS = ("nps", "csat", "ces")
QUESTIONS = {"nps": "ltr", "csat": "csat", "ces": "ces"}
DIMENSIONS = ("touchpoint", "channel", "segment", "region")
RATINGS = ("speed", "clarity", "staff", "price", "web", "care")
_FIELDS = {"nps": "score", "csat": "top_box", "ces": "mean"}
BYTES_A_ROW = {"parquet": 18, "csv": 60}
ENGAGEMENT = """\
name: Benchmark
region: es_ES
languages: [es, en]
currency: EUR
period: {{start: 2025-01-01, end: 2025-12-31}}
tables:
  responses:
    file: {file}
    read: counts
    columns:
{customer}      date: {{from: date, date_order: ymd}}
      touchpoint: touchpoint
      channel: channel
      segment: {{role: segment}}
      region: {{role: segment}}
      ltr: ltr
      csat: {{scale: [1, 5]}}
      ces: {{scale: {{low: 1, high: 7, better: high}}}}
{ratings}
"""


def make(folder: Path, rows: int, kind: str, *, customers: bool) -> Path:
    """Write a client folder with a made survey; satisfaction hangs together across questions."""
    import duckdb

    file = folder / f"responses.{kind}"
    rating = "CAST(least(5, greatest(1, 1 + (m * 3 + hash(i * {p}) % 200) // 100)) AS TINYINT)"
    ratings = ", ".join(
        f"{rating.format(p=prime)} AS {name}"
        for name, prime in zip(RATINGS, (37, 41, 43, 47, 53, 59), strict=True)
    )
    query = f"""
        SELECT 'C' || (hash(i * 7) % 2000000) AS customer_id,
            DATE '2025-01-01' + CAST(hash(i * 3) % 365 AS INTEGER) AS date,
            'Touchpoint ' || (hash(i * 5) % 12) AS touchpoint,
            ['Web', 'App', 'Branch', 'Phone', 'Store'][1 + CAST(hash(i * 11) % 5 AS INTEGER)]
                AS channel,
            'Segment ' || (hash(i * 13) % 4) AS segment,
            'Region ' || (hash(i * 17) % 6) AS region,
            CASE WHEN hash(i * 19) % 20 = 0 THEN NULL
                ELSE CAST(least(10, (m * 7 + hash(i * 23) % 400) // 100) AS TINYINT) END AS ltr,
            CAST(1 + least(4, (m * 3 + hash(i * 29) % 200) // 100) AS TINYINT) AS csat,
            CAST(1 + least(6, (m * 4 + hash(i * 31) % 300) // 100) AS TINYINT) AS ces,
            {ratings}
        FROM (SELECT i, (hash(i * 61) % 100 + hash(i * 2) % 10) AS m FROM range({rows}) t(i))"""
    how = "FORMAT parquet" if kind == "parquet" else "FORMAT csv, HEADER"
    with duckdb.connect(config={"memory_limit": "2GB", "threads": 2}) as connection:
        connection.execute(f"COPY ({query}) TO '{file}' ({how})")
    declared = "\n".join(f"      {name}: {{role: rating, scale: [1, 5]}}" for name in RATINGS)
    (folder / "engagement.yml").write_text(
        ENGAGEMENT.format(
            file=file.name,
            ratings=declared,
            customer="      customer_id: customer_id\n" if customers else "",
        ),
        encoding="utf-8",
    )
    return file


def by_the_kit(folder: Path, skip: tuple[str, ...]) -> dict[str, Any]:
    """Return the scores of the whole perception analysis, through the product's own path."""
    from cxkit.intake import read_client
    from cxkit.workbook import Workbook

    found = Workbook(read_client(folder), language="en").perception
    scores: dict[str, Any] = {}
    for metric in METRICS:
        overall = found.overall(metric).result
        scores[metric] = float(getattr(overall, _FIELDS[metric]))
        for dimension in DIMENSIONS:
            table = found.by(dimension, metric).table
            named = zip(table["group"], table["score"], strict=True)
            scores[f"{metric}/{dimension}"] = {str(g): float(s) for g, s in named}
        waves = found.waves(metric).table
        named = zip(waves["group"], waves["score"], strict=True)
        scores[f"{metric}/wave"] = {str(g): float(s) for g, s in named}
        found.answers("", metric)
    table = found.ratings.table
    scores["ratings"] = dict(zip(table["name"], table["top_box"].astype(float), strict=True))
    if "drivers" not in skip:
        scores["drivers"] = float(found.drivers(METRICS[0]).r_squared)
    return scores


def by_pandas(folder: Path, skip: tuple[str, ...]) -> dict[str, Any]:
    """Return the same scores by the plainest pandas."""
    import numpy as np
    import pandas as pd

    (file,) = folder.glob("responses.*")
    if file.suffix == ".csv":
        frame = pd.read_csv(file, parse_dates=["date"])
    else:
        frame = pd.read_parquet(file)
        frame["date"] = pd.to_datetime(frame["date"])
    frame["wave"] = frame["date"].dt.to_period("Q").map(lambda q: f"{q.year}-Q{q.quarter}")
    points = {
        "nps": 100.0 * ((frame["ltr"] >= 9).astype(float) - (frame["ltr"] <= 6).astype(float)),
        "csat": (frame["csat"] >= 4).astype(float),
        "ces": frame["ces"].astype(float),
    }
    scores: dict[str, Any] = {}
    for metric, value in points.items():
        answered = frame[QUESTIONS[metric]].notna()
        given = value[answered]
        scores[metric] = float(given.mean())
        for by in (*DIMENSIONS, "wave"):
            means = given.groupby(frame.loc[answered, by]).agg(["mean", "std", "count"])["mean"]
            scores[f"{metric}/{by}"] = {str(k): float(v) for k, v in means.items()}
        frame[QUESTIONS[metric]].value_counts()
    scores["ratings"] = {name: float((frame[name] >= 4).mean()) for name in RATINGS}
    if "drivers" not in skip:
        columns = [*RATINGS, QUESTIONS[METRICS[0]]]
        r = frame[columns].dropna().corr().to_numpy()
        scores["drivers"] = float(r[:-1, -1] @ np.linalg.solve(r[:-1, :-1], r[:-1, -1]))
    return scores


def work(way: str, folder: Path, skip: tuple[str, ...]) -> None:
    """Compute in this process; print scores, seconds and peak memory as JSON."""
    start = time.perf_counter()
    scores = (by_the_kit if way == "kit" else by_pandas)(folder, skip)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak, cpu = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    found = {"scores": scores, "seconds": seconds, "cpu_seconds": cpu, "peak_mb": peak}
    print(json.dumps(found))


def run(way: str, folder: Path, skip: tuple[str, ...]) -> dict[str, Any]:
    """Compute in a process of its own."""
    command = [sys.executable, __file__, "--work", way, "--folder", str(folder)]
    command += ["--skip", *skip] if skip else []
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def differences(one: Any, other: Any, at: str = "") -> list[str]:
    """Return where two nested results differ by more than rounding."""
    if isinstance(one, dict):
        if one.keys() != other.keys():
            return [f"{at}: {sorted(one)} and {sorted(other)}"]
        return [line for key in one for line in differences(one[key], other[key], f"{at}/{key}")]
    if isinstance(one, list):
        pairs = enumerate(zip(one, other, strict=True))
        return [line for place, (a, b) in pairs for line in differences(a, b, f"{at}/{place}")]
    return [] if abs(one - other) <= 1e-9 * max(1.0, abs(other)) else [f"{at}: {one} and {other}"]


def main() -> int:
    """Make the survey, compute both ways, compare and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--no-pandas", action="store_true")
    parser.add_argument("--customers", action="store_true")
    parser.add_argument("--skip", nargs="*", default=[], choices=["drivers"])
    parser.add_argument("--work", choices=["kit", "pandas"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    skip = tuple(given.skip)
    if given.work:
        work(given.work, given.folder, skip)
        return 0
    kind = "csv" if given.csv else "parquet"
    need = 3 * given.rows * BYTES_A_ROW[kind]
    if shutil.disk_usage(tempfile.gettempdir()).free < need:
        print(f"The temporary folder needs {need / 1e9:.1f} GB.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="cxkit-scale-") as temporary:
        folder = Path(temporary) / "benchmark"
        folder.mkdir()
        size = make(folder, given.rows, kind, customers=given.customers).stat().st_size
        print(f"{given.rows:,} answers, {size / 1e6:,.0f} MB of {kind}")
        ways = ["kit", "kit again"] + ([] if given.no_pandas else ["pandas"])
        found = {way: run(way.split()[0], folder, skip) for way in ways}
    for way, result in found.items():
        print(
            f"{way:10} {result['seconds']:7.1f} s {result['cpu_seconds']:7.1f} s of processor "
            f"{result['peak_mb']:7.0f} MB at most"
        )
    report: dict[str, Any] = {
        "rows": given.rows,
        "format": kind,
        "customers": given.customers,
        "skipped": skip,
    }
    for way, result in found.items():
        report[way] = {key: round(result[key], 1) for key in ("seconds", "cpu_seconds", "peak_mb")}
    failed: list[str] = []
    if "pandas" in found:
        failed = differences(found["kit"]["scores"], found["pandas"]["scores"])
        report["faster"] = round(found["pandas"]["seconds"] / found["kit"]["seconds"], 2)
        report["same_scores"] = not failed
        print(f"the kit is {report['faster']} times as fast; scores equal: {not failed}")
        print("\n".join(failed[:10]), file=sys.stderr)
    print(json.dumps(report))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
