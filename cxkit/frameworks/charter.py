"""The six questions that a charter of customer experience answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cxkit.engagement import LocalText
from cxkit.frameworks.files import read_framework


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterQuestion:
    """One question of the charter.

    Attributes
    ----------
    key : str
        Key of its answer in ``charter.yml``, such as ``"vision"``.
    question : LocalText
        The question in both languages.
    """

    key: str
    question: LocalText


@lru_cache(maxsize=1)
def charter_questions() -> tuple[CharterQuestion, ...]:
    """Return the questions in the order they are asked.

    References
    ----------
    After Jeannie Walters, six questions for a customer experience charter.
    """
    return tuple(
        CharterQuestion(
            key=item["key"],
            question=LocalText(es=item["question"]["es"], en=item["question"]["en"]),
        )
        for item in read_framework("charter_questions")["questions"]
    )
