"""Comments that may be printed: approved ones, and candidates for approval."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.findings import Missing
from cxkit.language import N_, LanguageCode, Words

SHORTEST, LONGEST = 40, 280
"""Letters of a comment that is worth proposing and fits on a page."""

EACH = 3
"""Comments proposed for each touchpoint and kind of customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedQuote:
    """A comment approved for printing, without personal data.

    Attributes
    ----------
    text : str
        The comment, redacted.
    touchpoint : str
        Where it belongs, as the reports call it; empty if unknown.
    language : {"es", "en"}
        Language it is in.
    """

    text: str
    touchpoint: str
    language: LanguageCode


def approved_quotes(client: Client, words: Words) -> tuple[PrintedQuote, ...] | Missing:
    """Return the comments that ``quotes.csv`` approves, in its order."""
    quotes = [quote for quote in client.judgements.quotes or () if quote.approved]
    table = client.tables.get("responses")
    printed = []
    for quote in quotes:
        text, touchpoint = quote.text or "", quote.touchpoint or ""
        if not text and table is not None and quote.response_id is not None:
            text, found = _comment(table, quote.response_id)
            touchpoint = touchpoint or found
        column = table.columns.get("touchpoint") if table is not None else None
        if text:
            printed.append(
                PrintedQuote(
                    text=text,
                    touchpoint=_named(column, touchpoint, words),
                    language=quote.language or client.engagement.own_language,
                )
            )
    if printed:
        return tuple(printed)
    return Missing(
        what=N_("What customers say in their own words"),
        need=N_(
            "No comment is printed without approval: run cxkit quotes, choose, and copy what may "
            "be printed into quotes.csv with who approved it and when."
        ),
        table="quotes.csv",
        columns=("approved_by", "approved_on"),
    )


def propose_quotes(client: Client) -> pd.DataFrame:
    """Propose comments for approval: a few for each touchpoint and kind of customer.

    Returns
    -------
    DataFrame
        ``text, theme, touchpoint, language, approved_by, approved_on`` as ``quotes.csv``
        has them; the last two are blank for the consultant to fill in. Comments are
        redacted and of readable length; the answers of promoters and detractors are kept
        apart where the recommendation was asked.
    """
    heads = ["text", "theme", "touchpoint", "language", "approved_by", "approved_on"]
    table = client.tables.get("responses")
    column = next(iter(table.with_role("verbatim")), None) if table is not None else None
    if table is None or column is None:
        return pd.DataFrame(columns=heads)
    frame = table.frame[table.frame[column.name].notna()]
    length = frame[column.name].str.len()
    frame = frame[length.between(SHORTEST, LONGEST)].drop_duplicates(column.name)
    kind = pd.Series("", index=frame.index)
    if "ltr" in frame:
        kind = kind.mask(frame["ltr"] >= 9, "promoter").mask(frame["ltr"] <= 6, "detractor")
    touchpoint = frame["touchpoint"] if "touchpoint" in frame else pd.Series("", index=frame.index)
    whole = ~frame[column.name].str.contains("[", regex=False)
    ordered = frame.assign(_kind=kind, _touchpoint=touchpoint.fillna(""), _whole=whole)
    ordered = ordered.sort_values("_whole", ascending=False, kind="stable")
    chosen = ordered.groupby(["_touchpoint", "_kind"], sort=True).head(EACH)
    chosen = chosen.sort_values(["_touchpoint", "_kind"], kind="stable")
    return pd.DataFrame(
        {
            "text": chosen[column.name].to_numpy(),
            "theme": chosen["_kind"].to_numpy(),
            "touchpoint": chosen["_touchpoint"].to_numpy(),
            "language": "",
            "approved_by": "",
            "approved_on": "",
        },
        columns=heads,
    ).map(harmless)


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: a mark before = + - @ and tabs."""
    if not isinstance(cell, str):
        return cell
    risky = cell[:1] in ("\t", "\r") or cell.lstrip()[:1] in ("=", "+", "-", "@")
    return f"'{cell}" if risky else cell


def quotes_html(quotes: tuple[PrintedQuote, ...], words: Words) -> tuple[str, str]:
    """Return approved comments as quotations, marked where they are in the other language."""
    items, lines = [], []
    for quote in quotes:
        mark = ""
        if quote.language != words.language:
            mark = words("in Spanish") if quote.language == "es" else words("in English")
        foot = ", ".join(part for part in (quote.touchpoint, mark) if part)
        items.append(
            f'<figure class="cx-quote"><blockquote lang="{quote.language}"><p>'
            f"“{escape(quote.text)}”</p></blockquote>"
            + (f"<figcaption>{escape(foot)}</figcaption>" if foot else "")
            + "</figure>"
        )
        lines.append(f"“{quote.text}” ({foot})" if foot else f"“{quote.text}”")
    return "".join(items), "\n".join(lines)


def _comment(table: Table, response_id: str) -> tuple[str, str]:
    """Return the comment of an answer and its touchpoint."""
    column = next(iter(table.with_role("verbatim")), None)
    if column is None or "response_id" not in table.columns:
        return "", ""
    rows = table.frame[table.frame["response_id"] == response_id]
    if rows.empty or pd.isna(rows.iloc[0][column.name]):
        return "", ""
    row = rows.iloc[0]
    touchpoint = row.get("touchpoint", "")
    return str(row[column.name]), "" if pd.isna(touchpoint) else str(touchpoint)


def _named(column: Column | None, touchpoint: str, words: Words) -> str:
    return column.group(touchpoint, words) if column is not None and touchpoint else touchpoint
