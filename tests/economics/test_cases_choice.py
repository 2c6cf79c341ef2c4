"""What to choose under a budget, and what came of what was promised."""

from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.economics import best_set, read_portfolio, read_realised, realised_table
from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.portfolio import portfolio_of
from cxkit.economics.cases.projects import Assumptions, projects_of
from cxkit.economics.cases.realised import due_by, realisations
from cxkit.economics.cases.simulation import simulate
from cxkit.engagement.delivered import DeliveredBenefit
from cxkit.engagement.judgements import Adoption, Kpi, KpiValue
from cxkit.language import Words
from tests.economics.made_economics import initiative

EN = Words("en")
PLAIN = Conventions(discount=0.0, years=1)
TODAY = date(2026, 7, 1)


def portfolio(*initiatives, budget):
    found = projects_of(initiatives, (), conventions=PLAIN, assumptions=Assumptions())
    return portfolio_of(simulate(found, Assumptions(), draws=400), budget=budget)


def chosen(found):
    return {each.id for each in found.options if each.chosen}


def by_hand(values, costs, budget, requires, excludes):
    best = 0.0
    for one in product((0, 1), repeat=len(values)):
        if np.dot(one, costs) <= budget + 1e-9 and all(one[a] <= one[b] for a, b in requires) \
                and all(one[a] + one[b] <= 1 for a, b in excludes):  # fmt: skip
            best = max(best, float(np.dot(one, values)))
    return best


SIX = st.lists(st.integers(-50, 100), min_size=6, max_size=6)
PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] != p[1]),
                 max_size=3)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(SIX, st.lists(st.integers(0, 40), min_size=6, max_size=6), st.integers(0, 150), PAIRS, PAIRS)
def test_the_best_set_is_the_one_that_trying_all_finds(values, costs, budget, requires, excludes):
    found = best_set(values, costs, budget=budget, requires=requires, excludes=excludes)
    assert found.value == pytest.approx(by_hand(values, costs, budget, requires, excludes))
    assert sum(costs[place] for place in found.chosen) <= budget
    assert sum(values[place] for place in found.chosen) == pytest.approx(found.value)


def test_the_greedy_choice_is_not_the_best():
    """Best ratio first would take the 6 for 5 and leave 5 of 10 unused; the best is 5 + 5."""
    assert best_set([60, 50, 50], [6, 5, 5], budget=10).chosen == (1, 2)


def test_values_that_do_not_add_up():
    sets = [((0, 1), [((0,), 10), ((1,), 9), ((0, 1), 11)])]
    assert best_set([0, 0, 5], [3, 1, 2], budget=3, together=sets).chosen == (1, 2)
    assert best_set([0, 0, 5], [3, 1, 2], budget=9, together=sets).value == 16


def test_choices_that_cannot_be_are_refused():
    for values, costs, budget in (([1], [-1], 1), ([1], [1], -1), ([1, 2], [1], 1),
                                  ([float("nan")], [1], 1)):  # fmt: skip
        with pytest.raises(ValueError, match=r"cost|finite"):
            best_set(values, costs, budget=budget)
    with pytest.raises(ValueError, match="places run"):
        best_set([1], [1], budget=1, requires=[(0, 3)])
    assert best_set([], [], budget=1).chosen == ()


def test_the_solver_writes_nothing(capfd):
    rng = np.random.default_rng(0)
    for _ in range(60):
        best_set(rng.normal(3, 2, 9), rng.integers(1, 20, 9), budget=float(rng.integers(10, 60)))
    assert capfd.readouterr() == ("", "")


def test_dependence_exclusion_and_the_loser():
    found = portfolio(
        initiative("A", benefit=150, depends_on="B"),
        initiative("B", benefit=101, cost=100),
        initiative("C", benefit=160, excludes="D"),
        initiative("D", benefit=170),
        initiative("E", benefit=20),
        budget=300,
    )
    assert chosen(found) == {"A", "B", "D"}
    assert [each.id for each in found.options if each.loses] == ["E"]
    assert found.value == pytest.approx(50 + 1 + 70)
    text = read_portfolio(found, EN)
    assert "Not to be done at any budget, since it loses money on average: E E." in text
    assert "A larger budget would bring nothing more" in text


