"""A disk that is full at any step, or read-only: said clearly, and what was there stays."""

import os
import subprocess
from pathlib import Path

import pytest

from cxkit.reports.batch import plan_job, run_batch
from cxkit.reports.warm import can_fork
from tests.reports.endurance.clients import is_whole, small_client
from tests.reports.test_crew import gone

PAGE = 4096


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own for the reports."""
    place = tmp_path / "reports"
    place.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only an administrator may mount a disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()[:100]}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def fill(disk: Path, *, leave: int) -> None:
    """Fill a disk but for some bytes."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    seen = os.statvfs(disk)
    filler.write_bytes(bytes(max(0, seen.f_bavail * seen.f_frsize - leave)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "warm",
    [
        pytest.param(True, marks=pytest.mark.skipif(not can_fork(), reason="cannot fork")),
        False,
    ],
    ids=["warm", "standard"],
)
def test_a_disk_that_fills_up_at_any_step_leaves_the_earlier_report(
    tmp_path, disk, monkeypatch, warm
):
    monkeypatch.setenv("CXKIT_TEST", marker := f"disk-{os.getpid()}")
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    job = small_client(tmp_path, "a", "print('x' * 300_000)")
    reports = disk / "a"
    ends, levels = [], []

    def sizes():
        made = [(reports / f"a_en{end}").stat().st_size for end in (".ipynb", ".html")]
        return [-(-size // PAGE) * PAGE for size in made]

    def after(outcome):
        """Look at what is there, and leave less room, or more, for the next attempt."""
        found = bytes_of(reports)
        if not ends:
            notebook, page = sizes()
            assembled = 3 * PAGE
            room = [
                0,  # nothing at all
                PAGE,  # the notebook to be executed is not whole
                assembled + notebook // 2,  # the executed one is not
                assembled + notebook + page // 2,  # the page is not, after the notebook
                assembled + notebook + page,  # everything is but the manifest
                assembled + 2 * notebook + page + 30 * PAGE,
            ]
            levels.extend(room if warm else room[3:])
            assert outcome.status == "ok"
        elif outcome.status != "ok":
            assert [item.rule for item in outcome.problems] == ["not-written"]
            assert outcome.problems[0].message.startswith("The disk is full")
            kept = {name: item for name, item in found.items() if name != "manifest.json"}
            assert kept == {n: item for n, item in ends[-1][1].items() if n != "manifest.json"}
        assert not [path for path in reports.iterdir() if path.name.startswith(".")]
        ends.append((outcome.status, found))
        if levels:
            fill(disk, leave=levels.pop(0))

    attempts = 7 if warm else 4
    run_batch([job] * attempts, workers=1, warm=warm, done=after)
    assert [status for status, _ in ends] == ["ok", *["failed"] * (attempts - 2), "ok"]
    assert gone(marker)
    assert is_whole(disk, "a")
    assert not plan_job(job).make


@pytest.mark.slow
def test_a_disk_that_becomes_read_only_is_said_and_leaves_the_earlier_report(
    tmp_path, disk, request
):
    if can_fork():
        request.getfixturevalue("lent_farm")
    job = small_client(tmp_path, "a")
    before = []

    def after(outcome):
        before.append((outcome, bytes_of(disk / "a")))
        if len(before) == 1:
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)

    run_batch([job, job], workers=1, warm=can_fork(), done=after)
    (first, made), (second, left) = before
    assert first.ok
    assert [item.rule for item in second.problems] == ["not-written"]
    assert second.problems[0].message.startswith("Nothing can be written here")
    assert left == made


@pytest.mark.slow
def test_the_command_says_that_the_disk_is_full(tmp_path, disk, command):
    small_client(tmp_path, "a")
    small_client(tmp_path, "b")
    assert command("a").returncode == 0
    made, index = bytes_of(disk / "a"), (disk / "index.html").read_bytes()
    fill(disk, leave=0)
    full = command("--all", "--force")
    assert full.returncode == 1
    assert "The disk is full" in full.stdout + full.stderr
    assert "Traceback" not in full.stdout + full.stderr
    assert bytes_of(disk / "a") == made
    assert (disk / "index.html").read_bytes() == index
    (disk / "filler").unlink()
    assert command("--all").returncode == 0
    assert [is_whole(disk, slug) for slug in ("a", "b")] == [True, True]
    assert {path.name for path in disk.iterdir()} == {"a", "b", "index.html"}
