"""Rank the findings of all subjects and apply the consultant's edits to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from cxkit.client import Client
from cxkit.engagement.judgements import Initiative
from cxkit.findings import Finding, Missing
from cxkit.language import Words
from cxkit.summary.chain import Chain, addressable, addressed_by
from cxkit.summary.ranking import (
    AtStake,
    money_at_stake,
    on_one_page,
    ranked,
    same_thing,
    with_money,
)


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
    also : tuple of Finding
        Others about the same touchpoint and tone, which are told with this one.
    first : Initiative or None
        What addresses it and comes first; None where nothing does.
    at_stake : AtStake or None
        Revenue at risk at its touchpoint, where that is its money.
    addressable : bool
        Whether there are initiatives and one could be tied to it.
    """

    finding: Finding
    original: Finding
    hidden: bool = False
    reason: str = ""
    also: tuple[Finding, ...] = ()
    first: Initiative | None = None
    at_stake: AtStake | None = None
    addressable: bool = False

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
        The findings of the one page, the most important first.
    others : tuple of EditedFinding
        The rest, in the same order.
    hidden : tuple of EditedFinding
        Left out by the consultant; kept in the provenance.
    unknown : tuple of str
        Keys in ``editorial.yml`` that no finding has.
    letter : str
        The executive letter, marked where it is in the other language.
    begin : Initiative or None
        What to begin with: of what addresses the findings shown, the first that has not begun
        and waits for nothing; else the first under way; else the first.
    """

    shown: tuple[EditedFinding, ...]
    others: tuple[EditedFinding, ...]
    hidden: tuple[EditedFinding, ...]
    unknown: tuple[str, ...]
    letter: str
    begin: Initiative | None = None


def summarise(
    findings: Iterable[Finding],
    client: Client,
    words: Words,
    *,
    chain: Chain | Missing | None = None,
    at_risk: pd.DataFrame | None = None,
) -> Summary:
    """Rank findings by money at stake, certainty and reach, and apply ``editorial.yml``.

    Parameters
    ----------
    findings : iterable of Finding
        Of all subjects, in the language of the report.
    client : Client
        Its editorial, if there is one, hides, reorders and rewords findings.
    words : Words
        Language of the report.
    chain : Chain or Missing, optional
        Pain points and initiatives, which say what to do first about a finding.
    at_risk : DataFrame, optional
        Revenue at risk by touchpoint, as `cxkit.summary.ranking.money_at_stake` takes it; only
        touchpoints where it is clear count.
    """
    at_stake = money_at_stake(at_risk, confidence=client.engagement.confidence)
    editorial = client.judgements.editorial
    edits = dict(editorial.findings) if editorial is not None else {}
    kept: list[EditedFinding] = []
    placed: list[tuple[int, EditedFinding]] = []
    hidden: list[EditedFinding] = []
    for finding in ranked([with_money(item, at_stake) for item in findings]):
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
    page = on_one_page([item.finding for item in kept], [item.original.key for _, item in placed])
    plan = chain if isinstance(chain, Chain) else None
    shown = [item for item in kept if item.original.key in page]
    others = [item for item in kept if item.original.key not in page]
    letter = editorial.letter if editorial is not None else None
    return Summary(
        shown=tuple(_told(item, others, plan, at_stake) for item in shown),
        others=tuple(others),
        hidden=tuple(hidden),
        unknown=tuple(edits),
        letter=letter.say(words) if letter is not None else "",
        begin=_to_begin_with([item.finding for item in shown], plan) if plan is not None else None,
    )


def _to_begin_with(shown: Iterable[Finding], plan: Chain) -> Initiative | None:
    """Return what to begin with; see `Summary`."""
    able = [
        item for finding in shown if finding.tone != "good" for item in addressed_by(finding, plan)
    ]
    undone = {item.id for item in plan.initiatives if item.status != "done"}
    fresh = [item for item in able if item.status != "running"]
    free = [item for item in fresh if not undone.intersection(item.depends_on)]
    running = [item for item in able if item.status == "running"]
    return next(iter([*free, *running, *fresh]), None)


def _told(
    item: EditedFinding,
    others: Iterable[EditedFinding],
    plan: Chain | None,
    at_stake: Mapping[str, AtStake],
) -> EditedFinding:
    """Return a finding of the page with what is told beside it."""
    also = tuple(other.finding for other in others if same_thing(item.finding, other.finding))
    able = addressed_by(item.finding, plan) if plan is not None else ()
    place = at_stake.get(item.finding.touchpoint)
    return replace(
        item,
        also=also,
        first=able[0] if able else None,
        at_stake=place if place and item.finding.money == place.middle else None,
        addressable=plan is not None and addressable(item.finding),
    )
