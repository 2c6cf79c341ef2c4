"""How culture names sources, kinds and bases."""

from __future__ import annotations

from collections.abc import Iterable

from cxkit.language import N_, Words

SOURCES: dict[str, str] = {
    "employee_survey": N_("Employee survey"),
    "exit_interviews": N_("Exit interviews"),
    "new_hires": N_("New hires"),
}
KINDS: dict[str, str] = {
    "customer": N_("Customer orientation"),
    "product": N_("Product refreshers"),
    "interpersonal": N_("Interpersonal skills"),
    "tools": N_("Tools"),
    "other": N_("Other courses"),
}
ACTIONS: dict[str, str] = {
    "awareness": N_("Awareness"),
    "empathy": N_("Empathy"),
    "immersion": N_("Immersion"),
    "onboarding": N_("Onboarding"),
    "other": N_("Other action"),
}
ALIGNED: dict[str, str] = {
    "yes": N_("serves customers"),
    "partly": N_("serves customers in part"),
    "no": N_("works against customers"),
}
STATUS: dict[str, str] = {
    "received": N_("Just received"),
    "studied": N_("Under study"),
    "adopted": N_("Already adopted"),
    "rejected": N_("Turned down"),
}


def base_range(bases: Iterable[float], words: Words) -> str:
    """Write the bases of several measures: "n = 56", or "n = 54–56" where they differ."""
    known = sorted(int(base) for base in bases)
    if known[0] == known[-1]:
        return words("n = {n}", n=words.number(known[0]))
    return words("n = {n}", n=f"{words.number(known[0])}–{words.number(known[-1])}")


def recorded_in(file: str, words: Words) -> str:
    """Say that a result is what the consultant recorded."""
    return words("Source: {file}, recorded by the consultant", file=file)
