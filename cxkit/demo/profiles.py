"""What a demo client is made of: a profile of parameters, and the faults planted in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from cxkit.demo.roll_out import RollOut

Both = dict[str, str]
"""A text in Spanish and English."""

PERIOD = (date(2025, 7, 1), date(2026, 6, 30))
"""First and last day of every demo engagement; the last is also `as_of`."""


def both(es: str, en: str) -> Both:
    """Return a text of the client's in Spanish and English."""
    return {"es": es, "en": en}


@dataclass(frozen=True, slots=True, kw_only=True)
class WavePlan:
    """One round of measurement and what happens in it.

    Attributes
    ----------
    name : str
        As written in the client's file.
    start, end : date
        First and last day.
    n : int
        Answers.
    shares : tuple of float
        Share of the answers by segment; they add up to 1.
    nps : tuple of float
        Net Promoter Score by segment, in points, met exactly but for rounding.
    """

    name: str
    start: date
    end: date
    n: int
    shares: tuple[float, ...]
    nps: tuple[float, ...]


def wave_nps(wave: WavePlan) -> float:
    """Return the Net Promoter Score of a wave over all segments, in points."""
    return sum(share * nps for share, nps in zip(wave.shares, wave.nps, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """A touchpoint that answers, tickets and events are about.

    Attributes
    ----------
    name, en, es : str
        As written in the client's files, in English, and in Spanish where that differs.
    stage : str
        Stage of the journey, as written in the files.
    channels : tuple of str
        Channels it happens in.
    topic : str
        Rated attribute that comments about it speak of.
    effort : bool
        Whether the effort question is asked there.
    shift : float
        Shift of general satisfaction there, in standard deviations.
    """

    name: str
    en: str
    stage: str
    channels: tuple[str, ...]
    topic: str
    effort: bool = False
    shift: float = 0.0
    es: str = ""

    @property
    def label(self) -> Both:
        """What reports call it."""
        return both(self.es or self.name, self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A rated attribute of the service.

    Attributes
    ----------
    column : str
        The kit's column name.
    heading : str
        Question in the client's file.
    label : dict
        What reports call it.
    weight : float
        Planted weight on recommendation and satisfaction; all weights add up to 1.
    mean : float
        Mean answer on the 1-5 scale before rounding.
    """

    column: str
    heading: str
    label: Both
    weight: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """The effort question: its scale, which end is good, and its heading."""

    heading: str
    low: int
    high: int
    better: str
    labels: dict[int, Both] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archetype:
    """A kind of customer, defined by the two needs it rates two deviations higher."""

    id: str
    name: Both
    goal: Both
    size: float
    needs: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the client's staff: employees and their eNPS in points."""

    name: str
    n: int
    enps: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """An A/B test: visitors and conversions of both arms."""

    name: str
    visitors: tuple[int, int]
    conversions: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPlan:
    """How requests arrive and how long they take.

    Attributes
    ----------
    n : int
        Tickets.
    recent : float
        Share opened in the last `recent_days`, as in a growing backlog.
    recent_days : int
        Length of that time in days.
    channels : dict
        Median days to resolution by channel.
    reasons : dict
        Touchpoint and area in charge by reason.
    sigma : float
        Deviation of the logarithm of the duration: the length of the tail.
    """

    n: int
    recent: float
    recent_days: int
    channels: dict[str, float]
    reasons: dict[str, tuple[str, str]]
    sigma: float = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerPlan:
    """How many customers there are, what they are worth and why they leave.

    Attributes
    ----------
    n : int
        Customers.
    shares : tuple of float
        By segment.
    revenue : tuple of float
        Median revenue of the period before, by segment, in the currency.
    margin : float
        Margin as a share of revenue.
    churn : tuple of float
        Probability of leaving for promoters, passives and detractors.
    churn_silent : float
        The same for customers who never answered.
    growth : tuple of float
        Change of revenue of promoters, passives and detractors, as a share.
    acquired : dict
        Share by way of acquisition; the last one is by recommendation.
    """

    n: int
    shares: tuple[float, ...]
    revenue: tuple[float, ...]
    margin: float
    churn: tuple[float, float, float] = (0.05, 0.10, 0.24)
    churn_silent: float = 0.12
    growth: tuple[float, float, float] = (0.07, 0.01, -0.09)
    acquired: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Faults beyond those that are numbers of the profile; all off in the clean client."""

    straight_liners: float = 0.02
    repeated: int = 5
    personal_comments: int = 8
    archetype_distance: float = 2.0
    judgements: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything that distinguishes one demo client from another.

    ``names`` says what the groups in the files, touchpoints apart, are called in the other
    language.
    """

    slug: str
    seed: int
    prefix: str
    name: Both
    industry: Both
    region: str
    languages: tuple[str, str]
    currency: str
    color: str
    segments: tuple[str, ...]
    regions: tuple[str, ...]
    products: dict[str, float]
    purchase_channels: tuple[str, ...]
    waves: tuple[WavePlan, ...]
    touchpoints: tuple[Touchpoint, ...]
    attributes: tuple[Attribute, ...]
    effort: Effort
    needs: dict[str, tuple[str, Both]]
    archetypes: tuple[Archetype, ...]
    customers: CustomerPlan
    tickets: TicketPlan
    units: tuple[Unit, ...]
    items: dict[str, tuple[str, Both, Both]]
    roles: dict[str, str]
    experiments: tuple[Experiment, ...]
    funnel: tuple[str, ...]
    sore_point: str
    names: dict[str, str]
    experiment_rows: str = "totals"
    mix_shift: tuple[int, int] | None = None
    roll_out: RollOut | None = None
    planted: Planted = Planted()

    @property
    def sore(self) -> Touchpoint:
        """The touchpoint that loses promoters; the one so planted also in the clean client."""
        return next(t for t in self.touchpoints if t.name == self.sore_point)

    @property
    def own(self) -> str:
        """Language of the client's files."""
        return self.languages[0]

    @property
    def labels(self) -> dict[str, Both]:
        """What reports call the groups in the files: touchpoints first, then `names`."""
        own, other = self.languages
        places = {touchpoint.name: touchpoint.label for touchpoint in self.touchpoints}
        groups = {name: {own: name, other: text} for name, text in self.names.items()}
        return {name: both(**text) for name, text in (groups | places).items()}

    def rng(self, topic: int) -> np.random.Generator:
        """Return the generator of one topic, so that topics do not disturb each other."""
        return np.random.default_rng([self.seed, topic])
