"""The purchase model against purchases it has not seen: total, week by week, by frequency."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.economics.lifetime.buyer_value import log_variance
from cxkit.economics.lifetime.futures import draw_futures
from cxkit.economics.lifetime.purchase_history import UNIT_DAYS, TimeUnit, purchase_summary
from cxkit.economics.lifetime.purchase_model import PurchaseFit, fit_purchases, histories
from cxkit.economics.lifetime.purchases_ahead import fitted_purchases, purchases_of_customer

Floats = npt.NDArray[np.float64]

MOST_SEPARATE = 7
"""Customers with so many repeat purchases or more are one group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyRow:
    """Customers with so many repeat purchases in the calibration period.

    Attributes
    ----------
    x : int
        Repeat purchases; the last row holds those with more as well.
    n : int
        Customers.
    actual, expected : float
        Mean purchases in the holdout period, and those expected of their histories.
    """

    x: int
    n: int
    actual: float
    expected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """A purchase model fitted on a first period and followed through a second.

    Attributes
    ----------
    fit : PurchaseFit
        On the purchases up to `until`.
    start, until, end : date
        First purchase, last day of the calibration, last day of the holdout.
    unit : {"day", "week", "month"}
        Unit of time.
    time : array of float, shape (k,)
        Units since `start`.
    actual, expected : array of float, shape (k,)
        Cumulative repeat purchases of the customers won up to `until`.
    total, predicted, low, high : float
        Purchases in the holdout, those expected of the histories, and the interval in which
        the model says that they come about.
    by_frequency : tuple of FrequencyRow
        Holdout purchases by how often customers bought before.
    n : int
        Customers.
    confidence : float
        Level of the interval.
    """

    fit: PurchaseFit
    start: date
    until: date
    end: date
    unit: TimeUnit
    time: Floats
    actual: Floats
    expected: Floats
    total: float
    predicted: float
    low: float
    high: float
    by_frequency: tuple[FrequencyRow, ...]
    n: int
    confidence: float

    @property
    def error(self) -> float:
        """Share by which the prediction is off, above 0 where it is too high; NaN without any."""
        return self.predicted / self.total - 1 if self.total > 0 else math.nan

    @property
    def holds(self) -> bool:
        """Tell whether the purchases that came lie within the interval."""
        return self.low <= self.total <= self.high


def track_purchases(
    purchases: pd.DataFrame,
    *,
    until: date,
    end: date,
    unit: TimeUnit = "week",
    confidence: float = 0.95,
    rng: np.random.Generator,
) -> Tracking:
    """Fit on the purchases up to a day and compare with those after it.

    Parameters
    ----------
    purchases : DataFrame
        As for `purchase_summary`.
    until, end : date
        Last days of the calibration and of the holdout.
    unit : {"day", "week", "month"}, default "week"
        Unit of time.
    confidence : float, default 0.95
        Two-sided level.
    rng : Generator
        Source of chance of the interval.

    Notes
    -----
    Cumulative purchases are expected of customers by the day they were won; the total of the
    holdout and the rows by frequency, of their histories. The interval holds the parameters'
    covariance (delta method on the logarithm) and the customers' own chance (drawn).

    Raises
    ------
    ValueError
        If the days are in the wrong order, or nobody bought again up to `until`.
    """
    if not until < end:
        raise ValueError(f"the holdout must end after the calibration, got {until} and {end}")
    before = purchase_summary(purchases, as_of=until, unit=unit)
    frame = before.frame
    x, t_x, T = (frame[name].to_numpy(float) for name in ("x", "t_x", "T"))
    fit = fit_purchases(histories(x, t_x, T))
    whole = purchase_summary(purchases, as_of=end, unit=unit).frame.set_index("customer_id")
    later = whole["x"].reindex(frame["customer_id"]).to_numpy(float) - x
    ahead = (end - until).days / UNIT_DAYS[unit]
    guess = purchases_of_customer(fit.parameters, x, t_x, T, ahead)
    low, high = total_interval(fit, x, t_x, T, ahead, confidence=confidence, rng=rng)
    time, actual, expected = _curve(purchases, frame, fit, before.start, end, unit)
    return Tracking(
        fit=fit,
        start=before.start,
        until=until,
        end=end,
        unit=unit,
        time=time,
        actual=actual,
        expected=expected,
        total=float(later.sum()),
        predicted=float(guess.sum()),
        low=low,
        high=high,
        by_frequency=_rows(x, later, guess),
        n=len(frame),
        confidence=confidence,
    )


