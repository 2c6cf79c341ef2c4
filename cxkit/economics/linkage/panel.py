"""Groups before and after a day: one change a group, and how it moved before that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.economics.basis import YEAR

MONTH = YEAR / 12
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Groups before and after a day.

    Attributes
    ----------
    months : DataFrame
        One row a group and month: ``group``, ``month`` (0 is the first after the change, -1 the
        last before it), ``value``, ``variance``, ``n``.
    groups : DataFrame
        One row a group: ``group``, ``n``, ``before``, ``after``, ``change``, ``change_variance``,
        ``slope`` (a month, before the change) and ``slope_variance``.
    n : int
        Answers or customers in it.
    """

    months: pd.DataFrame
    groups: pd.DataFrame
    n: int

    @property
    def before(self) -> int:
        """Months before the change."""
        return int((self.months["month"].unique() < 0).sum())

    @property
    def after(self) -> int:
        """Months after it."""
        return int((self.months["month"].unique() >= 0).sum())


def month_of(dates: pd.Series, since: date) -> pd.Series:
    """Return the month of each date, counted from a day on: 0 is the first month."""
    return (dates - pd.Timestamp(since)).dt.days // MONTH


def whole_months(start: date, end: date, since: date) -> tuple[int, int]:
    """Return the first and last month that lie whole between two days; none if last < first."""
    day = pd.Timestamp(since)
    first = int(np.ceil((pd.Timestamp(start) - day).days / MONTH))
    last = int(np.floor(((pd.Timestamp(end) - day).days + 1) / MONTH)) - 1
    return first, last


def panel_of_answers(groups: pd.Series, months: pd.Series, values: pd.Series) -> Panel:
    """Return the panel of independent answers.

    Parameters
    ----------
    groups, months, values : Series
        One entry an answer.
    """
    rows = pd.DataFrame({"group": groups.astype(str), "month": months.astype(int)})
    rows["value"] = values.astype(float)
    cells = rows.groupby(["group", "month"])["value"].agg(["sum", "count"]).reset_index()
    spread = rows.groupby("group")["value"].var()
    return _from_sums(cells, spread, n=len(rows))


def panel_of_leaving(
    groups: pd.Series, first: pd.Series, last: pd.Series, left: pd.Series, months: tuple[int, int]
) -> Panel:
    """Return the panel of leaving a month.

    Parameters
    ----------
    groups : Series of str
        Group of each customer.
    first, last : Series of float
        First month at whose beginning the customer was there, and the month of leaving (or
        beyond the last month).
    left : Series of bool
        Whether the customer left in month `last`.
    months : (int, int)
        First and last month looked at.
    """
    parts = []
    names = groups.astype(str)
    for month in range(months[0], months[1] + 1):
        there = (first <= month) & (last >= month)
        gone = there & left & (last == month)
        count = pd.DataFrame({"count": there, "sum": gone}).groupby(names).sum()
        count["month"] = month
        parts.append(count.rename_axis("group").reset_index())
    cells = pd.concat(parts, ignore_index=True)
    totals = cells.groupby("group")[["sum", "count"]].sum()
    share = (totals["sum"] + 0.5) / (totals["count"] + 1)
    return _from_sums(cells, share * (1 - share), n=len(groups))


def panel_of_amounts(groups: pd.Series, amounts: pd.DataFrame) -> Panel:
    """Return the panel of the same customers in every month.

    Parameters
    ----------
    groups : Series of str
        Group of each customer.
    amounts : DataFrame
        Same index; one column a month, in order.
    """
    months = np.array([int(month) for month in amounts.columns])
    values = amounts.to_numpy(float)
    early = months < 0
    each = pd.DataFrame({"group": groups.astype(str).to_numpy()})
    each["before"] = values[:, early].mean(axis=1)
    each["after"] = values[:, ~early].mean(axis=1)
    each["change"] = each["after"] - each["before"]
    centred = months[early] - months[early].mean()
    each["slope"] = values[:, early] @ centred / max(float(centred @ centred), 1.0)
    by = each.groupby("group")
    table = by[["before", "after", "change", "slope"]].mean()
    table.insert(0, "n", by.size())
    table["change_variance"] = by["change"].var() / table["n"]
    table["slope_variance"] = by["slope"].var() / table["n"]
    cells = []
    for place, month in enumerate(months):
        month_values = pd.Series(values[:, place]).groupby(each["group"])
        found = pd.DataFrame({"value": month_values.mean(), "n": month_values.size()})
        found["variance"] = month_values.var() / found["n"]
        cells.append(found.assign(month=month).reset_index())
    return Panel(
        months=pd.concat(cells, ignore_index=True), groups=table.reset_index(), n=len(groups)
    )


def _from_sums(cells: pd.DataFrame, spread: pd.Series, *, n: int) -> Panel:
    """Return the panel from sums and counts a month, and the variance of one entry a group."""
    cells = cells[cells["count"] > 0].copy()
    cells["value"] = cells["sum"] / cells["count"]
    cells["variance"] = cells["group"].map(spread).astype(float) / cells["count"]
    rows = []
    for name, mine in cells.groupby("group", sort=True):
        early = mine["month"] < 0
        sums = [mine.loc[side, ["sum", "count"]].sum() for side in (early, ~early)]
        if sums[0]["count"] == 0 or sums[1]["count"] == 0:
            continue
        before, after = (float(part["sum"] / part["count"]) for part in sums)
        one = float(spread.loc[name])
        slope, slope_variance = _slope(mine[early], one)
        rows.append(
            {
                "group": name,
                "n": int(mine["count"].sum()),
                "before": before,
                "after": after,
                "change": after - before,
                "change_variance": one * sum(1 / float(part["count"]) for part in sums),
                "slope": slope,
                "slope_variance": slope_variance,
            }
        )
    columns = ["group", "n", "before", "after", "change", "change_variance"]
    table = pd.DataFrame(rows, columns=[*columns, "slope", "slope_variance"])
    months = cells.rename(columns={"count": "n"})[["group", "month", "value", "variance", "n"]]
    return Panel(months=months.reset_index(drop=True), groups=table, n=n)


def _slope(early: pd.DataFrame, one: float) -> tuple[float, float]:
    month, weight = early["month"].to_numpy(float), early["count"].to_numpy(float)
    centred = month - np.average(month, weights=weight)
    size = float(weight @ centred**2)
    if size <= 0:
        return np.nan, np.nan
    value = early["value"].to_numpy(float)
    return float((weight * centred) @ value / size), one / size
