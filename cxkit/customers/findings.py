"""What customers concludes for the summary: only what remains after all comparisons made."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from cxkit.customers.analysis import CustomersAnalysis
from cxkit.customers.results import Leaving, SegmentEffects, Silent
from cxkit.customers.types_found import Archetypes
from cxkit.customers.wording.archetypes import read_archetypes
from cxkit.customers.wording.departures import describe_leaving, left_more, read_silent
from cxkit.customers.wording.evidence import title
from cxkit.customers.wording.segments import read_effect, share
from cxkit.findings import Finding, error_rate
from cxkit.language import N_, Words
from cxkit.stats import holm

SUBJECT = "customers"
_LEVEL_SIZE = 0.02
"""Size of what is no difference in a score, so that differences come first."""


def findings(analysis: CustomersAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of customers, unranked.

    The segmentation that explains most, archetypes, the group that left most, and how the
    silent differ: each only if it stands after Holm's correction for *all* comparisons of the
    section together. Archetypes that stand alone but not in this family are indicative.
    """
    confidence = analysis.client.engagement.confidence
    limit = error_rate(SUBJECT, confidence)
    p_values = _p_values(analysis)
    adjusted = dict(zip(p_values, holm(list(p_values.values())), strict=True))
    m = len(p_values)
    found: list[Finding] = []
    if isinstance(analysis.effects, SegmentEffects):
        found += _segments(analysis.effects, adjusted, limit, m, words)
    if isinstance(analysis.archetypes, Archetypes):
        found += _archetypes(analysis.archetypes, adjusted, limit, m, words)
    if isinstance(analysis.leaving, Leaving):
        found += _leaving(analysis.leaving, adjusted, limit, m, words)
    if isinstance(analysis.silent, Silent):
        found += _silent(analysis.silent, adjusted, limit, m, words)
    return tuple(found)


Key = tuple[str, ...]


def _p_values(analysis: CustomersAnalysis) -> dict[Key, float]:
    """Return the p value of every comparison of the section."""
    every: dict[Key, float] = {}
    if isinstance(analysis.effects, SegmentEffects):
        for effect in analysis.effects.effects:
            every["effect", effect.column.name, effect.question] = effect.result.p_value
    found = analysis.archetypes
    if isinstance(found, Archetypes):
        best = found.chosen or max(found.trials, key=lambda trial: trial.stability)
        every["archetypes",] = best.p_tail
    if isinstance(analysis.leaving, Leaving):
        table = analysis.leaving.table
        tested = table[table["p_value"].notna() & ~table["repeat"].astype(bool)]
        for row in tested.to_dict("records"):
            every["left", row["column"], row["group"]] = row["p_value"]
    if isinstance(analysis.silent, Silent) and analysis.silent.difference is not None:
        every["silent",] = analysis.silent.difference.p_value
    return every


def _segments(
    effects: SegmentEffects, adjusted: dict[Key, float], limit: float, m: int, words: Words
) -> list[Finding]:
    clear = [
        item
        for item in effects.effects
        if item.verdict == "matters"
        and adjusted["effect", item.column.name, item.question] <= limit
    ]
    if not clear:
        return []
    item = max(clear, key=lambda effect: effect.result.epsilon2)
    text = (
        N_("“{column}” matters for the experience: it explains {share} of the differences in "
           "recommendation.")
        if item.question == "ltr"
        else N_("“{column}” matters for the experience: it explains {share} of the differences in "
                "satisfaction.")
    )  # fmt: skip
    return [
        Finding(
            key=f"customers.segments.{item.column.name}",
            subject=SUBJECT,
            headline=words(
                text,
                column=title(item.column, words),
                share=share(item.result.epsilon2, words),
            ),
            detail=read_effect(item, words),
            tone="neutral",
            certainty="clear",
            reach=1.0,
            size=item.result.epsilon2,
            evidence=effects.evidence,
            comparisons=m,
        )
    ]


def _archetypes(
    found: Archetypes, adjusted: dict[Key, float], limit: float, m: int, words: Words
) -> list[Finding]:
    chosen = found.chosen
    if chosen is None or found.outcome != "archetypes" or chosen.p_tail > limit:
        return []
    return [
        Finding(
            key="customers.archetypes.found",
            subject=SUBJECT,
            headline=words.plural(
                "Customers form {n} stable archetype with needs of its own.",
                "Customers form {n} stable archetypes with needs of their own.",
                len(found.clusters),
            ),
            detail=read_archetypes(found, words),
            tone="neutral",
            certainty="clear" if adjusted["archetypes",] <= limit else "indicative",
            reach=1.0,
            size=_LEVEL_SIZE,
            evidence=found.evidence,
            comparisons=m,
        )
    ]


def _leaving(
    leaving: Leaving, adjusted: dict[Key, float], limit: float, m: int, words: Words
) -> list[Finding]:
    best: dict[Hashable, Any] | None = None
    for row in leaving.table.to_dict("records"):
        # of two groups that are each other's rest only one was compared
        column, group = row["column"], row["group"]
        keys = [key for key in adjusted if key[:2] == ("left", column)]
        own = ("left", column, group)
        p = adjusted.get(own, adjusted[keys[0]] if row["repeat"] and keys else 1.0)
        if p <= limit and (best is None or _further(row, best)):
            best = row
    if best is None:
        return []
    text = describe_leaving(leaving, words)
    return [
        Finding(
            key=f"customers.left.{best['column']}",
            subject=SUBJECT,
            headline=left_more(leaving, best, words) + ".",
            detail=text.measure + ". " + text.reading,
            tone="bad" if best["gap"] > 0 else "good",
            certainty="clear",
            reach=float(best["n"]) / max(leaving.n, 1),
            size=abs(float(best["gap"])),
            evidence=leaving.evidence,
            comparisons=m,
        )
    ]


def _further(row: dict[Hashable, Any], than: dict[Hashable, Any]) -> bool:
    """Tell whether a group is further from the others; of equals the one that left more."""
    sizes = [round(abs(float(item["gap"])), 12) for item in (row, than)]
    return sizes[0] > sizes[1] or (sizes[0] == sizes[1] and row["gap"] > than["gap"])


def _silent(
    silent: Silent, adjusted: dict[Key, float], limit: float, m: int, words: Words
) -> list[Finding]:
    if silent.difference is None or adjusted["silent",] > limit:
        return []
    fewer = silent.difference.difference < 0
    return [
        Finding(
            key="customers.silent.value",
            subject=SUBJECT,
            headline=words("Customers who never answered brought in less than the others.")
            if fewer
            else words("Customers who never answered brought in more than the others."),
            detail=read_silent(silent, words),
            tone="neutral",
            certainty="clear",
            reach=silent.share,
            size=min(1.0, abs(silent.value_share - silent.share)),
            evidence=silent.evidence,
            comparisons=m,
        )
    ]
