"""How ``report`` takes what becomes of several clients."""

import pytest

from cxkit.cli import making
from cxkit.errors import Problem
from cxkit.reports.batch import Limits, Outcome
from cxkit.reports.file_state import FileState
from cxkit.reports.layout import ClientPaths
from cxkit.reports.manifest import ReportRecord, read_manifest, record
from cxkit.reports.run import ReportFiles

BAD = Problem(rule="x", message="Broken.", remedy="Mend it.", file="a.csv", column="b", rows=(7,))


@pytest.fixture
def jobs(monkeypatch):
    """Write a page for every job instead of making a report; clients called bad fail."""
    asked = []

    def batch(given, *, workers, limits, warm, done, tick, notice):
        outcomes = []
        for job in given:
            how = (workers, limits, warm)
            asked.append((job.folder.name, job.language, job.pdf, dict(job.given or {}), how))
            target = ClientPaths(job.folder).reports
            page = target / f"{job.folder.name}_{job.language}.html"
            if job.folder.name.startswith("bad"):
                outcome = Outcome(job=job, files=None, problems=(BAD,), seconds=0.1)
            else:
                target.mkdir(parents=True, exist_ok=True)
                page.write_text("page")
                record(
                    target,
                    job.folder.name,
                    job.language,
                    ReportRecord(status="ok", files={page.name: FileState()}),
                )
                files = ReportFiles(notebook=page, html=page, language=job.language)
                outcome = Outcome(job=job, files=files, problems=(), seconds=0.1)
            done(outcome)
            outcomes.append(outcome)
        return tuple(outcomes)

    monkeypatch.setattr(making, "run_batch", batch)
    return asked


def names(jobs):
    return [(name, language) for name, language, *_ in jobs]


def test_one_client_is_made_in_all_its_languages(run, clients, jobs, tmp_path):
    clients("acme")
    ran = run("report", "acme")
    assert ran.code == 0
    assert names(jobs) == [("acme", "es"), ("acme", "en")]
    assert str(tmp_path / "reports" / "acme" / "acme_es.html") in ran.text
    assert str(tmp_path / "reports" / "index.html") in ran.text


def test_a_language_alone_can_be_asked_for(run, clients, jobs):
    clients("acme")
    assert run("report", "acme", "--language", "en").code == 0
    assert names(jobs) == [("acme", "en")]


def test_a_client_named_twice_is_made_once(run, clients, jobs):
    clients("acme", "beta")
    assert run("report", "beta", "acme", "beta", "-l", "es").code == 0
    assert names(jobs) == [("beta", "es"), ("acme", "es")]


def test_parameters_and_options_reach_every_report(run, clients, jobs):
    clients("acme", "beta")
    given = ("-p", "segment=region", "-p", "least=30", "-p", "cuts=['a', 'b']")
    limits = ("--timeout", "90", "--cell-timeout", "7", "--memory", "900", "--engine", "standard")
    asked = ("report", "acme", "beta", "-l", "es", "--pdf", "--workers", "5")
    assert run(*asked, *limits, *given).code == 0
    wanted = {"segment": "region", "least": "30", "cuts": "['a', 'b']"}
    how = (5, Limits(cell=7, report=90, memory=900), False)
    assert [job[2:] for job in jobs] == [(True, wanted, how)] * 2


def test_warm_kernels_are_refused_where_there_are_none(run, clients, jobs, monkeypatch):
    clients("acme")
    monkeypatch.setattr("cxkit.reports.batch.engine.can_fork", lambda: False)
    assert run("report", "acme").code == 0
    assert {how[2] for *_, how in jobs} == {False}
    ran = run("report", "acme", "--engine", "warm", "--force")
    assert ran.code == 2
    assert "--engine" in ran.text


def test_one_bad_client_among_three_stops_nobody(run, clients, jobs, tmp_path):
    clients("acme", "bad", "beta")
    ran = run("report", "--all", "-l", "es")
    assert ran.code == 1
    assert sorted(names(jobs)) == [("acme", "es"), ("bad", "es"), ("beta", "es")]
    assert "a.csv" in ran.stdout
    assert "Mend it." in ran.stdout
    index = (tmp_path / "reports" / "index.html").read_text("utf-8")
    assert "acme/acme_es.html" in index
    assert "beta/beta_es.html" in index
    assert "a.csv, columna “b”: Broken. Fila 7. Mend it." in index


def test_a_folder_without_engagement_is_no_client(run, clients, jobs, tmp_path):
    clients("acme")
    (tmp_path / "client_data" / "notes").mkdir()
    assert run("report", "--all", "-l", "es").code == 0
    assert names(jobs) == [("acme", "es")]


def test_an_engagement_with_errors_is_tried_once(run, clients, jobs):
    (folder,) = clients("bad")
    (folder / "engagement.yml").write_text("nonsense\n")
    assert run("report", "bad").code == 1
    assert len(jobs) == 1


def test_a_client_whose_reports_cannot_be_written_stops_nobody(run, clients, jobs, tmp_path):
    clients("acme", "beta")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "acme").write_text("in the way")
    ran = run("report", "--all", "-l", "es")
    assert ran.code == 1
    assert str(tmp_path / "reports" / "acme") in ran.stdout
    assert names(jobs) == [("beta", "es")]
    assert (tmp_path / "reports" / "acme").read_text() == "in the way"


def test_every_report_leaves_its_record_in_the_manifest(run, clients, jobs, tmp_path):
    clients("acme")
    assert run("report", "acme").code == 0
    manifest = read_manifest(tmp_path / "reports" / "acme")
    assert manifest is not None
    assert {code: report.status for code, report in manifest.reports.items()} == {
        "es": "ok",
        "en": "ok",
    }


def test_an_interruption_of_a_batch_ends_with_130(run, clients, monkeypatch):
    clients("acme")

    def stopped(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "run_batch", stopped)
    ran = run("report", "acme")
    assert ran.code == 130
    assert "Traceback" not in ran.text
