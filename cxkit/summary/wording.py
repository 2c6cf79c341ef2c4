"""The summary in words and as a list that links to its sections."""

from __future__ import annotations

import math
from html import escape

from cxkit.engagement.judgements import Initiative
from cxkit.language import N_, Words
from cxkit.summary.chain_layout import CLAIM
from cxkit.summary.findings import EditedFinding, Summary

CERTAINTY = {
    "clear": N_("Clear"),
    "indicative": N_("Indicative"),
    "insufficient": N_("Not enough evidence"),
}


def read_summary(summary: Summary, words: Words) -> str:
    """Say how many findings there are, how sure they are, and what to begin with."""
    shown = summary.shown
    if not shown:
        return words(
            "The data of this engagement do not carry any conclusion yet; the annex says what "
            "is missing and how to provide it."
        )
    clear = sum(_compared(item) and item.finding.certainty == "clear" for item in shown)
    counted = words.plural(
        "{n} finding. Differences clear beyond what chance explains: {clear}.",
        "{n} findings. Differences clear beyond what chance explains: {clear}.",
        len(shown),
        clear=words.number(clear),
    )
    first = summary.begin
    if first is None:
        return counted
    if first.status == "running":
        begin = words("To push on with: {initiative}.", initiative=_initiative(first, words))
    else:
        begin = words("To begin with: {initiative}.", initiative=_initiative(first, words))
    return f"{counted}\n{begin}"


def _compared(item: EditedFinding) -> bool:
    """Tell whether a finding rests on a comparison, which chance could have made."""
    return item.finding.comparisons > 0


def findings_html(summary: Summary, words: Words) -> tuple[str, str]:
    """Return the findings as HTML and as plain text."""
    items = "".join(_item(item, words) for item in summary.shown)
    plain = "\n".join(
        f"{place}. {item.finding.headline} {item.finding.detail}"
        for place, item in enumerate(summary.shown, start=1)
    )
    letter = "".join(
        f'<p class="cx-letter">{escape(part.strip())}</p>'
        for part in summary.letter.split("\n\n")
        if part.strip()
    )
    listed = f'<ol class="cx-findings">{items}</ol>' if items else ""
    note = read_overlap(summary, words)
    if note:
        listed += f'<p class="cx-note">{escape(note)}</p>'
        plain += f"\n{note}"
    return letter + listed, plain


def read_overlap(summary: Summary, words: Words) -> str:
    """Say that amounts of touchpoints overlap; empty where there are not two of them."""
    places = {item.finding.touchpoint for item in summary.shown if item.at_stake is not None}
    if len(places) < 2:
        return ""
    return words(
        "The amounts at different touchpoints overlap and do not add up: one customer may have "
        "answered low at several of them."
    )


def read_money(item: EditedFinding, words: Words) -> str:
    """Say what a finding costs a year and what that amount rests on; empty if not known."""
    finding = item.finding
    if finding.money is None:
        return ""
    claim = words(CLAIM[finding.claim or "assumption"])
    amount = _rounded(abs(finding.money), words)
    if item.at_stake is not None:
        return words(
            "At stake with all low answers at this touchpoint: {amount} a year ({low} to {high}; "
            "{claim}).",
            amount=amount,
            low=_rounded(item.at_stake.low, words),
            high=_rounded(item.at_stake.high, words),
            claim=claim,
        )
    if finding.tone == "good":
        return words("Worth {amount} a year ({claim}).", amount=amount, claim=claim)
    return words("At stake: {amount} a year ({claim}).", amount=amount, claim=claim)


def _rounded(amount: float, words: Words) -> str:
    """Write an amount with the two or three digits that such an estimate carries."""
    if not math.isfinite(amount) or amount == 0:
        return words.money(amount)
    digits = 2 - math.floor(math.log10(abs(amount)))
    return words.money(round(amount, min(digits, 0)))


def read_first(item: EditedFinding, words: Words) -> str:
    """Say what to do first about a finding; empty where nothing is called for."""
    if item.first is not None and item.finding.tone != "good":
        if item.first.status == "running":
            return words("Under way: {initiative}.", initiative=_initiative(item.first, words))
        return words("First: {initiative}.", initiative=_initiative(item.first, words))
    if item.addressable and item.finding.tone == "bad":
        return words("No initiative addresses it.")
    return ""


def _initiative(item: Initiative, words: Words) -> str:
    name = item.name.say(words)
    if item.owner is None:
        return words("{name} ({id}, no owner)", name=name, id=item.id)
    return f"{name} ({item.id}, {item.owner})"


def _item(item: EditedFinding, words: Words) -> str:
    finding = item.finding
    link = words("See the section")
    verdict = _compared(item) or finding.certainty != "clear"
    certainty = words(CERTAINTY[finding.certainty]) + "." if verdict else ""
    also = words("Also: {headlines}", headlines=" ".join(other.headline for other in item.also[:2]))
    parts = [
        certainty,
        read_money(item, words),
        read_first(item, words),
        also if item.also else "",
    ]
    line = escape(" ".join(part for part in parts if part))
    return (
        f'<li class="cx-{finding.tone}"><strong>{escape(finding.headline)}</strong> '
        f"<span>{escape(finding.detail)}</span> "
        f'<span class="cx-certainty">{line}{" " if line else ""}'
        f'<a href="#s-{finding.subject}">{escape(link)}</a>'
        "</span></li>"
    )
