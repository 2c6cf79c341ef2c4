import pytest

from cxkit.reports.batch import Job, client_folders, run_batch, run_job
from cxkit.reports.manifest import read_manifest
from tests.reports.notebooks_of_tests import code, notebook, write_notebook
from tests.small_client import ENGAGEMENT, survey, write_client

KILLER = ENGAGEMENT + "report:\n  sections: [summary]\n  notebooks: [own.ipynb]\n"
QUICK = ENGAGEMENT + "report: {sections: [summary]}\n"


def rules(outcome):
    return [problem.rule for problem in outcome.problems if problem.severity == "error"]


def test_a_job_never_raises_and_says_what_is_wrong(tmp_path):
    folder = write_client(
        tmp_path, files={"data/survey.csv": survey() + "X,2025-01-31,App,11,5,N\n"}
    )
    outcome = run_job(Job(folder=folder, language="en"))
    assert not outcome.ok
    assert rules(outcome) == ["off-scale"]
    noted = read_manifest(tmp_path / "reports" / "acme")
    assert noted.reports["en"].status == "failed"
    assert sorted(noted.basis["en"].inputs) == ["data/survey.csv", "engagement.yml"]


def test_a_failure_is_noted_where_there_are_reports_already(tmp_path):
    folder = write_client(tmp_path, files={"data/survey.csv": "x\n1\n"})
    reports = tmp_path / "reports" / "acme"
    reports.mkdir(parents=True)
    run_job(Job(folder=folder, language="en"))
    noted = read_manifest(reports).reports["en"]
    assert noted.status == "failed"
    assert "declared headings" in noted.error


def test_a_fault_of_the_kit_leaves_a_log_without_the_clients_data(tmp_path, monkeypatch):
    def fault(*_, **__):
        try:
            raise KeyError("Yolanda Quispe")
        except KeyError as error:
            raise ValueError("no float: yolanda@mail.pe") from error

    monkeypatch.setattr("cxkit.reports.run.run_report", fault)
    folder = write_client(tmp_path)
    outcome = run_job(Job(folder=folder, language="en"))
    assert rules(outcome) == ["unexpected"]
    reports = tmp_path / "reports" / "acme"
    log = (reports / "error.log").read_text(encoding="utf-8")
    assert "test_batch.py" in log
    assert "KeyError" in log
    assert "ValueError" in log
    told = log + str(outcome.problems) + (reports / "manifest.json").read_text(encoding="utf-8")
    assert "olanda" not in told.replace('raise KeyError("Yolanda Quispe")', "").replace(
        'raise ValueError("no float: yolanda@mail.pe")', ""
    )


def test_a_batch_of_nothing_is_nothing():
    assert run_batch([], done=lambda outcome: None) == ()


def test_clients_are_the_folders_with_an_engagement(tmp_path):
    for slug in ("b", "a"):
        write_client(tmp_path, slug)
    (tmp_path / "client_data" / "notes").mkdir()
    (tmp_path / "client_data" / "file.txt").write_text("x")
    assert [item.name for item in client_folders(tmp_path / "client_data")] == ["a", "b"]


@pytest.mark.slow
def test_one_bad_client_and_one_dead_process_never_stop_the_others(tmp_path):
    killer = notebook(code("import os\nos.kill(os.getppid(), 9)", "kill"))
    write_notebook(write_client(tmp_path, "killer", engagement=KILLER), "own.ipynb", killer)
    write_client(tmp_path, "bad", engagement=QUICK, files={"data/survey.csv": "x\n1\n"})
    write_client(tmp_path, "good", engagement=QUICK)
    write_client(tmp_path, "late", engagement=QUICK)
    home = tmp_path / "client_data"
    order = ["killer", "bad", "good", "late"]
    seen = []
    outcomes = run_batch(
        [Job(folder=home / slug, language="en") for slug in order],
        workers=2,
        done=lambda outcome: seen.append(outcome.job.folder.name),
    )
    assert [outcome.job.folder.name for outcome in outcomes] == order
    assert [outcome.ok for outcome in outcomes] == [False, False, True, True]
    assert rules(outcomes[0]) == ["worker-died"]
    assert rules(outcomes[1])[0] == "headings-not-found"
    assert sorted(seen) == sorted(order)
    assert (tmp_path / "reports/good/good_en.html").exists()
    assert read_manifest(tmp_path / "reports/killer").reports["en"].status == "dead"
    assert read_manifest(tmp_path / "reports/bad").reports["en"].status == "failed"


def test_a_manifest_that_cannot_be_written_stops_nobody(tmp_path):
    folder = write_client(tmp_path)
    (tmp_path / "reports" / "acme" / "manifest.json").mkdir(parents=True)
    (folder / "engagement.yml").write_text("nonsense\n")
    outcome = run_job(Job(folder=folder, language="en"))
    assert not outcome.ok
    assert outcome.problems
