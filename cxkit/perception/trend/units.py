"""How the periods of a trend are called and counted in words."""

from __future__ import annotations

import pandas as pd

from cxkit.language import Words
from cxkit.perception.trend.chart import Trend


def period_name(trend: Trend, period: pd.Period, words: Words) -> str:
    """Return what the reports call a period: "July 2025", "2025-Q3", "the week of 6 July 2026"."""
    if trend.grain == "month":
        return words.month(period.start_time.date())
    if trend.grain == "quarter":
        return words("{year}-Q{quarter}", year=str(period.year), quarter=str(period.quarter))
    return words("the week of {date}", date=words.date(period.start_time.date()))


def length(trend: Trend, n: int, words: Words) -> str:
    """Say a number of periods: "12 months"."""
    if trend.grain == "month":
        return words.plural("{n} month", "{n} months", n)
    if trend.grain == "quarter":
        return words.plural("{n} quarter", "{n} quarters", n)
    return words.plural("{n} week", "{n} weeks", n)
