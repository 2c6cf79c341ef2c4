"""Size, value and scores of segments, and whether they matter."""

import math

import numpy as np
import pandas as pd
import pytest

from cxkit.customers import analyse, effects_table, segments_table
from cxkit.customers.segments import share_of_total
from cxkit.findings import Missing
from tests.customers.made import COLUMNS, answers_of, made, people

EN = made().engagement.words("en")


def test_size_and_value_of_a_segment_worked_by_hand():
    customers = people(8).assign(
        plan=["Gold"] * 2 + ["Basic"] * 6, revenue=[40.0, 20.0, 10, 10, 5, 5, 5, 5]
    )
    (plan, _) = analyse(made(customers=customers)).segments
    table = plan.table.set_index("group")
    assert table.loc["Gold", "customers"] == 2
    assert table.loc["Gold", "share"] == 0.25
    assert table.loc["Gold", "value"] == pytest.approx(0.6)
    assert table.loc["Gold", "value_low"] < 0.6 < table.loc["Gold", "value_high"]
    assert table["value"].sum() == pytest.approx(1.0)
    assert math.isnan(table.loc["Gold", "nps"])


def test_the_interval_of_a_share_of_revenue_covers_the_truth():
    """A quarter of the customers earn half: true share 0.5; 300 draws of 200."""
    rng, hits = np.random.default_rng(1), 0
    for _ in range(300):
        inside = pd.Series(rng.random(200) < 0.25)
        amounts = pd.Series(np.exp(0.5 * rng.standard_normal(200)) * np.where(inside, 3.0, 1.0))
        _, low, high = share_of_total(amounts, inside, confidence=0.95)
        hits += low <= 0.5 <= high
    assert 0.91 <= hits / 300 <= 0.985


@pytest.mark.parametrize("amounts", [[], [1.0], [0.0, 0.0], [math.nan, 3.0], [-1.0, -2.0]])
def test_a_share_of_nothing_is_unknown(amounts):
    frame = pd.Series(amounts, dtype=float)
    found = share_of_total(frame, pd.Series([True] * len(amounts), dtype=bool), confidence=0.95)
    assert all(math.isnan(value) for value in found)


def test_only_the_latest_answer_of_a_customer_counts():
    customers = people(40)
    old = answers_of(customers).assign(ltr=0.0, date=pd.Timestamp("2025-09-01"))
    new = answers_of(customers).assign(ltr=10.0, date=pd.Timestamp("2026-02-01"))
    both = pd.concat([new, old], ignore_index=True)
    plan = analyse(made(customers=customers, responses=both)).segments[0]
    assert plan.one_each
    assert plan.table["nps"].tolist() == [100.0, 100.0]
    assert plan.table["nps_n"].sum() == 40


def test_answers_without_customers_count_each():
    responses = answers_of(people(60)).drop(columns="customer_id")
    responses["plan"] = people(60)["plan"]
    analysis = analyse(made(responses=responses))
    (plan,) = analysis.segments
    assert not plan.one_each
    assert plan.n == 60
    assert "every answer" in segments_table(analysis.segments, EN).note


def test_a_table_of_counts_gives_what_its_rows_give():
    rows = answers_of(people(90), lift=2).drop(columns=["customer_id", "response_id"])
    rows["plan"] = people(90)["plan"]
    rows = rows.drop(columns="date")
    counts = rows.value_counts().rename("answers").reset_index()
    one, two = (analyse(made(responses=frame)) for frame in (rows, counts))
    assert [e.result for e in one.effects.effects] == [e.result for e in two.effects.effects]
    pd.testing.assert_frame_equal(one.segments[0].table, two.segments[0].table)


def test_a_segmentation_that_matters_is_told_from_one_that_does_not():
    customers = people(600)
    analysis = analyse(made(customers=customers, responses=answers_of(customers, lift=2)))
    verdicts = {(e.column.name, e.question): e.verdict for e in analysis.effects.effects}
    assert verdicts["plan", "ltr"] == "matters"
    assert verdicts["zone", "ltr"] in ("none", "unknown")
    rows = effects_table(analysis.effects, EN).rows
    assert rows[0][:2] == ["Plan", "Likelihood to recommend"]
    assert rows[0][-1] == "matters"


def test_too_few_answers_cannot_tell():
    customers = people(24)
    analysis = analyse(made(customers=customers, responses=answers_of(customers)))
    assert {e.verdict for e in analysis.effects.effects} == {"unknown"}


def test_a_group_with_hardly_any_answers_takes_no_part():
    customers = people(60)
    customers.loc[:2, "plan"] = "Trial"
    analysis = analyse(made(customers=customers, responses=answers_of(customers)))
    effect = analysis.effects.effects[0]
    assert (effect.result.groups, effect.left_out) == (2, 1)


def test_the_segment_of_the_customers_table_is_joined_to_the_answers():
    customers = people(50)
    responses = answers_of(customers)
    assert "plan" not in responses
    analysis = analyse(made(customers=customers, responses=responses))
    assert analysis.segments[0].table["nps_n"].sum() == 50


@pytest.mark.parametrize(
    "client",
    [
        made(),
        made(customers=people(1)),
        made(customers=people(0)),
        made(customers=people(20).assign(plan="Same", zone="Same")),
        made(customers=people(20).assign(plan=pd.NA, zone=pd.NA)),
        made(responses=answers_of(people(5)).assign(ltr=np.nan, csat=np.nan)),
    ],
)
def test_what_holds_no_segments_says_what_to_provide(client):
    analysis = analyse(client)
    assert isinstance(analysis.segments, Missing)
    assert isinstance(analysis.effects, Missing)
    assert "role: segment" in analysis.segments.need


def test_a_column_called_group_or_left_does_no_harm():
    columns = [
        COLUMNS["plan"].__class__(name=name, role="segment", label=None)
        for name in ("group", "left")
    ]
    customers = people(60).drop(columns=["plan", "zone"])
    customers["group"] = np.where(np.arange(60) % 2, "a", "b")
    customers["left"] = np.where(np.arange(60) % 3, "c", "d")
    responses = answers_of(people(60))
    analysis = analyse(made(customers=customers, responses=responses, columns=columns))
    assert [item.column.name for item in analysis.segments] == ["group", "left"]
    assert analysis.leaving.n == 60
