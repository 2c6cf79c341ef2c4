from dataclasses import replace

import pytest

from cxkit.findings import Evidence, Finding
from cxkit.language import Words
from cxkit.summary import Summary, findings_html, read_summary
from cxkit.summary.findings import EditedFinding
from cxkit.summary.ranking import AtStake
from cxkit.summary.tables import edits_table, keys_table

EN, ES = Words("en"), Words("es", region="es_PE")


def item(
    key="perception.nps.change.x",
    *,
    certainty="clear",
    tone="bad",
    hidden=False,
    comparisons=3,
    **printed,
):
    original = Finding(
        key=key,
        subject="perception",
        headline="NPS fell <b>& stayed</b>.",
        detail="By 12 points.",
        tone=tone,
        certainty=certainty,
        reach=1.0,
        size=0.1,
        evidence=Evidence(table="responses", columns=("ltr",), n=1234),
        comparisons=comparisons,
    )
    changed = {**{"headline": original.headline, "detail": original.detail}, **printed}
    finding = Finding(
        **{
            name: changed.get(name, getattr(original, name))
            for name in Finding.__dataclass_fields__
        }
    )
    return EditedFinding(finding=finding, original=original, hidden=hidden, reason="Agreed")


def summary(*shown, others=(), hidden=(), unknown=(), letter=""):
    return Summary(
        shown=shown, others=tuple(others), hidden=tuple(hidden), unknown=unknown, letter=letter
    )


def test_without_findings_the_summary_says_so_and_where_to_look():
    assert read_summary(summary(), EN) == (
        "The data of this engagement do not carry any conclusion yet; the annex says what is "
        "missing and how to provide it."
    )


@pytest.mark.parametrize(
    ("certainties", "sentence"),
    [
        (["clear"], "1 finding. Differences clear beyond what chance explains: 1."),
        (["clear", "indicative"], "2 findings. Differences clear beyond what chance explains: 1."),
        (["insufficient"], "1 finding. Differences clear beyond what chance explains: 0."),
    ],
)
def test_the_summary_counts_findings_and_the_sure_ones(certainties, sentence):
    shown = [item(certainty=certainty) for certainty in certainties]
    assert read_summary(summary(*shown), EN) == sentence


@pytest.mark.parametrize(
    ("certainty", "says"),
    [("clear", "Clear"), ("indicative", "Indicative"), ("insufficient", "Not enough evidence")],
)
def test_each_finding_says_how_sure_it_is_and_leads_to_its_section(certainty, says):
    html, plain = findings_html(summary(item(certainty=certainty, tone="good")), EN)
    assert says in html
    assert 'href="#s-perception"' in html
    assert '<li class="cx-good">' in html
    assert plain == "1. NPS fell <b>& stayed</b>. By 12 points."


def test_a_level_compares_nothing_and_claims_no_certainty():
    level = item(key="perception.nps.level", comparisons=0)
    assert read_summary(summary(level), EN) == (
        "1 finding. Differences clear beyond what chance explains: 0."
    )
    html, _ = findings_html(summary(level), EN)
    assert "Clear" not in html


def test_texts_of_a_finding_and_of_the_letter_are_escaped():
    html, _ = findings_html(summary(item(), letter="Dear <i>all</i>\n\nBye"), EN)
    assert "NPS fell &lt;b&gt;&amp; stayed&lt;/b&gt;." in html
    assert html.count('<p class="cx-letter">') == 2
    assert "<i>" not in html


def test_the_verdict_stands_before_the_money_and_sums_of_places_do_not_add_up():
    def at(place):
        money = {"touchpoint": place, "money": 1e6, "claim": "association"}
        return replace(item(place, **money), at_stake=AtStake(low=5e5, middle=1e6, high=2e6))

    html, plain = findings_html(summary(at("App")), EN)
    assert html.index("Clear.") < html.index("all low answers at this touchpoint")
    assert "do not add up" not in html
    html, plain = findings_html(summary(at("App"), at("Shop")), EN)
    assert html.count("do not add up") == plain.count("do not add up") == 1


def test_a_summary_without_findings_has_no_list():
    assert findings_html(summary(), EN) == ("", "")


def test_edits_are_shown_as_worded_and_as_printed():
    reworded = item("a", headline="Recommendation fell.")
    table = edits_table(
        summary(item("same"), reworded, hidden=[item("b", hidden=True)], unknown=("gone",)), EN
    )
    assert table.rows == [
        [
            "a",
            "NPS fell <b>& stayed</b>. By 12 points.",
            "Recommendation fell. By 12 points.",
            "Agreed",
        ],
        ["b", "NPS fell <b>& stayed</b>. By 12 points.", "hidden", "Agreed"],
    ]
    assert "gone" in table.note
    assert len(table.headings) == len(table.numeric) == 4


def test_edits_of_findings_beyond_the_first_page_are_shown_too():
    assert len(edits_table(summary(others=[item("a", detail="Otherwise.")]), EN).rows) == 1


def test_without_edits_the_table_says_so():
    table = edits_table(summary(item()), EN)
    assert table.rows == []
    assert table.note == "No finding of this report was hidden or reworded."


def test_the_summary_is_spoken_in_spanish_too():
    assert read_summary(summary(item()), ES) != read_summary(summary(item()), EN)
    assert "hallazgo" in read_summary(summary(item()), ES)


def test_every_finding_is_listed_with_its_key_and_where_it_is():
    first, later, gone = item("a"), item("b"), item("c", hidden=True)
    table = keys_table(summary(first, others=[later], hidden=[gone]), EN)
    assert [(row[1], row[2]) for row in table.rows] == [
        ("a", "shown"),
        ("b", "beyond the first page"),
        ("c", "hidden"),
    ]
    assert len(table.headings) == len(table.numeric) == 3
