"""A score over time in words: what left the limits of chance, and how far the chart carries."""

from __future__ import annotations

import math

import pandas as pd

from cxkit.language import N_, Words
from cxkit.perception import units
from cxkit.perception.evidence import MEASURE
from cxkit.perception.results import SHORT
from cxkit.perception.trend.chart import Trend
from cxkit.perception.trend.periods import A_YEAR, FREQUENCY, Grain
from cxkit.perception.trend.signals import Episode
from cxkit.perception.trend.units import length, period_name
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source

_MOST_VALUES = 24
"""Periods whose values the alternative text names."""
_BY: dict[Grain, str] = {
    "week": N_("week by week"),
    "month": N_("month by month"),
    "quarter": N_("quarter by quarter"),
}


def describe_trend(trend: Trend, words: Words) -> FigureText:
    """Words around the score over time."""
    headline = _headline(trend, words)
    latest = trend.judged.tail(_MOST_VALUES)
    values = "; ".join(
        f"{period_name(trend, period, words)}: {units.score(trend.metric, score, words)}"
        for period, score in zip(latest["period"], latest["score"], strict=True)
    )
    return FigureText(
        headline=headline,
        measure=words(
            "{name}, {measure}, {by}, with the limits of chance; {period}n = {n}",
            name=words(SHORT[trend.metric]),
            measure=words(MEASURE[trend.metric], scale=trend.overall.scale.text),
            by=words(_BY[trend.grain]),
            period=period_first(trend.evidence, words),
            n=words.number(trend.evidence.n),
        ),
        reading=f"{_limits(trend, words)} {_rules(trend, words)}",
        source=source(trend.evidence, words),
        alt=f"{headline}. {values}.",
    )


def read_trend(trend: Trend, words: Words) -> str:
    """Say what left the limits, what the same season may explain, and what is not judged."""
    episodes = trend.episodes
    if episodes:
        lines = [f"{_said(trend, item, words)}." for item in episodes]
        lines.append(
            words("The chart says that something changed, not what: look for what happened then.")
        )
    else:
        lines = [
            words(
                "{name} moved within the limits of chance in all {length}: no single period calls "
                "for an explanation. A lasting change can still hide within them: the comparison "
                "of waves joins the answers of several periods and sees smaller ones.",
                name=words(SHORT[trend.metric]),
                length=length(trend, len(trend.judged), words),
            )
        ]
    for more in (_jumped, _alike, _season, _not_judged):
        lines += more(trend, words)
    return "\n".join(lines)


# ----------------------------------------------------------------- the finding
_OUTSIDE = {
    1: N_("{name} left its usual range {span}: {score}, above the upper limit of {limit}"),
    -1: N_("{name} left its usual range {span}: {score}, below the lower limit of {limit}"),
}
_RUN = {
    1: N_("{name} spent {length} on end above its average, {span}"),
    -1: N_("{name} spent {length} on end below its average, {span}"),
}
_NEAR = {
    1: N_("{name} ran close to its upper limit {span}"),
    -1: N_("{name} ran close to its lower limit {span}"),
}
_BOTH = {
    1: N_("{name} ran below its usual level {before} and above it {after}"),
    -1: N_("{name} ran above its usual level {before} and below it {after}"),
}


def _headline(trend: Trend, words: Words) -> str:
    episodes = trend.episodes
    name = words(SHORT[trend.metric])
    if not episodes:
        return words(
            "{name} stayed within its usual range: no signal in {length}",
            name=name,
            length=length(trend, len(trend.judged), words),
        )
    if len(episodes) == 1 or episodes[-2].side == episodes[-1].side:
        return _said(trend, episodes[-1], words)
    before, after = (_span(trend, item.points, words) for item in episodes[-2:])
    return words(_BOTH[episodes[-1].side], name=name, before=before, after=after)


def _said(trend: Trend, episode: Episode, words: Words) -> str:
    """Say one episode by the rule that tells most of it."""
    name = words(SHORT[trend.metric])
    if "run" in episode.rules:
        return words(
            _RUN[episode.side],
            name=name,
            length=length(trend, len(episode.points), words),
            span=_span(trend, episode.points, words),
        )
    if "outside" in episode.rules:
        place = furthest(trend, episode)
        row = trend.table.iloc[place]
        limit = row["upper"] if episode.side > 0 else row["lower"]
        return words(
            _OUTSIDE[episode.side],
            name=name,
            span=_span(trend, (place,), words),
            score=units.score(trend.metric, row["score"], words),
            limit=units.score(trend.metric, limit, words),
        )
    return words(_NEAR[episode.side], name=name, span=_span(trend, episode.points, words))


def furthest(trend: Trend, episode: Episode) -> int:
    """Return the place of the point of an episode that lies furthest from the average."""
    chart = trend.chart
    away = {
        place: abs(float(trend.table["score"].iloc[place]) - chart.centre) / chart.sigma[place]
        for place in episode.points
    }
    return max(away, key=lambda place: away[place])


def _span(trend: Trend, points: tuple[int, ...], words: Words) -> str:
    first, last = (trend.table["period"].iloc[place] for place in (points[0], points[-1]))
    if first == last:
        return words("in {period}", period=period_name(trend, first, words))
    return words(
        "from {start} to {end}",
        start=period_name(trend, first, words),
        end=period_name(trend, last, words),
    )


