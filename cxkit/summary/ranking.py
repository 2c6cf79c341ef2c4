"""What findings are ranked by, and which of them stand on the one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd

from cxkit.findings import Finding
from cxkit.summary.money import CLAIM_WEIGHTS

ON_ONE_PAGE = 7
"""Findings that the summary shows; the others stay in their sections."""
PER_SUBJECT = 3
"""Of these, how many may come from one subject."""

EXPERIENCED = frozenset({"perception", "journeys"})
"""Subjects whose findings at a touchpoint speak of what customers met there."""

CERTAINTY_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"clear": 1.0, "indicative": 0.4, "insufficient": 0.0}
)
TONE_WEIGHTS: Mapping[str, float] = MappingProxyType({"bad": 1.0, "neutral": 0.75, "good": 0.5})
"""What goes wrong comes before what goes well, for the same certainty, reach and size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtStake:
    """Revenue at risk at one touchpoint, a year, in the engagement's currency."""

    low: float
    middle: float
    high: float


def money_at_stake(at_risk: pd.DataFrame | None, *, confidence: float) -> Mapping[str, AtStake]:
    """Return the revenue at risk by touchpoint, where the loss there is clear.

    Parameters
    ----------
    at_risk : DataFrame or None
        One row a touchpoint: ``touchpoint, money_low, money, money_high, p_adjusted``, a year.
    confidence : float
        Level of the report; amounts with ``p_adjusted`` above one minus it, or without, are
        left out.
    """
    columns = ["touchpoint", "money_low", "money", "money_high"]
    if at_risk is None or not {*columns, "p_adjusted"} <= set(at_risk):
        return MappingProxyType({})
    at_risk = at_risk[at_risk["p_adjusted"] <= 1 - confidence + 1e-12]
    rows = at_risk[columns].itertuples(index=False, name=None)
    return MappingProxyType(
        {
            str(place): AtStake(low=float(low), middle=float(middle), high=float(high))
            for place, low, middle, high in rows
            if middle == middle and middle > 0
        }
    )


def with_money(finding: Finding, at_stake: Mapping[str, AtStake]) -> Finding:
    """Give a finding of what goes wrong at a touchpoint the revenue at risk there.

    Parameters
    ----------
    finding : Finding
        One that states money of its own, or speaks of something else than what customers met
        there, stays as it is.
    at_stake : Mapping[str, AtStake]
        By touchpoint.

    Returns
    -------
    Finding
        The amount is an association: who was badly served there left or spent less more often,
        for whatever reason.
    """
    place = at_stake.get(finding.touchpoint)
    tied = finding.money is None and finding.tone == "bad" and finding.subject in EXPERIENCED
    if place is None or not tied:
        return finding
    return replace(finding, money=place.middle, claim="association")


def money_score(finding: Finding) -> float:
    """Return the money of a finding, weighed by its ground, certainty and tone."""
    if finding.money is None:
        return 0.0
    ground = CLAIM_WEIGHTS[finding.claim or "assumption"]
    return abs(finding.money) * ground * _worth(finding)


def weight(finding: Finding, *, most: float) -> tuple[float, float]:
    """Return what a finding is ranked by.

    Parameters
    ----------
    finding : Finding
        To be ranked.
    most : float
        Highest `money_score` among all findings; 0 where no money is known.

    Returns
    -------
    score, tie : float
        Share of the highest money score, in [0, 1], plus certainty × tone × reach × size, in
        [0, 1]; ties are broken by certainty × tone × size.
    """
    money = money_score(finding) / most if most > 0 else 0.0
    worth = _worth(finding)
    return money + worth * finding.reach * finding.size, worth * finding.size


def _worth(finding: Finding) -> float:
    return CERTAINTY_WEIGHTS[finding.certainty] * TONE_WEIGHTS[finding.tone]


def ranked(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings, the most important first; equal ones keep their order."""
    most = max((money_score(item) for item in findings), default=0.0)
    return tuple(sorted(findings, key=lambda item: weight(item, most=most), reverse=True))


def same_thing(one: Finding, other: Finding) -> bool:
    """Tell whether two findings speak of the same touchpoint with the same tone."""
    return bool(one.touchpoint) and (one.touchpoint, one.tone) == (other.touchpoint, other.tone)


def on_one_page(findings: Sequence[Finding], placed: Sequence[str] = ()) -> tuple[str, ...]:
    """Choose the findings of the one page, in the order given.

    Parameters
    ----------
    findings : sequence of Finding
        In their order.
    placed : sequence of str
        Keys whose place the consultant chose: they are taken whatever their subject.

    Returns
    -------
    tuple of str
        Keys of at most `ON_ONE_PAGE`, at most `PER_SUBJECT` of one subject, and one only
        about each touchpoint and tone.
    """
    chosen: list[Finding] = []
    count: Counter[str] = Counter()
    for item in findings:
        if len(chosen) == ON_ONE_PAGE:
            break
        free = item.key in placed
        told = any(same_thing(item, other) for other in chosen)
        if not free and (told or count[item.subject] >= PER_SUBJECT):
            continue
        chosen.append(item)
        count[item.subject] += 1
    return tuple(item.key for item in chosen)
