"""Every branch of the wording gives its exact sentence."""

import numpy as np
import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.language import Words
from cxkit.perception import (
    analyse,
    describe_answers,
    describe_answers_by,
    describe_by,
    describe_ratings,
    describe_resolution,
    describe_resolution_by,
    describe_waves,
    key_figures,
    read_scores,
    read_waves,
)
from cxkit.perception.scores.wave_wording import say_verdict
from cxkit.perception.standout import standing_out
from tests.perception.made_clients import EASE, EFFORT, FIVE, answers, days, made, stacked, text

EN = Words("en")
PLAN = Column(
    name="plan",
    role="segment",
    label=text("Plan", "Plan"),
    names={"a": text("Basic", "Básico"), "b": text("Premium", "Prémium")},
)
REVERSED = Column(name="ces", role="ces", scale=EFFORT)


def perception(frame, **options):
    return analyse(made(responses=frame, **options))


def plain(sentence):
    return sentence.replace("\N{NO-BREAK SPACE}", " ")


# ------------------------------------------------------------------- scores
@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (
            {10: 60, 8: 20, 3: 20},
            "NPS is 40 points (95% interval 23 to 54; n = 100): 60% promoters, 20% passives and "
            "20% detractors. Promoters lead.",
        ),
        (
            {10: 20, 8: 20, 3: 60},
            "NPS is −40 points (95% interval −54 to −23; n = 100): 20% promoters, 20% passives "
            "and 60% detractors. Detractors lead.",
        ),
        (
            {10: 40, 8: 20, 3: 40},
            "NPS is 0 points (95% interval −17 to 17; n = 100): 40% promoters, 20% passives and "
            "40% detractors. The interval includes 0: neither promoters nor detractors clearly "
            "lead.",
        ),
        (
            {10: 20, 8: 5, 3: 4},
            "NPS is 55 points (95% interval 24 to 76; n = 29): 69% promoters, 17% passives and "
            "14% detractors. With fewer than 30 answers it is indicative only.",
        ),
    ],
    ids=["promoters", "detractors", "neither", "few"],
)
def test_nps_in_words(counts, expected):
    assert read_scores(perception(answers("ltr", counts)).scores, EN) == expected


def test_satisfaction_in_words():
    found = perception(answers("csat", {5: 40, 4: 30, 2: 30})).scores
    assert read_scores(found, EN) == (
        "70% of the answers are favourable (95% interval 60% to 78%; n = 100); the mean is 3.80 "
        "on a scale of 1–5."
    )


def test_effort_in_words_says_which_end_is_easy():
    frame = answers("ces", {1: 50, 2: 25, 5: 25})
    assert read_scores(perception(frame, columns=[REVERSED]).scores, EN) == (
        "Effort averages 2.25 on a scale of 1–5 where a low answer means easy (95% interval 1.92 "
        "to 2.58; n = 100); 75% found it easy."
    )
    assert read_scores(perception(frame).scores, EN) == (
        "Effort averages 2.25 on a scale of 1–7 where a high answer means easy (95% interval "
        "1.92 to 2.58; n = 100); 25% found it easy."
    )


def test_several_scores_stand_a_line_each():
    frame = answers("ltr", {10: 20, 3: 20}).assign(csat=4.0)
    assert [line[:4] for line in read_scores(perception(frame).scores, EN).split("\n")] == [
        "NPS ",
        "100%",
    ]


def test_numbers_are_written_as_in_the_clients_country_whatever_the_language():
    found = perception(answers("csat", {5: 700, 4: 300, 2: 300}), region="es_ES")
    english = plain(read_scores(found.scores, found.client.engagement.words("en")))
    spanish = plain(read_scores(found.scores, found.client.engagement.words("es")))
    for sentence in (english, spanish):
        assert "77 %" in sentence
        assert "4,08" in sentence
    peru = perception(answers("csat", {5: 700, 4: 300, 2: 300}), region="es_PE")
    sentence = plain(read_scores(peru.scores, peru.client.engagement.words("es")))
    assert "4.08" in sentence
    assert "1,300" in sentence


