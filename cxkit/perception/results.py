"""What the analysis of perception returns, ready for figures, tables and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from cxkit.client import Column
from cxkit.findings import Evidence
from cxkit.language import N_
from cxkit.metrics import CesResult, CsatResult, NpsResult
from cxkit.perception.scores.score_change import ScoreChange, Verdict
from cxkit.perception.waits.resolution import ResolutionTime
from cxkit.scales import Scale
from cxkit.stats.survival import SurvivalCurve

Metric = Literal["nps", "csat", "ces"]
METRICS: tuple[Metric, ...] = ("nps", "csat", "ces")
NAME: dict[Metric, str] = {
    "nps": N_("Net Promoter Score (NPS)"),
    "csat": N_("Satisfaction (CSAT)"),
    "ces": N_("Effort (CES)"),
}
SHORT: dict[Metric, str] = {"nps": N_("NPS"), "csat": N_("Satisfaction"), "ces": N_("Effort")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall:
    """One metric over all answers.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        Which metric.
    result : NpsResult, CsatResult or CesResult
        The score with its interval.
    scale : Scale
        Scale of the answers.
    evidence : Evidence
        Table, columns, base and dates.
    min_base : int
        Smaller bases are indicative.
    """

    metric: Metric
    result: NpsResult | CsatResult | CesResult
    scale: Scale
    evidence: Evidence
    min_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresBy:
    """One metric for every group of a dimension.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        Which metric.
    dimension : str
        Column of the groups, such as ``"touchpoint"``.
    column : Column
        What the column is called.
    table : DataFrame
        One row a group: ``group, score, ci_low, ci_high, n, n_missing, n_effective`` and,
        against all other groups together, ``gap, gap_low, gap_high, p_value, p_strict,
        p_adjusted, q_value, p_equivalence, detectable``. NPS in points, CSAT as top-box share,
        CES as scale mean. ``p_adjusted`` is Holm's over the groups with enough answers on both
        sides and ``q_value`` Benjamini and Hochberg's, NaN for the others; ``p_equivalence``
        Holm's p value that the difference is larger than the margin.
    overall : Overall
        The score of all answers.
    margin : float
        Smallest difference that matters, in the unit of the score.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller groups are indicative.
    """

    metric: Metric
    dimension: str
    column: Column
    table: pd.DataFrame
    overall: Overall
    margin: float
    confidence: float
    min_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveScores:
    """One metric wave by wave, with the change from each wave to the next.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        Which metric.
    table : DataFrame
        One row a wave, oldest first: ``group, score, ci_low, ci_high, n, n_missing,
        n_effective``.
    changes : tuple of ScoreChange
        From each wave to the next.
    p_adjusted : tuple of float
        Holm's p values over the changes that could be tested; NaN for the others.
    p_equivalence : tuple of float
        Holm's p values that a change is larger than the margin; NaN for the others.
    origin : str
        Where the waves come from: ``"column"``, ``"declared"`` or ``"quarters"``.
    overall : Overall
        The score of all answers.
    column : Column or None
        What the waves are called; None for calendar quarters.
    """

    metric: Metric
    table: pd.DataFrame
    changes: tuple[ScoreChange, ...]
    p_adjusted: tuple[float, ...]
    p_equivalence: tuple[float, ...]
    origin: str
    overall: Overall
    column: Column | None = None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What each change is called after correcting for their number."""
        return tuple(
            change.verdict_at(p_value, p_equivalence)
            for change, p_value, p_equivalence in zip(
                self.changes, self.p_adjusted, self.p_equivalence, strict=True
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How the answers to one question are distributed, overall or by group.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        Metric of the question.
    dimension : str
        Column of the groups; empty for all answers.
    column : Column or None
        What that column is called.
    table : DataFrame
        ``[group,] answer, n, share``, every point of the scale for every group.
    overall : Overall
        Scale and evidence.
    """

    metric: Metric
    dimension: str
    column: Column | None
    table: pd.DataFrame
    overall: Overall


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """Every rated attribute with its favourable share and mean.

    Attributes
    ----------
    table : DataFrame
        One row an attribute: ``name, top_box, ci_low, ci_high, mean, mean_ci_low,
        mean_ci_high, n, n_missing``.
    worst, best : tuple of str
        The attribute rated lowest (highest), then those that cannot be told from it.
    columns : dict
        Column of each attribute by name.
    evidence : Evidence
        Table, columns and base.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    table: pd.DataFrame
    worst: tuple[str, ...]
    best: tuple[str, ...]
    columns: dict[str, Column]
    evidence: Evidence
    confidence: float
    min_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Time to resolve tickets, overall or by group, open tickets counted as censored.

    Attributes
    ----------
    overall : ResolutionTime
        All tickets.
    curve : SurvivalCurve
        Share of tickets still open by hours since they were opened.
    dimension : str
        Column of the groups; empty for all tickets.
    column : Column or None
        What that column is called.
    table : DataFrame
        One row a group with the fields of `ResolutionTime`; empty without a dimension.
    evidence : Evidence
        Table, columns and base.
    min_base : int
        Smaller groups are indicative.
    """

    overall: ResolutionTime
    curve: SurvivalCurve
    dimension: str
    column: Column | None
    table: pd.DataFrame
    evidence: Evidence
    min_base: int
