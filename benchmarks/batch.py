"""How fast a batch makes reports, against the other ways to make them, in one run.

Run it on an idle machine from the clone: ``python benchmarks/batch.py``. The demo clients are
copied as often as asked; every way makes the same reports (notebook and page) and the last line
is JSON. The slow ways make fewer of them (``--slow``, ``--pool``), the time of one being what is
compared. The ways of papermill and nbconvert are as their documentation has them; "standard" is
the kit's own engine for systems that cannot fork, with the kit's page.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from cxkit.reports.execution import STANDARD, Kernels

KIT = Path(__file__).resolve().parents[1]
DEMO = ("demo_bank", "demo_telecom", "demo_airline")
PINNED = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def clients(home: Path, count: int) -> list[Path]:
    """Copy the demo clients in turn; return their folders."""
    folders = []
    for number in range(count):
        demo = DEMO[number % len(DEMO)]
        folder = home / "client_data" / f"{demo}_{number}"
        shutil.copytree(KIT / "client_data" / demo, folder)
        folders.append(folder)
    return folders


def assembled(folder: Path) -> Path:
    """Write the notebook of a client's report; return where."""
    import nbformat

    from cxkit.intake import read_client
    from cxkit.reports.assemble import assemble
    from cxkit.reports.layout import ClientPaths

    notebook = assemble(read_client(folder), ClientPaths(folder), language="en")
    place = folder / "assembled.ipynb"
    nbformat.write(notebook, place)
    return place


def command_line(folder: Path) -> None:
    """Make a report by papermill's and nbconvert's commands."""
    home, source = folder.parents[1], assembled(folder)
    made = folder / "made.ipynb"
    python = [sys.executable, "-m"]
    for words in (
        [*python, "papermill", str(source), str(made), "--no-progress-bar"],
        [*python, "nbconvert", "--to", "html", "--no-input", str(made)],
    ):
        subprocess.run(words, cwd=home, check=True, capture_output=True)


def nbconvert_execute(folder: Path) -> None:
    """Make a report by nbconvert alone."""
    words = ["--to", "html", "--execute", "--no-input", str(assembled(folder))]
    command = [sys.executable, "-m", "jupyter", "nbconvert", *words]
    subprocess.run(command, cwd=folder.parents[1], check=True, capture_output=True)


def in_process(folder: Path) -> None:
    """Make a report by papermill's function and nbconvert's exporter, in this process."""
    import papermill
    from nbconvert import HTMLExporter

    source, made = assembled(folder), folder / "made.ipynb"
    home = str(folder.parents[1])
    papermill.execute_notebook(str(source), str(made), cwd=home, progress_bar=False)
    page, _ = HTMLExporter(exclude_input=True).from_filename(str(made))
    made.with_suffix(".html").write_text(page, encoding="utf-8")


def standard(folder: Path) -> None:
    """Make a report by the kit, each kernel started anew."""
    with_kernels(folder, STANDARD)


def with_kernels(folder: Path, kernels: Kernels) -> None:
    """Make a report as the batch does."""
    from cxkit.reports.batch import Job, run_job

    outcome = run_job(Job(folder=folder, language="en"), kernels)
    if not outcome.ok:
        raise RuntimeError(str(outcome.problems))


def bare(notebook: Path, home: Path) -> None:
    """Run the cells of a report in this process: no kernel, nothing kept, no page."""
    import nbformat
    from IPython.core.interactiveshell import InteractiveShell

    os.chdir(home)
    shell = InteractiveShell.instance()
    shell.display_pub.publish = lambda *_, **__: None
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code":
            shell.run_cell(cell.source, silent=True).raise_error()


def each(folders: Sequence[Path], make: Callable[[Path], None]) -> float:
    """Make reports one after the other; return seconds a report."""
    start = time.perf_counter()
    for folder in folders:
        make(folder)
    return (time.perf_counter() - start) / len(folders)


def pool(folders: Sequence[Path], make: Callable[[Path], None], workers: int) -> float:
    """Make reports in a pool of processes, each with one thread."""
    start = time.perf_counter()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
        list(processes.map(make, folders))
    return (time.perf_counter() - start) / len(folders)


def warm(folders: Sequence[Path], workers: int) -> dict[str, float]:
    """Make reports in forks of a server, then run only their cells in forks."""
    import batch as own  # a fork knows nothing of this program's own module

    from cxkit.reports.warm import Farm

    notebooks = [assembled(folder) for folder in folders]
    start = time.perf_counter()
    with Farm() as farm, ThreadPoolExecutor(workers) as threads:
        kernels = Kernels(server=farm.address)
        ready = time.perf_counter()
        list(threads.map(lambda folder: farm.run(own.with_kernels, folder, kernels), folders))
        done = time.perf_counter()
        found = {"warm": (done - ready) / len(folders), "with": (done - start) / len(folders)}
        home = folders[0].parents[1]
        list(threads.map(lambda notebook: farm.run(own.bare, notebook, home), notebooks))
        found["bare"] = (time.perf_counter() - done) / len(folders)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=6, help="reports of the fast ways")
    parser.add_argument("--slow", type=int, default=2, help="reports of the slow ways")
    parser.add_argument("--pool", type=int, default=4, help="reports of the pools")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    os.environ.update(PINNED)
    with tempfile.TemporaryDirectory(prefix="cxkit-batch-") as place:
        home = Path(place)
        folders = clients(home, chosen.clients)
        few = folders[: chosen.slow]
        found = {f"warm_{name}": value for name, value in warm(folders, chosen.workers).items()}
        some = folders[: chosen.pool]
        found["pool"] = pool(some, in_process, chosen.workers)
        found["standard"] = pool(some, standard, chosen.workers)
        found["command_line"] = each(few, command_line)
        found["loop"] = each(few, in_process)
        found["nbconvert"] = each(few, nbconvert_execute)
    found = {name.replace("warm_warm", "warm"): value for name, value in found.items()}
    ratios = {
        "command_line_without_warm_up": found["command_line"] / found["warm"],
        "command_line_with_warm_up": found["command_line"] / found["warm_with"],
        "nbconvert": found["nbconvert"] / found["warm"],
        "loop": found["loop"] / found["warm"],
        "pool": found["pool"] / found["warm_with"],
        "standard": found["standard"] / found["warm_with"],
        "over_bare": found["warm"] / found["warm_bare"],
    }
    for name, value in found.items():
        print(f"{name}: {value:.2f} s a report")
    print(
        json.dumps(
            {
                "clients": chosen.clients,
                "workers": chosen.workers,
                "load": round(os.getloadavg()[0], 1),
                "seconds": {name: round(value, 2) for name, value in found.items()},
                "ratios": {name: round(value, 2) for name, value in ratios.items()},
            }
        )
    )


if __name__ == "__main__":
    main()
