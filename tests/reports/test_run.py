import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from cxkit.errors import DataError, ReportError
from cxkit.intake import check_client, read_client
from cxkit.reports import execution, replacing
from cxkit.reports import run as module
from cxkit.reports.batch import Job, plan_job
from cxkit.reports.execution import Kernels, execute
from cxkit.reports.layout import KIT, NOTEBOOKS, TEMPLATES
from cxkit.reports.manifest import read_manifest
from cxkit.reports.run import run_report
from cxkit.reports.timing import stopped_at
from tests.reports.notebooks_of_tests import code, notebook, prose, write_notebook
from tests.small_client import ENGAGEMENT, survey, write_client

OWN = ENGAGEMENT + "report:\n  sections: [summary]\n  notebooks: [notebooks/en/my_module.ipynb]\n"


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def quick(monkeypatch):
    """Execute nothing: give a notebook back as if it had run."""

    def ran(made, chosen, work, name, *, cwd, kernels, env):
        nbformat.write(made, work / f"{name}.ipynb")
        return made

    monkeypatch.setattr(module, "execute", ran)


# ------------------------------------------------------------- without running cells
def test_nothing_is_written_when_the_folder_has_errors(tmp_path, quick):
    folder = write_client(tmp_path, files={"data/survey.csv": survey().replace(",5,", ",55,", 1)})
    before = tree(tmp_path)
    with pytest.raises(DataError):
        run_report(folder, language="en")
    assert tree(tmp_path) == before
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"segmnt": "x"}, "parameter-unknown"),
        ({"metric": 3}, "parameter-type"),
        ({"client": "demo_bank"}, "parameter-reserved"),
        ({"language": "es"}, "parameter-reserved"),
    ],
)
def test_parameters_are_checked_before_anything_is_written(tmp_path, quick, given, rule):
    folder = write_client(tmp_path)
    with pytest.raises(ReportError) as raised:
        run_report(folder, language="en", given=given)
    assert [problem.rule for problem in raised.value.problems] == [rule]
    assert not (tmp_path / "reports").exists()


def test_a_report_is_written_whole_with_its_manifest(tmp_path, quick):
    folder = write_client(tmp_path)
    files = run_report(folder, language="en", given={"segment": "2024"})
    reports = tmp_path / "reports" / "acme"
    assert files.notebook == reports / "acme_en.ipynb"
    assert files.html == reports / "acme_en.html"
    assert files.pdf is None
    assert {path.name for path in reports.iterdir()} == {
        "acme_en.ipynb",
        "acme_en.html",
        "manifest.json",
    }
    manifest = read_manifest(reports)
    assert manifest.parameters["en"] == {"client": "acme", "language": "en", "segment": "2024"}
    assert manifest.reports["en"].status == "ok"
    states = manifest.reports["en"].files
    assert {name: state.sha256 for name, state in states.items()} == {
        name: hashlib.sha256((reports / name).read_bytes()).hexdigest()
        for name in ("acme_en.ipynb", "acme_en.html")
    }
    assert [item.label for item in manifest.reports["en"].headlines]
    hashes = {name: state.sha256 for name, state in manifest.basis["en"].inputs.items()}
    assert {file.path: file.sha256 for file in read_client(folder).files}.items() <= hashes.items()
    assert "kit/notebooks/en/04_perception_measurement.ipynb" in manifest.basis["en"].notebooks
    assert "pandas" in manifest.basis["en"].versions


def test_a_report_without_a_pdf_takes_the_pdf_of_an_older_one_away(tmp_path, quick):
    folder = write_client(tmp_path)
    reports = tmp_path / "reports" / "acme"
    reports.mkdir(parents=True)
    for language in ("en", "es"):
        (reports / f"acme_{language}.pdf").write_text("older")
    run_report(folder, language="en")
    assert not (reports / "acme_en.pdf").exists()
    assert (reports / "acme_es.pdf").read_text() == "older"


def test_the_older_pdf_stays_beside_the_older_page_when_a_report_fails(
    tmp_path, quick, monkeypatch
):
    folder = write_client(tmp_path)
    reports = tmp_path / "reports" / "acme"
    reports.mkdir(parents=True)
    (reports / "acme_en.pdf").write_text("older")

    def fails(*_, **__):
        raise ReportError(module.Problem(rule="kernel-died", message="No"))

    monkeypatch.setattr(module, "execute", fails)
    with pytest.raises(ReportError):
        run_report(folder, language="en")
    assert (reports / "acme_en.pdf").read_text() == "older"


def test_an_earlier_report_stays_when_a_new_one_fails(tmp_path, quick, monkeypatch):
    folder = write_client(tmp_path)
    run_report(folder, language="en")
    reports = tmp_path / "reports" / "acme"
    before = tree(reports)

    def fails(made, chosen, work, name, *, cwd, kernels, env):
        (work / f"{name}.ipynb").write_text("as far as it ran")
        raise ReportError(module.Problem(rule="cell-failed", message="No", file=name))

    monkeypatch.setattr(module, "execute", fails)
    with pytest.raises(ReportError, match=r"reports/acme/acme_en\.failed\.ipynb") as raised:
        run_report(folder, language="en")
    assert raised.value.problems[0].rule == "cell-failed"
    after = tree(reports)
    assert after.pop("acme_en.failed.ipynb")
    assert after == before


