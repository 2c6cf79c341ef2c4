"""How far ratings carry, in words: gates, unrated dimensions, spread, evidence."""

from __future__ import annotations

from cxkit.language import N_, Words
from cxkit.maturity.evidence_mix import EvidenceMix
from cxkit.maturity.profile import Profile
from cxkit.maturity.wording.headlines import names_of


def gate_sentences(profile: Profile, words: Words) -> list[str]:
    """Say which gates hold the overall level back."""
    if profile.overall is None:
        return []
    return [
        words(
            "The overall level stays at {overall}: level {level} needs {text}, and nothing on "
            "record shows it.",
            overall=words.number(profile.overall),
            level=words.number(gate.level),
            text=gate.text.say(words),
        )
        for gate in profile.blocking
    ]


def cautions(profile: Profile, words: Words) -> list[str]:
    """Say how far the ratings carry: who was not rated, by one only, or far apart."""
    if profile.lowest is None:
        return [words("Have at least two people rate each component, each with evidence.")]
    said = []
    for state, text in _CAUTIONS.items():
        named = [item for item in profile.standings if item.state == state]
        if len(named) == len(profile.standings) > 1 and state == "alone":
            said.append(words("One person alone rated everything: ask a second one."))
        elif named:
            said.append(words(text, names=names_of(named, words)))
    if profile.exact == profile.exact:
        said.append(_agreement(profile, words))
    evidence = sum(item.evidence for item in profile.standings)
    ratings = sum(item.n for item in profile.standings)
    said.append(
        words.plural(
            "{evidence} of {n} rating names its evidence.",
            "{evidence} of {n} ratings name their evidence.",
            ratings,
            evidence=words.number(evidence),
        )
    )
    return said


def _agreement(profile: Profile, words: Words) -> str:
    """Say how often raters agree exactly, and by alpha where there is spread."""
    share = words.percent(profile.exact)
    if profile.alpha != profile.alpha:
        return words("Of all pairs of ratings, {share} are the same level.", share=share)
    return words(
        "Of all pairs of ratings, {share} are the same level (ordinal Krippendorff’s alpha "
        "{alpha}).",
        share=share,
        alpha=words.number(profile.alpha, decimals=2),
    )


_CAUTIONS = {
    "unrated": N_("Not rated: {names}."),
    "alone": N_("Rated by one person only: {names}."),
    "apart": N_("Raters are two or more levels apart, to be talked over: {names}."),
}


def read_evidence_mix(mix: EvidenceMix, words: Words) -> str:
    """Say which kinds of evidence there are, and what a missing kind means."""
    text = words(
        "Evidence on record: quantitative sources, {quantitative}; qualitative sources, "
        "{qualitative}.",
        quantitative=words.number(mix.quantitative),
        qualitative=words.number(mix.qualitative),
    )
    if mix.qualitative:
        return text
    return f"{text} " + words(
        "Numbers alone belong to the first of the six phases: add interviews or comments."
    )
