"""How times are written: in days."""

from __future__ import annotations

from cxkit.language import Words


def days(value: float, words: Words) -> str:
    """Write a number of days; a dash where it is not known, hours below one day.

    Parameters
    ----------
    value : float
        Days, 0 or more; NaN where not known.
    words : Words
        Language and numbers.
    """
    if value != value:
        return words.number(value)
    if 0 < value < 1:
        return words("{n} h", n=words.number(value * 24, decimals=1 if value < 0.1 else 0))
    if value < 10 and value != round(value):
        return words("{n} days", n=words.number(value, decimals=1))
    return words.plural("{n} day", "{n} days", round(value))
