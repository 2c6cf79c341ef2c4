"""Rank the findings of all subjects and apply the consultant's edits to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cxkit.client import Client
from cxkit.findings import Finding
from cxkit.language import Words

ON_ONE_PAGE = 7
"""Findings that the summary shows; the others stay in their sections."""

_CERTAINTY = {"clear": 1.0, "indicative": 0.4, "insufficient": 0.0}
_TONE = {"bad": 1.0, "neutral": 0.75, "good": 0.5}
"""What goes wrong comes before what goes well, for the same certainty, reach and size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedFinding:
    """A finding as printed, with the original where the consultant changed it.

    Attributes
    ----------
    finding : Finding
        As printed.
    original : Finding
        As the kit worded it.
    hidden : bool
        Whether it is left out of the report.
    reason : str
        The consultant's reason.
    """

    finding: Finding
    original: Finding
    hidden: bool = False
    reason: str = ""

    @property
    def edited(self) -> bool:
        """Whether the consultant changed anything but its place."""
        return self.hidden or self.finding != self.original


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The findings of a report.

    Attributes
    ----------
    shown : tuple of EditedFinding
        At most `ON_ONE_PAGE`, the most important first.
    others : tuple of EditedFinding
        The rest, in the same order.
    hidden : tuple of EditedFinding
        Left out by the consultant; kept in the provenance.
    unknown : tuple of str
        Keys in ``editorial.yml`` that no finding has.
    letter : str
        The executive letter, marked where it is in the other language.
    """

    shown: tuple[EditedFinding, ...]
    others: tuple[EditedFinding, ...]
    hidden: tuple[EditedFinding, ...]
    unknown: tuple[str, ...]
    letter: str


def summarise(findings: Iterable[Finding], client: Client, words: Words) -> Summary:
    """Rank findings by money at stake, certainty and reach, and apply ``editorial.yml``.

    Parameters
    ----------
    findings : iterable of Finding
        Of all subjects, in the language of the report.
    client : Client
        Its editorial, if there is one, hides, reorders and rewords findings.
    words : Words
        Language of the report.
    """
    ranked = sorted(findings, key=weight, reverse=True)
    editorial = client.judgements.editorial
    edits = dict(editorial.findings) if editorial is not None else {}
    kept: list[EditedFinding] = []
    placed: list[tuple[int, EditedFinding]] = []
    hidden: list[EditedFinding] = []
    for finding in ranked:
        edit = edits.pop(finding.key, None)
        if edit is None:
            kept.append(EditedFinding(finding=finding, original=finding))
            continue
        reason = edit.reason.say(words) if edit.reason is not None else ""
        if edit.hide:
            hidden.append(
                EditedFinding(finding=finding, original=finding, hidden=True, reason=reason)
            )
            continue
        changed = replace(
            finding,
            headline=edit.headline.say(words) if edit.headline is not None else finding.headline,
            detail=edit.detail.say(words) if edit.detail is not None else finding.detail,
        )
        item = EditedFinding(finding=changed, original=finding, reason=reason)
        if edit.order is None:
            kept.append(item)
        else:
            placed.append((edit.order, item))
    for order, item in sorted(placed, key=lambda pair: pair[0]):
        kept.insert(order - 1, item)
    letter = editorial.letter if editorial is not None else None
    return Summary(
        shown=tuple(kept[:ON_ONE_PAGE]),
        others=tuple(kept[ON_ONE_PAGE:]),
        hidden=tuple(hidden),
        unknown=tuple(edits),
        letter=letter.say(words) if letter is not None else "",
    )


def weight(finding: Finding) -> tuple[float, float, float]:
    """Return what findings are ranked by: money, then certainty × tone × reach × size."""
    certainty = _CERTAINTY[finding.certainty] * _TONE[finding.tone]
    money = abs(finding.money) * certainty if finding.money is not None else 0.0
    return money, certainty * finding.reach * finding.size, certainty * finding.size
