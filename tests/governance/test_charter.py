"""The six questions, the leader, the ladder and the areas."""

import pytest

from cxkit.findings import Missing
from cxkit.frameworks.charter import charter_questions
from cxkit.governance import analyse, charter_html, read_contradiction, read_overview
from cxkit.governance.charter import charter_state
from cxkit.governance.findings import findings
from tests.governance.made import charter, client, governance

KEYS = ("vision", "goals", "roles", "priorities", "approvals", "teamwork")
ALL = dict.fromkeys(KEYS, "said")


def test_there_are_six_questions_in_both_languages():
    questions = charter_questions()
    assert tuple(item.key for item in questions) == KEYS
    assert all(item.question.es.startswith("¿") and item.question.en for item in questions)


@pytest.mark.parametrize("known", range(7))
def test_completeness_counts_the_answers(known):
    state = charter_state(charter(answers=dict.fromkeys(KEYS[:known], "said")), None)
    assert state.n_answered == known
    assert tuple(item.question.key for item in state.open) == KEYS[known:]


@pytest.mark.parametrize(
    ("step", "leader", "contradiction"),
    [
        (None, None, ""),
        (2, None, ""),
        (3, None, "leader_missing"),
        (6, None, "leader_missing"),
        (1, {"name": "Ana"}, "step_too_low"),
        (3, {"name": "Ana"}, ""),
    ],
)
def test_ladder_and_leader_have_to_agree(step, leader, contradiction):
    state = charter_state(charter(leader=leader), step)
    assert state.contradiction == contradiction


def test_areas_that_take_part_are_counted_and_the_others_named():
    made = client(
        charter=charter(
            answers=ALL,
            leader={"name": "Ana"},
            areas=[
                {"id": "a", "name": "Sales", "involved": "yes"},
                {"id": "b", "name": "Finance", "involved": "no"},
            ],
        )
    )
    words = made.engagement.words("en")
    state = analyse(made).charter
    assert (state.n_involved, len(state.areas)) == (1, 2)
    assert read_contradiction(state, words) == "Finance does not take part yet."
    assert read_overview(analyse(made).overview, words) == (
        "The experience has a named leader (Ana). 1 of 2 areas take part. "
        "The charter answers all 6 questions."
    )


def test_a_charter_without_leader_and_answers_is_two_findings():
    made = client(charter=charter(answers={"vision": "said"}))
    found = {f.key: f for f in findings(analyse(made), made.engagement.words("en"))}
    assert set(found) == {"governance.charter.leader", "governance.charter.unanswered"}
    unanswered = found["governance.charter.unanswered"]
    assert unanswered.headline == "5 of the charter's 6 questions have no answer."
    assert unanswered.reach == pytest.approx(5 / 6)
    assert "What is the vision" not in unanswered.detail


def test_a_full_charter_is_no_finding():
    made = client(charter=charter(answers=ALL, leader={"name": "Ana"}))
    assert findings(analyse(made), made.engagement.words("en")) == ()


def test_a_folder_without_charter_says_so_and_finds_nothing():
    made = client()
    assert isinstance(analyse(made).charter, Missing)
    assert isinstance(analyse(made).overview, Missing)
    assert findings(analyse(made), made.engagement.words("en")) == ()


def test_a_step_of_the_ladder_alone_blames_no_charter():
    made = client(governance=governance(ownership=2))
    assert analyse(made).charter.ownership == 2
    assert findings(analyse(made), made.engagement.words("en")) == ()


def test_the_document_prints_answers_escaped_and_flags_what_is_open():
    made = client(charter=charter(answers={"vision": "<b>First</b>"}))
    html, plain = charter_html(analyse(made).charter, made.engagement.words("es"))
    assert "&lt;b&gt;First" in html
    assert "<b>" not in html
    assert plain.count("aún sin respuesta") == 5


def test_a_charter_without_any_answer_says_so():
    made = client(charter=charter(answers={}, leader={"name": "Ana"}))
    found = findings(analyse(made), made.engagement.words("en"))
    (said,) = [item for item in found if item.key == "governance.charter.unanswered"]
    assert said.headline == "The charter answers none of its 6 questions."
