"""What looking early costs, in words."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.economics import units
from cxkit.economics.trials.looks import Look
from cxkit.economics.trials.results import LookedTrial
from cxkit.economics.trials.wording import variant_name
from cxkit.language import N_, Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import source

KIND = {
    "obrien-fleming": N_("O'Brien–Fleming type: strict early, almost as one look at the end"),
    "pocock": N_("Pocock type: about as strict at every look"),
}


def looked_name(item: LookedTrial, words: Words) -> str:
    """Return what the report calls a variant that was looked at."""
    looks = item.looks
    return variant_name(looks.experiment, looks.arm, item.trials.column, item.trials.arms, words)


def describe_looks(item: LookedTrial, words: Words) -> FigureText:
    """Words around the path of a test between its limits."""
    looks = item.looks
    headline = _headline(item, words)
    known = [look for look in looks.looks if look.z == look.z]
    values = "; ".join(
        words(
            "{share} of visitors: z {z}, limit {limit}",
            share=words.percent(look.share),
            z=words.number(look.z, decimals=2, signed=True),
            limit=limit_text(look, words),
        )
        for look in known
    )
    reading = words(
        "A test may be ended at the look at which it leaves the band. Read as if each look were "
        "the only one, {looks} looks would give a false alarm {naive} of the time instead of "
        "{error}.",
        looks=words.number(looks.planned_looks),
        naive=words.percent(looks.naive, decimals=1),
        error=words.percent(1 - item.trials.confidence),
    )
    if len(known) < len(looks.looks):
        reading += " " + words(
            "The data have no days: earlier looks are taken as evenly spaced and not drawn."
        )
    return FigureText(
        headline=headline,
        measure=words(
            "Difference in standard errors (z) at each look, by share of the planned visitors; "
            "limits of {kind}",
            kind=words(KIND[looks.kind]),
        ),
        reading=reading,
        source=source(item.trials.evidence, words),
        alt=f"{headline}. {values}.",
    )


def limit_text(look: Look, words: Words) -> str:
    """Write the limit of a look; a look that may end nothing says so."""
    return words("none") if look.limit > 8 else words.number(look.limit, decimals=2)


def _headline(item: LookedTrial, words: Words) -> str:
    looks, name = item.looks, looked_name(item, words)
    first = looks.first_crossed
    if first is not None:
        better = looks.looks[first - 1].difference > 0
        text = (
            N_("{name} left the band at look {look}: it converts better, however often was looked")
            if better
            else N_(
                "{name} left the band at look {look}: it converts worse, however often was looked"
            )
        )
        return words(text, name=name, look=words.number(first))
    if looks.state == "goes on":
        return words(
            "{name} goes on: {share} of its visitors are in and no limit was crossed",
            name=name,
            share=words.percent(looks.looks[-1].share),
        )
    return words("{name} is complete and crossed no limit: no difference is shown", name=name)


def read_looks(items: Sequence[LookedTrial], words: Words) -> str:
    """One sentence a variant: state, difference with its repeated interval, p value."""
    lines = []
    for item in items:
        looks = item.looks
        alone = item.looks.looks[-1]
        line = words(
            "{headline}. Difference {points} points, repeated {level} interval {interval}; "
            "p {sign} {p} for all looks together.",
            headline=_headline(item, words),
            points=units.points(alone.difference, words),
            level=words.percent(item.trials.confidence),
            interval=units.points_interval(looks.ci_low, looks.ci_high, words),
            sign="<" if looks.p_value < 0.001 else "=",
            p=words.number(max(looks.p_value, 0.001), decimals=3),
        )
        if looks.planned is None:
            line += " " + words(
                "Its plan does not say how many visitors: those there are now count as all, "
                "which holds only if the end was not chosen by the result."
            )
        lines.append(line)
    return "\n".join(lines)
