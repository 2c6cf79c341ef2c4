"""Processes of a batch killed at random moments, again and again: the next batch ends whole."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from cxkit.reports.warm import can_fork
from tests.reports.endurance.clients import is_whole, log, small_client, survey
from tests.reports.test_crew import gone

KILLS = 50
PATIENCE = float(os.environ.get("CXKIT_SOAK_SECONDS", "1800"))
VICTIMS = ("batch", "server", "report", "kernel")


def family(pid):
    """Return the batch's processes by what they are, as far as they run now."""
    try:
        batch = psutil.Process(pid)
        below = batch.children(recursive=True)
    except psutil.Error:
        return {}
    found = {"batch": [batch], "server": [], "report": [], "kernel": []}
    for process in below:
        try:
            command = " ".join(process.cmdline())
            bound = [item for item in process.net_connections("unix") if "/k-" in item.laddr]
            if "resource_tracker" in command:
                continue
            if "warm.server" in command and process.ppid() == pid:
                kind = "server"
            else:
                kind = "kernel" if bound or "ipykernel_launcher" in command else "report"
            found[kind].append(process)
        except (psutil.Error, OSError):
            continue
    return found


@pytest.mark.soak
@pytest.mark.skipif(not can_fork(), reason="nothing can be forked here")
def test_fifty_kills_at_random_moments_lose_nothing(tmp_path, monkeypatch):
    marker = f"kills50-{os.getpid()}"
    temporary = Path(tempfile.mkdtemp(prefix="cxt", dir="/tmp"))
    slugs = [f"client-{n}" for n in range(6)]
    jobs = [small_client(tmp_path, slug, f"'{slug}'") for slug in slugs]
    reports = tmp_path / "reports"
    chance = random.Random(20261122)
    environment = {
        **os.environ,
        "TMPDIR": str(temporary),
        "CXKIT_TEST": marker,
        "LC_ALL": "C.UTF-8",
    }
    environment.pop("PYTEST_CURRENT_TEST", None)
    killed = dict.fromkeys(VICTIMS, 0)
    resumed, remade = 0, 0
    start = time.monotonic()

    def begin(*arguments):
        return subprocess.Popen(
            [sys.executable, "-c", "from cxkit.cli import main; main()", "report", *arguments],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def resume():
        nonlocal resumed, remade
        resumed += 1
        said, errors = (last := begin("--all", "--json")).communicate(timeout=300)
        assert last.returncode == 0, said + errors
        *lines, _ = (json.loads(line) for line in said.splitlines())
        assert sorted(line["client"] for line in lines) == slugs
        remade += sum(line["status"] == "ok" for line in lines)
        assert all(is_whole(reports, slug) for slug in slugs)
        assert sorted(path.name for path in reports.iterdir()) == [*slugs, "index.html"]
        assert list(temporary.iterdir()) == []
        assert gone(marker)

    try:
        while sum(killed.values()) < KILLS and time.monotonic() - start < PATIENCE:
            rows = chance.randrange(60, 140)
            for job in jobs:  # so that there is something to be made
                (job.folder / "data" / "survey.csv").write_text(survey(rows), encoding="utf-8")
            stale = set(reports.glob("*/.building-*"))  # what was killed before left them
            running = begin("--all", "--force", "--json")
            wanted = 2 if chance.random() < 0.5 else 1
            until = time.monotonic() + 60
            while not set(reports.glob("*/.building-*")) - stale and time.monotonic() < until:
                if chance.random() < 0.0005:  # sometimes before the first report is begun
                    break
                time.sleep(0.02)
            while wanted and running.poll() is None and time.monotonic() < until:
                time.sleep(chance.uniform(0.0, 1.2))
                known = family(running.pid)
                there = [kind for kind in VICTIMS if known.get(kind)]
                if not there:
                    break
                victim = min(there, key=lambda kind: (killed[kind], chance.random()))
                process = chance.choice(known[victim])
                try:
                    process.send_signal(signal.SIGKILL)
                except psutil.Error:
                    continue
                killed[victim] += 1
                wanted -= 1
                if victim == "batch":
                    break
            said, errors = running.communicate(timeout=300)
            assert "Traceback" not in said + errors, errors
            assert gone(marker)
            for slug in slugs:  # whatever was killed, no report is half
                for page in (reports / slug).glob("*.html"):
                    assert page.read_text("utf-8").rstrip().endswith("</html>")
                for book in (reports / slug).glob("*_en.ipynb"):
                    assert json.loads(book.read_text("utf-8"))["cells"]
            if sum(killed.values()) // 5 > resumed:
                resume()
        resume()
    finally:
        seconds = round(time.monotonic() - start, 1)
        log("kills", **killed, resumed=resumed, remade=remade, seconds=seconds)
        for process in psutil.process_iter():
            try:
                if process.environ().get("CXKIT_TEST") == marker:
                    process.kill()
            except psutil.Error:
                continue
    temporary.rmdir()
    assert sum(killed.values()) >= KILLS
