"""Difference in differences: groups that got a change against groups that did not."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from cxkit.client import Column, Table
from cxkit.economics import analyse, changes_table, describe_change, plot_change, read_changes
from cxkit.economics.linkage.panel import panel_of_answers, whole_months
from cxkit.engagement.judgements import Economics
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation import Style
from tests.economics.made_economics import client

EN = Words("en", currency="EUR")
STYLE = Style(words=EN, accent="#0b4f6c", min_base=30)
DAY = pd.Timestamp("2025-07-01")


def declared(treated=3, *, outcome="score", since="2025-07-01", **more):
    where = {"plan": [f"g{k}" for k in range(treated)]}
    return {
        "customers": 10_000,
        "margin": 0.5,
        "changes": [
            {"initiative": "I1", "since": since, "where": where, "outcome": outcome} | more
        ],
    }


def made(effect=0.0, *, groups=8, n=400, treated=3, drift=0.0, seed=1, economics=None, **more):
    """Return a client: answers evenly over 2025; the treated drift before and jump in July."""
    rng = np.random.default_rng(seed)
    which = np.repeat(np.arange(groups), n)
    ids = [f"c{k}" for k in range(groups * n)]
    day = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 365, groups * n), "D")
    got, after = which < treated, day >= DAY
    months = (day - DAY).days / 30.4
    shocks = rng.normal(0, 0.1, (groups, 2))[which, after.astype(int)]
    score = 6.5 + shocks + effect * (got & after) + drift * got * months
    score = np.clip(np.round(score + rng.normal(0, 1.5, groups * n)), 0, 10)
    names = np.array([f"g{k}" for k in range(groups)])[which]
    customers = pd.DataFrame({"customer_id": ids, "plan": names, "revenue": 100.0})
    customers["start_date"] = pd.Timestamp("2020-01-01")
    customers["end_date"] = pd.NaT
    answers = pd.DataFrame({"customer_id": ids, "date": day, "ltr": score, "plan": names})
    agreed = economics or declared(treated, **more)
    return client(customers, answers, economics=agreed)


def only(given):
    (change,) = analyse(given).linkage.changes
    return change


def test_the_interval_holds_a_planted_change_and_its_grade_is_difference():
    change = only(made(0.8))
    assert change.effect.ci_low < 0.8 < change.effect.ci_high
    assert change.effect.ci_low > 0
    assert change.claim == "difference"
    assert change.parallel
    assert (change.effect.n_with, change.effect.n_without, change.effect.df) == (3, 5, 6)
    text = read_changes((change,), EN)
    assert "comparison with a control" in text
    assert "3 groups against 5" in text


def test_the_effect_is_the_difference_of_the_differences():
    """By hand from the panel, groups of the same size weighing nearly alike."""
    change = only(made(0.8))
    table = change.panel.groups.set_index("group")
    got = table.index.isin(["g0", "g1", "g2"])
    gaps = (table["after"] - table["before"]).to_numpy()
    by_hand = gaps[got].mean() - gaps[~got].mean()
    assert change.effect.value == pytest.approx(by_hand, abs=0.03)


def test_groups_that_moved_apart_before_make_it_an_association():
    change = only(made(0.0, drift=0.25, n=800))
    assert not change.parallel
    assert change.claim == "association"
    assert "already moved apart before" in read_changes((change,), EN)


@pytest.mark.slow
def test_nothing_is_found_where_nothing_is():
    clear = [only(made(seed=k, n=120)).effect.p_value <= 0.05 for k in range(40)]
    # 40 tests at 5 %: more than 7 alarms happen less than once in a thousand
    assert sum(clear) <= 7
    change = only(made(seed=2))
    assert "cannot be told" in read_changes((change,), EN)
    assert "no clear difference" in describe_change(change, EN).headline


@pytest.mark.parametrize(
    ("more", "short"),
    [
        ({"groups": 3, "treated": 1}, "few groups"),
        ({"treated": 7}, "few groups"),
        ({"since": "2025-03-01"}, "few months"),
        ({"since": "2025-12-01"}, "few months"),
        ({"since": "2026-03-01"}, "few months"),
        ({"question": "csat"}, "no data"),
        ({"outcome": "revenue"}, "no data"),
    ],
)
def test_what_is_short_is_named(more, short):
    change = only(made(0.8, **more))
    assert (change.short, change.effect) == (short, None)
    assert "nothing can be said" in read_changes((change,), EN)
    assert changes_table((change,), EN).rows[0][-1]
    assert isinstance(analyse(made(0.8, **more)).linkage.changes_shown, Missing)


@pytest.mark.parametrize(
    ("where", "short"), [({"shop": ["x"]}, "no column"), ({"plan": ["x", "y"]}, "no group")]
)
def test_unknown_columns_and_groups_are_named(where, short):
    agreed = declared()
    agreed["changes"][0]["where"] = where
    assert only(made(0.8, economics=agreed)).short == short


# ---------------------------------------------------------------- other outcomes
def leaving(effect, *, groups=8, n=1500, seed=1):
    """Leave at 2 % a month, in the treated groups from July on at 2 % plus `effect`."""
    rng = np.random.default_rng(seed)
    which = np.repeat(np.arange(groups), n)
    end = np.full(groups * n, np.datetime64("NaT"), dtype="datetime64[D]")
    here = np.ones(groups * n, bool)
    for day in pd.date_range("2025-01-01", "2025-12-31"):
        rate = (0.02 + effect * ((which < 3) & (day >= DAY))) / 30.44
        gone = here & (rng.random(groups * n) < rate)
        end[gone] = np.datetime64(day, "D")
        here &= ~gone
    frame = pd.DataFrame({"customer_id": [f"c{k}" for k in range(groups * n)]})
    frame["start_date"] = pd.Timestamp("2020-01-01")
    frame["end_date"] = pd.Series(end).astype("datetime64[s]")
    frame["plan"] = np.array([f"g{k}" for k in range(groups)])[which]
    frame["revenue"] = 100.0
    return client(frame, economics=declared(outcome="churn"))


def test_less_leaving_is_found_and_turned_into_money():
    change = only(leaving(-0.012))
    assert change.effect.ci_low < -0.012 < change.effect.ci_high < 0
    assert (change.claim, change.money_claim) == ("difference", "difference")
    kept = len(change.panel.groups)
    assert kept == 8
    reach = 10_000 * 0.375
    assert change.money == pytest.approx(-12 * change.effect.value * reach * 50, rel=0.05)
    assert change.money_low < change.money < change.money_high
    text = read_changes((change,), EN)
    assert "claim: comparison with a control" in text
    assert plot_change(change, style=STYLE).get_xlabel() == "Months since the change"
    assert changes_table((change,), EN).rows[0][-1] == "comparison with a control"


def test_a_month_of_leaving_has_who_was_there_as_its_base():
    change = only(leaving(0.0))
    first = change.panel.months.sort_values(["month", "group"]).iloc[0]
    # five months before July begin on 30 January: a month at 2 % has gone of 1,500
    assert 1440 < first["n"] < 1500
    assert change.panel.months["value"].mean() == pytest.approx(0.02, abs=0.002)
    assert (change.panel.before, change.panel.after) == (5, 6)


def test_more_purchases_are_found_among_customers_there_throughout():
    rng = np.random.default_rng(1)
    given = made(outcome="revenue")
    ids = given.tables["customers"].frame["customer_id"]
    which = np.repeat(np.arange(8), 400)
    parts = []
    for month in range(1, 13):
        jump = 5.0 * ((which < 3) & (month >= 7))
        part = pd.DataFrame({"customer_id": ids, "amount": 20 + jump + rng.normal(0, 5, len(ids))})
        parts.append(part.assign(date=pd.Timestamp(2025, month, 15)))
    edges = [pd.Timestamp("2025-01-01"), pd.Timestamp("2025-12-31")]
    parts.append(pd.DataFrame({"customer_id": ids[:2], "amount": 1.0, "date": edges}))
    columns = {
        "customer_id": Column(name="customer_id", role="key"),
        "date": Column(name="date", role="date"),
        "amount": Column(name="amount", role="money"),
    }
    table = Table(name="transactions", frame=pd.concat(parts, ignore_index=True), columns=columns)
    change = only(replace(given, tables=dict(given.tables) | {"transactions": table}))
    assert change.effect.ci_low < 5 < change.effect.ci_high
    assert change.effect.ci_low > 0
    assert change.money == pytest.approx(12 * change.effect.value * 3750)
    assert "€" in read_changes((change,), EN)


# ------------------------------------------------------------------------ panels
def test_only_whole_months_count():
    assert whole_months(pd.Timestamp("2025-01-01"), pd.Timestamp("2025-12-31"), DAY) == (-5, 5)
    first, last = whole_months(pd.Timestamp("2025-07-20"), pd.Timestamp("2025-08-10"), DAY)
    assert last < first


def test_the_panel_by_hand():
    """Two groups, two months before and one after; slope of the first is 2 a month."""
    panel = panel_of_answers(
        pd.Series(list("aaaaaabb")),
        pd.Series([-2, -2, -1, -1, 0, 0, -1, 0]),
        pd.Series([1.0, 3, 3, 5, 6, 8, 4, 4]),
    )
    row = panel.groups.set_index("group").loc["a"]
    assert (row["before"], row["after"], row["change"], row["slope"]) == (3, 7, 4, 2)
    spread = np.var([1, 3, 3, 5, 6, 8], ddof=1)
    assert row["change_variance"] == pytest.approx(spread * (1 / 4 + 1 / 2))
    assert row["slope_variance"] == pytest.approx(spread / (4 * 0.25))
    assert (panel.before, panel.after, panel.n) == (2, 1, 8)


# --------------------------------------------------------------- what is declared
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"where": {}}, "at least 1"),
        ({"where": {"plan": ["a"], "region": ["b"]}}, "where"),
        ({"where": {"plan": []}}, "where"),
        ({"outcome": "nps"}, "score"),
        ({"outcome": "churn", "question": "ltr"}, "question"),
        ({"since": "soon"}, "soon"),
        ({"sinse": "2025-01-01"}, "sinse"),
    ],
)
def test_a_change_that_cannot_be_meant_is_refused(change, said):
    plain = declared()["changes"][0]
    with pytest.raises(ValidationError, match=said):
        Economics.model_validate({"changes": [plain | change]})


def test_one_group_needs_no_brackets():
    found = Economics.model_validate(
        {"changes": [declared()["changes"][0] | {"where": {"plan": "a"}}]}
    )
    assert (found.changes[0].column, found.changes[0].groups) == ("plan", ("a",))


def test_the_figure_draws_both_kinds_of_groups_and_what_would_have_been():
    change = only(made(0.8))
    ax = plot_change(change, style=STYLE)
    assert len(ax.lines) == 4  # with, without, what would have been, the day
    names = [text.get_text() for text in ax.texts]
    assert names == ["without it", "with it"] or set(names) == {"with it", "without it"}
    text = describe_change(change, EN)
    assert "Dotted" in text.reading
    assert "56 ways" in text.reading
