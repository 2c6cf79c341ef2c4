import math

import numpy as np
import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.language import Words
from cxkit.readiness import quality_table, read_answers
from cxkit.readiness.answer_quality import answer_quality
from cxkit.readiness.missing import NO_ANSWERS
from cxkit.readiness.repeats import repeated_rows
from tests.perception.made_clients import EFFORT, FIVE, made

EN = Words("en", region="en_GB", currency="EUR")
RATINGS = [Column(name=f"r{i}", role="rating", scale=FIVE) for i in range(6)]
MORE = [
    *RATINGS,
    Column(name="response_id", role="id"),
    Column(name="customer_id", role="key"),
    Column(name="duration", role="number", unit="minutes"),
]


def rated(rows, **more):
    """Return a client whose answers rate six attributes, a row each."""
    frame = pd.DataFrame(rows, columns=[column.name for column in RATINGS], dtype=float)
    return made(responses=frame.assign(**more), columns=MORE)


NAN = math.nan
ROWS = [
    [4, 4, 4, 4, 4, 4],
    [4, 4, 4, 4, 4, NAN],
    [4, 4, 4, 4, NAN, NAN],
    [4, 4, 4, 4, 4, 5],
    [1, 2, 3, 4, 5, 5],
]


def test_a_straight_line_needs_five_ratings_that_are_all_the_same():
    quality = answer_quality(rated(ROWS))
    assert (quality.straight, quality.rated) == (2, 4)


def test_haste_is_less_than_a_third_of_the_median_time():
    quality = answer_quality(rated(ROWS, duration=[0.9, 3.0, 3.0, 0.9, 3.0]))
    assert (quality.hasty, quality.timed, quality.straight_hasty) == (2, 5, 1)
    assert quality.median_duration == 3.0
    text = read_answers(quality, EN)
    assert "cannot be told" in text
    assert "1 of 4 questionnaires with at least 5 ratings give all attributes" in text
    rows = {row[0]: row for row in quality_table(quality, EN).rows}
    assert "3.0 minutes" in rows["Answered in haste"][3]


def test_exactly_a_third_is_not_hasty():
    assert answer_quality(rated(ROWS, duration=[1.0, 3.0, 3.0, 3.0, 3.0])).hasty == 0


def test_repeats_are_equal_in_everything_but_the_identifier():
    frame = pd.DataFrame(
        {
            "response_id": ["a", "b", "c", "d", "e"],
            "customer_id": ["x", "x", "y", None, None],
            "csat": [3.0, 3.0, 3.0, 3.0, 3.0],
        }
    )
    client = made(responses=frame, columns=MORE)
    quality = answer_quality(client)
    assert quality.repeated == 1  # rows without customer may be different people
    assert "1 questionnaire of 5 is repeated." in read_answers(quality, EN)
    assert repeated_rows(client.tables["responses"]) == 1


def test_where_nothing_tells_rows_apart_repeats_cannot_be_told():
    quality = answer_quality(rated(ROWS))
    assert quality.repeated is None
    assert "cannot be told" in read_answers(quality, EN)
    assert quality_table(quality, EN).rows[0][1] == "cannot be told"


def test_blanks_are_counted_over_all_scored_questions():
    quality = answer_quality(rated(ROWS))
    assert (quality.cells, quality.blank) == (30, 3)
    assert (quality.blankest.name, quality.blankest_share) == ("r5", 0.4)


def test_dates_outside_the_period_are_counted():
    days = ["2025-06-30", "2025-07-01", "2026-06-30 23:59", "2026-07-01", None]
    dates = pd.to_datetime(days, format="ISO8601")
    quality = answer_quality(made(responses=pd.DataFrame({"date": dates, "csat": [3.0] * 5})))
    assert quality.outside == 2
    assert "2 answers are dated outside" in read_answers(quality, EN)


@pytest.mark.parametrize("declared", [EFFORT, None])
def test_questions_that_run_against_each_other_raise_a_doubt(declared):
    rng = np.random.default_rng(1)
    good = rng.integers(1, 6, 200).astype(float)
    frame = pd.DataFrame({"csat": good, "ces": np.where(rng.random(200) < 0.8, good, 3.0)})
    columns = (Column(name="ces", role="ces", scale=declared or FIVE),)
    quality = answer_quality(made(responses=frame, columns=columns))
    against = [item for item in quality.doubts if item.kind == "against"]
    # effort where low is good cannot rise with satisfaction: one scale is declared upside down
    assert len(against) == (1 if declared is not None else 0)
    assert ("run against each other" in read_answers(quality, EN)) == (declared is not None)


def test_a_scale_whose_upper_end_nobody_used_raises_a_doubt():
    frame = pd.DataFrame({"ces": [1.0, 2.0, 3.0, 4.0, 5.0] * 20})
    (doubt,) = answer_quality(made(responses=frame)).doubts
    assert (doubt.kind, doubt.value, doubt.n) == ("unused_end", 5.0, 100)
    few = made(responses=frame.head(99))
    assert answer_quality(few).doubts == ()


def test_no_answers_are_said_to_be_missing():
    assert answer_quality(made()) is NO_ANSWERS
    assert answer_quality(made(responses=pd.DataFrame({"csat": []}))) is NO_ANSWERS
    nobody = pd.DataFrame({"csat": [4.0, 5.0], "answers": [0, 0]})
    assert answer_quality(made(responses=nobody)) is NO_ANSWERS


def test_counts_of_answers_are_counted_and_what_needs_rows_is_said():
    counts = pd.DataFrame({"csat": [4.0, 5.0, NAN], "answers": [10, 20, 5]})
    quality = answer_quality(made(responses=counts))
    assert (quality.n, quality.cells, quality.blank) == (35, 35, 5)
    assert quality.repeated is None
    rows = {row[0]: row for row in quality_table(quality, EN).rows}
    assert rows["Repeated questionnaires"][1] == "cannot be told"
    assert "needs one row a questionnaire" in rows["Repeated questionnaires"][3]
    assert "needs one row" in rows["Same customer, touchpoint and day"][3]


def test_a_single_questionnaire_is_spoken_of_as_one():
    one = pd.DataFrame({"customer_id": ["x"], "csat": [4.0]})
    text = read_answers(answer_quality(made(responses=one, columns=MORE)), EN)
    assert text.startswith("1 questionnaire: neither repeated")


@pytest.mark.parametrize("values", [[NAN] * 40, [3.0] * 40, [3.0]])
def test_blank_equal_and_single_answers_do_not_crash(values):
    frame = pd.DataFrame({"csat": values, "ces": values, "ltr": values})
    quality = answer_quality(made(responses=frame))
    assert quality.n == len(values)
    assert not [item for item in quality.doubts if item.kind == "against"]
    assert len(quality_table(quality, EN).rows) == 11
