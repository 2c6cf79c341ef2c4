"""Where the time of a full report goes: makes the bank's report and prints it, JSON last.

Run it on an idle machine from the clone: ``python benchmarks/time_of_a_report.py``. The report is
made by the command line and papermill's standard engine in a folder that is deleted afterwards; the
parts are then measured one by one, each in a process of its own or in this one.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

KIT = Path(__file__).resolve().parents[1]
CLIENT = "demo_bank"
GOAL = 25.0
"""Seconds that a full report may take on two idle cores."""


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


def cells(folder: Path, language: str) -> tuple[dict[str, float], float]:
    """Run the report's cells in this process; return seconds by section, and those of drawing."""
    import IPython.display

    import cxkit.presentation.show as show
    from cxkit.intake import read_client
    from cxkit.reports.assemble import assemble
    from cxkit.reports.layout import ClientPaths

    spent: dict[str, float] = defaultdict(float)
    drawn = [0.0]
    render = show.render_png

    def timed(axes):
        start = time.perf_counter()
        result = render(axes)
        drawn[0] += time.perf_counter() - start
        return result

    show.render_png = timed
    IPython.display.display = lambda *_, **__: None
    notebook = assemble(read_client(folder), ClientPaths(folder), language=language)
    namespace: dict[str, object] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            section = cell.metadata["cxkit"]["section"] or "setup"
            code = compile(cell.source, cell.id, "exec")
            spent[section] += seconds(lambda code=code: exec(code, namespace))
    show.render_png = render
    return dict(spent), drawn[0]


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
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cxkit-time-") as place:
        home = Path(place)
        folder = home / "client_data" / CLIENT
        shutil.copytree(KIT / "client_data" / CLIENT, folder)
        total = command(home, chosen.language, pdf=chosen.pdf)
        html, pdf = export(home, folder, chosen.language)
        by_section, drawing = cells(folder, chosen.language)
    found = {
        "report_seconds": round(total, 1),
        "goal_seconds": GOAL,
        "with_pdf": chosen.pdf,
        "start_up": round(start_up(), 2),
        "sections": {name: round(value, 2) for name, value in by_section.items()},
        "figures": round(drawing, 2),
        "html": round(html, 2),
        "pdf": round(pdf, 2),
    }
    print(f"full report by the command line: {total:.1f} s (goal {GOAL:.0f} s)")
    print(f"  import of the kit: {found['start_up']} s, twice (command and kernel)")
    for name, value in sorted(by_section.items(), key=lambda pair: -pair[1]):
        print(f"  cells of {name}: {value:.2f} s")
    print(f"  of these, drawing of figures: {drawing:.2f} s")
    print(f"  HTML page: {html:.2f} s; PDF: {pdf:.2f} s")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
