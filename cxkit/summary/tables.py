"""What the consultant changed in the findings, with the original words beside it."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.presentation import TextTable
from cxkit.summary.findings import EditedFinding, Summary


def edits_table(summary: Summary, words: Words) -> TextTable:
    """Return one row a finding that was hidden or reworded, as worded first and as printed.

    Parameters
    ----------
    summary : Summary
        The findings as ``editorial.yml`` left them.
    words : Words
        Language of the report.

    Returns
    -------
    TextTable
        Without rows where nothing was changed; the note says so, and names the keys of
        ``editorial.yml`` that no finding of this report has.
    """
    edited = [item for item in (*summary.shown, *summary.others) if item.edited]
    rows = [_row(item, words) for item in (*edited, *summary.hidden)]
    notes = [] if rows else [words("No finding of this report was hidden or reworded.")]
    if summary.unknown:
        notes.append(
            words(
                "editorial.yml also names findings that this report does not have: {keys}.",
                keys=", ".join(summary.unknown),
            )
        )
    return TextTable(
        caption=words("Findings hidden or reworded by the consultant"),
        headings=[
            words("Finding"),
            words("As the kit worded it"),
            words("As printed"),
            words("Reason"),
        ],
        rows=rows,
        numeric=[False, False, False, False],
        note=" ".join(notes),
    )


def keys_table(summary: Summary, words: Words) -> TextTable:
    """Return every finding with the key that ``editorial.yml`` names it by, for the consultant.

    Parameters
    ----------
    summary : Summary
        The findings as ``editorial.yml`` left them.
    words : Words
        Language of the report.

    Returns
    -------
    TextTable
        In the order of the report; hidden ones last.
    """
    listed = [(item, words("shown")) for item in summary.shown]
    listed += [(item, words("beyond the first page")) for item in summary.others]
    listed += [(item, words("hidden")) for item in summary.hidden]
    return TextTable(
        caption=words("Keys of the findings, for editorial.yml"),
        headings=[words("Finding"), words("Key"), words("Where")],
        rows=[[item.finding.headline, item.original.key, where] for item, where in listed],
        numeric=[False, False, False],
    )


def _row(item: EditedFinding, words: Words) -> list[str]:
    original, printed = item.original, item.finding
    return [
        original.key,
        f"{original.headline} {original.detail}",
        words("hidden") if item.hidden else f"{printed.headline} {printed.detail}",
        item.reason or "–",
    ]
