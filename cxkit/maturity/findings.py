"""What maturity concludes for the summary: bottlenecks, gates, models that disagree."""

from __future__ import annotations

from cxkit.findings import Evidence, Finding, Missing
from cxkit.frameworks.maturity_model import COMPONENTS
from cxkit.language import Words
from cxkit.maturity.analysis import MaturityAnalysis
from cxkit.maturity.crosswalk import Comparison
from cxkit.maturity.profile import Profile
from cxkit.maturity.wording import (
    describe_models,
    gate_sentences,
    headline,
    names_of,
    read_models,
)

_MOST = 5
_JUDGED = 0.3
"""Weight of a judged gap beside measured effects: levels are opinions, not measurements."""


def findings(analysis: MaturityAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of maturity, unranked.

    The bottleneck of the seven components and of every model of several dimensions, the
    gates that hold a level back, and models that do not agree. Ratings compare nothing by
    chance: ``comparisons`` is 0. A bottleneck is clear if it stays the same whichever rater
    is left out and the ratings name evidence; else it is indicative.
    """
    if isinstance(analysis.assessed, Missing):
        return ()
    found = [_bottleneck(item, words) for item in analysis.assessed if item.bottleneck]
    found += _gates(analysis.assessed, words)
    if isinstance(analysis.models, Comparison) and analysis.models.clashes:
        found.append(_clash(analysis.models, words))
    return tuple(found[:_MOST])


def _bottleneck(profile: Profile, words: Words) -> Finding:
    weakest = profile.bottleneck
    first = weakest[0]
    reached = sorted({item.median or 0 for item in profile.rated} - {first.median or 0})
    detail = [
        _raters(profile, words),
        words.plural(
            "The other rated dimension ({n}) stands at level {others}.",
            "The other {n} dimensions rated stand at level {others}.",
            len(profile.rated) - len(weakest),
            others=words.join([words.number(level) for level in reached]),
        ),
    ]
    if first.cell is not None and first.cell.next is not None:
        detail.append(
            words("The next level asks for: {next}", next=first.cell.next.say(words))
            if len(weakest) == 1
            else words(
                "The next level asks for, in {name}: {next}",
                name=names_of(weakest[:1], words),
                next=first.cell.next.say(words),
            )
        )
    missing = (first.gap if first.gap is not None else reached[0] - (first.median or 0)) or 0
    key = "components" if profile.model.key == COMPONENTS else profile.model.key
    return Finding(
        key=f"maturity.bottleneck.{key}",
        subject="maturity",
        headline=headline(profile, words) + ".",
        detail=" ".join(detail),
        tone="bad",
        certainty="indicative",
        reach=1.0,
        size=_JUDGED * max(0, missing) / (profile.model.last - 1),
        evidence=_evidence(profile),
    )


def _raters(profile: Profile, words: Words) -> str:
    """Say how many rated what is weakest, and how far apart they are."""
    weakest = profile.bottleneck
    n = max(item.n for item in weakest)
    low = min(item.scores[0] for item in weakest)
    high = max(item.scores[-1] for item in weakest)
    if n == 1:
        return words("Rated by one person only.")
    if low == high:
        return words.plural(
            "Lower median of {n} rater, all at level {level}.",
            "Lower median of {n} raters, all at level {level}.",
            n,
            level=words.number(low),
        )
    return words.plural(
        "Lower median of {n} rater ({low} to {high}).",
        "Lower median of {n} raters ({low} to {high}).",
        n,
        low=words.number(low),
        high=words.number(high),
    )


def _gates(profiles: tuple[Profile, ...], words: Words) -> list[Finding]:
    """One finding a gate: several models may share it, the lowest overall level speaks."""
    held = [item for item in profiles if item.blocking]
    best: dict[str, Profile] = {}
    for item in sorted(held, key=lambda one: one.overall or 0, reverse=True):
        best |= {gate.key: item for gate in item.blocking}
    found = []
    for key, item in sorted(best.items()):
        gate = next(one for one in item.blocking if one.key == key)
        found.append(
            Finding(
                key=f"maturity.gate.{key}",
                subject="maturity",
                headline=words(
                    "No level {level} or higher without {text}.",
                    level=words.number(gate.level),
                    text=gate.text.say(words),
                ),
                detail=words(
                    "“{model}”: {sentence}",
                    model=item.model.name.say(words),
                    sentence=" ".join(gate_sentences(item, words)),
                ),
                tone="bad",
                certainty="clear",
                reach=1.0,
                size=_JUDGED * ((item.lowest or 1) - gate.level + 1) / (item.model.last - 1),
                evidence=_evidence(item),
            )
        )
    return found


def _clash(comparison: Comparison, words: Words) -> Finding:
    worst = comparison.clashes[0]
    return Finding(
        key="maturity.models.disagree",
        subject="maturity",
        headline=describe_models(comparison, words).headline + ".",
        detail=read_models(comparison, words),
        tone="neutral",
        certainty="indicative",
        reach=1.0,
        size=_JUDGED * worst.distance / len(comparison.phases) / 2,
        evidence=_evidence(worst.low.profile),
    )


def _evidence(profile: Profile) -> Evidence:
    return Evidence(
        table="maturity.yml",
        columns=(profile.model.key,),
        n=profile.raters,
        start=profile.day,
        end=profile.day,
    )
