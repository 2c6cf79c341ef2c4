"""Why a score moved between two waves, in words: what the parts' intervals allow and no more."""

from __future__ import annotations

from cxkit.language import N_, Words
from cxkit.perception import units
from cxkit.perception.evidence import MEASURE
from cxkit.perception.mix.decomposition import Mix
from cxkit.perception.mix.telling import leading_group
from cxkit.perception.results import SHORT
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import source
from cxkit.stats.mix_and_rate import Part

_WITH_SAME_MIX = {  # rate up, change up
    (True, True): N_(
        "With the same mix by {dimension}, {name} would have risen by {rate}; as measured it "
        "rose by {change}"
    ),
    (True, False): N_(
        "With the same mix by {dimension}, {name} would have risen by {rate}; as measured it "
        "fell by {change}"
    ),
    (False, True): N_(
        "With the same mix by {dimension}, {name} would have fallen by {rate}; as measured it "
        "rose by {change}"
    ),
    (False, False): N_(
        "With the same mix by {dimension}, {name} would have fallen by {rate}; as measured it "
        "fell by {change}"
    ),
}
_MIX_ALONE = {
    True: N_(
        "The mix of answers by {dimension} raised {name} by {mix}; the groups’ own scores show "
        "no clear change"
    ),
    False: N_(
        "The mix of answers by {dimension} lowered {name} by {mix}; the groups’ own scores show "
        "no clear change"
    ),
}
_RATE_ALONE = {
    True: N_(
        "{name} rose by {rate} within the groups of {dimension}; their mix made no clear difference"
    ),
    False: N_(
        "{name} fell by {rate} within the groups of {dimension}; their mix made no clear difference"
    ),
}


def describe_mix(mix: Mix, words: Words) -> FigureText:
    """Words around the parts of a change."""
    headline = _headline(mix, words)
    values = words(
        "{before}: {score_before}; the groups’ own scores: {rate} ({rate_interval}); mix of "
        "answers: {mix} ({mix_interval}); {after}: {score_after}",
        score_before=units.score(mix.metric, mix.parts.before, words),
        score_after=units.score(mix.metric, mix.parts.after, words),
        **_waves(mix, words),
        **_figures(mix, words),
    )
    leader = _leader(mix, words)
    method = words(
        "Own scores: what the groups’ scores moved the total by, at their average share of the "
        "two waves. Mix: what their shares moved it by, at their average score."
    )
    return FigureText(
        headline=headline,
        measure=words(
            "{name}, {measure}, from {before} to {after}, parted by {dimension}; parts with "
            "their {level} interval; n = {n_before} and {n_after}",
            measure=words(MEASURE[mix.metric], scale=mix.waves.overall.scale.text),
            level=words.percent(mix.parts.confidence),
            **_common(mix, words),
        ),
        reading=f"{leader} {method}".strip(),
        source=source(mix.evidence, words),
        alt=f"{headline}. {values}.",
    )


def read_mix(mix: Mix, words: Words) -> str:
    """Say how much of the latest change is the groups' own and how much is who answered."""
    common = _common(mix, words)
    if mix.verdict == "too few answers":
        return words(
            "{name}: too few answers to part its change from {before} (n = {n_before}) to {after} "
            "(n = {n_after}) by {dimension}.",
            **common,
        )
    text = words(
        "From {before} to {after} {name} moved by {change}. By {dimension}, the groups’ own "
        "scores account for {rate} ({level} interval {rate_interval}) and the mix of answers "
        "for {mix} ({mix_interval}).",
        change=units.difference(mix.metric, mix.parts.change.value, words),
        level=words.percent(mix.parts.confidence),
        **common,
        **_figures(mix, words),
    )
    return " ".join(
        part for part in (text, words(VERDICT[mix.verdict]), _leader(mix, words)) if part
    )


VERDICT = {
    "both": N_(
        "Both parts are clear: judge the experience by the groups’ own scores, not by the total."
    ),
    "rate": N_("The groups’ own scores changed; a change in the mix of answers is not clear."),
    "mix": N_(
        "The mix of answers changed the total; whether the groups’ own scores changed we cannot "
        "tell."
    ),
    "neither": N_("Neither part can be told from chance."),
}


def _headline(mix: Mix, words: Words) -> str:
    parts, metric = mix.parts, mix.metric
    common = {
        "name": words(SHORT[metric]),
        "dimension": mix.column.title(words).lower(),
        "rate": units.size(metric, parts.rate.value, words),
        "mix": units.size(metric, parts.mix.value, words),
        "change": units.size(metric, parts.change.value, words),
    }
    if mix.verdict == "too few answers":
        return words(
            "{name}: too few answers to tell what moved it by {dimension}",
            name=common["name"],
            dimension=common["dimension"],
        )
    if mix.verdict == "neither":
        return words(
            "{name}: neither the groups’ own scores nor the mix by {dimension} moved it clearly",
            name=common["name"],
            dimension=common["dimension"],
        )
    if mix.verdict == "both":
        text = _WITH_SAME_MIX[parts.rate.value > 0, parts.change.value > 0]
    elif mix.verdict == "mix":
        text = _MIX_ALONE[parts.mix.value > 0]
    else:
        text = _RATE_ALONE[parts.rate.value > 0]
    return words(text, **common)


def _leader(mix: Mix, words: Words) -> str:
    """Name the group with the largest part of a clear mix, with its shares."""
    group = leading_group(mix)
    if group is None:
        return ""
    return words(
        "“{group}” weighs most in the mix ({part}): from {share_before} to {share_after} of the "
        "answers.",
        group=mix.column.group(group["group"], words),
        part=units.difference(mix.metric, group["mix"], words),
        share_before=words.percent(group["share_before"]),
        share_after=words.percent(group["share_after"]),
    )


def _waves(mix: Mix, words: Words) -> dict[str, str]:
    return {
        "before": units.wave(mix.waves, mix.before_label, words),
        "after": units.wave(mix.waves, mix.after_label, words),
    }


def _common(mix: Mix, words: Words) -> dict[str, str]:
    return {
        "name": words(SHORT[mix.metric]),
        "dimension": mix.column.title(words).lower(),
        "n_before": words.number(mix.n_before),
        "n_after": words.number(mix.n_after),
        **_waves(mix, words),
    }


def _figures(mix: Mix, words: Words) -> dict[str, str]:
    """Write both parts with their intervals."""

    def interval(part: Part) -> str:
        return units.difference_interval(mix.metric, part.ci_low, part.ci_high, words)

    return {
        "rate": units.difference(mix.metric, mix.parts.rate.value, words),
        "rate_interval": interval(mix.parts.rate),
        "mix": units.difference(mix.metric, mix.parts.mix.value, words),
        "mix_interval": interval(mix.parts.mix),
    }
