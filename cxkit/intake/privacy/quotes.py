"""Comments that a consultant wrote into ``quotes.csv``: redacted, named and checked."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.client import Table
from cxkit.engagement.judgements import Quote
from cxkit.errors import Problem, Severity
from cxkit.intake.privacy.personal_names import indexed
from cxkit.intake.privacy.pseudonyms import pseudonym
from cxkit.intake.privacy.redaction import redact
from cxkit.language import N_

QUOTES_FILE = "quotes.csv"


def protect_quotes(
    quotes: Sequence[Quote], *, key: bytes, names: frozenset[str]
) -> tuple[tuple[Quote, ...], list[Problem]]:
    """Redact comments written by hand, and name answers as the table of responses does.

    Parameters
    ----------
    quotes : sequence of Quote
        Rows of ``quotes.csv``.
    key : bytes
        Turns identifiers into pseudonyms, the same as in the tables.
    names : frozenset of str
        Taken out of the comments, see `personal_names`.

    Returns
    -------
    quotes : tuple of Quote
        Safe to print once approved.
    problems : list of Problem
        A warning where comments held personal data; no comment is shown.
    """
    names = indexed(names)
    safe = tuple(
        quote.model_copy(
            update={
                "text": None if quote.text is None else redact(quote.text, names=names),
                "response_id": None
                if quote.response_id is None
                else pseudonym(key, quote.response_id),
            }
        )
        for quote in quotes
    )
    changed = sum(old.text != new.text for old, new in zip(quotes, safe, strict=True))
    return safe, _counted(
        "quote-personal",
        changed,
        N_("One comment in quotes.csv held personal data, which was taken out.")
        if changed == 1
        else N_("{n} comments in quotes.csv held personal data, which was taken out."),
        N_("Take it out of the file too."),
        severity="warning",
    )


def check_quotes(quotes: Sequence[Quote], responses: Table | None) -> list[Problem]:
    """Say which rows of ``quotes.csv`` print nothing, and why.

    Parameters
    ----------
    quotes : sequence of Quote
        As `protect_quotes` returns them.
    responses : Table or None
        The answers; None where the engagement has none.

    Returns
    -------
    list of Problem
        A warning for approved rows whose answer is not in the data or has no comment; a
        note for rows that nobody approved.
    """
    known = _with_comment(responses) if responses is not None else frozenset()
    lost = sum(
        quote.approved and not quote.text and quote.response_id not in known for quote in quotes
    )
    waiting = sum(not quote.approved for quote in quotes)
    return [
        *_counted(
            "quote-not-found",
            lost,
            N_("One approved row names an answer that is not in the data or has no comment.")
            if lost == 1
            else N_("{n} approved rows name an answer that is not in the data or has no comment."),
            N_("Nothing is printed for it: correct “response_id”, or write the comment as “text”.")
            if lost == 1
            else N_(
                "Nothing is printed for them: correct “response_id”, or write the comment as "
                "“text”."
            ),
            severity="warning",
        ),
        *_counted(
            "quote-not-approved",
            waiting,
            N_("One row has no approval and is not printed.")
            if waiting == 1
            else N_("{n} rows have no approval and are not printed."),
            N_("What may be printed needs both “approved_by” and “approved_on”."),
            severity="note",
        ),
    ]


def _with_comment(responses: Table) -> frozenset[str]:
    """Return the pseudonyms of the answers that have a comment."""
    column = next(iter(responses.with_role("verbatim")), None)
    if column is None or "response_id" not in responses.columns:
        return frozenset()
    there = responses.frame[column.name].notna()
    return frozenset(map(str, responses.frame.loc[there, "response_id"].dropna()))


def _counted(rule: str, n: int, message: str, remedy: str, *, severity: Severity) -> list[Problem]:
    if not n:
        return []
    return [
        Problem(
            rule=rule,
            message=message,
            remedy=remedy,
            values={"n": n},
            severity=severity,
            file=QUOTES_FILE,
            count=n,
        )
    ]
