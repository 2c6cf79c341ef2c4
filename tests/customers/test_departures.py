"""Who left, and how those who never answered differ."""

import numpy as np
import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.customers import analyse, describe_leaving, leaving_table, read_leaving, read_silent
from cxkit.findings import Missing
from tests.customers.made import answers_of, made, people

EN = made().engagement.words("en")


def left(customers, shares):
    """Let exactly these shares of each plan leave."""
    frame = customers.copy()
    frame["churned"] = pd.array([False] * len(frame), dtype="boolean")
    for plan, share in shares.items():
        members = frame.index[frame["plan"] == plan]
        frame.loc[members[: round(share * len(members))], "churned"] = True
    return frame


def test_a_group_that_left_more_is_found_and_named():
    customers = left(people(400), {"Gold": 0.5, "Basic": 0.1})
    found = analyse(made(customers=customers)).leaving
    row = found.table.set_index("group").loc["Gold"]
    assert (row["n"], row["left"], row["share"]) == (100, 50, 0.5)
    assert row["gap"] == pytest.approx(0.4)
    assert row["gap_low"] < 0.4 < row["gap_high"]
    text = describe_leaving(found, EN)
    assert text.headline == "Gold (plan) left more often: 50%, against 10% of the others"
    assert found.share == pytest.approx(0.2)
    said = read_leaving(found, EN)
    assert said.startswith("20% of the customers left (95% interval 16% to 24%; n = 400).")
    assert "Gold (plan) left more often: 50%, against 10% of the others." in said


def test_a_column_of_two_groups_is_one_comparison():
    found = analyse(made(customers=left(people(400), {"Gold": 0.5, "Basic": 0.1}))).leaving
    plans = found.table[found.table["column"] == "plan"]
    assert plans["repeat"].tolist() == [False, True]
    assert len(set(plans["p_adjusted"])) == 1
    assert describe_leaving(found, EN).reading.startswith("4 groups")  # one plan, three zones


def test_where_nothing_differs_no_group_is_named():
    found = analyse(made(customers=left(people(400), {"Gold": 0.2, "Basic": 0.2}))).leaving
    assert "no group clearly more" in describe_leaving(found, EN).headline
    assert {row[-1] for row in leaving_table(found, EN).rows} == {"no clear difference"}
    assert read_leaving(found, EN).endswith(
        "4 groups were compared with the others: none clearly differs."
    )


def test_small_groups_are_not_judged():
    found = analyse(made(customers=left(people(40), {"Gold": 1.0, "Basic": 0.0}))).leaving
    plans = found.table[found.table["column"] == "plan"]
    assert plans["p_adjusted"].isna().all()
    assert "indicative" in {row[-1] for row in leaving_table(found, EN).rows}


def test_a_day_of_leaving_in_the_future_is_not_left_yet():
    customers = people(60).drop(columns="churned")
    days = [pd.Timestamp("2026-06-30"), pd.Timestamp("2026-07-01"), pd.NaT]
    found = analyse(made(customers=customers.assign(end_date=days * 20))).leaving
    assert found.left == 20
    assert "end_date" in found.evidence.columns


def test_how_customers_were_won_is_among_the_groups():
    customers = people(200, acquired=["Web", "Shop"] * 100)
    customers["referred"] = pd.array([True, False, False, False] * 50, dtype="boolean")
    found = analyse(made(customers=customers)).leaving
    assert set(found.table["column"]) == {"plan", "zone", "acquired", "referred"}
    rows = {tuple(row[:2]) for row in leaving_table(found, EN).rows}
    assert ("Won by recommendation", "yes") in rows


def test_customers_without_a_known_end_are_left_out():
    customers = people(80)
    customers.loc[:9, "churned"] = pd.NA
    assert analyse(made(customers=customers)).leaving.n == 70


def test_the_silent_are_those_without_any_answer():
    customers = people(200)
    customers["revenue"] = np.where(np.arange(200) < 100, 300.0, 100.0) + np.arange(200) % 7
    found = analyse(made(customers=customers, responses=answers_of(customers.head(150)))).silent
    assert (found.n, found.silent, found.share) == (200, 50, 0.25)
    assert found.difference.difference == pytest.approx(found.mean_silent - found.mean_answered)
    # 100 of those who answered spend about 303, the other 50 and the silent about 103
    assert found.mean_answered == pytest.approx((100 * 303 + 50 * 103) / 150, abs=1)
    text = read_silent(found, EN)
    assert text.startswith("25% of the customers never answered")
    assert "brought in less revenue in the period" in text
    assert "an association" in text


def test_value_is_compared_among_those_who_were_there_all_through():
    """Half of the silent joined late and spent little; the other half spent like everybody."""
    spent = np.full(200, 300.0) + np.arange(200) % 7
    spent[175:] = 10.0
    joined = [pd.Timestamp("2020-01-01")] * 175 + [pd.Timestamp("2026-05-01")] * 25
    customers = people(200, revenue=spent, start_date=joined, churned=False)
    customers["churned"] = customers["churned"].astype("boolean")
    responses = answers_of(customers.head(125))
    found = analyse(made(customers=customers, responses=responses)).silent
    assert found.whole
    assert found.n_compared == (50, 125)
    assert found.value_share == pytest.approx(spent[125:].sum() / spent.sum())
    text = read_silent(found, EN)
    assert "Among those who were customers all through the period: no clear difference" in text


def test_equal_value_is_not_called_a_difference():
    customers = people(200)
    found = analyse(made(customers=customers, responses=answers_of(customers.head(100)))).silent
    assert "no clear difference in revenue" in read_silent(found, EN)


@pytest.mark.parametrize(
    "client",
    [
        made(),
        made(customers=people(20)),
        made(customers=people(0), responses=answers_of(people(5))),
        made(customers=people(9).assign(customer_id="X"), responses=answers_of(people(9))),
        made(customers=people(9), responses=answers_of(people(9)).drop(columns="customer_id")),
    ],
)
def test_where_the_silent_cannot_be_known_it_says_what_is_needed(client):
    found = analyse(client).silent
    assert isinstance(found, Missing)
    assert "customer_id" in found.need


@pytest.mark.parametrize(
    "customers",
    [people(0), people(9).drop(columns="churned"), people(9).assign(churned=pd.NA)],
)
def test_where_nobody_is_known_to_have_left_it_says_what_is_needed(customers):
    assert isinstance(analyse(made(customers=customers)).leaving, Missing)


def test_one_customer_is_no_crash():
    customers = people(1)
    analysis = analyse(made(customers=customers, responses=answers_of(customers)))
    assert analysis.leaving.n == 1
    assert analysis.silent.silent == 0
    assert read_silent(analysis.silent, EN)


def test_a_segment_that_only_says_who_left_is_named_and_compared_with_nothing():
    customers = left(people(400), {"Gold": 0.5, "Basic": 0.1})
    customers["status"] = customers["churned"].map({True: "gone", False: "here"}).astype("string")
    status = Column(name="status", role="segment")
    found = analyse(made(customers=customers, columns=[status])).leaving
    assert [column.name for column in found.repeats] == ["status"]
    assert "status" not in set(found.table["column"])
    assert "Not compared, because it only says who left: Status." in read_leaving(found, EN)
    assert "Gold (plan) left more often" in read_leaving(found, EN)
