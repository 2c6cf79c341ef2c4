"""Types of customers: the groups found, the archetypes judged, and both side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from cxkit.client import Column
from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Archetype
from cxkit.findings import Evidence
from cxkit.language import LanguageCode
from cxkit.metrics import NpsResult
from cxkit.stats.clustering import StabilityOfK


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One group of customers found in their ratings.

    Attributes
    ----------
    number : int
        From 1, largest first.
    n : int
        Members.
    share, ci_low, ci_high : float
        Share of the customers placed, in [0, 1], with its interval.
    items : DataFrame
        One row an item: ``name, difference, low, high`` (from all others, in standard
        deviations of all customers), ``q1, median, q3`` of the members' answers on the scale,
        ``favourable, rest`` (share of favourable answers of members and of all others), ``n``.
    nps : NpsResult or None
        Of the members' latest answers.
    left, left_low, left_high, n_left : float, float, float, int
        Share of the members that left, its interval and base; NaN where unknown.
    value, value_low, value_high, n_value : float, float, float, int
        Mean value of a member, its interval and base; NaN where unknown.
    """

    number: int
    n: int
    share: float
    ci_low: float
    ci_high: float
    items: pd.DataFrame
    nps: NpsResult | None
    left: float
    left_low: float
    left_high: float
    n_left: int
    value: float
    value_low: float
    value_high: float
    n_value: int


Outcome = Literal["archetypes", "level", "none"]

LEVEL = 0.8
"""Share of the differences in one common direction from which on a split is one of level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archetypes:
    """Whether the ratings hold stable types of customers, and which.

    Attributes
    ----------
    outcome : {"archetypes", "level", "none"}
        Types that differ in what they rate; a split by general level; nothing stable.
    trials : tuple of StabilityOfK
        Stability of each number of groups beside draws without groups.
    chosen : StabilityOfK or None
        The most stable one that beats chance.
    clusters : tuple of Cluster
        Largest first; empty where nothing is stable.
    level : float
        Share of the differences between the groups that lies in one common direction of all
        items, in [0, 1]; of the most stable groups where none beat chance.
    labels : Series of int
        Cluster number from 1 by customer; 0 where a customer could not be placed.
    names : Mapping[int, LocalText]
        What the archetypes judged are called, by the cluster they were matched with.
    columns : Mapping[str, Column]
        The items used.
    left_out : tuple of Column
        Items too empty or too uniform to be used.
    n, n_complete, n_tested : int
        Customers placed; those with every item answered, who form the groups; those that
        stability was tested on.
    value : Column or None
        What value is.
    table : str
        Table the ratings come from.
    evidence : Evidence
        Table, columns and base.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    outcome: Outcome
    trials: tuple[StabilityOfK, ...]
    chosen: StabilityOfK | None
    clusters: tuple[Cluster, ...]
    level: float
    labels: pd.Series
    names: Mapping[int, LocalText]
    columns: Mapping[str, Column]
    left_out: tuple[Column, ...]
    n: int
    n_complete: int
    n_tested: int
    value: Column | None
    table: str
    evidence: Evidence
    confidence: float
    min_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What the notes on a judged archetype rest on.

    Attributes
    ----------
    kinds : frozenset of {"data", "qualitative", "quantitative", "listening"}
        Independent kinds of sources: tables of data, qualitative and quantitative studies,
        channels listened to.
    notes, unsupported : int
        Notes in all, and those without a source that exists.
    unknown : tuple of str
        Sources named that are no table, study or channel of this client.
    missing_teams : tuple of {"marketing", "research", "cx"}
        Teams that contributed nothing.
    talked : bool
        Whether a source in which customers speak is among them.
    """

    kinds: frozenset[str]
    notes: int
    unsupported: int
    unknown: tuple[str, ...]
    missing_teams: tuple[str, ...]
    talked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerQuote:
    """An approved comment of a member."""

    text: str
    language: LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One archetype: what was judged, what the data found, and how well they are supported.

    Attributes
    ----------
    judged : Archetype or None
        The consultant's; None for a group nobody described.
    cluster : Cluster or None
        The group of the data it was matched with by its needs; None where none fits.
    support : Support or None
        What the notes rest on.
    quote : CustomerQuote or None
        A comment of a member, approved for printing.
    sources : Mapping[str, LocalText or Column]
        What each source of its notes is called: a study, a channel or a column; names of
        nothing that is there are absent.
    journeys : tuple of LocalText
        Names of the journeys drawn for this archetype.
    """

    judged: Archetype | None
    cluster: Cluster | None
    support: Support | None
    quote: CustomerQuote | None
    sources: Mapping[str, LocalText | Column]
    journeys: tuple[LocalText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portraits:
    """All archetypes side by side.

    Attributes
    ----------
    portraits : tuple of Portrait
        Matched ones by size first, then the others.
    found : Archetypes or None
        What the data say; None where they cannot say anything.
    """

    portraits: tuple[Portrait, ...]
    found: Archetypes | None
