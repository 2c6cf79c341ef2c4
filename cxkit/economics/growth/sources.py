"""Where growth comes from: revenue kept, lost, bought, and earned by recommendation."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.economics.basis import Customers
from cxkit.economics.lifetime.resampling import DRAWS, resampled_sums
from cxkit.findings import Evidence

Floats = npt.NDArray[np.float64]


def earned_growth_rate(before: float, retained: float, new: float, earned: float) -> float:
    """Growth from customers kept and from customers who came by recommendation.

    Parameters
    ----------
    before, retained, new : float
        Revenue of the period before; revenue now of the customers of then; revenue now of
        new customers. ``before > 0``.
    earned : float
        Share of the new revenue that came by recommendation, in [0, 1].

    Returns
    -------
    float
        ``NRR + ENC - 1`` with ``NRR = retained / before`` and ``ENC = new · earned / before``.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    References
    ----------
    Reichheld, Darnell and Burns (2021), Winning on Purpose, chapter 5.
    """
    if not before > 0:
        raise ValueError(f"need revenue before above 0, got {before}")
    if not 0 <= earned <= 1:
        raise ValueError(f"the earned share must be in [0, 1], got {earned}")
    return retained / before + new * earned / before - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of the revenue of the period before, with its interval.

    Attributes
    ----------
    value, low, high : float
        Share of the revenue before; NaN where unknown.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Revenue of two periods, parted by where it came from and went.

    Attributes
    ----------
    before, now : float
        Revenue of all customers in the data in both periods.
    gone, less, more, new_bought, new_earned : float
        Revenue lost with customers who left, lost with customers who stayed, gained with
        customers of before, and of new customers without and with recommendation.
        ``before - gone - less + more + new_bought + new_earned = now``.
    retention : Share
        Net revenue retention.
    churn : Share
        Revenue lost with customers who left, over the revenue before.
    total : Share
        Growth of all revenue.
    earned : Share
        Earned growth rate; where recommendation is an agreed range its limits come from it.
    earned_share : tuple of float
        Share of new revenue that was earned: one value from the data, or the agreed range.
    from_data : bool
        Whether the data say who came by recommendation.
    n_before, n_new : int
        Customers with revenue before, and new ones with revenue.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    before: float
    now: float
    gone: float
    less: float
    more: float
    new_bought: float
    new_earned: float
    retention: Share
    churn: Share
    total: Share
    earned: Share
    earned_share: tuple[float, float]
    from_data: bool
    n_before: int
    n_new: int
    evidence: Evidence
    confidence: float
    min_base: int


def growth_of(customers: Customers) -> Growth | None:
    """Return where growth came from; None without revenue of two periods.

    Notes
    -----
    Customers with revenue before are the base; a blank revenue now counts as 0 for who left
    and leaves out who stayed. Intervals: percentiles of ratios over resampled customers.
    """
    table = customers.table
    if not table.has("revenue", "revenue_before"):
        return None
    frame = paired(customers)
    was = frame["before"] > 0
    if not was.any():
        return None
    before, now = frame["before"].to_numpy(float), frame["now"].to_numpy(float)
    kept, left = was.to_numpy(), frame["left"].to_numpy(bool)
    referred, from_data = _referred(frame, table.has("referred"))
    parts = {
        "before": np.where(kept, before, 0.0),
        "retained": np.where(kept, now, 0.0),
        "gone": np.where(kept & left, np.maximum(before - now, 0.0), 0.0),
        "new": np.where(kept, 0.0, now),
        "earned": np.where(kept, 0.0, now * referred),
    }
    sums = {name: float(values.sum()) for name, values in parts.items()}
    drawn = resampled_sums(np.column_stack(list(parts.values())))
    resampled = dict(zip(parts, drawn.T, strict=True))
    share = _agreed(customers, from_data, sums)
    stay = kept & ~left
    change = now - before
    return Growth(
        before=sums["before"],
        now=sums["retained"] + sums["new"],
        gone=sums["gone"],
        less=float(-change[stay & (change < 0)].sum()),
        more=float(change[kept & (change > 0)].sum()),
        new_bought=sums["new"] * (1 - sum(share) / 2),
        new_earned=sums["new"] * sum(share) / 2,
        retention=_ratio(sums, resampled, customers, retained=1),
        churn=_ratio(sums, resampled, customers, gone=1),
        total=_ratio(sums, resampled, customers, retained=1, new=1, offset=-1),
        earned=_earned(sums, resampled, customers, share, from_data),
        earned_share=share,
        from_data=from_data,
        n_before=int(kept.sum()),
        n_new=int((~kept & (now > 0)).sum()),
        evidence=customers.evidence("revenue_before", "revenue", "referred", n=len(frame)),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def paired(customers: Customers) -> pd.DataFrame:
    """Return revenue before and now of the customers whose both are known or plainly 0."""
    frame = customers.frame[["customer_id", "left", "new"]].copy()
    raw = customers.table.frame.set_index("customer_id")
    for name, column in (("before", "revenue_before"), ("now", "revenue")):
        frame[name] = frame["customer_id"].map(raw[column]).astype(float)
    if "referred" in raw:
        frame["referred"] = frame["customer_id"].map(raw["referred"].astype("boolean"))
    frame["before"] = frame["before"].fillna(0.0)
    frame["now"] = frame["now"].mask(frame["now"].isna() & frame["left"], 0.0)
    return frame.dropna(subset=["now"])


def _referred(frame: pd.DataFrame, known: bool) -> tuple[Floats, bool]:
    if not known:
        return np.full(len(frame), np.nan), False
    flags = frame["referred"].astype("boolean").fillna(False)
    return np.asarray(flags, dtype=np.float64), True


def _agreed(customers: Customers, from_data: bool, sums: dict[str, float]) -> tuple[float, float]:
    if from_data:
        share = sums["earned"] / sums["new"] if sums["new"] else 0.0
        return share, share
    agreed = customers.assumptions.earned_share
    return (agreed.low, agreed.high) if agreed is not None else (math.nan, math.nan)


def _ratio(
    sums: dict[str, float],
    drawn: dict[str, Floats],
    customers: Customers,
    *,
    offset: float = 0.0,
    **weights: float,
) -> Share:
    value = sum(weight * sums[name] for name, weight in weights.items()) / sums["before"]
    top = sum((w * drawn[name] for name, w in weights.items()), np.zeros(DRAWS))
    some = drawn["before"] > 0
    tail = (1 - customers.confidence) / 2
    low, high = np.quantile(top[some] / drawn["before"][some], [tail, 1 - tail])
    return Share(value=value + offset, low=float(low) + offset, high=float(high) + offset)


def _earned(
    sums: dict[str, float],
    drawn: dict[str, Floats],
    customers: Customers,
    share: tuple[float, float],
    from_data: bool,
) -> Share:
    if from_data:
        return _ratio(sums, drawn, customers, retained=1, earned=1, offset=-1)
    if share[0] != share[0]:
        return Share(value=math.nan, low=math.nan, high=math.nan)
    ends = [
        _ratio(sums, drawn, customers, retained=1, new=each, offset=-1)
        for each in (share[0], sum(share) / 2, share[1])
    ]
    return Share(value=ends[1].value, low=ends[0].low, high=ends[2].high)
