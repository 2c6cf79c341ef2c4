"""The client's growth, retention and margin beside its sector's."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cxkit.economics.basis import Customers
from cxkit.economics.churn.rates import Churn
from cxkit.economics.growth.sources import Growth
from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Economics

Measure = Literal["retention", "growth", "margin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """One result.

    Attributes
    ----------
    measure : {"retention", "growth", "margin"}
        Which, as a share a year.
    own, sector : float
        As stated in ``economics.yml``; NaN where not given.
    data : float
        The same from the table of customers; NaN where it cannot be told.
    gap : float
        Own (else from the data) less the sector's; NaN where one is unknown.
    source : LocalText or None
        Where the sector's comes from.
    """

    measure: Measure
    own: float
    sector: float
    data: float
    gap: float
    source: LocalText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """The panel.

    Attributes
    ----------
    rows : tuple of OutcomeRow
        In the order of ``economics.yml``.
    n : int
        Customers in the data.
    """

    rows: tuple[OutcomeRow, ...]
    n: int


def outcomes_of(
    assumptions: Economics | None,
    customers: Customers | None,
    churn: Churn | None,
    growth: Growth | None,
) -> Outcomes | None:
    """Return the panel; None where ``economics.yml`` states no outcome."""
    if assumptions is None or not assumptions.outcomes:
        return None
    data: Mapping[str, float] = {
        "retention": 1 - churn.yearly if churn is not None else math.nan,
        "growth": growth.total.value if growth is not None else math.nan,
        "margin": _margin(customers),
    }
    rows = []
    for outcome in assumptions.outcomes:
        own = math.nan if outcome.own is None else outcome.own
        sector = math.nan if outcome.sector is None else outcome.sector
        found = data[outcome.measure]
        rows.append(
            OutcomeRow(
                measure=outcome.measure,
                own=own,
                sector=sector,
                data=found,
                gap=(own if own == own else found) - sector,
                source=outcome.source,
            )
        )
    return Outcomes(rows=tuple(rows), n=len(customers.frame) if customers is not None else 0)


def _margin(customers: Customers | None) -> float:
    if customers is None or customers.money != "margin" or not customers.table.has("revenue"):
        return math.nan
    both = customers.table.frame[["revenue", "margin"]].dropna()
    total = float(both["revenue"].sum())
    return float(both["margin"].sum()) / total if total > 0 else math.nan
