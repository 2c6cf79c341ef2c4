import math
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.client import Client
from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Editorial, Judgements
from cxkit.findings import Evidence, Finding
from cxkit.summary import chain_of, read_summary, summarise
from cxkit.summary.ranking import (
    ON_ONE_PAGE,
    PER_SUBJECT,
    money_at_stake,
    money_score,
    ranked,
    weight,
)
from tests.summary import made_clients

PLAN = Engagement.model_validate(
    {
        "name": "Acme",
        "region": "es_PE",
        "languages": ["es", "en"],
        "currency": "PEN",
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
    }
)


def finding(key="perception.nps.level", **changes):
    base = Finding(
        key=key,
        subject="perception",
        headline=f"Headline of {key}.",
        detail="Detail.",
        tone="bad",
        certainty="clear",
        reach=0.5,
        size=0.5,
        evidence=Evidence(table="responses", columns=("ltr",), n=1234),
    )
    return replace(base, **changes)


def summary(findings, editorial=None, language="en"):
    edited = Editorial.model_validate(editorial) if editorial is not None else None
    client = Client(slug="acme", engagement=PLAN, judgements=Judgements(editorial=edited))
    return summarise(findings, client, PLAN.words(language))


def keys(items):
    return [item.finding.key for item in items]


def test_money_at_stake_comes_first_then_certainty_reach_and_size():
    found = ranked(
        [
            finding("small", size=0.1),
            finding("unsure", certainty="indicative"),
            finding("large"),
            finding("narrow", reach=0.1),
            finding("nothing", certainty="insufficient"),
            finding("rich", size=0.01, reach=0.01, money=1000.0, claim="association"),
        ]
    )
    assert [item.key for item in found] == ["rich", "large", "unsure", "narrow", "small", "nothing"]


def test_a_trifle_of_money_does_not_outrank_a_large_finding():
    """Shares of the most: 1000 of 1000 and 1 of 1000; 0.001 + 0.01 × 0.01 < 0.25."""
    found = ranked(
        [
            finding("trifle", size=0.01, reach=0.01, money=1.0, claim="experiment"),
            finding("large"),
            finding("rich", money=1000.0, claim="experiment"),
        ]
    )
    assert [item.key for item in found] == ["rich", "large", "trifle"]


def test_money_that_is_uncertain_weighs_less():
    sure = finding(money=-100.0, claim="association")
    unsure = finding(money=200.0, claim="association", certainty="indicative")
    assert weight(sure, most=100.0) > weight(unsure, most=100.0)


def test_money_counts_by_what_it_rests_on():
    scores = [
        money_score(finding(money=100.0, claim=claim))
        for claim in ("experiment", "difference", "association", "assumption")
    ]
    assert scores == [100.0, 80.0, 50.0, 25.0]
    assert money_score(finding(money=100.0)) == 25.0  # a ground that is not said is an assumption
    assert money_score(finding()) == 0.0


def test_no_subject_takes_more_than_its_share_of_the_page():
    many = [finding(f"a{n}", size=0.9 - n / 100) for n in range(6)]
    few = [finding(f"b{n}", subject="culture", size=0.2) for n in range(2)]
    found = summary([*many, *few])
    assert keys(found.shown) == ["a0", "a1", "a2", "b0", "b1"]
    assert len([key for key in keys(found.shown) if key.startswith("a")]) == PER_SUBJECT
    assert keys(found.others) == ["a3", "a4", "a5"]


def test_findings_about_the_same_touchpoint_are_told_as_one():
    first = finding("a", touchpoint="Branch", size=0.9)
    same = finding("b", touchpoint="Branch", subject="journeys", size=0.8)
    good = finding("c", touchpoint="Branch", tone="good", subject="strategy")
    found = summary([same, good, first])
    assert keys(found.shown) == ["a", "c"]
    assert [item.key for item in found.shown[0].also] == ["b"]
    assert found.shown[1].also == ()
    assert keys(found.others) == ["b"]


def test_the_consultants_place_goes_before_both_rules():
    items = [finding(f"a{n}", touchpoint="Branch", size=0.9 - n / 10) for n in range(5)]
    edits = {"findings": {f"a{n}": {"order": str(n + 1)} for n in range(5)}}
    assert keys(summary(items, edits).shown) == ["a0", "a1", "a2", "a3", "a4"]


def test_revenue_at_risk_goes_to_what_customers_met_there():
    frame = pd.DataFrame(
        [
            ("Branch", 10.0, 20.0, 30.0, 0.05),
            ("App", math.nan, math.nan, math.nan, 0.01),
            ("Shop", -5.0, 20.0, 30.0, 0.051),
            ("Web", 5.0, 20.0, 30.0, math.nan),
        ],
        columns=["touchpoint", "money_low", "money", "money_high", "p_adjusted"],
    )
    items = [
        finding("met", touchpoint="Branch"),
        finding("leaders", touchpoint="Branch", subject="strategy", tone="neutral"),
        finding("app", touchpoint="App"),
        finding("shop", touchpoint="Shop"),
        finding("web", touchpoint="Web"),
        finding("own", touchpoint="Branch", money=7.0, claim="experiment", subject="economics"),
    ]
    client = Client(slug="acme", engagement=PLAN)
    found = summarise(items, client, PLAN.words("en"), at_risk=frame)
    told = {item.finding.key: item for item in (*found.shown, *found.others)}
    assert (told["met"].finding.money, told["met"].finding.claim) == (20.0, "association")
    assert (told["met"].at_stake.low, told["met"].at_stake.high) == (10.0, 30.0)
    assert told["leaders"].finding.money is None
    for unclear in ("app", "shop", "web"):
        assert told[unclear].finding.money is None
        assert told[unclear].at_stake is None
    assert told["own"].finding.money == 7.0


