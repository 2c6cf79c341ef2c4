"""Worker processes that die, hang or are interrupted: no report is lost, nothing is left."""

import errno
import json
import os
import pickle
import random
import signal
import subprocess
import sys
import time

import psutil
import pytest

from cxkit.errors import Problem
from cxkit.reports.batch import Job, Limits, run_batch, run_job
from cxkit.reports.manifest import read_manifest
from cxkit.reports.warm import can_fork
from tests.reports.endurance.clients import small_client
from tests.reports.notebooks_of_tests import code, notebook, write_notebook
from tests.small_client import ENGAGEMENT, survey, write_client

OWN = ENGAGEMENT.replace("[en, es]", "[en]") + (
    "report:\n  sections: [summary]\n  notebooks: [own.ipynb]\n"
)
linux = pytest.mark.skipif(not can_fork(), reason="nothing can be forked here")
posix = pytest.mark.skipif(os.name == "nt", reason="no such signals")


def client(home, slug, source="ready = True", **files):
    folder = write_client(home, slug, engagement=OWN, files=files)
    write_notebook(folder, "own.ipynb", notebook(code(source, "own")))
    return Job(folder=folder, language="en")


def rules(outcome):
    return [problem.rule for problem in outcome.problems if problem.severity == "error"]


def ours(marker):
    """Return the processes that carry a marker in their environment."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("CXKIT_TEST") != marker or process.pid == os.getpid():
                continue
            if "resource_tracker" not in " ".join(process.cmdline()):  # Python's, of this test
                found.append(process)
        except psutil.Error:
            continue
    return found


def gone(marker, patience=15.0):
    deadline = time.monotonic() + patience
    while (left := ours(marker)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left == []


@pytest.fixture
def cxkit():
    """Start the command; whatever a test left running is ended."""
    started = []

    def start(home, marker, *arguments):
        started.append(begin(home, marker, *arguments))
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        if not process.stdout.closed:
            process.communicate()


def hear_ctrl_c():
    """Do not inherit deafness from tests that run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def begin(home, marker, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", "from cxkit.cli import main; main()", "report", *arguments],
        cwd=home,
        env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "2000", "CXKIT_TEST": marker},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_disk_and_one_that_is_read_only_are_said_and_leave_what_was(
    tmp_path, monkeypatch, number
):
    job = client(tmp_path, "acme")
    reports = tmp_path / "reports" / "acme"
    reports.mkdir(parents=True)
    (reports / "acme_en.html").write_text("earlier")

    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("cxkit.reports.run.execute", refuse)
    outcome = run_job(job)
    assert rules(outcome) == ["not-written"]
    said = "The disk is full" if number == errno.ENOSPC else "Nothing can be written here"
    assert outcome.problems[0].message.startswith(said)
    assert {path.name for path in reports.iterdir()} == {"acme_en.html", "manifest.json"}
    assert (reports / "acme_en.html").read_text() == "earlier"


engines = pytest.mark.parametrize(
    "warm",
    [pytest.param(True, marks=linux), False],
    ids=["warm", "standard"],
)


@pytest.mark.slow
@posix
@engines
def test_a_batch_of_faults_loses_no_other_report_and_leaves_no_process(tmp_path, monkeypatch, warm):
    monkeypatch.setenv("CXKIT_TEST", marker := f"faults-{os.getpid()}")
    here = os.getpid()
    jobs = [
        small_client(tmp_path, "wrong", "this is no Python"),
        small_client(tmp_path, "killed", "import os\nos.kill(os.getpid(), 9)"),
        small_client(tmp_path, "left", "import os\nos._exit(0)"),
        small_client(tmp_path, "killer", "import os\nos.kill(os.getppid(), 9)"),
        small_client(
            tmp_path,
            "forks",
            "import subprocess\n"
            "for _ in range(3):\n"
            "    subprocess.Popen(['setsid', 'sleep', '600'])",
        ),
        small_client(tmp_path, "good"),
        small_client(tmp_path, "late"),
        small_client(tmp_path, "yaml"),
        small_client(tmp_path, "table"),
    ]
    (jobs[-2].folder / "engagement.yml").write_text("name: [\n")
    (jobs[-1].folder / "data" / "survey.csv").unlink()
    (jobs[-1].folder / "data" / "survey.csv").mkdir()
    outcomes = run_batch(jobs, workers=2, warm=warm, done=lambda outcome: None)
    assert os.getpid() == here
    ends = {outcome.job.folder.name: (outcome.status, rules(outcome)[:1]) for outcome in outcomes}
    assert ends == {
        "wrong": ("failed", ["cell-failed"]),
        "killed": ("dead", ["kernel-died"]),
        "left": ("dead", ["kernel-died"]),
        "killer": ("dead", ["worker-died"]),
        "forks": ("ok", []),
        "good": ("ok", []),
        "late": ("ok", []),
        "yaml": ("failed", ["yaml-syntax"]),
        "table": ("failed", ["not-a-file"]),
    }
    for slug, (status, _) in ends.items():
        noted = read_manifest(tmp_path / "reports" / slug).reports["en"]
        assert noted.status == status
        assert bool(noted.error) == (status != "ok")
        assert not list((tmp_path / "reports" / slug).glob(".building-*"))
    assert outcomes[0].cell == "own: own-own"
    assert read_manifest(tmp_path / "reports/wrong").reports["en"].cell == "own: own-own"
    made = read_manifest(tmp_path / "reports/good").reports["en"]
    assert set(made.sections) >= {"start", "summary", "own", "annexes"}
    assert gone(marker)


