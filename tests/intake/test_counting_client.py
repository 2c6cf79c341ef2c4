"""A whole client whose answers are counted: read, checked and asked like any other."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from cxkit.client import ANSWERS
from cxkit.counted import BLOCK, CountedTable
from cxkit.findings import Missing
from cxkit.intake import read_client
from cxkit.intake.client_folder import check_client
from cxkit.intake.counting import answers as counting
from cxkit.intake.counting import together
from cxkit.language import Words, problem_text
from cxkit.workbook import Workbook

KIT = Path(__file__).parents[2]
BANK = KIT / "client_data" / "demo_bank"


def declared(folder, **given):
    """Change how the answers of a client are declared."""
    path = folder / "engagement.yml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["tables"]["responses"] |= given
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clients") / "client_data" / "demo_bank"
    ignored = shutil.ignore_patterns("notebooks", "*.ipynb", ".private")
    shutil.copytree(BANK, folder, ignore=ignored)
    return folder


@pytest.fixture(scope="module")
def by_rows(home):
    return read_client(declared(home, read="rows"))


@pytest.fixture(scope="module")
def counted(home):
    """Read the demo bank by counts, and so that not everything fits into one table."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (counting, together):
            patch.setattr(module, "MOST_CELLS", 2000)
        return read_client(declared(home, read="counts"))


def test_the_same_rows_files_and_other_tables(by_rows, counted):
    rows, counts = by_rows.tables["responses"], counted.tables["responses"]
    assert isinstance(counts, CountedTable)
    assert len(counts) == len(rows)
    assert [(f.path, f.sha256, f.rows, f.facts) for f in counts.files] == [
        (f.path, f.sha256, f.rows, f.facts) for f in rows.files
    ]
    assert list(counted.tables) == list(by_rows.tables)
    assert set(rows.columns) - set(counts.columns) == {"response_id", "customer_id", "verbatim"}


@pytest.mark.parametrize("column", ["ltr", "csat", "ces", "touchpoint", "segment", "date", "wave"])
def test_every_column_is_counted_as_its_rows_are(by_rows, counted, column):
    rows, counts = by_rows.tables["responses"], counted.tables["responses"]
    for asked in ([column], [column, "ltr"]):
        of_rows = rows.cells(asked).sort_values(list(dict.fromkeys(asked)), ignore_index=True)
        pd.testing.assert_frame_equal(
            counts.cells(asked), of_rows, check_dtype=asked != ["ltr", "ltr"]
        )


def test_the_dates_of_the_evidence(by_rows, counted):
    rows, counts = by_rows.tables["responses"], counted.tables["responses"]
    assert counts.evidence("ltr", n=5) == rows.evidence("ltr", n=5)
    assert counts.has("ltr", "date", ANSWERS)
    assert not counts.has("customer_id")


def test_the_groups_of_customers_hold_all_their_answers(counted):
    table = counted.tables["responses"]
    assert table.block == "customer_id"
    assert int(table.cells([BLOCK])[ANSWERS].sum()) == len(table)


def test_it_is_said_that_answers_were_counted(counted):
    (note,) = [note for note in counted.notes if note.rule == "answers-counted"]
    assert note.severity == "note"
    for language in ("en", "es"):
        assert f"{len(counted.tables['responses'])}" in problem_text(note, Words(language)).replace(
            ",", ""
        ).replace(".", "")


def test_what_needs_rows_is_missing_and_nothing_breaks(counted):
    book = Workbook(counted, language="es")
    assert isinstance(book.perception.overall("nps").result.score, float)
    assert np.isfinite(book.perception.overall("csat").result.top_box)
    quotes = book.perception.quotes(Words("es"))
    assert isinstance(quotes, Missing | tuple)


def test_dates_after_the_day_of_the_data_are_found_both_ways(home, tmp_path):
    folder = tmp_path / "client_data" / "demo_bank"
    shutil.copytree(home, folder)
    path = folder / "engagement.yml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content |= {"as_of": "2026-03-01", "period": {"start": "2025-07-01", "end": "2026-03-01"}}
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    found = []
    for way in ("rows", "counts"):
        problems = check_client(declared(folder, read=way)).problems
        found.append(
            {
                (p.rule, p.severity, p.count, p.rows, str(p.values))
                for p in problems
                if p.table == "responses" and p.rule.startswith("dates-")
            }
        )
    assert found[0] == found[1]
    assert any(rule == "dates-after-as-of" for rule, *_ in found[1])
