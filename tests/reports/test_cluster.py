"""Reports made by workers of a scheduler: as here, whatever becomes of the workers."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from cxkit.errors import ReportError, UsageError
from cxkit.reports.batch import Job, Limits, run_batch
from cxkit.reports.batch.cluster import (
    Certificates,
    Scheduler,
    census,
    connection,
    dispatch,
    run_on_cluster,
)
from cxkit.reports.layout import KIT
from cxkit.reports.manifest import read_manifest
from tests.reports.clusters_of_tests import Cluster
from tests.reports.endurance.clients import small_client
from tests.reports.notebooks_of_tests import code, notebook, write_notebook
from tests.reports.test_crew import hear_ctrl_c
from tests.small_client import ENGAGEMENT, write_client

posix = pytest.mark.skipif(os.name == "nt", reason="no such signals")

OWN = ENGAGEMENT.replace("[en, es]", "[en]") + (
    "report:\n  sections: [summary]\n  notebooks: [own.ipynb]\n"
)
ENDLESS = "import time\nwhile True:\n    time.sleep(0.01)"
ONCE = """\
import os, pathlib, time
flag = pathlib.Path(f"client_data/{client}/begun")
if not flag.exists():
    flag.write_text(str(os.getpid()))
    time.sleep(600)
"""
"""Does not end the first time, so that there is time to kill whoever makes it."""

KILLER = """\
import os, pathlib, psutil
above = [item for item in psutil.Process().parents() if "warm.server" not in str(item.cmdline())]
with open(f"client_data/{client}/killed", "a") as file:
    print(above[0].pid, file=file)
above[0].kill()
"""
"""Ends the worker that makes it, each time."""


def make_client(home, slug, source="ready = True"):
    folder = write_client(home, slug, engagement=OWN)
    write_notebook(folder, "own.ipynb", notebook(code(source, "own")))
    return Job(folder=folder, language="en")


def rules(outcome):
    return [problem.rule for problem in outcome.problems if problem.severity == "error"]


def wait_for(something, patience=90.0):
    until = time.monotonic() + patience
    while not (found := something()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Two workers with a thread each, which Dask starts again when they end."""
    with Cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running.add(2)


def on(cluster, jobs, **options):
    heard = []
    outcomes = run_on_cluster(
        jobs, scheduler=Scheduler(address=cluster.address), done=heard.append, **options
    )
    assert sorted(map(id, heard)) == sorted(map(id, outcomes))
    assert [outcome.job for outcome in outcomes] == list(jobs)
    return outcomes


def cells(path):
    """Return what a report's notebook says, cell by cell, without what names time."""
    return [
        (cell.cell_type, cell.source, [timeless(str(item)) for item in cell.get("outputs", ())])
        for cell in nbformat.read(path, as_version=4).cells
    ]


def timeless(text):
    return re.sub(r"\d{4}-\d\d-\d\dT?[ \d:.+Z]*|\d\d?:\d\d(:\d\d)?", "(time)", text)


@pytest.mark.slow
@posix
def test_a_worker_that_is_killed_loses_no_report_and_all_are_as_if_made_here(tmp_path, cluster):
    jobs = [make_client(tmp_path, slug) for slug in ("a", "b")]
    jobs.insert(1, make_client(tmp_path, "killed", ONCE))
    begun = tmp_path / "client_data" / "killed" / "begun"
    begun.write_text("here")
    here = run_batch(jobs, done=lambda outcome: None)
    assert [outcome.status for outcome in here] == ["ok"] * 3
    shutil.move(tmp_path / "reports", tmp_path / "here")
    begun.unlink()

    def kill():
        kernel = int(wait_for(lambda: begun.exists() and begun.read_text()))
        worker = next(
            item
            for item in psutil.Process(kernel).parents()
            if "warm.server" not in str(item.cmdline()) and "ipykernel" not in str(item.cmdline())
        )
        worker.kill()
        killed.append(worker.wait(20))

    killed = []
    killer = threading.Thread(target=kill)
    killer.start()
    outcomes = on(cluster, jobs)
    killer.join()
    assert len(killed) == 1
    assert [outcome.status for outcome in outcomes] == ["ok"] * 3
    for job in jobs:
        name = f"{job.folder.name}_en"
        made, expected = (tmp_path / at / job.folder.name for at in ("reports", "here"))
        assert cells(made / f"{name}.ipynb") == cells(expected / f"{name}.ipynb")
        page, expected_page = ((at / f"{name}.html").read_text() for at in (made, expected))
        assert timeless(page) == timeless(expected_page)
        assert {path.name for path in made.iterdir()} == {path.name for path in expected.iterdir()}
        assert read_manifest(made).reports["en"].status == "ok"


