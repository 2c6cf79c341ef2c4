from datetime import datetime

import pandas as pd
import pytest

from cxkit.intake.mapping.categories import to_category
from cxkit.intake.mapping.place import Place

PLACE = Place("staff.csv", "employees", "Company size")


def cells(*values):
    return pd.Series(list(values), index=range(2, 2 + len(values)), dtype=object)


def test_names_of_groups_stay_as_they_are_and_blanks_stay_blank():
    typed, problems = to_category(cells("Web", None, "Branch", 3.0), PLACE)
    assert typed.dropna().tolist() == ["Web", "Branch", "3"]
    assert typed.isna().tolist() == [False, True, False, False]
    assert problems == []


@pytest.mark.parametrize("made", ["Jun-25", "01-May", "5-ene", "01-may.", datetime(2025, 5, 1)])
def test_a_range_that_a_spreadsheet_made_a_date_is_warned_of(made):
    typed, problems = to_category(cells("26-100", made, "100-500", made, "more"), PLACE)
    (problem,) = problems
    assert (problem.rule, problem.severity) == ("range-made-date", "warning")
    assert (problem.rows, problem.count) == ((3, 5), 2)
    assert typed.notna().all()


@pytest.mark.parametrize(
    "months",
    [("Jan-21", "Feb-21", "Mar-21"), ("2021-01", "2021-02", "Jan-21", "Feb-21")],
)
def test_groups_that_are_months_throughout_are_no_fault(months):
    assert to_category(cells(*months), PLACE)[1] == []


def test_a_personal_value_is_not_shown():
    place = Place("staff.csv", "employees", "Name", personal=True)
    (problem,) = to_category(cells("Ana", "May-25", "Eva"), place)[1]
    assert problem.found == ()