def total_interval(
    fit: PurchaseFit,
    x: Floats,
    t_x: Floats,
    T: Floats,
    ahead: float,
    *,
    confidence: float = 0.95,
    rng: np.random.Generator,
) -> tuple[float, float]:
    """Return the interval in which the purchases of all customers will lie.

    Parameters
    ----------
    fit : PurchaseFit
        Model, of these customers.
    x, t_x, T : array of float, shape (n,)
        Their histories.
    ahead : float
        Time ahead, above 0.
    confidence : float, default 0.95
        Two-sided level.
    rng : Generator
        Source of chance.

    Notes
    -----
    On the logarithm: the parameters' covariance by the delta method, and the variance of the
    customers' own futures, drawn at the fitted parameters.
    """
    from scipy.stats import norm

    rows, number = np.unique(np.stack((x, t_x, T), axis=1), axis=0, return_counts=True)

    def total(logs: Floats) -> Floats:
        r, alpha, a, b = (float(each) for each in np.exp(logs))
        made = purchases_of_customer((r, alpha, a, b), rows[:, 0], rows[:, 1], rows[:, 2], ahead)
        return np.array([made @ number])

    centre = np.log(np.array(fit.parameters))
    value = float(total(centre)[0])
    spread = float(log_variance(total, centre, fit.covariance)[0])
    draws = max(4, min(200, 400_000 // max(x.size, 1)))
    sums = [
        draw_futures(fit.parameters, x, t_x, T, horizon=ahead, rng=rng).purchases
        for _ in range(draws)
    ]
    own = float(np.var(np.array(sums), axis=0, ddof=1).sum())
    half = float(norm.ppf(0.5 + confidence / 2)) * math.sqrt(spread + own / value**2)
    return value * math.exp(-half), value * math.exp(half)


# ----------------------------------------------------------------- details
def _curve(
    purchases: pd.DataFrame,
    frame: pd.DataFrame,
    fit: PurchaseFit,
    start: date,
    end: date,
    unit: TimeUnit,
) -> tuple[Floats, Floats, Floats]:
    length = UNIT_DAYS[unit]
    span = (end - start).days / length
    steps = max(math.ceil(span / max(1.0, math.ceil(span / 120))), 1)
    time = np.linspace(0, span, steps + 1)
    first = frame.set_index("customer_id")["first"]
    rows = purchases.reset_index(drop=True)
    rows = rows[rows["amount"] >= 0].dropna(subset=["customer_id", "date"])
    day = pd.to_datetime(rows["date"]).dt.normalize()
    won = rows["customer_id"].map(first)
    again = pd.DataFrame({"who": rows["customer_id"], "day": day})[won.notna() & (day > won)]
    days = (again.drop_duplicates()["day"] - pd.Timestamp(start)).dt.days.to_numpy() / length
    actual = np.searchsorted(np.sort(days), time, side="right").astype(np.float64)
    born, number = np.unique(
        (frame["first"] - pd.Timestamp(start)).dt.days.to_numpy() / length, return_counts=True
    )
    since = np.maximum(time[:, None] - born[None, :], 0.0)
    expected = fitted_purchases(fit, since) @ number
    return time, actual, np.asarray(expected)


def _rows(x: Floats, later: Floats, guess: Floats) -> tuple[FrequencyRow, ...]:
    groups = np.minimum(x, MOST_SEPARATE).astype(int)
    return tuple(
        FrequencyRow(
            x=int(each),
            n=int((groups == each).sum()),
            actual=float(later[groups == each].mean()),
            expected=float(guess[groups == each].mean()),
        )
        for each in np.unique(groups)
    )
