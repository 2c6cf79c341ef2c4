"""What breaks the chain from evidence to money, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from cxkit.client import Client
from cxkit.engagement.judgements import Initiative, Kpi, ListeningChannel, PainPoint
from cxkit.summary.cycles import cycles

Rule = Literal[
    "initiative_without_owner",
    "initiative_without_pain_point",
    "initiative_with_unknown_pain_point",
    "initiative_without_kpi",
    "benefit_without_kpi",
    "initiative_with_unknown_kpi",
    "dependency_unknown",
    "dependency_cycle",
    "kpi_without_baseline",
    "pain_point_without_evidence",
    "evidence_unknown",
    "pain_point_without_initiative",
    "objective_with_unknown_kpi",
    "objective_with_other_target",
]
RULES: tuple[Rule, ...] = get_args(Rule)

_NAME = re.compile(r"[\w.-]+")
"""A reference in one word; anything longer describes a source and names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One place where the chain does not hold.

    Attributes
    ----------
    rule : str
        One of `RULES`.
    subject : str
        Id of the initiative, pain point, KPI or objective.
    names : tuple of str
        What is unknown, or the circle; empty where something is absent.
    """

    rule: Rule
    subject: str
    names: tuple[str, ...] = ()


def open_initiatives(initiatives: Sequence[Initiative]) -> tuple[Initiative, ...]:
    """Return the initiatives that were not stopped."""
    return tuple(item for item in initiatives if item.status != "stopped")


def breaches(client: Client) -> tuple[Breach, ...]:
    """Return everything that breaks the chain, in the order of the rules.

    Parameters
    ----------
    client : Client
        Its files of judgement; an absent file breaks nothing that only it could hold.
    """
    judged = client.judgements
    initiatives = open_initiatives(judged.initiatives or ())
    kpis = judged.kpis or ()
    pains = judged.journeys.pain_points if judged.journeys is not None else ()
    found = [
        *_of_initiatives(initiatives, pains, kpis),
        *_of_dependencies(judged.initiatives or ()),
        *(Breach(rule="kpi_without_baseline", subject=k.id) for k in kpis if k.baseline is None),
        *_of_pain_points(pains, judged.initiatives, client),
        *_of_objectives(client, kpis),
    ]
    return tuple(sorted(found, key=lambda breach: RULES.index(breach.rule)))


def _of_initiatives(
    initiatives: Sequence[Initiative], pains: Sequence[PainPoint], kpis: Sequence[Kpi]
) -> Iterator[Breach]:
    hurts, measures = {pain.id for pain in pains}, {kpi.id for kpi in kpis}
    for item in initiatives:
        if item.owner is None:
            yield Breach(rule="initiative_without_owner", subject=item.id)
        if item.pain_point is None:
            yield Breach(rule="initiative_without_pain_point", subject=item.id)
        elif item.pain_point not in hurts:
            rule: Rule = "initiative_with_unknown_pain_point"
            yield Breach(rule=rule, subject=item.id, names=(item.pain_point,))
        if item.kpi is None:
            claims = any(
                value is not None for value in (item.benefit_low, item.benefit, item.benefit_high)
            )
            rule = "benefit_without_kpi" if claims else "initiative_without_kpi"
            yield Breach(rule=rule, subject=item.id)
        named = [kpi for kpi in (item.kpi, item.adoption_kpi) if kpi is not None]
        unknown = tuple(kpi for kpi in named if kpi not in measures)
        if unknown:
            yield Breach(rule="initiative_with_unknown_kpi", subject=item.id, names=unknown)


def _of_dependencies(initiatives: Sequence[Initiative]) -> Iterator[Breach]:
    known = {item.id: item.depends_on for item in initiatives}
    for name, others in known.items():
        unknown = tuple(other for other in others if other not in known)
        if unknown:
            yield Breach(rule="dependency_unknown", subject=name, names=unknown)
    inner = {name: [other for other in others if other in known] for name, others in known.items()}
    for circle in cycles(inner):
        yield Breach(rule="dependency_cycle", subject=circle[0], names=circle)


def _of_pain_points(
    pains: Sequence[PainPoint], initiatives: Sequence[Initiative] | None, client: Client
) -> Iterator[Breach]:
    treated = {item.pain_point for item in open_initiatives(initiatives or ())}
    known = known_evidence(client)
    for pain in pains:
        if not pain.evidence:
            yield Breach(rule="pain_point_without_evidence", subject=pain.id)
        unknown = tuple(
            name for name in pain.evidence if _NAME.fullmatch(name) and name.casefold() not in known
        )
        if unknown:
            yield Breach(rule="evidence_unknown", subject=pain.id, names=unknown)
        if initiatives is not None and pain.id not in treated:
            yield Breach(rule="pain_point_without_initiative", subject=pain.id)


def _of_objectives(client: Client, kpis: Sequence[Kpi]) -> Iterator[Breach]:
    """Yield objectives with a KPI that is unknown, or whose one KPI aims outside their target."""
    strategy = client.judgements.strategy
    measures = {kpi.id: kpi for kpi in kpis}
    for objective in strategy.objectives if strategy is not None else ():
        unknown = tuple(name for name in objective.kpi if name not in measures)
        if unknown:
            yield Breach(rule="objective_with_unknown_kpi", subject=objective.id, names=unknown)
        if len(objective.kpi) != 1 or unknown or objective.target is None:
            continue
        aim = measures[objective.kpi[0]].target
        if aim is not None and not objective.target.low <= aim <= objective.target.high:
            yield Breach(
                rule="objective_with_other_target", subject=objective.id, names=objective.kpi
            )


def known_evidence(client: Client) -> frozenset[str]:
    """Return every name that evidence may point at, in small letters.

    Tables of the client and their columns (``responses.verbatim``), studies of
    ``listening.yml``, the eleven routes of listening, channels in the data, and KPIs.
    """
    names: set[str] = set(get_args(ListeningChannel))
    for table, spec in client.engagement.tables.items():
        names |= {table, *(f"{table}.{column}" for column in spec.columns)}
    for table, read in client.tables.items():
        names |= {table, *(f"{table}.{column}" for column in read.columns)}
        if "channel" in read.columns:
            names |= {str(value) for value in read.cells(["channel"])["channel"].dropna().unique()}
    listening = client.judgements.listening
    names |= {study.id for study in listening.studies} if listening is not None else set()
    names |= {kpi.id for kpi in client.judgements.kpis or ()}
    return frozenset(name.casefold() for name in names)
