"""A score over time as a table of texts, in the client's number format."""

from __future__ import annotations

from cxkit.language import N_, Words
from cxkit.perception import units
from cxkit.perception.results import NAME
from cxkit.perception.trend.chart import Trend
from cxkit.perception.trend.units import length, period_name
from cxkit.presentation import TextTable

_SAYS = {
    ("outside", 1): N_("above the upper limit"),
    ("outside", -1): N_("below the lower limit"),
    ("near", 1): N_("near the upper limit"),
    ("near", -1): N_("near the lower limit"),
    ("run", 1): N_("in a run above the average"),
    ("run", -1): N_("in a run below the average"),
    ("range", 1): N_("jump up"),
    ("range", -1): N_("jump down"),
}


def trend_table(trend: Trend, words: Words) -> TextTable:
    """One row a period: score, interval, base, limits, and what the chart says of it."""
    rows = []
    for place, item in enumerate(trend.table.to_dict("records")):
        rows.append(
            [
                period_name(trend, item["period"], words),
                units.score(trend.metric, item["score"], words),
                _interval(trend, item["ci_low"], item["ci_high"], words),
                words.number(item["n"]),
                _interval(trend, item["lower"], item["upper"], words),
                _says(trend, place, item["state"], int(item["n"]), words),
            ]
        )
    used = length(trend, trend.frozen or len(trend.judged), words)
    centre = units.score(trend.metric, trend.chart.centre, words)
    return TextTable(
        caption=words("{name} over time", name=words(NAME[trend.metric])),
        headings=[
            words("Period"),
            words("Score"),
            words("{level} interval", level=words.percent(trend.overall.result.confidence)),
            "n",
            words("Limits of chance"),
            words("What the chart says"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, False],
        note=words(
            "Average {centre}; average and limits from {length}. The interval is that of one "
            "period's score; the limits are those of the series.",
            centre=centre,
            length=used,
        ),
    )


def _interval(trend: Trend, low: float, high: float, words: Words) -> str:
    if low != low or high != high:
        return words.number(low if low != low else high)
    return units.interval(trend.metric, low, high, words)


def _says(trend: Trend, place: int, state: str, n: int, words: Words) -> str:
    """Return what the chart says of one period."""
    if state == "gap":
        return words("no answers")
    if state == "running":
        return words("not over, not judged")
    found = [item for item in (*trend.signals, *trend.jumps) if place in item.points]
    said = [words(_SAYS[item.rule, item.side]) for item in found]
    if n < trend.overall.min_base:
        said.append(words("indicative"))
    return ", ".join(dict.fromkeys(said))
