"""Maturity: models as data, profiles, bottlenecks, gates and the next step."""

from cxkit.maturity.analysis import MaturityAnalysis, analyse
from cxkit.maturity.findings import findings

__all__ = ["MaturityAnalysis", "analyse", "findings"]
