"""Check that ``editorial.yml`` speaks of findings and sections that the report has."""

from __future__ import annotations

from cxkit.client import Client
from cxkit.errors import Problem, Severity
from cxkit.intake.forms.did_you_mean import similar
from cxkit.language import N_, LanguageCode
from cxkit.reports.layout import offered_modules
from cxkit.workbook import Workbook

EDITORIAL_FILE = "editorial.yml"


def editorial_problems(client: Client, *, language: LanguageCode) -> tuple[Problem, ...]:
    """Return what ``editorial.yml`` asks for that this report cannot do.

    Parameters
    ----------
    client : Client
        Read and checked.
    language : {"es", "en"}
        Language of the report; the findings' keys do not depend on it.

    Returns
    -------
    tuple of Problem
        Keys of findings that the report does not have, and comments on sections that it
        does not have. Warnings in a draft; errors in a final report, where a finding that
        should be hidden would be printed.
    """
    editorial = client.judgements.editorial
    if editorial is None:
        return ()
    severity: Severity = "error" if editorial.status == "final" else "warning"
    known, unknown = _keys(client, language) if editorial.findings else ((), ())
    problems = [
        Problem(
            rule="finding-unknown",
            message=N_("This report has no finding with the key “{key}”."),
            remedy=N_("Did you mean “{close}”?")
            if similar(key, known)
            else N_("Its keys: {known}."),
            values={"key": key, "close": similar(key, known), "known": ", ".join(known)},
            severity=severity,
            file=EDITORIAL_FILE,
        )
        for key in unknown
    ]
    plan = client.engagement.report.sections
    sections = [name for name in offered_modules() if not plan or name in plan]
    problems += [
        Problem(
            rule="comment-without-section",
            message=N_("There is a comment on the section “{section}”, which this report has not."),
            remedy=N_("The report has: {sections}."),
            values={"section": section, "sections": ", ".join(sections)},
            severity="warning",
            file=EDITORIAL_FILE,
        )
        for section in editorial.comments
        if section not in sections
    ]
    return tuple(problems)


def _keys(client: Client, language: LanguageCode) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of a report's findings, and those that editorial.yml alone has."""
    summary = Workbook(client, language=language).summary
    found = (*summary.shown, *summary.others, *summary.hidden)
    return tuple(item.original.key for item in found), summary.unknown
