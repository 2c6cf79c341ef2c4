"""What may come of the plan, in words."""

from __future__ import annotations

import math

from cxkit.economics import units
from cxkit.economics.cases.chances import Chance, Chances
from cxkit.economics.cases.tornado import Input
from cxkit.language import N_, Words

KIND: dict[Input, str] = {
    "benefit": N_("benefit a year"),
    "cost": N_("cost"),
    "running": N_("running cost"),
    "success": N_("whether it succeeds"),
    "margin": N_("margin of a customer"),
}
"""What an assumption is called."""


def chance_name(chance: Chance, words: Words) -> str:
    """Return what the report calls an initiative, or the plan."""
    if chance.name is None:
        return words("The whole plan")
    return f"{chance.id} {chance.name.say(words)}"


def read_chances(chances: Chances, words: Words) -> str:
    """Say what the plan is worth, who loses money, and what would be worth knowing."""
    plan, conventions = chances.plan, chances.conventions
    lines = [
        words(
            "In {draws} simulated futures the plan is worth {mean} on average over {years} years "
            "(the simulation itself errs by {error}); in eight futures of ten between {low} and "
            "{high}. In {loss} of them it loses money. Weakest claim in it: {claim}.",
            draws=words.number(chances.draws),
            mean=units.money(plan.mean, words),
            years=words.number(conventions.years),
            error=units.money(1.96 * plan.error, words),
            low=units.money(plan.npv[0], words),
            high=units.money(plan.npv[2], words),
            loss=words.percent(plan.loss, decimals=1),
            claim=words(units.CLAIM[plan.claim]),
        )
    ]
    losing = [chance_name(each, words) for each in chances.rows if each.loses]
    if losing:
        lines.append(
            words("Money is lost on average with: {names}.", names=words.join(losing)),
        )
    lines.append(_break_even(plan, words))
    lines.append(_returns(plan, words))
    known = _worth_knowing(chances, words)
    if known:
        lines.append(known)
    if chances.unpriced:
        lines.append(
            words(
                "Not in it, for want of a cost or of a benefit in money: {names}.",
                names=words.join(list(chances.unpriced)),
            )
        )
    return "\n".join(line for line in lines if line)


def _break_even(plan: Chance, words: Words) -> str:
    share = plan.break_even_effect
    if not math.isfinite(share):
        return words("No benefit, however large, pays the plan back as it is declared.")
    if share > 1:
        return words(
            "To break even the benefits would have to be {share} of what is declared.",
            share=words.percent(share),
        )
    return words(
        "The plan breaks even if {share} of the declared benefits come true.",
        share=words.percent(share),
    )


def _returns(plan: Chance, words: Words) -> str:
    if len(plan.irr_base) > 1:
        return words(
            "Its expected cash flows have more than one internal rate of return ({rates}): none of "
            "them ranks it; go by the net present value.",
            rates=words.join([words.percent(rate, decimals=1) for rate in plan.irr_base]),
        )
    if not plan.irr_base:
        return words("Its expected cash flows have no internal rate of return.")
    text = words(
        "Internal rate of return of its expected cash flows: {rate} a year.",
        rate=words.percent(plan.irr_base[0], decimals=1),
    )
    if plan.paid_back < 0.5:
        return text
    months = units.months(plan.payback[1], words)
    return (
        text
        + " "
        + words("In half of the futures the money is back within {months} months.", months=months)
    )


def _worth_knowing(chances: Chances, words: Words) -> str:
    found = [
        (value, kind, each)
        for each in chances.rows
        for kind, value in each.knowing.items()
        if value > 0
    ]
    if not found:
        return words(
            "No single assumption would change a decision if it were known: more study is not "
            "worth its cost here."
        )
    value, kind, each = max(found, key=lambda one: one[0])
    return words(
        "Most worth finding out before deciding: {what} ({name}). Knowing it is worth {value} at "
        "most; a test or pilot that costs more is not worth it.",
        what=words(KIND[kind]),
        name=chance_name(each, words),
        value=units.money(value, words),
    )
