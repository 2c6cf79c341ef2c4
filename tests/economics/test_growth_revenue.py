"""The bridge of revenue, promoters against others, winning against keeping, a price premium."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.economics import (
    acquisition_payback,
    analyse,
    break_even_loss,
    bridge_table,
    describe_bridge,
    gross_revenue_retention,
    net_revenue_retention,
    plot_bridge,
    premium_revenue,
    premium_table,
    promoters_table,
    read_bridge,
    read_premium,
    read_promoters,
    read_winning,
    value_to_cost,
    winning_table,
)
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation import Style
from tests.economics.made_economics import RATES, client, many, people
from tests.economics.test_churn import answers

EN = Words("en")
STYLE = Style(words=EN, accent="#0b4f6c", min_base=30)
YEAR = 365.25 / 365

money = st.floats(0, 1e6, allow_nan=False)
pairs = st.lists(st.tuples(money, money), min_size=1, max_size=40)


# ---------------------------------------------------------- pure calculations
def test_gross_retention_leaves_growth_out_and_net_counts_it():
    """100 → 130, 100 → 70, 100 → 0 (left), 0 → 50 (new): gross 170/300, net 200/300."""
    before, now = [100, 100, 100, 0], [130, 70, 0, 50]
    assert gross_revenue_retention(before, now) == pytest.approx(170 / 300)
    assert net_revenue_retention(before, now) == pytest.approx(200 / 300)


@given(pairs)
def test_gross_retention_is_a_share_and_never_above_net(values):
    before, now = (list(each) for each in zip(*values, strict=True))
    if sum(before) <= 0:
        return
    gross, net = gross_revenue_retention(before, now), net_revenue_retention(before, now)
    assert 0 <= gross <= 1 + 1e-9
    assert gross <= net + 1e-9
    order = np.argsort(now)
    again = gross_revenue_retention(np.array(before)[order], np.array(now)[order])
    assert again == pytest.approx(gross)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ([100], [90, 80], "one revenue before and one now"),
        ([-1, 100], [1, 1], "0 or more"),
        ([100], [math.nan], "0 or more"),
        ([100], [-1], "write 0 for who left"),
        ([0, 0], [1, 1], "nobody brought any"),
        ([], [], "nobody brought any"),
    ],
)
def test_revenue_that_cannot_be_is_refused(before, now, said):
    for retention in (gross_revenue_retention, net_revenue_retention):
        with pytest.raises(ValueError, match=said):
            retention(before, now)


def test_a_new_customer_is_paid_back_by_its_margin():
    assert acquisition_payback(600, 1200) == 6
    assert acquisition_payback(600, 0) == math.inf
    assert value_to_cost(900, 300) == 3
    for wrong in (0, -5, math.nan, math.inf):
        with pytest.raises(ValueError, match="must be above 0"):
            acquisition_payback(wrong, 100)
        with pytest.raises(ValueError, match="must be above 0"):
            value_to_cost(100, wrong)
    with pytest.raises(ValueError, match="need a margin"):
        acquisition_payback(100, math.nan)
    with pytest.raises(ValueError, match="need a lifetime value"):
        value_to_cost(math.nan, 100)


def test_the_loss_that_a_premium_can_bear():
    """A 5 % rise at a contribution of 45 %: 10 % of sales may be lost."""
    assert break_even_loss(0.45, 0.05) == pytest.approx(0.10)
    assert break_even_loss(0.3, 0) == 0
    assert break_even_loss(0, 0.04) == 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_at_the_break_even_loss_the_margin_is_what_it_was(margin, premium):
    loss = break_even_loss(margin, premium)
    assert 0 <= loss <= 1
    if premium > 0:
        assert (1 - loss) * (margin + premium) == pytest.approx(margin, abs=1e-9)


@pytest.mark.parametrize("premium", [4, -0.1, math.nan])
def test_a_premium_written_as_percent_is_refused(premium):
    with pytest.raises(ValueError, match=r"0\.04 for 4 %"):
        break_even_loss(0.3, premium)
    with pytest.raises(ValueError, match=r"0\.04 for 4 %"):
        premium_revenue(100, premium, 0.2)


def test_shares_outside_their_range_are_refused():
    with pytest.raises(ValueError, match="share who would pay"):
        premium_revenue(100, 0.04, 20)
    with pytest.raises(ValueError, match="need revenue"):
        premium_revenue(-1, 0.04, 0.2)
    with pytest.raises(ValueError, match="margin must be a share"):
        break_even_loss(34, 0.04)
    assert premium_revenue(1000, 0.04, 0.25) == 10


# ----------------------------------------------------------------- the bridge
def bridged(**economics):
    """Four of before: one left, one less, one more, one the same; two new, one recommended."""
    rows = [("2020-01-01", "2025-06-30")] + [("2020-01-01", None)] * 3
    rows += [("2025-02-01", None)] * 2
    frame = people(rows).assign(
        revenue_before=[100.0, 100.0, 100.0, 100.0, np.nan, np.nan],
        revenue=[40.0, 80.0, 150.0, 100.0, 30.0, 20.0],
        referred=pd.array([False, False, False, False, True, False], dtype="boolean"),
    )
    return client(frame, economics=economics or None)


def test_the_steps_lead_from_the_revenue_before_to_the_revenue_now():
    bridge = analyse(bridged()).bridge
    amounts = {item.step: item.amount.value for item in bridge.steps}
    assert amounts == {
        "lost": -60, "contracted": -20, "expanded": 50, "earned": 30, "bought": 20,
    }  # fmt: skip
    assert {item.step: item.n for item in bridge.steps} == dict.fromkeys(amounts, 1)
    assert (bridge.before, bridge.kept, bridge.now) == (400, 320, 420)
    assert (bridge.n_before, bridge.n_now, bridge.n_same) == (4, 6, 1)
    assert bridge.before + sum(amounts.values()) == bridge.now
    assert bridge.gross.value == 0.8
    assert bridge.net.value == pytest.approx(370 / 400)
    before, now = [100, 100, 100, 100], [40, 80, 150, 100]
    assert bridge.gross.value == gross_revenue_retention(before, now)
    assert bridge.net.value == net_revenue_retention(before, now)


def test_the_denominator_and_the_bases_are_printed():
    text = read_bridge(analyse(bridged()).bridge, EN)
    assert "4 customers brought" in text
    assert "the denominator of all shares here" in text
    assert "Claim: association" in text
    assert "take it as indicative" in text
    table = bridge_table(analyse(bridged()).bridge, EN)
    assert [row[4] for row in table.rows] == ["4", "1", "1", "4", "1", "4", "1", "1", "6"]


def test_without_marks_the_agreed_range_parts_earned_from_bought():
    made = bridged(earned_share=[0.2, 0.4])
    columns = {k: v for k, v in made.tables["customers"].columns.items() if k != "referred"}
    table = replace(
        made.tables["customers"],
        frame=made.tables["customers"].frame.drop(columns="referred"),
        columns=columns,
    )
    with_range = replace(made, tables={"customers": table})
    steps = {item.step: item for item in analyse(with_range).bridge.steps}
    assert steps["earned"].amount.value == pytest.approx(0.3 * 50)
    assert steps["bought"].amount.value == pytest.approx(0.7 * 50)
    text = read_bridge(analyse(with_range).bridge, EN)
    assert "parted by the agreed range: an assumption" in text
    without = replace(with_range, judgements=replace(made.judgements, economics=None))
    bridge = analyse(without).bridge
    assert [item.step for item in bridge.steps] == ["lost", "contracted", "expanded", "new"]
    assert "is not known: ask new customers" in read_bridge(bridge, EN)


def test_who_left_after_bringing_more_is_not_counted_as_a_loss():
    frame = people([("2020-01-01", "2025-06-30"), ("2020-01-01", None)])
    frame = frame.assign(revenue_before=[100.0, 100.0], revenue=[120.0, 100.0])
    bridge = analyse(client(frame)).bridge
    assert bridge.gross.value == 1
    assert {item.step: item.amount.value for item in bridge.steps}["lost"] == 0
    growth = analyse(client(frame)).growth
    assert (growth.gone, growth.more) == (0, 20)


cents = st.integers(0, 10_000_000).map(lambda amount: amount / 100)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(cents, cents, st.booleans()), min_size=2, max_size=25))
def test_the_bridge_always_adds_up(rows):
    if not any(before > 0 for before, _, _ in rows):
        return
    frame = people([("2020-01-01", "2025-06-30" if left else None) for _, _, left in rows])
    frame["revenue_before"] = [before for before, _, _ in rows]
    frame["revenue"] = [now for _, now, _ in rows]
    bridge = analyse(client(frame)).bridge
    total = bridge.before + sum(item.amount.value for item in bridge.steps)
    assert total == pytest.approx(bridge.now, abs=1e-6)
    low = sum(item.amount.value for item in bridge.steps[:2])
    assert bridge.before + low == pytest.approx(bridge.kept, abs=1e-6)
    assert bridge.gross.low - 1e-9 <= bridge.gross.value <= bridge.gross.high + 1e-9


def test_the_waterfall_starts_each_bar_where_the_one_above_ends():
    bridge = analyse(bridged()).bridge
    ax = plot_bridge(bridge, style=STYLE)
    bars = {round(bar.get_y() + bar.get_height() / 2): bar for bar in ax.patches}
    level = bridge.before
    for place, item in zip(range(5, 0, -1), bridge.steps, strict=True):
        assert bars[place].get_x() == pytest.approx(level)
        assert bars[place].get_width() == pytest.approx(item.amount.value)
        level += item.amount.value
    assert level == bridge.now
    labels = [tick.get_text().replace("\n", " ") for tick in ax.get_yticklabels()]
    assert labels[0] == "Revenue of the period before (n = 4, indicative)"
    assert "does not start at 0" in ax.get_xlabel()
    text = describe_bridge(bridge, EN)
    assert all(f"(n = {item.n})" in text.alt for item in bridge.steps)


# ------------------------------------------------------------------ promoters
def promoted(promoters=60, others=140, gap=50.0, *, new=0, **more):
    """Promoters who bring so much more than others, nobody lost among them."""
    rng = np.random.default_rng(1)
    n = promoters + others
    rows = [("2020-01-01", None)] * promoters + [("2020-01-01", "2025-06-30")] * (others // 4)
    rows += [("2020-01-01", None)] * (others - others // 4) + [("2025-03-01", None)] * new
    frame = people(rows)
    base = np.where(np.arange(n + new) < promoters, 100.0 + gap, 100.0)
    frame["revenue"] = base + rng.normal(0, 10, n + new)
    frame["referred"] = pd.array([False] * n + [True] * new, dtype="boolean")
    scores = [10.0 if i < promoters else 5.0 for i in range(n)]
    said = answers([f"c{i}" for i in range(n)], scores, ["2025-01-10"] * n)
    return client(frame, said, **more)


def test_what_promoters_bring_more_is_found_with_its_interval():
    value = analyse(promoted()).promoters
    revenue = value.of("revenue")
    assert revenue.difference.low < 50 * YEAR < revenue.difference.high
    assert revenue.differs
    assert (revenue.n_promoters, revenue.n_others) == (60, 105)
    assert value.of("churn").others == pytest.approx(0.25)
    assert value.of("churn").difference.high < 0
    assert value.claim == "association"
    assert value.share == 0.3
    assert "because they bring more anyway" in read_promoters(value, EN)
    assert len(promoters_table(value, EN).rows) == len(value.contrasts)


def test_promoters_who_bring_the_same_are_not_called_different():
    value = analyse(promoted(gap=0.0)).promoters
    assert not value.of("revenue").differs
    assert "the difference is not clear" in read_promoters(value, EN)


def test_all_intervals_hold_together():
    """Each stands at 1 - 0.05 / k, so one is wider than on its own."""
    from cxkit.stats import newcombe_interval

    value = analyse(promoted()).promoters
    churn = value.of("churn")
    k = len(value.contrasts)
    level = 1 - 0.05 / k
    assert (churn.difference.low, churn.difference.high) == pytest.approx(
        newcombe_interval(0, 60, 35, 140, confidence=level)
    )


def test_recommendation_is_a_range_from_every_customer_to_promoters_alone():
    value = analyse(promoted(new=40)).promoters
    found = value.recommended
    money = 40 * 100
    assert found.n == 40
    assert found.low < money / 200 < found.high
    assert found.low < money / 60 < found.high
    assert "no more than this range can be said" in read_promoters(value, EN)
    assert found.claim == "assumption"


def test_an_agreed_share_of_new_revenue_gives_a_range_too():
    made = promoted(new=40, economics={"earned_share": [0.1, 0.3]})
    columns = {k: v for k, v in made.tables["customers"].columns.items() if k != "referred"}
    table = replace(made.tables["customers"], columns=columns)
    value = analyse(replace(made, tables={**made.tables, "customers": table})).promoters
    assert not value.recommended.from_data
    assert value.recommended.n == 0
    assert "By the agreed share" in read_promoters(value, EN)
    assert value.of("referred") is None


def test_promoters_without_others_are_missing():
    made = promoted(60, 140)
    everybody = made.tables["responses"].frame.assign(ltr=10.0)
    tables = dict(made.tables)
    tables["responses"] = replace(tables["responses"], frame=everybody)
    assert isinstance(analyse(replace(made, tables=tables)).promoters, Missing)
    assert isinstance(analyse(client(many(5, 15, revenue=1.0))).promoters, Missing)
    assert isinstance(analyse(client()).promoters, Missing)


# ------------------------------------------------------- winning and keeping
def won(lost=30, stayed=170, new=40, cost=(50, 100), **more):
    """Lost customers who brought 100 a year, new ones who bring 50 a year."""
    rows = [("2020-01-01", "2025-06-30")] * lost + [("2020-01-01", None)] * stayed
    rows += [("2025-07-02", None)] * new
    frame = people(rows)
    half = 181 / 365.25
    late = 183 / 365.25
    frame["revenue"] = [100 * half] * lost + [100 / YEAR] * stayed + [50 * late] * new
    economics = {**RATES, "margin": 0.5, **more}
    if cost is not None:
        economics["acquisition_cost"] = list(cost)
    return client(frame, economics=economics)


def test_the_cost_of_winning_back_what_left():
    """30 × 100 a year lost takes 60 new ones of 50: 3,000 to 6,000 at 50 to 100 each."""
    winning = analyse(won()).winning
    assert winning.lost.value == 30
    assert winning.lost_revenue.value == pytest.approx(3000)
    assert winning.new_revenue.value == pytest.approx(50)
    assert winning.needed.value == pytest.approx(60)
    assert winning.replacement.value == pytest.approx(60 * 75)
    assert winning.replacement.low < 60 * 50
    assert winning.replacement.high > 60 * 100
    assert winning.a_customer.value == pytest.approx(150)
    assert winning.spent.value == 40 * 75
    assert (winning.n_lost, winning.n_new) == (30, 40)


def test_payback_and_lifetime_value_over_cost_hold_both_ranges():
    made = analyse(won())
    winning, worth = made.winning, made.lifetime.overall
    assert winning.payback.value == pytest.approx(12 * 75 / 25)
    assert winning.payback.low <= 12 * 50 / 25
    assert winning.payback.high >= 12 * 100 / 25
    assert winning.ratio.value == pytest.approx(worth.value / 75)
    assert winning.ratio.low == pytest.approx(worth.low / 100)
    assert winning.ratio.high == pytest.approx(worth.high / 50)
    text = read_winning(winning, EN)
    assert "Claim: assumption" in text
    assert len(winning_table(winning, EN).rows) == 12


def test_it_scales_to_all_customers_of_the_client():
    alone, scaled = analyse(won()).winning, analyse(won(customers=21_000)).winning
    assert scaled.lost.value == pytest.approx(100 * alone.lost.value)
    assert scaled.replacement.value == pytest.approx(100 * alone.replacement.value)
    assert scaled.a_customer == alone.a_customer


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (won(cost=None), "Write “acquisition_cost”"),
        (won(cost=(0, 10)), "never free"),
        (won(lost=0), "Nobody left"),
        (client(many(5, 15, margin=1.0), economics={"acquisition_cost": 5}), "“revenue”"),
        (client(many(20, 0, revenue=1.0), economics={"acquisition_cost": 5}), "Nobody was a"),
    ],
)
def test_what_is_missing_for_winning_is_said(made, said):
    missing = analyse(made).winning
    assert isinstance(missing, Missing)
    assert said in missing.need


def test_without_new_customers_those_who_stayed_stand_in_and_it_is_said():
    winning = analyse(won(new=0)).winning
    assert not winning.new_known
    assert winning.new_revenue.value == pytest.approx(100)
    assert math.isnan(winning.spent.value)
    assert "No customer joined" in read_winning(winning, EN)
    assert len(winning_table(winning, EN).rows) == 10


def test_without_leaving_dates_the_lost_count_as_those_who_stayed():
    frame = pd.DataFrame({"customer_id": [f"c{i}" for i in range(100)]})
    frame["churned"] = pd.array([True] * 20 + [False] * 80, dtype="boolean")
    frame["revenue"] = [0.0] * 20 + [100 / YEAR] * 80
    winning = analyse(client(frame, economics={"acquisition_cost": [10, 20]})).winning
    assert winning.lost_revenue.value == pytest.approx(20 * 100)
    assert "Leaving has no date" in read_winning(winning, EN)


def test_a_new_customer_without_margin_is_never_paid_back():
    made = won()
    frame = made.tables["customers"].frame.assign(margin=-1.0)
    columns = dict(made.tables["customers"].columns)
    columns["margin"] = replace(columns["revenue"], name="margin")
    table = replace(made.tables["customers"], frame=frame, columns=columns)
    winning = analyse(replace(made, tables={"customers": table})).winning
    assert winning.payback.value == math.inf
    assert "never pays back" in read_winning(winning, EN)


# ------------------------------------------------------------------- premium
def risen(**more):
    economics = {"margin": 0.4, "price_premium": [0.02, 0.06], **more}
    return analyse(client(many(10, 90, revenue=100 / YEAR), economics=economics)).premium


def test_the_premium_is_range_times_share_times_revenue():
    premium = risen(premium_share=[0.1, 0.3])
    assert premium.revenue.value == pytest.approx(9000)
    assert premium.gain.value == pytest.approx(9000 * 0.04 * 0.2)
    assert premium.gain.low == pytest.approx(9000 * 0.02 * 0.1)
    assert premium.gain.high == pytest.approx(9000 * 0.06 * 0.3)
    assert premium.loss.high == pytest.approx(0.06 / 0.46)
    assert premium.claim == "assumption"
    assert "more than what they do pay" in read_premium(premium, EN)
    assert [row[0] for row in premium_table(premium, EN).rows] == ["Low", "Middle", "High"]


def test_a_premium_without_a_share_is_said_to_be_the_most():
    text = read_premium(risen(), EN)
    assert "by at most" in text
    assert "write premium_share" in text


def test_an_observed_price_is_told_from_a_stated_one():
    text = read_premium(risen(premium_share=[0.1, 0.3], premium_basis="observed"), EN)
    assert "prices that were paid" in text
    assert "Claim: assumption" in text


def test_without_margin_the_customers_it_may_cost_are_not_known():
    premium = risen(margin=None)
    assert math.isnan(premium.loss.high)
    assert "agree “margin”" in read_premium(premium, EN)


def test_no_premium_or_no_revenue_is_missing():
    assert isinstance(risen(price_premium=None), Missing)
    assert isinstance(risen(price_premium=[0, 0]), Missing)
    assert isinstance(analyse(client(many(5, 5))).premium, Missing)
    assert isinstance(analyse(client()).premium, Missing)


@pytest.mark.parametrize(
    "text", ["price_premium: [0, 4]", "premium_share: [10, 30]", "earned_share: [15, 25]",
             "acquisition_cost: [-5, 10]", "premium_basis: rumour"],
)  # fmt: skip
def test_an_assumption_that_cannot_be_is_refused_when_read(text, tmp_path):
    from cxkit.engagement.judgements import Economics
    from tests.intake.forms.test_validation import problems_of

    assert len(problems_of(Economics, tmp_path, text + "\n")) >= 1
