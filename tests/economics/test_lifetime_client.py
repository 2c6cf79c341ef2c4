"""Lifetime value by model from a client's tables: results, words, figures, what is missing."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxkit.client import Column, Table
from cxkit.economics import (
    analyse,
    buyers_table,
    describe_retention,
    describe_tracking,
    plot_retention,
    plot_tracking,
    read_buyers,
    read_model,
    read_retention,
    read_tracking,
    retention_table,
    tracking_table,
)
from cxkit.findings import Missing
from cxkit.intake import read_client
from cxkit.presentation import Style
from tests.economics.made_economics import client, people, with_column
from tests.economics.test_lifetime_purchases import diary

CONTRACT = {"contractual": True, "discount_rate": 0.1, "horizon_years": 5}
NONE = {"contractual": False, "discount_rate": 0.1, "horizon_years": 3, "margin": 0.25}
AMOUNT = {
    "customer_id": Column(name="customer_id", role="key"),
    "date": Column(name="date", role="date"),
    "amount": Column(name="amount", role="money"),
}
DEMOS = Path(__file__).resolve().parents[2] / "client_data"


def subscribers(n=1_500, *, alike=False, seed=3):
    """Return customers whose monthly risk to leave differs, or not, seen in 2025 only."""
    rng = np.random.default_rng(seed)
    risk = np.full(n, 0.02) if alike else rng.beta(0.6, 12, n)
    months = np.ceil(np.log(rng.random(n)) / np.log1p(-risk))
    start = pd.Timestamp("2021-01-01") + pd.to_timedelta(rng.integers(0, 1700, n), unit="D")
    end = start + pd.to_timedelta(np.minimum(months * 30.4375, 20_000).round(), unit="D")
    rows = pd.DataFrame({"start": start, "end": end})
    rows = rows[rows["end"] >= "2025-01-01"]
    rows.loc[rows["end"] > "2025-12-31", "end"] = pd.NaT
    return people(list(rows.itertuples(index=False)))


def contract_client(frame, **changes):
    return client(frame, economics={**CONTRACT, **changes})


def shop(frame, economics=NONE, customers=None, period=("2024-01-01", "2025-06-29")):
    made = client(customers, economics=economics, period=period)
    kept = frame[["customer_id", "date", "amount"]]
    table = Table(name="transactions", frame=kept, columns=AMOUNT)
    return replace(made, tables={**made.tables, "transactions": table})


@pytest.fixture(scope="module")
def subscribed():
    return analyse(contract_client(subscribers().assign(margin=120.0)))


@pytest.fixture(scope="module")
def shopped():
    return analyse(shop(diary(900, 546, 4)))


def style(made, language):
    words = made.client.engagement.words(language)
    return Style(words=words, accent="#0055aa", min_base=30)


# ------------------------------------------------------------------ contracts
def test_customers_who_differ_are_seen_to_differ(subscribed):
    found = subscribed.contracts
    assert found.late
    assert found.p_constant < 0.001
    assert (np.diff([stay.kept for stay in found.stays[:4]]) > 0).all()
    # truth: a new customer stays a year with B(0.6, 24) / B(0.6, 12)
    assert found.stays[0].kept_low < 0.67 < found.stays[0].kept_high
    assert "Who has stayed longer leaves less" in read_retention(
        found, subscribed.client.engagement.words("en")
    )


def test_customers_alike_get_no_story_of_loyalty():
    made = analyse(contract_client(subscribers(alike=True).assign(margin=120.0)))
    assert made.contracts.p_constant > 0.05
    text = read_retention(made.contracts, made.client.engagement.words("en"))
    assert "is not clear" in text
    assert "leaves less:" not in text


def test_value_is_margin_times_discounted_years(subscribed):
    found = subscribed.contracts
    assert found.margin == pytest.approx(120 * 365.25 / 365)
    for stay in found.stays:
        assert stay.value == pytest.approx(found.margin * stay.lifetime)
        assert stay.low < stay.value < stay.high
        assert stay.low <= stay.p10 <= stay.p50 <= stay.p90 <= stay.high
        # a payment today for one at the end is worth more
        assert stay.due > stay.value
    new = found.stays[0]
    monthly = 1.1 ** (-np.arange(1, 61) / 12)
    assert new.lifetime == pytest.approx(found.share[1:] @ monthly / 12)


def test_a_margin_below_zero_keeps_its_interval_in_order():
    made = analyse(contract_client(subscribers(400).assign(margin=-50.0)))
    base = made.contracts.base
    assert base.low < base.value < base.high < 0


def test_without_money_retention_is_still_projected():
    made = analyse(contract_client(subscribers(600)))
    found = made.contracts
    assert np.isnan(found.base.value)
    assert 0 < found.base.kept < 1
    assert "no value is stated" in read_retention(found, made.client.engagement.words("en"))
    assert retention_table(found, made.client.engagement.words("es")).rows


def test_tenure_and_a_mark_are_enough():
    frame = pd.DataFrame(
        {
            "customer_id": [f"c{n}" for n in range(200)],
            "tenure": np.tile([1.0, 2, 4, 9, 30], 40),
            "churned": pd.array([True, False, True, False, False] * 40, dtype="boolean"),
        }
    )
    found = analyse(contract_client(frame, churn_period="year")).contracts
    assert (found.n, found.lost, found.late) == (200, 80, False)
    assert found.fit.mean_churn == pytest.approx(40 / 200, abs=0.03)


@pytest.mark.parametrize(
    ("frame", "changes", "said"),
    [
        (None, {}, "start_date"),
        (people([("2020-01-01", None)] * 50), {}, "do not tell a pace"),
        (people([("2025-03-01", "2025-03-02")] * 50), {}, "do not tell a pace"),
        (subscribers(200), {"contractual": None}, "contractual: yes"),
        (subscribers(200), {"contractual": False}, "transactions"),
        (subscribers(200), {"discount_rate": None}, "discount_rate"),
        (pd.DataFrame({"customer_id": ["a"], "churned": [True]}), {}, "start_date"),
    ],
)
def test_what_retention_lacks_is_said(frame, changes, said):
    found = analyse(contract_client(frame, **changes)).contracts
    assert isinstance(found, Missing)
    assert said in found.need


def test_a_discount_rate_of_zero_is_accepted():
    made = analyse(contract_client(subscribers(400).assign(margin=10.0), discount_rate=0))
    stay = made.contracts.stays[0]
    assert stay.lifetime == pytest.approx(made.contracts.share[1:].sum() / 12)


# --------------------------------------------------------------------- buyers
def test_buyers_of_known_truth_are_valued(shopped):
    found = shopped.buyers
    assert (found.n_cut, found.joined_known) == (0, False)
    assert found.margin == 0.25
    assert found.overall.n == len(found.frame) == 900
    assert found.overall.value == pytest.approx(found.frame["value"].mean())
    # every purchase is 10, of which a quarter is margin
    assert found.overall.value == pytest.approx(2.5 * found.overall.purchases, rel=0.01)
    text = read_buyers(found, shopped.client.engagement.words("en"))
    assert "claim: assumption" in text
    assert "25% of the amounts, the agreed margin" in text
    assert "the model's projection" in text


def test_customers_who_joined_before_the_data_begin_are_left_out():
    rows = diary(900, 546, 4)
    names = rows["customer_id"].drop_duplicates()
    begin = pd.Timestamp("2024-01-01") - pd.Timedelta(days=1)
    old = names.str[-1] == "7"
    frame = people([(begin if each else "2024-01-01", None) for each in old])
    frame["customer_id"] = names.to_numpy()
    made = analyse(shop(rows, customers=frame))
    assert made.buyers.n_cut == old.sum() == 90
    assert made.buyers.joined_known
    assert made.buyers.overall.n == 810
    text = read_buyers(made.buyers, made.client.engagement.words("en"))
    assert "90 customers who joined before" in text


def test_segments_have_their_own_means():
    rows = diary(900, 546, 4)
    names = rows["customer_id"].drop_duplicates().to_numpy()
    often = set(rows["customer_id"].value_counts().head(200).index)
    frame = people([("2024-01-01", None)] * len(names))
    frame["customer_id"] = names
    frame["plan"] = ["often" if name in often else "seldom" for name in names]
    made = analyse(with_column(shop(rows, customers=frame), "customers", "plan", _PLAN))
    groups = dict(made.buyers.groups)
    assert list(groups) == ["often", "seldom"]
    assert groups["often"].low > groups["seldom"].high
    total = sum(item.n * item.value for item in groups.values())
    assert total == pytest.approx(made.buyers.overall.n * made.buyers.overall.value)


_PLAN = Column(name="plan", role="segment")


def test_identifiers_do_not_change_a_number():
    rows = diary(400, 546, 4)
    other = rows.assign(customer_id=rows["customer_id"].map(lambda each: each[::-1]))
    one, two = (analyse(shop(each)).buyers.overall for each in (rows, other))
    assert one == two


@pytest.mark.parametrize(
    ("rows", "changes", "said"),
    [
        (diary(20, 546, 4), {}, "Too few customers bought again"),
        (diary(400, 546, 4), {"contractual": None}, "contractual: yes"),
        (diary(400, 546, 4), {"contractual": True}, "Purchases are not needed"),
        (diary(400, 546, 4), {"horizon_years": None}, "horizon_years"),
        (diary(400, 546, 4).assign(amount=-1.0), {}, "transactions"),
        (diary(400, 546, 4).head(0), {}, "transactions"),
        (diary(400, 546, 4).drop_duplicates("customer_id"), {}, "Too few"),
    ],
)
def test_what_buyers_lack_is_said(rows, changes, said):
    made = analyse(shop(rows, {**NONE, **changes}))
    assert isinstance(made.buyers, Missing)
    assert said in made.buyers.need
    if "horizon_years" not in changes:
        assert isinstance(made.tracking, Missing)


def test_without_purchases_nothing_breaks():
    made = analyse(client(economics=NONE))
    assert made.buyers.table == made.tracking.table == "transactions"
    assert isinstance(analyse(client()).lifetime_model, Missing)
    assert isinstance(analyse(client()).buyers, Missing)
    assert isinstance(analyse(client()).contracts, Missing)


def test_the_forecast_is_followed_through_the_second_half(shopped):
    found = shopped.tracking
    first = found.until - found.start
    assert abs((found.end - found.until) - first).days <= 1
    assert found.fit.n_repeat >= 30
    text = read_tracking(found, shopped.client.engagement.words("en"))
    assert ("forecast held" in text) == found.holds


# ------------------------------------------------------------ words and figures
@pytest.mark.parametrize("language", ["en", "es"])
def test_all_is_told_and_drawn_in_both_languages(subscribed, shopped, language):
    words = subscribed.client.engagement.words(language)
    for made in (subscribed, shopped):
        assert read_model(made.lifetime_model, words)
    kept, came = subscribed.contracts, shopped.tracking
    assert len(retention_table(kept, words).rows) == 5
    assert len(buyers_table(shopped.buyers, words).rows) == 1
    assert len(tracking_table(came, words).rows) == len(came.by_frequency)
    for text in (describe_retention(kept, words), describe_tracking(came, words)):
        assert text.headline in text.alt
    ax = plot_retention(kept, style=style(subscribed, language))
    assert ax.get_xlim() == (0, 5)
    assert words("projected") in {text.get_text() for text in ax.texts}
    ax = plot_tracking(came, style=style(shopped, language))
    lines = {tuple(line.get_ydata()) for line in ax.lines}
    assert tuple(came.actual) in lines
    assert tuple(came.expected) in lines
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert 3 <= len(labels) <= 7
    assert ax.get_ylim()[0] == 0


@pytest.mark.parametrize("name", ["demo_airline", "demo_bank", "demo_telecom"])
def test_demo_clients_get_the_model_that_fits_them(name):
    made = analyse(read_client(DEMOS / name))
    contract = name != "demo_airline"
    assert made.lifetime_model.contractual == contract
    assert isinstance(made.contracts, Missing) != contract
    assert isinstance(made.buyers, Missing) == contract
    if contract:
        churn = made.churn.yearly
        base = made.contracts.base
        assert base.kept_low - 0.03 < 1 - churn < base.kept_high + 0.03
    else:
        assert made.buyers.n_cut > 0
        assert made.buyers.overall.low > 0
