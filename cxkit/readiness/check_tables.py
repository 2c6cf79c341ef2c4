"""The fitness of the data as tables of texts."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.language import Words
from cxkit.presentation import TextTable
from cxkit.readiness.coverage import Coverage
from cxkit.readiness.hearing import Hearing
from cxkit.readiness.labels import SUBJECTS
from cxkit.readiness.response_rate import ResponseRates


def coverage_by_subject_table(questions: Sequence[Coverage], words: Words) -> TextTable:
    """One row a subject: how many of its questions can be answered, and what to ask for."""
    rows = []
    for subject, name in SUBJECTS.items():
        own = [item for item in questions if item.subject == subject]
        if not own:
            continue
        asks = [words(item.ask) for item in own if not item.answered]
        rows.append(
            [
                words(name),
                words(
                    "{answered} of {all}",
                    answered=words.number(len(own) - len(asks)),
                    all=words.number(len(own)),
                ),
                "; ".join(asks) or words("nothing more"),
            ]
        )
    return TextTable(
        caption=words("What the data can answer"),
        headings=[words("Subject"), words("Questions answered"), words("Ask the client for")],
        rows=rows,
        numeric=[False, True, False],
        note=words(
            "A question counts as answered where the data it needs are there; how sure the answer "
            "is, its section says."
        ),
    )


def coverage_table(questions: Sequence[Coverage], words: Words) -> TextTable:
    """One row a question: whether the data answer it, and if not, what to ask for."""
    return TextTable(
        caption=words("Every question, and whether the data can answer it"),
        headings=[words("Question"), words("Subject"), words("Answered"), words("What it needs")],
        rows=[
            [
                words(item.question),
                words(SUBJECTS[item.subject]),
                _answered(item, words),
                words(item.ask),
            ]
            for item in questions
        ],
        numeric=[False, False, False, False],
    )


def _answered(item: Coverage, words: Words) -> str:
    if item.answered:
        return words("yes")
    return words("in part") if item.partly else words("no")


def response_rates_table(rates: ResponseRates, words: Words) -> TextTable:
    """One row a touchpoint: invited, answered, rate."""
    return TextTable(
        caption=words("Response rate by touchpoint"),
        headings=[words("Touchpoint"), words("Invited"), words("Answered"), words("Response rate")],
        rows=[
            [
                rates.column.group(row.touchpoint, words),
                words.number(row.invited),
                words.number(row.answered),
                words("more answers than invitations")
                if row.impossible
                else words.percent(row.rate, decimals=1),
            ]
            for row in sorted(rates.rows, key=lambda row: row.rate)
        ],
        numeric=[False, True, True, True],
        note=words(
            "A rate does not tell whether those who stayed silent think alike, nor how many "
            "invitations never arrived."
        ),
    )


def repeated_table(checked: Sequence[tuple[str, int, int | None]], words: Words) -> TextTable:
    """One row a table: its rows, and those equal to an earlier one."""
    return TextTable(
        caption=words("Repeated rows by table"),
        headings=[words("Table"), words("Rows"), words("Repeated")],
        rows=[
            [
                name,
                words.number(rows),
                words("cannot be told") if repeated is None else words.number(repeated),
            ]
            for name, rows, repeated in checked
        ],
        numeric=[False, True, True],
        note=words(
            "Repeated: equal to an earlier row in everything but the identifier. It cannot be told "
            "where no customer, case or comment tells rows apart."
        ),
    )


def channels_table(heard: Hearing, words: Words) -> TextTable:
    """One row a channel: heard or not, how many, how long ago, who is not heard there."""
    rows = []
    for channel in heard.channels:
        bias = channel.bias.say(words) if channel.bias is not None else "–"
        rows.append(
            [
                channel.name.say(words),
                words("yes") if channel.used else words("no"),
                words.number(channel.volume) if channel.volume is not None else "–",
                words.number(channel.days) if channel.days is not None else "–",
                bias,
            ]
        )
    return TextTable(
        caption=words("The eleven channels by which customers may be heard"),
        headings=[
            words("Channel"),
            words("Heard"),
            words("Customers"),
            words("Days since last evaluated"),
            words("Who is not heard there"),
        ],
        rows=rows,
        numeric=[False, False, True, True, False],
        note=words("Counted to {date}.", date=words.date(heard.as_of)),
    )
