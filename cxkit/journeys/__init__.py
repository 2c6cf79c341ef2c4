"""Journey design: journeys as they are and shall be, pain points, funnels."""

from cxkit.journeys.analysis import JourneysAnalysis, analyse
from cxkit.journeys.findings import findings

__all__ = ["JourneysAnalysis", "analyse", "findings"]
