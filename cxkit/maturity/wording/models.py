"""All models on the scale of six phases, in words."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.maturity.crosswalk import Comparison
from cxkit.maturity.wording.headlines import names_of
from cxkit.presentation import FigureText


def describe_models(comparison: Comparison, words: Words) -> FigureText:
    """Words around all models on the scale of six phases."""
    if comparison.clashes:
        worst = comparison.clashes[0]
        title = words(
            "The models do not agree: “{low}” sees the company further back than “{high}”",
            low=worst.low.profile.model.name.say(words),
            high=worst.high.profile.model.name.say(words),
        )
    else:
        title = words("All models applied see the company at about the same point")
    values = "; ".join(
        f"{item.profile.model.name.say(words)}: "
        + words.join([comparison.phases[phase - 1].name.say(words) for phase in item.phases])
        for item in comparison.models
    )
    return FigureText(
        headline=title,
        measure=words(
            "Phases that each model's lowest level corresponds to (●) and those of its other "
            "dimensions (shaded); n: raters"
        ),
        reading=read_models(comparison, words),
        source=words(
            "Source: maturity.yml ({models}); correspondence of levels: ours",
            models=", ".join(item.profile.model.key for item in comparison.models),
        ),
        alt=f"{title}. {values}.",
    )


def read_models(comparison: Comparison, words: Words) -> str:
    """Say how many pairs of models agree, and why two may not."""
    agree = comparison.pairs - len(comparison.clashes)
    text = words(
        "Of {pairs} pairs of models, {agree} meet in a phase.",
        pairs=words.number(comparison.pairs),
        agree=words.number(agree),
    )
    if not comparison.clashes:
        return text
    weakest = comparison.clashes[0].low.profile.bottleneck
    if not weakest:
        return text + " " + words("Each model asks for other things: compare their descriptors.")
    return f"{text} " + words(
        "“{low}” is held back by {names}; a model of a single dimension may overlook it.",
        low=comparison.clashes[0].low.profile.model.name.say(words),
        names=names_of(weakest, words),
    )
