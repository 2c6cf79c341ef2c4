"""Results of strategy as tables of texts, in the client's number format."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.engagement.judgements.strategy import ServiceCheck, Strategy
from cxkit.language import Words
from cxkit.presentation import TextTable
from cxkit.strategy.benefits import BenefitTree
from cxkit.strategy.labels import (
    ELEMENTS,
    KEPT,
    LEVERS,
    MET,
    MONEY,
    NO_VALUE,
    NOT_JUDGED,
    SEE,
    STATES,
    VERDICTS,
    kpi_value,
)
from cxkit.strategy.objectives import Aim, Objectives
from cxkit.strategy.perception_gap import PerceptionGap, is_clear
from cxkit.strategy.promises import Promises


def statement_table(plan: Strategy, words: Words) -> TextTable:
    """One row each: vision, starting point, context, differentiation, scope."""
    parts = (
        (words("Vision"), plan.vision),
        (words("Starting point"), plan.starting_point),
        (words("Context"), plan.context),
        (words("What sets the client apart"), plan.differentiation),
        (words("Scope"), plan.scope),
    )
    return TextTable(
        caption=words("The strategy in the client's words"),
        headings=[words("What"), words("As agreed")],
        rows=[
            [name, text.say(words) if text is not None else words("not written down yet")]
            for name, text in parts
        ],
        numeric=[False, False],
    )


def objectives_table(result: Objectives, words: Words) -> TextTable:
    """One row an objective and KPI: start, last value, target, date, owner, state."""
    return TextTable(
        caption=words("Objectives and where they stand"),
        headings=[
            words("Objective"),
            words("KPI"),
            words("Start"),
            words("Now"),
            words("Target and date"),
            words("Owner"),
            words("Seen from the start"),
        ],
        rows=[_aim_row(aim, words) for aim in result.aims],
        numeric=[False, False, True, True, True, False, False],
        note=words(
            "Values as the client reported them until {date}, against the first one; they carry no "
            "interval.",
            date=words.date(result.as_of),
        ),
    )


def _aim_row(aim: Aim, words: Words) -> list[str]:
    name = aim.kpi.name.say(words) if aim.kpi is not None else aim.kpi_id
    if aim.kpi is None and aim.kpi_id:
        name = words("{id} (not in kpis.csv)", id=aim.kpi_id)
    low, high = aim.target_low, aim.target_high
    target = kpi_value(high, aim.kpi, words)
    if low is not None and high is not None and low != high:
        target = words(
            "{low} to {high}",
            low=words.number(low, decimals=0 if low == round(low) else 1),
            high=target,
        )
    if aim.due is not None:
        target += f" ({words.month(aim.due, short=True)})"
    now = kpi_value(aim.now, aim.kpi, words)
    if aim.now is None and aim.kpi is not None:
        now = words(SEE[aim.elsewhere])
    if aim.now_date is not None:
        now += f" ({words.month(aim.now_date, short=True)})"
    if aim.now_n is not None:
        now += ", " + words("n = {n}", n=words.number(aim.now_n))
    return [
        aim.objective.say(words) if aim.first else "”",
        name or "–",
        kpi_value(aim.baseline, aim.kpi, words),
        now,
        target,
        aim.owner or "–",
        words(NO_VALUE) if aim.elsewhere else words(STATES[aim.state]),
    ]


def promises_table(result: Promises, words: Words) -> TextTable:
    """One row a promise: promised, expected, judged, measured, and whether both agree."""
    rows = [
        [
            result.names.say(row.touchpoint, words),
            row.promise.say(words),
            row.expectation.say(words) if row.expectation is not None else "–",
            words(KEPT[row.kept]) if row.kept else words(NOT_JUDGED),
            words.percent(row.share),
            words.percent_interval(row.ci_low, row.ci_high) if row.n else "–",
            words.number(row.n),
            words(VERDICTS[row.verdict]),
        ]
        for row in result.rows
    ]
    return TextTable(
        caption=words("Promise, expectation and lived experience"),
        headings=[
            words("Touchpoint"),
            words("Promise"),
            words("Expectation"),
            words("Judged"),
            words("Satisfied"),
            words("{level} interval", level=words.percent(result.confidence)),
            "n",
            words("Judgement and answers"),
        ],
        rows=rows,
        numeric=[False, False, False, False, True, True, True, False],
        note=words(
            "Answers agree or disagree with a judgement only where the share of satisfied "
            "customers is clearly above or below one half, after Holm's correction for {n} "
            "comparisons.",
            n=words.number(result.comparisons),
        ),
    )


def perception_gap_table(result: PerceptionGap, words: Words) -> TextTable:
    """One row a touchpoint: both means, their bases, the gap, its interval, a verdict."""
    rows = []
    for row in sorted(result.rows, key=lambda row: -row.gap * result.better):
        clear = is_clear(result, row, error=1 - result.confidence)
        rows.append(
            [
                result.names.say(row.touchpoint, words),
                words.number(row.leaders, decimals=2),
                words.number(row.n_leaders),
                words.number(row.customers, decimals=2),
                words.number(row.n),
                words.number(row.gap, decimals=2, signed=True),
                words.interval(row.ci_low, row.ci_high, decimals=2, signed=True),
                words("indicative")
                if row.n < result.min_base
                else words("differs")
                if clear
                else words("no clear difference"),
            ]
        )
    return TextTable(
        caption=words("Leaders' ratings and customers' answers"),
        headings=[
            words("Touchpoint"),
            words("Leaders' mean"),
            words("Leaders"),
            words("Customers' mean"),
            "n",
            words("Gap"),
            words("{level} interval", level=words.percent(result.confidence)),
            words("Verdict"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, False],
        note=words(
            "Scale {scale}. Welch's interval; verdicts after Holm's correction for {n} "
            "comparisons.",
            scale=result.scale.text,
            n=words.number(result.comparisons),
        ),
    )


def service_table(checks: Sequence[ServiceCheck], words: Words) -> TextTable:
    """One row an element of excellent service, judged or not."""
    judged = {item.element: item for item in checks}
    rows = []
    for key, text in ELEMENTS.items():
        item = next((found for name, found in judged.items() if name == key), None)
        rows.append(
            [
                words(text),
                words(MET[item.met]) if item is not None else words("not judged yet"),
                item.evidence.say(words) if item is not None and item.evidence else "–",
            ]
        )
    return TextTable(
        caption=words("Five elements of excellent service"),
        headings=[words("Element"), words("In place"), words("Evidence")],
        rows=rows,
        numeric=[False, False, False],
        note=words("Judged by the consultant, recorded in strategy.yml."),
    )


def benefits_table(tree: BenefitTree, words: Words) -> TextTable:
    """One row a branch: the KPI, the lever it pulls, the money the lever moves."""
    rows = [
        [
            branch.kpi.name.say(words)
            if branch.kpi is not None
            else words("{id} (not in kpis.csv)", id=branch.kpi_id),
            words(LEVERS[branch.lever]),
            words(MONEY[branch.lever]),
            branch.text.say(words) if branch.text is not None else "–",
        ]
        for branch in tree.branches
    ]
    rows += [[kpi.name.say(words), "–", words("not linked yet"), "–"] for kpi in tree.without_money]
    headings = [words("KPI"), words("Lever"), words("Money"), words("Why")]
    if all(row[-1] == "–" for row in rows):
        headings, rows = headings[:-1], [row[:-1] for row in rows]
    return TextTable(
        caption=words("The money each KPI leads to"),
        headings=headings,
        rows=rows,
        numeric=[False] * len(headings),
        note=words(
            "The links are assumptions; the section on economics shows what they are worth."
        ),
    )
