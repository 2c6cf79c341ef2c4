"""The bridge of revenue: what was lost, shrank, grew and came, from one period to the next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cxkit.economics.basis import Customers
from cxkit.economics.growth.amounts import Amount, Floats, Resampled
from cxkit.economics.growth.sources import paired
from cxkit.findings import Evidence

Step = Literal["lost", "contracted", "expanded", "earned", "bought", "new"]
"""Customers who left; stayed and brought less; brought more; came by recommendation; came \
otherwise; came, not known how."""
_HOW: tuple[Step, ...] = ("earned", "bought")


def net_revenue_retention(before: Sequence[float], now: Sequence[float]) -> float:
    """Revenue now of the customers of the period before, over their revenue then.

    Parameters
    ----------
    before, now : sequence of float, shape (n,)
        Revenue of each customer in both periods, 0 or more; 0 now if the customer left. The
        revenue before adds up to more than 0.

    Returns
    -------
    float
        ``Σ now / Σ before`` over customers with revenue before; above 1 where who stayed
        brings more than leaving takes away.

    Raises
    ------
    ValueError
        If the sequences differ in length, hold a negative or no number, or nobody brought
        revenue before.

    References
    ----------
    Reichheld, Darnell and Burns (2021), Winning on Purpose, chapter 5.
    """
    was, is_ = _both(before, now)
    return float(is_[was > 0].sum() / was.sum())


def gross_revenue_retention(before: Sequence[float], now: Sequence[float]) -> float:
    """Revenue kept of the period before, growth of the customers who stayed left out.

    Parameters
    ----------
    before, now : sequence of float, shape (n,)
        As in `net_revenue_retention`.

    Returns
    -------
    float
        ``Σ min(now, before) / Σ before``, in [0, 1] and never above the net retention.

    Raises
    ------
    ValueError
        As `net_revenue_retention`.
    """
    was, is_ = _both(before, now)
    return float(np.minimum(was, is_).sum() / was.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeStep:
    """One step of the bridge.

    Attributes
    ----------
    step : {"lost", "contracted", "expanded", "earned", "bought", "new"}
        Where the revenue went or came from.
    amount : Amount
        Money, below 0 where revenue went; the range is that of resampled customers, and of
        the agreed share where that parts earned from bought.
    share : Amount
        The same over the revenue before.
    n : int
        Customers behind it.
    """

    step: Step
    amount: Amount
    share: Amount
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueBridge:
    """Revenue of two periods and the steps between them.

    Attributes
    ----------
    before, now : float
        Revenue of all customers in the data; ``before`` and all steps add up to ``now``.
    kept : float
        Of ``before`` what was kept: less what was lost and what shrank.
    steps : tuple of BridgeStep
        In the order they are drawn.
    gross, net : Amount
        Gross and net revenue retention, over ``before``.
    n_before, n_now : int
        Customers with revenue before, and with revenue now.
    n_same : int
        Customers with the same revenue in both.
    n_blank : int
        Customers left out: still there with a blank revenue.
    from_data : bool
        Whether the data say who came by recommendation.
    agreed_share : tuple of float
        Agreed share of new revenue that was earned; NaN where not used.
    claim : {"association"}
        Amounts are counted; why customers left or came is not shown.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    before: float
    now: float
    kept: float
    steps: tuple[BridgeStep, ...]
    gross: Amount
    net: Amount
    n_before: int
    n_now: int
    n_same: int
    n_blank: int
    from_data: bool
    agreed_share: tuple[float, float]
    claim: Literal["association"]
    evidence: Evidence
    confidence: float
    min_base: int


