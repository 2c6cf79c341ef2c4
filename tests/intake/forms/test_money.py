"""What finance declares: prices, rates, currencies, and what is refused of it."""

import pytest

from cxkit.engagement.judgements import Judgements
from cxkit.intake.forms.judgements import load_judgements
from cxkit.intake.forms.money import check_money
from cxkit.language import Words, problem_text
from tests.economics.made_economics import initiative

WORDS = Words("en")
REAL = "discount_rate: 0.08\nhorizon_years: 3\nfinance:\n  "


def read(tmp_path, economics="", initiatives=""):
    for name, text in (("economics.yml", economics), ("initiatives.csv", initiatives)):
        if text:
            (tmp_path / name).write_text(text, "utf-8")
    return load_judgements(tmp_path)


def said(problems):
    return " ".join(problem_text(problem, WORDS) for problem in problems)


def test_everything_finance_asks_is_read(tmp_path):
    judgements, problems = read(
        tmp_path,
        REAL + "prices: real\n  rate_prices: real\n  inflation: 0.03\n  tax_rate: 0.3\n"
        "  depreciation_years: 4\n  budget: 1000\n  ranges: min_max\n  exchange_rates:\n"
        "    - {currency: USD, rate: 3.75, date: 2026-06-30}\n",
    )
    assert problems == ()
    finance = judgements.economics.finance
    assert (finance.prices, finance.tax_rate, finance.ranges) == ("real", 0.3, "min_max")
    assert finance.exchange_rates[0].rate == 3.75


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("finance: {prices: nominal, rate_prices: real, inflation: 0.03}", "mixed"),
        ("finance: {prices: real, rate_prices: nominal}", "mixed"),
        ("finance: {prices: nominal}", "both “prices”"),
        ("finance: {prices: nominal, rate_prices: nominal}", "write 0 if they do not"),
        ("finance: {inflation: 3}", "write 0.03, not 3"),
        ("finance: {tax_rate: 30}", "write 0.3, not 30"),
        ("finance: {tax_rate: 1}", "less than 1"),
        ("discount_rate: 12", "write 0.12, not 12"),
        ("finance: {budget: -5}", "0 or more"),
        ("finance: {ranges: p5_p95}", "p10_p90"),
        ("finance: {exchange_rates: [{currency: usd, rate: 1, date: 2026-01-01}]}", "capital"),
        ("finance: {exchange_rates: [{currency: USD, rate: 0, date: 2026-01-01}]}", "greater"),
        ("finance: {exchange_rates: [{currency: USD, rate: 2}]}", "missing"),
        (
            "finance: {exchange_rates: [{currency: USD, rate: 2, date: 2026-01-01}, "
            "{currency: USD, rate: 3, date: 2026-01-01}]}",
            "USD",
        ),
        ("finance: {taxes: 0.3}", "tax_rate"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write(tmp_path, text, expected):
    judgements, problems = read(tmp_path, text + "\n")
    assert judgements.economics is None
    assert [problem.severity for problem in problems] == ["error"]
    assert expected in said(problems)


def test_a_rate_of_nothing_is_read(tmp_path):
    judgements, problems = read(tmp_path, "discount_rate: 0\n")
    assert (judgements.economics.discount_rate, problems) == (0, ())


def test_the_new_columns_are_optional_and_have_defaults(tmp_path):
    judgements, problems = read(tmp_path, initiatives="id,name\nI1,One\n")
    (one,) = judgements.initiatives
    assert problems == ()
    assert (one.benefit_type, one.ramp_months, one.cannibalisation) == ("recurring", 0, 0)
    assert (one.currency, one.delay_months, one.running_cost, one.excludes) == (None,) * 3 + ((),)


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("currency", "dollars", "three capital letters"),
        ("benefit_type", "yearly", "recurring"),
        ("delay_months", "-1", "0 or more"),
        ("ramp_months", "900", "360 or less"),
        ("running_cost", "-4", "0 or more"),
        ("cannibalisation", "20", "write 0.2, not 20"),
        ("excludes", "I1", "excludes itself"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_row(tmp_path, column, cell, expected):
    judgements, problems = read(tmp_path, initiatives=f"id,name,{column}\nI1,One,{cell}\n")
    assert judgements.initiatives is None
    assert problems[0].rows == (2,)
    assert expected in said(problems)


def test_a_currency_without_rate_is_refused(tmp_path):
    text = "finance:\n  exchange_rates:\n    - {currency: USD, rate: 3.75, date: 2026-06-30}\n"
    judgements, _ = read(tmp_path, text, "id,name,currency\nI1,One,USD\nI2,Two,GBP\nI3,Three,\n")
    (problem,) = check_money(judgements, "PEN")
    assert (problem.rule, problem.found, problem.count) == ("currency-undeclared", ("GBP",), 1)
    assert "I2" in said([problem])
    assert "PEN, USD" in said([problem])
    assert check_money(judgements, "GBP") == []
    assert [each.rule for each in check_money(judgements, "USD")] == [
        "exchange-rate-own",
        "currency-undeclared",
    ]


def test_without_initiatives_there_is_nothing_to_check():
    assert check_money(Judgements(), "EUR") == []
    assert check_money(Judgements(initiatives=(initiative(currency="EUR"),)), "EUR") == []
