from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import Problem
from cxkit.intake.forms.judgements import judgement_files, load_judgements
from cxkit.language import Words, problem_text

WORDS = Words("en")


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    (folder / name).write_bytes(text.encode(encoding))
    return folder


def rules(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.rule for problem in problems]


def test_an_empty_folder_has_no_judgements_and_no_problems(tmp_path):
    judgements, problems = load_judgements(tmp_path)
    assert problems == ()
    assert all(getattr(judgements, name) is None for name in judgements.__dataclass_fields__)


def test_files_that_say_nothing_count_as_absent(tmp_path):
    put(tmp_path, "strategy.yml", "# nothing yet\nvision:\n")
    put(tmp_path, "kpis.csv", "id,name\n")
    judgements, problems = load_judgements(tmp_path)
    assert (judgements.strategy, judgements.kpis, problems) == (None, None, ())


def test_a_spanish_spreadsheets_file_is_read(tmp_path):
    put(
        tmp_path,
        "initiatives.csv",
        "id;name;cost;probability;start;depends_on\r\n"
        "I1;Atención ágil;1.250.000,5;0,8;01/02/2026;I2 I3\r\n",
        "cp1252",
    )
    judgements, problems = load_judgements(tmp_path)
    (initiative,) = judgements.initiatives
    assert initiative.name.plain == "Atención ágil"
    assert (initiative.cost, initiative.probability) == (1_250_000.5, 0.8)
    assert initiative.start == date(2026, 2, 1)
    assert initiative.depends_on == ("I2", "I3")
    assert [(item.rule, item.severity) for item in problems] == [("encoding-assumed", "note")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_do_not_matter(tmp_path, encoding, delimiter):
    text = "id,name,owner\nK1,Satisfacción,\n".replace(",", delimiter)
    judgements, problems = load_judgements(put(tmp_path, "kpis.csv", text, encoding))
    assert problems == ()
    assert judgements.kpis[0].name.plain == "Satisfacción"


def test_month_comes_first_where_the_region_says_so(tmp_path):
    put(tmp_path, "adoption.csv", "initiative,date,eligible,adopted\nI1,03/04/2026,10,5\n")
    there, _ = load_judgements(tmp_path, region="en_US")
    here, _ = load_judgements(tmp_path, region="en_GB")
    assert (there.adoption[0].date, here.adoption[0].date) == (date(2026, 3, 4), date(2026, 4, 3))


def test_a_name_may_be_given_in_both_languages(tmp_path):
    put(tmp_path, "kpis.csv", "id,name_es,name_en\nK1,Esfuerzo,Effort\nK2,Rotación,\n")
    judgements, problems = load_judgements(tmp_path)
    assert problems == ()
    assert [(kpi.name.es, kpi.name.en) for kpi in judgements.kpis] == [
        ("Esfuerzo", "Effort"),
        ("Rotación", ""),
    ]


def test_comment_rows_and_blank_rows_are_left_out_and_rows_keep_their_numbers(tmp_path):
    put(
        tmp_path,
        "kpis.csv",
        '# a note; with a "mark\n"# another, quoted"\nid,name,target\n'
        "\n#K0,Example,1\n,,\nK1,NPS,x\n",
    )
    _, problems = load_judgements(tmp_path)
    assert [(item.rule, item.column, item.rows) for item in problems] == [
        ("number", "target", (7,))
    ]


def test_the_same_mistake_in_several_rows_is_one_problem(tmp_path):
    rows = "".join(f"K{i},N,up and down\n" for i in range(8))
    _, problems = load_judgements(put(tmp_path, "kpis.csv", "id,name,direction\n" + rows))
    (problem,) = problems
    assert (problem.count, problem.rows) == (8, (2, 3, 4, 5, 6))
    assert problem.found == ("up and down",)


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ("id,name,basline\nK1,N,3\n", "column-unknown", "Did you mean “baseline”?"),
        ("id,name,qqqq\nK1,N,3\n", "column-unknown", "use one of: id, name, name_es"),
        ("id,name,,unit\nK1,N,3,%\n", "column-unknown", "without heading"),
        ("id,unit\nK1,%\n", "column-missing", "“name” is missing"),
        ("id,name,unit,unit\nK1,N,%,%\n", "column-repeated", "more than once"),
        ("id,name\nK1,N\nK1,M\n", "repeated-id", "first stands in row 2"),
        ("id,name\nK1,N,extra\n", "row-too-long", "double quotes"),
        ('id,name\nK1,"open\nK2,N\n', "csv-quote", "quotation mark"),
        ("id,name\n,N\n", "missing", "“id” is missing or blank"),
        ("id;name;target\nK1;N;12.500\n", "number-ambiguous", "12500 or as 12.500"),
        ("id,name,target_date\nK1,N,31/02/2026\n", "date", "year-month-day"),
    ],
)
def test_what_is_wrong_in_a_table_is_said(tmp_path, text, rule, says):
    judgements, problems = load_judgements(put(tmp_path, "kpis.csv", text))
    assert rules(problems) == [rule]
    assert says in problem_text(problems[0], WORDS)
    assert judgements.kpis is None


