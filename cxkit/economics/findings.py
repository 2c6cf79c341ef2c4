"""What economics concludes for the summary."""

from __future__ import annotations

from cxkit.economics.analysis import EconomicsAnalysis
from cxkit.findings import Finding
from cxkit.language import Words


def findings(analysis: EconomicsAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of economics, unranked."""
    return ()
