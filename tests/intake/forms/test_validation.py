from pathlib import Path
from textwrap import dedent

import pytest

from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Economics, Editorial, Governance, Journeys, Kpi, Quote
from cxkit.errors import EngagementError, Problem
from cxkit.intake.forms.did_you_mean import similar
from cxkit.intake.forms.engagement_file import load_engagement, valid_tables
from cxkit.intake.forms.validation import place_text, validate, validate_row
from cxkit.intake.forms.yaml_file import read_yaml
from cxkit.language import Words, problem_text

WORDS = Words("en")
HEAD = """\
name: Acme
region: es_PE
languages: [es]
currency: PEN
period: {start: 2026-01-01, end: 2026-06-30}
"""


def problems_of(model, folder: Path, text: str) -> list[Problem]:
    path = folder / "file.yml"
    path.write_text(dedent(text), encoding="utf-8")
    found = validate(model, read_yaml(path))
    assert (found.value is None) == bool(found.problems) == (found.cause is not None)
    return list(found.problems)


def only(model, folder: Path, text: str) -> tuple[str, int, str]:
    """Rule, line and sentence of the only problem."""
    problems = problems_of(model, folder, text)
    assert len(problems) == 1, problems
    return problems[0].rule, problems[0].rows[0], problem_text(problems[0], WORDS)


@pytest.mark.parametrize(
    ("text", "rule", "line", "says"),
    [
        (HEAD + "langauges: [es]\n", "unknown-key", 6, "Did you mean “languages”?"),
        (HEAD + "qwerty: 1\n", "unknown-key", 6, "name, industry, consultant"),
        (HEAD + "brand: {colour: '#000000'}\n", "unknown-key", 6, "“brand.colour”"),
        (HEAD + "confidence: 0,95\n", "decimal-comma", 6, "Write 0.95"),
        (HEAD + "confidence: 95%\n", "percent-sign", 6, "Write 0.95"),
        (HEAD + "confidence: 95\n", "range", 6, "write 0.95, not 95"),
        (HEAD + "confidence: high\n", "number", 6, "has to be a number"),
        (HEAD + "min_base: 12.5\n", "whole-number", 6, "whole number"),
        (HEAD + "min_base: 2\n", "range", 6, "5 or more"),
        (HEAD + "as_of: 31/12/2026\n", "date", 6, "Write 2026-12-31."),
        (HEAD + "as_of: 04/05/2026\n", "date", 6, "year-month-day"),
        (HEAD + "as_of: 2026-02-30\n", "date", 6, "the day has to exist"),
        (HEAD + "brand: {color: red}\n", "pattern", 6, "such as #1f4e79"),
        (
            HEAD + "report: {sections: [percepton]}\n",
            "not-allowed",
            6,
            "Did you mean “perception”?",
        ),
        (HEAD + "report: {sections: [xyz]}\n", "not-allowed", 6, "one of: engagement"),
        (HEAD + "report: {sections: perception}\n", "list-expected", 6, "has to be a list"),
        (HEAD + "brand: blue\n", "keys-expected", 6, "group of keys"),
        (
            HEAD + "tables: {respnses: {file: a, columns: {x: y}}}\n",
            "not-allowed",
            6,
            "Did you mean “responses”?",
        ),
        (HEAD + "industry: [a, b]\n", "keys-expected", 6, "“industry”"),
        (
            HEAD + "waves: [{name: [x], start: 2026-01-01, end: 2026-02-01}]\n",
            "text-expected",
            6,
            "one text",
        ),
        (
            HEAD + "waves:\n  - {name: a, start: 2026-03-01, end: 2026-02-01}\n",
            "period-order",
            7,
            "“waves[1]” starts on 2026-03-01",
        ),
        (HEAD.replace("currency: PEN", "currency: soles"), "pattern", 4, "three capital letters"),
        (
            HEAD.replace("currency: PEN", "currency:"),
            "missing",
            4,
            "“currency” is missing or blank",
        ),
        (HEAD.replace("es_PE", "Peru"), "region", 2, "“Peru” is not a known region"),
        (
            HEAD + "smallest_change:\n  nps: 0.05\n",
            "nps-points",
            7,
            "“smallest_change.nps” is in points of NPS, from 1 to 100",
        ),
        (HEAD.replace("languages: [es]", "languages: []"), "too-short", 3, "at least 1"),
    ],
)
def test_each_kind_of_mistake_says_where_and_what_to_do(tmp_path, text, rule, line, says):
    found_rule, found_line, sentence = only(Engagement, tmp_path, text)
    assert (found_rule, found_line) == (rule, line)
    assert says in sentence


def test_a_missing_key_has_the_line_of_its_group(tmp_path):
    rule, line, sentence = only(
        Journeys, tmp_path, "pain_points:\n  - {id: P1, text: x}\n  - id: P2\n"
    )
    assert (rule, line) == ("missing", 3)
    assert "“pain_points[2].text”" in sentence


