"""What the checks of the answers say of public surveys; counts taken from the files themselves."""

import pandas as pd
import pytest

from cxkit.client import Client
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.readiness import ReadinessAnalysis, analyse, read_answers, read_with_and_without
from cxkit.readiness.missing import NO_SCORES

pytestmark = pytest.mark.real_data

EN = Words("en", region="en_GB", currency="GBP")


def checked(client: Client) -> ReadinessAnalysis:
    found = analyse(client)
    assert not isinstance(found.answers, Missing)
    return found


def test_a_bank_without_customers_or_ratings_is_told_how_little_was_checked(clients):
    found = checked(clients.read("nps_retail_bank"))
    assert found.answers.doubts == ()  # three markets, four quarters, one scale
    assert found.answers.of("dates").base == 5000
    assert read_with_and_without(found.with_and_without, EN) == (
        "Of 8 checks for doubtful answers 2 could be made on these data; none of 5,000 answers "
        "looks doubtful by them."
    )


def test_an_airline_has_ten_straight_lines_that_change_nothing(clients):
    client = clients.read("airline_satisfaction")
    found = checked(client)
    raw = pd.read_csv(clients.data / "airline_satisfaction" / "airline_satisfaction_25976.csv")
    rated = raw.loc[:, "Inflight wifi service":"Cleanliness"].replace(0, float("nan"))
    alike = (rated.max(axis=1) == rated.min(axis=1)) & (rated.notna().sum(axis=1) >= 5)
    assert found.answers.straight == int(alike.sum()) == 10
    (straight, together) = found.with_and_without.rows
    assert straight.n_left_out == together.n_left_out == 10
    assert abs(straight.difference) < 0.001
    text = read_with_and_without(found.with_and_without, EN)
    assert "10 of 25,976 answers (under 0.1%)" in text
    assert "would not change what the report says: satisfaction still 43.9%." in text


def test_viewers_of_films_give_all_characters_one_answer_now_and_then(clients):
    found = checked(clients.read("starwars_surveymonkey"))
    assert (found.answers.straight, found.answers.rated) == (61, 825)
    assert found.answers.of("straight").ci_low < 61 / 825 < found.answers.of("straight").ci_high
    assert found.with_and_without is NO_SCORES


def test_a_single_test_answer_gives_no_alarm_and_no_false_precision(clients):
    found = checked(clients.read("qualtrics_sample"))
    hasty = found.answers.of("hasty")
    assert (hasty.n, hasty.base) == (0, 1)
    assert hasty.ci_high == pytest.approx(0.7935, abs=5e-5)  # Wilson: z^2 / (1 + z^2)
    assert read_answers(found.answers, EN).startswith("1 questionnaire: neither repeated")
    assert found.with_and_without is NO_SCORES
