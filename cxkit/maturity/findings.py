"""What maturity concludes for the summary."""

from __future__ import annotations

from cxkit.findings import Finding
from cxkit.language import Words
from cxkit.maturity.analysis import MaturityAnalysis


def findings(analysis: MaturityAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of maturity, unranked."""
    return ()
