"""A table that is counted gives the same counts, scores and problems as one that is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from itertools import count

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxkit.client import ANSWERS
from cxkit.counted import BLOCK, BLOCKS, CountedTable
from cxkit.engagement import TableSpec
from cxkit.intake.counting import answers as counting
from cxkit.intake.counting import distinct as distinct_values
from cxkit.intake.counting import large, together
from cxkit.intake.counting.read import read_counted
from cxkit.intake.mapping.tables import read_table
from cxkit.language import Words, problem_text
from cxkit.metrics import ces, csat, csat_by, nps, nps_by
from cxkit.scales import Scale

COLUMNS = {
    "response_id": "id",
    "customer_id": "cliente",
    "date": "fecha",
    "touchpoint": "momento",
    "segment": {"role": "segment", "from": "segmento"},
    "ltr": "nps",
    "csat": {"scale": [1, 5]},
    "ces": {"scale": [1, 7]},
    "speed": {"role": "rating", "scale": [1, 5]},
    "verbatim": "comentario",
}
HEADINGS = ["id", "cliente", "fecha", "momento", "segmento", "nps", "csat", "ces", "speed"]
HEADINGS += ["comentario"]
COUNTED = ["date", "touchpoint", "segment", "ltr", "csat", "ces", "speed"]
NUMBERS = count(1)
SAID_OF_COUNTS = {"answers-counted"}


def text_of(rows, *, delimiter=";", end="\n"):
    lines = [HEADINGS, *rows]
    return "".join(delimiter.join(map(str, line)) + end for line in lines)


def row(number, **given):
    cells = {
        "id": f"r{next(NUMBERS)}",
        "cliente": f"c{number % 7}",
        "fecha": f"2025-0{1 + number % 6}-1{number % 9}",
        "momento": ["Web", "Tienda", "Teléfono"][number % 3],
        "segmento": ["A", "B", ""][number % 3],
        "nps": [10, 9, 7, 3, "", 0][number % 6],
        "csat": [5, 4, 1, ""][number % 4],
        "ces": [7, 1, 4][number % 3],
        "speed": [5, 3, "", 2, 1][number % 5],
        "comentario": "",
    } | given
    return [cells[heading] for heading in HEADINGS]


@pytest.fixture
def both(tmp_path):
    """Read files both ways, as one engagement would declare them."""

    def read(files, columns=None, *, options=None):
        for name, content in files.items():
            path = tmp_path / name
            if isinstance(content, pa.Table):
                pq.write_table(content, path)
            else:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        declared = [{"path": name, **(options or {})} for name in files]
        spec = TableSpec.model_validate({"files": declared, "columns": columns or COLUMNS})
        return (
            *read_table(tmp_path, "responses", spec),
            *read_counted(tmp_path, "responses", spec),
        )

    return read


def rows_counted(frame, columns):
    """Count rows the plain way."""
    cells = frame[columns].copy()
    if "date" in columns:
        cells["date"] = cells["date"].dt.normalize()
    return cells.groupby(columns, dropna=False, sort=True).size().rename(ANSWERS).reset_index()


def assert_same_cells(counted, frame, columns):
    expected = rows_counted(frame, columns)
    got = counted.cells(columns)
    key = lambda table: sorted(map(str, table.itertuples(index=False, name=None)))  # noqa: E731
    assert key(got) == key(expected)
    assert int(got[ANSWERS].sum()) == len(frame)
    for column in columns:
        assert got[column].dtype == expected[column].dtype or got[column].isna().all()


def told(problems):
    return sorted(
        tuple(str(getattr(problem, field.name)) for field in fields(problem))
        for problem in problems
        if problem.rule not in SAID_OF_COUNTS
    )


# --------------------------------------------------------------------- the same counts
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_counts_of_a_text_file_are_those_of_its_rows(both, end):
    read, _, counted, problems = both({"a.csv": text_of([row(i) for i in range(200)], end=end)})
    assert [problem.rule for problem in problems if problem.severity == "error"] == []
    assert isinstance(counted, CountedTable)
    for columns in (["ltr"], ["touchpoint", "ltr"], ["date", "csat"], COUNTED, ["segment", "ces"]):
        assert_same_cells(counted, read.frame, columns)
    assert len(counted) == len(read.frame) == 200


def test_counts_of_a_parquet_file_are_those_of_its_rows(both):
    rows = [row(i) for i in range(300)]
    frame = pd.DataFrame(rows, columns=HEADINGS).replace("", None)
    table = pa.table(
        {
            **{name: pa.array(frame[name]) for name in HEADINGS[:2]},
            "fecha": pa.array(
                [dt.datetime(2025, 1 + i % 6, 3, i % 24, i % 60) for i in range(300)],
                pa.timestamp("ns"),
            ),
            "momento": pa.array(frame["momento"]).dictionary_encode(),
            "segmento": pa.array(frame["segmento"]),
            "nps": pa.array(frame["nps"], pa.int8()),
            "csat": pa.array(frame["csat"].astype(float), from_pandas=True),
            "ces": pa.array(frame["ces"], pa.int64()),
            "speed": pa.array([np.nan if v is None else float(v) for v in frame["speed"]]),
            "comentario": pa.array(frame["comentario"], pa.string()),
        }
    )
    read, found, counted, problems = both({"a.parquet": table})
    assert told(problems) == told(found)
    for columns in (["ltr"], ["speed"], ["touchpoint", "csat"], ["date"], COUNTED):
        assert_same_cells(counted, read.frame, columns)


ANSWER = st.sampled_from(["", "0", "3", "6", "7", "8", "9", "10", "10.0", " 9 "])
RECORD = st.tuples(
    st.sampled_from(["Web", "Tienda", "web ", "", "Teléfono"]),
    ANSWER,
    st.sampled_from(["", "1", "2", "5", "3,0", "5.0"]),
    st.sampled_from(["2025-01-31", "2025-04-01", "", "2025-12-31 23:59:59", "2025-06-30"]),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(records=st.lists(RECORD, min_size=2, max_size=60))
def test_scores_from_counts_are_those_from_rows(both, records):
    rows = [
        row(i, momento=place, nps=ltr, csat=mark, fecha=day)
        for i, (place, ltr, mark, day) in enumerate(records)
    ]
    rows += [row(1000), row(1001)]
    read, found, counted, problems = both({"a.csv": text_of(rows)})
    assert told(problems) == told(found)
    if read is None:
        assert counted is None
        return
    cells = counted.cells(["touchpoint", "ltr"])
    assert nps(cells, count=ANSWERS) == nps(read.frame)
    pd.testing.assert_frame_equal(
        nps_by(cells, by="touchpoint", count=ANSWERS), nps_by(read.frame, by="touchpoint")
    )
    five, seven = Scale(low=1, high=5, top_box=4), Scale(low=1, high=7, top_box=5)
    cells = counted.cells(["csat", "segment"])
    assert csat(cells, scale=five, count=ANSWERS) == csat(read.frame, scale=five)
    pd.testing.assert_frame_equal(
        csat_by(cells, by="segment", scale=five, count=ANSWERS),
        csat_by(read.frame, by="segment", scale=five),
    )
    assert ces(counted.cells(["ces"]), scale=seven, count=ANSWERS) == ces(read.frame, scale=seven)
    days = counted.cells(["date"])["date"].dropna()
    assert (days.min(), days.max()) == (
        read.frame["date"].min().normalize(),
        read.frame["date"].max().normalize(),
    )


def test_two_files_are_stacked(both):
    first = text_of([row(i) for i in range(50)])
    second = text_of([row(i, momento="App", nps="9.0") for i in range(30)])
    read, _, counted, _ = both({"a.csv": first, "b.csv": second})
    assert_same_cells(counted, read.frame, ["touchpoint", "ltr"])
    assert [file.rows for file in counted.files] == [50, 30]
    assert [file.sha256 for file in counted.files] == [file.sha256 for file in read.files]


def test_values_are_recoded_and_missing_ones_blanked_as_for_rows(both):
    columns = {
        **COLUMNS,
        "ltr": {"from": "nps", "missing": ["99"], "values": {"Seguro": "10", "": "5"}},
        "segment": {"role": "segment", "from": "segmento", "values": {"A": "Oro", "*": "Plata"}},
    }
    rows = [row(i) for i in range(20)] + [row(21, nps="99"), row(22, nps="seguro")]
    read, _, counted, _ = both({"a.csv": text_of(rows)}, columns)
    assert_same_cells(counted, read.frame, ["ltr", "segment"])
    assert set(counted.cells(["segment"])["segment"].dropna()) == {"Oro", "Plata"}


def test_a_decimal_comma_is_proved_as_for_rows(both):
    columns = {**COLUMNS, "spent": {"role": "number", "from": "speed"}}
    del columns["speed"]
    rows = [row(i, speed=["1,5", "2,25", "1.000,5", ""][i % 4]) for i in range(40)]
    read, found, counted, problems = both({"a.csv": text_of(rows)}, columns)
    assert told(problems) == told(found)
    assert_same_cells(counted, read.frame, ["spent"])
    assert sorted(counted.cells(["spent"])["spent"].dropna()) == [1.5, 2.25, 1000.5]


# ------------------------------------------------------------------- the same problems
HOSTILE = {
    "off the scale": text_of([row(i, nps=11 if i in (3, 5, 9) else 9) for i in range(20)]),
    "text for a number": text_of([row(i, csat="bien" if i % 4 == 3 else 4) for i in range(30)]),
    "not a date": text_of([row(i, fecha="ayer" if i == 7 else "2025-01-02") for i in range(9)]),
    "dates that can be read twice": text_of([row(i, fecha="03/04/2025") for i in range(9)]),
    "dates in two orders": text_of(
        [row(i, fecha=["13/04/2025", "04/13/2025"][i % 2]) for i in range(9)]
    ),
    "a year too far": text_of(
        [row(i, fecha="9999-12-31" if i > 5 else "2025-01-01") for i in range(9)]
    ),
    "tokens for blanks": text_of([row(i, nps="N/A" if i % 3 == 0 else 8) for i in range(12)]),
    "groups like dates": text_of(
        [row(i, segmento="01-May" if i == 4 else f"g{i}") for i in range(12)]
    ),
    "decimal mixed": text_of([row(i, speed=["1,5", "1.5"][i % 2]) for i in range(4)]),
    "blank rows": "id;cliente;fecha;momento;segmento;nps;csat;ces;speed;comentario\n;;;;;;;;;\n"
    + "r1;c;2025-01-01;Web;A;99;5;1;1;\n\nr2;c;2025-01-01;Web;A;98;5;1;1;\n",
    "a heading gone": text_of([row(1)]).replace("nps", "recomienda"),
    "no heading at all": ";".join(map(str, row(1))) + "\n",
    "ragged": text_of([row(1), row(2)]) + "r3;c\n" + "a;" * 30 + "b\n",
    "zero bytes": text_of([row(1), row(2, comentario="\0")]),
    "an open quotation mark": text_of([row(1), row(2, comentario='"abierto')]),
    "a stray quotation mark": text_of([row(1, nps=77), row(2, comentario='"a"b')]),
    "only a heading": text_of([]),
    "a byte-order mark": "\ufeff" + text_of([row(i, nps=55) for i in range(3)]),
    "old letters": text_of([row(i, nps=44) for i in range(3)]).encode("cp1252"),
    "broken letters": text_of([row(i) for i in range(30)]).encode()
    + b"r;c;2025-01-01;\xff;A;9;1;1;1;\n",
    "wide letters": ("\ufeff" + text_of([row(i, nps=33) for i in range(3)])).encode("utf-16-le"),
    "only carriage returns": text_of([row(i, nps=22) for i in range(4)], end="\r"),
    "a heading twice": text_of([row(1)]).replace("comentario", "nps"),
    "a comment over lines": text_of([row(1, comentario='"uno\n\ndos"'), row(2, nps=66)]),
    "line ends of two kinds": text_of([row(1)], end="\r\n")
    + ";".join(map(str, row(2, nps=12)))
    + "\n",
    "commas": text_of([row(i, nps=88) for i in range(4)], delimiter=","),
    "tabs": text_of([row(i, nps=88) for i in range(4)], delimiter="\t"),
    "empty": "",
    "not text": b"PK\x03\x04 this is a zip",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_faulty_text_file_is_reported_the_same_both_ways(both, case):
    read, found, counted, problems = both({"a.csv": HOSTILE[case]})
    assert told(problems) == told(found)
    assert (counted is None) == (read is None)
    for problem in problems:
        assert problem_text(problem, Words("en"))


def test_two_heading_rows_and_rows_to_skip(both):
    text = "Informe\n" + ";".join(HEADINGS) + "\n" + ";".join(HEADINGS) + "\n"
    text += ";".join(map(str, row(1, nps=91))) + "\n"
    _, found, _, problems = both({"a.csv": text}, options={"skip_rows": 1, "header_rows": 2})
    assert told(problems) == told(found)
    assert [p.rows for p in problems if p.rule == "off-scale"] == [(4,)]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("nps", pa.array([11, 9, 12, 9, None] * 4, pa.int16())),
        ("nps", pa.array(["9", "nueve", "10", "", None] * 4)),
        ("nps", pa.array([9.5, float("nan"), 9, 10, None] * 4)),
        ("nps", pa.array([True, False, True, None, None] * 4)),
        ("fecha", pa.array(["2025-01-01", "2025-13-01", None, "x", "2025-01-01"] * 4)),
        ("fecha", pa.array([dt.date(2025, 1, 1), dt.date(2150, 1, 1), None] * 6 + [None] * 2)),
        (
            "fecha",
            pa.array([dt.datetime(2025, 1, 1, 23)] * 20, pa.timestamp("us", tz="America/Lima")),
        ),
        ("momento", pa.array([b"Web", b"App", None, b"", b"Web"] * 4, pa.binary())),
        ("momento", pa.array([b"\xff\xfe"] * 20, pa.binary())),
        ("momento", pa.array([["a"]] * 20)),
    ],
)
def test_a_faulty_parquet_file_is_reported_the_same_both_ways(both, column, values):
    frame = pd.DataFrame([row(i) for i in range(20)], columns=HEADINGS).astype(str)
    table = pa.table({**{name: pa.array(frame[name]) for name in HEADINGS}, column: values})
    read, found, counted, problems = both({"a.parquet": table})
    assert told(problems) == told(found)
    assert (counted is None) == (read is None)
    if counted is not None:
        assert_same_cells(counted, read.frame, ["date", "touchpoint", "ltr"])


def test_a_parquet_file_that_is_cut_off(both, tmp_path):
    pq.write_table(pa.table({"nps": [1]}), tmp_path / "whole.parquet")
    cut = (tmp_path / "whole.parquet").read_bytes()[:-9]
    _, found, _, problems = both({"a.parquet": cut})
    assert told(problems) == told(found)
    assert [problem.rule for problem in problems] == ["parquet-damaged"]


def test_weights_below_zero_are_counted_as_often_as_they_occur(both):
    columns = {**COLUMNS, "weight": "speed"}
    del columns["speed"]
    rows = [row(i, speed=[1, -2, 0.5, -2][i % 4]) for i in range(40)]
    _, found, _, problems = both({"a.csv": text_of(rows)}, columns)
    assert told(problems) == told(found)
    (negative,) = [problem for problem in problems if problem.rule == "negative"]
    assert (negative.count, negative.rows) == (20, (3, 5, 7, 9, 11))


# --------------------------------------------------------------- what is never looked at
def test_identifiers_comments_and_names_are_not_read(both, tmp_path):
    columns = {**COLUMNS, "person": {"role": "personal", "from": "comentario"}}
    del columns["verbatim"]
    secret = "María Ocampo"
    rows = [row(i, comentario=secret, cliente=f"SECRET{i}") for i in range(20)]
    _, _, counted, problems = both({"a.csv": text_of(rows)}, columns)
    assert {"response_id", "customer_id", "person", "verbatim"} & set(counted.columns) == set()
    assert ANSWERS in counted.columns
    stored = pd.concat(pd.read_parquet(p) for p in (tmp_path / ".private/counts").iterdir())
    assert secret not in stored.to_csv()
    assert [p.rule for p in problems if p.rule in SAID_OF_COUNTS] == ["answers-counted"]
    assert (tmp_path / ".private/counts").stat().st_mode & 0o077 == 0


def test_customers_fall_into_random_groups_that_stay_together(both):
    rows = [row(i, cliente=f"c{i % 500}") for i in range(3000)]
    rows += [row(i, cliente=["", "  "][i % 2]) for i in range(3000)]
    _, _, counted, _ = both({"a.csv": text_of(rows)})
    assert counted.block == "customer_id"
    cells = counted.cells(["ltr", BLOCK])
    assert cells[BLOCK].between(0, BLOCKS - 1).all()
    assert int(cells[ANSWERS].sum()) == 6000
    sizes = cells.groupby(BLOCK)[ANSWERS].sum()
    assert len(sizes) == BLOCKS
    assert sizes.max() < 110  # those without a customer stand alone, spread over all groups


# -------------------------------------------------------------------------- moments
def test_moments_by_block_add_up_to_those_of_the_rows(both):
    rows = [row(i, cliente=f"c{i % 90}") for i in range(600)]
    read, _, counted, _ = both({"a.csv": text_of(rows)})
    names = ["ltr", "csat", "speed"]
    moments = counted.moments(names)
    complete = read.frame[names].astype(float).dropna()
    assert int(moments["n"].sum()) == len(complete)
    assert moments["weight"].sum() == len(complete)
    for at, name in enumerate(names):
        assert moments[name].sum() == complete[name].sum()
        for other in names[at:]:
            assert moments[f"{name}*{other}"].sum() == (complete[name] * complete[other]).sum()
    assert 1 < len(moments) <= 90


def test_weighted_moments(both):
    columns = {**COLUMNS, "weight": "ces"}
    del columns["ces"]
    read, _, counted, _ = both({"a.csv": text_of([row(i) for i in range(90)])}, columns)
    moments = counted.moments(["ltr"], weight="weight")
    both_there = read.frame[["ltr", "weight"]].astype(float).dropna()
    assert moments["weight"].sum() == both_there["weight"].sum()
    assert moments["ltr"].sum() == (both_there["ltr"] * both_there["weight"]).sum()


@pytest.mark.parametrize("weight", ["", "weight"])
def test_a_few_stand_ins_have_the_correlations_of_all_rows_in_every_block(both, weight):
    columns = {**COLUMNS, "weight": "ces"}
    del columns["ces"]
    rows = [row(i, cliente=f"c{i % 40}") for i in range(500)]
    _, _, counted, _ = both({"a.csv": text_of(rows)}, columns)
    names = ["ltr", "csat", "speed"]
    points = counted.stand_ins(names, weight=weight)
    moments = counted.moments(names, weight=weight)
    assert len(points) == 2 * len(names) * len(moments)
    mass = points[ANSWERS] * points["weight"]
    for at, name in enumerate(names):
        for other in names[at:]:
            sums = (mass * points[name] * points[other]).groupby(points[BLOCK]).sum()
            assert sums.to_numpy() == pytest.approx(moments[f"{name}*{other}"].to_numpy())
        sums = (mass * points[name]).groupby(points[BLOCK]).sum()
        assert sums.to_numpy() == pytest.approx(moments[name].to_numpy())
    assert points[ANSWERS].sum() == pytest.approx(moments["n"].sum())


def test_without_customers_rows_are_grouped_at_random(both):
    columns = {key: value for key, value in COLUMNS.items() if key != "customer_id"}
    _, _, counted, _ = both({"a.csv": text_of([row(i) for i in range(4000)])}, columns)
    assert counted.block == ""
    sizes = counted.cells([BLOCK]).set_index(BLOCK)[ANSWERS]
    assert sizes.sum() == 4000
    assert len(sizes) == BLOCKS
    assert sizes.max() < 70


# ------------------------------------------------------------------------- too much
def test_a_free_number_is_left_out_and_said(both, monkeypatch):
    monkeypatch.setattr(distinct_values, "MOST_VALUES", 20)
    columns = {**COLUMNS, "duration": {"role": "number", "from": "speed"}}
    del columns["speed"]
    rows = [row(i, speed=i + 0.5) for i in range(60)]
    _, _, counted, problems = both({"a.csv": text_of(rows)}, columns)
    assert "duration" not in counted.columns
    assert "column-not-counted" in {problem.rule for problem in problems}


def test_answers_with_too_many_values_are_an_error(both, monkeypatch):
    monkeypatch.setattr(distinct_values, "MOST_VALUES", 20)
    _, _, counted, problems = both({"a.csv": text_of([row(i, nps=i + 0.5) for i in range(60)])})
    assert counted is None
    assert [problem.rule for problem in problems] == ["too-many-values"]


def test_times_to_the_second_are_counted_by_the_day(both, monkeypatch):
    monkeypatch.setattr(distinct_values, "MOST_VALUES", 60)
    rows = [
        row(i, fecha=f"2025-01-0{1 + i % 2}T{i % 24:02d}:{i % 60:02d}:{i * 7 % 60:02d}")
        for i in range(300)
    ]
    rows += [row(1, fecha="2025-01-31 25:00:00")]
    _, found, _, problems = both({"a.csv": text_of(rows)})
    assert told(problems) == told(found)
    read, _, counted, _ = both({"a.csv": text_of(rows[:-1])})
    assert_same_cells(counted, read.frame, ["date", "ltr"])


def test_a_zone_of_half_an_hour_still_gives_the_right_day(both, monkeypatch):
    monkeypatch.setattr(distinct_values, "MOST_VALUES", 10)
    rows = [row(i, fecha=f"2025-01-01 05:{i:02d}:00 +05:30") for i in range(0, 60, 10)]
    rows += [row(i, fecha=f"2025-01-01 10:{i:02d}:00 -05:00") for i in range(60)]
    read, _, counted, _ = both({"a.csv": text_of(rows)})
    assert_same_cells(counted, read.frame, ["date"])


def test_what_does_not_fit_into_one_table_is_counted_when_asked(both, monkeypatch):
    for module in (counting, together):
        monkeypatch.setattr(module, "MOST_CELLS", 60)
    read, _, counted, _ = both({"a.csv": text_of([row(i) for i in range(400)])})
    assert len(counted.frame) <= 60
    assert set(counted.frame.columns) < {*COUNTED, ANSWERS}
    assert_same_cells(counted, read.frame, ["speed", "segment"])
    assert_same_cells(counted, read.frame, ["date", "ltr", "csat"])
    assert counted.has("speed", "date", ANSWERS)
    assert not counted.has("customer_id")


# ------------------------------------------------------------------------- which tables
def spec_of(**given):
    return TableSpec.model_validate({"columns": {"ltr": "nps"}, **given})


def test_only_large_answers_are_counted_unless_declared(tmp_path, monkeypatch):
    monkeypatch.setattr(large, "MOST_TEXT", 100)
    monkeypatch.setattr(large, "MOST_ROWS", 10)
    (tmp_path / "s.csv").write_text("nps\n" + "9\n" * 5)
    (tmp_path / "l.csv").write_text("nps\n" + "9\n" * 100)
    pq.write_table(pa.table({"nps": [1] * 11}), tmp_path / "l.parquet")
    is_counted = large.is_counted
    assert not is_counted(tmp_path, "responses", spec_of(file="s.csv"))
    assert is_counted(tmp_path, "responses", spec_of(file="s.csv", read="counts"))
    assert is_counted(tmp_path, "responses", spec_of(file="l.csv"))
    assert is_counted(tmp_path, "responses", spec_of(file="l.parquet"))
    assert not is_counted(tmp_path, "responses", spec_of(file="l.parquet", read="rows"))
    assert not is_counted(tmp_path, "customers", spec_of(file="l.parquet"))
    assert not is_counted(tmp_path, "responses", spec_of(file="absent.csv"))
    keyed = [{"path": "l.csv", "key": "nps"}]
    assert not is_counted(tmp_path, "responses", spec_of(files=keyed))


@pytest.mark.parametrize(
    "given",
    [
        {"files": [{"path": "a.csv", "key": "id"}, {"path": "b.csv", "key": "id"}]},
        {"file": "a.xlsx"},
        {"file": "a.csv", "columns": {"ltr": "nps", "answers": "n"}},
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_cannot_be_counted_says_why(tmp_path, given, language):
    table, problems = read_counted(tmp_path, "responses", spec_of(read="counts", **given))
    assert table is None
    assert [problem.rule for problem in problems] == ["counts-not-possible"]
    assert problem_text(problems[0], Words(language))


def test_a_copy_of_a_text_file_is_made_once(both, tmp_path):
    text = {"a.csv": text_of([row(i) for i in range(20)])}
    both(text)
    (made,) = (tmp_path / ".private/counts").iterdir()
    when = made.stat().st_mtime_ns
    both(text)
    assert made.stat().st_mtime_ns == when
    made.unlink()
    _, _, counted, _ = both(text)
    assert len(counted) == 20
    both({"a.csv": text_of([row(i) for i in range(21)])})
    assert len(list((tmp_path / ".private/counts").iterdir())) == 2
