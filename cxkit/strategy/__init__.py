"""Strategy: vision and targets, promises kept or broken, and how leaders see the experience."""

from cxkit.strategy.analysis import StrategyAnalysis, analyse
from cxkit.strategy.findings import findings

__all__ = ["StrategyAnalysis", "analyse", "findings"]
