"""What every sentence on economics needs: period and source."""

from __future__ import annotations

from cxkit.findings import Evidence
from cxkit.language import Words


def source(evidence: Evidence, words: Words) -> str:
    """Say where a figure comes from."""
    columns = ", ".join(evidence.columns[:4]) + (" …" if len(evidence.columns) > 4 else "")
    return words("Source: table {table} ({columns})", table=evidence.table, columns=columns)


def period(evidence: Evidence, words: Words) -> str:
    """Say the period of the evidence; empty if undated."""
    if evidence.start is None or evidence.end is None:
        return ""
    return words.period(evidence.start, evidence.end)
