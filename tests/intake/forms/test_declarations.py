from pathlib import Path
from textwrap import indent

import pytest

from cxkit.errors import EngagementError, Problem
from cxkit.intake.forms.engagement_file import load_engagement
from cxkit.language import Words, problem_text

HEAD = """\
name: Acme
region: es_PE
languages: [es]
currency: PEN
period: {start: 2026-01-01, end: 2026-06-30}
tables:
"""


def problems_of(folder: Path, tables: str) -> list[Problem]:
    (folder / "engagement.yml").write_text(HEAD + indent(tables, "  "), encoding="utf-8")
    try:
        load_engagement(folder)
    except EngagementError as error:
        return list(error.problems)
    return []


def responses(*columns: str) -> str:
    lines = "".join(f"    {column}\n" for column in columns)
    return "responses:\n  file: a.csv\n  columns:\n" + lines


@pytest.mark.parametrize(
    ("columns", "rule", "says"),
    [
        (["ltr: NPS", "csta: S"], "column-unknown", "Did you mean “csat”?"),
        (["ltrr: NPS", "csat: {scale: [1, 5]}"], "column-unknown", "Did you mean “ltr”?"),
        (["ltr: NPS", "favourite: F"], "role-missing", "segment"),
        (["ltr: NPS", "nps2: {role: ltr}"], "role-reserved", "standard one: ltr"),
        (["ltr: NPS", "x: {role: item, scale: [1, 5]}"], "role-not-allowed", "rating"),
        (["ltr: NPS", "csat: {role: rating, scale: [1, 5]}"], "role-standard", "role csat"),
        (["csat: Sat"], "scale-missing", "scale: [1, 5]"),
        (["ltr: NPS", "ease: {role: rating}"], "scale-missing", "better: low"),
        (["ltr: {from: NPS, scale: [1, 10]}"], "scale-recommend", "Net Promoter Score"),
        (["ltr: {scale: {low: 0, high: 10, better: low}}"], "scale-recommend", "10 is best"),
        (["ltr: NPS", "channel: {scale: [1, 5]}"], "scale-unexpected", "no scale"),
        (["ltr: NPS", "duration: D"], "unit-missing", "unit: days"),
        (["ltr: NPS", "channel: {unit: days}"], "unit-unexpected", "no unit"),
        (["ltr: NPS", "channel: {date_order: dmy}"], "date-order-unexpected", "only dates"),
        (["ltr: {from: NPS, file: b.csv}"], "column-file", "a.csv"),
        (["date: Fecha"], "column-one-of", "ltr, csat, ces, rating"),
    ],
)
def test_what_a_column_declares_is_checked(tmp_path, columns, rule, says):
    (problem,) = problems_of(tmp_path, responses(*columns))
    assert problem.rule == rule
    assert problem.table == "responses"
    assert says in problem_text(problem, Words("en"))


def test_a_problem_has_the_line_of_its_column(tmp_path):
    (problem,) = problems_of(tmp_path, responses("ltr: NPS", "date: Fecha", "csat: Sat"))
    assert problem.rows == (12,)


@pytest.mark.parametrize(
    "columns",
    [
        ["ltr: NPS"],
        ["ltr: {from: NPS, scale: [0, 10]}"],
        ["ces: {scale: {low: 1, high: 7, better: low}}"],
        ["ease: {role: rating, scale: [0, 5], missing: ['0']}"],
        ["csat: {scale: [1, 5]}", "after_call: {role: csat, scale: [1, 5]}"],
        ["ltr: NPS", "duration: {from: D, unit: minutes}", "age: {role: number}"],
    ],
)
def test_sound_declarations_pass(tmp_path, columns):
    assert problems_of(tmp_path, responses(*columns)) == []


def test_required_columns_are_asked_for(tmp_path):
    tables = "transactions:\n  file: a.csv\n  columns:\n    date: Fecha\n"
    found = problems_of(tmp_path, tables)
    assert [problem.values["name"] for problem in found] == ["customer_id", "amount"]
    assert {problem.rule for problem in found} == {"column-required"}


def test_an_item_satisfies_the_employees_table(tmp_path):
    tables = "employees:\n  file: a.csv\n  columns:\n    help: {role: item, scale: [1, 5]}\n"
    assert problems_of(tmp_path, tables) == []