def test_key_figures_carry_interval_base_and_a_mark_where_it_is_small():
    frame = answers("ltr", {10: 20, 8: 5, 3: 4})
    (figure,) = key_figures(perception(frame).scores, EN)
    assert figure.label == "Net Promoter Score (NPS)"
    assert figure.value == "55"
    assert figure.detail == "95% interval 24 to 76; n = 29"
    assert figure.flag == "indicative"
    (figure,) = key_figures(perception(stacked(frame, frame)).scores, EN)
    assert figure.flag == ""


# ------------------------------------------------------------------- groups
LOW, MIDDLE, HIGH = {10: 10, 3: 40}, {10: 25, 8: 50, 3: 25}, {10: 45, 3: 5}


def test_a_group_below_the_rest_is_the_headline():
    frame = stacked(answers("ltr", HIGH, plan="a"), answers("ltr", LOW, plan="b"))
    found = describe_by(perception(frame, columns=[PLAN]).by("plan"), EN)
    assert found.headline == "Premium stands out below: NPS 140 points worse than the rest"
    assert found.measure == ("NPS, points from −100 to 100, with its 95% interval; n = 100")
    assert found.reading == (
        "Each group was compared with all others together; 2 comparisons, corrected for their "
        "number (Holm)."
    )
    assert found.source == "Source: table responses (ltr)"
    assert found.alt == (
        "Premium stands out below: NPS 140 points worse than the rest. "
        "Basic: 80 (58 to 93; n = 50); Premium: −60 (−78 to −35; n = 50)."
    )


def test_a_group_above_is_the_headline_where_none_is_below():
    frame = stacked(
        answers("ltr", HIGH, plan="a"),
        answers("ltr", MIDDLE, plan="b"),
        answers("ltr", MIDDLE, plan="c"),
        answers("ltr", MIDDLE, plan="d"),
    )
    scores = perception(frame, columns=[PLAN]).by("plan")
    assert standing_out(scores, "bad") is None
    assert describe_by(scores, EN).headline == (
        "Basic stands out above: NPS 80 points better than the rest"
    )


def test_where_no_group_is_clear_the_headline_names_none():
    frame = stacked(answers("ltr", MIDDLE, plan="a"), answers("ltr", MIDDLE, plan="b"))
    found = describe_by(perception(frame, columns=[PLAN]).by("plan"), EN)
    assert found.headline == "NPS: no difference by plan is clear"


def test_a_small_group_does_not_make_a_headline_however_far_it_is():
    frame = stacked(answers("ltr", MIDDLE, plan="a"), answers("ltr", {0: 29}, plan="b"))
    found = describe_by(perception(frame, columns=[PLAN]).by("plan"), EN)
    assert found.headline == "NPS: no difference by plan is clear"
    assert "0 comparisons" in found.reading


def test_on_a_reversed_effort_scale_the_group_with_the_lower_mean_is_the_better():
    easy, hard = answers("ces", {1: 40, 2: 40, 3: 20}, plan="a"), {3: 20, 4: 40, 5: 40}
    frame = stacked(easy, answers("ces", hard, plan="b"))
    scores = perception(frame, columns=[PLAN, REVERSED]).by("plan")
    assert standing_out(scores, "good")["group"] == "a"
    assert standing_out(scores, "bad")["group"] == "b"
    assert describe_by(scores, EN).headline == (
        "Premium stands out below: Effort 2.40 points of the scale worse than the rest"
    )
    usual = perception(frame, columns=[PLAN, Column(name="ces", role="ces", scale=FIVE)]).by("plan")
    assert standing_out(usual, "good")["group"] == "b"
    assert describe_by(usual, EN).headline == (
        "Basic stands out below: Effort 2.40 points of the scale worse than the rest"
    )


def test_satisfaction_by_group_is_written_in_percentage_points():
    frame = stacked(
        answers("csat", {5: 45, 2: 5}, plan="a"), answers("csat", {5: 20, 2: 30}, plan="b")
    )
    found = describe_by(perception(frame, columns=[PLAN]).by("plan"), EN)
    assert found.headline == (
        "Premium stands out below: Satisfaction 50 percentage points worse than the rest"
    )
    assert found.measure.startswith(
        "Satisfaction, share of favourable answers (top box), with its 95% interval"
    )


