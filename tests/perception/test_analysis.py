import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.client import Column
from cxkit.errors import UsageError
from cxkit.findings import Missing
from cxkit.perception import analyse, findings
from cxkit.perception.standout import main_interval, main_score
from tests.perception.made_clients import EFFORT, FIVE, answers, days, made, stacked, text

FRIENDLY = Column(name="friendly", role="rating", scale=FIVE, label=text("Friendly", "Amable"))
QUICK = Column(name="quick", role="rating", scale=FIVE)


# -------------------------------------------------------------- what is there
def test_nps_leads_where_asked_else_satisfaction_else_effort():
    def main(*names):
        return analyse(made(responses=pd.DataFrame({name: [5.0, 4.0] for name in names}))).main

    assert main("ces", "csat", "ltr") == "nps"
    assert main("ces", "csat") == "csat"
    assert main("ces") == "ces"


def test_a_question_without_any_answer_counts_as_not_asked():
    frame = pd.DataFrame({"ltr": [None, None], "csat": [5.0, 4.0]}, dtype=float)
    found = analyse(made(responses=frame))
    assert found.metrics == ("csat",)
    assert isinstance(found.overall("nps"), Missing)


def test_dimensions_are_the_journey_first_and_hold_two_to_sixty_groups():
    frame = pd.DataFrame({"ltr": [9.0] * 70})
    frame["plan"] = ["a", "b"] * 35
    frame["channel"] = ["x"] * 70
    frame["stage"] = [f"s{i % 60}" for i in range(70)]
    frame["touchpoint"] = [f"t{i % 61}" for i in range(70)]
    found = analyse(made(responses=frame))
    assert [column.name for column in found.dimensions] == ["stage", "plan"]
    assert found.segments == ("plan",)


def test_segment_stands_for_the_first_segment_of_the_engagement():
    frame = pd.DataFrame({"ltr": [9.0, 3.0] * 40, "plan": ["a", "b"] * 40})
    found = analyse(made(responses=frame))
    assert found.by("segment") is found.by("plan", "nps")
    assert found.answers("segment").dimension == "plan"


def test_all_segments_are_taken_unless_one_is_named():
    regions = Column(name="region", role="segment")
    frame = pd.DataFrame({"ltr": [9.0, 3.0] * 40, "csat": 4.0, "plan": ["a", "b"] * 40})
    frame["region"] = ["n", "s", "s", "n"] * 20
    found = analyse(made(responses=frame, columns=[regions]))
    assert [scores.dimension for scores in found.by_segments()] == ["plan", "region"]
    assert [scores.dimension for scores in found.by_segments("region")] == ["region"]
    assert [[s.metric for s in each] for each in found.all_by_segments()] == [["nps", "csat"]] * 2
    none = analyse(made(responses=frame[["ltr", "csat"]]))
    assert none.by_segments().columns == ("role: segment",)
    assert none.all_by_segments().what == "Scores by segment"


def test_a_result_is_computed_once():
    found = analyse(made(responses=pd.DataFrame({"ltr": [9.0, 3.0]})))
    assert found.overall("nps") is found.overall("nps")
    assert found.resolution() is found.resolution()


# ------------------------------------------------------------ what is missing
def test_without_answers_every_result_says_what_to_provide():
    found = analyse(made())
    assert found.metrics == ()
    assert found.dimensions == ()
    assert found.segments == ()
    for result in (
        found.scores,
        found.overall("csat"),
        found.by("touchpoint"),
        found.all_by("touchpoint"),
        found.answers(),
        found.waves(),
        found.all_waves,
        found.ratings,
    ):
        assert isinstance(result, Missing)
        assert result.table == "responses"
        assert result.need.endswith(".")
    assert found.scores.columns == ("ltr", "csat", "ces")
    assert found.overall("csat").columns == ("csat",)
    assert found.resolution().table == "tickets"


@pytest.mark.parametrize(
    ("dimension", "what"),
    [
        ("touchpoint", "Scores by touchpoint"),
        ("channel", "Scores by channel"),
        ("stage", "Scores by stage of the journey"),
        ("plan", "Scores by segment"),
    ],
)
def test_a_dimension_that_is_not_there_is_named(dimension, what):
    found = analyse(made(responses=pd.DataFrame({"ltr": [9.0, 3.0]})))
    for result in (found.by(dimension), found.all_by(dimension), found.answers(dimension)):
        assert result.what == what
        assert result.need.startswith("Declare ")
        assert result.columns == (dimension,)


def test_without_a_segment_the_role_to_declare_is_named():
    found = analyse(made(responses=pd.DataFrame({"ltr": [9.0, 3.0]})))
    assert found.by("segment").columns == ("role: segment",)


