"""From a score to leaving to money: what one point goes with, and whether to trust it."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cxkit.client import Column, Table
from cxkit.economics import (
    analyse,
    describe_dose,
    describe_effects,
    dose_table,
    effects_table,
    plot_dose,
    plot_effects,
    read_checks,
    read_effects,
    read_spending,
    spending_table,
)
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.scales import Scale
from tests.economics.made_economics import client, many, text, with_column

EN = Words("en", currency="EUR")
STYLE = Style(words=EN, accent="#0b4f6c", min_base=30)
DAYS = 182


def made(n=1200, *, slope=-0.4, seed=1, tilt=0.0, score_date="2025-03-01", **more):
    """Return customers with one answer each, and the chance of each to leave after June."""
    rng = np.random.default_rng(seed)
    plan = rng.random(n) < 0.4
    score = np.clip(np.round(rng.normal(7 - 2 * tilt * plan, 2, n)), 0, 10)
    chance = 1 / (1 + np.exp(1.8 - slope * (score - 7) - tilt * plan))
    left = rng.random(n) < chance
    day = pd.Timestamp("2025-07-03") + pd.to_timedelta(rng.integers(0, DAYS - 1, n), "D")
    frame = many(0, n, margin=100.0, plan=np.where(plan, "A", "B"))
    frame["end_date"] = pd.Series(day).where(left)
    answers = pd.DataFrame(
        {
            "customer_id": frame["customer_id"],
            "ltr": score,
            "date": pd.Timestamp(score_date),
        }
    )
    answers = answers.assign(**more)
    return client(frame, answers, economics={"customers": 10_000}), chance


def truth(chance, slope):
    pace = 365.25 / DAYS
    return float((slope * pace * chance * (1 - chance) ** pace).mean())


def test_the_interval_holds_the_planted_effect_and_its_money():
    given, chance = made()
    effects = analyse(given).linkage.effects
    item = effects.effects[0]
    planted = truth(chance, -0.4)
    assert item.ci_low < planted < item.ci_high < 0
    margin = 100 * 365.25 / 365
    assert item.money_low < -10_000 * planted * margin < item.money_high
    assert item.money == pytest.approx(-10_000 * item.effect * margin)
    assert effects.claim == "association"
    assert item.adjusted_for == ("plan",)


def test_a_segment_behind_both_is_held_equal():
    """Plan A scores lower and leaves more; the score itself does nothing."""
    given, _ = made(4000, slope=0.0, tilt=1.0)
    item = analyse(given).linkage.effects.effects[0]
    assert item.plain < -0.01
    assert abs(item.effect) < abs(item.plain) / 2
    assert item.ci_low < 0 < item.ci_high


def test_a_score_after_the_landmark_or_leaving_before_it_is_not_used():
    late, _ = made(score_date="2025-08-01")
    found = analyse(late).linkage.effects
    assert isinstance(found, Missing)
    assert "before the middle of the period" in found.need
    given, _ = made()
    early = given.tables["customers"].frame.copy()
    early["end_date"] = early["end_date"] - pd.Timedelta(days=182)
    early_client = client(early, given.tables["responses"].frame)
    found = analyse(early_client).linkage.effects
    assert isinstance(found, Missing)


def test_a_scale_on_which_low_is_good_is_turned_round():
    given, _ = made()
    frame = given.tables["responses"].frame
    hard = frame.assign(ces=(10 - frame["ltr"]) / 2)[["customer_id", "date", "ces"]]
    low_good = Column(
        name="ces", role="ces", scale=Scale(low=0, high=5, higher_is_better=False, top_box=1)
    )
    bare = client(given.tables["customers"].frame, hard.drop(columns="ces"))
    table = replace(bare.tables["responses"], frame=hard)
    asked = replace(bare, tables=dict(bare.tables) | {"responses": table})
    turned = with_column(asked, "responses", "ces", low_good)
    item = analyse(turned).linkage.effects.effects[0]
    plain = analyse(given).linkage.effects.effects[0]
    assert item.question == "ces"
    assert item.effect == pytest.approx(2 * plain.effect, rel=1e-6)


def test_few_leavers_give_no_effect():
    given, _ = made(50, slope=-0.2)
    found = analyse(given).linkage.effects
    assert isinstance(found, Missing)
    assert "Fewer than ten" in found.need


@pytest.mark.parametrize("economics", [None, {"customers": 500}])
def test_without_money_the_effect_stands_alone(economics):
    given, _ = made()
    frame = given.tables["customers"].frame.drop(columns="margin")
    bare = client(frame, given.tables["responses"].frame, economics=economics)
    effects = analyse(bare).linkage.effects
    assert np.isnan(effects.effects[0].money)
    assert "margin a year" not in read_effects(effects, EN)
    assert effects_table(effects, EN).rows[0][4] == "–"


def test_undated_leaving_cannot_be_linked():
    frame = pd.DataFrame({"customer_id": list("abcd"), "churned": [True, False, False, True]})
    answers = pd.DataFrame({"customer_id": list("abcd"), "ltr": [1.0, 9, 8, 2]})
    found = analyse(client(frame.astype({"churned": "boolean"}), answers)).linkage
    assert isinstance(found.effects, Missing)
    assert isinstance(found.dose, Missing)
    assert isinstance(found.checks, Missing)
    assert isinstance(found.spending, Missing)


def test_no_customers_no_answers_say_what_to_do():
    for given in (client(), client(many(20, 80))):
        linkage = analyse(given).linkage
        for found in (
            linkage.effects, linkage.effects_by_touchpoint, linkage.dose, linkage.checks,
            linkage.spending, linkage.changes, linkage.changes_shown,
        ):  # fmt: skip
            assert isinstance(found, Missing)
            assert len(found.need) > 20


def test_the_sentences_say_association_and_what_is_held_equal():
    effects = analyse(made()[0]).linkage.effects
    said = read_effects(effects, EN)
    assert "Claim: association" in said
    assert "Held equal: plan" in said
    assert "caused" not in said
    table = effects_table(effects, EN)
    assert table.headings[-1] == "Claim"
    assert table.rows[0][-1] == "association"
    assert describe_effects(effects, EN).headline.startswith("One point better")
    ax = plot_effects(effects, style=STYLE)
    assert ax.get_xlim()[0] < effects.effects[0].ci_low


def test_no_clear_effect_is_called_that():
    effects = analyse(made(slope=0.0, seed=5)[0]).linkage.effects
    assert "cannot be told" in read_effects(effects, EN)
    assert "does not clearly go" in describe_effects(effects, EN).headline


def test_an_effect_against_expectation_is_pointed_out():
    said = read_effects(analyse(made(slope=0.4)[0]).linkage.effects, EN)
    assert "against what one expects" in said


# ------------------------------------------------------------------ touchpoints
def test_the_touchpoint_that_drives_leaving_stands_out():
    rng = np.random.default_rng(3)
    given, _ = made(3000)
    customers = given.tables["customers"].frame
    harm = given.tables["responses"].frame.assign(touchpoint="Support")
    other = harm.assign(touchpoint="Shop", ltr=rng.integers(0, 11, len(harm)).astype(float))
    both = pd.concat([harm, other[:1500]], ignore_index=True)
    found = analyse(client(customers, both, economics={"customers": 10_000})).linkage
    by = {item.touchpoint: item for item in found.effects_by_touchpoint.effects}
    assert by["Support"].ci_high < 0
    assert by["Shop"].ci_low < 0 < by["Shop"].ci_high
    # half of those who answered did so at the shop: the money is for them only
    assert by["Shop"].money == pytest.approx(-10_000 * 0.5 * by["Shop"].effect * 100 * 365.25 / 365)
    assert "“Support”" in describe_effects(found.effects_by_touchpoint, EN).headline


# ------------------------------------------------------------------------ checks
def test_steps_of_the_score_fall_and_hold_every_customer():
    dose = analyse(made()[0]).linkage.dose
    assert dose.verdict == "falls"
    assert dose.table["n"].sum() == 1200
    assert (dose.table["n"] >= 30).all()
    assert (dose.table["low"].to_numpy()[1:] > dose.table["high"].to_numpy()[:-1]).all()
    assert len(plot_dose(dose, style=STYLE).get_yticks()) == len(dose.table)
    assert len(dose_table(dose, EN).rows) == len(dose.table)
    assert "left" in describe_dose(dose, EN).headline


def test_a_score_that_says_nothing_is_like_a_shuffled_one():
    real = analyse(made()[0]).linkage.checks
    noise = analyse(made(slope=0.0, seed=5)[0]).linkage.checks
    assert real.shuffled_p == 0.001
    assert noise.shuffled_p > 0.05
    assert real.e_value > real.e_limit > 1
    assert noise.e_limit == 1
    assert "may be chance" in read_checks(noise, EN)


def test_shuffled_scores_raise_no_alarm_more_often_than_they_should():
    alarms = [analyse(made(400, slope=0.0, seed=k)[0]).linkage.checks.shuffled_p for k in range(40)]
    # 40 tests at 5 %: more than 7 alarms happen less than once in a thousand
    assert sum(p <= 0.05 for p in alarms) <= 7
    assert np.mean(alarms) == pytest.approx(0.5, abs=0.2)


def test_a_later_score_that_tells_the_past_is_a_warning():
    given, _ = made()
    customers = given.tables["customers"].frame
    score = given.tables["responses"].frame["ltr"].to_numpy()
    rng = np.random.default_rng(2)
    noise = np.exp(rng.normal(4, 0.3, len(score)))
    apart = customers.assign(revenue_before=noise * np.exp(0.1 * score))
    checks = analyse(client(apart, given.tables["responses"].frame)).linkage.checks
    assert checks.past == pytest.approx(0.1, abs=0.02)
    assert "cannot work backwards" in read_checks(checks, EN)
    alike = customers.assign(revenue_before=noise)
    checks = analyse(client(alike, given.tables["responses"].frame)).linkage.checks
    assert "as it must not" in read_checks(checks, EN)


def test_who_has_no_score_is_counted():
    given, _ = made()
    frame = given.tables["customers"].frame.assign(revenue=200.0)
    half = given.tables["responses"].frame[:600]
    checks = analyse(client(frame, half)).linkage.checks
    assert (checks.n_there, checks.n_linked) == (1200, 600)
    assert checks.revenue_share == pytest.approx(0.5, abs=0.06)
    assert checks.silent_gap is not None
    assert "600 of 1,200 customers (50%)" in read_checks(checks, EN)


def test_the_silent_who_leave_more_are_pointed_out():
    given, _ = made()
    frame = given.tables["customers"].frame
    stayed = frame["end_date"].isna().to_numpy()
    keep = stayed | (np.arange(len(frame)) % 3 == 0)
    checks = analyse(client(frame, given.tables["responses"].frame[keep])).linkage.checks
    assert "The silent are others" in read_checks(checks, EN)


# ---------------------------------------------------------------------- spending
def sales(given, planted, seed=4):
    """Add purchases: everyone buys before; after June who scores higher spends more."""
    rng = np.random.default_rng(seed)
    frame = given.tables["customers"].frame
    score = given.tables["responses"].frame["ltr"].to_numpy()
    before = pd.DataFrame({"customer_id": frame["customer_id"], "date": pd.Timestamp("2025-02-01")})
    before["amount"] = 50.0 + rng.normal(0, 5, len(frame))
    after = before.assign(date=pd.Timestamp("2025-10-01"))
    after["amount"] = 50 + planted * (score - 7) + rng.normal(0, 5, len(frame))
    bought = rng.random(len(frame)) < 0.5 + 0.03 * (score - 7)
    frame = pd.concat([before, after[bought]], ignore_index=True)
    columns = {
        "customer_id": Column(name="customer_id", role="key"),
        "date": Column(name="date", role="date"),
        "amount": Column(name="amount", role="money"),
    }
    table = Table(name="transactions", frame=frame, columns=columns)
    return replace(given, tables=dict(given.tables) | {"transactions": table})


def test_buying_again_and_spending_are_linked_to_the_score_before():
    found = analyse(sales(made(slope=0.0)[0], 2.0)).linkage.spending
    by = {item.behaviour: item for item in found}
    assert by["bought"].ci_low < 0.03 < by["bought"].ci_high
    # half of the customers spend 50 + 2 (s - 7), and each point makes 3 % more of them buy
    assert by["spent"].ci_low < (0.5 * 2 + 0.03 * 50) * 365.25 / DAYS < by["spent"].ci_high
    assert all(item.lagged and item.claim == "association" for item in found)
    assert "association" in read_spending(found, EN)
    assert len(spending_table(found, EN).rows) == 2


def test_no_clear_link_with_spending_is_called_that():
    given, _ = made(slope=0.0)
    frame = given.tables["customers"].frame
    rng = np.random.default_rng(107)
    frame = frame.assign(revenue=rng.normal(100, 9, 1200), revenue_before=rng.normal(90, 9, 1200))
    found = analyse(client(frame, given.tables["responses"].frame)).linkage.spending
    assert [item.behaviour for item in found] == ["revenue"]
    assert not found[0].lagged
    assert "does not clearly go with the score" in read_spending(found, EN)


def test_what_is_held_equal_is_called_as_the_client_calls_it():
    given, _ = made()
    plan = Column(name="plan", role="segment", label=text("Tariff", "Tarifa"))
    named = with_column(given, "customers", "plan", plan)
    assert "Held equal: tariff" in read_effects(analyse(named).linkage.effects, EN)