def test_the_period_stands_in_the_measure_of_dated_answers():
    frame = answers("ces", {3: 20, 4: 20}, plan="a", date=days(2026, 4, 2))
    frame.loc[20:, "plan"] = "b"
    frame.loc[20:, "date"] = days(2026, 5, 3)
    found = describe_by(perception(frame).by("plan"), EN)
    assert found.measure == (
        "Effort, mean on the scale 1–7, with its 95% interval; 2 April 2026 to 3 May 2026; n = 40"
    )


# -------------------------------------------------------------------- waves
def waves(*counts, column="ltr", **options):
    frame = stacked(
        *(answers(column, item, wave=str(2020 + place)) for place, item in enumerate(counts))
    )
    return perception(frame, **options).waves()


FLAT = {10: 200, 8: 100, 3: 100}


def test_a_clear_fall_and_a_clear_rise_are_the_headline():
    down = waves(FLAT, {10: 100, 8: 100, 3: 200})
    assert describe_waves(down, EN).headline == "NPS fell by 50 points from 2020 to 2021"
    assert read_waves(down, EN) == (
        "NPS changed by −50.0 points from 2020 to 2021 (95% interval −61.1 to −38.2). The change "
        "is clear."
    )
    up = waves({10: 100, 8: 100, 3: 200}, FLAT)
    assert describe_waves(up, EN).headline == "NPS rose by 50 points from 2020 to 2021"


def test_of_several_clear_changes_the_latest_is_the_headline():
    found = waves({10: 380, 3: 20}, {10: 100, 3: 300}, FLAT)
    assert describe_waves(found, EN).headline == "NPS rose by 75 points from 2021 to 2022"


def test_no_clear_change_is_said_with_what_would_show():
    found = waves(FLAT, {10: 190, 8: 110, 3: 100})
    assert describe_waves(found, EN).headline == "NPS: no change from one wave to the next is clear"
    assert read_waves(found, EN) == (
        "NPS moved by −2.5 points from 2020 to 2021 (95% interval −13.9 to +8.9). These answers "
        "are too few to tell: they would show changes from about 16 points on; to tell whether it "
        "changed by 5 points or not takes about 5,700 answers a wave."
    )


def test_that_nothing_changed_is_said_only_where_equivalence_shows_it():
    many = {score: 40 * number for score, number in FLAT.items()}
    found = waves(many, many)
    assert found.verdicts == ("no change",)
    assert describe_waves(found, EN).headline == (
        "NPS: no change larger than 5 points from one wave to the next"
    )
    assert read_waves(found, EN).endswith(": no change larger than 5 points.")


def test_where_enough_answered_they_are_not_called_too_few():
    """A true change of half of what matters stays open however many would mostly tell."""
    many = waves({10: 2400, 8: 1800, 3: 1800}, {10: 2478, 8: 1800, 3: 1722})
    assert min(many.changes[0].n_before, many.changes[0].n_after) >= many.changes[0].n_needed
    assert read_waves(many, EN) == (
        "NPS moved by +2.6 points from 2020 to 2021 (95% interval −0.4 to +5.6). These answers do "
        "not settle whether it changed by 5 points or not, although as many would four times out "
        "of five."
    )
    assert say_verdict(many, 0, EN) == "inconclusive"


def test_a_change_smaller_than_what_matters_is_still_a_change():
    before = {10: 50_000, 8: 25_000, 3: 25_000}
    found = waves(before, {10: 51_000, 8: 24_500, 3: 24_500})
    assert found.verdicts == ("changed",)
    assert read_waves(found, EN).endswith("It is smaller than what matters here (5 points).")


def test_too_few_answers_are_said_with_both_bases():
    found = waves(FLAT, {10: 12, 3: 8})
    assert describe_waves(found, EN).headline == "NPS: no change from one wave to the next is clear"
    assert read_waves(found, EN) == (
        "NPS: too few answers to compare 2020 (n = 400) with 2021 (n = 20)."
    )