def test_without_corrected_p_values_no_money_is_given():
    frame = pd.DataFrame(
        [("Branch", 10.0, 20.0, 30.0)],
        columns=["touchpoint", "money_low", "money", "money_high"],
    )
    assert money_at_stake(frame, confidence=0.95) == {}


@pytest.mark.parametrize(
    ("plans", "begin"),
    [
        ([("I1", "running", None, 9), ("I2", "planned", None, 1)], "I2"),
        ([("I1", "running", None, 9), ("I2", "planned", "I1", 1)], "I1"),
        ([("I1", "done", None, 9), ("I2", "planned", "I1", 1)], "I2"),
        ([("I1", "idea", "I2", 9), ("I2", "planned", "I1", 1)], "I1"),
        ([("I1", "done", None, 9)], None),
    ],
)
def test_one_begins_with_what_has_not_begun_and_waits_for_nothing(plans, begin):
    made = made_clients.client(
        [
            made_clients.initiative(key, status=status, depends_on=waits, benefit=worth)
            for key, status, waits, worth in plans
        ],
        pains=[made_clients.pain(touchpoint="Branch")],
    )
    items = [finding("met", touchpoint="Branch")]
    found = summarise(items, made, PLAN.words("en"), chain=chain_of(made))
    assert (found.begin.id if found.begin else None) == begin
    if begin is not None:
        said = "push on" if found.begin.status == "running" else "begin"
        assert f"To {said} with: Do {begin}" in read_summary(found, PLAN.words("en"))


def test_a_finding_of_equal_weight_keeps_its_place():
    assert keys(summary([finding("a"), finding("b"), finding("c")]).shown) == ["a", "b", "c"]


@given(st.permutations([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]))
def test_the_order_of_arrival_does_not_matter(sizes):
    found = summary(finding(f"k{size}", size=size, subject=f"s{size}") for size in sizes)
    assert keys(found.shown) == [f"k0.{tenth}" for tenth in range(9, 2, -1)]
    assert keys(found.others) == ["k0.2", "k0.1"]


def test_no_more_are_shown_than_fit_one_page():
    found = summary([finding(f"k{n}", subject=f"s{n}") for n in range(ON_ONE_PAGE + 2)])
    assert len(found.shown) == ON_ONE_PAGE
    assert len(found.others) == 2


def test_a_hidden_finding_is_kept_with_the_reason():
    edits = {"findings": {"a": {"hide": "yes", "reason": {"es": "Por qué", "en": "Why"}}}}
    found = summary([finding("a"), finding("b")], edits)
    assert keys(found.shown) == ["b"]
    (hidden,) = found.hidden
    assert (hidden.finding.key, hidden.hidden, hidden.reason) == ("a", True, "Why")
    assert hidden.edited


def test_a_reworded_finding_keeps_its_original():
    edits = {"findings": {"a": {"headline": {"es": "Otro", "en": "Other"}}}}
    (item,) = summary([finding("a")], edits).shown
    assert item.finding.headline == "Other"
    assert item.finding.detail == "Detail."
    assert item.original == finding("a")
    assert item.edited


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ({"c": 1}, ["c", "a", "b", "d"]),
        ({"a": 3}, ["b", "c", "a", "d"]),
        ({"a": 2, "d": 1}, ["d", "a", "b", "c"]),
        ({"a": 99}, ["b", "c", "d", "a"]),
    ],
)
def test_an_order_is_the_place_among_the_findings(orders, expected):
    edits = {"findings": {key: {"order": str(place)} for key, place in orders.items()}}
    items = [finding(key, size=0.9 - 0.1 * n, subject=key) for n, key in enumerate("abcd")]
    found = summary(items, edits)
    assert keys(found.shown) == expected
    assert not any(item.edited for item in found.shown)


def test_keys_that_no_finding_has_are_told():
    found = summary([finding("a")], {"findings": {"gone": {"order": "1"}}})
    assert found.unknown == ("gone",)


def test_a_letter_in_the_other_language_is_marked():
    assert summary([], {"letter": "Estimados señores"}, "es").letter == "Estimados señores"
    assert summary([], {"letter": "Estimados señores"}, "en").letter == (
        "Estimados señores [in Spanish]"
    )
    both = {"letter": {"es": "Estimados", "en": "Dear all"}}
    assert summary([], both, "en").letter == "Dear all"
    assert summary([]).letter == ""
