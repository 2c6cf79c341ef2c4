"""Customers of a demo client: who they are, what they need, and later who left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.demo.profiles import PERIOD, Profile

NEED_BASE, NEED_SD, NEED_HALO = 2.3, 0.8, 0.35
WITHIN_SD = (NEED_SD**2 + NEED_HALO**2) ** 0.5
BLANKS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Customers before anybody asked them.

    Attributes
    ----------
    table : DataFrame
        One row a customer: identifiers, segments, needs, revenue before.
    archetype : ndarray of int
        True archetype of each.
    mood : ndarray of float
        Lasting satisfaction of each, standard normal.
    """

    table: pd.DataFrame
    archetype: npt.NDArray[np.int64]
    mood: npt.NDArray[np.float64]


def days(values: npt.NDArray[np.int64], *, since: date) -> pd.Series:
    """Return dates that many days after a day."""
    return pd.Series(
        np.datetime64(since, "D") + values.astype("timedelta64[D]"), dtype="datetime64[s]"
    )


def not_before(dates: pd.Series, first: date) -> pd.Series:
    """Return the dates, those before the first day replaced by it."""
    return dates.where(dates >= pd.Timestamp(first), pd.Timestamp(first))


def exact_parts(shares: tuple[float, ...], n: int) -> npt.NDArray[np.int64]:
    """Split a whole number by shares, the largest remainders rounded up."""
    wanted = np.array(shares) * n
    parts = np.floor(wanted + 1e-9).astype(np.int64)
    order = np.argsort(-(wanted - parts), kind="stable")
    parts[order[: n - int(parts.sum())]] += 1
    return parts


def rounded_answers(
    values: npt.NDArray[np.float64], *, low: int, high: int
) -> npt.NDArray[np.float64]:
    """Round to whole answers within a scale."""
    return np.clip(np.floor(values + 0.5), low, high)


def population(profile: Profile) -> Population:
    """Draw the customers, their archetypes and their rated needs."""
    rng = profile.rng(1)
    plan = profile.customers
    segment = rng.permutation(
        np.repeat(np.arange(len(plan.shares)), exact_parts(plan.shares, plan.n))
    )
    sizes = tuple(archetype.size for archetype in profile.archetypes)
    archetype = rng.permutation(np.repeat(np.arange(len(sizes)), exact_parts(sizes, plan.n)))
    is_new = rng.random(plan.n) < 0.2
    old = rng.integers(60, 9 * 365, plan.n)
    new = rng.integers(0, 300, plan.n)
    start = np.where(is_new, new, -old)
    ways = list(plan.acquired)
    way = rng.choice(len(ways), plan.n, p=np.array(list(plan.acquired.values())))
    level = np.array(plan.revenue)[segment]
    before = np.round(level * np.exp(0.55 * rng.standard_normal(plan.n)), 2)
    table = pd.DataFrame(
        {
            "customer_id": [f"{profile.prefix}{i:04d}" for i in range(1, plan.n + 1)],
            "segment": np.array(profile.segments)[segment],
            "region": np.array(profile.regions)[rng.integers(0, len(profile.regions), plan.n)],
            "start_date": days(start, since=PERIOD[0]),
            "acquired": np.array(ways)[way],
            "referred": way == len(ways) - 1,
            "revenue_before": np.where(is_new, np.nan, before),
            "revenue_level": before,
        }
    )
    for column, answers in _needs(profile, archetype, rng).items():
        table[column] = answers
    return Population(table=table, archetype=archetype, mood=rng.standard_normal(plan.n))


def _needs(
    profile: Profile, archetype: npt.NDArray[np.int64], rng: np.random.Generator
) -> dict[str, npt.NDArray[np.float64]]:
    """Rate the needs: an archetype's own two lie two deviations higher; a halo lifts all."""
    n = len(archetype)
    halo = NEED_HALO * rng.standard_normal(n)
    answers = {}
    for need in profile.needs:
        owners = [k for k, kind in enumerate(profile.archetypes) if need in kind.needs]
        lift = np.isin(archetype, owners) * profile.planted.archetype_distance * WITHIN_SD
        noise = NEED_SD * rng.standard_normal(n)
        rated = rounded_answers(NEED_BASE + lift + halo + noise, low=1, high=5)
        rated[rng.random(n) < BLANKS] = np.nan
        answers[need] = rated
    return answers


def with_outcomes(profile: Profile, people: Population, responses: pd.DataFrame) -> pd.DataFrame:
    """Add who left and what was earned, which depend on the recommendation given before.

    Parameters
    ----------
    profile : Profile
        The client.
    people : Population
        Its customers.
    responses : DataFrame
        Their answers, with ``customer_id``, ``date`` and ``ltr``.

    Returns
    -------
    DataFrame
        The table of customers.
    """
    rng = profile.rng(2)
    plan = profile.customers
    table = people.table.copy()
    answered = responses.dropna(subset=["ltr"]).groupby("customer_id")
    mean = table["customer_id"].map(answered["ltr"].mean()).to_numpy(float)
    last = table["customer_id"].map(responses.groupby("customer_id")["date"].max())
    group = np.where(np.isnan(mean), 3, np.where(mean >= 9, 0, np.where(mean >= 7, 1, 2)))
    chance = np.array([*plan.churn, plan.churn_silent])[group]
    earliest = not_before(last.fillna(table["start_date"]), PERIOD[0])
    room = (pd.Timestamp(PERIOD[1]) - earliest).dt.days.to_numpy() - 3
    churned = (rng.random(plan.n) < chance) & (room > 5)
    stay = np.floor(rng.random(plan.n) * np.maximum(room, 1)).astype(np.int64) + 3
    end = earliest + pd.to_timedelta(stay, unit="D")
    table["end_date"] = end.where(churned)
    table["churned"] = churned
    growth = np.array([*plan.growth, 0.0])[group]
    begin = not_before(table["start_date"], PERIOD[0])
    until = table["end_date"].fillna(pd.Timestamp(PERIOD[1]))
    active = ((until - begin).dt.days.to_numpy() + 1) / 365
    noise = np.exp(0.10 * rng.standard_normal(plan.n))
    revenue = table["revenue_level"].to_numpy() * (1 + growth) * noise * active
    table["revenue"] = np.round(revenue, 2)
    rate = np.clip(plan.margin + 0.06 * rng.standard_normal(plan.n), 0.02, 0.9)
    table["margin"] = np.round(revenue * rate, 2)
    return table.drop(columns="revenue_level")
