"""What the data can answer, what they cannot, and what to ask the client for."""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.client import Client
from cxkit.engagement import Section
from cxkit.readiness.questions import QUESTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One question and whether the data answer it.

    Attributes
    ----------
    subject : str
        Section of the report that answers it.
    question, ask : str
        Marked English texts: the question, and what to ask the client for.
    answered : bool
        Whether tables, columns and files of judgement suffice to try.
    partly : bool
        Whether they suffice for a part of the answer only.
    """

    subject: Section
    question: str
    ask: str
    answered: bool
    partly: bool


def coverage(client: Client) -> tuple[Coverage, ...]:
    """Go through the questions of all subjects.

    Parameters
    ----------
    client : Client
        Read and checked.

    Notes
    -----
    A question counts as answered where what it needs is present with at least one value. How
    sure the answer is, its own section says.
    """
    found = []
    for item in QUESTIONS:
        answered = item.answered(client)
        found.append(
            Coverage(
                subject=item.subject,
                question=item.question,
                ask=item.ask,
                answered=answered,
                partly=not answered and item.partly(client),
            )
        )
    return tuple(found)