def test_a_missing_period_is_one_problem(tmp_path):
    text = HEAD.replace("period: {start: 2026-01-01, end: 2026-06-30}\n", "")
    assert only(Engagement, tmp_path, text)[0] == "missing"


def test_a_blank_key_counts_as_not_given(tmp_path):
    assert problems_of(Engagement, tmp_path, HEAD + "waves:\nas_of:\nbrand:\n  logo:\n") == []


def test_a_blank_item_of_a_list_is_a_problem(tmp_path):
    assert only(Journeys, tmp_path, "pain_points:\n  -\n")[0] == "blank"


def test_a_wrong_number_in_a_short_form_has_its_line(tmp_path):
    rule, line, sentence = only(Economics, tmp_path, "margin: 0.3\nprice_premium: [0.1, x]\n")
    assert (rule, line) == ("number", 2)
    assert "“price_premium”" in sentence


def test_thousands_that_may_be_decimals_are_asked_about(tmp_path):
    rule, _, sentence = only(Economics, tmp_path, "acquisition_cost: 12.500\n")
    assert rule == "number-ambiguous"
    assert "12500 or as 12.500" in sentence


def test_a_list_of_the_wrong_length_is_a_problem(tmp_path):
    assert only(Governance, tmp_path, "sharing: [{between: [a]}]\n")[0] == "too-short"
    assert only(Governance, tmp_path, "sharing: [{between: [a, b, c]}]\n")[0] == "too-long"


def test_yes_or_no_is_asked_for(tmp_path):
    text = "findings: {a.b: {hide: perhaps}}\n"
    assert only(Editorial, tmp_path, text)[0] == "yes-or-no"


def test_a_text_too_long_is_not_repeated(tmp_path):
    path = tmp_path / "file.yml"
    path.write_text("pain_points: [{id: P1, text: x, owner: " + "y" * 200 + "}]\n")
    (problem,) = validate(Journeys, read_yaml(path)).problems
    assert (problem.rule, problem.found) == ("too-long", ())


def test_all_problems_come_at_once_and_pydantics_error_is_the_cause(tmp_path):
    text = HEAD + "foo: 1\nconfidence: 2\n" + "tables: {responses: {file: a, columns: {x: X}}}\n"
    (tmp_path / "engagement.yml").write_text(text)
    with pytest.raises(EngagementError) as error:
        load_engagement(tmp_path)
    rules = {problem.rule for problem in error.value.problems}
    assert rules == {"unknown-key", "range", "role-missing", "column-one-of"}
    assert type(error.value.__cause__).__name__ == "ValidationError"


def test_a_sound_engagement_loads(tmp_path):
    (tmp_path / "engagement.yml").write_text(
        HEAD + "tables: {responses: {file: a.csv, columns: {ltr: NPS}}}\n"
    )
    assert load_engagement(tmp_path).tables["responses"].columns["ltr"].source == "NPS"


def test_sound_tables_are_found_beside_errors(tmp_path):
    (tmp_path / "engagement.yml").write_text(
        HEAD
        + "foo: 1\ntables:\n"
        + "  responses: {file: a.csv, columns: {ltr: NPS}}\n"
        + "  tickets: {file: b.csv, columns: {channel: Canal}}\n"
        + "  events: {file: c.csv}\n"
    )
    assert list(valid_tables(tmp_path)) == ["responses"]
    assert valid_tables(tmp_path / "nowhere") == {}


def test_an_engagement_outside_the_folder_is_refused(tmp_path):
    outside = tmp_path / "outside.yml"
    outside.write_text(HEAD)
    folder = tmp_path / "client"
    folder.mkdir()
    (folder / "engagement.yml").symlink_to(outside)
    with pytest.raises(EngagementError):
        load_engagement(folder)


def test_rows_of_a_table_are_named_by_row_and_column():
    found = validate_row(Kpi, {"id": "K 1", "name": "N"}, file="kpis.csv", number=7)
    (problem,) = found.problems
    assert (problem.file, problem.column, problem.rows) == ("kpis.csv", "id", (7,))
    assert problem.found == ("K 1",)


def test_hidden_columns_are_never_shown():
    row = {"text": "x" * 3000, "language": "fr"}
    found = validate_row(
        Quote, row, file="quotes.csv", number=2, hidden=frozenset({"text", "language"})
    )
    assert {problem.column for problem in found.problems} == {"text", "language"}
    assert all(problem.found == () for problem in found.problems)


def test_places_are_counted_from_one():
    assert place_text(("a", 0, "b", 2)) == "a[1].b[3]"


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("Visión", ["vision", "scope"], "vision"),
        ("pain-point", ["pain_point"], "pain_point"),
        ("qwerty", ["vision"], ""),
        ("x", [], ""),
    ],
)
def test_misspelt_names_are_recognised(name, known, meant):
    assert similar(name, known) == meant
