"""The benefit tree: which KPI pulls which lever, and which money the lever moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Kpi
from cxkit.engagement.judgements.strategy import Benefit

Lever = Literal["retention", "revenue", "acquisition", "price", "cost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One branch of the tree.

    Attributes
    ----------
    kpi_id : str
        As named in ``strategy.yml``.
    kpi : Kpi or None
        None where ``kpis.csv`` has no such KPI.
    lever : {"retention", "revenue", "acquisition", "price", "cost"}
        What it pulls.
    text : LocalText or None
        Why.
    """

    kpi_id: str
    kpi: Kpi | None
    lever: Lever
    text: LocalText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitTree:
    """All branches, and the objectives' KPIs that lead to no money.

    Attributes
    ----------
    branches : tuple of Branch
        In the order of ``strategy.yml``.
    without_money : tuple of Kpi
        KPIs of objectives that no branch starts from.
    """

    branches: tuple[Branch, ...]
    without_money: tuple[Kpi, ...]


def benefit_tree(
    benefits: Sequence[Benefit], *, kpis: Sequence[Kpi] = (), of_objectives: Sequence[str] = ()
) -> BenefitTree:
    """Join the branches with their KPIs.

    Parameters
    ----------
    benefits : sequence of Benefit
        ``strategy.yml``.
    kpis : sequence of Kpi
        ``kpis.csv``.
    of_objectives : sequence of str
        Ids of the KPIs that objectives name.
    """
    known = {kpi.id: kpi for kpi in kpis}
    used = {item.kpi for item in benefits}
    return BenefitTree(
        branches=tuple(
            Branch(kpi_id=item.kpi, kpi=known.get(item.kpi), lever=item.drives, text=item.text)
            for item in benefits
        ),
        without_money=tuple(
            known[name]
            for name in dict.fromkeys(of_objectives)
            if name in known and name not in used
        ),
    )
