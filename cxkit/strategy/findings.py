"""What strategy concludes for the summary."""

from __future__ import annotations

from cxkit.findings import Finding
from cxkit.language import Words
from cxkit.strategy.analysis import StrategyAnalysis


def findings(analysis: StrategyAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of strategy, unranked."""
    return ()