def test_what_claims_no_money_is_chosen_when_others_need_it():
    need = initiative("N", benefit=None, cost=30)
    found = portfolio(initiative("A", benefit=200, depends_on="N"), need, budget=200)
    assert chosen(found) == {"A", "N"}
    assert found.value == pytest.approx(70)
    assert not any(each.loses for each in found.options)
    poor = portfolio(initiative("A", benefit=120, depends_on="N"), need, budget=200)
    assert chosen(poor) == set()


def test_more_budget_and_the_next_better_set():
    found = portfolio(initiative("A", benefit=200), initiative("B", cost=150, benefit=300),
                      budget=150)  # fmt: skip
    assert chosen(found) == {"B"}
    assert found.next_budget == pytest.approx(250, abs=0.5)
    assert (found.more_value, found.added) == (0, ())
    assert "the next better set costs" in read_portfolio(found, EN)
    rich = portfolio(initiative("A", benefit=200), initiative("B", cost=15, benefit=30), budget=110)
    assert (rich.added, rich.dropped) == (("B",), ())
    assert rich.more_value == pytest.approx(15)


def test_a_benefit_is_not_paid_for_twice():
    pair = [initiative(key, benefit=180, shares_benefit="calls") for key in "AB"]
    found = portfolio(*pair, initiative("C", benefit=120), budget=200)
    assert "C" in chosen(found)
    assert len(chosen(found)) == 2


def test_a_choice_that_hangs_on_chance_is_said_to():
    found = portfolio(
        initiative("A", benefit=150, benefit_low=50, benefit_high=250),
        initiative("B", benefit=149, benefit_low=49, benefit_high=249),
        budget=100,
    )
    assert 0.2 < found.same < 0.8
    sure = portfolio(initiative("A", benefit=150), initiative("B", benefit=110), budget=100)
    assert (sure.same, sure.overrun) == (1, 0)


def test_what_is_done_is_not_chosen_again():
    found = portfolio(initiative("A", status="done"), initiative("B", benefit=150, depends_on="A"),
                      budget=100)  # fmt: skip
    assert [each.id for each in found.options] == ["B"]
    assert chosen(found) == {"B"}


# ------------------------------------------------------------------- realised
KPI = Kpi(
    id="K1", name="Satisfied", metric="csat", unit="%", baseline=40.0,
    baseline_date=date(2025, 6, 30), direction="up",
)  # fmt: skip


def run(**more):
    values = {"kpi": "K1", "effect": 10.0, "status": "running", "start": date(2025, 7, 1),
              "end": date(2025, 7, 1), "benefit": 1000}  # fmt: skip
    return initiative(**values | more)


def measured(*pairs, n=None):
    return [KpiValue(kpi="K1", date=day, value=value, n=n) for day, value in pairs]


def came(*initiatives, values, kept=(), adoption=()):
    return realisations(
        initiatives, [KPI], values, adoption, {"I1": (800.0, 1000.0, 1200.0)}, as_of=TODAY,
        kept=kept, registered=date(2025, 6, 30) if kept else None,
    )  # fmt: skip


def test_half_the_change_brings_half_of_what_was_due():
    """A year of 1000 was due; 5 of 10 points came: 500, so 500 are lacking."""
    found = came(run(), values=measured((date(2026, 6, 1), 45.0)))
    (row,) = found.rows
    assert row.due == pytest.approx(1, abs=0.001)
    assert row.realised[1] == pytest.approx(500, rel=0.001)
    assert row.shortfall == pytest.approx(500, rel=0.001)
    assert (row.claim, row.moved) == ("association", 5)
    assert np.isnan(row.realised[0]), "no base, no interval"
    assert "shows no cause" in read_realised(found, EN)


