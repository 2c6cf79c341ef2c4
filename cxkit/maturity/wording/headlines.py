"""Names, levels and the headline of a profile, in words."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.frameworks.maturity_model import COMPONENTS
from cxkit.language import N_, Words
from cxkit.maturity.profile import Profile, Standing

NAMED = 3
"""Dimensions that a headline names; more are counted."""


def names_of(standings: Sequence[Standing], words: Words) -> str:
    """Join the names of dimensions as a sentence does."""
    return words.join([item.dimension.name.say(words) for item in standings])


def level_of(profile: Profile, level: int, words: Words) -> dict[str, str]:
    """Return what a sentence needs to name a level of a model."""
    return {
        "level": words.number(level),
        "last": words.number(profile.model.last),
        "level_name": profile.model.levels[level - 1].name.say(words),
    }


def headline(profile: Profile, words: Words) -> str:
    """State where a model's profile is lowest, as a sentence without full stop."""
    components = profile.model.key == COMPONENTS
    if profile.lowest is None:
        return _unrated(profile, words)
    level = level_of(profile, profile.lowest, words)
    weakest = profile.bottleneck
    if not weakest:
        if len(profile.standings) == 1:
            text = N_("By “{model}”, the company is at level {level} of {last}: {level_name}")
        else:
            text = N_(
                "By “{model}”, all that was rated stands at level {level} of {last}: {level_name}"
            )
        return words(text, model=profile.model.name.say(words), **level)
    if not profile.complete:
        return _of_those_rated(profile, words)
    if len(weakest) > NAMED:
        return words(
            "{count} of {all} dimensions stand at the lowest level reached, {level} of {last}: "
            "{level_name}",
            count=words.number(len(weakest)),
            all=words.number(len(profile.standings)),
            **level,
        )
    names = names_of(weakest, words)
    if components:
        return words.plural(
            "{names} is the least developed component: level {level} of {last}, {level_name}",
            "{names} are the least developed components: level {level} of {last}, {level_name}",
            len(weakest),
            names=names,
            **level,
        )
    return words.plural(
        "{names} holds the company back at level {level} of {last}, {level_name}",
        "{names} hold the company back at level {level} of {last}, {level_name}",
        len(weakest),
        names=names,
        **level,
    )


def _of_those_rated(profile: Profile, words: Words) -> str:
    """State what is lowest where some dimensions are not rated: it may not be the lowest."""
    weakest = profile.bottleneck
    base = {
        "rated": words.number(len(profile.rated)),
        "all": words.number(len(profile.standings)),
        **level_of(profile, profile.lowest or 1, words),
    }
    if len(weakest) > NAMED:
        return words(
            "{count} of the {rated} dimensions rated, of {all}, stand at the lowest level reached, "
            "{level} of {last}: {level_name}",
            count=words.number(len(weakest)),
            **base,
        )
    names = names_of(weakest, words)
    if profile.model.key == COMPONENTS:
        return words.plural(
            "{names} is the least developed of the {rated} of {all} components rated: level "
            "{level} of {last}, {level_name}",
            "{names} are the least developed of the {rated} of {all} components rated: level "
            "{level} of {last}, {level_name}",
            len(weakest),
            names=names,
            **base,
        )
    return words.plural(
        "{names} is the lowest of the {rated} of {all} dimensions rated: level {level} of {last}, "
        "{level_name}",
        "{names} are the lowest of the {rated} of {all} dimensions rated: level {level} of {last}, "
        "{level_name}",
        len(weakest),
        names=names,
        **base,
    )


def _unrated(profile: Profile, words: Words) -> str:
    there = sum(len(item.there) for item in profile.standings)
    wanted = sum(len(item.wanted) for item in profile.standings)
    return words(
        "“{model}”: nothing has been rated yet; the folder holds {there} of {wanted} inputs",
        model=profile.model.name.say(words),
        there=words.number(there),
        wanted=words.number(wanted),
    )
