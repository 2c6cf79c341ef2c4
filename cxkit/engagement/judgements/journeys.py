"""``journeys.yml``: touchpoints, pain points, and journeys as they are and as they shall be."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import (
    Emotion,
    Entry,
    Id,
    Label,
    Level,
    Phase,
    Refs,
    Share,
    refuse_repeats,
)
from cxkit.engagement.rules import broken
from cxkit.engagement.text import Text
from cxkit.language import N_


class Touchpoint(Entry):
    """A point of contact.

    Attributes
    ----------
    name : str
        As it is called in the data.
    label : Text or None
        As the reports call it.
    phase : {"before", "during", "after"} or None
        Part of the life cycle.
    contact : {"physical", "digital", "human"} or None
        Kind of contact.
    channel, owner : str or None
        Where it happens and who answers for it.
    expectation : Text or None
        What customers expect there.
    """

    name: Label
    label: Text | None = None
    phase: Phase | None = None
    contact: Literal["physical", "digital", "human"] | None = None
    channel: Label | None = None
    owner: Label | None = None
    expectation: Text | None = None


class PainPoint(Entry):
    """Something that hurts customers.

    Attributes
    ----------
    id : str
        Short name that steps and initiatives refer to.
    text : Text
        What hurts, in one sentence.
    touchpoint : str or None
        Where, as called in the data.
    severity : int or None
        1 (a nuisance) to 5 (customers leave).
    frequency, reach : float or None
        Share of contacts in which it happens; share of customers it reaches; in [0, 1].
    evidence : tuple of str
        Sources: studies, channels, ``table.column``.
    owner : str or None
        Who answers for it.
    """

    id: Id
    text: Text
    touchpoint: Label | None = None
    severity: Level | None = None
    frequency: Share | None = None
    reach: Share | None = None
    evidence: Refs = ()
    owner: Label | None = None


class Step(Entry):
    """One step of a journey.

    Attributes
    ----------
    id : str or None
        Needed where other steps refer to it.
    action : Text
        What the customer does.
    touchpoint, channel : str or None
        Where, as called in the data.
    emotion : int or None
        Judged, -2 to 2.
    thought, expectation, message : Text or None
        What the customer thinks and expects, and what the company says there.
    pain_points : tuple of str
        Ids of pain points.
    evidence : tuple of str
        What the step rests on.
    owner : str or None
        Who answers for it.
    metric : str or None
        How it is measured: ``nps``, ``csat``, ``ces`` or the id of a KPI.
    expected : Text or None
        What the metric is expected to do.
    next : tuple of str
        Ids of the steps that may follow; the step below if empty.
    replaces : tuple of str
        In the journey to be: ids of the steps of today it takes the place of.
    """

    id: Id | None = None
    action: Text
    touchpoint: Label | None = None
    channel: Label | None = None
    emotion: Emotion | None = None
    thought: Text | None = None
    expectation: Text | None = None
    message: Text | None = None
    pain_points: Refs = ()
    evidence: Refs = ()
    owner: Label | None = None
    metric: Label | None = None
    expected: Text | None = None
    next: Refs = ()
    replaces: Refs = ()


class Stage(Entry):
    """A stage of a journey with its steps."""

    name: Text
    phase: Phase
    steps: tuple[Step, ...]


class Map(Entry):
    """One version of a journey.

    Attributes
    ----------
    date : date
        When the map was last checked.
    version : str or None
        Its version.
    stages : tuple of Stage
        In their order.
    """

    date: Day
    version: Label | None = None
    stages: tuple[Stage, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in their order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    @model_validator(mode="after")
    def _steps_fit(self) -> Map:
        refuse_repeats((step.id for step in self.steps), what="steps")
        known = {step.id for step in self.steps}
        for step in self.steps:
            for name in step.next:
                if name not in known:
                    raise broken(
                        "step_next",
                        N_("A step of “{place}” goes on to “{name}”, and no step has that id."),
                        name=name,
                    )
        return self


class Journey(Entry):
    """A customer's way to a goal.

    Attributes
    ----------
    id : str
        Short name.
    name, goal : Text
        What it is called, and what the customer wants.
    archetypes : tuple of str
        Ids of ``empathy.yml``.
    as_is, to_be : Map or None
        Today's way, and the designed one.
    """

    id: Id
    name: Text
    goal: Text | None = None
    archetypes: Refs = ()
    as_is: Map | None = None
    to_be: Map | None = None


class Journeys(Entry):
    """``journeys.yml``.

    Attributes
    ----------
    touchpoints, pain_points, journeys : tuple
        See the entries.
    """

    touchpoints: tuple[Touchpoint, ...] = ()
    pain_points: tuple[PainPoint, ...] = ()
    journeys: tuple[Journey, ...] = ()

    @model_validator(mode="after")
    def _ids_once(self) -> Journeys:
        refuse_repeats((item.name for item in self.touchpoints), what="touchpoints")
        refuse_repeats((item.id for item in self.pain_points), what="pain_points")
        refuse_repeats((item.id for item in self.journeys), what="journeys")
        return self
