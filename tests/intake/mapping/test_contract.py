import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.engagement import CONTRACTS
from cxkit.intake.mapping.contract import check
from cxkit.language import Words, problem_text


def problems_of(name, unread=(), **cells):
    frame = pd.DataFrame(cells, index=range(2, 2 + len(next(iter(cells.values())))))
    columns = {
        key: Column(name=key, role=CONTRACTS[name].columns[key].role, heading=key.upper())
        for key in cells
    }
    origin = [("a.csv", int(row)) for row in frame.index]
    return check(
        name, frame, columns, origins=dict.fromkeys(cells, origin), unread=frozenset(unread)
    )


def test_a_sound_table_has_no_problem():
    assert problems_of("responses", ltr=[9.0, None], answers=[3.0, 0.0], weight=[0.5, 1.0]) == []


def test_an_identifier_that_repeats_is_said_by_row_only():
    (problem,) = problems_of("responses", response_id=["a", "b", "a"], ltr=[1.0, 2.0, 3.0])
    assert (problem.rule, problem.file, problem.column) == ("duplicate-id", "a.csv", "RESPONSE_ID")
    assert problem.rows == (2, 4)
    assert problem.found == ()


def test_blank_identifiers_do_not_count_as_repeated():
    assert problems_of("responses", response_id=["a", None, None], ltr=[1.0, 2.0, 3.0]) == []


def test_a_needed_column_may_not_be_blank():
    (problem,) = problems_of("customers", customer_id=["a", None])
    assert (problem.rule, problem.rows) == ("blank-required", (3,))


def test_cells_that_could_not_be_read_are_not_called_blank():
    opened = pd.to_datetime(pd.Series(["2025-01-01", None]))
    assert problems_of("tickets", unread=["opened"], opened=opened.tolist()) == []


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("responses", "answers"),
        ("responses", "weight"),
        ("responses", "duration"),
        ("experiments", "visitors"),
    ],
)
def test_a_negative_amount_is_refused(name, column):
    (problem,) = problems_of(name, **{column: [1.0, -2.0]})
    assert (problem.rule, problem.rows, problem.found) == ("negative", (3,), ("-2",))


@pytest.mark.parametrize(
    ("name", "column"),
    [("responses", "answers"), ("experiments", "visitors"), ("experiments", "conversions")],
)
def test_counts_are_whole_numbers(name, column):
    (problem,) = problems_of(name, **{column: [1.0, 2.5]})
    assert (problem.rule, problem.rows, problem.found) == ("not-whole", (3,), ("2.5",))
    assert "write 0 where there is none" in problem_text(problem, Words("en"))


def test_a_table_of_counts_says_every_count():
    (problem,) = problems_of("responses", answers=[1.0, None])
    assert (problem.rule, problem.rows) == ("blank-required", (3,))


def test_money_may_be_negative():
    assert problems_of("customers", customer_id=["a"], margin=[-5.0]) == []


def test_a_customer_cannot_leave_before_joining():
    (problem,) = problems_of(
        "customers",
        customer_id=["a", "b"],
        start_date=pd.to_datetime(["2025-01-01", "2025-05-01"]),
        end_date=pd.to_datetime(["2025-02-01", "2025-04-30"]),
    )
    assert (problem.rule, problem.severity, problem.rows) == ("dates-reversed", "error", (3,))
    assert "“START_DATE”" in problem_text(problem, Words("en"))


def test_tickets_resolved_before_they_were_opened_are_a_warning():
    (problem,) = problems_of(
        "tickets",
        opened=pd.to_datetime(["2025-05-01", "2025-05-01"]),
        resolved=pd.to_datetime(["2025-04-30", None]),
    )
    assert (problem.rule, problem.severity, problem.rows) == ("dates-reversed", "warning", (2,))
