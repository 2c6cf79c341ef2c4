from dataclasses import replace

import pytest

from cxkit.language import Words
from cxkit.perception import analyse, findings
from tests.perception.made_clients import answers, made, stacked

EN = Words("en")


def found(frame, *, confidence=0.95):
    client = made(responses=frame)
    engagement = client.engagement.model_copy(update={"confidence": confidence})
    result = findings(analyse(replace(client, engagement=engagement)), EN)
    return {item.key: item for item in result}


def test_a_higher_level_of_confidence_asks_for_a_smaller_p():
    # the last change: 19 points up on 300 and 300, Holm over two changes below .025, half of
    # 1 - 0.95, which is perception's part of the chance of a false finding
    level = {10: 100, 8: 100, 3: 100}
    frame = stacked(
        answers("ltr", level, wave="1"),
        answers("ltr", level, wave="2"),
        answers("ltr", {10: 128, 8: 101, 3: 71}, wave="3"),
    )
    at_95 = found(frame)
    assert list(at_95) == ["perception.nps.level", "perception.nps.change.3"]
    assert "p = 0.010 after" in at_95["perception.nps.change.3"].detail
    assert list(found(frame, confidence=0.99)) == ["perception.nps.level"]


def test_the_same_groups_under_two_columns_are_one_finding_a_side():
    frame = stacked(
        answers("ltr", {10: 45, 3: 5}, plan="a"),
        answers("ltr", {10: 10, 3: 40}, plan="b"),
        answers("ltr", {10: 40, 8: 20, 3: 40}, plan="c"),
    )
    assert list(found(frame.assign(channel=frame["plan"]))) == [
        "perception.nps.level",
        "perception.nps.channel.bad",
        "perception.nps.channel.good",
    ]


@pytest.mark.parametrize(("worse", "worst"), [("b", "c"), ("c", "b")])
def test_of_two_bad_groups_the_one_furthest_from_the_rest_is_named(worse, worst):
    frame = stacked(
        answers("ltr", {10: 180, 3: 20}, plan="a"),
        answers("ltr", {10: 50, 3: 50}, plan=worse),
        answers("ltr", {10: 20, 3: 80}, plan=worst),
    )
    # worse: 0 against (160 - 60) / 300 = 33; worst: -60 against 160 / 300 = 53
    bad = found(frame)["perception.nps.plan.bad"]
    assert bad.headline == f"{worst}: NPS 113 points below the rest."


@pytest.mark.parametrize("counts", [{10: 40, 8: 23, 3: 37}, {10: 37, 8: 23, 3: 40}])
def test_a_score_beside_0_is_neutral_where_its_interval_holds_0(counts):
    # 3 points either side; error sqrt(.77 / 100) = 8.8 points, so about -14 to 20 and mirrored
    assert found(answers("ltr", counts))["perception.nps.level"].tone == "neutral"
