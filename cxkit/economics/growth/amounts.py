"""Amounts and ratios of amounts with the interval of resampled customers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.economics.lifetime.resampling import resampled_sums

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with the range it may lie in.

    Attributes
    ----------
    value, low, high : float
        In the unit of what it is an amount of; NaN where unknown. The range is an interval
        of chance, an agreed range, or both together, as the result that holds it says.
    """

    value: float
    low: float
    high: float


UNKNOWN = Amount(value=float("nan"), low=float("nan"), high=float("nan"))


class Resampled:
    """Sums of columns over customers, and the same sums over resampled customers.

    Parameters
    ----------
    columns : Mapping[str, array of float, shape (n,)]
        One entry a customer, or whatever is drawn as one; at least one.
    confidence : float
        Two-sided level of the intervals, strictly between 0 and 1.

    Notes
    -----
    `DRAWS` draws with a fixed seed, so that the same data give the same interval. Above
    `MOST_RESAMPLED` rows the sums are drawn from the normal distribution that resampling comes
    to.
    """

    def __init__(self, columns: Mapping[str, Floats], *, confidence: float) -> None:
        self.confidence = confidence
        values = np.column_stack([np.asarray(each, dtype=np.float64) for each in columns.values()])
        drawn = resampled_sums(values)
        self.sums = dict(zip(columns, values.sum(axis=0).tolist(), strict=True))
        self.drawn: dict[str, Floats] = dict(zip(columns, drawn.T, strict=True))

    def amount(self, name: str, *, times: float = 1.0) -> Amount:
        """Return the sum of a column, times a number, with its interval."""
        low, high = sorted(each * times for each in limits(self.drawn[name], self.confidence))
        return Amount(value=self.sums[name] * times, low=low, high=high)

    def ratio(self, top: str, bottom: str, *, times: float = 1.0, offset: float = 0.0) -> Amount:
        """Return ``times · top / bottom + offset``; unknown where the bottom is not above 0."""
        if not self.sums[bottom] > 0:
            return UNKNOWN
        some = self.drawn[bottom] > 0
        drawn = times * self.drawn[top][some] / self.drawn[bottom][some] + offset
        low, high = limits(drawn, self.confidence)
        value = times * self.sums[top] / self.sums[bottom] + offset
        return Amount(value=value, low=low, high=high)


def times(first: Amount, second: Amount) -> Amount:
    """Multiply two amounts of 0 or more, low with low and high with high."""
    return Amount(
        value=first.value * second.value,
        low=first.low * second.low,
        high=first.high * second.high,
    )


def within(value: float, drawn: Floats, confidence: float) -> Amount:
    """Return a value with the limits of its draws."""
    low, high = limits(drawn, confidence)
    return Amount(value=value, low=low, high=high)


def limits(drawn: Floats, confidence: float) -> tuple[float, float]:
    """Return the quantiles of draws that hold the middle share `confidence` of them."""
    tail = (1 - confidence) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return float(low), float(high)
