"""How the scores are written: NPS in points, satisfaction in percent, effort on its scale."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.perception.results import Metric, WaveScores


def score(metric: Metric, value: float, words: Words) -> str:
    """Write a score: "12", "46 %", "4.2"."""
    if metric == "csat":
        return words.percent(value)
    return words.number(value, decimals=0 if metric == "nps" else 2, signed=False)


def interval(metric: Metric, low: float, high: float, words: Words) -> str:
    """Write an interval of a score."""
    if metric == "csat":
        return words.percent_interval(low, high)
    return words.interval(low, high, decimals=0 if metric == "nps" else 2)


def difference(metric: Metric, value: float, words: Words) -> str:
    """Write a difference with its unit: "+5 points", "−3 percentage points"."""
    if metric == "csat":
        return words("{n} percentage points", n=words.number(value * 100, decimals=1, signed=True))
    if metric == "nps":
        return words("{n} points", n=words.number(value, decimals=1, signed=True))
    return words("{n} points of the scale", n=words.number(value, decimals=2, signed=True))


def difference_interval(metric: Metric, low: float, high: float, words: Words) -> str:
    """Write the interval of a difference, in the unit of `difference`."""
    factor, decimals = {"csat": (100.0, 1), "nps": (1.0, 1), "ces": (1.0, 2)}[metric]
    return words.interval(low * factor, high * factor, decimals=decimals, signed=True)


def size(metric: Metric, value: float, words: Words) -> str:
    """Write the size of a difference without its sign."""
    if value != value:
        return words.number(value)
    if metric == "csat":
        whole = round(abs(value) * 100)
        return words.plural("{n} percentage point", "{n} percentage points", whole)
    if metric == "nps":
        return words.plural("{n} point", "{n} points", round(abs(value)))
    return words("{n} points of the scale", n=words.number(abs(value), decimals=2))


def points(metric: Metric, value: float, words: Words) -> str:
    """Write a planned size, given in NPS points, percentage points or points of the scale."""
    return size(metric, value / 100 if metric == "csat" else value, words)


def rounded_up(n: int) -> int:
    """Return a number of answers to plan with: two figures are as much as is known."""
    step = int(10 ** max(0, len(str(n)) - 2))
    return -(-n // step) * step


def wave(waves: WaveScores, name: str, words: Words) -> str:
    """Return what the reports call a wave: "Wave 2" for "Ola 2", "2025-T3" for a quarter."""
    if waves.column is not None:
        return waves.column.group(name, words)
    if waves.origin == "quarters":
        year, _, quarter = name.partition("-Q")
        return words("{year}-Q{quarter}", year=year, quarter=quarter)
    return name


def hours(value: float, words: Words) -> str:
    """Write a duration given in hours, in the unit a reader would choose."""
    if value != value:
        return words("not reached")
    if value < 48:
        return words("{n} h", n=words.number(value, decimals=_decimals(value)))
    return words("{n} days", n=words.number(value / 24, decimals=_decimals(value / 24)))


def _decimals(value: float) -> int:
    """Give small durations one decimal, unless they are whole."""
    return 1 if value < 10 and value != round(value) else 0
