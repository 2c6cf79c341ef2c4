"""Scores that every subject needs, overall and by group, on rows or on counts."""

from cxkit.metrics.effort import CesResult, ces, ces_by
from cxkit.metrics.margins import Margin, MarginGroup
from cxkit.metrics.net_promoter import NpsResult, nps, nps_by, nps_from_counts
from cxkit.metrics.plan import answers_needed
from cxkit.metrics.rating import RatingSummary, rating_of, rating_summary
from cxkit.metrics.satisfaction import CsatResult, csat, csat_by
from cxkit.metrics.tally import Tally, tally
from cxkit.metrics.weighting import Weighting, sample_problems, sampled, weighting_of

__all__ = [
    "CesResult",
    "CsatResult",
    "Margin",
    "MarginGroup",
    "NpsResult",
    "RatingSummary",
    "Tally",
    "Weighting",
    "answers_needed",
    "ces",
    "ces_by",
    "csat",
    "csat_by",
    "nps",
    "nps_by",
    "nps_from_counts",
    "rating_of",
    "rating_summary",
    "sample_problems",
    "sampled",
    "tally",
    "weighting_of",
]
