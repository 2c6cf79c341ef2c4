"""Economics: churn, lifetime value, money at stake and the case of each initiative."""

from cxkit.economics.analysis import EconomicsAnalysis, analyse
from cxkit.economics.findings import findings

__all__ = ["EconomicsAnalysis", "analyse", "findings"]
