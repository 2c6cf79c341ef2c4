"""Archetypes judged and found, what supports them, and their empathy maps."""

from dataclasses import replace

import pandas as pd
import pytest

from cxkit.customers import (
    analyse,
    empathy_html,
    portraits_html,
    read_portraits,
    read_research,
    research_table,
)
from cxkit.customers.portraits import match, source_kind, support
from cxkit.customers.research import research
from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Archetype, Quote
from cxkit.findings import Missing
from tests.customers.made import answers_of, made, needs, people

EN = made().engagement.words("en")
ES = made().engagement.words("es")


def judged(name, *items, **more):
    return {
        "id": name,
        "name": {"en": name.capitalize(), "es": f"El {name}"},
        "size": 0.33,
        "needs": [{"text": item, "sources": [f"customers.{item}"]} for item in items],
        **more,
    }


EMPATHY = {
    "archetypes": [
        judged("frugal", "price", "control"),
        judged("digital", "app", "hours", map={"says": [{"text": "Quick", "sources": ["ST1"]}],
                                              "gains": ["Calm"]}),
        judged("stranger", "nothing"),
    ]
}  # fmt: skip
LISTENING = {
    "studies": [
        {"id": "ST1", "name": "Talks", "method": "interviews", "kind": "qualitative",
         "team": "research", "n": 12, "date": "2026-03-31", "quality": "high"},
        {"id": "ST0", "name": "Old survey", "method": "survey", "kind": "quantitative"},
    ],
    "channels": [{"channel": "recorded_calls"}, {"channel": "emails", "used": "no"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def client():
    rated, _ = needs()
    customers = pd.concat([people(300), rated], axis=1)
    responses = answers_of(customers).assign(verbatim="All in one app")
    quotes = (
        Quote(response_id="R0001", approved_by="Ana", approved_on="2026-07-01"),
        Quote(response_id="R0000"),
    )
    return made(
        customers=customers,
        responses=responses,
        empathy=EMPATHY,
        listening=LISTENING,
        quotes=quotes,
    )


@pytest.fixture(scope="module")
def shown(client):
    return analyse(client).portraits


def test_archetypes_are_matched_with_groups_by_their_needs(shown):
    by_id = {item.judged.id: item for item in shown.portraits if item.judged}
    for name, items in (("frugal", ("price", "control")), ("digital", ("app", "hours"))):
        table = by_id[name].cluster.items.set_index("name")
        assert set(table["difference"].nlargest(2).index) == set(items)
    assert by_id["stranger"].cluster is None
    (undescribed,) = [item for item in shown.portraits if item.judged is None]
    assert undescribed.cluster is not None


def test_the_figures_call_the_groups_by_the_archetypes_names(client, shown):
    names = {text.say(EN) for text in analyse(client).archetypes.names.values()}
    assert names == {"Frugal", "Digital"}


def test_a_quote_belongs_to_the_archetype_of_its_customer(client, shown):
    """R0001 is of customer 1, who rates price and control high; R0000 is not approved."""
    quotes = {item.judged.id if item.judged else "": item.quote for item in shown.portraits}
    assert quotes["frugal"].text == "All in one app"
    assert [name for name, quote in quotes.items() if quote] == ["frugal"]


def test_cards_say_size_spread_value_and_what_is_missing(shown):
    html, plain = portraits_html(shown, EN)
    assert html.count('class="cx-card"') == 4
    card = plain.split("\n\n")[[p.splitlines()[0] for p in plain.split("\n\n")].index("Frugal")]
    assert "33% of customers (28% to 39%; n = 100); judged 33%" in card
    assert "Stands out for (standard deviations above the others): " in card
    assert "middle half" in card
    assert "% left (" in card
    assert "nothing yet from: the marketing team, the research team" in card
    assert "nobody has talked to these customers yet" in card
    assert "“All in one app”" in card
    assert "Not described yet" in plain
    assert "not found in the data" in plain


def test_the_text_says_what_the_data_confirm(shown):
    text = read_portraits(shown, EN)
    assert text.startswith("2 of 3 archetypes described are found in the data.")
    assert "Nobody has talked yet with: Frugal and Stranger." in text


def test_the_text_fits_archetypes_only_judged_or_only_found(shown):
    alone = [replace(item, judged=None, support=None) for item in shown.portraits if item.cluster]
    assert read_portraits(replace(shown, portraits=tuple(alone)), EN) == (
        "The data show 3 archetypes that nobody has described yet."
    )
    unseen = [replace(item, cluster=None) for item in shown.portraits if item.judged]
    text = read_portraits(replace(shown, portraits=tuple(unseen)), EN)
    assert text.startswith("3 archetypes are described; the data confirm none")


def text_of(word):
    return LocalText(en=word, es=word)


def test_both_languages_say_the_cards_and_maps(shown, client):
    _, plain = portraits_html(shown, ES)
    assert "El frugal" in plain
    assert "[en español]" not in plain
    maps = analyse(client).empathy
    html, plain = empathy_html(maps, ES)
    assert "Dice" in html
    assert "Calm [en inglés] [sin fuente]" in html
    assert "Quick [en inglés] (1)" in html
    assert "1 Talks" in plain


def test_the_maps_hold_only_archetypes_that_have_one(client):
    maps = analyse(client).empathy
    assert [item.judged.id for item in maps.portraits] == ["digital"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("ST1", "qualitative"),
        ("ST0", "quantitative"),
        ("recorded_calls", "listening"),
        ("emails", ""),
        ("customers.price", "data"),
        ("customers.nothing", ""),
        ("tickets.reason", ""),
        ("rumours", ""),
        ("a.b.c", ""),
        ("", ""),
    ],
)
def test_a_source_counts_only_if_it_is_there(client, source, kind):
    assert source_kind(client, source) == kind


def test_the_level_of_evidence_counts_kinds_of_sources_not_sources(client):
    archetype = Archetype.model_validate(
        {
            "id": "x",
            "name": "X",
            "goals": [{"text": "a", "sources": ["ST1", "ST1"], "teams": ["cx"]}],
            "needs": [{"text": "b", "sources": ["customers.price", "customers.app"]}],
            "emotions": [{"text": "c", "sources": ["rumours"]}, "d"],
        }
    )
    found = support(client, archetype)
    assert found.kinds == {"qualitative", "data"}
    assert (found.notes, found.unsupported) == (4, 2)
    assert found.unknown == ("rumours",)
    assert found.missing_teams == ("marketing",)
    assert found.talked


def test_comments_count_as_customers_speaking(client):
    archetype = Archetype.model_validate(
        {"id": "x", "name": "X", "goals": [{"text": "a", "sources": ["responses.verbatim"]}]}
    )
    assert support(client, archetype).talked
    silent = {"id": "x", "name": "X", "goals": [{"text": "a", "sources": ["customers.price"]}]}
    assert not support(client, Archetype.model_validate(silent)).talked


def test_archetypes_are_shown_without_any_data():
    found = analyse(made(empathy=EMPATHY)).portraits
    assert [item.cluster for item in found.portraits] == [None] * 3
    assert "not found in the data" in portraits_html(found, EN)[1]


def test_without_archetypes_it_says_what_to_write():
    analysis = analyse(made(customers=people(10)))
    for result in (analysis.portraits, analysis.empathy, analysis.research):
        assert isinstance(result, Missing)
    assert "empathy.yml" in analysis.portraits.need


def test_more_archetypes_than_groups_match_the_best_only(client, shown):
    twice = [Archetype.model_validate(judged(f"a{i}", "price")) for i in range(5)]
    found = analyse(client).archetypes
    assert len(match(tuple(twice), found.clusters, "customers")) == 1
    assert match((), found.clusters, "customers") == {}


def test_the_register_of_research_has_age_and_use(client):
    found = research(client)
    assert [study.id for study in found.studies] == ["ST1", "ST0"]
    assert found.months[0] == pytest.approx(91 / (365.25 / 12))
    assert found.months[1] != found.months[1]
    assert found.cited == (1, 0)
    assert research_table(found, EN).rows[0] == [
        "Talks", "interviews", "qualitative", "12", "March 2026", "3", "high quality", "1"
    ]  # fmt: skip
    assert research_table(found, EN).rows[1][3:7] == ["–", "undated", "–", "not judged"]
    assert read_research(found, EN) == (
        "The register of market research holds 2 studies, 1 of them qualitative, with 12 people "
        "asked or observed. The latest ended 3 months before the date of the data."
    )
    counted = replace(found, studies=found.studies[1:], months=found.months[1:], cited=(0,))
    assert read_research(counted, EN).endswith("a qualitative one is due.")


def test_texts_of_the_client_are_escaped():
    empathy = {"archetypes": [judged("x", "price", map={"says": ["<script>alert(1)</script>"]})]}
    empathy["archetypes"][0]["name"] = "<b>Bold</b>"
    analysis = analyse(made(empathy=empathy))
    for html, _ in (
        portraits_html(analysis.portraits, EN),
        empathy_html(analysis.empathy, EN),
    ):
        assert "<script>" not in html
        assert "<b>" not in html
