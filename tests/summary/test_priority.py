import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.summary import chain_of, describe_priorities, priorities, priorities_table
from cxkit.summary.priority import rank_acceptability
from tests.summary.made_clients import client, initiative

EN, ES = Words("en"), Words("es", region="es_PE")


def made(*plans):
    held = client(plans)
    return priorities(held, chain_of(held))


def judged(key, customers, business, effort, **fields):
    return initiative(
        key, customer_impact=customers, business_impact=business, effort=effort, **fields
    )


def rng():
    return np.random.default_rng(7)


def test_two_items_that_lead_in_one_criterion_each_share_the_first_place():
    """Scores (1, 0) and (0, 1): the first leads where its weight exceeds one half."""
    low = high = np.array([[1.0, 0.0], [0.0, 1.0]])
    first, top, rank = rank_acceptability(low, high, rng=rng(), draws=40_000)
    assert first == pytest.approx([0.5, 0.5], abs=0.01)  # 4 standard errors of 40,000 draws
    assert rank == pytest.approx([1.5, 1.5], abs=0.01)
    assert top == pytest.approx(first)


def test_with_three_criteria_the_shares_are_areas_of_the_simplex():
    """a = (1, 0, 0), b = (0, 1, 1) ÷ 1: a leads where w1 > w2 + w3, a quarter of the triangle."""
    low = high = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]])
    first, _, _ = rank_acceptability(low, high, rng=rng(), draws=40_000)
    assert first == pytest.approx([0.25, 0.75], abs=0.01)


def test_ranges_decide_where_weights_do_not():
    """Uniform on [0, 1] against [0.5, 1]: the first wins with a chance of 1/4."""
    low, high = np.array([[0.0], [0.5]]), np.array([[1.0], [1.0]])
    first, _, _ = rank_acceptability(low, high, rng=rng(), draws=40_000)
    assert first == pytest.approx([0.25, 0.75], abs=0.01)


def test_what_is_best_in_everything_is_always_first():
    found = made(judged("I1", 5, 5, 1), judged("I2", 3, 3, 3), judged("I3", 1, 1, 5))
    assert [row.initiative.id for row in found.rows] == ["I1", "I2", "I3"]
    assert [row.first for row in found.rows] == [1.0, 0.0, 0.0]
    assert found.top == 2
    assert not found.with_money
    assert describe_priorities(found, EN).headline == (
        "2 initiatives are among the first 2 in more than 80% of the draws: Do I1 (I1) and "
        "Do I2 (I2)"
    )


def test_of_two_the_first_is_said_without_a_number():
    found = made(judged("I1", 5, 5, 1), judged("I2", 1, 1, 5))
    said = describe_priorities(found, EN)
    assert said.headline == "Do I1 (I1) comes first in more than 80% of the draws"
    assert said.measure.startswith("Chance to be first,")
    assert [len(row) for row in priorities_table(found, EN).rows] == [7, 7]
    assert (
        len(priorities_table(found, EN).headings) == len(priorities_table(found, EN).numeric) == 7
    )


def test_what_waits_for_another_is_marked():
    found = made(
        judged("I1", 3, 3, 3, depends_on="I2 I3"),
        judged("I2", 3, 3, 3),
        judged("I3", 3, 3, 3, status="done"),
        judged("I4", 3, 3, 3),
    )
    waits = {row.initiative.id: row.waits_for for row in found.rows}
    assert waits == {"I1": ("I2",), "I2": (), "I4": ()}
    assert "Waiting for another initiative: I1 (I2)." in describe_priorities(found, EN).reading
    assert {row[0]: row[-1] for row in priorities_table(found, EN).rows}["Do I1 (I1)"] == "I2"


def test_effort_counts_against():
    found = made(judged("I1", 3, 3, 5), judged("I2", 3, 3, 1))
    assert found.rows[0].initiative.id == "I2"


def test_money_is_a_criterion_where_it_is_known():
    low, high = {"benefit_low": 1, "benefit": 2, "benefit_high": 3}, {"benefit": 90}
    found = made(judged("I1", 3, 3, 3, **low), judged("I2", 3, 3, 3, **high))
    assert found.with_money
    assert found.rows[0].initiative.id == "I2"
    assert "money" in describe_priorities(found, EN).measure


def test_the_same_client_gets_the_same_order():
    plans = [judged(f"I{n}", n % 5 + 1, n * 2 % 5 + 1, 3) for n in range(8)]
    assert made(*plans) == made(*plans)


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=2, max_size=6))
def test_places_are_shared_out_in_full(scores):
    found = made(*(judged(f"I{n}", *values) for n, values in enumerate(scores)))
    assert sum(row.first for row in found.rows) == pytest.approx(1)
    assert sum(row.top for row in found.rows) == pytest.approx(found.top)
    assert sum(row.rank for row in found.rows) == pytest.approx(len(scores) * (len(scores) + 1) / 2)
    assert all(row.first <= row.top for row in found.rows)


def test_what_is_done_stopped_or_not_judged_is_left_out():
    found = made(
        judged("I1", 3, 3, 3),
        judged("I2", 4, 3, 3),
        judged("I3", 5, 5, 1, status="done"),
        judged("I4", 5, 5, 1, status="stopped"),
        initiative("I5"),
    )
    assert {row.initiative.id for row in found.rows} == {"I1", "I2"}
    assert [item.id for item in found.left_out] == ["I5"]
    assert "Not judged: I5 Do I5." in describe_priorities(found, EN).reading


@pytest.mark.parametrize("plans", [(), (judged("I1", 3, 3, 3),), (initiative(), initiative("I2"))])
def test_fewer_than_two_judged_is_missing(plans):
    assert isinstance(made(*plans), Missing)


def test_one_criterion_alone_is_enough_and_the_rest_may_be_anything():
    found = made(initiative("I1", effort=1), initiative("I2", effort=5))
    assert found.rows[0].initiative.id == "I1"
    assert 0.5 < found.rows[0].first < 1


def test_the_table_says_what_was_judged():
    found = made(judged("I1", 5, 4, 1, benefit_low=10, benefit=20, benefit_high=30,
                        claim="association"), initiative("I2", effort=5))  # fmt: skip
    first, second = priorities_table(found, EN).rows
    assert first[:4] == ["Do I1 (I1)", "5", "4", "1"]
    assert first[4] == "€10 to €30 (association)"
    assert second[4] == "not claimed"
    assert priorities_table(found, ES).rows[1][4] == "sin importe"
