"""What attributes cost where they fail and win where they delight, in words."""

from __future__ import annotations

from typing import Any

from cxkit.language import N_, Words
from cxkit.perception.drivers.penalty_reward import Kind, PenaltyReward
from cxkit.perception.drivers.wording import OUTCOME
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source

KIND: dict[Kind, str] = {
    "basic": N_("basic"),
    "performance": N_("performance"),
    "excitement": N_("excitement"),
    "": N_("not told apart"),
}
_MOST_NAMED = 3


def read_asymmetry(contrast: PenaltyReward, words: Words) -> str:
    """Name the attributes that mostly cost or mostly win, or say that none does clearly."""
    basic, exciting = (_named(contrast, kind, words) for kind in ("basic", "excitement"))
    if basic and exciting:
        return words(
            "{basic}: failing costs more than delighting wins; {exciting}: the other way round",
            basic=basic,
            exciting=exciting,
        )
    if basic:
        return words("{names}: failing costs more than delighting wins", names=basic)
    if exciting:
        return words("{names}: delighting wins more than failing costs", names=exciting)
    if (contrast.table["kind"] == "performance").any():
        return words("No attribute clearly costs more than it wins, or the other way round")
    return words("The answers do not tell apart what only costs and what only wins")


def describe_penalty_reward(contrast: PenaltyReward, words: Words) -> FigureText:
    """Words around the two bars of every attribute."""
    headline = read_asymmetry(contrast, words)
    values = "; ".join(_values(row, contrast, words) for row in contrast.table.to_dict("records"))
    return FigureText(
        headline=headline,
        measure=words(
            "Points of {outcome} ({scale}) against answers that rate the attribute in the middle, "
            "all attributes held together, with {level} intervals; {period}n = {n}",
            outcome=words(OUTCOME[contrast.metric]),
            scale=contrast.scale.text,
            level=words.percent(contrast.confidence),
            period=period_first(contrast.evidence, words),
            n=words.number(contrast.n),
        ),
        reading=read_penalty_reward(contrast, words),
        source=source(contrast.evidence, words),
        alt=f"{headline}. {values}.",
    )


def read_penalty_reward(contrast: PenaltyReward, words: Words) -> str:
    """Say what follows for the plan, and what the figure cannot tell."""
    lines = []
    basic = _named(contrast, "basic", words)
    if basic:
        lines.append(
            words(
                "Basic ({names}): repair the low ratings first; they cost more than the high ones "
                "win.",
                names=basic,
            )
        )
    exciting = _named(contrast, "excitement", words)
    if exciting:
        lines.append(
            words(
                "Excitement ({names}): high ratings win more than low ones cost; a place to stand "
                "out.",
                names=exciting,
            )
        )
    both = _named(contrast, "performance", words)
    if both:
        lines.append(words("Performance ({names}): every step counts both ways.", names=both))
    apart = int((contrast.table["kind"] == "").sum())
    if apart:
        lines.append(
            words.plural(
                "For {n} attribute the intervals do not tell the type.",
                "For {n} attributes the intervals do not tell the type.",
                apart,
            )
        )
    lines.append(words("An association between answers of one questionnaire, not an effect."))
    return " ".join(lines)


def _named(contrast: PenaltyReward, kind: Kind, words: Words) -> str:
    """Return the attributes of a type as a sentence names them; beyond three, the first ones."""
    names = [
        contrast.columns[name].title(words)
        for name in contrast.table["name"][contrast.table["kind"] == kind]
    ]
    if len(names) > _MOST_NAMED:
        more = words.plural("{n} more attribute", "{n} more attributes", len(names) - _MOST_NAMED)
        names = [*names[:_MOST_NAMED], more]
    return words.join(names) if names else ""


def say_kind(row: dict[Any, Any], words: Words) -> str:
    """Return the type of an attribute's row in words."""
    kind: Kind = row["kind"]
    return words(KIND[kind])


def _values(row: dict[Any, Any], contrast: PenaltyReward, words: Words) -> str:
    return words(
        "{name}: rated low {penalty}, rated high {reward}, {kind}",
        name=contrast.columns[row["name"]].title(words),
        penalty=words.number(-row["penalty"], decimals=2, signed=True),
        reward=words.number(row["reward"], decimals=2, signed=True),
        kind=say_kind(row, words),
    )
