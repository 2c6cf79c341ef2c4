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
    kpi, pain_point : str
        What they share; `pain_point` is empty where all initiatives of a KPI together claim
        more than the KPI can give.
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
    Initiatives on one KPI and one pain point are taken to claim the same benefit: together
    they count as the largest of them, each in proportion to its claim. Which of them brings
    it cannot be told from the file.
    """
    counted = dict(claims)
    chances = {i.id: 1.0 if i.probability is None else i.probability for i in initiatives}
    found = []
    for (kpi, pain), ids in _claiming(initiatives, claims).items():
        if len(ids) < 2:
            continue
        limit = _largest([claims[key] for key in ids])
        found.append(_cap(counted, chances, ids, kpi, pain, limit))
    for kpi in {item.kpi for item in initiatives if item.kpi}:
        metric = (kpis[kpi].metric or "").casefold() if kpi in kpis else ""
        ids = [i.id for i in initiatives if i.kpi == kpi and claims[i.id][1] > 0]
        if metric != "churn" or math.isnan(ceiling) or not ids:
            continue
        total = _total([counted[key] for key in ids])
        if max(total) > ceiling:
            limit = (min(total[0], ceiling), min(total[1], ceiling), min(total[2], ceiling))
            found.append(_cap(counted, chances, ids, kpi, "", limit, ceiling=True))
    return counted, tuple(found)


def _claiming(
    initiatives: Sequence[Initiative], claims: Mapping[str, Three]
) -> dict[tuple[str, str], list[str]]:
    groups: dict[tuple[str, str], list[str]] = {}
    for item in initiatives:
        if item.kpi and item.pain_point and claims[item.id][1] > 0:
            groups.setdefault((item.kpi, item.pain_point), []).append(item.id)
    return groups


def _cap(
    counted: dict[str, Three],
    chances: Mapping[str, float],
    ids: Sequence[str],
    kpi: str,
    pain: str,
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
        kpi=kpi,
        pain_point=pain,
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
