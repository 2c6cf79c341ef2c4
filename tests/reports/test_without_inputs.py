"""A report is computed whole, whichever tables and files of judgement are missing."""

import itertools
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
import yaml

from cxkit.engagement.judgements import CSV_FILES, YAML_FILES, Judgements
from cxkit.intake import read_client
from cxkit.intake.client_folder import check_client

KIT = Path(__file__).parents[2]
FOLDER = KIT / "client_data" / "demo_bank"
ROWS = 300
TABLES = ("responses", "customers", "transactions", "tickets", "events", "employees", "experiments")
FILES = tuple(field.name for field in fields(Judgements))
INPUTS = (*TABLES, *FILES)
_state = {}


def without(client, names):
    """Return the client as if these tables and files had never been there."""
    tables = {name: table for name, table in client.tables.items() if name not in names}
    gone = dict.fromkeys(name for name in names if name in FILES)
    return replace(
        client,
        tables=MappingProxyType(tables),
        judgements=replace(client.judgements, **gone),
        engagement=client.engagement.model_copy(
            update={
                "tables": {
                    name: spec
                    for name, spec in client.engagement.tables.items()
                    if name not in names
                }
            }
        ),
    )


def _begin(folder):
    """Prepare a worker: the small client, the cells, and nowhere to draw to."""
    os.environ["OMP_NUM_THREADS"] = "1"
    import IPython.display

    import cxkit.presentation.show as show
    import cxkit.workbook as workbook
    from cxkit.reports.assemble import assemble
    from cxkit.reports.layout import ClientPaths

    client = read_client(Path(folder))
    small = {
        name: replace(table, frame=table.frame.head(ROWS)) for name, table in client.tables.items()
    }
    _state["client"] = replace(client, tables=small)
    _state["shown"] = shown = []
    notebook = assemble(client, ClientPaths(Path(folder)), language="es")
    _state["cells"] = [
        (cell.id, compile(cell.source, cell.id, "exec"))
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    show.render_png = lambda axes: (b"", *(int(s) for s in axes.figure.get_size_inches()))
    workbook.open_workbook = lambda client, language: workbook.Workbook(
        _state["current"], language=language
    )
    IPython.display.display = lambda data, **given: shown.append((data, given))


def compute(names):
    """Run every cell of the report without some inputs; return what failed and what was shown."""
    import warnings

    _state["current"] = without(_state["client"], names)
    _state["shown"].clear()
    namespace, failed = {}, []
    for name, code in _state["cells"]:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                exec(code, namespace)
        except Exception as error:
            failed.append(f"{name}: {type(error).__name__}: {error}")
    if failed:
        return "; ".join(failed[:5]), {}
    parts = [given["metadata"]["cxkit"] for _, given in _state["shown"]]
    record = next(part for part in parts if part["part"] == "record")
    texts = sum(bool(data.get("text/plain")) for data, _ in _state["shown"])
    return "", {
        "missing": [part["what"] for part in parts if part["part"] == "missing"],
        "findings": len(record["findings"]),
        "texts": texts,
    }


@pytest.fixture(scope="module")
def pool():
    with ProcessPoolExecutor(
        max_workers=2, mp_context=get_context("spawn"), initializer=_begin, initargs=(str(FOLDER),)
    ) as workers:
        yield workers


def covering(names, *, seed=20260630):
    """Return sets that leave out every pair together at least once, few and reproducible.

    Each row also keeps and drops every single name beside every other: all four combinations
    of every two inputs occur (a pairwise covering design, built greedily).
    """
    rng = np.random.default_rng(seed)
    pairs = list(itertools.combinations(range(len(names)), 2))
    open_cases = {(a, b, x, y) for a, b in pairs for x in (0, 1) for y in (0, 1)}
    rows = []
    while open_cases:
        drawn = rng.integers(0, 2, size=(64, len(names)))
        gain = [sum((a, b, row[a], row[b]) in open_cases for a, b in pairs) for row in drawn]
        row = drawn[int(np.argmax(gain))]
        open_cases -= {(a, b, int(row[a]), int(row[b])) for a, b in pairs}
        if max(gain) > 0:
            rows.append(tuple(name for name, out in zip(names, row, strict=True) if out))
    return rows


def failures(pool, combinations):
    results = list(pool.map(compute, combinations, chunksize=1))
    return {names: said for names, (said, _) in zip(combinations, results, strict=True) if said}


def test_the_inputs_left_out_are_all_there_are():
    client = read_client(FOLDER)
    assert set(client.tables) == set(TABLES)
    assert set(FILES) == {*YAML_FILES, *CSV_FILES}
    assert all(getattr(client.judgements, name) is not None for name in FILES)


def test_the_covering_design_covers_every_pair():
    rows = [set(row) for row in covering(INPUTS)]
    assert len(rows) < 20
    for one, other in itertools.combinations(INPUTS, 2):
        kinds = {(one in row, other in row) for row in rows}
        assert len(kinds) == 4


@pytest.mark.slow
def test_a_report_is_computed_without_any_one_input(pool):
    assert failures(pool, [(name,) for name in INPUTS]) == {}


@pytest.mark.soak
def test_a_report_is_computed_without_any_two_tables(pool):
    assert failures(pool, list(itertools.combinations(TABLES, 2))) == {}


@pytest.mark.slow
def test_a_report_is_computed_where_every_two_inputs_are_missing_together(pool):
    assert failures(pool, covering(INPUTS)) == {}


@pytest.mark.soak
def test_a_report_is_computed_without_any_two_inputs(pool):
    assert failures(pool, list(itertools.combinations(INPUTS, 2))) == {}


@pytest.mark.slow
def test_what_is_missing_is_said_and_never_passed_over(pool):
    (_, whole), (_, bare) = pool.map(compute, [(), INPUTS])
    assert whole["findings"] > 0
    assert bare["findings"] == 0
    assert len(set(bare["missing"])) > len(set(whole["missing"])) + 10


@pytest.mark.slow
def test_a_folder_without_any_one_input_opens(tmp_path):
    """The same through the front door, on a copy with few rows of what is quickest to read."""
    folder = tmp_path / "client_data" / "demo_bank"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("data", "planted_truth.json"))
    plan = yaml.safe_load((folder / "engagement.yml").read_text("utf-8"))
    del plan["tables"]
    (folder / "engagement.yml").write_text(yaml.safe_dump(plan, allow_unicode=True), "utf-8")
    for file in [*(f"{name}.yml" for name in YAML_FILES), *(f"{name}.csv" for name in CSV_FILES)]:
        place = folder / file
        kept = place.read_bytes()
        place.unlink()
        assert check_client(folder).errors == (), file
        place.write_bytes(kept)
