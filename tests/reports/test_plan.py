import os
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import UsageError
from cxkit.reports import basis
from cxkit.reports.basis import basis_of
from cxkit.reports.batch.jobs import Job
from cxkit.reports.batch.plan import Planned, changed_since, longest_first, plan_job
from cxkit.reports.batch.shards import Shard
from cxkit.reports.file_state import file_state
from cxkit.reports.manifest import ReportRecord, record
from tests.reports.notebooks_of_tests import notebook, write_notebook
from tests.small_client import survey, write_client


@pytest.fixture
def job(tmp_path):
    """Return the job of a report that was made a moment ago."""
    folder = write_client(tmp_path)
    made = tmp_path / "reports" / "acme"
    made.mkdir(parents=True)
    for name in ("acme_en.html", "acme_en.ipynb"):
        (made / name).write_text("whole")
    note(folder, "ok")
    return Job(folder=folder, language="en")


def note(folder, status):
    made = folder.parents[1] / "reports" / folder.name
    files = {
        name: file_state(made / name, settled=True) for name in ("acme_en.html", "acme_en.ipynb")
    }
    outcome = ReportRecord(status=status, files=files, seconds=12.5)
    record(made, "acme", "en", outcome, basis=basis_of(folder, language="en"))


def reasons(job, **options):
    return plan_job(job, **options).reasons


def test_a_report_that_is_as_it_would_be_made_is_not(job):
    planned = plan_job(job)
    assert planned.reasons == ("unchanged",)
    assert not planned.make
    assert planned.seconds == 12.5


def test_a_report_that_never_was_is_new(job, tmp_path):
    assert reasons(Job(folder=job.folder, language="es")) == ("new",)
    assert reasons(Job(folder=write_client(tmp_path, "beta"), language="en")) == ("new",)


def test_force_makes_it_all_the_same(job):
    assert reasons(job, force=True) == ("asked for",)


@pytest.mark.parametrize("status", ["failed", "timed out", "dead"])
def test_a_report_that_failed_is_tried_again(job, status):
    note(job.folder, status)
    planned = plan_job(job)
    assert planned.reasons == ("failed before",)
    assert planned.failed_before


def test_changed_inputs_are_named(job, tmp_path):
    write_client(tmp_path, files={"data/survey.csv": survey(100)})
    planned = plan_job(job)
    assert planned.reasons == ("inputs changed",)
    assert planned.changed == ("data/survey.csv",)
    assert planned.has_new_inputs


def test_changed_notebooks_kit_and_parameters_are_reasons(job, monkeypatch):
    write_notebook(job.folder, "notebooks/en/01_strategy.ipynb", notebook())
    assert reasons(job) == ("notebooks changed",)
    monkeypatch.setattr(basis, "kit_hash", lambda: "other")
    other = Job(folder=job.folder, language="en", given={"segment": "region"})
    assert reasons(other) == ("notebooks changed", "kit changed", "parameters changed")


@pytest.mark.parametrize("harm", ["gone", "cut", "edited"])
def test_a_report_that_is_not_whole_is_made_again(job, tmp_path, harm):
    page = tmp_path / "reports" / "acme" / "acme_en.html"
    if harm == "gone":
        page.unlink()
    else:
        page.write_text("who" if harm == "cut" else "holes")
    assert reasons(job) == ("files changed",)


def test_a_pdf_that_is_wanted_and_not_there_is_a_reason(job):
    assert reasons(Job(folder=job.folder, language="en", pdf=True)) == ("files changed",)


def test_a_day_counts_from_its_beginning(job):
    for path in job.folder.rglob("*"):
        os.utime(path, (0, 0))
    noon = datetime(2026, 3, 5, 12).timestamp()
    os.utime(job.folder / "data" / "survey.csv", (noon, noon))
    planned = plan_job(job)
    days = (date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6))
    assert [changed_since(planned, day) for day in days] == [True, True, False]


def test_the_longest_come_first_and_before_them_those_not_known(job):
    def item(name, seconds=None, data=0):
        named = Job(folder=job.folder.with_name(name), language="en")
        return Planned(job=named, reasons=("new",), seconds=seconds, data=data)

    given = [item("a", 3.0), item("b"), item("c", 9.0), item("d", data=7), item("e")]
    ordered = [planned.job.folder.name for planned in longest_first(given)]
    assert ordered == ["d", "b", "e", "c", "a"]


# ----------------------------------------------------------------------------- parts
@given(st.text(max_size=30), st.integers(1, 64))
def test_every_client_is_in_exactly_one_part(name, of):
    holding = [number for number in range(1, of + 1) if Shard(number, of).holds(name)]
    assert len(holding) == 1


def test_a_part_is_the_same_on_every_machine_and_day():
    names = ["acme", "demo_bank", "demo_airline", "demo_telecom", "beta"]
    held = [[name for name in names if Shard(n, 2).holds(name)] for n in (1, 2)]
    # by sha256sum: the sixteenth hexadecimal digit is even or odd
    assert held == [["acme", "demo_telecom"], ["demo_bank", "demo_airline", "beta"]]


def test_many_clients_are_parted_about_equally():
    counts = [sum(Shard(n, 8).holds(f"client-{k}") for k in range(8000)) for n in range(1, 9)]
    assert min(counts) > 850  # 1000 expected, standard deviation 30
    assert max(counts) < 1150


@pytest.mark.parametrize("text", ["", "3", "0/8", "9/8", "3/0", "-1/8", "a/b", "3/8/2", "1.5/2"])
def test_a_part_that_is_none_is_refused(text):
    with pytest.raises(UsageError, match="not a part of the clients"):
        Shard.parse(text)


def test_parts_of_the_same_division_do_not_overlap():
    assert Shard.parse("3/8") == Shard(3, 8)
    assert not Shard(3, 8).overlaps(Shard(4, 8))
    assert Shard(3, 8).overlaps(Shard(3, 8))
    assert Shard(3, 8).overlaps(Shard(1, 2))
    assert Shard().overlaps(Shard(1, 8))
