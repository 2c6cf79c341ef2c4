import pytest

from cxkit.client import Column
from cxkit.language import Words
from cxkit.perception import analyse, findings
from tests.perception.made_clients import EASE, EFFORT, answers, made, stacked, text
from tests.perception.test_wording import tickets

EN = Words("en")
PLAN = Column(
    name="plan",
    role="segment",
    label=text("Plan", "Plan"),
    names={"a": text("Basic", "Básico"), "b": text("Premium", "Prémium")},
)
LOW, HIGH = {10: 10, 3: 40}, {10: 45, 3: 5}


def found(frame=None, *, words=EN, **options):
    return {f.key: f for f in findings(analyse(made(responses=frame, **options)), words)}


def test_without_data_there_is_no_finding():
    assert found() == {}


@pytest.mark.parametrize(
    ("counts", "tone", "certainty"),
    [
        ({10: 60, 8: 20, 3: 20}, "good", "clear"),
        ({10: 20, 8: 20, 3: 60}, "bad", "clear"),
        ({10: 40, 8: 20, 3: 40}, "neutral", "clear"),
        ({10: 29}, "neutral", "indicative"),
    ],
)
def test_the_level_of_nps_is_good_or_bad_only_where_its_interval_says_so(counts, tone, certainty):
    level = found(answers("ltr", counts))["perception.nps.level"]
    assert (level.tone, level.certainty) == (tone, certainty)
    assert (level.subject, level.reach) == ("perception", 1.0)
    assert level.detail.startswith("NPS is ")


def test_only_the_level_of_the_leading_metric_is_a_finding():
    frame = answers("csat", {5: 30, 2: 20}).assign(ces=4.0)
    levels = found(frame)
    assert list(levels) == ["perception.csat.level"]
    assert levels["perception.csat.level"].headline == "Satisfaction stands at 60%."


def test_groups_above_and_below_are_findings_with_their_reach():
    frame = stacked(
        answers("ltr", HIGH, plan="a"),
        answers("ltr", LOW, plan="b"),
        answers("ltr", {10: 40, 8: 20, 3: 40}, plan="c"),
    )
    all_found = found(frame, columns=[PLAN])
    bad, good = all_found["perception.nps.plan.bad"], all_found["perception.nps.plan.good"]
    # Premium: −60 against 85 promoters and 45 detractors of 150, 26.7
    assert bad.headline == "Premium: NPS 87 points below the rest."
    # Basic: 80 against 50 promoters and 80 detractors of 150, −20
    assert good.headline == "Basic: NPS 100 points above the rest."
    assert (bad.tone, good.tone) == ("bad", "good")
    assert bad.reach == good.reach == 0.25
    assert good.size == 0.5
    assert bad.detail.startswith("By plan: −60, against 5 over all answers; interval of the ")
    assert bad.detail.endswith("; n = 50; p < 0.001 after correction for 3 comparisons.")


def test_a_group_on_a_reversed_effort_scale_is_bad_where_its_mean_is_higher():
    frame = stacked(
        answers("ces", {1: 40, 2: 40, 3: 20}, plan="a"),
        answers("ces", {3: 20, 4: 40, 5: 40}, plan="b"),
    )
    frame = stacked(frame, answers("ces", {3: 100}, plan="c"))
    column = Column(name="ces", role="ces", scale=EFFORT)
    all_found = found(frame, columns=[PLAN, column])
    bad, good = all_found["perception.ces.plan.bad"], all_found["perception.ces.plan.good"]
    # Premium: 4.2 against (180 + 300) / 200 = 2.4; Basic: 1.8 against (420 + 300) / 200 = 3.6
    assert bad.headline == (
        "Premium: Effort 1.80 points of the scale above the rest, which is worse."
    )
    assert good.headline == (
        "Basic: Effort 1.80 points of the scale below the rest, which is better."
    )
    assert (bad.tone, good.tone) == ("bad", "good")


def test_a_group_on_the_usual_effort_scale_is_bad_where_its_mean_is_lower():
    frame = stacked(
        answers("ces", {1: 40, 2: 40, 3: 20}, plan="a"),
        answers("ces", {3: 20, 4: 40, 5: 40}, plan="b"),
        answers("ces", {3: 100}, plan="c"),
    )
    all_found = found(frame, columns=[PLAN, Column(name="ces", role="ces", scale=EASE)])
    assert all_found["perception.ces.plan.bad"].headline.startswith("Basic: Effort ")
    assert all_found["perception.ces.plan.bad"].headline.endswith(" below the rest.")
    assert all_found["perception.ces.plan.good"].headline.startswith("Premium: Effort ")
    assert all_found["perception.ces.plan.good"].headline.endswith(" above the rest.")


