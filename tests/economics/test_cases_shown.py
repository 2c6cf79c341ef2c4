"""The plan of the demo clients: what is planted is found, and all of it can be said and drawn."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxkit.demo import DEMOS
from cxkit.economics import (
    analyse,
    chances_table,
    conventions_table,
    describe_cash,
    describe_tornado,
    information_table,
    plot_cash,
    plot_tornado,
    portfolio_table,
    read_cases,
    read_chances,
    read_portfolio,
    read_realised,
    realised_table,
)
from cxkit.engagement.delivered import DeliveredReport
from cxkit.findings import Missing
from cxkit.intake import read_client
from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.presentation.show import render_png
from tests.economics.made_economics import RATES, churn_kpi, client, initiative, many

FOLDERS = Path(__file__).parents[2] / "client_data"
EN = Words("en")
RESULTS = ("conventions", "simulation", "chances", "tornado", "cash", "portfolio", "realised")


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    return request.param, analyse(read_client(FOLDERS / request.param))


def truth(name):
    return json.loads((FOLDERS / name / "planted_truth.json").read_text("utf-8"))["chain"]


def test_the_initiative_that_loses_money_loses_it_in_the_futures_and_is_not_chosen(demo):
    name, economics = demo
    (loser,) = truth(name)["initiative_that_loses_money"]
    losing = [each.id for each in economics.chances.rows if each.loses]
    assert losing == [loser]
    (row,) = (each for each in economics.chances.rows if each.id == loser)
    assert row.loss > 0.95
    assert not row.break_even_effect <= 1
    (option,) = (each for each in economics.portfolio.options if each.id == loser)
    assert (option.loses, option.chosen, option.steadiness) == (True, False, 0)


def test_the_benefit_claimed_twice_is_worth_less_than_its_parts(demo):
    name, economics = demo
    (pair,) = truth(name)["benefit_claimed_twice"]
    drawn = economics.simulation
    rows = [row for row, each in enumerate(drawn.projects) if each.id in pair]
    assert set(drawn.counted) == set(rows)
    apart = sum(
        (drawn.succeeded[row] * drawn.benefits[row] * drawn.projects[row].factor).mean()
        for row in rows
    )
    paid = sum(drawn.projects[row].paid(1) for row in rows)
    assert drawn.values[rows].sum(axis=0).mean() < apart - paid


def test_the_plan_keeps_its_order_of_quantiles_and_its_budget(demo):
    _, economics = demo
    for each in (*economics.chances.rows, economics.chances.plan):
        assert each.npv[0] <= each.npv[1] <= each.npv[2]
        assert each.payback[0] <= each.payback[1] <= each.payback[2]
        assert 0 <= each.loss <= 1
        assert all(0 <= value <= each.perfect for value in each.knowing.values())
    assert economics.portfolio.cost <= economics.portfolio.budget
    assert economics.cash.discounted[-1] == pytest.approx(
        economics.chances.plan.mean, abs=4 * economics.chances.plan.error * 2**0.5
    )


def test_one_pain_point_by_different_kpis_is_asked_about(demo):
    _, economics = demo
    assert economics.cases.unclear
    assert "name it in the column “shares_benefit”" in read_cases(economics.cases, EN)


@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_can_be_said_and_drawn(demo, language):
    _, economics = demo
    words = economics.client.engagement.words(language)
    tables = [
        conventions_table(economics.conventions, words),
        chances_table(economics.chances, words),
        information_table(economics.chances, words),
        portfolio_table(economics.portfolio, words),
        realised_table(economics.realised, words),
    ]
    for table in tables:
        assert table.rows
        assert all(len(row) == len(table.headings) == len(table.numeric) for row in table.rows)
    texts = [
        read_chances(economics.chances, words),
        read_portfolio(economics.portfolio, words),
        read_realised(economics.realised, words),
    ]
    style = Style(words=words, accent="#0b4f6c", min_base=30)
    for result, plot, describe in (
        (economics.tornado, plot_tornado, describe_tornado),
        (economics.cash, plot_cash, describe_cash),
    ):
        text = describe(result, words)
        texts += [text.headline, text.measure, text.reading, text.alt]
        assert render_png(plot(result, style=style))[0].startswith(b"\x89PNG")
    said = texts + [cell for table in tables for row in table.rows for cell in row]
    assert all(each and "nan" not in each.split() and "inf" not in each.split() for each in said)


def test_what_this_report_promises_is_what_the_next_compares_with(demo):
    name, economics = demo
    record = DeliveredReport(
        client=name,
        as_of=economics.client.engagement.as_of,
        confidence=0.95,
        benefits=economics.promised,
    )
    again = DeliveredReport.model_validate_json(record.model_dump_json())
    later = analyse(replace(economics.client, previous_report=again))
    assert later.realised.registered == again.as_of
    assert {row.id: row.promised for row in later.realised.rows} == {
        row.id: row.promised for row in economics.realised.rows
    }
    old = again.model_dump()
    del old["benefits"]
    assert DeliveredReport.model_validate(old).benefits == ()


# --------------------------------------------------------- what is not there
def analysed(*initiatives, economics=RATES, people=None, **more):
    given = many(1, 9) if people is None else people
    return analyse(client(given, economics=economics, initiatives=initiatives or None, **more))


@pytest.mark.parametrize(
    ("initiatives", "economics", "what"),
    [
        ((), RATES, "initiatives with their cost"),
        ((initiative(),), None, "discount_rate"),
        ((initiative(cost=None),), RATES, "gives its cost"),
        ((initiative(benefit=None),), RATES, "declares a benefit"),
    ],
)
def test_what_is_missing_is_said_with_its_remedy(initiatives, economics, what):
    found = analysed(*initiatives, economics=economics)
    for name in ("simulation", "chances", "tornado", "cash", "portfolio"):
        assert isinstance(getattr(found, name), Missing)
        assert what in getattr(found, name).need


def test_without_budget_or_anything_begun_it_says_so():
    found = analysed(initiative())
    assert "“budget”" in found.portfolio.need
    assert "No initiative is running" in found.realised.need
    done = analysed(initiative(status="done"), economics=RATES | {"finance": {"budget": 5}})
    assert "could come next" in done.portfolio.need


def test_a_client_of_a_few_customers_and_one_initiative_is_served():
    agreed = RATES | {"finance": {"budget": 500, "ranges": "min_max"}}
    one = initiative(kpi="K1", effect=-2.0, benefit=None, status="running")
    people = many(1, 3, margin=100.0)
    found = analysed(one, economics=agreed, people=people, kpis=(churn_kpi(),))
    for name in RESULTS:
        assert not isinstance(getattr(found, name), Missing)
    assert read_chances(found.chances, EN)
    assert read_portfolio(found.portfolio, EN)
    text = describe_tornado(found.tornado, EN)
    assert text.headline
    style = Style(words=EN, accent="#0b4f6c", min_base=30)
    assert render_png(plot_tornado(found.tornado, style=style))
    assert render_png(plot_cash(found.cash, style=style))


@pytest.mark.parametrize("more", [{"benefit": 0}, {"benefit": -5}, {"cost": 0}, {"probability": 0}])
def test_empty_promises_break_nothing(more):
    found = analysed(initiative(**more), economics=RATES | {"finance": {"budget": 0}})
    said = read_chances(found.chances, EN) + read_portfolio(found.portfolio, EN)
    said += " ".join(cell for row in chances_table(found.chances, EN).rows for cell in row)
    assert "nan" not in said.split()
    assert plot_tornado(found.tornado, style=Style(words=EN, accent="#0b4f6c", min_base=30))
    assert describe_cash(found.cash, EN).alt