@pytest.mark.slow
@posix
def test_a_report_that_ends_its_workers_is_given_up_and_the_others_are_made(
    tmp_path, cluster, monkeypatch
):
    monkeypatch.setattr(dispatch, "LOSSES", 2)
    jobs = [small_client(tmp_path, "killer", KILLER), small_client(tmp_path, "good")]
    bad, good = on(cluster, jobs)
    assert (bad.status, rules(bad)) == ("dead", ["worker-lost"])
    assert bad.problems[0].values["n"] == 2
    assert len(set((jobs[0].folder / "killed").read_text().split())) == 2
    assert read_manifest(tmp_path / "reports" / "killer").reports["en"].status == "dead"
    assert [path.name for path in (tmp_path / "reports/killer").iterdir()] == ["manifest.json"]
    assert good.status == "ok"


@pytest.mark.slow
@posix
def test_limits_hold_in_a_worker_and_a_folder_it_does_not_see_is_said(tmp_path, cluster):
    jobs = [
        small_client(tmp_path, "endless", ENDLESS),
        small_client(tmp_path, "greedy", "held = bytearray(40 * 2**30)"),
        Job(folder=tmp_path / "client_data" / "elsewhere", language="en"),
        small_client(tmp_path, "wrong", "this is no Python"),
    ]
    outcomes = on(cluster, jobs, limits=Limits(report=15, memory=1000))
    assert [(outcome.status, rules(outcome)) for outcome in outcomes] == [
        ("timed out", ["report-timeout"]),
        ("failed", ["memory-limit"]),
        ("failed", ["client-not-seen"]),
        ("failed", ["cell-failed"]),
    ]
    assert outcomes[2].problems[0].values["folder"] == jobs[2].folder
    wait_for(lambda: not cluster.at_work())


@pytest.mark.slow
@posix
def test_the_standard_engine_works_in_a_worker_and_is_limited_too(tmp_path, cluster):
    job = small_client(tmp_path, "endless", ENDLESS)
    (outcome,) = on(cluster, [job], limits=Limits(cell=3), warm=False)
    assert (outcome.status, rules(outcome)) == ("timed out", ["cell-timeout"])
    wait_for(lambda: not cluster.at_work())


def start(home, *arguments, **environment):
    return subprocess.Popen(
        [sys.executable, "-c", "from cxkit.cli import main; main()", "report", *arguments],
        cwd=home,
        env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "2000", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )


@pytest.mark.slow
@posix
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_when_a_batch_is_stopped_or_killed_its_workers_stop_too(tmp_path, cluster, how):
    for slug in ("a", "b", "c"):
        small_client(tmp_path, slug, ENDLESS)
    running = start(tmp_path, "--all", "--scheduler", cluster.address)
    building = "reports/*/.building-*/assembled.ipynb"
    wait_for(lambda: running.poll() is not None or len(list(tmp_path.glob(building))) == 2)
    running.send_signal(how)
    said, errors = running.communicate(timeout=60)
    if how == signal.SIGINT:
        assert running.returncode == 130, said + errors
        assert errors.strip() == "Stopped."
        assert not list(tmp_path.glob("reports/*/*.html"))
        assert not list(tmp_path.glob("reports/*/.*"))
        assert not list(tmp_path.glob("reports/.*"))
        assert cluster.at_work() == []
    else:
        wait_for(lambda: not cluster.at_work())


