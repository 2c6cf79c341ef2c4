"""The closed loop, the alerts and the queue of requests in words."""

from __future__ import annotations

from cxkit.governance.alerts import AlertCount, Alerts
from cxkit.governance.closed_loop import ClosedLoop, LoopStep
from cxkit.governance.names import STEP
from cxkit.governance.request_queue import RequestQueue
from cxkit.governance.units import days
from cxkit.governance.wording.evidence import left_out, table_source
from cxkit.language import Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period


def describe_loop(loop: ClosedLoop, words: Words) -> FigureText:
    """Words around the steps of the closed loop."""
    headline = loop_headline(loop, words)
    values = "; ".join(
        f"{words(STEP[s.step])}: {words.percent(s.share)} "
        f"({words.percent_interval(s.ci_low, s.ci_high)})"
        for s in loop.steps
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Share of cases received that have reached each step, with its {level} interval, and "
            "the time within which half reach it; {period}; n = {n}",
            level=words.percent(loop.confidence),
            period=period(loop.evidence, words),
            n=words.number(loop.evidence.n),
        ),
        reading=read_loop(loop, words),
        source=table_source(loop.evidence, words),
        alt=f"{headline}. {values}",
    )


def loop_headline(loop: ClosedLoop, words: Words) -> str:
    """State how many cases are closed, and how soon half of the customers are contacted."""
    resolved, contacted = loop.step("resolved"), loop.step("contacted")
    if resolved is None:
        step = loop.steps[-1]
        return words(
            "{share} of cases have been answered; whether they were resolved is not recorded",
            share=words.percent(step.share),
        )
    share = words.percent(resolved.share)
    if contacted is None:
        return words("{share} of cases are resolved", share=share)
    if contacted.median_days != contacted.median_days:
        return words(
            "{share} of cases are resolved; fewer than half of the customers have been contacted",
            share=share,
        )
    return words(
        "{share} of cases are resolved; half of the customers are contacted within {time}",
        share=share,
        time=days(contacted.median_days, words),
    )


def read_loop(loop: ClosedLoop, words: Words) -> str:
    """Say how long resolution takes, and which cases were left out."""
    said = []
    resolved, fixed = loop.step("resolved"), loop.step("fixed")
    if resolved is not None:
        said.append(_time(resolved, loop, words))
    if fixed is not None:
        said.append(
            words(
                "The cause has been removed in {share} of cases ({interval}).",
                share=words.percent(fixed.share),
                interval=words.percent_interval(fixed.ci_low, fixed.ci_high),
            )
        )
    said.append(
        words(
            "Recent cases have had less time: the shares say where things stand, not where they "
            "will end."
        )
    )
    return " ".join([*said, *left_out(loop.cases, words)])


def _time(step: LoopStep, loop: ClosedLoop, words: Words) -> str:
    """Say by when half are resolved; open cases count as still waiting."""
    level = words.percent(loop.confidence)
    if step.median_days != step.median_days:
        return words(
            "Fewer than half are resolved so far, so the usual time is not known yet; open cases "
            "count as still waiting."
        )
    time, low = days(step.median_days, words), days(step.median_ci_low, words)
    if step.median_ci_high != step.median_ci_high:
        return words(
            "Half are resolved within {time} ({level} interval from {low}, upper end not reached); "
            "open cases count as still waiting.",
            time=time,
            level=level,
            low=low,
        )
    return words(
        "Half are resolved within {time} ({level} interval {low} to {high}); open cases count as "
        "still waiting.",
        time=time,
        level=level,
        low=low,
        high=days(step.median_ci_high, words),
    )


def read_waiting(loop: ClosedLoop, words: Words) -> str:
    """Say how many open cases still wait for a word, and since when."""
    n_open = sum(item.n_open for item in loop.waiting)
    silent = sum(item.n_silent for item in loop.waiting)
    if not n_open:
        return words("No case is open.") if loop.step("resolved") else ""
    return words.plural(
        "{n} case is open, {silent} without any contact with the customer; the oldest has waited "
        "{oldest}.",
        "{n} cases are open, {silent} of them without any contact with the customer; the oldest "
        "has waited {oldest}.",
        n_open,
        silent=words.number(silent),
        oldest=days(max(item.oldest for item in loop.waiting), words),
    )


def read_alerts(alerts: Alerts, words: Words) -> str:
    """Say how many alerts the rules raise, how old the data are, and what is not known."""
    if alerts.age_days is None or alerts.start is None or alerts.end is None:
        place = words("{n} answers without a date", n=words.number(alerts.n))
    else:
        place = words(
            "{n} answers from {period}, the last of them {age} old",
            n=words.number(alerts.n),
            period=words.period(alerts.start, alerts.end),
            age=days(float(alerts.age_days), words),
        )
    return words(
        "Counted when this report was made, not live: {place}. Whether anybody reacted is not "
        "recorded in the answers.",
        place=place,
    )


def rule_text(count: AlertCount, words: Words) -> str:
    """Say what a rule looks for, in the client's words."""
    rule = count.rule
    name = count.column.title(words) if count.column is not None else rule.column
    below = words.number(rule.below, decimals=_decimals(rule.below)) if rule.below else "0"
    above = words.number(rule.above, decimals=_decimals(rule.above)) if rule.above else "0"
    if rule.below is not None and rule.above is not None:
        text = words(
            "{question} below {below} or above {above}", question=name, below=below, above=above
        )
    elif rule.above is not None:
        text = words("{question} above {value}", question=name, value=above)
    elif rule.below is not None:
        text = words("{question} below {value}", question=name, value=below)
    else:
        text = name
    return f"{rule.id}: {text}"


def _decimals(value: float | None) -> int:
    return 0 if value is None or value == round(value) else 1


def read_requests(queue: RequestQueue, words: Words) -> str:
    """Say how many requests came in, how many cannot wait, and what is not recorded."""
    total, said = queue.total, []
    said.append(
        words(
            "{n} requests were opened from {period}.",
            n=words.number(total.n),
            period=period(queue.evidence, words),
        )
    )
    if total.n_rated:
        said.append(
            words(
                "{share} of the {n} whose urgency is recorded are urgent ({level} interval "
                "{interval}).",
                share=words.percent(total.urgent),
                n=words.number(total.n_rated),
                level=words.percent(queue.confidence),
                interval=words.percent_interval(total.ci_low, total.ci_high),
            )
        )
    if total.n_open is None:
        said.append(
            words(
                "No closing date is recorded: nobody can say which of them are still open, or how "
                "long an answer takes."
            )
        )
    elif total.n_overdue is None:
        said.append(words.plural("{n} is still open.", "{n} are still open.", total.n_open))
    else:
        said.append(
            words.plural(
                "{n} is still open; past its due date: {overdue}.",
                "{n} are still open; past their due date: {overdue}.",
                total.n_open,
                overdue=words.number(total.n_overdue),
            )
        )
    return " ".join(said)