def test_a_wave_figure_says_where_the_waves_come_from():
    dated = stacked(
        answers("ltr", FLAT, date=days(2026, 2)), answers("ltr", FLAT, date=days(2026, 5))
    )
    judge = (
        "udge a change by the interval of the difference, in the table, not by whether the bars "
        "overlap."
    )
    assert describe_waves(waves(FLAT, FLAT), EN).reading == "J" + judge
    quarters = perception(dated).waves()
    assert describe_waves(quarters, EN).reading == (
        "No waves are declared, so calendar quarters are used. J" + judge
    )
    plan = [("Early", "2026-01-01", "2026-03-31"), ("Late", "2026-04-01", "2026-06-30")]
    declared = perception(dated, waves=plan).waves()
    assert describe_waves(declared, EN).reading == (
        "Waves are those declared in the engagement. J" + judge
    )
    assert describe_waves(declared, EN).alt == (
        "NPS: no change from one wave to the next is clear. Early: 25 (17 to 33; n = 400); "
        "Late: 25 (17 to 33; n = 400)."
    )


def test_the_numbers_of_a_change_follow_the_clients_region():
    found = waves(FLAT, {10: 190, 8: 110, 3: 100}, region="es_ES")
    for language in ("en", "es"):
        sentence = read_waves(found, Words(language, region="es_ES"))
        assert "−13,9" in sentence
        assert "+8,9" in sentence


# ------------------------------------------------------------------ answers
def test_the_distribution_of_recommendation_is_read_as_promoters_and_detractors():
    found = describe_answers(perception(answers("ltr", {10: 50, 8: 20, 0: 30})).answers(), EN)
    assert found.headline == "50% of the answers are promoters' and 30% detractors'"
    assert found.measure == "Share of answers, scale of 0–10; n = 100"
    assert found.reading == (
        "The score is a summary of this distribution: two very different ones can give the same "
        "score."
    )
    assert found.alt.endswith("0: 30%, 1: 0%, 2: 0%, 3: 0%, 4: 0%, 5: 0%, 6: 0%, 7: 0%, 8: 20%, "
                              "9: 0%, 10: 50%.")  # fmt: skip


def test_the_distribution_of_another_question_is_read_as_its_favourable_share():
    found = describe_answers(perception(answers("csat", {5: 60, 1: 40})).answers(), EN)
    assert found.headline == "Satisfaction: 60% of answers are favourable"
    frame = answers("ces", {1: 30, 2: 10, 5: 60})
    found = describe_answers(perception(frame, columns=[REVERSED]).answers(), EN)
    assert found.headline == "Effort: 40% of answers are favourable"


def test_the_distribution_by_group_counts_the_groups():
    frame = stacked(answers("ltr", LOW, plan="a"), answers("ltr", HIGH, plan="b"))
    found = describe_answers_by(perception(frame, columns=[PLAN]).answers("plan"), EN)
    assert found.headline == "How the answers divide by plan"
    assert found.measure == "Share of unfavourable, middle and favourable answers; n = 100"
    assert found.reading == (
        "The white line parts favourable from unfavourable answers: a bar further to the right "
        "is better."
    )
    assert found.alt == "How the answers divide by plan: 2 groups."


# ------------------------------------------------------------------ ratings
def rated(high, low):
    frame = pd.DataFrame({"friendly": high, "quick": low})
    columns = [
        Column(name="friendly", role="rating", scale=FIVE, label=text("Friendly", "Amable")),
        Column(name="quick", role="rating", scale=EASE),
    ]
    return perception(frame, columns=columns).ratings


def test_best_and_worst_attribute_are_named_where_they_are_apart():
    found = describe_ratings(rated([5.0] * 90 + [1.0] * 10, [7.0] * 30 + [1.0] * 70), EN)
    assert found.headline == "Rated best: Friendly (90% favourable). Rated worst: Quick (30%)"
    assert found.measure == (
        "Share of favourable answers (top box) with its 95% interval; n beside each attribute"
    )
    assert found.reading == (
        "A low rating says where customers are unhappy, not yet what drives their loyalty."
    )
    assert found.alt.endswith("Friendly: 90%; Quick: 30%.")


