"""What the data of an engagement allow, in words."""

from __future__ import annotations

from cxkit.language import Words, problem_place, problem_text
from cxkit.presentation.html import box_html
from cxkit.readiness.answer_quality import AnswerQuality
from cxkit.readiness.facts import Readiness
from cxkit.readiness.labels import UNITS
from cxkit.readiness.tables import ALLOWS, TABLE_NAMES


def read_readiness(ready: Readiness, words: Words) -> str:
    """Say which tables are there, and what cannot be answered without the others."""
    present = [words(TABLE_NAMES[table.name]) for table in ready.tables if table.present]
    absent = [table.name for table in ready.tables if not table.present]
    lines = []
    if present:
        lines.append(
            words.plural(
                "{n} of {all} tables is there: {names}.",
                "{n} of {all} tables are there: {names}.",
                len(present),
                all=words.number(len(ready.tables)),
                names=words.join([name.lower() for name in present]),
            )
        )
    else:
        lines.append(words("No table of data has been provided yet."))
    lines += [
        words(
            "Without the table “{table}” this report cannot show {what}.",
            table=name,
            what=words(ALLOWS[name]),
        )
        for name in absent
    ]
    return "\n".join(lines)


def notices_html(ready: Readiness, words: Words) -> tuple[str, str]:
    """Return what was noticed when reading the files, as HTML and as plain text."""
    lines = []
    for notice in ready.notices:
        place = problem_place(notice, words)
        text = problem_text(notice, words)
        lines.append(f"{place}: {text}" if place else text)
    if not lines:
        lines = [words("Nothing had to be assumed and nothing looked wrong.")]
    title = words("Noticed when reading the files")
    return box_html(title, lines, kind="note"), "\n".join([title, *lines])


def usual_time(quality: AnswerQuality, words: Words) -> str:
    """Write the median time taken to answer, with its unit."""
    time = words.number(quality.median_duration, decimals=1)
    return f"{time} {words(UNITS[quality.unit])}" if quality.unit in UNITS else time
