import itertools
import json
import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.demo import DEMOS, write_clean_client
from cxkit.engagement.judgements import Strategy
from cxkit.findings import Evidence, Finding, Missing
from cxkit.intake import read_client
from cxkit.language import Words
from cxkit.summary import breaches_table, chain_of, describe_chain
from cxkit.summary.chain import addressable, addressed_by
from cxkit.summary.chain_rules import RULES, Breach, breaches
from cxkit.summary.chain_wording import _SAYS, count_breaches
from cxkit.summary.cycles import MOST, cycles
from tests.summary.made_clients import client, initiative, kpi, pain

FOLDERS = Path(__file__).parents[2] / "client_data"
EN, ES = Words("en"), Words("es", region="es_PE")


def rules(made):
    return [(item.rule, item.subject, item.names) for item in breaches(made)]


# ------------------------------------------------------------------ one rule each
def test_a_sound_chain_breaks_nowhere():
    assert rules(client([initiative()])) == []


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (client([initiative(owner=None)]), ("initiative_without_owner", "I1", ())),
        (
            client([initiative(), initiative("I2", pain_point=None)]),
            ("initiative_without_pain_point", "I2", ()),
        ),
        (
            client([initiative(), initiative("I2", pain_point="P9")]),
            ("initiative_with_unknown_pain_point", "I2", ("P9",)),
        ),
        (client([initiative(kpi=None)]), ("initiative_without_kpi", "I1", ())),
        (client([initiative(kpi=None, benefit=5)]), ("benefit_without_kpi", "I1", ())),
        (
            client([initiative(kpi="K9", adoption_kpi="K8")]),
            ("initiative_with_unknown_kpi", "I1", ("K9", "K8")),
        ),
        (client([initiative(depends_on="I7 I8")]), ("dependency_unknown", "I1", ("I7", "I8"))),
        (
            client([initiative()], kpis=[kpi(), kpi("K2", baseline=None)]),
            ("kpi_without_baseline", "K2", ()),
        ),
        (
            client([initiative()], pains=[pain(evidence=[])]),
            ("pain_point_without_evidence", "P1", ()),
        ),
        (
            client([initiative()], pains=[pain(evidence=["ST1", "ST9", "responses.mood"])]),
            ("evidence_unknown", "P1", ("ST9", "responses.mood")),
        ),
        (
            client([initiative()], pains=[pain(), pain("P2")]),
            ("pain_point_without_initiative", "P2", ()),
        ),
        (
            client([initiative()], objectives=[("K1", "K7")]),
            ("objective_with_unknown_kpi", "O0", ("K7",)),
        ),
    ],
    ids=lambda item: item[0] if isinstance(item, tuple) else "",
)
def test_each_break_is_named(made, found):
    assert rules(made) == [found]


def test_every_rule_has_words_in_both_languages():
    assert set(_SAYS) == set(RULES)
    for message, remedy in _SAYS.values():
        assert ES(message) != message
        assert ES(remedy) != remedy


def test_evidence_in_words_names_no_source_and_a_kpi_is_one():
    said = ["Workshop with branch managers, May", "K1", "interviews"]
    assert rules(client([initiative()], pains=[pain(evidence=said)])) == []


def test_a_stopped_initiative_treats_nothing_and_breaks_nothing():
    stopped = initiative("I2", pain_point="P2", owner=None, status="stopped")
    found = rules(client([initiative(), stopped], pains=[pain(), pain("P2")]))
    assert found == [("pain_point_without_initiative", "P2", ())]


def test_without_initiatives_no_pain_point_is_blamed():
    assert rules(client([], pains=[pain()])) == []
    assert isinstance(chain_of(client([])), Missing)