def test_with_bases_the_change_has_newcombes_interval():
    """56/70 against 48/80, Newcombe 1998 b: +20 points, 5.24 to 33.39."""
    kpi = Kpi(**KPI.model_dump() | {"baseline": 60.0})
    values = [KpiValue(kpi="K1", date=date(2025, 6, 30), value=60, n=80),
              KpiValue(kpi="K1", date=date(2026, 6, 1), value=80, n=70)]  # fmt: skip
    (row,) = realisations([run()], [kpi], values, (), {"I1": (1.0, 1000.0, 1.0)}, as_of=TODAY).rows
    assert (row.moved_low, row.moved_high) == pytest.approx((5.24, 33.39), abs=0.005)
    low, middle, high = row.realised
    assert (low, middle, high) == pytest.approx((524, 2000, 3339), rel=0.002)


def test_an_earlier_report_holds_the_promise():
    kept = [DeliveredBenefit(initiative="I1", low=1.0, base=2000.0, high=3.0, effect=20.0)]
    found = came(run(), values=measured((date(2026, 6, 1), 45.0)), kept=kept)
    (row,) = found.rows
    assert (row.promised[1], row.planned) == (2000, 20)
    assert row.realised[1] == pytest.approx(500, rel=0.001)
    assert "Promises are those of the report with data of 30 June 2025." in read_realised(found, EN)


@pytest.mark.parametrize(
    ("more", "values", "why"),
    [
        ({"kpi": "K9"}, [], "no kpi"),
        ({"effect": None}, [(date(2026, 6, 1), 45.0)], "no effect"),
        ({}, [], "no later value"),
        ({"start": date(2025, 1, 1), "end": None}, [(date(2026, 6, 1), 45.0)], "no baseline"),
        ({"end": date(2026, 12, 31)}, [(date(2026, 6, 1), 45.0)], "not due"),
        ({"id": "I2"}, [(date(2026, 6, 1), 45.0)], "no benefit"),
    ],
)
def test_where_nothing_can_be_told_it_says_why(more, values, why):
    found = came(run(**more), values=measured(*values))
    (row,) = found.rows
    assert (row.why, row.claim) == (why, "assumption")
    assert np.isnan(row.realised[1])
    assert all("nan" not in cell for cell in realised_table(found, EN).rows[0])
    assert read_realised(found, EN)


def test_the_note_explains_the_column_by_the_name_it_has():
    found = came(run(), values=measured((date(2026, 6, 1), 45.0)))
    for language, name in (("en", "What came"), ("es", "Obtenido")):
        table = realised_table(found, Words(language))
        assert table.headings[5] == name
        assert f". {name}: " in table.note


def test_planned_ones_have_not_begun_and_two_on_one_kpi_cannot_be_told_apart():
    found = came(run(), run(id="I2"), run(id="I3", status="planned"),
                 values=measured((date(2026, 6, 1), 45.0)))  # fmt: skip
    assert [(row.id, row.shared_with) for row in found.rows] == [("I1", ("I2",)), ("I2", ("I1",))]
    assert "cannot be told apart" in read_realised(found, EN)


def test_due_by_now():
    assert due_by(run(end=None), TODAY) == pytest.approx(1, abs=0.001)
    assert due_by(run(ramp_months=12), TODAY) == pytest.approx(0.5, abs=0.001)
    assert due_by(run(delay_months=6), TODAY) == pytest.approx(0.5, abs=0.002)
    assert due_by(run(benefit_type="one_off"), TODAY) == 1
    assert np.isnan(due_by(run(start=None, end=None), TODAY))


def test_what_was_taken_up_is_the_last_count():
    counts = [Adoption(initiative="I1", date=date(2026, month, 1), eligible=10, adopted=month)
              for month in (3, 5)]  # fmt: skip
    assert came(run(), values=measured(), adoption=counts).rows[0].adopted == 0.5