def test_attributes_that_cannot_be_told_apart_share_the_last_place():
    columns = {
        key: Column(name=key, role="rating", scale=FIVE, label=text(key.title(), key.title()))
        for key in ("a", "b", "c")
    }
    good, poor, poorer = [5.0] * 90 + [1.0] * 10, [5.0] * 31 + [1.0] * 69, [5.0] * 30 + [1.0] * 70
    frame = pd.DataFrame({"ltr": [9.0] * 100, "a": good, "b": poor, "c": poorer})
    found = analyse(made(responses=frame, columns=tuple(columns.values()))).ratings
    headline = describe_ratings(found, EN).headline
    assert headline == "Rated best: A (90% favourable). Rated worst: C and B (30%)"


def test_attributes_that_are_close_are_not_ranked():
    found = describe_ratings(rated([5.0] * 52 + [1.0] * 48, [7.0] * 50 + [1.0] * 50), EN)
    assert found.headline == "The rated attributes do not differ clearly"


# --------------------------------------------------------------- resolution
def tickets(waits, **more):
    """Tickets opened on the same day, resolved after so many hours (None: still open)."""
    opened = pd.Timestamp("2026-06-01")
    ends = [pd.NaT if wait is None else opened + pd.Timedelta(hours=wait) for wait in waits]
    return pd.DataFrame({"opened": opened, "resolved": pd.to_datetime(ends), **more})


def resolution(waits, dimension="", **more):
    return analyse(made(tickets=tickets(waits, **more))).resolution(dimension)


HOURS = list(np.linspace(1, 100, 100))


def test_time_to_resolution_in_words():
    found = describe_resolution(resolution(HOURS), EN)
    assert found.headline == (  # half by 50.5 hours
        "Half of all tickets are resolved within 2.1 days; nine in ten within 3.8 days"
    )
    assert found.measure == (
        "Share of tickets still open by time since opening, with its 95% interval; 1 June 2026 "
        "to 1 June 2026; n = 100, of which 0 open"
    )
    assert found.source == "Source: table tickets (opened, resolved)"


def test_what_is_not_reached_yet_is_not_guessed():
    most = describe_resolution(resolution([10.0] * 60 + [None] * 40), EN)
    assert most.headline == (
        "Half of all tickets are resolved within 10 h; nine in ten have not been yet"
    )
    few = describe_resolution(resolution([10.0] * 40 + [None] * 60), EN)
    assert few.headline == "Fewer than half of all tickets have been resolved so far"


def test_open_tickets_are_said_to_count_as_waiting():
    # 50 closed after a day, 50 open for 30 days: (24 + 720) / 2 = 372 hours
    found = describe_resolution(resolution([24.0] * 50 + [None] * 50), EN)
    assert found.reading == (
        "Open tickets count as still waiting: the mean up to 30 days is 16 days (interval 13 days "
        "to 18 days); of the closed tickets alone it would be 24 h."
    )


def test_the_slowest_group_is_named_where_it_is_clear():
    waits = [5.0 + i / 100 for i in range(50)] + [200.0 + i for i in range(50)]
    by = resolution(waits, "channel", channel=["App"] * 50 + ["Branch"] * 50)
    found = describe_resolution_by(by, EN)
    assert found.headline == (
        "Branch takes longest: half are resolved within 9.3 days, against 5.2 h at App"
    )
    assert found.alt.endswith("App: 5.2 h; Branch: 9.3 days.")
    assert found.reading == "The scale is logarithmic: each step to the right is a multiple."


@pytest.mark.parametrize(
    ("waits", "channels"),
    [
        (HOURS[::2] + HOURS[1::2], ["App"] * 50 + ["Branch"] * 50),
        ([5.0] * 80 + [500.0] * 20, ["App"] * 80 + ["Branch"] * 20),
        ([5.0] * 50 + [None] * 50, ["App"] * 50 + ["Branch"] * 50),
    ],
    ids=["alike", "too few", "never resolved"],
)
def test_otherwise_no_group_is_named(waits, channels):
    found = describe_resolution_by(resolution(waits, "channel", channel=channels), EN)
    assert found.headline == "Time to resolution does not differ clearly by channel"
