"""When an initiative pays and earns: delay, ramp-up, growth and tax, year by year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np

from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.rates_of_return import Floats
from cxkit.engagement.judgements import Initiative

MONTH = 365.25 / 12
LONGEST = 100
"""Years after which a payback is called never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What one unit of yearly benefit, of yearly running cost and of cost comes to.

    Attributes
    ----------
    active : array of float, shape (years,)
        Share of a year's benefit that each year brings before growth, tax and cannibalisation.
    benefit, running, cost : array of float, shape (years + 1,)
        Money now and at the end of each year for one unit, after tax; all are 0 or more,
        save that tax saved later on the cost is negative there.
    value : array of float, shape (years + 1,)
        Value today of 1 at the end of each year.
    months : array of float, shape (12 · years,)
        Share of a year's benefit that comes in each month, before growth and tax.
    """

    active: Floats
    benefit: Floats
    running: Floats
    cost: Floats
    value: Floats
    months: Floats
    running_months: Floats

    @property
    def benefit_factor(self) -> float:
        """Value today of one unit of benefit a year."""
        return float(self.benefit @ self.value)

    @property
    def running_factor(self) -> float:
        """Value today of one unit of running cost a year."""
        return float(self.running @ self.value)

    @property
    def cost_factor(self) -> float:
        """Value today of one unit of cost, less the tax it saves."""
        return float(self.cost @ self.value)


def schedule_of(item: Initiative, conventions: Conventions, *, years: int = 0) -> Schedule:
    """Return the schedule of an initiative.

    Parameters
    ----------
    item : Initiative
        One row of ``initiatives.csv``.
    conventions : Conventions
        Rate, horizon, prices, tax.
    years : int, default 0
        Years to count instead of the horizon; 0 for the horizon.

    Notes
    -----
    Benefit begins after the delay and rises in a straight line over the ramp-up: the share of
    year t is ``I(t) - I(t - 1)`` with ``I(u) = x² / 2r`` for ``0 < x = u - delay < r`` and
    ``x - r / 2`` after. A one-off benefit comes whole in the year in which it is in place.
    Running costs are paid from the delay on, whether it succeeds or not. Yearly amounts,
    written in prices of today, grow by ``(1 + inflation)^t`` where prices are nominal. Tax is
    taken on all of it as if other profits could use what it saves.
    """
    span = years or conventions.years
    delay, ramp = delay_months(item, conventions.as_of) / 12, item.ramp_months / 12
    ends = np.arange(12 * span + 1) / 12
    if item.benefit_type == "one_off":
        months = np.zeros(12 * span)
        first = math.ceil(12 * delay - 1e-9)
        if first < len(months):
            months[first] = 1.0
    else:
        months = np.diff(_so_far(ends - delay, ramp))
    running_months = np.diff(_so_far(ends - delay, 0.0))
    active = months.reshape(span, 12).sum(axis=1)
    at_ends = np.arange(span + 1, dtype=np.float64)
    grown = (1 + conventions.growth) ** at_ends
    keep = 1 - conventions.tax
    return Schedule(
        active=active,
        benefit=np.concatenate(([0.0], active)) * grown * keep * (1 - item.cannibalisation),
        running=np.concatenate(([0.0], running_months.reshape(span, 12).sum(axis=1)))
        * grown
        * keep,
        cost=_cost(conventions, at_ends),
        value=(1 + conventions.discount) ** -at_ends,
        months=months,
        running_months=running_months,
    )


def delay_months(item: Initiative, as_of: date | None) -> float:
    """Return months until an initiative begins to bring anything: given, else until its end."""
    if item.delay_months is not None:
        return item.delay_months
    if item.end is None or as_of is None or item.end <= as_of:
        return 0.0
    return (item.end - as_of).days / MONTH


def paid_back(
    schedule: Schedule, benefits: Floats, running: Floats, cost: Floats, *, discounted: bool = False
) -> Floats:
    """Return after how many months the money is back for good; infinite if it is not.

    Parameters
    ----------
    schedule : Schedule
        Its years are those looked at.
    benefits : array of float, shape (n, years)
        Benefit a year at full effect, as it counts in each year.
    running, cost : array of float, shape (n,)
        Money a year, and once.
    discounted : bool, default False
        Whether each month counts at its value today, that of its year's end.

    Notes
    -----
    Within a month money comes evenly. Tax saved on the cost in later years comes evenly there.
    """
    weight = schedule.value if discounted else np.ones_like(schedule.value)
    per_benefit = (
        np.repeat(_each(schedule.benefit[1:], schedule.active) * weight[1:], 12) * schedule.months
    )
    share = schedule.running_months.reshape(-1, 12).sum(axis=1)
    per_running = np.repeat(_each(schedule.running[1:], share) * weight[1:], 12)
    saved = np.repeat(schedule.cost[1:] * weight[1:] / 12, 12)
    flows = np.repeat(benefits, 12, axis=1) * per_benefit
    flows -= running[:, None] * (per_running * schedule.running_months) + cost[:, None] * saved
    sums = np.cumsum(flows, axis=1) - (cost * schedule.cost[0])[:, None]
    short = sums < -1e-9 * np.maximum(np.abs(cost), 1e-300)[:, None]
    last = sums.shape[1] - 1 - np.argmax(short[:, ::-1], axis=1)
    ever = short.any(axis=1)
    rows = np.arange(len(sums))
    following = np.minimum(last + 1, sums.shape[1] - 1)
    step = sums[rows, following] - sums[rows, last]
    part = np.divide(-sums[rows, last], step, out=np.zeros(len(sums)), where=step > 0)
    found = np.where(ever & (last < sums.shape[1] - 1), last + 1 + part, np.inf)
    first = _within_first(sums[:, 0], cost * schedule.cost[0])
    return np.where(ever, found, np.where(cost > 0, first, 0.0))


def _within_first(after: Floats, paid: Floats) -> Floats:
    earned = after + paid
    return np.divide(paid, earned, out=np.zeros(len(paid)), where=earned > 0)


def _each(flows: Floats, shares: Floats) -> Floats:
    return np.divide(flows, shares, out=np.zeros_like(flows), where=shares > 0)


def _so_far(since: Floats, ramp: float) -> Floats:
    """Return full years of benefit until so many years since it began."""
    begun = np.maximum(since, 0.0)
    if ramp <= 0:
        return begun
    rising = np.minimum(begun, ramp)
    return np.asarray(rising**2 / (2 * ramp) + np.maximum(begun - ramp, 0.0), dtype=np.float64)


def _cost(conventions: Conventions, ends: Floats) -> Floats:
    cost = np.zeros(len(ends))
    if not conventions.depreciation:
        cost[0] = 1 - conventions.tax
        return cost
    saved = np.where(
        ends <= conventions.depreciation, conventions.tax / conventions.depreciation, 0
    )
    cost -= saved * (1 + conventions.erosion) ** -ends
    cost[0] = 1.0
    return cost
