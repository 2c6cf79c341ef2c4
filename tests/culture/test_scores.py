"""eNPS, favourable answers, differences and items against hand-worked cases."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cxkit.culture.answers import design_effect
from cxkit.culture.orientation import mean_of_shares
from cxkit.findings import Missing
from cxkit.stats.intervals import wilson_interval
from tests.culture.made_staff import analysed, item, survey


def hand():
    """40 people: unit A 10 promoters and 10 passives, unit B 5 passives and 15 detractors."""
    return pd.DataFrame(
        {
            "unit": ["A"] * 20 + ["B"] * 20,
            "enps": [9.0] * 10 + [8.0] * 10 + [7.0] * 5 + [0.0] * 15,
            "tools": [4.0] * 15 + [1.0] * 5 + [5.0] * 4 + [2.0] * 16,
        }
    )


def test_enps_by_hand():
    found = analysed(hand())
    assert found.pulse.enps.score == pytest.approx(100 * (10 - 15) / 40)
    table = found.by_unit.of("enps").set_index("group")
    assert table.loc["A", "value"] == 50
    assert table.loc["B", "value"] == -75


def test_favourable_share_by_hand():
    found = analysed(hand())
    (row,) = found.pulse.dimensions.to_dict("records")
    assert row["share"] == pytest.approx(19 / 40)
    assert (row["ci_low"], row["ci_high"]) == pytest.approx(wilson_interval(19, 40))
    table = found.by_unit.of(row["key"]).set_index("group")
    assert table["value"].to_dict() == pytest.approx({"A": 15 / 20, "B": 4 / 20})


def test_small_units_are_not_compared_and_count_for_no_correction():
    by = analysed(hand()).by_unit  # 20 people a unit, below min_base
    assert by.comparisons == 0
    assert by.table["p_adjusted"].isna().all()


def test_holm_counts_the_comparisons_of_both_cuts():
    by = analysed(survey({"A": 60, "B": 60})).by_unit
    assert by.comparisons == 2 * 2 + 2  # two units in two measures, two spans in one


def test_a_scale_where_low_is_good_is_read_the_right_way_round():
    from cxkit.scales import Scale

    hard = Scale(low=1, high=5, higher_is_better=False, top_box=2)
    frame = hand()[["unit", "tools"]]
    found = analysed(frame, columns=[item("tools", scale=hard)])
    assert found.pulse.dimensions["share"].iloc[0] == pytest.approx(21 / 40)


def test_a_reversed_item_does_not_spoil_the_reliability():
    from cxkit.scales import Scale

    frame = survey({"A": 40, "B": 40})
    frame["decide"] = frame["tools"]
    straight = analysed(frame).items.reliability["dimension_1"].alpha
    hard = Scale(low=1, high=5, higher_is_better=False, top_box=2)
    turned = analysed(frame.assign(decide=6 - frame["tools"]), columns=[item("decide", scale=hard)])
    assert straight == pytest.approx(1.0)
    assert turned.items.reliability["dimension_1"].alpha == pytest.approx(1.0)


def test_items_without_a_dimension_stand_alone():
    frame = survey({"A": 40, "B": 40}).assign(heard=[1.0, 5.0] * 40)
    found = analysed(frame)
    assert len(found.pulse.dimensions) == 2
    assert [i.column.name for i in found.items.items] == ["tools", "decide", "heard"]
    assert list(found.items.reliability) == ["dimension_1"]


def test_blank_answers_are_counted_by_item():
    frame = survey({"A": 40, "B": 40})
    frame.loc[:9, "tools"] = np.nan
    tools = analysed(frame).items.items[0]
    assert (tools.n, tools.n_missing) == (70, 10)


def test_answers_that_one_person_gives_twice_count_once():
    once = np.array([[1, 0]] * 12 + [[0, 1]] * 18)
    assert design_effect(once) == pytest.approx(1)
    assert design_effect(2 * once) == pytest.approx(2 * 30 / 29 * 59 / 60)


@settings(deadline=None, max_examples=40)
@given(arrays(np.int64, st.tuples(st.integers(1, 30), st.just(2)), elements=st.integers(0, 4)))
def test_the_design_effect_is_at_least_one_and_does_not_depend_on_the_order(answers):
    assert design_effect(answers) >= 1
    assert design_effect(answers[::-1]) == pytest.approx(design_effect(answers))


def test_the_mean_of_shares_by_hand():
    # (0.2 + 0.6) / 2; below sqrt(0.1² + 0.1²) / 2, above sqrt(0.2² + 0.1²) / 2
    mean, low, high = mean_of_shares([(0.2, 0.1, 0.4), (0.6, 0.5, 0.7)])
    assert (mean, low, high) == pytest.approx((0.4, 0.4 - 0.0707107, 0.4 + 0.1118034))
    assert np.isnan(mean_of_shares([(0.2, 0.1, 0.4)])).all()


@pytest.mark.parametrize(
    "frame",
    [
        None,
        pd.DataFrame({"unit": [], "enps": []}),
        pd.DataFrame({"unit": ["A"], "enps": [9.0]}),
        pd.DataFrame({"unit": ["A"] * 20, "enps": [np.nan] * 20}),
        pd.DataFrame({"unit": ["A"] * 20}),
        pd.DataFrame({"unit": ["A"] * 20, "enps": [9.0] * 20}),
    ],
)
def test_too_little_to_go_by_says_what_to_provide(frame):
    found = analysed(frame)
    assert isinstance(found.pulse, Missing)
    for result in (found.by_unit, found.enps_by_unit, found.by_second_cut, found.items,
                   found.change):  # fmt: skip
        assert isinstance(result, Missing)


def test_without_units_only_the_total_is_shown():
    frame = survey({"A": 40}).drop(columns=["unit", "span"])
    found = analysed(frame)
    assert found.pulse.enps.n == 40
    assert isinstance(found.by_unit, Missing)
    assert isinstance(found.by_second_cut, Missing)


def test_waves_of_the_engagement_part_the_rounds():
    first, second = survey({"A": 30, "B": 20}), survey({"A": 35, "B": 25}, seed=3)
    frame = pd.concat(
        [first.assign(date=pd.Timestamp("2025-09-01")),
         second.assign(date=pd.Timestamp("2026-03-31 18:00"))], ignore_index=True
    )  # fmt: skip
    waves = [("autumn", "2025-07-01", "2025-12-31"), ("spring", "2026-01-01", "2026-03-31")]
    found = analysed(frame, waves=waves)
    assert found.pulse.enps.n == 60
    assert (found.change.before, found.change.after) == ("autumn", "spring")
    assert found.change.change.difference == pytest.approx(
        found.change.second.score - found.change.first.score
    )
