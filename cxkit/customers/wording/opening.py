"""What opens the section: the takeaway and the key figures."""

from __future__ import annotations

from cxkit.customers.analysis import CustomersAnalysis
from cxkit.customers.results import Leaving, SegmentEffects, Silent
from cxkit.customers.types_found import Archetypes
from cxkit.customers.wording.archetypes import read_archetypes
from cxkit.customers.wording.segments import read_effect, strongest
from cxkit.language import Words
from cxkit.presentation import KeyFigure


def read_takeaway(analysis: CustomersAnalysis, words: Words) -> str:
    """Two lines: whether the segmentation matters, and whether there are archetypes."""
    lines = []
    if isinstance(analysis.effects, SegmentEffects):
        lines.append(read_effect(strongest(analysis.effects), words))
    if isinstance(analysis.archetypes, Archetypes):
        lines.append(read_archetypes(analysis.archetypes, words))
    if not lines:
        lines.append(
            words(
                "The data do not tell yet who the customers are: segments and ratings are missing."
            )
        )
    return "\n".join(lines)


def key_figures(analysis: CustomersAnalysis, words: Words) -> list[KeyFigure]:
    """Count the customers in the data, who never answered, who left."""
    people = analysis.basis.customers
    found = []
    if people is not None:
        found.append(
            KeyFigure(
                label=words("Customers in the data"),
                value=words.number(len(people)),
                detail=words("table {table}", table="customers"),
            )
        )
    each = (
        (analysis.silent, words("Never answered")),
        (analysis.leaving, words("Left the company")),
    )
    for item, label in each:
        if isinstance(item, Silent | Leaving):
            found.append(
                KeyFigure(
                    label=label,
                    value=words.percent(item.share),
                    detail=words(
                        "{level} interval {interval}; n = {n}",
                        level=words.percent(item.confidence),
                        interval=words.percent_interval(item.ci_low, item.ci_high),
                        n=words.number(item.n),
                    ),
                )
            )
    return found
