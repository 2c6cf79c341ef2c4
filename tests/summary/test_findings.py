from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.client import Client
from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Editorial, Judgements
from cxkit.findings import Evidence, Finding
from cxkit.summary import summarise
from cxkit.summary.findings import ON_ONE_PAGE, weight

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
    ranked = summary(
        [
            finding("small", size=0.1),
            finding("unsure", certainty="indicative"),
            finding("large"),
            finding("narrow", reach=0.1),
            finding("nothing", certainty="insufficient"),
            finding("rich", size=0.01, reach=0.01, money=1000.0),
        ]
    )
    assert keys(ranked.shown) == ["rich", "large", "unsure", "narrow", "small", "nothing"]


def test_money_that_is_uncertain_weighs_less():
    sure, unsure = finding(money=-100.0), finding(money=200.0, certainty="indicative")
    assert weight(sure) > weight(unsure)


def test_a_finding_of_equal_weight_keeps_its_place():
    assert keys(summary([finding("a"), finding("b"), finding("c")]).shown) == ["a", "b", "c"]


@given(st.permutations([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]))
def test_the_order_of_arrival_does_not_matter(sizes):
    found = summary([finding(f"k{size}", size=size) for size in sizes])
    assert keys(found.shown) == [f"k0.{tenth}" for tenth in range(9, 2, -1)]
    assert keys(found.others) == ["k0.2", "k0.1"]


def test_no_more_are_shown_than_fit_one_page():
    found = summary([finding(f"k{n}") for n in range(ON_ONE_PAGE + 2)])
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
    found = summary([finding(key, size=0.9 - 0.1 * n) for n, key in enumerate("abcd")], edits)
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
