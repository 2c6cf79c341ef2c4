"""The map of a journey: every step with what was measured there and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxkit.client import Client
from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Journey, Kpi, KpiValue, Map, PainPoint, Stage, Step
from cxkit.findings import Evidence
from cxkit.journeys.evidence import Sources, Support
from cxkit.journeys.names import Names
from cxkit.journeys.performance import COLUMN, METRICS, Metric, Performance, Score

Version = Literal["as_is", "to_be"]

STALE_AFTER = 365
"""Days after which a map that nobody checked again is called out of date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStep:
    """One step of a map.

    Attributes
    ----------
    number : int
        Place in the journey, from 1.
    step : Step
        As the consultant wrote it.
    stage : LocalText
        Name of its stage.
    phase : {"before", "during", "after"}
        Phase of its stage.
    curve : Score or None
        The metric of the map's curve at the step, where it was measured.
    score : Score or None
        The step's own metric, else that of the curve, where it was measured.
    kpi : Kpi or None
        The KPI that the step is measured by, if its metric is one.
    kpi_value : float or None
        The KPI's last value; None where it has none.
    support : Support
        What the step rests on.
    pains : tuple of PainPoint
        The pain points it names.
    unknown_pains : tuple of str
        Ids of pain points that nobody described.
    owner : str
        Who answers for the step, or for its touchpoint; empty where nobody does.
    """

    number: int
    step: Step
    stage: LocalText
    phase: str
    curve: Score | None
    score: Score | None
    kpi: Kpi | None
    kpi_value: float | None
    support: Support
    pains: tuple[PainPoint, ...]
    unknown_pains: tuple[str, ...]
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyMap:
    """One version of a journey.

    Attributes
    ----------
    journey : Journey
        Name, goal and both versions as written.
    version : {"as_is", "to_be"}
        Which version this is.
    date : date
        When the map was last checked.
    label : str
        Its version number; empty for none.
    age_days : int
        Days from its date to the engagement's reference day; negative for a later date.
    stale : bool
        Whether it is older than a year.
    metric : str or None
        Metric of the curve: the one that most steps have; None where none was measured.
    steps : tuple of MapStep
        In their order.
    names : Names
        What touchpoints and channels are called.
    evidence : Evidence
        Answers behind the curve.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    journey: Journey
    version: Version
    date: date
    label: str
    age_days: int
    stale: bool
    metric: Metric | None
    steps: tuple[MapStep, ...]
    names: Names
    evidence: Evidence
    confidence: float
    min_base: int


def journey_map(
    client: Client,
    journey: Journey,
    version: Version,
    *,
    performance: Performance,
    sources: Sources,
    names: Names,
) -> JourneyMap | None:
    """Join one version of a journey with the data.

    Parameters
    ----------
    client : Client
        Its conventions, touchpoints, pain points and KPIs are used.
    journey : Journey
        Of ``journeys.yml``.
    version : {"as_is", "to_be"}
        Which version.
    performance : Performance
        Scores by touchpoint.
    sources : Sources
        What evidence may name.
    names : Names
        What touchpoints and channels are called.

    Returns
    -------
    JourneyMap or None
        None where the journey has no such version, or one without steps.

    Notes
    -----
    The curve is of one metric, so that its heights compare: the one that most steps of the
    journey have, satisfaction before effort before NPS. Where enough customers answered
    about the touchpoint in the step's own channel, only these are taken.
    """
    found = journey.as_is if version == "as_is" else journey.to_be
    if found is None or not found.steps:
        return None
    as_of = client.engagement.as_of
    metric = performance.common(step.touchpoint for step in _all_steps(journey))
    entries = [(stage, step) for stage in found.stages for step in stage.steps]
    steps = tuple(
        _step(client, number, stage, step, metric, performance, sources)
        for number, (stage, step) in enumerate(entries, start=1)
    )
    age = (as_of - found.date).days
    return JourneyMap(
        journey=journey,
        version=version,
        date=found.date,
        label=found.version or "",
        age_days=age,
        stale=age > STALE_AFTER,
        metric=metric,
        steps=steps,
        names=names,
        evidence=_evidence(performance, metric, steps),
        confidence=client.engagement.confidence,
        min_base=client.engagement.min_base,
    )


def _all_steps(journey: Journey) -> tuple[Step, ...]:
    maps: tuple[Map | None, ...] = (journey.as_is, journey.to_be)
    return tuple(step for item in maps if item is not None for step in item.steps)


def _step(
    client: Client,
    number: int,
    stage: Stage,
    step: Step,
    metric: Metric | None,
    performance: Performance,
    sources: Sources,
) -> MapStep:
    journeys = client.judgements.journeys
    described = {item.id: item for item in journeys.pain_points} if journeys is not None else {}
    places = {item.name: item for item in journeys.touchpoints} if journeys is not None else {}
    place = places.get(step.touchpoint or "")
    channel = step.channel or (place.channel if place is not None else None)
    curve = performance.at(metric, step.touchpoint, channel) if metric is not None else None
    own = next((name for name in METRICS if name == (step.metric or "").casefold()), None)
    score = performance.at(own, step.touchpoint, channel) if own is not None else None
    kpi, value = _kpi(client, step.metric) if own is None else (None, None)
    return MapStep(
        number=number,
        step=step,
        stage=stage.name,
        phase=stage.phase,
        curve=curve,
        score=score or (curve if kpi is None else None),
        kpi=kpi,
        kpi_value=value,
        support=sources.support(step.evidence, judged=step.emotion is not None),
        pains=tuple(described[name] for name in step.pain_points if name in described),
        unknown_pains=tuple(name for name in step.pain_points if name not in described),
        owner=step.owner or (place.owner if place is not None else None) or "",
    )


def _kpi(client: Client, name: str | None) -> tuple[Kpi | None, float | None]:
    """Return a KPI by its id with its last value up to the reference day."""
    kpi = next((item for item in client.judgements.kpis or () if item.id == name), None)
    if kpi is None:
        return None, None
    values: list[KpiValue] = [
        item
        for item in client.judgements.kpi_values or ()
        if item.kpi == kpi.id and item.date <= client.engagement.as_of
    ]
    last = max(values, key=lambda item: item.date, default=None)
    return kpi, (last.value if last is not None else None)


def _evidence(
    performance: Performance, metric: Metric | None, steps: tuple[MapStep, ...]
) -> Evidence:
    scores = {
        (step.step.touchpoint, step.curve.channel): step.curve.n
        for step in steps
        if step.curve is not None
    }
    table = performance.table
    if table is None or metric is None:
        return Evidence(table="journeys.yml", columns=(), n=len(steps))
    columns = (COLUMN[metric], "touchpoint", *(("channel",) if table.has("channel") else ()))
    return table.evidence(*columns, n=sum(scores.values()))
