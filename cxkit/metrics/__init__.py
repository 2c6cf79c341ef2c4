"""Scores that every subject needs, overall and by group, on rows or on counts."""

from cxkit.metrics.effort import CesResult, ces, ces_by
from cxkit.metrics.net_promoter import NpsResult, nps, nps_by, nps_from_counts
from cxkit.metrics.rating import RatingSummary, rating_summary
from cxkit.metrics.satisfaction import CsatResult, csat, csat_by
from cxkit.metrics.tally import Tally, tally

__all__ = [
    "CesResult",
    "CsatResult",
    "NpsResult",
    "RatingSummary",
    "Tally",
    "ces",
    "ces_by",
    "csat",
    "csat_by",
    "nps",
    "nps_by",
    "nps_from_counts",
    "rating_summary",
    "tally",
]
