from datetime import date, datetime, timedelta, timezone

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.intake.mapping.dates import to_date
from cxkit.intake.mapping.place import Place
from cxkit.language import Words, problem_text

PLACE = Place("survey.csv", "responses", "Fecha")
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
ORDERS = {"dmy": "{d}{s}{m}{s}{y}", "mdy": "{m}{s}{d}{s}{y}", "ymd": "{y}{s}{m}{s}{d}"}


def column(*cells):
    return pd.Series(list(cells), index=range(2, 2 + len(cells)), dtype=object)


def read(*cells, order="", place=PLACE):
    return to_date(column(*cells), place, order=order)


def rules(problems):
    return [problem.rule for problem in problems]


@given(
    day=DAYS,
    order=st.sampled_from(list(ORDERS)),
    separator=st.sampled_from(["-", "/", "."]),
    padded=st.booleans(),
    time=st.sampled_from(["", " 10:30", "T10:30:15", ", 10:30:15.250"]),
)
def test_a_date_in_a_declared_order_is_read_back(day, order, separator, padded, time):
    width = 2 if padded else 1
    text = ORDERS[order].format(
        d=f"{day.day:0{width}}", m=f"{day.month:0{width}}", y=day.year, s=separator
    )
    dates, problems = read(text + time, order=order)
    assert problems == []
    assert dates.iloc[0].date() == day
    assert (dates.iloc[0].hour == 10) == bool(time)


@given(day=st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_two_digit_years_are_read_from_1970_to_2069_in_every_order(day):
    parts = {"d": f"{day.day:02}", "m": f"{day.month:02}", "y": f"{day.year % 100:02}", "s": "-"}
    for order, pattern in ORDERS.items():
        dates, problems = read(pattern.format(**parts), order=order)
        assert problems == []
        assert dates.iloc[0].date() == day


@given(days=st.lists(DAYS, min_size=1, max_size=20), order=st.sampled_from(["dmy", "mdy"]))
def test_an_order_found_out_is_never_the_wrong_one(days, order):
    texts = [ORDERS[order].format(d=day.day, m=day.month, y=day.year, s="/") for day in days]
    dates, problems = to_date(column(*texts), PLACE, order="")
    if "date-order-ambiguous" in rules(problems):
        assert all(day.day <= 12 for day in days)
    else:
        assert [moment.date() for moment in dates] == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-04-30", date(2025, 4, 30)),
        ("2025/4/30", date(2025, 4, 30)),
        ("20250430", date(2025, 4, 30)),
        ("30 de abril de 2025", date(2025, 4, 30)),
        ("30 abril 2025", date(2025, 4, 30)),
        ("1º de marzo del 2025", date(2025, 3, 1)),
        ("30-abr-25", date(2025, 4, 30)),
        ("30-ene.-2025", date(2025, 1, 30)),
        ("15 set 2025", date(2025, 9, 15)),
        ("15 dic. 2025", date(2025, 12, 15)),
        ("April 30, 2025", date(2025, 4, 30)),
        ("Apr 30th, 2025", date(2025, 4, 30)),
        ("30 April 2025", date(2025, 4, 30)),
        ("3rd August 2025", date(2025, 8, 3)),
        ("2025-04-30T23:59:59.999Z", date(2025, 4, 30)),
        ("30/04/2025 11:15 p. m.", date(2025, 4, 30)),
    ],
)
def test_the_ways_clients_write_dates_are_read(text, day):
    dates, problems = read(text, order="dmy")
    assert problems == []
    assert dates.iloc[0].date() == day


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("30/04/2025 12:05 a. m.", 0),
        ("30/04/2025 12:05 p.m.", 12),
        ("30/04/2025 1:05 PM", 13),
        ("30/04/2025 13:05", 13),
    ],
)
def test_the_halves_of_the_day_are_read(text, hour):
    dates, _ = read(text, order="dmy")
    assert dates.iloc[0].hour == hour


