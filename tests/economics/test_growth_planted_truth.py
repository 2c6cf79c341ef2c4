"""What is planted in the demo clients is found by the questions about growth."""

import json
from pathlib import Path

import pytest

from cxkit.demo import DEMOS
from cxkit.economics import (
    bridge_table,
    describe_bridge,
    describe_serving,
    gross_revenue_retention,
    plot_bridge,
    plot_serving,
    premium_table,
    promoters_table,
    read_bridge,
    read_premium,
    read_promoters,
    read_references,
    read_serving,
    read_winning,
    references_table,
    served_table,
    serving_table,
    winning_table,
)
from cxkit.presentation import Style
from cxkit.workbook import open_workbook

FOLDERS = Path(__file__).parents[2] / "client_data"


class Demo:
    def __init__(self, slug):
        self.book = open_workbook(slug, folder=FOLDERS / slug, language="en")
        self.truth = json.loads((FOLDERS / slug / "planted_truth.json").read_text("utf-8"))
        self.economics = self.book.economics


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    return Demo(request.param)


def test_promoters_leave_less_by_what_was_planted(demo):
    churn = demo.economics.promoters.of("churn")
    planted, sizes = (
        demo.truth["churn"],
        demo.economics.churn_by_score.table.set_index("group")["n"],
    )
    rest = ["passives", "detractors"]
    others = sum(planted[group] * sizes[group] for group in rest) / sizes[rest].sum()
    assert churn.difference.low < planted["promoters"] - others < churn.difference.high
    assert churn.differs


def test_who_came_by_recommendation_does_not_depend_on_the_answer(demo):
    assert not demo.economics.promoters.of("referred").differs


def test_the_bridge_is_that_of_the_files(demo):
    raw = demo.book.client.tables["customers"].frame
    bridge = demo.economics.bridge
    before, now = raw["revenue_before"].fillna(0), raw["revenue"]
    assert bridge.before == pytest.approx(before.sum())
    assert bridge.now == pytest.approx(now.sum())
    assert bridge.gross.value == pytest.approx(gross_revenue_retention(before, now))
    assert bridge.net.value == pytest.approx(demo.economics.growth.retention.value)
    total = bridge.before + sum(item.amount.value for item in bridge.steps)
    assert total == pytest.approx(bridge.now)


def test_the_cost_of_tickets_is_that_of_the_files(demo):
    raw = demo.book.client.tables["tickets"].frame
    serving = demo.economics.serving
    if "cost" in raw:
        assert serving.total.value == pytest.approx(raw["cost"].mean() * len(raw))
        slow = demo.truth["tickets"]["slow_channel"]
        assert serving.by_column("channel").rows[0].group == slow
    else:
        assert serving.source == "agreed"
        agreed = demo.book.client.judgements.economics.cost_per_contact
        assert serving.each.low == pytest.approx(agreed.low)
        assert serving.each.high == pytest.approx(agreed.high)
    assert 0 < serving.pain.low < serving.pain.high < 1


def test_contacts_drawn_at_random_hardly_come_back(demo):
    assert all(item.share.value < 0.05 for item in demo.economics.serving.repeats)


@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_can_be_said_and_drawn_in_both_languages(demo, language):
    words = demo.book.client.engagement.words(language)
    style = Style(words=words, accent="#0b4f6c", min_base=30)
    e = demo.economics
    said = [
        read_bridge(e.bridge, words), read_promoters(e.promoters, words),
        read_winning(e.winning, words), read_premium(e.premium, words),
        read_serving(e.serving, words), read_references(e.references, words),
    ]  # fmt: skip
    tables = [
        bridge_table(e.bridge, words), promoters_table(e.promoters, words),
        winning_table(e.winning, words), premium_table(e.premium, words),
        references_table(e.references, words),
        *(serving_table(item, words) for item in e.serving_by),
        *(served_table(item, words) for item in e.served_by),
    ]  # fmt: skip
    assert all(table.rows and len(row) == len(table.headings) == len(table.numeric)
               for table in tables for row in table.rows)  # fmt: skip
    for text in (describe_bridge(e.bridge, words), describe_serving(e.serving_places, words)):
        said += [text.headline, text.measure, text.reading, text.alt]
    said += [cell for table in tables for row in table.rows for cell in row]
    assert not any("nan" in part.split() or "{" in part for part in said)
    plot_bridge(e.bridge, style=style)
    plot_serving(e.serving_places, style=style)
