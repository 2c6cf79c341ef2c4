"""Where the time of a full report goes: makes the bank's report and prints it, JSON last.

Run it on an idle machine from the clone: ``python benchmarks/time_of_a_report.py``. The report is
made by the command line and papermill's standard engine in a folder that is deleted afterwards; the
parts are then measured one by one. What a warm worker spends is measured in a process of its own
with one thread, as CPU time of the second report made there: everything is imported by then.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KIT = Path(__file__).resolve().parents[1]
CLIENT = "demo_bank"
GOAL = 25.0
"""Seconds that a full report may take on two idle cores."""
CPU_GOAL = 2.5
"""Seconds of CPU that a full report may take in a warm worker, HTML included."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def command(home: Path, language: str, *, pdf: bool) -> float:
    """Make the report as a consultant does; return the seconds it took."""
    words = [sys.executable, "-m", "cxkit.cli", "report", CLIENT, "--language", language]
    words += ["--home", str(home), *(["--pdf"] if pdf else [])]
    starter = [sys.executable, "-c", "from cxkit.cli import main; main()", *words[3:]]
    return seconds(lambda: subprocess.run(starter, check=True, cwd=home, capture_output=True))


def start_up() -> float:
    """Return the seconds that Python needs to import the kit."""
    code = [sys.executable, "-c", "import cxkit.cli, cxkit.workbook"]
    return seconds(lambda: subprocess.run(code, check=True))


def warm(home: Path, folder: Path, language: str) -> dict[str, Any]:
    """Make a report twice in this process; return the CPU seconds of the second, by part.

    The cells run bare, without a kernel and its messages; what `run_report` does before and
    after them is measured beside them.
    """
    import IPython.display
    import nbformat

    import cxkit.presentation.show as show
    from cxkit.intake import read_client
    from cxkit.reports.assemble import assemble
    from cxkit.reports.export_html import export_html
    from cxkit.reports.layout import ClientPaths

    spent: dict[str, float] = defaultdict(float)
    render = show.render_png

    @contextmanager
    def counted(part: str) -> Iterator[None]:
        start = time.process_time()
        yield
        spent[part] += time.process_time() - start

    def rendered(axes):
        with counted("rendering"):
            return render(axes)

    def shown(self, *given):
        with counted("figures"):
            return figure(self, *given)

    figure = show.Show.figure
    show.Show.figure = shown
    show.render_png = rendered
    IPython.display.display = lambda *_, **__: None
    name = f"{CLIENT}_{language}.ipynb"
    executed = nbformat.read(home / "reports" / CLIENT / name, as_version=4)
    for _ in ("cold", "warm"):
        gc.collect()
        gc.freeze()  # as the server of warm kernels does before it forks
        spent.clear()
        with counted("client"):
            client = read_client(folder)
        with counted("assembling"):
            notebook = assemble(client, ClientPaths(folder), language=language)
        namespace: dict[str, object] = {}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                code = compile(cell.source, cell.id, "exec")
                with counted(f"cells of {cell.metadata['cxkit']['section'] or 'setup'}"):
                    exec(code, namespace)
        with counted("html"):
            export_html(executed, client, client.engagement.words(language), folder=folder)
    drawing, figures = spent.pop("rendering"), spent.pop("figures")
    return {
        "cpu_seconds": round(sum(spent.values()), 2),
        "cpu_goal_seconds": CPU_GOAL,
        "sections": {part: round(value, 2) for part, value in spent.items()},
        "figures": round(figures, 2),
        "rendering": round(drawing, 2),
    }


def in_a_warm_worker(home: Path, language: str) -> dict[str, Any]:
    """Return what `warm` finds in a process of its own, with one thread."""
    words = [sys.executable, __file__, "--language", language, "--warm", str(home)]
    done = subprocess.run(
        words, check=True, cwd=home, env=os.environ | ONE_THREAD, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def export(home: Path, folder: Path, language: str) -> tuple[float, float]:
    """Return the seconds of the HTML page and of the PDF, from the report that was made."""
    import nbformat

    from cxkit.intake import read_client
    from cxkit.reports.export_html import export_html
    from cxkit.reports.export_pdf import export_pdf

    reports = home / "reports" / CLIENT
    name = f"{CLIENT}_{language}"
    client = read_client(folder)
    notebook = nbformat.read(reports / f"{name}.ipynb", as_version=4)
    words = client.engagement.words(language)
    html = seconds(lambda: export_html(notebook, client, words, folder=folder))
    pdf = seconds(lambda: export_pdf(reports / f"{name}.html", home / "again.pdf"))
    return html, pdf


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=("es", "en"), default="es")
    parser.add_argument("--pdf", action="store_true", help="make a PDF in the timed report too")
    parser.add_argument("--warm", type=Path, metavar="HOME", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.warm is not None:
        folder = chosen.warm / "client_data" / CLIENT
        print(json.dumps(warm(chosen.warm, folder, chosen.language)))
        return
    with tempfile.TemporaryDirectory(prefix="cxkit-time-") as place:
        home = Path(place)
        folder = home / "client_data" / CLIENT
        shutil.copytree(KIT / "client_data" / CLIENT, folder)
        total = command(home, chosen.language, pdf=chosen.pdf)
        html, pdf = export(home, folder, chosen.language)
        cpu = in_a_warm_worker(home, chosen.language)
    found = {
        "report_seconds": round(total, 1),
        "goal_seconds": GOAL,
        "with_pdf": chosen.pdf,
        "start_up": round(start_up(), 2),
        "html": round(html, 2),
        "pdf": round(pdf, 2),
        "warm": cpu,
    }
    print(f"full report by the command line: {total:.1f} s (goal {GOAL:.0f} s)")
    print(f"  import of the kit: {found['start_up']} s, twice (command and kernel)")
    print(f"  HTML page: {html:.2f} s; PDF: {pdf:.2f} s")
    print(f"in a warm worker: {cpu['cpu_seconds']} s of CPU (goal {CPU_GOAL} s)")
    for name, value in sorted(cpu["sections"].items(), key=lambda pair: -pair[1]):
        print(f"  {name}: {value:.2f} s")
    print(f"  of the cells, figures: {cpu['figures']} s, their rendering: {cpu['rendering']} s")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
