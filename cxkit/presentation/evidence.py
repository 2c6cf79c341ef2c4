"""Where a result comes from and how sure it is, in the words that every subject shares."""

from __future__ import annotations

from cxkit.findings import Evidence
from cxkit.language import Words

_SMALLEST_P = 0.001
_MOST_COLUMNS = 4


def source(evidence: Evidence, words: Words) -> str:
    """Say which table and columns a figure comes from; beyond four columns the rest is cut."""
    columns = ", ".join(evidence.columns[:_MOST_COLUMNS])
    columns += " …" if len(evidence.columns) > _MOST_COLUMNS else ""
    return words("Source: table {table} ({columns})", table=evidence.table, columns=columns)


def period(evidence: Evidence | None, words: Words) -> str:
    """Say the period of the evidence; empty if undated."""
    if evidence is None or evidence.start is None or evidence.end is None:
        return ""
    return words.period(evidence.start, evidence.end)


def period_first(evidence: Evidence | None, words: Words) -> str:
    """Say the period of the evidence, ready to stand before another fact; empty if undated."""
    said = period(evidence, words)
    return f"{said}; " if said else ""


def p_value(p: float, words: Words) -> str:
    """Write a p value as a table does: none is 0."""
    least = words.number(max(p, _SMALLEST_P), decimals=3)
    return f"< {least}" if p < _SMALLEST_P else least


def chance(p: float, comparisons: int, words: Words) -> str:
    """Say how rare a difference is by chance alone, after correction."""
    return words.plural(
        "p {sign} {p} after correction for {n} comparison",
        "p {sign} {p} after correction for {n} comparisons",
        comparisons,
        sign="<" if p < _SMALLEST_P else "=",
        p=words.number(max(p, _SMALLEST_P), decimals=3),
    )
