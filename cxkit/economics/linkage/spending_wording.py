"""What a point of a score goes with in buying, in words."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.linkage.spending import Behaviour, SpendingEffect
from cxkit.economics.linkage.wording import question_name
from cxkit.language import N_, Words

BEHAVIOUR: dict[Behaviour, str] = {
    "bought": N_("Share that bought again after {day}"),
    "spent": N_("Spent after {day}, a customer and year"),
    "revenue": N_("Change of revenue against the period before, a customer and year"),
}


def read_spending(items: tuple[SpendingEffect, ...], words: Words) -> str:
    """Say what one point goes with in buying; only what is clear is stated as such."""
    parts = []
    for item in items:
        if not units.clear(
            item.p_adjusted, item.n, confidence=item.confidence, min_base=item.min_base
        ):
            continue
        amount, interval = _amounts(item, words)
        parts.append(
            words(
                "{behaviour}: {amount} for one point better in {name} ({level} interval "
                "{interval}; n = {n}; claim: {claim}).",
                behaviour=behaviour_name(item, words),
                amount=amount,
                name=question_name(item.question, item.column, words),
                level=words.percent(item.confidence),
                interval=interval,
                n=words.number(item.n),
                claim=words(units.CLAIM[item.claim]),
            )
        )
        if not item.lagged:
            parts.append(
                words(
                    "That revenue was partly earned before the answer, so it is weaker evidence "
                    "than leaving."
                )
            )
    if not parts:
        return words(
            "Buying does not clearly go with the score; the annexes show the intervals of each "
            "measure."
        )
    return " ".join(parts)


def behaviour_name(item: SpendingEffect, words: Words) -> str:
    """Return what a measure of buying is called."""
    day = item.evidence.start
    return words(BEHAVIOUR[item.behaviour], day=words.date(day) if day is not None else "")


def _amounts(item: SpendingEffect, words: Words) -> tuple[str, str]:
    if item.behaviour == "bought":
        return (
            words("{points} points", points=units.points(item.effect, words)),
            units.points_interval(item.ci_low, item.ci_high, words),
        )
    return units.money(item.effect, words), units.money_range(item.ci_low, item.ci_high, words)


def spending_cells(item: SpendingEffect, words: Words) -> tuple[str, str, str]:
    """Write mean, effect and interval of a measure of buying."""
    mean = (
        words.percent(item.mean, decimals=1)
        if item.behaviour == "bought"
        else units.money(item.mean, words)
    )
    return mean, *_amounts(item, words)
