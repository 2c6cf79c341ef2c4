"""The engagement and its data as tables of texts."""

from __future__ import annotations

from cxkit.engagement import Engagement
from cxkit.language import N_, Words
from cxkit.presentation import TextTable
from cxkit.readiness.facts import Readiness

TABLE_NAMES = {
    "responses": N_("Customers' answers"),
    "customers": N_("Customers"),
    "transactions": N_("Purchases"),
    "tickets": N_("Requests and complaints"),
    "events": N_("Steps of the journey"),
    "employees": N_("Employees' answers"),
    "experiments": N_("Experiments"),
}
ALLOWS = {
    "responses": N_("how customers perceive the experience, where and since when"),
    "customers": N_("segments, retention, churn and the value of a customer"),
    "transactions": N_("value and loyalty where there is no contract"),
    "tickets": N_("how long customers wait, and for what"),
    "events": N_("how customers really move through the journey"),
    "employees": N_("culture and engagement of the people behind the experience"),
    "experiments": N_("what a change really causes"),
}

FACTS = {"format": N_("format"), "encoding": N_("encoding"), "delimiter": N_("delimiter")}
KNOWN = {"declared": N_("declared"), "detected": N_("detected")}
VALUES = {"text": N_("text"), "tab": N_("tab")}

ROLES = {
    "id": N_("identifier"),
    "key": N_("key to another table"),
    "date": N_("date"),
    "category": N_("category"),
    "segment": N_("segment"),
    "ltr": N_("recommendation"),
    "csat": N_("satisfaction"),
    "ces": N_("effort"),
    "rating": N_("rated attribute"),
    "item": N_("item of the employees' survey"),
    "verbatim": N_("comment"),
    "number": N_("number"),
    "money": N_("money"),
    "flag": N_("yes or no"),
    "weight": N_("weight"),
}


def engagement_table(plan: Engagement, words: Words) -> TextTable:
    """Return the conventions of the engagement, a row each."""
    rows = [
        [words("Client"), plan.say(plan.name, words)],
        [words("Industry"), plan.say(plan.industry, words) or "–"],
        [words("Period"), words.period(plan.period.start, plan.period.end)],
        [words("Data as of"), words.date(plan.as_of)],
        [words("Currency"), plan.currency],
        [words("Region of numbers and dates"), plan.region],
        [words("Level of all intervals"), words.percent(plan.confidence)],
        [words("Bases below this are indicative"), words.number(plan.min_base)],
        [
            words("Employee results below this base are hidden"),
            words.number(plan.anonymity_base),
        ],
    ]
    return TextTable(
        caption=words("Conventions of this engagement"),
        headings=[words("What"), words("Value")],
        rows=rows,
        numeric=[False, False],
    )


def tables_table(ready: Readiness, words: Words) -> TextTable:
    """Return every table of the contract: what it allows, and whether it is there."""
    rows = [
        [
            words(TABLE_NAMES[table.name]),
            words.number(table.rows) if table.present else words("not provided"),
            words.period(table.start, table.end) if table.start and table.end else "–",
            words.number(table.age_days) if table.age_days is not None else "–",
            words(ALLOWS[table.name]),
        ]
        for table in ready.tables
    ]
    return TextTable(
        caption=words("Data of the engagement"),
        headings=[
            words("Table"),
            words("Rows"),
            words("Dates"),
            words("Age in days"),
            words("What it tells"),
        ],
        rows=rows,
        numeric=[False, True, False, True, False],
        note=words(
            "Age: from the last entry to the date of the data. Below 0, entries are dated later."
        ),
    )


def columns_table(ready: Readiness, words: Words) -> TextTable:
    """Return every column that is read, with how well it is filled."""
    rows = [
        [
            f"{table.name}.{column.name}",
            column.heading,
            words(ROLES[column.role]),
            words.percent(column.filled),
            words.number(column.distinct),
        ]
        for table in ready.tables
        for column in table.columns
    ]
    return TextTable(
        caption=words("Columns in use"),
        headings=[
            words("Column"),
            words("Heading in the file"),
            words("Role"),
            words("Filled"),
            words("Different values"),
        ],
        rows=rows,
        numeric=[False, False, False, True, True],
        note=words("Columns that are not declared in engagement.yml are never read."),
    )


def files_table(ready: Readiness, words: Words) -> TextTable:
    """Return every file that was read, with its hash and how it was read."""
    return TextTable(
        caption=words("Files read"),
        headings=[words("File"), words("Rows"), words("How it was read"), "SHA-256"],
        rows=[
            [
                file.path,
                words.number(file.rows) if file.rows else "–",
                "; ".join(_fact(fact, words) for fact in file.facts) or "–",
                file.sha256[:16],
            ]
            for file in ready.files
        ],
        numeric=[False, True, False, False],
    )


def _fact(fact: tuple[str, str, str], words: Words) -> str:
    """Say one thing about a file, such as its delimiter, and how it is known."""
    what, value, known = fact
    said = f"{words(FACTS[what])}: {words(VALUES.get(value, '')) or value}"
    return said if what == "format" else f"{said} ({words(KNOWN[known])})"