# ------------------------------------------------------------------ circles
def test_all_circles_are_named_once():
    plans = [
        initiative("I1", depends_on="I2"),
        initiative("I2", depends_on="I3 I1"),
        initiative("I3", depends_on="I1"),
        initiative("I4", depends_on="I4"),
        initiative("I5", depends_on="I1"),
    ]
    found = [item for item in rules(client(plans)) if item[0] == "dependency_cycle"]
    assert [names for _, _, names in found] == [("I1", "I2", "I3"), ("I1", "I2"), ("I4",)]
    text = describe_chain(chain_of(client(plans)), EN).alt
    assert "I1 → I2 → I3 → I1" in text


def brute_circles(follows):
    """Every simple circle, by trying every ordered choice of items."""
    found = set()
    names = list(follows)
    for size in range(1, len(names) + 1):
        for path in itertools.permutations(names, size):
            least = min(path, key=names.index)
            if path[0] == least and all(
                other in follows[one] for one, other in zip(path, (*path[1:], path[0]), strict=True)
            ):
                found.add(path)
    return found


@given(st.dictionaries(st.sampled_from("abcde"), st.lists(st.sampled_from("abcdef"), max_size=4)))
def test_circles_are_those_that_trying_everything_finds(follows):
    found = cycles(follows)
    assert len(found) == len(set(found))
    expected = brute_circles(follows)
    assert set(found) == expected if len(expected) <= MOST else len(found) == MOST


def test_a_long_chain_and_a_long_circle_do_not_tire_the_search():
    names = [f"I{n}" for n in range(1500)]
    line = {name: names[n + 1 : n + 2] for n, name in enumerate(names)}
    assert cycles(line) == ()
    line[names[-1]] = [names[0]]
    assert [len(circle) for circle in cycles(line)] == [1500]


# ------------------------------------------------------------------ money
def test_several_initiatives_for_one_pain_point_count_once():
    plans = [
        initiative("I1", benefit_low=1, benefit=2, benefit_high=3, claim="experiment"),
        initiative("I2", benefit_low=4, benefit=5, benefit_high=6, claim="assumption"),
        initiative("I3", benefit=10, pain_point="P2", claim="association"),
    ]
    money = chain_of(client(plans, pains=[pain(), pain("P2")])).money["K1"]
    assert (money.low, money.middle, money.high) == (14.0, 15.0, 16.0)
    assert money.claimed_twice
    assert money.claim == "assumption"


def test_shares_of_one_benefit_that_economics_parted_add_up():
    frame = pd.DataFrame(
        {
            "initiative": ["I1", "I2"],
            "benefit_low": [1.0, 2.0],
            "benefit": [3.0, 4.0],
            "benefit_high": [5.0, 6.0],
            "capped": [True, True],
        }
    )
    money = chain_of(client([initiative(), initiative("I2")]), frame).money["K1"]
    assert (money.low, money.middle, money.high) == (3.0, 7.0, 11.0)
    assert money.claimed_twice


def test_up_to_six_breaks_are_named_below_the_figure():
    plans = [initiative(f"I{n}", owner=None) for n in range(7)]
    six, seven = (describe_chain(chain_of(client(plans[:n])), EN).reading for n in (6, 7))
    assert six.count("has no owner.") == seven.count("has no owner.") == 6
    assert "more." not in six
    assert seven.endswith("And 1 more.")


def test_an_objective_and_its_kpi_with_different_targets_disagree():
    def made(target, *kpis):
        plan = {"id": "O1", "text": "Aim", "kpi": list(kpis) or ["K1"], "target": [4, 8]}
        held = client([initiative()], kpis=[kpi(target=target), kpi("K2")])
        strategy = Strategy.model_validate({"objectives": [plan]})
        return replace(held, judgements=replace(held.judgements, strategy=strategy))

    assert rules(made(9)) == [("objective_with_other_target", "O1", ("K1",))]
    assert rules(made(8)) == rules(made(4)) == rules(made(9, "K1", "K2")) == []


