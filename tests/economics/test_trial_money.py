"""What a variant is worth a year: its difference × visitors a year × margin."""

import math

import pandas as pd
import pytest
from pydantic import ValidationError

from cxkit import economics as eco
from cxkit.economics import findings, read_trials, trials_table
from cxkit.economics.trials.yearly_money import yearly_money
from cxkit.engagement.judgements import PlannedTest
from tests.economics.test_trials import EN, analysed, rows

MONEY = {"visitors_a_year": 10_000, "margin_per_conversion": 25}
PLAN = {"name": "x"} | MONEY


def counted(control=(48, 80), arm=(56, 70), **more):
    """Return totals of one test, arms A and B: conversions and visitors of each."""
    frame = pd.DataFrame({"experiment": "x", "arm": ["A", "B"]})
    frame["visitors"], frame["conversions"] = (control[1], arm[1]), (control[0], arm[0])
    return frame.assign(**more)


def test_the_money_by_hand_with_newcombes_interval():
    """Newcombe (1998), Stat. Med. 17, 873-890, table II: 56/70 less 48/80, 0.0524 to 0.3339.

    10,000 visitors × 25 make 250,000 of a difference of 1; the table prints four decimals.
    """
    (trial,) = analysed(counted(), PLAN).trials.trials
    assert trial.money.value == pytest.approx(0.2 * 250_000)
    assert (trial.money.low, trial.money.high) == pytest.approx((13_100, 83_475), abs=12.5)
    assert (trial.money.visitors, trial.money.margin) == (10_000, 25)
    assert trial.money.claim == "experiment"


def test_the_money_follows_the_sign_and_scales_with_visitors_and_margin():
    (trial,) = analysed(counted((56, 70), (48, 80)), PLAN).trials.trials
    assert trial.money.value == pytest.approx(-50_000)
    assert trial.money.low < trial.money.high < 0
    one = yearly_money(0.1, 0.05, 0.2, visitors=100, margin=3)
    two = yearly_money(0.1, 0.05, 0.2, visitors=200, margin=1.5)
    assert (one.value, one.low, one.high) == pytest.approx((two.value, two.low, two.high))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0.1, 0.2, 0.05, 100, 3), "in order"),
        ((math.nan, 0.0, 0.1, 100, 3), "difference"),
        ((0.1, 0.0, 0.2, 0, 3), "visitors of 1 or more"),
        ((0.1, 0.0, 0.2, 100, 0), "margin above 0"),
        ((0.1, 0.0, 0.2, 100, math.inf), "margin above 0"),
    ],
)
def test_money_that_cannot_be_is_refused(numbers, said):
    difference, low, high, visitors, margin = numbers
    with pytest.raises(ValueError, match=said):
        yearly_money(difference, low, high, visitors=visitors, margin=margin)


def test_table_and_sentence_state_it_with_interval_and_grade():
    trials = analysed(counted((480, 800), (560, 700)), PLAN).trials
    table = trials_table(trials, EN)
    assert table.headings[-1] == "Margin a year (experiment)"
    assert table.rows[0][-1].startswith("EUR 50,000 (") or "50,000 (" in table.rows[0][-1]
    text = read_trials(trials, EN)
    assert "with 10,000 visitors a year" in text
    assert "claim: experiment" in text
    assert "taken to last the year" in text
    assert len(table.numeric) == len(table.headings) == len(table.rows[0])


def test_without_visitors_and_margin_there_is_no_money():
    trials = analysed(counted(), {"name": "x"}).trials
    assert trials.trials[0].money is None
    assert "Margin a year (experiment)" not in trials_table(trials, EN).headings
    assert "visitors a year" not in read_trials(trials, EN)


@pytest.mark.parametrize(
    ("table", "decision"),
    [
        (counted((600, 6000), (550, 5000)), "invalid"),
        (counted((5, 20), (9, 20)), "too few"),
    ],
)
def test_a_test_that_says_nothing_brings_no_money(table, decision):
    trials = analysed(table, PLAN).trials
    assert trials.trials[0].decision == decision
    assert trials.trials[0].money is None


def test_revenue_per_visitor_is_worth_visitors_times_the_margin_agreed():
    plan = {"name": "x", "measure": "revenue", "visitors_a_year": 1000}
    (whole,) = analysed(rows(), plan).experiments.revenue.trials
    (part,) = analysed(rows(), plan, margin=0.4).experiments.revenue.trials
    assert whole.money.value == pytest.approx(1000 * whole.difference)
    assert whole.money.low == pytest.approx(1000 * whole.ci_low)
    assert part.money.value == pytest.approx(400 * part.difference)
    texts = [
        eco.read_revenue_trials(analysed(rows(), plan, **more).experiments.revenue, EN)
        for more in ({}, {"margin": 0.4})
    ]
    assert "of revenue a year" in texts[0]
    assert "of margin a year" in texts[1]
    assert analysed(rows(), plan, margin=0).experiments.revenue.trials[0].money is None
    assert analysed(rows(), PLAN).experiments.revenue.trials[0].money is None


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"visitors_a_year": 1000}, "margin_half"),
        ({"margin_per_conversion": 5}, "margin_half"),
        ({"visitors_a_year": 1000, "margin_per_conversion": 0}, "margin_zero"),
        ({"visitors_a_year": 0, "margin_per_conversion": 5}, "greater_than_equal"),
        ({"visitors_a_year": 1000, "margin_per_conversion": -5}, "greater_than_equal"),
        ({"measure": "revenue", "margin_per_conversion": 5}, "margin_measure"),
    ],
)
def test_money_that_cannot_be_declared_is_refused(more, rule):
    with pytest.raises(ValidationError) as error:
        PlannedTest.model_validate({"name": "x"} | more)
    assert error.value.errors()[0]["type"] == rule


def test_a_clear_win_is_a_finding_with_its_money():
    win, draw = counted((480, 4000), (700, 4000)), counted((480, 4000), (484, 4000))
    found = {f.key: f for f in findings(analysed(win, PLAN), EN)}
    finding = found["economics.trial.x"]
    assert finding.money == pytest.approx((700 - 480) / 4000 * 250_000)
    assert (finding.claim, finding.tone, finding.certainty) == ("experiment", "good", "clear")
    assert "economics.trial.x" not in {f.key for f in findings(analysed(draw, PLAN), EN)}
    assert "economics.trial.x" not in {f.key for f in findings(analysed(win), EN)}
