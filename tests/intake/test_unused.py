"""What is declared and not used is said."""

from cxkit.intake import check_client
from tests.small_client import ENGAGEMENT, survey, write_client


def rules(found):
    return {problem.rule: problem for problem in found.problems}


def test_weights_that_no_score_applies_are_warned_of(tmp_path):
    lines = survey().splitlines()
    weighted = "\n".join([lines[0] + ",w", *(line + ",1.5" for line in lines[1:])]) + "\n"
    folder = write_client(
        tmp_path,
        engagement=ENGAGEMENT + "      weight: w\nsample: {weights: none}\n",
        files={"data/survey.csv": weighted},
    )
    problem = rules(check_client(folder))["weights-not-applied"]
    assert (problem.severity, problem.file, problem.column) == ("warning", "data/survey.csv", "w")


def test_answers_from_before_the_period_are_counted_and_said(tmp_path):
    engagement = ENGAGEMENT.replace("period: {start: 2025-01-01", "period: {start: 2025-03-01")
    folder = write_client(tmp_path, engagement=engagement)
    problem = rules(check_client(folder))["dates-before-period"]
    assert problem.severity == "note"
    # of the 120 dates two of every twelve months lie before March
    assert problem.values["early"] == 20
    assert problem.values["dated"] == 120


def test_a_sound_folder_has_neither(tmp_path):
    found = rules(check_client(write_client(tmp_path)))
    assert not found.keys() & {"weights-not-applied", "dates-before-period"}
