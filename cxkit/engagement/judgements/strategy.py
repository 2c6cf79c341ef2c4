"""``strategy.yml``: vision, objectives, promises, and what leaders think of them."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import (
    Count,
    Degree,
    Entry,
    Id,
    Label,
    Number,
    Range,
    Refs,
    YesNo,
    refuse_repeats,
)
from cxkit.engagement.rules import broken
from cxkit.engagement.text import Text
from cxkit.language import N_

ServiceElement = Literal["goals", "needs_first", "empathy", "omnichannel", "learning"]


class Objective(Entry):
    """What is to be reached, by when, and how it is measured.

    Attributes
    ----------
    id : str
        Short name.
    text : Text
        The objective.
    kpi : tuple of str
        Ids of ``kpis.csv`` that tell whether it is reached.
    target : Range or None
        Wanted value of the KPI, in its unit.
    due : date or None
        When.
    owner : str or None
        Who answers for it.
    """

    id: Id
    text: Text
    kpi: Refs = ()
    target: Range | None = None
    due: Day | None = None
    owner: Label | None = None


class Promise(Entry):
    """What customers are promised at a touchpoint, and whether it is kept.

    Attributes
    ----------
    touchpoint : str
        As it is called in the data.
    promise : Text
        What the experience is meant to be.
    brand_promise : Text or None
        What the brand says in public.
    expectation : Text or None
        What customers expect.
    kept : {"yes", "partly", "no"} or None
        Judged by the consultant.
    evidence : tuple of str
        What the judgement rests on.
    """

    touchpoint: Label
    promise: Text
    brand_promise: Text | None = None
    expectation: Text | None = None
    kept: Degree | None = None
    evidence: Refs = ()


class LeaderView(Entry):
    """One leader's view: whether the experience is critical, and whether it is managed.

    Attributes
    ----------
    leader : str
        A code, such as L1, not a name.
    area : str or None
        Area the leader is in charge of.
    critical : bool
        Holds that the experience decides success.
    implemented : bool
        Says that its management is in place.
    """

    leader: Label
    area: Label | None = None
    critical: YesNo
    implemented: YesNo


class SelfRating(Entry):
    """How one leader thinks customers rate a touchpoint."""

    leader: Label
    touchpoint: Label
    score: Number


class SelfRatings(Entry):
    """Leaders' guesses of what customers answer, on the customers' own scale.

    Attributes
    ----------
    metric : {"csat", "ces", "ltr"}
        The customers' question it is compared with.
    scale : tuple of two numbers
        Lowest and highest answer.
    ratings : tuple of SelfRating
        One line a leader and touchpoint.
    """

    metric: Literal["csat", "ces", "ltr"] = "csat"
    scale: Range
    ratings: tuple[SelfRating, ...]

    @model_validator(mode="after")
    def _on_the_scale(self) -> SelfRatings:
        for rating in self.ratings:
            if not self.scale.low <= rating.score <= self.scale.high:
                raise broken(
                    "self_rating_scale",
                    N_(
                        "“{place}” holds the score {score} for “{touchpoint}”, outside its scale "
                        "{low} to {high}."
                    ),
                    score=f"{rating.score:g}",
                    touchpoint=rating.touchpoint,
                    low=f"{self.scale.low:g}",
                    high=f"{self.scale.high:g}",
                )
        return self


class ServiceCheck(Entry):
    """One of the five elements of excellent service, and whether it is there."""

    element: ServiceElement
    met: Degree
    evidence: Text | None = None


class Benefit(Entry):
    """A branch of the benefit tree: which KPI moves which money.

    Attributes
    ----------
    kpi : str
        Id of ``kpis.csv``.
    drives : str
        What it moves.
    text : Text or None
        Why.
    """

    kpi: Label
    drives: Literal["retention", "revenue", "acquisition", "price", "cost"]
    text: Text | None = None


class Strategy(Entry):
    """``strategy.yml``.

    Attributes
    ----------
    vision : Text or None
        The experience the client wants to be known for.
    starting_point, context, differentiation, scope : Text or None
        Where the client starts, what changes around it, what sets it apart, what the
        engagement covers.
    leaders_asked : int or None
        How many leaders were asked for their view.
    objectives, promises, leaders, service, benefits : tuple
        See the entries.
    self_rating : SelfRatings or None
        For the perception gap.
    """

    vision: Text | None = None
    starting_point: Text | None = None
    context: Text | None = None
    differentiation: Text | None = None
    scope: Text | None = None
    objectives: tuple[Objective, ...] = ()
    promises: tuple[Promise, ...] = ()
    leaders_asked: Count | None = None
    leaders: tuple[LeaderView, ...] = ()
    self_rating: SelfRatings | None = None
    service: tuple[ServiceCheck, ...] = ()
    benefits: tuple[Benefit, ...] = ()

    @model_validator(mode="after")
    def _ids_once(self) -> Strategy:
        refuse_repeats((item.id for item in self.objectives), what="objectives")
        refuse_repeats((item.leader for item in self.leaders), what="leaders")
        refuse_repeats((item.element for item in self.service), what="service")
        return self
