"""Quoted figures stand beside the client's own and enter no calculation."""

import ast
import dataclasses
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxkit import economics, strategy
from cxkit.economics import read_references, references_table
from cxkit.economics.growth import quoted_tables
from cxkit.economics.growth.equivalents import widest_gap
from cxkit.findings import Missing
from cxkit.frameworks import reference_figures
from cxkit.frameworks.reference_figures import QuotedShare, load_reference_figures
from cxkit.workbook import open_workbook
from tests.economics.made_economics import RATES, client, many

FOLDERS = Path(__file__).parents[2] / "client_data"
QUESTIONS = (
    "churn", "churn_by_score", "lifetime", "point", "at_risk", "growth", "outcomes", "cases",
    "trials", "bridge", "promoters", "winning", "premium", "serving", "references",
)  # fmt: skip


def numbers(value):
    """Every number in a result, however deep."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [n for f in dataclasses.fields(value) for n in numbers(getattr(value, f.name))]
    if isinstance(value, pd.DataFrame):
        return [n for column in value for n in numbers(value[column].tolist())]
    if isinstance(value, np.ndarray):
        return numbers(value.tolist())
    if isinstance(value, dict):
        return [n for each in value.values() for n in numbers(each)]
    if isinstance(value, list | tuple):
        return [n for each in value for n in numbers(each)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


def figures(slug):
    """Return all numbers of economics and strategy, and of what they conclude."""
    book = open_workbook(slug, folder=FOLDERS / slug, language="en")
    found = [numbers(getattr(book.economics, name)) for name in QUESTIONS]
    found.append(numbers([book.strategy.perception_gap, book.strategy.execution_gap]))
    concluded = (
        *economics.findings(book.economics, book.words),
        *strategy.findings(book.strategy, book.words),
    )
    found.append([n for f in concluded for n in (f.reach, f.size, f.money or 0.0)])
    return book, found


@pytest.fixture
def changed(monkeypatch):
    """Make every quoted figure another one."""
    real = load_reference_figures()
    parts = [tuple(figure.values) for figure in real]
    other = tuple(
        dataclasses.replace(
            figure,
            values=tuple(QuotedShare(of=v.of, share=v.share / 3) for v in quoted),
            year=1901,
        )
        for figure, quoted in zip(real, parts, strict=True)
    )
    assert other != real

    def switch():
        entries = {"loaded": 0}

        def load():
            entries["loaded"] += 1
            return other

        monkeypatch.setattr(reference_figures, "load_reference_figures", load)
        monkeypatch.setattr(quoted_tables, "load_reference_figures", load)
        monkeypatch.setattr("cxkit.strategy.quoted_tables.load_reference_figures", load)
        return entries

    return switch


@pytest.mark.slow
def test_no_number_of_the_kit_changes_with_the_quoted_figures(changed):
    _, before = figures("demo_bank")
    seen = changed()
    book, after = figures("demo_bank")
    assert sum(len(each) for each in before) > 1000
    assert all(len(each) > 3 for each in before)
    for first, second in zip(before, after, strict=True):
        assert np.array_equal(first, second, equal_nan=True)
    assert seen["loaded"] == 0
    text = read_references(book.economics.references, book.words)
    assert seen["loaded"] == 1
    assert "1901" in text
    assert "5%" not in references_table(book.economics.references, book.words).rows[4][1]


def test_the_module_that_shows_them_never_reckons():
    tree = ast.parse(Path(quoted_tables.__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp | ast.Compare | ast.AugAssign):
            names = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
            assert "share" not in names
            assert "values" not in names


def test_each_quoted_figure_has_its_grade_its_caution_and_the_clients_own():
    book = open_workbook("demo_bank", folder=FOLDERS / "demo_bank", language="en")
    own, words = book.economics.references, book.words
    table = references_table(own, words)
    assert [row[1] for row in table.rows] == [
        "80% companies; 8% according to customers", "80% customers", "67% organisations",
        "1% less churn", "5% more retention; 95% more profit", "up to 16% premium",
    ]  # fmt: skip
    assert all(row[2] and row[3] and "not known yet" not in row[3] for row in table.rows)
    assert "disputed" in table.rows[4][2]
    assert [row[4] for row in table.rows] == [
        "–", "association", "association", "assumption", "assumption", "assumption",
    ]  # fmt: skip
    assert "“Disputing a charge”" in table.rows[0][3]
    paragraphs = read_references(own, words).split("\n")
    assert len(paragraphs) == 6
    assert all("This client: " in each for each in paragraphs)


def test_five_points_more_retention_is_the_clients_own_sum():
    from cxkit.economics import analyse, value_within

    kept = analyse(client(many(20, 80, margin=100.0), economics=RATES)).references.retained
    expected = value_within(1, 0.85, 0.1, 5) / value_within(1, 0.80, 0.1, 5) - 1
    assert kept.change.value == pytest.approx(expected)
    assert kept.change.low <= expected <= kept.change.high
    assert kept.before.low < kept.before.value < kept.before.high
    assert kept.after.value == pytest.approx(kept.before.value * (1 + expected))
    assert kept.after.low < kept.after.value < kept.after.high


def test_retention_is_never_raised_above_one():
    from cxkit.economics import analyse

    kept = analyse(client(many(1, 99, margin=100.0), economics=RATES)).references.retained
    assert kept.reached == 1


def test_a_client_without_data_is_told_what_to_provide_for_each():
    from cxkit.economics import analyse
    from cxkit.language import Words

    own = analyse(client()).references
    table = references_table(own, Words("en"))
    assert len(table.rows) == 6
    assert all(row[3].startswith("not known yet. ") for row in table.rows)
    assert isinstance(own.gap, Missing)


def test_the_widest_gap_is_that_of_the_largest_size():
    columns = ["touchpoint", "leaders", "customers", "gap", "ci_low", "ci_high", "n_leaders", "n"]
    rows = [
        ["a", 4, 3, 1.0, 0.5, 1.5, 5, 50],
        ["b", 2, 4, -2.0, math.nan, math.nan, 1, 40],
        ["c", 1, 1, math.nan, math.nan, math.nan, 1, 0],
    ]
    gap = widest_gap(pd.DataFrame(rows, columns=columns).assign(top=5))
    assert (gap.touchpoint, gap.gap.value, gap.n_leaders, gap.n) == ("b", -2, 1, 40)
    assert widest_gap(pd.DataFrame()) is None