def _jumped(trend: Trend, words: Words) -> list[str]:
    """Say the furthest jump that chance would hardly make, if there is one."""
    if not trend.jumps:
        return []
    ranges = trend.chart.moving_ranges / trend.chart.range_limits
    place = max((item.points[0] for item in trend.jumps), key=lambda place: float(ranges[place]))
    known = trend.judged.index
    before = int(known[known < place][-1])
    rows = trend.table
    said = words(
        "From {before} to {after} {name} went from {low} to {high}: further than chance takes it "
        "from one period to the next.",
        before=period_name(trend, rows["period"].iloc[before], words),
        after=period_name(trend, rows["period"].iloc[place], words),
        name=words(SHORT[trend.metric]),
        low=units.score(trend.metric, rows["score"].iloc[before], words),
        high=units.score(trend.metric, rows["score"].iloc[place], words),
    )
    return [said]


# ------------------------------------------------------------ how far it carries
def _limits(trend: Trend, words: Words) -> str:
    """Say where centre and limits lie and what they were computed from."""
    last = trend.judged.iloc[-1]
    values = {
        "centre": units.score(trend.metric, trend.chart.centre, words),
        "limits": units.interval(trend.metric, last["lower"], last["upper"], words),
        "length": length(trend, trend.frozen or len(trend.judged), words),
    }
    if trend.stepped and trend.frozen:
        return words(
            "By chance alone the score moves around an average of {centre} within the band, which "
            "is wider where there are fewer answers ({limits} at the end); both come from the "
            "first {length}.",
            **values,
        )
    if trend.stepped:
        return words(
            "By chance alone the score moves around an average of {centre} within the band, which "
            "is wider where there are fewer answers ({limits} at the end); both come from all "
            "{length}.",
            **values,
        )
    if trend.frozen:
        return words(
            "By chance alone the score moves around an average of {centre}, within limits of "
            "{limits}; both come from the first {length}.",
            **values,
        )
    return words(
        "By chance alone the score moves around an average of {centre}, within limits of {limits}; "
        "both come from all {length}.",
        **values,
    )


def _rules(trend: Trend, words: Words) -> str:
    """Say what counts as a signal, and how often a chart of this length cries wolf."""
    return words(
        "A signal is a point outside these limits, three of four successive ones nearer to a "
        "limit than to the average, or eight in a row on one side of it. Where nothing changes, "
        "at most {rate} of charts of {length} show one; more if each period resembles the one "
        "before.",
        rate=words.percent(trend.false_alarms),
        length=length(trend, len(trend.judged), words),
    )


def _alike(trend: Trend, words: Words) -> list[str]:
    """Say that neighbouring periods resemble each other, where they do more than by chance."""
    if not trend.autocorrelation > 2 / math.sqrt(len(trend.judged)):
        return []
    said = words(
        "Each period resembles the one before (autocorrelation {r}): a change that lasts looks "
        "like this, and so does a slow drift, of which the chart shows signals more often.",
        r=words.number(trend.autocorrelation, decimals=2),
    )
    return [said]


def _season(trend: Trend, words: Words) -> list[str]:
    """Say what the time of the year may explain."""
    change = trend.year_ago
    if change is None:
        judged = trend.judged.index
        span = int(judged[-1] - judged[0]) + 1
        said = words(
            "A rise that returns every December is not a signal: with {length} it cannot be told "
            "apart from one that stays.",
            length=length(trend, span, words),
        )
        return [said] if span < 2 * A_YEAR[trend.grain] else []
    before, after = (
        pd.Period(label, freq=FREQUENCY[trend.grain])
        for label in (change.before_label, change.after_label)
    )
    values = {
        "name": words(SHORT[trend.metric]),
        "after": period_name(trend, after, words),
        "before": period_name(trend, before, words),
        "difference": units.difference(trend.metric, change.difference, words),
        "interval": units.difference_interval(trend.metric, change.ci_low, change.ci_high, words),
        "level": words.percent(change.confidence),
    }
    if change.verdict == "changed":
        said = words(
            "Against the same time a year before, {name} differs clearly: {difference} from "
            "{before} to {after} ({level} interval {interval}).",
            **values,
        )
    elif change.verdict == "no change":
        said = words(
            "Against the same time a year before, {name} moved by less than {margin}, from "
            "{before} to {after} ({level} interval of the difference {interval}).",
            margin=units.size(trend.metric, change.margin, words),
            **values,
        )
    else:
        said = words(
            "Against the same time a year before we cannot tell a difference of {name}: "
            "{difference} from {before} to {after} ({level} interval {interval}).",
            **values,
        )
    return [said]


def _not_judged(trend: Trend, words: Words) -> list[str]:
    """Say which periods are not judged, and why."""
    table = trend.table
    lines = []
    for _, row in table[table["state"] == "running"].iterrows():
        lines.append(
            words(
                "Not judged because it is not over: {period}, so far {score} (n = {n}).",
                period=period_name(trend, row["period"], words),
                score=units.score(trend.metric, row["score"], words),
                n=words.number(row["n"]),
            )
        )
    gaps = int((table["state"] == "gap").sum())
    if gaps:
        without = length(trend, gaps, words)
        lines.append(words("Without answers and passed over: {length}.", length=without))
    return lines
