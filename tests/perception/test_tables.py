import pandas as pd

from cxkit.client import Column
from cxkit.language import Words
from cxkit.perception import (
    all_by_table,
    analyse,
    by_table,
    ratings_table,
    resolution_table,
    waves_table,
)
from tests.perception.made_clients import EASE, EFFORT, FIVE, answers, made, stacked, text
from tests.perception.test_wording import resolution

EN = Words("en")
PLAN = Column(
    name="plan",
    role="segment",
    label=text("Plan", "Plan"),
    names={"a": text("Basic", "Básico"), "b": text("Premium", "Prémium")},
)


def test_a_table_by_group_holds_score_difference_and_verdict_best_first():
    frame = stacked(
        answers("ltr", {10: 45, 3: 5}, plan="a"),
        answers("ltr", {10: 10, 3: 40}, plan="b"),
        answers("ltr", {8: 29}, plan="c"),
    )
    table = by_table(analyse(made(responses=frame, columns=[PLAN])).by("plan"), EN)
    assert table.caption == "Net Promoter Score (NPS) by plan"
    assert table.headings == [
        "Plan",
        "Score",
        "95% interval",
        "n",
        "Difference from the rest",
        "Its interval",
        "Detectable difference",
        "Verdict",
    ]
    assert [row[0] for row in table.rows] == ["Basic", "c", "Premium"]
    assert [row[-1] for row in table.rows] == ["differs", "indicative", "differs"]
    # Basic 80 against 10 promoters and 40 detractors of 79, −38.0
    assert [row[3] for row in table.rows] == ["50", "29", "50"]
    assert table.rows[0][4] == "+118.0 points"
    assert table.note == (
        "Verdicts after Holm's correction for 2 comparisons, so an interval may leave out 0 and "
        "the difference still not be clear; a group under 30 answers is indicative only. "
        "Detectable: the smallest true difference that these bases would show four times out of "
        "five."
    )
    assert table.numeric == [False, True, True, True, True, True, True, False]


def test_groups_that_are_alike_have_no_clear_difference():
    same = {10: 30, 8: 10, 3: 10}
    many = {score: 400 * number for score, number in same.items()}
    frame = stacked(answers("ltr", many, plan="a"), answers("ltr", many, plan="b"))
    table = by_table(analyse(made(responses=frame)).by("plan"), EN)
    assert [row[-1] for row in table.rows] == ["no difference larger than 5 points"] * 2
    frame = stacked(answers("ltr", same, plan="a"), answers("ltr", same, plan="b"))
    table = by_table(analyse(made(responses=frame)).by("plan"), EN)
    assert [row[-1] for row in table.rows] == ["too few answers to tell"] * 2
    assert [row[4] for row in table.rows] == ["0.0 points"] * 2


def test_on_a_reversed_scale_the_table_still_shows_plain_means_and_signs():
    frame = stacked(
        answers("ces", {1: 40, 2: 40}, plan="a"), answers("ces", {4: 40, 5: 40}, plan="b")
    )
    column = Column(name="ces", role="ces", scale=EFFORT)
    table = by_table(analyse(made(responses=frame, columns=[column])).by("plan"), EN)
    assert [row[:2] for row in table.rows] == [["b", "4.50"], ["a", "1.50"]]
    assert [row[4] for row in table.rows] == [
        "+3.00 points of the scale",
        "−3.00 points of the scale",
    ]


def test_all_scores_stand_side_by_side_with_a_dash_where_nobody_answered():
    frame = stacked(
        answers("ltr", {10: 40}, plan="a", csat=5.0),
        answers("ltr", {3: 40}, plan="b"),
    )
    found = analyse(made(responses=frame, columns=[PLAN])).all_by("plan")
    table = all_by_table(found, EN)
    assert table.caption == "All scores by plan"
    assert table.headings == ["Plan", "NPS", "n", "Satisfaction", "n"]
    basic, premium = table.rows
    assert basic[0] == "Basic"
    assert basic[1].startswith("100 (")
    assert basic[3].startswith("100% (")
    assert (basic[2], basic[4]) == ("40", "40")
    assert premium[3:] == ["–", "–"]
    assert table.note == (
        "In brackets the 95% interval. NPS in points, satisfaction as favourable share, effort "
        "as mean of its scale. ◆ differs from the rest; of 2 comparisons, at most 5% of those "
        "marked are expected to be chance (Benjamini–Hochberg)."
    )
    assert basic[1].endswith("◆")


