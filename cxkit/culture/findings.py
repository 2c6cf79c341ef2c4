"""What culture concludes for the summary."""

from __future__ import annotations

from cxkit.culture.analysis import CultureAnalysis
from cxkit.findings import Finding
from cxkit.language import Words


def findings(analysis: CultureAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of culture, unranked."""
    return ()
