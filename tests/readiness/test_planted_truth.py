"""Doubtful answers planted in the demo clients are found; the clean client has none."""

import json
from pathlib import Path

import pytest

from cxkit.demo import DEMOS, write_clean_client
from cxkit.intake import read_client
from cxkit.readiness import (
    analyse,
    channels_table,
    coverage_table,
    describe_channels,
    quality_table,
    read_answers,
    read_channels,
    read_questions,
    read_response_rates,
    read_silent,
    read_takeaway,
    repeated_table,
    response_rates_table,
)

FOLDERS = Path(__file__).parents[2] / "client_data"


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    folder = FOLDERS / request.param
    truth = json.loads((folder / "planted_truth.json").read_text("utf-8"))
    return analyse(read_client(folder)), truth["responses"]


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return analyse(read_client(write_clean_client(tmp_path_factory.mktemp("clean"))))


def test_questionnaires_sent_twice_are_found(demo):
    analysis, truth = demo
    assert analysis.answers.repeated == truth["repeated"]
    others = {name: repeated for name, _, repeated in analysis.repeated if name != "responses"}
    assert not any(others.values())


def test_straight_lines_given_in_haste_are_found(demo):
    analysis, truth = demo
    quality = analysis.answers
    assert quality.straight_hasty == truth["straight_liners"]
    # some content customers mean the same answer to everything: not all straight lines are haste
    assert quality.straight > quality.straight_hasty


def test_the_clean_client_has_no_repeats_and_hardly_any_straight_line_in_haste(clean):
    quality = clean.answers
    assert quality.repeated == 0
    assert quality.straight_hasty <= 0.002 * quality.n
    assert quality.doubts == ()
    assert quality.outside == 0


def test_the_demos_can_answer_every_question_and_no_scale_is_doubted(demo):
    analysis, _ = demo
    assert all(item.answered for item in analysis.coverage)
    assert analysis.answers.doubts == ()


def test_everything_is_said_and_shown_in_both_languages(demo):
    analysis, _ = demo
    said = []
    for language in ("es", "en"):
        words = analysis.client.engagement.words(language)
        said.append(
            [
                read_takeaway(analysis, words),
                read_answers(analysis.answers, words),
                read_channels(analysis.hearing, words),
                read_questions(analysis.questions, words),
                read_response_rates(analysis.response_rates, words),
                read_silent(analysis.silent, words),
                describe_channels(analysis.hearing, words).alt,
                quality_table(analysis.answers, words).caption,
                channels_table(analysis.hearing, words).caption,
                coverage_table(analysis.coverage, words).caption,
                repeated_table(analysis.repeated, words).caption,
                response_rates_table(analysis.response_rates, words).caption,
            ]
        )
    for spanish, english in zip(*said, strict=True):
        assert spanish
        assert spanish != english
        assert "[" not in spanish + english
