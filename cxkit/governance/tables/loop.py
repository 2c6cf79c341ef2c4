"""The closed loop, the alerts and the requests as tables."""

from __future__ import annotations

from collections.abc import Mapping

from cxkit.governance.alerts import Alerts
from cxkit.governance.closed_loop import ClosedLoop, LoopBy, LoopStep
from cxkit.governance.loop_cases import Step
from cxkit.governance.names import STEP, URGENCY, dimension_name, group_name, sentence
from cxkit.governance.request_queue import RequestKind, RequestQueue
from cxkit.governance.units import days
from cxkit.governance.wording.loop import read_alerts, rule_text
from cxkit.language import N_, Words
from cxkit.presentation import TextTable

_PROBLEM: Mapping[str, str] = {
    "no_column": N_("The answers have no such question: correct “column” in governance.yml."),
    "no_limit": N_("The rule has neither “below” nor “above”."),
    "no_touchpoint": N_("No recent answer is about this touchpoint."),
    "no_answers": N_("Nobody answered this question recently."),
}


def loop_table(by: LoopBy, words: Words) -> TextTable:
    """One row a group: cases, share that reached each step, median time to it."""
    loop, steps = by.loop, by.loop.cases.steps
    shown: list[Step] = [step for step in steps if step in ("contacted", "resolved")]
    shown = shown or list(steps[-1:])
    rows = []
    for group in by.groups:
        cells = [group_name(by, group.group, words), words.number(group.n)]
        for name in shown:
            step = next(item for item in group.steps if item.step == name)
            cells += [_share(step, words), days(step.median_days, words)]
        cells.append(words("indicative") if group.n < loop.min_base else "")
        rows.append(cells)
    title = dimension_name(by, words)
    notes = [
        words(
            "In brackets the {level} interval. Median: open cases count as still waiting; a dash "
            "where fewer than half have come that far. Differences between the groups are not "
            "tested: they may have different cases.",
            level=words.percent(loop.confidence),
        )
    ]
    rest = by.n_missing + by.n_hidden
    if rest:
        notes.append(words.plural("{n} case is in no row.", "{n} cases are in no row.", rest))
    return TextTable(
        caption=words("Closed loop by {dimension}", dimension=title.lower()),
        headings=[
            title,
            words("Cases"),
            *(part for name in shown for part in (words(STEP[name]), words("Median time"))),
            words("Remark"),
        ],
        rows=rows,
        numeric=[False, *[True] * (1 + 2 * len(shown)), False],
        note=" ".join(notes),
    )


def _share(step: LoopStep, words: Words) -> str:
    interval = words.percent_interval(step.ci_low, step.ci_high)
    return f"{words.percent(step.share)} ({interval})"


def waiting_table(loop: ClosedLoop, words: Words) -> TextTable:
    """One row an urgency: open cases, those without contact, how long they have waited."""
    return TextTable(
        caption=words("Open cases, the most urgent first"),
        headings=[
            words("Urgency"),
            words("Open"),
            words("Without contact"),
            words("Median age"),
            words("Oldest"),
        ],
        rows=[
            [
                sentence(words(URGENCY[item.urgency])),
                words.number(item.n_open),
                words.number(item.n_silent),
                days(item.median_age, words),
                days(item.oldest, words),
            ]
            for item in loop.waiting
        ],
        numeric=[False, True, True, True, True],
        note="" if loop.waiting else words("No case is open."),
    )


def alerts_table(alerts: Alerts, words: Words) -> TextTable:
    """One row a rule: where, owner, time to react, alerts with share and base."""
    rows = []
    for count in alerts.counts:
        rule = count.rule
        place = words("all")
        if count.touchpoint:
            column = alerts.touchpoints
            place = column.group(count.touchpoint, words) if column else count.touchpoint
        interval = words.percent_interval(count.ci_low, count.ci_high, decimals=1)
        rows.append(
            [
                rule_text(count, words),
                place,
                rule.owner or words("nobody"),
                words("{n} h", n=words.number(rule.within_hours)) if rule.within_hours else "–",
                words(_PROBLEM[count.problem])
                if count.problem
                else words(
                    "{alerts} of {n}",
                    alerts=words.number(count.n_alerts),
                    n=words.number(count.n),
                ),
                "–" if count.problem else f"{words.percent(count.share, decimals=1)} ({interval})",
                "–" if count.n_past_due is None else words.number(count.n_past_due),
            ]
        )
    where = ""
    if alerts.wave:
        column = alerts.wave_column
        where = column.group(alerts.wave, words) if column is not None else alerts.wave
    return TextTable(
        caption=words("Answers that call for attention: {wave}", wave=where)
        if where
        else words("Answers that call for attention"),
        headings=[
            words("Rule"),
            words("Touchpoint"),
            words("Owner"),
            words("React within"),
            words("Alerts"),
            words("Share"),
            words("Past the time to react, no record of a reaction"),
        ],
        rows=rows,
        numeric=[False, False, False, True, True, True, True],
        note=" ".join(
            [
                read_alerts(alerts, words),
                words(
                    "In brackets the {level} interval. Past the time to react: by {day}, counted "
                    "from the day of the answer.",
                    level=words.percent(alerts.confidence),
                    day=words.date(alerts.as_of),
                ),
            ]
        ),
    )


def requests_table(queue: RequestQueue, words: Words) -> TextTable:
    """One row a kind of request, the most pressing first, and one for all."""
    kinds = (*queue.kinds, queue.total)
    columns = [(words("Received"), True), (words("Urgent"), queue.total.n_rated > 0)]
    columns.append((words("Open"), queue.total.n_open is not None))
    columns.append((words("Past due"), queue.total.n_overdue is not None))
    keep = [shown for _, shown in columns]
    rows = []
    for kind in kinds:
        name = words("All")
        if kind.kind and queue.column is not None:
            name = queue.column.group(kind.kind, words)
        cells = _kind(kind, queue, words)
        rows.append([name, *(cell for cell, shown in zip(cells, keep, strict=True) if shown)])
    title = queue.column.title(words) if queue.column is not None else words("Requests")
    notes = []
    if queue.total.n_rated:
        notes.append(
            words(
                "Urgent: number, share of those whose urgency is recorded, and its {level} "
                "interval.",
                level=words.percent(queue.confidence),
            )
        )
    rest = queue.n_unsaid + queue.n_hidden
    if rest:
        notes.append(words.plural("{n} request is in no row.", "{n} requests are in no row.", rest))
    return TextTable(
        caption=words("Requests, the most urgent first"),
        headings=[title, *(name for name, shown in columns if shown)],
        rows=rows,
        numeric=[False] + [True] * sum(keep),
        note=" ".join(notes),
    )


def _kind(kind: RequestKind, queue: RequestQueue, words: Words) -> list[str]:
    urgent = "–"
    if kind.n_rated:
        interval = words.percent_interval(kind.ci_low, kind.ci_high)
        urgent = f"{words.number(kind.n_urgent)} · {words.percent(kind.urgent)} ({interval})"
        if kind.n_rated < queue.min_base:
            urgent += ", " + words("indicative")
    return [
        words.number(kind.n),
        urgent,
        words.number(kind.n_open or 0),
        words.number(kind.n_overdue or 0),
    ]
