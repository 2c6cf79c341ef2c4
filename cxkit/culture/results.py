"""What the analysis of culture returns, ready for figures, tables and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxkit.client import Column
from cxkit.culture.dimension import Dimension
from cxkit.engagement import LocalText
from cxkit.findings import Evidence
from cxkit.metrics import NpsResult
from cxkit.stats.compare import Difference
from cxkit.stats.reliability import Reliability


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What all employees answered, whatever their unit.

    Attributes
    ----------
    enps : NpsResult or None
        Their recommendation of the employer; None where it was not asked.
    dimensions : DataFrame
        One row a dimension: ``key, share, ci_low, ci_high, n, answers, favourable, deff``.
        ``share`` is that of favourable answers over all items, ``n`` people, ``deff`` the
        factor by which the answers of one person resemble each other.
    names : dict
        Dimension of each key.
    evidence : Evidence
        Table, columns, base and dates.
    confidence : float
        Level of the intervals.
    min_base, anonymity_base : int
        Smaller bases are indicative, or hidden.
    """

    enps: NpsResult | None
    dimensions: pd.DataFrame
    names: dict[str, Dimension]
    evidence: Evidence
    confidence: float
    min_base: int
    anonymity_base: int

    @property
    def critical(self) -> bool:
        """Whether the whole interval of eNPS lies below 0."""
        return self.enps is not None and self.enps.ci_high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseBy:
    """The same for every group of a cut that may be shown.

    Attributes
    ----------
    column : Column
        The cut.
    table : DataFrame
        One row a shown group and measure: ``measure, group, n, value, ci_low, ci_high`` and
        against all other employees ``gap, gap_low, gap_high, p_value, p_adjusted``. The
        measure is ``"enps"`` (points) or the key of a dimension (share). ``p_adjusted`` is
        Holm's over all comparisons of culture, NaN where the bases do not allow one.
    hidden : tuple of str
        Groups not shown, by name; why each is hidden is told of none.
    comparisons : int
        Comparisons that Holm's correction counts, those of other cuts included.
    overall : Pulse
        All employees.
    """

    column: Column
    table: pd.DataFrame
    hidden: tuple[str, ...]
    comparisons: int
    overall: Pulse

    def of(self, measure: str) -> pd.DataFrame:
        """Return the rows of one measure."""
        return self.table[self.table["measure"] == measure]


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseChange:
    """How eNPS moved from the round before to the latest one.

    Attributes
    ----------
    before, after : str
        Names of the rounds.
    first, second : NpsResult
        The two scores.
    change : Difference
        Second less first, in points.
    """

    before: str
    after: str
    first: NpsResult
    second: NpsResult
    change: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """One question over all employees.

    Attributes
    ----------
    column : Column
        The item.
    share, ci_low, ci_high, mean : float
        Favourable share with its Wilson interval, and mean on the scale.
    n, n_missing : int
        Answers, and people who left it blank.
    """

    column: Column
    share: float
    ci_low: float
    ci_high: float
    mean: float
    n: int
    n_missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Every question, and how well the questions of a dimension hang together.

    Attributes
    ----------
    items : tuple of ItemResult
        In the engagement's order.
    reliability : dict
        Of each dimension with two or more items.
    pulse : Pulse
        Names and conventions.
    """

    items: tuple[ItemResult, ...]
    reliability: dict[str, Reliability]
    pulse: Pulse


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientationScore:
    """Customer orientation as one source shows it.

    Attributes
    ----------
    source : str
        ``"employee_survey"``, ``"exit_interviews"`` or ``"new_hires"``.
    n : int
        People asked; 0 where the source is hidden.
    share, ci_low, ci_high : float
        Favourable share with its Wilson interval; NaN where hidden or not recorded.
    date : date or None
        When.
    hidden : bool
        Whether too few were asked, or all answered alike.
    """

    source: str
    n: int
    share: float
    ci_low: float
    ci_high: float
    date: date | None
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """How far the vision has come down, and how customer-oriented three sources say it is.

    Attributes
    ----------
    steps : tuple of tuple
        Level of the organisation and share reached in [0, 1] (NaN where not recorded), from
        the top down, as recorded by the consultant.
    sources : tuple of OrientationScore
        The sources recorded.
    score, ci_low, ci_high : float
        Plain mean of the sources shown with its interval; NaN with fewer than two.
    confidence : float
        Level of the intervals.
    min_base, anonymity_base : int
        Smaller bases are indicative, or hidden.
    """

    steps: tuple[tuple[LocalText, float], ...]
    sources: tuple[OrientationScore, ...]
    score: float
    ci_low: float
    ci_high: float
    confidence: float
    min_base: int
    anonymity_base: int