def test_the_frame_of_economics_goes_before_the_file():
    frame = pd.DataFrame(
        {
            "initiative": ["I1", "I2"],
            "benefit_low": [7.0, math.nan],
            "benefit": [8.0, math.nan],
            "benefit_high": [9.0, math.nan],
            "npv": [1.0, math.nan],
            "claim": ["difference", None],
            "capped": [True, False],
        }
    )
    found = chain_of(client([initiative(benefit=2), initiative("I2", benefit=3)]), frame)
    first, second = found.cases["I1"], found.cases["I2"]
    assert (first.benefit_low, first.benefit, first.npv, first.claim) == (7, 8, 1, "difference")
    assert first.capped
    assert (second.benefit, second.capped) == (3.0, False)


@pytest.mark.parametrize("frame", [None, pd.DataFrame(), pd.DataFrame({"initiative": []})])
def test_without_money_of_economics_the_chain_stands(frame):
    found = chain_of(client([initiative()]), frame)
    assert math.isnan(found.money["K1"].middle)


# ------------------------------------------------------------------ findings and initiatives
def finding(key="perception.nps.touchpoint.bad", touchpoint=""):
    return Finding(
        key=key,
        subject="perception",
        headline="",
        detail="",
        tone="bad",
        certainty="clear",
        reach=1.0,
        size=1.0,
        touchpoint=touchpoint,
        evidence=Evidence(table="responses", columns=(), n=1),
    )


def test_an_initiative_addresses_a_finding_by_touchpoint_or_metric():
    plans = [
        initiative("I1", pain_point="P1", benefit=5),
        initiative("I2", pain_point="P1", benefit=9),
        initiative("I3", pain_point="P2", kpi="K2"),
        initiative("I4", pain_point="P1", status="done", benefit=99),
    ]
    pains = [pain("P1", touchpoint="Branch"), pain("P2", touchpoint="App")]
    kpis = [kpi("K1"), kpi("K2", metric="nps")]
    found = chain_of(client(plans, pains=pains, kpis=kpis))

    def ids(item):
        return [plan.id for plan in addressed_by(item, found)]

    assert ids(finding(touchpoint="Branch")) == ["I2", "I1"]
    assert ids(finding("perception.nps.change.x")) == ["I3"]
    assert ids(finding("perception.nps.segment.bad")) == []
    assert ids(finding("maturity.bottleneck")) == []
    assert addressable(finding("perception.nps.change.x"))
    assert not addressable(finding("maturity.bottleneck"))


# ------------------------------------------------------------------ demos
@pytest.mark.parametrize("name", list(DEMOS))
def test_the_planted_breaks_of_a_demo_are_found(name):
    folder = FOLDERS / name
    truth = json.loads((folder / "planted_truth.json").read_text("utf-8"))["chain"]
    found = chain_of(read_client(folder))
    for rule in (
        "initiative_without_owner",
        "initiative_with_unknown_pain_point",
        "kpi_without_baseline",
    ):
        assert sorted(found.broken(rule)) == truth[rule]
    (twice,) = truth["benefit_claimed_twice"]
    shared = {item.kpi for item in found.initiatives if item.id in twice}
    assert {key for key, money in found.money.items() if money.claimed_twice} == shared


def test_the_clean_client_has_no_break(tmp_path):
    found = chain_of(read_client(write_clean_client(tmp_path)))
    assert found.breaches == ()
    assert describe_chain(found, EN).headline == (
        "Every initiative leads from evidence to money without a break"
    )
    assert breaches_table(found, EN).rows == []
    assert set(count_breaches(found).values()) == {0}


def test_a_break_is_said_with_its_name_and_what_to_do():
    found = chain_of(client([initiative(owner=None)]))
    assert found.breaches == (Breach(rule="initiative_without_owner", subject="I1"),)
    ((said, remedy),) = breaches_table(found, EN).rows
    assert said == "Initiative I1 (Do I1) has no owner."
    assert "initiatives.csv" in remedy
    assert describe_chain(found, EN).headline == (
        "The chain from evidence to money breaks in 1 place"
    )
    assert breaches_table(found, ES).rows[0][0] == "La iniciativa I1 (Do I1) no tiene responsable."
