"""What every sentence on perception needs: measure, period, base and source."""

from __future__ import annotations

from cxkit.findings import Evidence
from cxkit.language import N_, Words
from cxkit.perception.results import Metric

MEASURE: dict[Metric, str] = {
    "nps": N_("points from −100 to 100"),
    "csat": N_("share of favourable answers (top box)"),
    "ces": N_("mean on the scale {scale}"),
}


def source(evidence: Evidence, words: Words) -> str:
    """Say where a figure comes from."""
    columns = ", ".join(evidence.columns[:4]) + (" …" if len(evidence.columns) > 4 else "")
    return words("Source: table {table} ({columns})", table=evidence.table, columns=columns)


def period(evidence: Evidence, words: Words) -> str:
    """Say the period of the evidence, ready to stand before another fact; empty if undated."""
    if evidence.start is None or evidence.end is None:
        return ""
    return words.period(evidence.start, evidence.end) + "; "


def indicative(n: int, min_base: int, words: Words) -> str:
    """Mark a base that is too small to be relied on; empty where it is not."""
    return words("indicative") if n < min_base else ""