def test_a_failure_before_the_first_cell_leaves_nothing_behind(tmp_path, quick, monkeypatch):
    folder = write_client(tmp_path)

    def fails(*_, **__):
        raise ReportError(module.Problem(rule="kernel-died", message="No", remedy="Again"))

    monkeypatch.setattr(module, "execute", fails)
    with pytest.raises(ReportError, match="No Again"):
        run_report(folder, language="en")
    assert tree(tmp_path / "reports") == {}


def test_the_failed_notebook_goes_when_the_report_is_made(tmp_path, quick):
    folder = write_client(tmp_path)
    failed = tmp_path / "reports" / "acme" / "acme_en.failed.ipynb"
    failed.parent.mkdir(parents=True)
    failed.write_text("{}")
    run_report(folder, language="en")
    assert not failed.exists()


# ------------------------------------------------------------------ with a real kernel
@pytest.mark.slow
def test_a_cell_that_fails_is_kept_and_its_kind_said_not_its_message(tmp_path):
    made = notebook(code("raise ValueError('Ana Pérez')", "bad"), setup="import math")
    with pytest.raises(ReportError, match="A cell of the notebook failed: ValueError") as raised:
        execute(made, {}, tmp_path, "own", cwd=tmp_path)
    assert raised.value.problems[0].rule == "cell-failed"
    assert "Ana" not in str(raised.value)
    ran = nbformat.read(tmp_path / "own.ipynb", as_version=4)
    assert any(
        output.output_type == "error" for cell in ran.cells for output in cell.get("outputs", [])
    )


@pytest.mark.slow
def test_a_kernel_has_one_thread_unless_the_environment_says_otherwise(tmp_path, monkeypatch):
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    monkeypatch.delenv(names[0], raising=False)
    monkeypatch.setenv(names[1], "2")
    source = f"import os\nprint(*(os.environ.get(name) for name in {names!r}))"
    done = execute(notebook(code(source, "own")), {}, tmp_path, "own", cwd=tmp_path)
    shown = [o.get("text") for cell in done.cells for o in cell.get("outputs", [])]
    assert "1 2\n" in shown


@pytest.mark.slow
def test_a_kernel_that_dies_is_an_error_like_any_other(tmp_path):
    made = notebook(code("import os\nos._exit(1)", "bad"), setup="import math")
    with pytest.raises(ReportError, match="ended before the notebook did") as raised:
        execute(made, {}, tmp_path, "own", cwd=tmp_path)
    assert raised.value.problems[0].rule == "kernel-died"


@pytest.mark.slow
def test_a_cell_that_takes_too_long_is_an_error_like_any_other(tmp_path):
    made = notebook(code("import time\ntime.sleep(60)", "bad"), setup="import math")
    with pytest.raises(ReportError, match="longer than 1 seconds") as raised:
        execute(made, {}, tmp_path, "own", cwd=tmp_path, kernels=Kernels(cell_timeout=1))
    assert raised.value.problems[0].rule == "cell-timeout"


@pytest.mark.slow
def test_an_own_notebook_is_a_section_with_whatever_its_cells_show(tmp_path):
    template = nbformat.read(TEMPLATES / "notebook/en/my_module.ipynb", as_version=4)
    place = next(n for n, cell in enumerate(template.cells) if cell.id == "own-guide")
    template.cells[place:place] = [
        prose("## What do our own numbers say?", "own"),
        code(
            'answers = book.client.tables["responses"].frame\n'
            'answers.groupby("touchpoint")[["ltr"]].mean().round(2)',
            "own-frame",
        ),
        code(
            "import matplotlib.pyplot as plt\n\n"
            'ax = answers["ltr"].plot.hist()\nax.set_title("Own figure")\nplt.show()',
            "own-figure",
        ),
        code("print('printed <b>text</b>')", "own-print"),
    ]
    folder = write_client(tmp_path, engagement=OWN)
    write_notebook(folder, "notebooks/en/my_module.ipynb", template)
    files = run_report(folder, language="en")
    page = files.html.read_text(encoding="utf-8")
    own = page[page.index('id="s-my-module"') :]
    assert "Title of your module" in own
    assert "Which touchpoint would you fix first?" in own
    assert "<th" in own[own.index("What do our own numbers say?") :]
    assert "Branch" in own
    assert 'src="data:image/png;base64,' in own
    assert "printed &lt;b&gt;text&lt;/b&gt;" in own
    assert "What this notebook is for" not in page
    executed = nbformat.read(files.notebook, as_version=4)
    assert all(
        cell.execution_count for cell in executed.cells if cell.cell_type == "code" and cell.source
    )