@pytest.mark.slow
@posix
def test_a_scheduler_that_is_lost_ends_the_batch_and_what_was_made_stays(tmp_path):
    small_client(tmp_path, "good", f"ready = True  # {'larger, so that it is the first. ' * 30}")
    small_client(tmp_path, "endless", ENDLESS)
    with Cluster(tmp_path / "cluster") as running:
        running.add()
        batch = start(tmp_path, "good", "endless", "--scheduler", running.address, "--json")
        wait_for(
            lambda: (
                batch.poll() is not None
                or list(tmp_path.glob("reports/endless/.building-*/assembled.ipynb"))
            )
        )
        running.scheduler.kill()
        said, errors = batch.communicate(timeout=120)
        assert batch.returncode == 1, said + errors
        assert "answers no longer" in errors
        assert "Traceback" not in said + errors
        assert "distributed" not in said + errors
        assert (json.loads(said.splitlines()[0])["client"]) == "good"
        assert (tmp_path / "reports/good/good_en.html").exists()
        wait_for(lambda: not running.at_work())
        assert not list(tmp_path.glob("reports/endless/endless_en.*"))
        assert not list(tmp_path.glob("reports/.batch-*"))


@pytest.mark.slow
@posix
def test_a_worker_with_another_kit_or_none_is_refused_or_later_given_nothing(tmp_path, cluster):
    other, broken = tmp_path / "other", tmp_path / "broken"
    ignored = shutil.ignore_patterns("__pycache__")
    for part in ("cxkit", "templates"):
        shutil.copytree(KIT / part, other / part, ignore=ignored)
    (other / "cxkit" / "extra.py").write_text("")
    (broken / "cxkit").mkdir(parents=True)
    (broken / "cxkit" / "__init__.py").write_text("raise ImportError")
    job = small_client(tmp_path, "a")
    with Cluster(tmp_path / "cluster") as running:
        running.add(PYTHONPATH=str(other)).add(PYTHONPATH=str(broken))
        with pytest.raises(ReportError) as raised:
            on(running, [job])
        said = {problem.rule: problem for problem in raised.value.problems}
        assert set(said) == {"worker-with-other-kit", "worker-without-kit"}
        values = said["worker-with-other-kit"].values
        assert values["here"] == values["there"] == "0.1.0"
        assert values["source_here"] == census.kit_hash()[:12] != values["source_there"]
    assert not (tmp_path / "reports").exists()

    notices = []
    begun = threading.Event()
    joined = threading.Thread(
        target=lambda: begun.wait(60) and late.append(join(cluster, str(other)))
    )
    late = []
    jobs = [small_client(tmp_path, f"b{n}", "import time\ntime.sleep(4)") for n in range(4)]
    joined.start()
    outcomes = on(cluster, jobs, tick=begun.set, notice=notices.append)
    joined.join()
    late[0].terminate()
    late[0].wait()
    assert [outcome.status for outcome in outcomes] == ["ok"] * 4
    assert {(item.rule, item.severity) for item in notices} == {
        ("worker-with-other-kit", "warning")
    }


def join(cluster, path):
    cluster.add(PYTHONPATH=path)
    return cluster.workers.pop()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a file that differs by process")
