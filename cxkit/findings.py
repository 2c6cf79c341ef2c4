"""What a subject concludes: findings with their evidence, and what could not be concluded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

Certainty = Literal["clear", "indicative", "insufficient"]
Tone = Literal["good", "bad", "neutral"]
Claim = Literal["experiment", "difference", "association", "assumption"]
"""What an amount of money rests on, strongest first; ``difference`` is \
difference-in-differences."""

ERROR_SHARES: Mapping[str, float] = MappingProxyType(
    {
        "perception": 0.5,
        "customers": 0.1,
        "economics": 0.1,
        "journeys": 0.1,
        "strategy": 0.1,
        "culture": 0.1,
    }
)
"""How the chance of a false finding is shared among the subjects that compare; adds up to 1."""


def error_rate(subject: str, confidence: float) -> float:
    """Return the chance of a false finding that one subject may use up in all.

    Parameters
    ----------
    subject : str
        One of `ERROR_SHARES`.
    confidence : float
        Level of the engagement, such as 0.95.

    Returns
    -------
    float
        Share of ``1 - confidence``. A subject whose comparisons, corrected together
        (Holm), stay below it keeps the false findings of a whole report of noise at
        ``1 - confidence``.

    Notes
    -----
    Weighted Bonferroni: the shares are fixed before any data are seen.
    """
    return (1 - confidence) * ERROR_SHARES[subject]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a number comes from.

    Attributes
    ----------
    table : str
        Table of the client folder, such as ``"responses"``.
    columns : tuple of str
        Columns that were used.
    n : int
        Base: answers, customers or cases used.
    start, end : date or None
        First and last date of the rows used, where dated.
    """

    table: str
    columns: tuple[str, ...]
    n: int
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A result that the client's folder does not allow, and what would allow it.

    Attributes
    ----------
    what : str
        Marked English text: the result that is not shown.
    need : str
        Marked English text: what to provide, and where.
    table : str
        Table or file of judgement concerned.
    columns : tuple of str
        Columns that would be needed.
    """

    what: str
    need: str
    table: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One conclusion of a subject, in the language of the report.

    Attributes
    ----------
    key : str
        Stable identifier, such as ``"perception.nps.level"``; `editorial.yml` names it.
    subject : str
        Subject it belongs to, such as ``"perception"``.
    headline, detail : str
        One sentence, and one or two more with base and interval.
    tone : {"good", "bad", "neutral"}
        What it means for the client.
    certainty : {"clear", "indicative", "insufficient"}
        Whether the evidence carries it.
    reach : float
        Share of the customers or answers concerned, in [0, 1].
    size : float
        Size of the effect relative to the metric's range, in [0, 1]; orders findings
        while no money is known.
    evidence : Evidence
        Table, columns and base behind it.
    comparisons : int
        Comparisons it was corrected for; 0 where it states a level and compares nothing.
    money : float or None
        Money at stake per year in the engagement's currency, where it could be computed.
    claim : {"experiment", "difference", "association", "assumption"} or None
        What the money rests on; needed wherever money is stated.
    touchpoint : str
        Touchpoint it speaks of, as called in the data; ties it to pain points.
    """

    key: str
    subject: str
    headline: str
    detail: str
    tone: Tone
    certainty: Certainty
    reach: float
    size: float
    evidence: Evidence
    comparisons: int = 0
    money: float | None = None
    claim: Claim | None = None
    touchpoint: str = ""