@pytest.mark.slow
def test_plain_papermill_runs_a_notebook_of_the_kit_from_anywhere(tmp_path):
    out = tmp_path / "out.ipynb"
    command = [
        *(sys.executable, "-m", "papermill", "--log-level", "ERROR", "--no-progress-bar"),
        *(str(NOTEBOOKS / "en" / "04_perception_measurement.ipynb"), str(out)),
        *("-p", "client", "demo_telecom", "-p", "language", "es"),
    ]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=240)
    texts = json.dumps(
        [cell.outputs for cell in nbformat.read(out, as_version=4).cells if "outputs" in cell]
    )
    assert "Dónde" not in texts
    assert "cx-key" in texts
    assert "data/encuestas.csv" in texts


def test_the_kit_finds_its_own_clients_from_anywhere(tmp_path, monkeypatch):
    from cxkit.workbook import open_workbook

    monkeypatch.chdir(tmp_path)
    assert Path(KIT).is_dir()
    assert open_workbook("demo_bank").client.slug == "demo_bank"


def test_every_kernel_has_sockets_of_its_own(tmp_path):
    places = [execution._transport(tmp_path / name) for name in ("one", "two")]
    assert places[0]["transport"] == "ipc"
    assert places[0]["ip"] != places[1]["ip"]
    assert places[0]["ip"].startswith(str(tmp_path / "one"))


def test_pseudonyms_last_from_the_first_report_on(tmp_path, quick):
    folder = write_client(tmp_path)
    assert check_client(folder).errors == ()
    assert not (folder / ".private").exists()
    run_report(folder, language="en")
    first = read_client(folder).tables["responses"].frame["response_id"].tolist()
    assert (folder / ".private" / "key").exists()
    assert read_client(folder).tables["responses"].frame["response_id"].tolist() == first


def test_a_process_killed_between_two_files_is_noticed_and_healed_by_the_next_batch(
    tmp_path, quick, monkeypatch
):
    """The new notebook stands beside the old page, and no time is left to put it back."""
    folder = write_client(tmp_path)
    job = Job(folder=folder, language="en")
    run_report(folder, language="en")
    reports = tmp_path / "reports" / "acme"
    page = (reports / "acme_en.html").read_bytes()
    assert not plan_job(job).make

    class Killed(BaseException):
        pass

    def other(made, chosen, work, name, *, cwd, kernels, env):
        made.metadata["other"] = True
        nbformat.write(made, work / f"{name}.ipynb")
        return made

    move = os.replace

    def killed(source, target):
        move(source, target)
        if str(target).endswith(".ipynb"):
            monkeypatch.setattr(replacing.os, "replace", lambda *_: None)  # nothing is put back
            raise Killed

    monkeypatch.setattr(module, "execute", other)
    monkeypatch.setattr(replacing.os, "replace", killed)
    with pytest.raises(Killed):
        run_report(folder, language="en", given={"segment": "2024"})
    monkeypatch.undo()
    assert (reports / "acme_en.html").read_bytes() == page
    assert plan_job(job).reasons == ("files changed",)


def test_a_manifest_that_cannot_be_written_leaves_the_earlier_report(tmp_path, quick, monkeypatch):
    folder = write_client(tmp_path)
    run_report(folder, language="en")
    reports = tmp_path / "reports" / "acme"
    (reports / "acme_en.pdf").write_text("earlier")
    before = tree(reports)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "record", full)
    with pytest.raises(OSError, match="No space"):
        run_report(folder, language="en", given={"segment": "2024"})
    assert tree(reports) == before


def test_an_error_is_told_where_there_is_no_room_for_its_notebook(tmp_path, quick, monkeypatch):
    folder = write_client(tmp_path)

    def fails(made, chosen, work, name, *, cwd, kernels, env):
        (work / f"{name}.ipynb").write_text("as far as it ran")
        raise ReportError(module.Problem(rule="cell-failed", message="No", file=name))

    def full(_, kept):
        kept.write_text("as f")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "execute", fails)
    monkeypatch.setattr(module.shutil, "copyfile", full)
    with pytest.raises(ReportError, match="No"):
        run_report(folder, language="en")
    assert tree(tmp_path / "reports") == {}


@pytest.mark.slow
def test_a_notebook_that_is_stopped_is_kept_with_the_cell_where_it_was(tmp_path):
    made = notebook(
        code("1", "good"),
        code("print('begun')\nimport time\ntime.sleep(60)", "slow"),
        setup="x = 1",
    )
    with pytest.raises(ReportError):
        execute(made, {}, tmp_path, "own", cwd=tmp_path, kernels=Kernels(cell_timeout=1))
    kept = tmp_path / "own.ipynb"
    assert stopped_at(kept) == "slow"
    cells = {cell.id: cell for cell in nbformat.read(kept, as_version=4).cells}
    assert cells["slow"].outputs[0].text == "begun\n"
