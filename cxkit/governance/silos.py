"""What business areas share: the silo map, and who shares which customer data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from cxkit.engagement.judgements.charter import Area
from cxkit.engagement.judgements.governance import DataSet, Governance, Sharing

POINTS = {"yes": 1.0, "partly": 0.5, "no": 0.0}
LINKS = 3
"""What two areas can share: data, KPIs and a forum."""
FEWEST_AREAS = 3
"""With fewer areas none can stand apart from the others."""
ISOLATED = 1 / 3
"""Largest density of an isolated area: one of three links (a convention)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiloMap:
    """What every pair of areas shares.

    Attributes
    ----------
    areas : tuple of str
        Ids of the areas.
    names : Mapping[str, Area]
        Declared areas by id.
    links : Mapping[tuple of str, Sharing]
        Recorded pairs, in both orders.
    density : float
        Share of all possible links that are recorded as present, in [0, 1]; "partly" counts
        half, a pair that is not recorded counts as none. NaN without a pair.
    n_pairs, n_recorded : int
        Possible pairs, and pairs that are recorded.
    table : DataFrame
        One row an area, least connected first: `area`, `density` with all others,
        `rest` (density among the others without it), `n_recorded` of its pairs.
    isolated : tuple of str
        Areas that stand apart, least connected first: every pair of their own recorded,
        density at most `ISOLATED` and less than half of that among the others. Never half
        of the areas or more: then there is nothing to stand apart from.
    unknown : tuple of str
        Ids of recorded pairs that are no declared area, where areas are declared.
    """

    areas: tuple[str, ...]
    names: Mapping[str, Area]
    links: Mapping[tuple[str, str], Sharing]
    density: float
    n_pairs: int
    n_recorded: int
    table: pd.DataFrame
    isolated: tuple[str, ...]
    unknown: tuple[str, ...]

    def points(self, first: str, second: str) -> float | None:
        """Return what two areas share, 0 to 3; None where it is not recorded."""
        link = self.links.get((first, second))
        return points(link) if link is not None else None


def points(link: Sharing) -> float:
    """Return what a pair shares: data, KPIs and forum, 1 each, "partly" half."""
    return POINTS[link.data] + POINTS[link.kpis] + POINTS[link.forum]


def silo_map(governance: Governance, areas: tuple[Area, ...]) -> SiloMap | None:
    """Return what every pair of areas shares; None where no pair of areas is recorded.

    Parameters
    ----------
    governance : Governance
        Content of ``governance.yml``.
    areas : tuple of Area
        Areas of ``charter.yml``; where there are none, those that the pairs name.

    Notes
    -----
    ``density = Σ points / (3 · pairs)``, the density of a weighted undirected graph.

    References
    ----------
    Wasserman and Faust (1994), Social Network Analysis, section 4.3.
    """
    names = {area.id: area for area in areas}
    mentioned = dict.fromkeys(area for item in governance.sharing for area in item.between)
    ids = tuple(names) or tuple(mentioned)
    links: dict[tuple[str, str], Sharing] = {}
    for item in governance.sharing:
        first, second = item.between
        if first != second and first in ids and second in ids:
            links[first, second] = links[second, first] = item
    if not links:
        return None
    table = pd.DataFrame([_row(area, ids, links) for area in ids]).sort_values(
        ["density", "area"], kind="stable", ignore_index=True
    )
    pairs = len(ids) * (len(ids) - 1) // 2
    return SiloMap(
        areas=ids,
        names=names,
        links=links,
        density=_density(ids, links),
        n_pairs=pairs,
        n_recorded=len(links) // 2,
        table=table,
        isolated=_isolated(table, len(ids)),
        unknown=tuple(area for area in mentioned if area not in ids),
    )


def _density(ids: tuple[str, ...], links: Mapping[tuple[str, str], Sharing]) -> float:
    pairs = len(ids) * (len(ids) - 1) // 2
    inside = [points(link) for (a, b), link in links.items() if a in ids and b in ids]
    return sum(inside) / 2 / (LINKS * pairs) if pairs else math.nan


def _row(
    area: str, ids: tuple[str, ...], links: Mapping[tuple[str, str], Sharing]
) -> dict[str, object]:
    others = tuple(other for other in ids if other != area)
    own = [points(links[area, other]) for other in others if (area, other) in links]
    return {
        "area": area,
        "density": sum(own) / (LINKS * len(others)),
        "rest": _density(others, links),
        "n_recorded": len(own),
        "n_pairs": len(others),
    }


def _isolated(table: pd.DataFrame, areas: int) -> tuple[str, ...]:
    if areas < FEWEST_AREAS:
        return ()
    apart = (table["density"] <= ISOLATED) & (2 * table["density"] < table["rest"])
    found = table[apart & (table["n_recorded"] == table["n_pairs"])]
    return tuple(str(area) for area in found["area"]) if 2 * len(found) < areas else ()


# ------------------------------------------------------------------ customer data
@dataclass(frozen=True, slots=True, kw_only=True)
class DataSharing:
    """Sets of customer data: who answers for them and who can use them.

    Attributes
    ----------
    sets : tuple of DataSet
        As recorded.
    areas : tuple of str
        Ids of the areas: those declared, then those that only the data sets name.
    names : Mapping[str, Area]
        Declared areas by id.
    without_owner : tuple of DataSet
        Nobody answers for them.
    n_uses, n_possible : int
        Areas that can use a set that is not their own, and how many could.
    """

    sets: tuple[DataSet, ...]
    areas: tuple[str, ...]
    names: Mapping[str, Area]
    without_owner: tuple[DataSet, ...]
    n_uses: int
    n_possible: int


def data_sharing(governance: Governance, areas: tuple[Area, ...]) -> DataSharing | None:
    """Return who can use which customer data; None where no set is recorded."""
    if not governance.data:
        return None
    names = {area.id: area for area in areas}
    mentioned = [
        area for item in governance.data for area in (item.area, *item.shared_with) if area
    ]
    ids = tuple(dict.fromkeys([*names, *mentioned]))
    uses = sum(len(set(item.shared_with) - {item.area}) for item in governance.data)
    return DataSharing(
        sets=governance.data,
        areas=ids,
        names=names,
        without_owner=tuple(item for item in governance.data if item.owner is None),
        n_uses=uses,
        n_possible=sum(len(set(ids) - {item.area}) for item in governance.data),
    )
