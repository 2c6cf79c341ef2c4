"""The profile of one model and the level of all, in words."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.language import Words
from cxkit.maturity.profile import Profile, Standing
from cxkit.maturity.wording.cautions import cautions, gate_sentences
from cxkit.maturity.wording.headlines import headline, names_of
from cxkit.presentation import FigureText


def describe_components(components: Profile, words: Words) -> FigureText:
    """Words around the seven components."""
    return describe_profile(components, words)


def describe_profile(profile: Profile, words: Words) -> FigureText:
    """Words around the profile of one model."""
    title = headline(profile, words)
    name = profile.model.name.say(words)
    if profile.lowest is None:
        measure = words(
            "{model}: level from 1 to {last}; not rated yet",
            model=name,
            last=words.number(profile.model.last),
        )
    else:
        measure = words.plural(
            "{model}, levels 1 to {last}, {n} rater: median (framed) and range (shaded, in "
            "brackets)",
            "{model}, levels 1 to {last}, {n} raters: median (framed) and range (shaded, in "
            "brackets)",
            profile.raters,
            model=name,
            last=words.number(profile.model.last),
        )
    values = "; ".join(
        f"{item.dimension.name.say(words)}: {_level(item, words)}" for item in profile.standings
    )
    return FigureText(
        headline=title,
        measure=measure,
        reading=" ".join([*gate_sentences(profile, words), *cautions(profile, words)]),
        source=_source(profile, words),
        alt=f"{title}. {values}.",
    )


def read_maturity(profiles: Sequence[Profile], words: Words) -> str:
    """Say what holds the company back and which level each model sees: the takeaway."""
    weakest = [
        f"{names_of(item.bottleneck, words)} ({_named(item, words)})"
        for item in profiles
        if item.bottleneck
    ]
    levels = [
        words(
            "{model} {level} of {last}",
            model=item.model.name.say(words),
            level=words.number(item.overall),
            last=words.number(item.model.last),
        )
        for item in profiles
        if item.overall is not None
    ]
    if not weakest:
        first = words("No dimension lags behind the others.")
    elif all(item.complete for item in profiles):
        first = words("What holds the company back: {names}.", names="; ".join(weakest))
    else:
        first = words("Lowest of what was rated: {names}.", names="; ".join(weakest))
    overall = words(
        "Overall level, that of the weakest dimension: {levels}.", levels="; ".join(levels)
    )
    return f"{first}\n{overall}"


def _named(profile: Profile, words: Words) -> str:
    """Name a model, with how many of its dimensions are rated where not all are."""
    name = profile.model.name.say(words)
    if profile.complete:
        return name
    return words(
        "{model}, {rated} of {all} rated",
        model=name,
        rated=words.number(len(profile.rated)),
        all=words.number(len(profile.standings)),
    )


def _level(standing: Standing, words: Words) -> str:
    return words.number(standing.median) if standing.median is not None else words("not rated")


def _source(profile: Profile, words: Words) -> str:
    if profile.lowest is None:
        return words("Source: files of the client folder")
    if profile.day is None:
        return words("Source: maturity.yml ({model})", model=profile.model.key)
    return words(
        "Source: maturity.yml ({model}), {date}",
        model=profile.model.key,
        date=words.date(profile.day),
    )
