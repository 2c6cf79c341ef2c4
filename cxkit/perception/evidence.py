"""What every sentence on perception needs: measure and base."""

from __future__ import annotations

from cxkit.language import N_, Words
from cxkit.perception.results import Metric

MEASURE: dict[Metric, str] = {
    "nps": N_("points from −100 to 100"),
    "csat": N_("share of favourable answers (top box)"),
    "ces": N_("mean on the scale {scale}"),
}


def indicative(n: int, min_base: int, words: Words) -> str:
    """Mark a base that is too small to be relied on; empty where it is not."""
    return words("indicative") if n < min_base else ""
