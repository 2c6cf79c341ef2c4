"""One score over time with the limits within which chance alone moves it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cxkit.client import ANSWERS
from cxkit.findings import Evidence, Missing
from cxkit.perception.basis import Basis
from cxkit.perception.missing import COLUMN
from cxkit.perception.results import Metric, Overall
from cxkit.perception.scores.comparison import ces_change, csat_change, nps_change
from cxkit.perception.scores.score_change import ScoreChange
from cxkit.perception.trend.missing import NO_DATES, NO_SPREAD, TOO_FEW_PERIODS
from cxkit.perception.trend.periods import (
    A_YEAR,
    DATE,
    Grain,
    choose_grain,
    one_stretch,
    periods_of,
)
from cxkit.perception.trend.scores import answer_variance, chart_of, ends, scores_by_period
from cxkit.perception.trend.signals import Episode, episodes_of, judge
from cxkit.stats.control_chart import ControlChart
from cxkit.stats.false_alarms import false_alarm_rate
from cxkit.stats.moments import lag1_autocorrelation
from cxkit.stats.signals import Signal, wide_ranges

FEWEST_POINTS = 8
"""Complete periods that limits take."""
BASELINE, FROZEN_FROM = 12, 18
"""With so many periods the limits come from the first 12 and are frozen; with fewer from all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One metric period by period, judged by a control chart.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        Which metric.
    grain : {"week", "month", "quarter"}
        Length of the periods.
    table : DataFrame
        One row a period, oldest first and none left out: ``period, score, ci_low, ci_high, n,
        lower, upper, state``. NPS in points, CSAT as top-box share, CES as scale mean. Limits
        are cut at the ends of the scale. `state` is ``"judged"``, ``"gap"`` (no answers) or
        ``"running"`` (not over yet; it has no limits).
    chart : ControlChart
        Centre and limits; the running period is not in it.
    signals, jumps : tuple of Signal
        Signals by the three rules, and jumps from one period to the next.
    false_alarms : float
        Chance, at most, that a chart like this one shows a signal where nothing changed.
    frozen : int
        Periods that the limits were computed from and frozen; 0 where from all.
    autocorrelation : float
        How far each judged period resembles the one before, from -1 to 1; NaN where they do
        not vary.
    year_ago : ScoreChange or None
        The latest judged period against the same one a year before.
    overall : Overall
        The score of all answers, its scale and conventions.
    evidence : Evidence
        Table, columns, base and dates of the answers shown.
    """

    metric: Metric
    grain: Grain
    table: pd.DataFrame
    chart: ControlChart
    signals: tuple[Signal, ...]
    jumps: tuple[Signal, ...]
    false_alarms: float
    frozen: int
    autocorrelation: float
    year_ago: ScoreChange | None
    overall: Overall
    evidence: Evidence

    @property
    def judged(self) -> pd.DataFrame:
        """Periods that are over and have answers."""
        return self.table[self.table["state"] == "judged"]

    @property
    def stepped(self) -> bool:
        """Tell whether each period has limits of its own."""
        return not math.isnan(self.chart.sigma_z)

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """Signals on one side that touch, put together; in order of time."""
        return episodes_of(self.signals, np.flatnonzero(~np.isnan(self.chart.values)))


def trend_of(
    basis: Basis,
    overall: Overall,
    *,
    as_of: date,
    grain: Grain | None = None,
    baseline: int | None = None,
) -> Trend | Missing:
    """Return a metric period by period with limits of chance.

    Parameters
    ----------
    basis : Basis
        The answers.
    overall : Overall
        The metric over all of them.
    as_of : date
        Day up to which the answers are in; a period that ends later is still running.
    grain : {"week", "month", "quarter"}, optional
        Length of the periods; chosen by `choose_grain` if absent.
    baseline : int, optional
        First periods that the limits are computed from, at least 8; by default 12 where there
        are 18 or more, else all.

    Returns
    -------
    Trend or Missing
        Missing where there are no dates, fewer than eight periods with enough answers, or no
        difference at all between answers.

    Raises
    ------
    ValueError
        If the baseline has fewer than eight periods or more than there are.

    Notes
    -----
    XmR chart of the scores where the bases are much alike, else Laney's prime chart with the
    standard errors of the scores. In both the spread is at least that of sampling, so that no
    period is called unusual for what chance does to its own answers.
    """
    if not basis.table.has(DATE):
        return NO_DATES
    cells = basis.cells(COLUMN[overall.metric], DATE)
    answered = cells[cells[[COLUMN[overall.metric], DATE]].notna().all(axis=1)]
    if answered.empty:
        return NO_DATES
    answered = one_stretch(answered, ANSWERS)
    until = max(pd.Timestamp(as_of), answered[DATE].max())
    wanted: Sequence[Grain] = (grain,) if grain else ("month", "week", "quarter")
    chosen, there = choose_grain(
        answered, ANSWERS, until, wanted, fewest=FEWEST_POINTS, base=basis.min_base
    )
    if chosen is None:
        return TOO_FEW_PERIODS[there]
    scores = scores_by_period(answered, chosen, overall, basis)
    over = scores["period"].map(lambda period: period.end_time.normalize() <= until)
    scores["state"] = np.where(scores["n"] == 0, "gap", np.where(over, "judged", "running"))
    judged = (scores["state"] == "judged").to_numpy()
    first = BASELINE if baseline is None and judged.sum() >= FROZEN_FROM else baseline
    if first is not None and not FEWEST_POINTS <= first <= judged.sum():
        raise ValueError(f"a baseline takes {FEWEST_POINTS} to {judged.sum()} periods, got {first}")
    used = judged & (np.cumsum(judged) <= (first or len(scores)))
    variance = answer_variance(scores[used], overall.metric)
    if not variance > 0:
        return NO_SPREAD
    chart = chart_of(scores, judged, used, first, variance)
    signals = judge(chart, (scores["n"] >= basis.min_base).to_numpy())
    low, high = ends(overall)
    table = scores.assign(lower=np.clip(chart.lower, low, high), upper=chart.upper.clip(low, high))
    return Trend(
        metric=overall.metric,
        grain=chosen,
        table=table[["period", "score", "ci_low", "ci_high", "n", "lower", "upper", "state"]],
        chart=chart,
        signals=signals,
        jumps=wide_ranges(chart),
        false_alarms=false_alarm_rate(int(judged.sum()), baseline=first),
        frozen=first or 0,
        autocorrelation=lag1_autocorrelation(scores["score"][judged]),
        year_ago=_year_ago(answered, table, chosen, overall, basis),
        overall=overall,
        evidence=Evidence(
            table=basis.table.name,
            columns=(COLUMN[overall.metric], DATE),
            n=int(scores["n"].sum()),
            start=answered[DATE].min().date(),
            end=answered[DATE].max().date(),
        ),
    )


# ----------------------------------------------------------------- details
def _year_ago(
    answered: pd.DataFrame, table: pd.DataFrame, grain: Grain, overall: Overall, basis: Basis
) -> ScoreChange | None:
    """Return the latest judged period against the same one a year before, with two years."""
    judged = table[table["state"] == "judged"]
    year = A_YEAR[grain]
    if judged.index[-1] - judged.index[0] + 1 < 2 * year:
        return None
    last = judged.iloc[-1]
    before = judged[judged["period"] == last["period"] - year]
    if before.empty or min(last["n"], before["n"].iloc[0]) < basis.min_base:
        return None
    periods = periods_of(answered[DATE], grain)
    sides = [answered[periods == period] for period in (last["period"] - year, last["period"])]
    options: dict[str, Any] = {
        "before_label": str(last["period"] - year),
        "after_label": str(last["period"]),
        "count": ANSWERS,
        "confidence": basis.confidence,
        "min_base": basis.min_base,
        "sample": basis.sample,
        "margin": basis.rules(overall.metric).margin,
    }
    if overall.metric == "nps":
        return nps_change(*sides, **options)
    compare = csat_change if overall.metric == "csat" else ces_change
    return compare(*sides, scale=overall.scale, **options)
