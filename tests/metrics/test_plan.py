import math

import pytest

from cxkit.metrics import answers_needed


def test_the_answers_of_an_nps_study():
    # concepts of the trade: v = 0.61 needs 938 for ±5, 235 for ±10, 958 a wave for 10 points
    plan = answers_needed(0.61).set_index(["goal", "points"])
    assert plan.loc[("margin", 5), "n"] == 938
    assert plan.loc[("margin", 10), "n"] == 235
    assert plan.loc[("change", 5), "n"] == 3831
    assert plan.loc[("change", 10), "n"] == 958
    assert plan["invited"].isna().all()
    assert plan["possible"].all()
    assert plan["share"].isna().all()


def test_a_small_population_bounds_a_margin_and_forbids_some_changes():
    plan = answers_needed(1, population=800, response_rate=0.25).set_index(["goal", "points"])
    # 384.146 / (1 + 383.146 / 800) = 259.7; 1569.8 answers a wave for 10 points of change
    assert plan.loc[("margin", 10), "n"] == 260
    assert plan.loc[("margin", 10), "invited"] == 1040
    assert plan.loc[("margin", 10), "share"] == pytest.approx(260 / 800)
    assert plan.loc["margin", "possible"].all()
    assert not plan.loc["change", "possible"].any()
    assert plan.loc[("change", 10), "n"] == 1570


def test_a_design_effect_multiplies_and_a_scale_mean_has_its_own_unit():
    plain, double = (answers_needed(0.5, design_effect=deff)["n"] for deff in (1, 2))
    assert (double - 2 * plain).abs().max() <= 2
    mean = answers_needed(1.2, margins=(0.1,), changes=(), unit=1)
    assert mean["n"].to_list() == [math.ceil(1.2 * (1.959964 / 0.1) ** 2)]


@pytest.mark.parametrize(
    "wrong", [{"population": 0}, {"design_effect": -1}, {"response_rate": 0}, {"margins": (0,)}]
)
def test_what_cannot_be_planned_is_refused(wrong):
    with pytest.raises(ValueError, match=r"must be|need"):
        answers_needed(0.5, **wrong)
