"""Business cases, the guard against double counting, and A/B tests."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.economics import analyse, describe_cases, plot_cases, read_cases, read_trials
from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.initiatives import business_cases, net_present_value
from cxkit.economics.trials.readout import split_p_value
from cxkit.findings import Missing
from cxkit.language import Words
from tests.economics.made_economics import RATES, churn_kpi, client, initiative, many
from tests.economics.test_churn import STYLE

EN = Words("en")


def cases(*initiatives, kpis=(), margin=100.0, population=1000.0, churn=0.2):
    return business_cases(
        initiatives,
        kpis,
        conventions=Conventions(discount=0.1, years=3),
        margin=margin,
        population=population,
        churn=churn,
    )


def test_net_present_value_by_hand():
    """100 at the end of three years at 10 %: 90.91 + 82.64 + 75.13 = 248.69."""
    assert net_present_value(100, 100, discount=0.1, years=3) == pytest.approx(148.69, abs=0.005)


def test_a_case_by_hand():
    """Half a chance of 100 a year for 100: 24 months, worth 24.34, pays from 40.2 % on."""
    case = cases(initiative(probability=0.5)).cases[0]
    assert case.npv[1] == pytest.approx(24.34, abs=0.005)
    assert case.payback_months == pytest.approx(24)
    assert case.break_even == pytest.approx(100 / 248.685, abs=1e-5)
    assert (case.claim, case.source) == ("assumption", "given")


def test_low_benefit_meets_the_worst_cost():
    case = cases(initiative(cost_low=80, cost_high=140, benefit_low=50, benefit_high=150)).cases[0]
    factor = (1 - 1.1**-3) / 0.1
    assert case.npv == pytest.approx((50 * factor - 140, 100 * factor - 100, 150 * factor - 80))


def test_churn_gives_the_benefit_where_none_was_stated():
    """Two points of 1000 customers of 100 each: 2000 a year."""
    one = initiative(kpi="K1", effect=-2.0, effect_low=-1.0, effect_high=-3.0, benefit=None)
    case = cases(one, kpis=[churn_kpi()]).cases[0]
    assert case.source == "churn"
    assert case.benefit == pytest.approx((1000, 2000, 3000))


def test_no_money_is_claimed_for_other_kpis():
    one = initiative(kpi="K1", effect=5.0, benefit=None)
    found = cases(one, kpis=[churn_kpi(metric="nps", direction="up")])
    assert not found.cases[0].has_money
    assert found.claimed_sum == 0
    assert "No money claimed: I1 I1." in read_cases(found, EN)


def test_a_benefit_claimed_twice_is_counted_once():
    found = cases(
        initiative("I1", kpi="K1", pain_point="P1", benefit=300),
        initiative("I2", kpi="K1", pain_point="P1", benefit=100),
        initiative("I3", kpi="K1", pain_point="P2", benefit=100),
        kpis=[churn_kpi(metric="nps")],
    )
    (shared,) = found.shared
    assert shared.ids == ("I1", "I2")
    assert (shared.claimed[1], shared.counted[1]) == (400, 300)
    assert (found.claimed_sum, found.counted_sum) == (500, 400)
    assert (shared.expected_claimed, shared.expected_counted) == (400, 300)
    benefits = {case.id: case.benefit[1] for case in found.cases}
    assert benefits == {"I1": 225, "I2": 75, "I3": 100}
    assert {case.id for case in found.cases if case.capped} == {"I1", "I2"}


def test_churn_cannot_fall_below_nothing():
    """20 % of 1000 customers of 100 each is 20 000: no more can be saved."""
    found = cases(
        initiative("I1", kpi="K1", pain_point="P1", benefit=15_000),
        initiative("I2", kpi="K1", pain_point="P2", benefit=15_000),
        kpis=[churn_kpi()],
    )
    (shared,) = found.shared
    assert shared.ceiling
    assert (shared.claimed[1], shared.counted[1]) == pytest.approx((30_000, 20_000))
    assert "even if nobody left" in read_cases(found, EN)


@pytest.mark.parametrize(
    ("more", "doubt"),
    [
        ({"effect": 2.0}, "wrong direction"),
        ({"effect": -2.0, "effect_low": -3.0, "effect_high": -1.0}, "upside down"),
        ({"kpi": "K9"}, "no kpi"),
        ({"cost": None}, "no cost"),
        ({"probability": None}, "no probability"),
    ],
)
def test_what_does_not_add_up_is_said(more, doubt):
    found = cases(initiative(**({"kpi": "K1"} | more)), kpis=[churn_kpi()])
    assert found.cases[0].doubts == (doubt,)
    assert "I1 I1: " in read_cases(found, EN)


def test_a_loser_is_named_and_a_stopped_one_left_out():
    found = cases(initiative("I1"), initiative("I2", cost=1000), initiative("I3", status="stopped"))
    text = describe_cases(found, EN)
    assert text.headline == (
        "At the judged probability of success, 1 of 2 initiatives pays even in its low case; "
        "money is lost in every case with I2 I2"
    )
    assert "Failure itself is not on the line" in text.reading
    assert found.n_stopped == 1
    ax = plot_cases(found, style=STYLE)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == [
        "I2 I2 (assumption)",
        "I1 I1 (assumption)",
    ]
    assert ax.get_xlabel() == "amount in EUR"


def headline(*initiatives):
    return describe_cases(cases(*initiatives), EN).headline


def test_the_headline_agrees_with_how_many_pay():
    weak = initiative("I2", benefit_low=1, benefit=100, benefit_high=200)
    start = "At the judged probability of success, "
    assert headline(initiative(), initiative("I3"), weak) == (
        f"{start}2 of 3 initiatives pay even in their low case"
    )
    assert headline(weak, weak) == f"{start}none of 2 initiatives pays in its low case"
    assert headline(initiative()) == f"{start}the initiative pays even in its low case"
    assert headline(weak) == f"{start}the initiative does not pay in its low case"
    assert headline(initiative(cost=1000)) == "I1 I1 loses money in every case"


def test_a_low_case_that_touches_zero_is_not_said_to_pay():
    """A benefit of 40.5 a year brings 100.7 for a cost of 100."""
    touching = initiative(benefit_low=40.5, benefit=100, benefit_high=200)
    found = cases(touching, initiative("I2"))
    assert 0 < found.cases[0].npv[0] < 1 or 0 < found.cases[1].npv[0] < 1
    assert sum(case.pays for case in found.cases) == 1


def test_where_no_initiative_has_a_case_it_says_what_is_lacking():
    def cases_of(**more):
        return analyse(client(many(1, 9), economics=RATES, initiatives=(initiative(**more),))).cases

    assert "No initiative declares a benefit" in cases_of(benefit=None).need
    assert "No initiative declares a benefit" in cases_of(status="stopped").need
    assert "gives its cost" in cases_of(cost=None).need


def test_one_trial_is_not_counted_as_many():
    for hits, said in ((520, "converts clearly better"), (401, "does not convert clearly better")):
        table = totals(("x", "A", 4000, 400), ("x", "B", 4000, hits))
        text = read_trials(analyse(client(experiments=table)).trials, EN)
        assert text.startswith(f"The variant tested {said} than its control.")


def test_of_several_variants_each_is_named():
    arms = [("x", arm, 4000, hits) for arm, hits in (("A", 400), ("B", 520), ("C", 402))]
    text = read_trials(analyse(client(experiments=totals(*arms))).trials, EN)
    assert "Adopt: x: B (+3.0 points; " in text
    assert "Nothing decided: x: C; " in text


def test_never_paid_back_is_infinite_and_written_as_never():
    found = analyse(client(many(1, 9), economics=RATES, initiatives=(initiative(benefit=-5),)))
    assert math.isinf(found.cases.cases[0].payback_months)
    assert found.cases_frame["npv"].iloc[0] < 0


def test_without_rate_or_initiatives_it_says_what_to_write():
    assert isinstance(analyse(client(many(1, 9))).cases, Missing)
    assert isinstance(analyse(client(many(1, 9), initiatives=(initiative(),))).cases, Missing)


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=6))
def test_the_sum_counted_never_exceeds_the_claim_nor_undercuts_the_largest(benefits):
    found = cases(
        *(
            initiative(f"I{n}", kpi="K1", pain_point="P1", benefit=benefit)
            for n, benefit in enumerate(benefits)
        ),
        kpis=[churn_kpi(metric="nps")],
    )
    assert found.counted_sum <= found.claimed_sum * (1 + 1e-12)
    assert found.counted_sum == pytest.approx(max(benefits))


# ---------------------------------------------------------------------- A/B tests
def test_an_uneven_split_is_invalid():
    """Chi-squared of 100 and 200 against 150 each: 33.3, p below 1 in a million."""
    assert split_p_value([100, 200]) < 1e-6
    assert split_p_value([100, 100]) == 1


def totals(*rows):
    return pd.DataFrame(rows, columns=["experiment", "arm", "visitors", "conversions"])


def test_the_difference_has_newcombes_interval():
    """Newcombe 1998 b, case (a): 56/70 - 48/80 = 0.2000, 0.0524 to 0.3339."""
    table = totals(("x", "A", 80, 48), ("x", "B", 70, 56))
    (trial,) = analyse(client(experiments=table)).trials.trials
    assert trial.difference == pytest.approx(0.2)
    assert (trial.ci_low, trial.ci_high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_each_decision():
    table = totals(
        ("won", "A", 4000, 400), ("won", "B", 4000, 520),
        ("lost", "A", 4000, 520), ("lost", "B", 4000, 400),
        ("even", "A", 4000, 400), ("even", "B", 4000, 401),
        ("broken", "A", 4000, 400), ("broken", "B", 3000, 600),
        ("small", "A", 20, 2), ("small", "B", 20, 3),
        ("alone", "A", 20, 2),
    )  # fmt: skip
    trials = analyse(client(experiments=table)).trials
    assert {trial.experiment: trial.decision for trial in trials.trials} == {
        "won": "better",
        "lost": "worse",
        "even": "undecided",
        "broken": "invalid",
        "small": "too few",
    }
    text = read_trials(trials, EN)
    assert text.startswith(
        "1 of 5 variants tested converts clearly better. Adopt: won (+3.0 points; 95% interval "
        "+1.6 to +4.4; n = 8,000)."
    )
    assert "Nothing decided: even; " in text
    assert "Too few visitors to decide: small." in text
    assert "Worse than the control: lost." in text
    assert "Invalid: broken." in text


def test_rows_of_visitors_and_totals_agree():
    rows = pd.DataFrame({"arm": ["A"] * 80 + ["B"] * 70})
    rows["converted"] = pd.array([n < 48 for n in range(80)] + [n < 56 for n in range(70)])
    one = analyse(client(experiments=rows)).trials.trials[0]
    summed = pd.DataFrame({"arm": ["A", "B"], "visitors": [80, 70], "conversions": [48, 56]})
    assert analyse(client(experiments=summed)).trials.trials[0] == one


def test_totals_that_cannot_be_are_left_out():
    table = totals(("x", "A", 10, 20), ("x", "B", 10, 2), ("x", None, 10, 2))
    assert isinstance(analyse(client(experiments=table)).trials, Missing)
