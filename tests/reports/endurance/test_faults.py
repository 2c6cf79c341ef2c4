"""A batch in which many reports go wrong, each in its own way."""

import html
import json
import os
import time

import pytest

from cxkit.reports.batch import Job, plan_job
from cxkit.reports.manifest import read_manifest
from cxkit.reports.warm import can_fork
from tests.reports.endurance.clients import FAULTS, faulty_client, is_whole, log, small_client

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such signals")
SHORT = [name for name in FAULTS if name not in ("spins", "broken")]


def check(home, said, sound, names):
    *lines, summary = [json.loads(line) for line in said.splitlines()]
    told = {line["client"]: line for line in lines}
    assert len(lines) == len(told) == len(sound) + len(names)
    assert sum(summary["summary"].values()) == len(lines)
    page = (home / "reports" / "index.html").read_text("utf-8")
    for slug in sound:
        assert told[slug]["status"] == "ok"
        assert is_whole(home / "reports", slug)
    for name in names:
        _, status, rules = FAULTS[name]
        line = told[name]
        assert (name, line["status"], line["rules"][:1]) == (name, status, rules)
        noted = read_manifest(home / "reports" / name).reports["en"]
        assert noted.status == status
        assert f'href="{name}/{name}_en.html"' in page or status != "ok"
        if status == "ok":
            assert is_whole(home / "reports", name)
            continue
        assert line["error"] == noted.error != ""
        assert html.escape(noted.error[:60]) in html.unescape(page).replace("'", "&#x27;") or (
            noted.error[:60] in html.unescape(page)
        )
        assert not list((home / "reports" / name).glob("*.html"))
        if rules[0].startswith(("cell", "memory", "kernel")):
            assert line["cell"] == noted.cell == "own: own-own"


def whole_batch(home, command, names, sound, *arguments):
    sound = [f"sound-{n:02}" for n in range(sound)]
    order = [*names, *sound]
    for name in names:
        faulty_client(home, name)
    for slug in sound:
        small_client(home, slug)
    start = time.monotonic()
    ran = command(
        *order, "--json", "--cell-timeout", "25", "--memory", "1500", "--timeout", "200", *arguments
    )
    assert ran.returncode == 1, ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr
    check(home, ran.stdout, sound, names)
    return time.monotonic() - start


@pytest.mark.slow
@pytest.mark.skipif(not can_fork(), reason="nothing can be forked here")
def test_every_fault_stays_with_its_own_report(tmp_path, command):
    whole_batch(tmp_path, command, SHORT, sound=2)
    printed = (tmp_path / "reports/prints/prints_en.html").read_text("utf-8")
    assert len(printed) < 3_000_000
    assert "the first 1,000,000 characters that a cell prints" in printed
    # who deletes an input is told so the next time, too
    job = Job(folder=tmp_path / "client_data" / "deletes", language="en")
    assert set(plan_job(job).reasons) == {"failed before", "inputs changed"}


@pytest.mark.soak
@pytest.mark.parametrize(
    "engine",
    [
        pytest.param("warm", marks=pytest.mark.skipif(not can_fork(), reason="cannot fork")),
        "standard",
    ],
)
def test_sixty_clients_among_them_every_fault(tmp_path, command, engine):
    names = list(FAULTS)
    took = whole_batch(tmp_path, command, names, 60 - len(names), "--engine", engine)
    again = command("--all", "--failed", "--cell-timeout", "10", "--memory", "1500", timeout=570)
    assert again.returncode == 1
    for name, (_, status, _) in FAULTS.items():
        noted = read_manifest(tmp_path / "reports" / name).reports["en"]
        assert (f"✗ {name} (en)" in again.stdout) == (status != "ok")
        assert (
            noted.error in " ".join(again.stdout.split())
            or status == "ok"
            or noted.error[:40] in again.stdout
        )
    log("faults", engine=engine, clients=60, seconds=round(took, 1))