def test_rated_attributes_without_an_answer_are_left_out():
    frame = pd.DataFrame({"friendly": [4.0, 5.0, None], "quick": [None] * 3}, dtype=float)
    found = analyse(made(responses=frame, columns=[FRIENDLY, QUICK]))
    assert found.ratings.table["name"].tolist() == ["friendly"]
    assert (found.ratings.table["n"].item(), found.ratings.table["n_missing"].item()) == (2, 1)
    assert found.ratings.evidence.columns == ("friendly",)
    empty = analyse(made(responses=frame[["quick"]], columns=[QUICK]))
    assert isinstance(empty.ratings, Missing)


def test_tickets_can_only_be_cut_by_a_column_with_two_groups():
    times = {"opened": [days(2026, 1), days(2026, 2)], "resolved": [days(2026, 3), pd.NaT]}
    found = analyse(made(tickets=pd.DataFrame({**times, "channel": ["a", "a"]})))
    assert found.resolution().overall.n_open == 1
    for dimension in ("channel", "reason"):
        assert found.resolution(dimension).what == "Time to resolution by group"
        assert found.resolution(dimension).columns == (dimension,)


# ------------------------------------------------------------------- results
def test_each_metric_has_its_own_main_number():
    frame = pd.DataFrame({"ltr": [10.0, 9.0, 8.0, 3.0], "csat": [5.0, 4.0, 3.0, 1.0]})
    frame["ces"] = [7.0, 6.0, 5.0, 2.0]
    nps, csat, ces = analyse(made(responses=frame)).scores
    assert [main_score(item) for item in (nps, csat, ces)] == [25.0, 0.5, 5.0]
    for item in (nps, csat, ces):
        low, high = main_interval(item)
        assert low < main_score(item) < high
        assert item.evidence.n == 4


def test_evidence_tells_the_first_and_last_day():
    frame = pd.DataFrame({"ltr": [9.0, 3.0], "date": [days(2026, 3), days(2025, 8)]})
    evidence = analyse(made(responses=frame)).overall("nps").evidence
    assert (evidence.start, evidence.end) == (days(2025, 8).date(), days(2026, 3).date())
    undated = analyse(made(responses=frame[["ltr"]])).overall("nps").evidence
    assert (undated.start, undated.end) == (None, None)


def test_a_group_is_compared_with_all_others_together():
    frame = stacked(
        answers("ltr", {10: 60, 3: 40}, plan="a"),
        answers("ltr", {10: 30, 3: 20}, plan="b"),
        answers("ltr", {10: 10, 3: 40}, plan="c"),
    )
    table = analyse(made(responses=frame)).by("plan").table.set_index("group")
    # a: 20 against 40 promoters and 60 detractors among the 100 others, −20
    assert table.loc["a", "gap"] == pytest.approx(20 - -20)
    # c: −60 against 90 promoters and 60 detractors among the 150 others, 20
    assert table.loc["c", "gap"] == pytest.approx(-60 - 20)
    assert (table["gap_low"] < table["gap"]).all()
    assert (table["p_adjusted"] >= table["p_value"]).all()


def test_answers_without_a_group_are_in_no_group_and_not_among_the_others():
    frame = stacked(
        answers("ltr", {10: 40}, plan="a"),
        answers("ltr", {3: 40}, plan="b"),
        answers("ltr", {3: 500}, plan=None),
    )
    table = analyse(made(responses=frame)).by("plan").table.set_index("group")
    assert table["n"].to_dict() == {"a": 40, "b": 40}
    assert table.loc["b", "gap"] == -200


def test_a_small_group_or_a_small_rest_is_not_tested_and_costs_the_others_nothing():
    frame = stacked(answers("ltr", {10: 100}, plan="a"), answers("ltr", {3: 29}, plan="b"))
    table = analyse(made(responses=frame)).by("plan").table
    assert table["p_adjusted"].isna().all()
    assert (table["p_value"] < 0.001).all()
    more = stacked(frame, answers("ltr", {10: 30, 3: 70}, plan="c"))
    table = analyse(made(responses=more)).by("plan").table.set_index("group")
    assert table["p_adjusted"].isna().to_dict() == {"a": False, "b": True, "c": False}
    low, high = sorted(table["p_strict"].drop("b"))
    # Holm over two comparisons, not three
    assert sorted(table["p_adjusted"].dropna()) == pytest.approx([min(1, 2 * low), high])