def rounds(column, *counts):
    return stacked(*(answers(column, item, wave=f"Ola {i + 1}") for i, item in enumerate(counts)))


FLAT, FALLEN = {10: 200, 8: 100, 3: 100}, {10: 100, 8: 100, 3: 200}


def test_a_change_is_a_finding_with_its_waves_and_bases():
    names = {"Ola 1": text("Wave 1", "Ola 1"), "Ola 2": text("Wave 2", "Ola 2")}
    column = Column(name="wave", role="category", names=names)
    (change,) = [
        f for k, f in found(rounds("ltr", FLAT, FALLEN), columns=[column]).items() if "change" in k
    ]
    assert change.headline == "NPS fell by 50 points from Wave 1 to Wave 2."
    assert change.detail == (
        "Interval of the change −61.1 to −38.2; n = 400 and 400; p < 0.001 after correction for "
        "1 comparison."
    )
    assert (change.tone, change.reach, change.size) == ("bad", 1.0, 0.25)
    assert change.key == "perception.nps.change.ola-2"


@pytest.mark.parametrize(
    ("scale", "tone"), [(EFFORT, "bad"), (EASE, "good")], ids=["low is easy", "high is easy"]
)
def test_more_on_the_effort_scale_is_bad_or_good_by_its_direction(scale, tone):
    frame = rounds("ces", {1: 50, 2: 50, 3: 50}, {3: 50, 4: 50, 5: 50})
    column = Column(name="ces", role="ces", scale=scale)
    (change,) = [f for k, f in found(frame, columns=[column]).items() if "change" in k]
    assert change.headline.startswith("Effort rose by 2.00 points of the scale from ")
    assert change.tone == tone


def test_a_rise_is_good_and_its_probability_is_told_where_it_is_not_tiny():
    frame = rounds("ltr", FLAT, {10: 234, 8: 90, 3: 76})
    (change,) = [f for k, f in found(frame).items() if "change" in k]
    assert change.tone == "good"
    assert "; p = 0.0" in change.detail


def test_what_is_not_clear_after_all_comparisons_is_no_finding():
    frame = rounds("ltr", FLAT, {10: 230, 8: 90, 3: 80})
    many = frame.assign(plan=[str(i % 20) for i in range(len(frame))], channel=frame["wave"])
    assert not [k for k in found(many.drop(columns="channel"), min_base=5) if "change" in k]


def test_too_few_answers_make_no_finding_however_far_apart():
    frame = stacked(
        rounds("ltr", FLAT, {3: 20}),
        answers("ltr", {3: 20}, plan="b", wave="Ola 1"),
    )
    frame["plan"] = frame["plan"].fillna("a")
    assert list(found(frame)) == ["perception.nps.level"]


def test_of_several_metrics_the_first_speaks_for_a_group():
    frame = stacked(
        answers("ltr", HIGH, plan="a").assign(csat=5.0),
        answers("ltr", LOW, plan="b").assign(csat=1.0),
        answers("ltr", {8: 100}, plan="c").assign(csat=[5.0, 1.0] * 50),
    )
    keys = [k for k in found(frame) if ".plan." in k]
    assert keys == ["perception.nps.plan.bad", "perception.nps.plan.good"]


def test_time_to_resolution_is_a_finding_of_its_own():
    client = made(tickets=tickets([10.0] * 40 + [None] * 10))
    (level,) = findings(analyse(client), EN)
    assert level.key == "perception.resolution.level"
    assert level.headline.endswith(".")
    assert (level.tone, level.certainty) == ("neutral", "clear")
    (few,) = findings(analyse(made(tickets=tickets([10.0] * 20))), EN)
    assert few.certainty == "indicative"


def test_numbers_of_findings_follow_the_clients_region():
    words = Words("es", region="es_ES")
    frame = rounds("ltr", FLAT, FALLEN)
    (change,) = [f for k, f in found(frame, words=words).items() if "change" in k]
    assert "−61,1" in change.detail
    assert "0,001" in change.detail


def test_two_groups_that_mirror_each_other_are_both_found_among_three():
    frame = stacked(
        answers("ltr", {10: 45, 3: 5}, plan="a"),
        answers("ltr", {10: 5, 3: 45}, plan="b"),
        answers("ltr", {10: 40, 8: 20, 3: 40}, plan="c"),
    )
    assert {k for k in found(frame) if ".plan." in k} == {
        "perception.nps.plan.bad",
        "perception.nps.plan.good",
    }


def test_of_two_groups_only_the_worse_is_said_since_it_is_one_comparison():
    frame = stacked(answers("ltr", HIGH, plan="a"), answers("ltr", LOW, plan="b"))
    assert [k for k in found(frame) if ".plan." in k] == ["perception.nps.plan.bad"]
