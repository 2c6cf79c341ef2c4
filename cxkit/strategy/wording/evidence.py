"""What every sentence on strategy needs: source, period, chance."""

from __future__ import annotations

from cxkit.findings import Evidence
from cxkit.language import Words

_SMALLEST_P = 0.001


def source(evidence: Evidence | None, words: Words) -> str:
    """Say where a figure comes from: the file of judgement, and the answers where there are."""
    if evidence is None:
        return words("Source: strategy.yml")
    return words(
        "Source: strategy.yml and table {table} ({columns})",
        table=evidence.table,
        columns=", ".join(evidence.columns),
    )


def period(evidence: Evidence | None, words: Words) -> str:
    """Say the period, ready to stand before another fact; empty if undated."""
    if evidence is None or evidence.start is None or evidence.end is None:
        return ""
    return words.period(evidence.start, evidence.end) + "; "


def chance(p: float, m: int, words: Words) -> str:
    """Say how rare it is by chance alone, after correction."""
    sign = "<" if p < _SMALLEST_P else "="
    return words.plural(
        "p {sign} {p} after correction for {n} comparison",
        "p {sign} {p} after correction for {n} comparisons",
        m,
        sign=sign,
        p=words.number(max(p, _SMALLEST_P), decimals=3),
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
