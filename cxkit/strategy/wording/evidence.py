"""What every sentence on strategy needs: source, quotation, scale."""

from __future__ import annotations

from cxkit.findings import Evidence
from cxkit.language import Words


def source(evidence: Evidence | None, words: Words) -> str:
    """Say where a figure comes from: the file of judgement, and the answers where there are."""
    if evidence is None:
        return words("Source: strategy.yml")
    return words(
        "Source: strategy.yml and table {table} ({columns})",
        table=evidence.table,
        columns=", ".join(evidence.columns),
    )


def quoted(said: str, words: Words) -> str:
    """Put a client's text between quotation marks, the mark of its language behind them."""
    for mark in (words("in Spanish"), words("in English")):
        behind = f" [{mark}]"
        if said.endswith(behind):
            return f"“{said.removesuffix(behind)}”{behind}"
    return f"“{said}”"


def scale_points(value: float, words: Words) -> str:
    """Write the size of a difference on a scale, without its sign."""
    return words("{n} points of the scale", n=words.number(abs(value), decimals=2))
