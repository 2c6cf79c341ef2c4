"""Objectives and the five elements of service, in words."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.engagement.judgements.strategy import ServiceCheck, Strategy
from cxkit.language import Words
from cxkit.strategy.labels import ELEMENTS, LACKS
from cxkit.strategy.objectives import Objectives
from cxkit.strategy.wording.evidence import quoted


def read_vision(plan: Strategy, words: Words) -> str:
    """Say the vision in the client's words, or that there is none yet."""
    if plan.vision is None:
        return words("There is no vision in writing yet.")
    return words("Vision: {vision}", vision=plan.vision.say(words))


def read_objectives(result: Objectives, words: Words) -> str:
    """Say how many objectives are complete, what the others lack, and how the KPIs stand."""
    complete = result.n - len(result.lacking)
    lines = [
        words(
            "Objectives with KPI, target, date and owner: {complete} of {n}.",
            complete=words.number(complete),
            n=words.number(result.n),
        )
    ]
    lines += [
        words(
            "{objective} lacks {what}.",
            objective=quoted(text.say(words), words),
            what=words.join([words(LACKS[item]) for item in lacks]),
        )
        for text, lacks in result.lacking
    ]
    known = [aim for aim in result.aims if aim.state != "unknown"]
    away = [aim for aim in known if aim.state == "further"]
    if away:
        lines[0] += " " + (
            words.plural(
                "{n} of {all} measured KPIs is further from its target than at the start.",
                "{n} of {all} measured KPIs are further from their targets than at the start.",
                len(away),
                all=words.number(len(known)),
            )
        )
    return "\n".join(lines)


def read_service(checks: Sequence[ServiceCheck], words: Words) -> str:
    """Say which of the five elements of excellent service are there and which are not."""
    met = [item for item in checks if item.met == "yes"]
    line = words(
        "{met} of {all} elements of excellent service are judged in place.",
        met=words.number(len(met)),
        all=words.number(len(ELEMENTS)),
    )
    absent = [words(ELEMENTS[item.element]).lower() for item in checks if item.met == "no"]
    if absent:
        line += " " + words("Not in place: {elements}.", elements="; ".join(absent))
    judged = {item.element for item in checks}
    left = [words(text).lower() for key, text in ELEMENTS.items() if key not in judged]
    if left:
        line += " " + words("Not judged yet: {elements}.", elements="; ".join(left))
    return line
