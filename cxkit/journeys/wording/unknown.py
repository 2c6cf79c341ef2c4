"""What the files name and nobody knows, for the consultant."""

from __future__ import annotations

from cxkit.journeys.unknown import UnknownNames
from cxkit.language import Words


def read_unknown(found: UnknownNames, words: Words) -> str:
    """List the names to correct, a line a kind; a sentence where there are none."""
    lines = []
    if found.sources:
        lines.append(
            words(
                "Evidence that is no study, no channel listened to and no column with data: "
                "{names}.",
                names=words.join(list(found.sources)),
            )
        )
    if found.pains:
        lines.append(
            words(
                "Steps name pain points that nobody described: {names}.",
                names=words.join(list(found.pains)),
            )
        )
    if found.addressed:
        lines.append(
            words(
                "Initiatives address pain points that nobody described: {names}.",
                names=words.join(list(found.addressed)),
            )
        )
    if found.steps:
        lines.append(
            words(
                "The design claims to replace steps that nobody described: {ids}.",
                ids=words.join(list(found.steps)),
            )
        )
    if found.archetypes:
        lines.append(
            words(
                "Journeys name archetypes that nobody described: {names}.",
                names=words.join(list(found.archetypes)),
            )
        )
    return "\n".join(lines) or words("Every name in the files of the journey is known.")
