"""Clients whose reports take little time, sound ones and such with a fault of their own."""

import json
import os
from pathlib import Path

from cxkit.reports.batch import Job
from tests.reports.notebooks_of_tests import code, notebook, write_notebook
from tests.small_client import ENGAGEMENT, survey, write_client

OWN = ENGAGEMENT.replace("[en, es]", "[en]") + (
    "report:\n  sections: [summary]\n  notebooks: [own.ipynb]\n"
)
SUMMARY = "notebooks/en/09_summary_and_roadmap.ipynb"


def small_client(home: Path, slug: str, source="1 + 1", **given) -> Job:
    """Write a client whose report is one cell and a summary of one cell."""
    folder = write_client(home, slug, engagement=given.pop("engagement", OWN), **given)
    write_notebook(folder, "own.ipynb", notebook(code(source, "own")))
    write_notebook(folder, SUMMARY, notebook(code('"in short"', "short")))
    return Job(folder=folder, language="en")


FAULTS = {
    "syntax": ("a = = 1", "failed", ["cell-failed"]),
    "loops": ("import time\nwhile True:\n    time.sleep(0.01)", "timed out", ["cell-timeout"]),
    "spins": ("while True:\n    pass", "timed out", ["cell-timeout"]),
    "greedy": ("held = bytearray(50 * 2**30)", "failed", ["memory-limit"]),
    "killed": ("import os\nos.kill(os.getpid(), 9)", "dead", ["kernel-died"]),
    "leaves": ("import os\nos._exit(0)", "dead", ["kernel-died"]),
    "kills": ("import os\nos.kill(os.getppid(), 9)", "dead", ["worker-died"]),
    "deletes": (
        "from pathlib import Path\n"
        "Path('client_data', client, 'data', 'survey.csv').unlink()\n"
        "open_workbook(client, language=language)",
        "failed",
        ["cell-failed"],
    ),
    "prints": ("for _ in range(1000):\n    print('x' * 10**5)", "ok", []),
    "forks": (
        "import subprocess, os\n"
        "for session in (True, False):\n"
        "    for _ in range(3):\n"
        "        subprocess.Popen(['sleep', '600'], start_new_session=session)\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        "        import time\n"
        "        time.sleep(600)\n"
        "    os._exit(0)",
        "ok",
        [],
    ),
    "closes": ("import os\nos.close(1)\nos.close(2)\nprint('still')", "ok", []),
    "severs": ("import os\nos.closerange(3, 4096)", "dead", ["kernel-died"]),
    "unreadable": ("1", "failed", ["not-a-file"]),
    "broken": ("1", "failed", ["yaml-syntax"]),
}
"""What each does in its own notebook, and how its report ends."""


def faulty_client(home: Path, name: str) -> Job:
    """Write a client with one of the faults."""
    job = small_client(home, name, FAULTS[name][0])
    if name == "unreadable":
        (job.folder / "data" / "survey.csv").unlink()
        (job.folder / "data" / "survey.csv").mkdir()
    if name == "broken":
        (job.folder / "engagement.yml").write_text("name: [\n")
    return job


def log(name: str, **figures: object) -> None:
    """Add a line of figures to the log of the long tests."""
    place = Path(os.environ.get("CXKIT_SOAK_LOG", "soak.jsonl"))
    with place.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"test": name, **figures}) + "\n")


def is_whole(reports: Path, slug: str) -> bool:
    """Tell whether there is exactly one complete report, as its manifest says."""
    from cxkit.reports.file_state import file_hash
    from cxkit.reports.manifest import read_manifest

    noted = read_manifest(reports / slug)
    names = {path.name for path in (reports / slug).iterdir()}
    expected = {f"{slug}_en.html", f"{slug}_en.ipynb", "manifest.json"}
    return (
        noted is not None
        and noted.reports["en"].status == "ok"
        and names - {"findings.json"} == expected
        and all(
            file_hash(reports / slug / name) == state.sha256
            for name, state in noted.reports["en"].files.items()
        )
        and (reports / slug / f"{slug}_en.html").read_text("utf-8").rstrip().endswith("</html>")
    )


__all__ = ["FAULTS", "faulty_client", "is_whole", "log", "small_client", "survey"]
