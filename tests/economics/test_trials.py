"""Plans, controls, looks, CUPED, revenue and the log of A/B tests, from the client's tables."""

import math

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from cxkit import economics as eco
from cxkit.client import Table
from cxkit.economics.trials.declared import experiment_problems
from cxkit.economics.trials.design import design_of
from cxkit.economics.trials.planner import planned_size
from cxkit.economics.trials.readout import split_p_value
from cxkit.engagement.judgements import Economics, PlannedTest
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.stats import newcombe_p_value
from cxkit.stats.planning import n_for_shares
from tests.economics.made_economics import COLUMNS, client
from tests.economics.test_churn import STYLE
from tests.economics.test_plan import totals

EN, ES = Words("en"), Words("es")
PLAN = {"name": "x", "baseline": 0.1, "smallest_effect": 0.02, "visitors_a_day": 500}


def agreed(*plans, **more):
    return {"planned_tests": list(plans)} | more


def analysed(table, *plans, **more):
    return eco.analyse(client(experiments=table, economics=agreed(*plans, **more)))


def rows(n=2000, gain=0.05, days=20, seed=1, name="x"):
    """Visitors over some days; `before` foretells converting; B converts more."""
    rng = np.random.default_rng(seed)
    arm = rng.permutation(np.repeat([0, 1], n))
    before = rng.gamma(2.0, 1.0, 2 * n)
    converted = rng.random(2 * n) < (0.02 + 0.05 * before + gain * arm)
    first = pd.Timestamp(2026, 3, 2)
    return pd.DataFrame(
        {
            "experiment": name,
            "arm": np.array(["A", "B"])[arm],
            "date": first + pd.to_timedelta(np.arange(2 * n) * days // (2 * n), "D"),
            "converted": converted,
            "before": before,
            "revenue": np.where(converted, rng.lognormal(3, 0.5, 2 * n), 0.0),
        }
    )


# ------------------------------------------------------------------------- planning
def test_a_plain_plan_by_hand():
    size = planned_size(PlannedTest.model_validate(PLAN), confidence=0.95)
    assert size.n_control == n_for_shares(0.1, 0.12) == 3841
    assert (size.n, size.days, size.more) == (7682, 16, 1.0)
    weeks = dict(size.weeks)
    assert weeks[2] > 0.02 > weeks[3]


def test_looks_arms_and_an_uneven_split_cost_visitors():
    plain = planned_size(PlannedTest.model_validate(PLAN), confidence=0.95)
    looked = planned_size(PlannedTest.model_validate(PLAN | {"looks": 5}), confidence=0.95)
    assert looked.n_single == plain.n
    assert looked.more == pytest.approx(1.026, abs=0.003)
    assert looked.naive == pytest.approx(0.142, abs=5e-4)
    arms = planned_size(PlannedTest.model_validate(PLAN | {"arms": 3}), confidence=0.95)
    assert arms.confidence == pytest.approx(0.975)
    assert arms.n_control == n_for_shares(0.1, 0.12, confidence=0.975)
    split = PLAN | {"split": {"A": 0.9, "B": 0.1}, "control": "A"}
    uneven = planned_size(PlannedTest.model_validate(split), confidence=0.95)
    assert uneven.n_control == n_for_shares(0.1, 0.12, ratio=1 / 9)
    assert uneven.n > 2 * plain.n


def test_plans_are_said_shown_and_drawn():
    late = {"name": "late", "baseline": 0.05, "smallest_effect": 0.001, "visitors_a_day": 500}
    money = {"name": "m", "measure": "revenue", "sd": 30, "smallest_effect": 1}
    tests = (PLAN | {"looks": 3}, late, money, {"name": "vague"})
    found = analysed(None, *tests).experiments
    text = eco.read_planned(found.planned, EN)
    assert "x: to notice 2.00 points with a chance of 80% takes" in text
    assert "Longer than 56 days" in text
    assert "No size can be told for vague" in text
    assert [row[0] for row in eco.planned_table(found.planned, EN).rows] == ["x", "late", "m"]
    assert "1 of 2 planned tests" in eco.describe_planned(found.planned_weeks, EN).headline
    assert len(eco.plot_planned(found.planned_weeks, style=STYLE).lines) == 3
    only = analysed(None, money).experiments
    assert isinstance(only.planned_weeks, Missing)
    assert isinstance(eco.analyse(client()).experiments.planned, Missing)


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"baseline": 10}, "baseline_share"),
        ({"baseline": 0.9, "smallest_effect": 0.2}, "effect_share"),
        ({"smallest_effect": 2}, "effect_share"),
        ({"smallest_effect": -0.01}, "effect_positive"),
        ({"split": {"A": 1}}, "split_arms"),
        ({"split": {"A": 1, "B": 0}}, "split_arms"),
        ({"split": {"A": 1, "B": 1}, "control": "C"}, "split_control"),
        ({"look_dates": ["2026-03-02", "2026-03-01"]}, "look_dates_order"),
        ({"looks": 0}, "greater_than_equal"),
        ({"power": 80}, "less_than"),
        ({"limits": "haybittle"}, "literal_error"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(more, rule):
    with pytest.raises(ValidationError) as error:
        PlannedTest.model_validate(PLAN | more)
    assert error.value.errors()[0]["type"] == rule


def test_two_plans_of_one_name_are_refused():
    with pytest.raises(ValidationError) as error:
        Economics.model_validate(agreed(PLAN, PLAN))
    assert error.value.errors()[0]["type"] == "repeated_id"


# ---------------------------------------------------------------- control and split
def test_the_control_is_declared_told_by_its_name_or_assumed():
    def control(arms, **more):
        found = design_of("x", arms, Economics.model_validate(more))
        return found.control, found.how

    assert control(["A", "B"]) == ("A", "named")
    assert control(["new", "Original"]) == ("Original", "named")
    assert control(["gate_30", "gate_40"]) == ("gate_30", "assumed")
    assert control(["gate_30", "gate_40"], control_arm="gate_40") == ("gate_40", "declared")
    plan = PLAN | {"control": "B"}
    assert control(["A", "B"], planned_tests=[plan], control_arm="A") == ("B", "declared")


def test_a_declared_control_turns_the_difference_round():
    table = totals(("x", "A", 4000, 400), ("x", "B", 4000, 520))
    (trial,) = analysed(table, control_arm="B").trials.trials
    assert (trial.arm, trial.decision) == ("A", "worse")
    assert trial.lift == pytest.approx(400 / 520 - 1)


def test_a_declared_split_is_not_called_uneven():
    table = totals(("x", "A", 9000, 900), ("x", "B", 1000, 100))
    assert analysed(table).trials.trials[0].decision == "invalid"
    split = {"name": "x", "split": {"A": 90, "B": 10}}
    (trial,) = analysed(table, split).trials.trials
    assert (trial.split_p, trial.decision) == (1.0, "undecided")
    with pytest.raises(ValueError, match="share for each"):
        split_p_value([1, 2], [1.0])
    with pytest.raises(ValueError, match="above 0"):
        split_p_value([0, 0])


def problems(table, economics):
    columns = {key: COLUMNS[key] for key in table}
    made = Table(name="experiments", frame=table, columns=columns)
    found = experiment_problems(made, Economics.model_validate(economics))
    return [(item.rule, item.severity) for item in found]


def test_what_does_not_fit_the_data_is_found():
    table = totals(("x", "A", 10, 2), ("x", "B", 10, 2))
    assert problems(table, {}) == []
    assert problems(table, agreed(PLAN | {"control": "C"})) == [("control-unknown", "error")]
    assert problems(table, {"control_arm": "C"}) == [("control-unknown", "error")]
    split = PLAN | {"split": {"A": 1, "C": 1}}
    assert problems(table, agreed(split)) == [("split-unknown", "error")]
    assert problems(table, agreed(PLAN | {"arms": 3})) == [("arms-not-planned", "warning")]
    unclear = totals(("x", "p", 10, 2), ("x", "q", 10, 2))
    assert problems(unclear, {}) == [("control-unclear", "warning")]
    wrong = table.assign(revenue=[100.0, 100.0], revenue_squares=[10_000.0, 100.0])
    assert problems(wrong, {}) == [("squares-too-small", "error")]


# ---------------------------------------------------------------------------- looks
def test_a_test_read_once_at_its_end_is_the_plain_test():
    table = totals(("x", "A", 4000, 400), ("x", "B", 4000, 430))
    plain = analysed(table).trials.trials[0]
    planned = analysed(table, PLAN).trials.trials[0]
    assert planned.looks is None
    assert (planned.p_value, planned.ci_low) == (plain.p_value, plain.ci_low)


def test_a_test_read_before_its_end_needs_more():
    """A quarter of the visitors, p = 0.03 alone: the early limit asks for far less."""
    table = totals(("x", "A", 1000, 100), ("x", "B", 1000, 131))
    alone = newcombe_p_value(131, 1000, 100, 1000)
    found = analysed(table, PLAN)
    (trial,) = found.trials.trials
    assert alone < 0.05 < trial.p_value
    assert (trial.decision, trial.looks.state) == ("running", "goes on")
    assert trial.ci_low < 0 < trial.ci_high
    text = eco.read_trials(found.trials, EN)
    assert "the planned visitors are not in" in text
    assert "hold for all looks" in text


def test_looks_by_day_follow_the_visitors():
    found = analysed(rows(), PLAN | {"looks": 4, "smallest_effect": 0.03})
    (item,) = found.experiments.looks
    looks = item.looks
    planned = looks.planned
    assert [look.share for look in looks.looks] == sorted(look.share for look in looks.looks)
    assert looks.looks[-1].share == pytest.approx(max(1.0, 4000 / planned))
    assert all(look.day is not None for look in looks.looks)
    assert looks.state == "crossed"
    assert looks.p_value < 0.05
    assert looks.ci_low > 0
    assert found.trials.trials[0].decision == "better"
    assert "left the band at look" in eco.describe_looks(item, EN).headline
    assert len(eco.looks_table(item, EN).rows) == len(looks.looks)
    assert "p < 0.001" in eco.read_looks([item], EN)
    assert eco.plot_looks(item, style=STYLE).get_xlabel() == "Share of the planned visitors"


def test_declared_days_are_the_looks():
    days = ["2026-03-05", "2026-03-11"]
    (item,) = analysed(rows(), PLAN | {"look_dates": days}).experiments.looks
    assert [str(look.day) for look in item.looks.looks] == [*days, "2026-03-21"]


def test_without_days_earlier_looks_are_taken_as_passed():
    table = totals(("x", "A", 4000, 400), ("x", "B", 4000, 470))
    (item,) = analysed(table, PLAN | {"looks": 5, "limits": "pocock"}).experiments.looks
    assert [look.n for look in item.looks.looks] == [0, 0, 0, 8000]
    assert 0.01 < item.looks.looks[-1].nominal < 0.03
    assert "The data have no days" in eco.describe_looks(item, EN).reading
    assert eco.looks_table(item, EN).rows[0][3] == "–"


def test_no_looks_without_plans_and_none_of_a_broken_split():
    table = totals(("x", "A", 4000, 400), ("x", "B", 3000, 470))
    assert isinstance(analysed(table).experiments.looks, Missing)
    assert isinstance(analysed(table, PLAN | {"looks": 3}).experiments.looks, Missing)
    assert isinstance(eco.analyse(client()).experiments.looks, Missing)


# ---------------------------------------------------------------------------- CUPED
def test_rows_and_sums_adjust_alike():
    table = rows()
    (one,) = analysed(table).experiments.adjusted.trials
    groups = table.assign(xx=table["before"] ** 2, xy=table["before"] * table["converted"]).groupby(
        "arm"
    )
    sums = pd.DataFrame(
        {
            "experiment": "x",
            "arm": ["A", "B"],
            "visitors": groups.size().to_numpy(),
            "conversions": groups["converted"].sum().to_numpy(),
            "before": groups["before"].sum().to_numpy(),
            "before_squares": groups["xx"].sum().to_numpy(),
            "before_conversions": groups["xy"].sum().to_numpy(),
        }
    )
    (other,) = analysed(sums).experiments.adjusted.trials
    assert other.found.adjusted.difference == pytest.approx(one.found.adjusted.difference)
    assert other.found.adjusted.ci_low == pytest.approx(one.found.adjusted.ci_low)
    assert one.sound
    assert 0.02 < one.found.reduction < 0.2
    blank = sums.assign(before_squares=[None, 1.0])
    assert isinstance(analysed(blank).experiments.adjusted, Missing)
    assert isinstance(analysed(totals(("x", "A", 9, 1))).experiments.adjusted, Missing)


def test_a_measure_that_the_treatment_moved_is_not_used():
    table = rows()
    table["before"] += table["arm"].eq("B") * 1.0
    found = analysed(table).experiments.adjusted
    assert not found.trials[0].sound
    assert "is not used" in eco.read_adjusted(found, EN)
    assert eco.adjusted_table(found, EN).rows[0][-1] == "no: not used"


def test_looks_widen_the_adjusted_and_the_revenue_interval():
    table, plan = rows(), PLAN | {"looks": 3, "limits": "pocock"}
    plain, guarded = analysed(table).experiments, analysed(table, plan).experiments
    for name in ("adjusted", "revenue"):
        (one,), (other,) = getattr(plain, name).trials, getattr(guarded, name).trials
        a, b = (getattr(x, "found", None) for x in (one, other))
        narrow, wide = (a.adjusted, b.adjusted) if a is not None else (one, other)
        assert wide.ci_low < narrow.ci_low < narrow.ci_high < wide.ci_high


# -------------------------------------------------------------------------- revenue
def test_revenue_from_rows_and_from_sums():
    table = rows(gain=0.08)
    (one,) = analysed(table).experiments.revenue.trials
    assert one.ci_low > 0
    assert (one.claim, one.method) == ("experiment", "bootstrap")
    groups = table.assign(squares=table["revenue"] ** 2).groupby("arm")
    sums = totals(*(("x", arm, len(part), part["converted"].sum()) for arm, part in groups))
    sums["revenue"] = groups["revenue"].sum().to_numpy()
    assert isinstance(analysed(sums).experiments.revenue, Missing)
    sums["revenue_squares"] = groups["squares"].sum().to_numpy()
    (other,) = analysed(sums).experiments.revenue.trials
    assert other.method == "totals"
    assert other.difference == pytest.approx(one.difference)
    assert other.ci_low == pytest.approx(one.ci_low, rel=0.1)
    found = analysed(table).experiments.revenue
    assert "more than the control" in eco.read_revenue_trials(found, EN)
    assert eco.revenue_trials_table(found, EN).rows[0][-1] == "bootstrap"


def test_unknown_revenue_is_left_out_and_none_bought_is_nothing():
    table = rows(n=400)
    table.loc[~table["converted"], "revenue"] = math.nan
    first = table.index[table["converted"]][0]
    table.loc[first, "revenue"] = math.nan
    found = analysed(table).experiments.revenue
    (trial,) = found.trials
    assert trial.n_left_out == 1
    assert trial.n_control + trial.n_arm == 799
    assert trial.fragile
    text = eco.read_revenue_trials(found, EN)
    assert "A handful of buyers decide it" in text
    assert "1 visitor without known revenue is left out." in text


# ------------------------------------------------------------------------------ log
def test_the_log_counts_wins_luck_and_what_was_spoilt():
    table = totals(
        ("won", "A", 4000, 400), ("won", "B", 4000, 520),
        ("even", "A", 4000, 400), ("even", "B", 4000, 401),
        ("broken", "A", 4000, 400), ("broken", "B", 3000, 600),
    )  # fmt: skip
    found = analysed(table).experiments.programme
    assert (found.n, found.wins, found.wins_alone, found.invalid) == (2, 1, 1, 1)
    assert found.rate == 0.5
    assert (found.nulls, found.false_wins) == (1.0, pytest.approx(0.05))
    assert 0 < found.shrunk < found.claimed == pytest.approx(0.03)
    text = eco.read_programme(found, EN)
    assert "1 of 2 variants that say something won after correction (50%" in text
    assert "1 invalid split" in text
    assert [row[-1] for row in eco.programme_table(found, EN).rows] == [
        "adopt", "not decided", "invalid",
    ]  # fmt: skip


def test_a_log_of_broken_tests_says_so():
    table = totals(("x", "A", 4000, 400), ("x", "B", 3000, 600))
    found = analysed(table).experiments.programme
    assert found.n == 0
    assert "None of the experiments says anything" in eco.read_programme(found, EN)
    assert isinstance(eco.analyse(client()).experiments.programme, Missing)


def test_three_arms_are_tested_together_and_drawn():
    table = totals(("x", "A", 900, 90), ("x", "B", 900, 95), ("x", "C", 900, 150))
    trials = analysed(table).trials
    (overall,) = trials.overall
    assert (overall.arms, overall.test.df) == (3, 2)
    assert "all 3 variants together: χ² = " in eco.read_trials(trials, EN)
    assert "x: C" in eco.describe_trials(trials, EN).alt
    assert len(eco.plot_trials(trials, style=STYLE).get_yticklabels()) == 2


def test_nobody_converted_is_no_division_by_nothing():
    table = totals(("x", "A", 100, 0), ("x", "B", 100, 0))
    found = analysed(table)
    (trial,) = found.trials.trials
    assert math.isnan(trial.lift)
    assert eco.trials_table(found.trials, EN).rows[0][5] == "–"
    assert found.experiments.programme.n == 1


def test_of_a_broken_split_neither_revenue_nor_adjustment_is_told():
    table = rows(n=500)
    table = table[~(table["arm"].eq("B") & (table.index % 3 == 0))]
    found = analysed(table)
    assert found.trials.trials[0].decision == "invalid"
    for result in (found.experiments.revenue, found.experiments.adjusted):
        assert isinstance(result, Missing)
        assert "not split as planned" in result.need
