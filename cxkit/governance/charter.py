"""Who leads, who takes part, and what the charter answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxkit.engagement import LocalText
from cxkit.engagement.judgements.charter import Area, Charter, Leader, Policy, TeamRole
from cxkit.frameworks.charter import CharterQuestion, charter_questions

LADDER_STEPS = 6
LEADER_STEP = 3
"""First step of the ladder of responsibility on which one person leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterAnswer:
    """One question of the charter with its answer.

    Attributes
    ----------
    question : CharterQuestion
        Key and wording.
    answer : LocalText or None
        None where the client has no answer.
    """

    question: CharterQuestion
    answer: LocalText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterState:
    """What the charter says and what it leaves open.

    Attributes
    ----------
    answers : tuple of CharterAnswer
        The six questions in order.
    n_answered : int
        Questions with an answer, 0 to 6.
    leader : Leader or None
        Who is in charge; None where nobody is named.
    ownership : int or None
        Step on the ladder of responsibility, 1 to 6; None where it was not judged.
    contradiction : {"", "leader_missing", "step_too_low"}
        Whether ladder and leader disagree: a step on which somebody leads without a name,
        or a named leader on a step on which nobody does.
    areas : tuple of Area
        Business areas of the client.
    n_involved : int
        Areas that take part.
    roles, policies : tuple
        As written in ``charter.yml``.
    """

    answers: tuple[CharterAnswer, ...]
    n_answered: int
    leader: Leader | None
    ownership: int | None
    contradiction: Literal["", "leader_missing", "step_too_low"]
    areas: tuple[Area, ...]
    n_involved: int
    roles: tuple[TeamRole, ...]
    policies: tuple[Policy, ...]

    @property
    def open(self) -> tuple[CharterAnswer, ...]:
        """The questions nobody has answered."""
        return tuple(item for item in self.answers if item.answer is None)


def charter_state(charter: Charter, ownership: int | None) -> CharterState:
    """Read a charter against the six questions.

    Parameters
    ----------
    charter : Charter
        Content of ``charter.yml``.
    ownership : int or None
        Step on the ladder of responsibility from ``governance.yml``, 1 to 6.
    """
    answers = tuple(
        CharterAnswer(question=question, answer=getattr(charter.answers, question.key, None))
        for question in charter_questions()
    )
    contradiction: Literal["", "leader_missing", "step_too_low"] = ""
    if ownership is not None and ownership >= LEADER_STEP and charter.leader is None:
        contradiction = "leader_missing"
    if ownership is not None and ownership < LEADER_STEP and charter.leader is not None:
        contradiction = "step_too_low"
    return CharterState(
        answers=answers,
        n_answered=sum(item.answer is not None for item in answers),
        leader=charter.leader,
        ownership=ownership,
        contradiction=contradiction,
        areas=charter.areas,
        n_involved=sum(area.involved for area in charter.areas),
        roles=charter.roles,
        policies=charter.policies,
    )
