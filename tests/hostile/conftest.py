"""Give every test here an empty home of its own."""
# ruff: noqa: E402 - what comes before the imports must run first

from pathlib import Path

import pytest

pytest.register_assert_rewrite("hostile_home")
from hostile_home import Home

from cxkit.cli import making
from cxkit.cli.screen import err, out
from cxkit.reports.batch import run_job


def run_here(jobs, *, done, **_):
    """Make reports one by one in this process; the pool has tests of its own."""
    outcomes = tuple(run_job(job) for job in jobs)
    for outcome in outcomes:
        done(outcome)
    return outcomes


@pytest.fixture
def home(tmp_path: Path, capsys, monkeypatch) -> Home:
    """Give an empty home whose commands print on wide lines."""
    for console in (out, err):
        monkeypatch.setattr(console, "width", 20_000)
    monkeypatch.setattr(making, "run_batch", run_here)
    return Home(tmp_path, capsys)
