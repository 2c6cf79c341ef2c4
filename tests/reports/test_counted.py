"""A report is computed whole where the answers are too many to be read one by one."""

import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.reports import test_without_inputs as cells

FOLDER = Path(__file__).parents[2] / "client_data" / "demo_bank"


def _begin(folder, most_cells):
    """Prepare a worker: the counted client, the cells, and nowhere to draw to."""
    from cxkit.intake import read_client
    from cxkit.intake.counting import answers, together

    cells._begin(folder)
    if most_cells is not None:
        answers.MOST_CELLS = together.MOST_CELLS = most_cells
    cells._state["client"] = read_client(Path(folder))


def _kind(_):
    table = cells._state["client"].tables["responses"]
    return type(table).__name__, len(table.frame)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("counted") / "client_data" / "demo_bank"
    shutil.copytree(FOLDER, home, ignore=shutil.ignore_patterns(".private", "notebooks"))
    plan = home / "engagement.yml"
    text = plan.read_text(encoding="utf-8")
    assert "  responses:\n" in text
    plan.write_text(text.replace("  responses:\n", "  responses:\n    read: counts\n"), "utf-8")
    return home


@pytest.mark.slow
@pytest.mark.parametrize("most_cells", [None, 500], ids=["one table of counts", "too many cells"])
def test_every_cell_of_a_report_runs_on_answers_that_were_only_counted(folder, most_cells):
    with ProcessPoolExecutor(
        max_workers=1,
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(str(folder), most_cells),
    ) as worker:
        kind, _ = worker.submit(_kind, None).result()
        failed, said = worker.submit(cells.compute, ()).result()
    assert kind == "CountedTable"
    assert failed == ""
    assert said["findings"] > 5
    assert said["texts"] > 60