def test_too_few_answers_in_a_wave_leave_the_other_changes_their_level():
    counts = {10: 40, 8: 20, 3: 40}
    frame = stacked(
        answers("ltr", counts, wave="1"),
        answers("ltr", {10: 5}, wave="2"),
        answers("ltr", counts, wave="3"),
        answers("ltr", {10: 20, 8: 20, 3: 60}, wave="4"),
    )
    waves = analyse(made(responses=frame)).waves()
    assert [change.verdict for change in waves.changes[:2]] == ["too few answers"] * 2
    first, second, third = waves.p_adjusted
    assert first != first
    assert second != second
    assert third == waves.changes[2].p_value


def test_the_effort_scale_keeps_its_direction():
    frame = pd.DataFrame({"ces": [1.0, 2.0, 2.0, 5.0]})
    column = Column(name="ces", role="ces", scale=EFFORT)
    found = analyse(made(responses=frame, columns=[column])).overall("ces")
    assert not found.scale.higher_is_better
    assert found.result.agree == 0.75


# ---------------------------------------------------------- rows and counts
DIMENSIONS = ("touchpoint", "plan")


def everything(client):
    """Return all that perception computes of the answers, comparable by equality."""
    found = analyse(client)
    parts = [found.metrics, [column.name for column in found.dimensions]]
    for metric in ("nps", "csat", "ces"):
        parts += [found.overall(metric), found.answers("", metric)]
        waves = found.waves(metric)
        parts += [waves, getattr(waves, "table", None)]
        for column in found.dimensions:
            parts += [found.by(column.name, metric), found.answers(column.name, metric)]
    parts.append(found.ratings)
    parts.append(findings(found, client.engagement.words("en")))
    return parts


def same(one, other):
    """Compare results, their tables cell by cell and exactly; NaN equals NaN."""
    assert len(one) == len(other)
    for left, right in zip(one, other, strict=True):
        if hasattr(left, "table") and isinstance(left.table, pd.DataFrame):
            pd.testing.assert_frame_equal(left.table, right.table, check_exact=True)
            for name in left.__dataclass_fields__:
                if name not in ("table", "overall"):
                    assert repr(getattr(left, name)) == repr(getattr(right, name))
        else:
            assert repr(left) == repr(right)


def counted(frame):
    """Return the table of counts of a table of rows, in an order of its own."""
    return frame.value_counts(dropna=False).rename("answers").reset_index()


ANSWER = st.fixed_dictionaries(
    {
        "touchpoint": st.sampled_from(["shop", "phone", None]),
        "plan": st.sampled_from(["a", "b", "c", None]),
        "wave": st.sampled_from(["1", "2", "10", None]),
        "ltr": st.sampled_from([0.0, 6.0, 7.0, 9.0, 10.0, None]),
        "csat": st.sampled_from([1.0, 3.0, 4.0, 5.0, None]),
        "ces": st.sampled_from([1.0, 4.0, 7.0, None]),
        "friendly": st.sampled_from([2.0, 4.0, 5.0, None]),
    }
)
SCORES = ("ltr", "csat", "ces", "friendly")


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(ANSWER, min_size=1, max_size=40), st.integers(1, 3))
def test_a_table_of_counts_gives_what_its_rows_give(answers, copies):
    rows = pd.DataFrame(answers * copies).astype(dict.fromkeys(SCORES, "float64"))
    counts = counted(rows)
    nobody = counts.iloc[[0]].assign(touchpoint="nowhere", wave="99", answers=0)
    counts = stacked(counts, nobody)
    one, other = (made(responses=table, columns=[FRIENDLY], min_base=5) for table in (rows, counts))
    same(everything(one), everything(other))


def test_a_count_of_nothing_is_no_answer():
    counts = pd.DataFrame({"ltr": [9.0, 3.0], "csat": [None, 4.0], "answers": [5, 0]})
    found = analyse(made(responses=counts))
    assert found.metrics == ("nps",)
    assert found.overall("nps").result.n == 5


def test_the_base_of_ratings_counts_answers_not_rows():
    counts = pd.DataFrame({"friendly": [5.0, 2.0], "answers": [70, 30]})
    found = analyse(made(responses=counts, columns=[FRIENDLY])).ratings
    assert found.evidence.n == 100
    assert found.table["top_box"].item() == 0.7


def test_a_metric_that_is_none_is_an_error():
    with pytest.raises(UsageError, match=r"no metric “cast”.*nps, csat or ces"):
        analyse(made(responses=pd.DataFrame({"ltr": [9.0]}))).by("channel", "cast")


def test_a_segment_that_is_none_is_an_error_naming_those_there_are():
    frame = pd.DataFrame({"ltr": [9.0, 3.0] * 40, "plan": ["a", "b"] * 40})
    found = analyse(made(responses=frame))
    with pytest.raises(UsageError, match="Write one of plan"):
        found.by_segments("plans")
    assert [item.dimension for item in found.by_segments("plan")] == ["plan"]
    assert [item.dimension for item in found.by_segments()] == ["plan"]