def test_a_worker_that_does_not_share_the_drive_or_a_library_is_refused(
    tmp_path, cluster, monkeypatch
):
    job = small_client(tmp_path, "a")
    for witness in (Path("/proc/self/stat"), tmp_path / "nowhere"):
        with pytest.raises(ReportError, match="does not see the folder") as raised:
            on(cluster, [job], witness=witness)
        assert {item.rule for item in raised.value.problems} == {"worker-without-share"}
    with monkeypatch.context() as patch:
        versions = {**census.versions(), "pandas": "2.0.0"}
        patch.setattr(census, "versions", lambda: versions)
        with pytest.raises(ReportError, match=r"has pandas .*; this computer has 2\.0\.0"):
            on(cluster, [job])
        versions["python"] = "3.99.1"
        with pytest.raises(ReportError, match=r"has Python 3\..*; this computer has 3\.99\.1"):
            on(cluster, [job])
    assert not (tmp_path / "reports").exists()


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """Make an authority, a certificate of it, and one of another authority."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here")
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    new = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    for name in ("", "other-"):
        openssl(
            *new, "-x509", "-days", "2", "-subj", f"/CN={name}cxkit", "-keyout", f"{name}ca.key",
            "-out", f"{name}ca.pem",
        )  # fmt: skip
        openssl(*new, "-subj", "/CN=machine", "-keyout", f"{name}me.key", "-out", f"{name}me.csr")
        openssl(
            "x509", "-req", "-days", "2", "-in", f"{name}me.csr", "-CA", f"{name}ca.pem",
            "-CAkey", f"{name}ca.key", "-CAcreateserial", "-out", f"{name}me.pem",
        )  # fmt: skip
    return folder


def tls(folder, name=""):
    return Certificates(
        authority=folder / f"{name}ca.pem",
        certificate=folder / f"{name}me.pem",
        key=folder / f"{name}me.key",
    )


@pytest.mark.slow
@posix
def test_with_certificates_reports_are_made_and_without_the_right_ones_not(
    tmp_path, authority, monkeypatch
):
    mine = tls(authority)
    files = [str(path) for path in (mine.authority, mine.certificate, mine.key)]
    options = [
        item for pair in zip(("ca-file", "cert", "key"), files, strict=True) for item in pair
    ]
    options[::2] = [f"--tls-{name}" for name in options[::2]]
    small_client(tmp_path, "a")
    with Cluster(tmp_path / "cluster", tls=tuple(options)) as running:
        running.add()
        assert running.address.startswith("tls://127.0.0.1:")
        given = ["--tls-ca", files[0], "--tls-cert", files[1], "--tls-key", files[2]]
        batch = start(tmp_path, "a", "--scheduler", running.address, *given)
        said, errors = batch.communicate(timeout=120)
        assert (batch.returncode, errors.strip()) == (0, ""), said + errors
        assert (tmp_path / "reports/a/a_en.html").exists()

        configured = {
            "DASK_DISTRIBUTED__COMM__TLS__CA_FILE": files[0],
            "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT": files[1],
            "DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY": files[2],
        }
        ask = (
            "import sys\n"
            "from cxkit.reports.batch.cluster import Scheduler, connection\n"
            "with connection.connected(Scheduler(address=sys.argv[1])) as client:\n"
            "    print(len(client.nthreads()))\n"
        )
        told = subprocess.run(
            [sys.executable, "-c", ask, running.address],
            env={**os.environ, **configured},
            capture_output=True,
            text=True,
        )
        assert (told.stdout, told.stderr) == ("1\n", "")

        monkeypatch.setattr(connection, "PATIENCE", 2.0)
        stranger = Scheduler(address=running.address, certificates=tls(authority, "other-"))
        plain = Scheduler(address=running.address.replace("tls:", "tcp:"))
        for scheduler, rule in ((stranger, "scheduler-not-trusted"), (plain, "no-scheduler")):
            with pytest.raises(ReportError) as raised, connection.connected(scheduler):
                pytest.fail("let in")
            assert [item.rule for item in raised.value.problems] == [rule]


def test_certificates_that_cannot_be_used_are_said(tmp_path, authority):
    mixed = Certificates(
        authority=authority / "ca.pem",
        certificate=authority / "me.pem",
        key=authority / "other-me.key",
    )
    (tmp_path / "text.pem").write_text("text")
    text = Certificates(
        authority=tmp_path / "text.pem",
        certificate=authority / "me.pem",
        key=authority / "me.key",
    )
    for files, rule in (
        (mixed, "certificates-unusable"),
        (text, "certificates-unusable"),
        (None, "no-certificates"),
    ):
        scheduler = Scheduler(address="tls://127.0.0.1:8786", certificates=files)
        with pytest.raises(UsageError) as raised, connection.connected(scheduler):
            pytest.fail("let in")
        assert [item.rule for item in raised.value.problems] == [rule]


def test_a_scheduler_that_is_not_there_or_has_no_workers_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 1.0)
    job = Job(folder=tmp_path, language="en")
    nobody = Scheduler(address="tcp://127.0.0.1:1")
    with pytest.raises(ReportError, match="No scheduler answers at tcp:"):
        run_on_cluster([job], scheduler=nobody, done=lambda outcome: None)
    with (
        Cluster(tmp_path / "cluster") as running,
        pytest.raises(ReportError, match="has no workers") as raised,
    ):
        on(running, [job])
    assert f"dask worker {running.address} --nthreads 1" in str(raised.value)


def test_without_dask_it_is_said_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    job = Job(folder=tmp_path, language="en")
    scheduler = Scheduler(address="tcp://127.0.0.1:8786")
    with pytest.raises(UsageError, match=r'pip install "cxkit\[cluster\]"'):
        run_on_cluster([job], scheduler=scheduler, done=lambda outcome: None)


def test_nobody_is_asked_where_there_is_nothing_to_make():
    nobody = Scheduler(address="tcp://127.0.0.1:1")
    assert run_on_cluster([], scheduler=nobody, done=lambda outcome: None) == ()
