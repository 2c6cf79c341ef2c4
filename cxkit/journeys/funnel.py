"""The funnel: how many cases reach each step of the path, and where they do not go on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.stats import share_difference, wilson_interval

SOON = 0.99
"""A case is waited for as long as this share of those that went on took to do so."""
_ENOUGH_TIMES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Cases at each step of a path.

    Attributes
    ----------
    table : DataFrame
        One row a step: ``step, reached, visited, n, n_open, went_on, conversion, ci_low,
        ci_high, others, hours, hours_q1, hours_q3, horizon_hours, p_value``.
        ``reached`` counts the cases that came to the step or beyond, ``visited`` those that
        met the step itself. Of those reached, ``n_open`` may still go on and are left out;
        ``went_on`` of the other ``n`` did, a share ``conversion`` with its Wilson interval;
        ``others`` is the share at the other steps together. ``hours`` is the median time to
        the next step, with its quartiles. All that concerns going on is NaN or 0 in the
        last row.
    n_cases : int
        Cases that met at least one step of the path.
    """

    table: pd.DataFrame
    n_cases: int


def funnel(
    steps: pd.DataFrame, path: tuple[str, ...], *, min_base: int, confidence: float = 0.95
) -> Funnel:
    """Follow cases along a path.

    Parameters
    ----------
    steps : DataFrame
        ``case, touchpoint, time, place``, sorted by case and time.
    path : tuple of str
        At least two touchpoints in order.
    min_base : int
        Steps with fewer cases are compared with nothing.
    confidence : float, default 0.95
        Two-sided level of the intervals.

    Returns
    -------
    Funnel

    Notes
    -----
    A case enters at the first step of the path that it meets and counts at every step up to
    the furthest it meets, so that a case that skips a step, or goes back, is not lost.
    Time is given to all alike: a case counts at a step only if it came there before the last
    stretch of the data, as long as the slowest 1 % of those who went on took; and one that
    did not go on counts only if it was seen nowhere in that stretch. The conversions of
    different steps are of different choices of the same cases, each given the one before,
    and so are uncorrelated.

    References
    ----------
    Wilson (1927), JASA 22, 209-212; Newcombe (1998), Statistics in Medicine 17, 873-890.
    """
    on_path = steps[steps["touchpoint"].isin(path)]
    place = on_path["touchpoint"].map({name: number for number, name in enumerate(path)})
    on_path = on_path.assign(step=place.astype(int))
    by_case = on_path.groupby("case", sort=False)["step"]
    entry, furthest = by_case.first(), by_case.max()
    last_seen = steps.groupby("case", sort=False)["time"].max().loc[entry.index]
    end = steps["time"].max()
    arrived = [_arrival(on_path, number, entry.index) for number in range(len(path))]
    waits = [_waits(on_path, arrived, number) for number in range(len(path) - 1)]
    pooled = np.concatenate(waits) if waits else np.empty(0)
    rows = []
    for number, name in enumerate(path):
        here = (entry <= number) & (furthest >= number)
        row = {
            "step": name,
            "reached": int(here.sum()),
            "visited": int(on_path.loc[on_path["step"] == number, "case"].nunique()),
        }
        if number < len(path) - 1:
            own = waits[number] if len(waits[number]) >= _ENOUGH_TIMES else pooled
            horizon = float(np.quantile(own, SOON)) if len(own) else 0.0
            since = end - pd.Timedelta(hours=horizon)
            on = furthest > number
            open_ = here & ((arrived[number] > since) | (~on & (last_seen > since)))
            counted = here & ~open_
            row |= _conversion(int((counted & on).sum()), int(counted.sum()), confidence)
            row |= {"n_open": int(open_.sum()), "horizon_hours": horizon} | _times(waits[number])
        rows.append(row)
    table = pd.DataFrame(rows, columns=_COLUMNS)
    whole = ["n", "n_open", "went_on"]
    table[whole] = table[whole].fillna(0).astype(int)
    _compare(table, min_base)
    return Funnel(table=table, n_cases=len(entry))


_COLUMNS = [
    "step",
    "reached",
    "visited",
    "n",
    "n_open",
    "went_on",
    "conversion",
    "ci_low",
    "ci_high",
    "others",
    "hours",
    "hours_q1",
    "hours_q3",
    "horizon_hours",
    "p_value",
]


def _arrival(on_path: pd.DataFrame, number: int, cases: pd.Index) -> pd.Series:
    """Return when each case first came to a step or beyond; NaT where it never did."""
    beyond = on_path[on_path["step"] >= number].drop_duplicates("case")
    return beyond.set_index("case")["time"].reindex(cases)


def _waits(on_path: pd.DataFrame, arrived: list[pd.Series], number: int) -> np.ndarray:
    """Return hours from a step to the first one beyond, of cases that met the step first."""
    here = on_path[on_path["step"] == number].drop_duplicates("case").set_index("case")["time"]
    hours = (arrived[number + 1].reindex(here.index) - here).dt.total_seconds() / 3600
    return hours[hours >= 0].to_numpy(dtype=np.float64)


def _conversion(went_on: int, n: int, confidence: float) -> dict[str, float]:
    share = low = high = np.nan
    if n:
        share = went_on / n
        low, high = wilson_interval(went_on, n, confidence=confidence)
    return {"n": n, "went_on": went_on, "conversion": share, "ci_low": low, "ci_high": high}


def _times(hours: np.ndarray) -> dict[str, float]:
    names = ("hours_q1", "hours", "hours_q3")
    if not len(hours):
        return dict.fromkeys(names, np.nan)
    quartiles = np.quantile(hours, (0.25, 0.5, 0.75))
    return {name: float(value) for name, value in zip(names, quartiles, strict=True)}


def _compare(table: pd.DataFrame, min_base: int) -> None:
    """Compare each step's conversion with that of all other steps, two with each other once."""
    table["others"], table["p_value"] = np.nan, np.nan
    known = table[table["n"] >= max(min_base, 1)]
    if len(known) < 2:
        return
    whole, on = int(known["n"].sum()), int(known["went_on"].sum())
    lowest = known["conversion"].idxmin()
    for place, row in known.iterrows():
        rest = (on - int(row["went_on"]), whole - int(row["n"]))
        table.loc[place, "others"] = rest[0] / rest[1]
        if len(known) > 2 or place == lowest:
            here = (int(row["went_on"]), int(row["n"]))
            table.loc[place, "p_value"] = share_difference(rest, here).p_value
