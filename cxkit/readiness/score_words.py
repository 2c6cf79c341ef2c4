"""How scores are written: NPS in points, satisfaction in percent, effort on its scale."""

from __future__ import annotations

from cxkit.language import N_, Words
from cxkit.readiness.compared_score import Metric

SHORT: dict[Metric, str] = {"nps": N_("NPS"), "csat": N_("Satisfaction"), "ces": N_("Effort")}
_FORMAT: dict[Metric, tuple[float, int]] = {"csat": (100.0, 1), "nps": (1.0, 1), "ces": (1.0, 2)}
"""Factor and decimals of a difference."""
_UNIT: dict[Metric, str] = {
    "nps": N_("{n} points"),
    "csat": N_("{n} percentage points"),
    "ces": N_("{n} points of the scale"),
}


def score(metric: Metric, value: float, words: Words) -> str:
    """Write a score: "12.3", "46.1 %", "4.21"; finer than elsewhere, so that small moves show."""
    if metric == "csat":
        return words.percent(value, decimals=1)
    return words.number(value, decimals=1 if metric == "nps" else 2)


def interval(metric: Metric, low: float, high: float, words: Words) -> str:
    """Write the interval of a score."""
    if metric == "csat":
        return words.percent_interval(low, high, decimals=1)
    return words.interval(low, high, decimals=1 if metric == "nps" else 2)


def difference(metric: Metric, value: float, words: Words) -> str:
    """Write a difference with its sign and unit: "+5.0 points", "−3.2 percentage points"."""
    return words(_UNIT[metric], n=signed(metric, value, words))


def size(metric: Metric, value: float, words: Words) -> str:
    """Write the size of a difference with its unit: "5.0 points"."""
    factor, decimals = _FORMAT[metric]
    return words(_UNIT[metric], n=words.number(abs(value) * factor, decimals=decimals))


def signed(metric: Metric, value: float, words: Words) -> str:
    """Write a difference without its unit, as a table does: "+5.0", "−3.2"."""
    factor, decimals = _FORMAT[metric]
    return words.number(value * factor, decimals=decimals, signed=True)


def difference_interval(metric: Metric, low: float, high: float, words: Words) -> str:
    """Write the interval of a difference, in the unit of `difference`."""
    factor, decimals = _FORMAT[metric]
    return words.interval(low * factor, high * factor, decimals=decimals, signed=True)


def share(value: float, words: Words) -> str:
    """Write a share, so that a rare thing does not read as none."""
    if 0 < value < 0.0005:
        return words("under {share}", share=words.percent(0.001, decimals=1))
    return words.percent(value, decimals=1)
