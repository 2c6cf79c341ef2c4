"""Which answers call for attention: the client's own rules, applied to the latest answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from cxkit.client import Column, Table
from cxkit.counted import CountedTable
from cxkit.engagement import Wave
from cxkit.engagement.judgements.governance import AlertRule
from cxkit.stats import wilson_interval

ANSWERS = "answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertCount:
    """How many answers one rule caught.

    Attributes
    ----------
    rule : AlertRule
        As declared.
    column : Column or None
        The question; None where the answers have no such column.
    touchpoint : str
        Touchpoint it is limited to; empty for all.
    n, n_alerts : int
        Answers to that question looked at, and those beyond the rule's values.
    share, ci_low, ci_high : float
        Share of alerts, in [0, 1], with its Wilson interval; NaN without a base.
    n_past_due : int or None
        Alerts whose time to react had run out by the reference day; None where answers or
        rule have no time. Whether somebody did react is not known here.
    oldest, newest : date or None
        First and last day of an alert.
    problem : {"", "no_column", "no_limit", "no_touchpoint", "no_answers"}
        Why the rule could not be applied.
    """

    rule: AlertRule
    column: Column | None
    touchpoint: str
    n: int
    n_alerts: int
    share: float
    ci_low: float
    ci_high: float
    n_past_due: int | None
    oldest: date | None
    newest: date | None
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """The alert rules applied to the latest answers.

    Attributes
    ----------
    counts : tuple of AlertCount
        One a rule: most alerts first, rules that could not be applied last.
    n : int
        Answers looked at.
    wave : str
        Wave they belong to; empty where they are of no wave.
    wave_column, touchpoints : Column or None
        Columns that name the wave and the touchpoints.
    start, end : date or None
        First and last day of the answers looked at.
    as_of : date
        Reference day.
    age_days : int or None
        Days from the last answer to the reference day.
    confidence : float
        Level of the intervals.
    """

    counts: tuple[AlertCount, ...]
    n: int
    wave: str
    wave_column: Column | None
    touchpoints: Column | None
    start: date | None
    end: date | None
    as_of: date
    age_days: int | None
    confidence: float


def alerts(
    rules: Sequence[AlertRule],
    responses: Table,
    *,
    waves: Sequence[Wave],
    as_of: date,
    confidence: float,
) -> Alerts:
    """Apply alert rules to the answers of the last wave.

    Parameters
    ----------
    rules : sequence of AlertRule
        Of ``governance.yml``; an answer strictly below `below` or above `above` is an alert.
    responses : Table
        The answers, rows or counts.
    waves : sequence of Wave
        Declared waves, oldest first.
    as_of : date
        Reference day; later answers are not looked at.
    confidence : float
        Level of the intervals.

    Notes
    -----
    The answers are those of the last wave (by the column of waves, else by the declared
    dates), or all up to the reference day where there are no waves. An alert is past due
    where the answer's day plus the rule's hours ends before the reference day does. This is
    a count at one moment, not a live list, and names no customer.
    """
    frame, wave = _latest(_rows(responses, rules), waves, as_of)
    dated = frame["date"].dropna() if "date" in frame else pd.Series(dtype="datetime64[ns]")
    start = dated.min().date() if len(dated) else None
    end = dated.max().date() if len(dated) else None
    counts = [_count(rule, frame, responses, as_of, confidence) for rule in rules]
    counts.sort(key=lambda item: (bool(item.problem), -item.n_alerts))
    return Alerts(
        counts=tuple(counts),
        n=int(_weights(frame).sum()),
        wave=wave,
        wave_column=responses.columns.get("wave"),
        touchpoints=responses.columns.get("touchpoint"),
        start=start,
        end=end,
        as_of=as_of,
        age_days=(as_of - end).days if end is not None else None,
        confidence=confidence,
    )


def _rows(table: Table, rules: Sequence[AlertRule]) -> Table:
    """Return a table whose frame has what the rules look at, counted where it has no rows."""
    if not isinstance(table, CountedTable):
        return table
    looked_at = ("date", "wave", "touchpoint", *(rule.column for rule in rules))
    return replace(table, frame=table.cells([key for key in looked_at if key in table.columns]))


def _latest(table: Table, waves: Sequence[Wave], as_of: date) -> tuple[pd.DataFrame, str]:
    frame = table.frame
    if not table.has("date"):
        return frame, ""
    day = frame["date"].dt.normalize()
    frame = frame[day <= pd.Timestamp(as_of)]
    if table.has("wave"):
        firsts = frame.groupby("wave", observed=True)["date"].min().dropna()
        if len(firsts):
            last = firsts.index[int(firsts.to_numpy().argmax())]
            return frame[frame["wave"] == last], str(last)
    day = frame["date"].dt.normalize()
    for wave in reversed(waves):
        inside = (day >= pd.Timestamp(wave.start)) & (day <= pd.Timestamp(wave.end))
        if inside.any():
            return frame[inside], wave.name
    return frame, ""


def _weights(frame: pd.DataFrame) -> pd.Series:
    if ANSWERS in frame:
        return frame[ANSWERS].fillna(0).astype(float)
    return pd.Series(1.0, index=frame.index)


def _count(
    rule: AlertRule, frame: pd.DataFrame, table: Table, as_of: date, confidence: float
) -> AlertCount:
    column = table.columns.get(rule.column)
    problem = _problem(rule, frame, column)
    n = alerts_found = 0
    past_due: int | None = None
    oldest = newest = None
    if not problem and column is not None:
        own = frame if rule.touchpoint is None else frame[frame["touchpoint"] == rule.touchpoint]
        own = own[own[rule.column].notna()]
        value = own[rule.column]
        beyond = pd.Series(False, index=own.index)
        if rule.below is not None:
            beyond |= value < rule.below
        if rule.above is not None:
            beyond |= value > rule.above
        weight = _weights(own)
        n, alerts_found = int(weight.sum()), int(weight[beyond].sum())
        if "date" in own and own.loc[beyond, "date"].notna().any():
            days = own.loc[beyond, "date"].dropna()
            oldest, newest = days.min().date(), days.max().date()
        if rule.within_hours is not None and "date" in own:
            due = own["date"] + pd.Timedelta(hours=rule.within_hours)
            late = beyond & (due < pd.Timestamp(as_of) + pd.Timedelta(days=1))
            past_due = int(weight[late].sum())
        problem = "" if n else "no_answers"
    low = high = share = float("nan")
    if n:
        share = alerts_found / n
        low, high = wilson_interval(alerts_found, n, confidence=confidence)
    return AlertCount(
        rule=rule,
        column=column,
        touchpoint=rule.touchpoint or "",
        n=n,
        n_alerts=alerts_found,
        share=share,
        ci_low=low,
        ci_high=high,
        n_past_due=past_due,
        oldest=oldest,
        newest=newest,
        problem=problem,
    )


def _problem(rule: AlertRule, frame: pd.DataFrame, column: Column | None) -> str:
    if column is None or not pd.api.types.is_numeric_dtype(frame[rule.column]):
        return "no_column"
    if rule.below is None and rule.above is None:
        return "no_limit"
    if rule.touchpoint is not None and (
        "touchpoint" not in frame or not (frame["touchpoint"] == rule.touchpoint).any()
    ):
        return "no_touchpoint"
    return ""
