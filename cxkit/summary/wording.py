"""The summary in words and as a list that links to its sections."""

from __future__ import annotations

from html import escape

from cxkit.language import N_, Words
from cxkit.summary.findings import EditedFinding, Summary

CERTAINTY = {
    "clear": N_("Clear"),
    "indicative": N_("Indicative"),
    "insufficient": N_("Not enough evidence"),
}


def read_summary(summary: Summary, words: Words) -> str:
    """Say in one sentence how many findings there are and how sure they are."""
    shown = summary.shown
    if not shown:
        return words(
            "The data of this engagement do not carry any conclusion yet; the annex says what "
            "is missing and how to provide it."
        )
    clear = sum(_compared(item) and item.finding.certainty == "clear" for item in shown)
    return words.plural(
        "{n} finding. Differences clear beyond what chance explains: {clear}.",
        "{n} findings. Differences clear beyond what chance explains: {clear}.",
        len(shown),
        clear=words.number(clear),
    )


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
    return letter + (f'<ol class="cx-findings">{items}</ol>' if items else ""), plain


def _item(item: EditedFinding, words: Words) -> str:
    finding = item.finding
    link = words("See the section")
    verdict = _compared(item) or finding.certainty != "clear"
    certainty = escape(words(CERTAINTY[finding.certainty])) + ". " if verdict else ""
    return (
        f'<li class="cx-{finding.tone}"><strong>{escape(finding.headline)}</strong> '
        f"<span>{escape(finding.detail)}</span> "
        f'<span class="cx-certainty">{certainty}'
        f'<a href="#s-{finding.subject}">{escape(link)}</a>'
        "</span></li>"
    )