def bridge_of(customers: Customers) -> RevenueBridge | None:
    """Return the bridge; None without revenue of two periods.

    Notes
    -----
    Bases are customers. A blank revenue now counts as 0 for who left and leaves out who
    stayed. A refund (revenue below 0) counts as it is, against what was kept. Who left after
    bringing more than in the period before counts among those who brought more.
    """
    table = customers.table
    if not table.has("revenue", "revenue_before"):
        return None
    frame = paired(customers)
    before, now = frame["before"].to_numpy(float), frame["now"].to_numpy(float)
    kept, left = before > 0, frame["left"].to_numpy(bool)
    if not kept.any():
        return None
    change = now - before
    of_data = table.has("referred")
    flags = frame["referred"].fillna(False).to_numpy(bool) if of_data else np.zeros(len(now), bool)
    new = ~kept & (now != 0)
    who: dict[Step, np.ndarray] = {
        "lost": kept & left & (change < 0),
        "contracted": kept & ~left & (change < 0),
        "expanded": kept & (change > 0),
        "earned": new & flags,
        "bought": new & ~flags,
        "new": new,
    }
    # a customer without revenue before brings all of its revenue as new
    brought = np.where(kept, change, now)
    columns: dict[str, Floats] = {
        **{name: np.where(mask, brought, 0.0) for name, mask in who.items()},
        "before": np.where(kept, before, 0.0),
        "net": np.where(kept, now, 0.0),
        "gross": np.where(kept, np.minimum(now, before), 0.0),
    }
    drawn = Resampled(columns, confidence=customers.confidence)
    agreed = customers.assumptions.earned_share
    share = (agreed.low, agreed.high) if agreed and not of_data else (math.nan, math.nan)
    known: list[Step] = ["lost", "contracted", "expanded", *(_HOW if of_data else ())]
    steps = [_step(name, drawn, int(who[name].sum())) for name in known]
    if not of_data:
        steps += _by_agreement(_step("new", drawn, int(new.sum())), share)
    sums = drawn.sums
    return RevenueBridge(
        before=sums["before"],
        now=sums["net"] + sums["new"],
        kept=sums["gross"],
        steps=tuple(steps),
        gross=drawn.ratio("gross", "before"),
        net=drawn.ratio("net", "before"),
        n_before=int(kept.sum()),
        n_now=int((now > 0).sum()),
        n_same=int((kept & (change == 0)).sum()),
        n_blank=len(customers.frame) - len(frame),
        from_data=of_data,
        agreed_share=share,
        claim="association",
        evidence=customers.evidence("revenue_before", "revenue", "referred", n=len(frame)),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def _step(name: Step, drawn: Resampled, n: int) -> BridgeStep:
    return BridgeStep(step=name, amount=drawn.amount(name), share=drawn.ratio(name, "before"), n=n)


def _by_agreement(new: BridgeStep, share: tuple[float, float]) -> list[BridgeStep]:
    """Part the new revenue by the agreed share that was earned; whole where none is agreed."""
    if share[0] != share[0]:
        return [new]
    ends: dict[Step, tuple[float, float]] = {
        "earned": share,
        "bought": (1 - share[1], 1 - share[0]),
    }
    return [
        BridgeStep(step=name, amount=_part(new.amount, pair), share=_part(new.share, pair), n=new.n)
        for name, pair in ends.items()
    ]


def _part(whole: Amount, share: tuple[float, float]) -> Amount:
    low, high = share
    return Amount(value=whole.value * (low + high) / 2, low=whole.low * low, high=whole.high * high)


def _both(before: Sequence[float], now: Sequence[float]) -> tuple[Floats, Floats]:
    was, is_ = np.asarray(before, dtype=np.float64), np.asarray(now, dtype=np.float64)
    if was.shape != is_.shape or was.ndim != 1:
        raise ValueError(
            f"need one revenue before and one now for each customer, got {was.shape} and "
            f"{is_.shape}"
        )
    if not (np.isfinite(was).all() and np.isfinite(is_).all() and (was >= 0).all()):
        raise ValueError("revenue must be a number of 0 or more; write 0 for who left")
    if (is_ < 0).any():
        raise ValueError("revenue must be a number of 0 or more; write 0 for who left")
    if not was.sum() > 0:
        raise ValueError("need revenue before above 0: nobody brought any")
    return was, is_