def test_waves_are_rows_with_the_change_since_the_wave_before():
    frame = stacked(
        answers("ltr", {10: 200, 8: 100, 3: 100}, wave="Ola 1"),
        answers("ltr", {10: 100, 8: 100, 3: 200}, wave="Ola 2"),
        answers("ltr", {10: 106, 8: 94, 3: 200}, wave="Ola 3"),
        answers("ltr", {10: 12}, wave="Ola 4"),
    )
    names = {f"Ola {i}": text(f"Wave {i}", f"Ola {i}") for i in range(1, 5)}
    column = Column(name="wave", role="category", names=names)
    table = waves_table(analyse(made(responses=frame, columns=[column])).waves(), EN)
    assert table.caption == "Net Promoter Score (NPS) wave by wave"
    assert [row[0] for row in table.rows] == ["Wave 1", "Wave 2", "Wave 3", "Wave 4"]
    assert table.rows[0][4:] == ["", "", "", ""]
    assert [row[-1] for row in table.rows[1:]] == [
        "changed",
        "too few answers to tell; about 5,900 a wave would",
        "too few answers to tell; about 1,900 a wave would",
    ]
    assert [row[4] for row in table.rows[1:3]] == ["−50.0 points", "+1.5 points"]
    # two changes could be tested, the third has too few answers
    assert "Verdicts after Holm's correction for 2 comparisons;" in table.note


def test_a_change_that_does_not_survive_correction_is_not_called_one():
    same = {10: 200, 8: 100, 3: 100}
    moved = {10: 226, 8: 94, 3: 80}  # p about 0.03 alone, five times that among five
    rounds = [same, same, same, same, same, moved]
    frame = stacked(*(answers("ltr", item, wave=str(i)) for i, item in enumerate(rounds)))
    waves = analyse(made(responses=frame)).waves()
    assert waves.changes[-1].verdict == "changed"
    assert waves_table(waves, EN).rows[-1][-1].startswith("too few answers to tell")


def test_rated_attributes_are_rows_best_first_with_their_scales_and_bases():
    frame = pd.DataFrame({"quick": [7.0, 1.0, 1.0, None], "friendly": [5.0, 4.0, 4.0, 2.0]})
    columns = [
        Column(name="quick", role="rating", scale=EASE),
        Column(name="friendly", role="rating", scale=FIVE, label=text("Friendly", "Amable")),
    ]
    table = ratings_table(analyse(made(responses=frame, columns=columns)).ratings, EN)
    assert table.caption == "Rated attributes"
    first, second = table.rows
    assert (first[0], first[1], first[3], *first[5:]) == (
        "Friendly",
        "75.0%",
        "3.75",
        "1–5",
        "4",
        "0",
    )
    assert (second[0], second[1], second[3], *second[5:]) == (
        "Quick",
        "33.3%",
        "3.00",
        "1–7",
        "3",
        "1",
    )


def test_time_to_resolution_is_a_row_a_group_slowest_first():
    waits = [5.0] * 40 + [100.0] * 30 + [None] * 10
    found = resolution(waits, "channel", channel=["App"] * 40 + ["Branch"] * 40)
    table = resolution_table(found, EN)
    assert table.caption == "Time to resolution by channel"
    assert [row[:4] for row in table.rows] == [
        ["Branch", "40", "10", "4.2 days"],
        ["App", "40", "0", "5 h"],
    ]
    assert [row[-2:] for row in table.rows] == [["0%", "0%"], ["100%", "100%"]]


def test_numbers_in_tables_follow_the_clients_region():
    frame = stacked(
        answers("ltr", {10: 700, 8: 300, 3: 400}, plan="a"),
        answers("ltr", {10: 300, 8: 300, 3: 400}, plan="b"),
    )
    found = analyse(made(responses=frame, region="es_CO")).by("plan")
    row = by_table(found, Words("es", region="es_CO")).rows[0]
    assert row[3] == "1.400"
    assert row[4].startswith("+31,4")