@pytest.mark.slow
@posix
@engines
def test_a_report_that_takes_too_long_is_stopped_with_all_it_started(tmp_path, monkeypatch, warm):
    monkeypatch.setenv("CXKIT_TEST", marker := f"long-{os.getpid()}")
    job = small_client(tmp_path, "endless", "while True:\n    pass")
    limits = Limits(report=10)
    (outcome,) = run_batch([job], limits=limits, warm=warm, done=lambda outcome: None)
    assert (outcome.status, rules(outcome)) == ("timed out", ["report-timeout"])
    reports = tmp_path / "reports" / "endless"
    assert read_manifest(reports).reports["en"].status == "timed out"
    assert [path.name for path in reports.iterdir()] == ["manifest.json"]
    assert gone(marker)


def test_every_problem_can_be_sent_from_a_worker():
    problem = Problem(rule="x", message="Broken.")
    assert pickle.loads(pickle.dumps(problem)) == problem


@pytest.mark.slow
@posix
@engines
def test_memory_that_a_notebook_may_not_take_fails_that_report_alone(tmp_path, warm, request):
    if warm:
        request.getfixturevalue("lent_farm")
    jobs = [
        small_client(tmp_path, "greedy", "held = bytearray(40 * 2**30)"),
        small_client(tmp_path, "modest", "held = bytearray(2**28)"),
    ]
    limits = Limits(memory=1000)
    outcomes = run_batch(jobs, limits=limits, warm=warm, done=lambda outcome: None)
    assert [rules(outcome) for outcome in outcomes] == [["memory-limit"], []]


@pytest.mark.slow
@posix
def test_after_a_kill_at_any_moment_a_second_run_makes_exactly_what_is_missing(tmp_path, cxkit):
    """Kill the whole batch twice, and one of its workers; then let it end."""
    marker = f"kills-{os.getpid()}"
    slugs = ["a", "b", "c"]
    for slug in slugs:
        client(tmp_path, slug)
    moments = random.Random(20261122)
    for victim in ("batch", "worker", "batch"):
        stale = set(tmp_path.glob("reports/*/.building-*"))  # of the batch killed before
        running = cxkit(tmp_path, marker, "--all", "--force")
        deadline = time.monotonic() + 60
        while not set(tmp_path.glob("reports/*/.building-*")) - stale:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(moments.uniform(0.0, 1.0))
        assert running.poll() is None
        children = psutil.Process(running.pid).children(recursive=True)
        workers = [item for item in children if _is_worker(item)]
        if victim == "worker" and workers:
            workers[-1].kill()
            running.communicate(timeout=300)
        else:
            os.kill(running.pid, signal.SIGKILL)
            running.communicate(timeout=60)
        assert gone(marker)
    last = cxkit(tmp_path, marker, "--all", "--json")
    said, errors = last.communicate(timeout=300)
    assert last.returncode == 0, errors
    *lines, summary = (json.loads(line) for line in said.splitlines())
    assert sorted(line["client"] for line in lines) == slugs
    assert {line["status"] for line in lines} <= {"ok", "skipped"}
    assert sum(summary["summary"].values()) == len(slugs)
    for slug in slugs:
        names = {path.name for path in (tmp_path / "reports" / slug).iterdir()}
        assert names == {f"{slug}_en.html", f"{slug}_en.ipynb", "findings.json", "manifest.json"}
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == [
        *slugs,
        "index.html",
    ]


def _is_worker(process):
    try:
        return "cxkit.reports.warm.server" in " ".join(process.cmdline())
    except psutil.Error:
        return False


@pytest.mark.slow
@posix
@pytest.mark.parametrize("second", [False, True], ids=["once", "twice"])
def test_control_c_ends_a_batch_cleanly(tmp_path, cxkit, second):
    marker = f"interrupt-{os.getpid()}-{second}"
    for slug in ("a", "b", "c"):
        small_client(tmp_path, slug, "while True:\n    pass")
    running = cxkit(tmp_path, marker, "--all")
    deadline = time.monotonic() + 60
    while len(list(tmp_path.glob("reports/*/.building-*/assembled.ipynb"))) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    for _ in range(1 + second):
        os.killpg(running.pid, signal.SIGINT)
        time.sleep(0.3)
    said, errors = running.communicate(timeout=60)
    assert running.returncode == 130, said + errors
    assert "Stopped." in errors
    assert "Traceback" not in said + errors
    assert not list(tmp_path.glob("reports/*/*.html"))
    assert not list(tmp_path.glob("reports/*/.*"))
    assert not list(tmp_path.glob("reports/.*"))
    assert gone(marker)


@pytest.mark.slow
def test_an_unchanged_client_is_skipped_and_a_changed_one_is_not(tmp_path, cxkit):
    marker = f"skip-{os.getpid()}"
    for slug in ("a", "b"):
        small_client(tmp_path, slug)

    def statuses(*arguments):
        ran = cxkit(tmp_path, marker, *arguments, "--json")
        said, errors = ran.communicate(timeout=300)
        assert ran.returncode == 0, errors
        lines = [json.loads(line) for line in said.splitlines()][:-1]
        return {line["client"]: (line["status"], line["reasons"]) for line in lines}

    assert statuses("--all") == {"a": ("ok", ["new"]), "b": ("ok", ["new"])}
    (tmp_path / "client_data/b/data/survey.csv").write_text(survey(110))
    assert statuses("--all") == {
        "a": ("skipped", ["unchanged"]),
        "b": ("ok", ["inputs changed"]),
    }
    assert statuses("--since", "last") == {}
