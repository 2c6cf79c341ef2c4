"""Cohorts, mean times as a customer and paces of leaving as tables of texts."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.churn.cohorts import Cohorts
from cxkit.economics.churn.lasting import Lasting
from cxkit.economics.churn.pace import Pace
from cxkit.economics.churn.pace_wording import kind_name, pace_row, steady_text
from cxkit.economics.churn.retention_wording import age_name, cohort_name, months
from cxkit.language import Words
from cxkit.presentation import TextTable
from cxkit.presentation.evidence import p_value


def cohorts_table(cohorts: Cohorts, words: Words) -> TextTable:
    """One row a cohort and period: base, share still there, interval, whether wholly seen."""
    rows = []
    for row in cohorts.cells.to_dict("records"):
        name = cohort_name(row["cohort"], cohorts.grain, words)
        n = int(row["n"])
        rows.append(
            [
                units.with_base(name, n, cohorts.min_base, words),
                age_name(int(row["age"]), cohorts.grain, words),
                words.number(n),
                words.percent(row["rate"], decimals=1),
                words.percent_interval(row["ci_low"], row["ci_high"], decimals=1),
                words("{reached} of {n}", reached=words.number(row["reached"]), n=words.number(n))
                if row["partly"]
                else words("all"),
            ]
        )
    return TextTable(
        caption=words("Retention by when customers joined"),
        headings=[
            words("Joined"),
            words("Time since"),
            "n",
            words("Still customers"),
            words("{level} interval", level=words.percent(cohorts.confidence)),
            words("Seen so long"),
        ],
        rows=rows,
        numeric=[False, False, True, True, True, False],
    )


def older_cohorts_table(cohorts: Cohorts, words: Words) -> TextTable:
    """One row a year of joining before leaving was recorded: who was there and is still."""
    rows = [
        [
            units.with_base(
                cohort_name(row["cohort"], "year", words), row["n"], cohorts.min_base, words
            ),
            words.number(row["n"]),
            words.number(row["kept"]),
            words.percent(row["rate"], decimals=1),
            words.percent_interval(row["ci_low"], row["ci_high"], decimals=1),
        ]
        for row in cohorts.older.to_dict("records")
    ]
    return TextTable(
        caption=words(
            "Customers who joined before {day}: kept since then", day=words.date(cohorts.recorded)
        ),
        headings=[
            words("Joined"),
            words("There at the start"),
            words("Still there"),
            words("Kept"),
            words("{level} interval", level=words.percent(cohorts.confidence)),
        ],
        rows=rows,
        numeric=[False, True, True, True, True],
        note=words(
            "Who left earlier is not in the data: these shares are of those still there then, not "
            "of all who joined. Seen until {day}.",
            day=words.date(cohorts.until),
        )
        if rows
        else words("Nobody joined before leaving was recorded."),
    )


def lasting_table(lasting: Lasting, words: Words) -> TextTable:
    """One row a group: mean months up to the horizon, interval, difference."""
    title = (
        lasting.column.title(words) if lasting.column is not None else words("What they answered")
    )
    rows = []
    for name, mean in lasting.means.items():
        gap = lasting.differences.get(name)
        label = units.group(name, lasting.column, words)
        n = lasting.n[name]
        rows.append(
            [
                units.with_base(label, n, lasting.min_base, words),
                words.number(n),
                months(mean.value, words),
                words.interval(mean.ci_low, mean.ci_high, decimals=1 if mean.value >= 10 else 2),
                words("reference")
                if gap is None
                else words.number(gap.value, decimals=2, signed=True),
                ""
                if gap is None
                else words.interval(gap.ci_low, gap.ci_high, decimals=2, signed=True),
            ]
        )
    note = words(
        "Mean time as a customer, no time beyond {horizon} months counted.",
        horizon=words.number(lasting.horizon, decimals=0 if lasting.horizon >= 24 else 1),
    )
    if lasting.landmark is not None:
        note += " " + words("Time counts from {day}.", day=words.date(lasting.landmark))
    elif lasting.late:
        note += " " + words(
            "Customers count from when the period began (delayed entry): who left earlier is not "
            "in the data."
        )
    return TextTable(
        caption=words("How long customers stay on average"),
        headings=[
            title,
            "n",
            words("Months"),
            words("{level} interval", level=words.percent(lasting.confidence)),
            words("Difference"),
            words("Its interval"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True],
        note=note,
    )


def pace_table(pace: Pace, words: Words) -> TextTable:
    """One row a comparison: base, hazard ratio, interval, verdicts."""
    rows = []
    for row in pace.table.to_dict("records"):
        n = int(row["n"])
        clear = units.clear(
            row["p_adjusted"], n, confidence=pace.confidence, min_base=pace.min_base
        )
        kind = kind_name(str(row["kind"]), pace, words)
        rows.append(
            [
                pace_row(row, pace, words),
                kind[:1].upper() + kind[1:],
                words("{left} of {n}", left=words.number(row["left"]), n=words.number(n)),
                words.number(row["hazard_ratio"], decimals=2),
                words.interval(row["ci_low"], row["ci_high"], decimals=2),
                words("differs") if clear else words("no clear difference"),
                p_value(row["steady_p"], words),
            ]
        )
    return TextTable(
        caption=words("Who leaves faster, all else equal"),
        headings=[
            words("Comparison"),
            words("By"),
            words("Left"),
            words("Hazard ratio"),
            words("{level} interval", level=words.percent(pace.confidence)),
            words("Verdict"),
            words("p that it is steady"),
        ],
        rows=rows,
        numeric=[False, False, True, True, True, False, True],
        note=words.plural(
            "Verdicts after Holm's correction for {n} comparison of this table.",
            "Verdicts after Holm's correction for {n} comparisons of this table.",
            len(rows),
        )
        + " "
        + steady_text(pace, words),
    )
