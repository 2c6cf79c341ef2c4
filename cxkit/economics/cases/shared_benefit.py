"""The guard against counting one benefit twice."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxkit.engagement.judgements import Initiative, Kpi

Three = tuple[float, float, float]
"""Low, base and high; NaN where unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A benefit that several initiatives claim.

    Attributes
    ----------
    ids : tuple of str
        Initiatives, in the order of the file.
    kpi, pain_point, name : str
        What they share: the first one's KPI and its pain point, or the `name` of the benefit
        where it was declared; both empty where all initiatives on churn together claim more
        than leaving costs.
    claimed, counted : tuple of float
        Money a year, low, base and high: as claimed together, and as counted.
    expected_claimed, expected_counted : float
        The base of both, each initiative weighted by its probability of success.
    ceiling : bool
        Whether the limit is what the KPI can give at all, not the largest claim.
    """

    ids: tuple[str, ...]
    kpi: str
    pain_point: str
    name: str
    claimed: Three
    counted: Three
    expected_claimed: float
    expected_counted: float
    ceiling: bool


def share_out(
    initiatives: Sequence[Initiative],
    claims: Mapping[str, Three],
    kpis: Mapping[str, Kpi],
    *,
    ceiling: float,
) -> tuple[dict[str, Three], tuple[Shared, ...]]:
    """Return the benefits counted, and what was claimed more than once.

    Parameters
    ----------
    initiatives : sequence of Initiative
        In the order of the file.
    claims : Mapping[str, tuple of float]
        Benefit a year of each, low, base and high; NaN where none is claimed.
    kpis : Mapping[str, Kpi]
        By id.
    ceiling : float
        A year's margin of all customers who leave: what initiatives on churn can give at
        most together; NaN if unknown.

    Notes
    -----
    Initiatives that name the same `shares_benefit` claim the same benefit, and where none is
    named those on one KPI and one pain point: together they count as the largest of them, each
    in proportion to its claim. Which of them brings it cannot be told from the file. All that
    move churn, whatever their KPI, together count for no more than `ceiling`.
    """
    counted = dict(claims)
    chances = {i.id: 1.0 if i.probability is None else i.probability for i in initiatives}
    found = []
    for pool, ids in pools(initiatives, claims).items():
        limit = _largest([claims[key] for key in ids])
        found.append(_cap(counted, chances, ids, pool, limit))
    on_churn = [
        item
        for item in initiatives
        if item.kpi
        and item.kpi in kpis
        and (kpis[item.kpi].metric or "").casefold() == "churn"
        and claims[item.id][1] > 0
    ]
    if on_churn and not math.isnan(ceiling):
        ids = tuple(item.id for item in on_churn)
        total = _total([counted[key] for key in ids])
        if max(total) > ceiling:
            limit = (min(total[0], ceiling), min(total[1], ceiling), min(total[2], ceiling))
            pool = Pool(kpi=on_churn[0].kpi or "")
            found.append(_cap(counted, chances, ids, pool, limit, ceiling=True))
    return counted, tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """What makes two benefits the same one: a declared name, else KPI and pain point."""

    kpi: str = ""
    pain_point: str = ""
    name: str = ""


def pools(
    initiatives: Sequence[Initiative], claims: Mapping[str, Three]
) -> dict[Pool, tuple[str, ...]]:
    """Return the benefits that two or more initiatives claim, with their ids.

    Parameters
    ----------
    initiatives : sequence of Initiative
        In the order of the file.
    claims : Mapping[str, tuple of float]
        Benefit a year of each; those that claim nothing share nothing.
    """
    groups: dict[Pool, list[Initiative]] = {}
    for item in initiatives:
        if not claims[item.id][1] > 0:
            continue
        if item.shares_benefit:
            key = Pool(name=item.shares_benefit.strip().casefold())
        elif item.kpi and item.pain_point:
            key = Pool(kpi=item.kpi, pain_point=item.pain_point)
        else:
            continue
        groups.setdefault(key, []).append(item)
    return {
        Pool(
            kpi=key.kpi or items[0].kpi or "",
            pain_point=key.pain_point,
            name=(items[0].shares_benefit or "").strip(),
        ): tuple(item.id for item in items)
        for key, items in groups.items()
        if len(items) > 1
    }


def same_pain(
    initiatives: Sequence[Initiative], claims: Mapping[str, Three]
) -> dict[str, tuple[str, ...]]:
    """Return pain points whose initiatives claim money by different KPIs, and name no shared one.

    Whether their benefits are the same money the files do not tell: the report asks.
    """
    groups: dict[str, list[Initiative]] = {}
    for item in initiatives:
        if item.pain_point and item.kpi and not item.shares_benefit and claims[item.id][1] > 0:
            groups.setdefault(item.pain_point, []).append(item)
    return {
        pain: tuple(item.id for item in items)
        for pain, items in groups.items()
        if len({item.kpi for item in items}) > 1
    }


def _cap(
    counted: dict[str, Three],
    chances: Mapping[str, float],
    ids: Sequence[str],
    pool: Pool,
    limit: Three,
    *,
    ceiling: bool = False,
) -> Shared:
    before = _total([counted[key] for key in ids])
    expected = sum(chances[key] * counted[key][1] for key in ids)
    ratio = [
        min(1.0, top / all_) if all_ > 0 else 1.0 for top, all_ in zip(limit, before, strict=True)
    ]
    for key in ids:
        low, base, high = counted[key]
        counted[key] = (low * ratio[0], base * ratio[1], high * ratio[2])
    return Shared(
        ids=tuple(ids),
        kpi=pool.kpi,
        pain_point=pool.pain_point,
        name=pool.name,
        claimed=before,
        counted=_total([counted[key] for key in ids]),
        expected_claimed=expected,
        expected_counted=sum(chances[key] * counted[key][1] for key in ids),
        ceiling=ceiling,
    )


def _largest(claims: Sequence[Three]) -> Three:
    low, base, high = (max(values) for values in zip(*claims, strict=True))
    return low, base, high


def _total(claims: Sequence[Three]) -> Three:
    low, base, high = (sum(values) for values in zip(*claims, strict=True))
    return low, base, high
