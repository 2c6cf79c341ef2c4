"""What customers concludes for the summary."""

from __future__ import annotations

from cxkit.customers.analysis import CustomersAnalysis
from cxkit.findings import Finding
from cxkit.language import Words


def findings(analysis: CustomersAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of customers, unranked."""
    return ()
