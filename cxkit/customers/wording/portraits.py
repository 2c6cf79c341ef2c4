"""The archetypes judged beside those found, in words."""

from __future__ import annotations

from cxkit.customers.results import Research
from cxkit.customers.types_found import Portrait, Portraits
from cxkit.language import Words


def read_portraits(portraits: Portraits, words: Words) -> str:
    """Say which archetypes the data confirm, and whose size was judged wrongly."""
    judged = [item for item in portraits.portraits if item.judged is not None]
    matched = [item for item in judged if item.cluster is not None]
    found = len(portraits.portraits) - len(judged) + len(matched)
    said = []
    if not judged:
        said.append(
            words.plural(
                "The data show {n} archetype that nobody has described yet.",
                "The data show {n} archetypes that nobody has described yet.",
                found,
            )
        )
    elif not found:
        said.append(
            words.plural(
                "{n} archetype is described; the data do not confirm it, so its size is a "
                "judgement.",
                "{n} archetypes are described; the data confirm none, so their sizes are "
                "judgements.",
                len(judged),
            )
        )
    else:
        said.append(
            words.plural(
                "{matched} of {n} archetype described is found in the data.",
                "{matched} of {n} archetypes described are found in the data.",
                len(judged),
                matched=words.number(len(matched)),
            )
        )
    unheard = [_name(item, words) for item in judged if item.support and not item.support.talked]
    if unheard:
        said.append(words("Nobody has talked yet with: {names}.", names=words.join(unheard)))
    return " ".join(said)


def _name(item: Portrait, words: Words) -> str:
    return item.judged.name.say(words) if item.judged is not None else ""


def read_research(research: Research, words: Words) -> str:
    """Say on how much research the archetypes rest, and how old the latest is."""
    people = sum(study.n or 0 for study in research.studies)
    talked = sum(study.kind == "qualitative" for study in research.studies)
    said = words.plural(
        "The register of market research holds {n} study, {talked} of them qualitative, with "
        "{people} people asked or observed.",
        "The register of market research holds {n} studies, {talked} of them qualitative, with "
        "{people} people asked or observed.",
        len(research.studies),
        talked=words.number(talked),
        people=words.number(people),
    )
    known = [months for months in research.months if months == months]
    if known:
        said += " " + words.plural(
            "The latest ended {n} month before the date of the data.",
            "The latest ended {n} months before the date of the data.",
            round(min(known)),
        )
    if not talked:
        said += " " + words("None of them lets customers speak: a qualitative one is due.")
    return said
