"""What the analysis of customers returns, ready for figures, tables and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from cxkit.client import Column
from cxkit.engagement.judgements.listening import Study
from cxkit.findings import Evidence
from cxkit.language import N_
from cxkit.stats.compare import Difference
from cxkit.stats.effect import VarianceExplained

Question = Literal["ltr", "csat"]
SHORT: dict[Question, str] = {"ltr": N_("NPS"), "csat": N_("Satisfaction")}
ANSWERED: dict[Question, str] = {"ltr": N_("recommendation"), "csat": N_("satisfaction")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """The groups of one segmentation: size, value and scores.

    Attributes
    ----------
    column : Column
        What parts the customers.
    table : DataFrame
        One row a group, largest first: ``group, customers, share, value, value_low,
        value_high`` (shares of all in [0, 1]; NaN where unknown), ``nps, nps_low, nps_high,
        nps_n`` in points and ``csat, csat_low, csat_high, csat_n`` as favourable share.
    n : int
        Customers with a group; answers where there is no table of customers.
    value : Column or None
        What value is: revenue or margin.
    evidence : Evidence
        Table, columns and base.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    one_each : bool
        Whether scores rest on one answer a customer.
    """

    column: Column
    table: pd.DataFrame
    n: int
    value: Column | None
    evidence: Evidence
    confidence: float
    min_base: int
    one_each: bool


Verdict = Literal["matters", "slight", "none", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentEffect:
    """How much one segmentation explains of the answers to one question.

    Attributes
    ----------
    column : Column
        What parts the customers.
    question : {"ltr", "csat"}
        Which answers.
    result : VarianceExplained
        Share explained with its interval.
    p_adjusted : float
        Holm's p value over all segmentations and questions.
    left_out : int
        Groups with too few answers to take part.
    verdict : {"matters", "slight", "none", "unknown"}
        Clear and worth it; clear but slight; too little to matter; cannot be told.
    """

    column: Column
    question: Question
    result: VarianceExplained
    p_adjusted: float
    left_out: int
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentEffects:
    """Whether the segmentations matter for the experience.

    Attributes
    ----------
    effects : tuple of SegmentEffect
        Every segmentation with every question.
    evidence : Evidence
        Table, columns and base.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    one_each : bool
        Whether they rest on one answer a customer.
    """

    effects: tuple[SegmentEffect, ...]
    evidence: Evidence
    confidence: float
    min_base: int
    one_each: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Which customers left, group by group.

    Attributes
    ----------
    n, left : int
        Customers, and those that left.
    share, ci_low, ci_high : float
        Share that left, with its interval.
    table : DataFrame
        One row a group of a column: ``column, group, n, left, share, ci_low, ci_high`` and,
        against all others with a known group, ``gap, gap_low, gap_high, p_value, p_adjusted``
        (Holm over all groups of all columns; NaN where either side has too few customers).
    columns : Mapping[str, Column]
        What the columns are called.
    repeats : tuple of Column
        Segments left out because they only say who left.
    evidence : Evidence
        Table, columns and base.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    n: int
    left: int
    share: float
    ci_low: float
    ci_high: float
    table: pd.DataFrame
    columns: Mapping[str, Column]
    repeats: tuple[Column, ...]
    evidence: Evidence
    confidence: float
    min_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """Customers who never answered.

    Attributes
    ----------
    n, silent : int
        Customers, and those without any answer.
    share, ci_low, ci_high : float
        Share of silent ones, with its interval.
    value_share, value_low, value_high : float
        Share of all value that they hold, with its interval; NaN where unknown.
    whole : bool
        Whether means are of those who were customers all through the period.
    n_compared : tuple of int
        Silent ones and others behind the means.
    difference : Difference or None
        Mean value of a silent customer less that of one who answered.
    mean_silent, mean_answered : float
        The two means; NaN where unknown.
    left_silent, left_answered : float
        Shares that left; NaN where unknown.
    value : Column or None
        What value is.
    evidence : Evidence
        Table, columns and base.
    confidence : float
        Level of the intervals.
    """

    n: int
    silent: int
    share: float
    ci_low: float
    ci_high: float
    value_share: float
    value_low: float
    value_high: float
    difference: Difference | None
    mean_silent: float
    mean_answered: float
    left_silent: float
    left_answered: float
    value: Column | None
    whole: bool
    n_compared: tuple[int, int]
    evidence: Evidence
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Research:
    """The register of studies.

    Attributes
    ----------
    studies : tuple of Study
        Latest first.
    months : tuple of float
        Age of each in months on the date of the data; NaN where undated.
    cited : tuple of int
        How many notes on archetypes rest on each.
    """

    studies: tuple[Study, ...]
    months: tuple[float, ...]
    cited: tuple[int, ...]