def test_a_file_in_no_known_encoding_is_refused(tmp_path):
    (tmp_path / "kpis.csv").write_bytes(b"id,name\nK1,\x81\x8d\n")
    _, problems = load_judgements(tmp_path)
    assert rules(problems) == ["encoding-unknown"]


def test_customers_words_are_never_shown(tmp_path):
    words = "My name is Jane Roe " * 200
    _, problems = load_judgements(put(tmp_path, "quotes.csv", f"text,language\n{words},fr\n"))
    assert sorted(rules(problems)) == ["not-allowed", "too-long"]
    assert "Jane" not in " ".join(problem_text(item, WORDS) for item in problems)


def test_problems_of_all_files_come_at_once_and_sound_files_are_kept(tmp_path):
    put(tmp_path, "strategy.yml", "visoin: x\n")
    put(tmp_path, "journeys.yml", "pain_points: [{id: P1, text: Long wait}]\n")
    put(tmp_path, "maturity.yml", "a: b: c\n")
    put(tmp_path, "training.csv", "area,course,people,trained\nSales,CX,5,9\n")
    judgements, problems = load_judgements(tmp_path)
    assert [(item.file, item.rule) for item in problems] == [
        ("strategy.yml", "unknown-key"),
        ("maturity.yml", "yaml-syntax"),
        ("training.csv", "more-than-all"),
    ]
    assert judgements.journeys.pain_points[0].id == "P1"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("strategy.yaml", "strategy.yml"), ("iniciatives.csv", "initiatives.csv")],
)
def test_a_misnamed_file_is_noticed(tmp_path, name, meant):
    _, problems = load_judgements(put(tmp_path, name, "x"))
    assert [(item.rule, item.severity) for item in problems] == [("file-misnamed", "warning")]
    assert problems[0].values["similar"] == meant


@pytest.mark.parametrize("name", ["strategy.yml", "kpis.csv"])
def test_a_link_to_a_place_outside_is_refused(tmp_path, name):
    outside = tmp_path / "outside"
    outside.write_text("vision: secret\n")
    folder = tmp_path / "client"
    folder.mkdir()
    (folder / name).symlink_to(outside)
    judgements, problems = load_judgements(folder)
    assert problems[0].severity == "error"
    assert (judgements.strategy, judgements.kpis) == (None, None)


def test_the_files_that_are_there_are_listed(tmp_path):
    put(tmp_path, "kpis.csv", "")
    put(tmp_path, "strategy.yml", "")
    put(tmp_path, "notes.txt", "")
    assert judgement_files(tmp_path) == ["strategy.yml", "kpis.csv"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_problems(tmp_path_factory, raw):
    folder = tmp_path_factory.mktemp("any")
    (folder / "kpis.csv").write_bytes(raw)
    judgements, problems = load_judgements(folder)
    assert judgements.kpis is None or judgements.kpis
    assert all(problem.message for problem in problems)
