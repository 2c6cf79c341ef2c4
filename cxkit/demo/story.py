"""What a demo client's consultant has judged: pains, promises, initiatives, in its own words."""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.demo.profiles import Both

Rows = list[dict[str, object]]
"""Rows of a CSV file of judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """A pain point: where it hurts, how much, and whose it is (a role's key)."""

    id: str
    text: Both
    touchpoint: str
    severity: int
    frequency: float
    reach: float
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPlan:
    """A step of the journey, as it is and as it shall be (None where it goes away).

    ``to_channel`` is the channel of the step to be, where it moves to another.
    """

    id: str
    stage: Both
    phase: str
    touchpoint: str
    channel: str
    as_is: Both | None
    emotion: int
    pains: tuple[str, ...] = ()
    to_be: Both | None = None
    hoped: int = 1
    to_channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An initiative; money in units of the story's `money`, customers as a share of all.

    ``owner`` is a role's key. What is planted wrong is not here but in `planted_plans`.
    """

    id: str
    name: Both
    pain: str
    owner: str
    kpi: str
    cost: float
    benefit: float
    effect: float
    effort: int
    impact: tuple[int, int]
    start: str
    end: str
    stage: str
    status: str
    claim: str
    probability: float = 0.7
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmpathyNotes:
    """One note on each side of an archetype's empathy map."""

    says: Both
    thinks: Both
    does: Both
    feels: Both
    pain: Both
    gain: Both


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The judgements on one client.

    Attributes
    ----------
    vision, start, context, difference : dict
        Of the strategy.
    promises : dict
        By touchpoint: what is promised, what customers expect, whether it is kept.
    areas : dict
        Area's id: name.
    silo : str
        The area that shares nothing with the others.
    pains, steps, plans : tuple
        Pain points, steps of the journey, initiatives.
    journey, journey_goal : dict
        The journey's name and goal.
    empathy : dict
        Notes by archetype's id.
    letter : dict
        Executive letter.
    all_customers : int
        Customers in all, of whom the data hold a sample.
    money : float
        A round amount in the currency that costs and benefits are multiples of.
    agent : str
        Name of a person in charge, plainly fictional.
    status : str
        Of the report: draft or final.
    """

    vision: Both
    start: Both
    context: Both
    difference: Both
    promises: dict[str, tuple[Both, Both, str]]
    areas: dict[str, Both]
    silo: str
    pains: tuple[Pain, ...]
    steps: tuple[StepPlan, ...]
    plans: tuple[Plan, ...]
    journey: Both
    journey_goal: Both
    empathy: dict[str, EmpathyNotes]
    letter: Both
    all_customers: int
    money: float
    agent: str
    status: str = "draft"