def test_a_time_with_a_zone_is_turned_to_utc():
    native = datetime(2025, 4, 30, 22, tzinfo=timezone(timedelta(hours=-5)))
    dates, problems = read("2025-04-30T22:00:00-05:00", "2025-04-30 22:00 -0500", native)
    assert problems == []
    assert set(dates) == {pd.Timestamp(2025, 5, 1, 3)}


def test_native_dates_and_times_are_kept():
    dates, problems = read(date(2025, 4, 30), datetime(2025, 4, 30, 8), pd.Timestamp(2025, 5, 1))
    assert problems == []
    assert dates.tolist() == [
        pd.Timestamp(2025, 4, 30),
        pd.Timestamp(2025, 4, 30, 8),
        pd.Timestamp(2025, 5, 1),
    ]


@pytest.mark.parametrize(
    ("proof", "order", "first"),
    [("30/04/2025", "day/month/year", 3), ("04/30/2025", "month/day/year", 4)],
)
def test_one_date_proves_the_order_of_all_and_the_report_says_which(proof, order, first):
    dates, (note,) = read("03/04/2025", proof)
    assert note.rule == "date-order-detected"
    assert note.severity == "note"
    assert dates.iloc[0].day == first
    assert problem_text(note, Words("en")) == f"Dates were read as {order}, which “{proof}” proves."


def test_an_order_that_nothing_tells_is_refused_with_the_rows():
    _, (problem,) = read("03/04/2025", "05/05/2025", "01/12/2025")
    assert problem.rule == "date-order-ambiguous"
    assert problem.severity == "error"
    assert problem.rows == (2, 4)
    assert "date_order: dmy" in problem.remedy


def test_dates_whose_day_is_their_month_need_no_order():
    dates, problems = read("05/05/2025", "07/07/2025")
    assert problems == []
    assert dates.dt.month.tolist() == [5, 7]


def test_two_orders_in_one_column_are_refused_with_a_row_of_each():
    _, problems = read("30/04/2025", "04/30/2025")
    assert rules(problems)[0] == "date-order-mixed"
    assert problems[0].rows == (2, 3)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("30/04/2025", "mdy"),
        ("04/30/2025", "dmy"),
        ("03/04/2025", "ymd"),
        ("31/02/2025", "dmy"),
        ("30/04/2025 25:00", "dmy"),
        ("2025-04-30T10:00:00+99:99", ""),
        ("9999-12-31T23:00:00-05:00", ""),
        ("tomorrow", ""),
        ("45000", ""),
        ("30 floréal 2025", ""),
        (45000.0, ""),
        (True, ""),
    ],
)
def test_what_is_no_date_in_the_declared_order_is_a_problem_with_its_row(text, order):
    dates, (problem,) = read("2025-01-01", text, order=order)
    assert problem.rule == "not-a-date"
    assert problem.rows == (3,)
    assert problem.found == (str(text),)
    assert dates.isna().tolist() == [False, True]


@pytest.mark.parametrize("cell", ["9999-12-31", "1899-12-31", "01/01/0001", date(2101, 1, 1)])
def test_a_date_that_cannot_be_meant_is_a_problem_and_says_how_to_blank_it(cell):
    dates, (problem,) = read("2025-01-01", cell, order="dmy")
    assert problem.rule == "date-out-of-range"
    assert problem.rows == (3,)
    assert "missing:" in problem.remedy
    assert dates.isna().tolist() == [False, True]


def test_texts_for_no_answer_are_blank_and_said():
    dates, (note,) = read("NA", "-", "2025-01-01")
    assert note.rule == "blank-tokens"
    assert note.severity == "note"
    assert dates.isna().tolist() == [True, True, False]


def test_a_blank_column_and_an_empty_one_have_no_problem():
    for cells in ([None, None], []):
        dates, problems = read(*cells)
        assert problems == []
        assert dates.isna().all()
        assert dates.dtype == "datetime64[ns]"


def test_dates_of_a_personal_column_are_shown_by_row_only():
    personal = Place("people.csv", "customers", "Birthday", personal=True)
    _, problems = read("30/04/1980", "nonsense", place=personal)
    text = " ".join(problem_text(problem, Words("en")) for problem in problems)
    assert "1980" not in text
    assert "nonsense" not in text
    assert "3" in text
