"""Ideas, actions and workshops, in words."""

from __future__ import annotations

from cxkit.culture.registers import Ideas, Participation, Workshops
from cxkit.language import Words


def read_ideas(ideas: Ideas, words: Words) -> str:
    """Say what became of the front line's ideas, and how many are new."""
    own = ideas.front_line
    parts = []
    if own is None:
        parts.append(
            words(
                "No idea of the people in contact with customers is recorded: the largest source "
                "of improvements is not used yet."
            )
        )
    else:
        parts.append(
            words.plural(
                "The front line proposed {n} idea; adopted: {adopted}, still open: {open}.",
                "The front line proposed {n} ideas; adopted: {adopted}, still open: {open}.",
                own.n,
                adopted=words.number(own.adopted),
                open=words.number(own.received + own.studied),
            )
        )
    parts.append(
        words.plural(
            "{n} idea had never been proposed before.",
            "{n} ideas had never been proposed before.",
            len(ideas.new),
        )
    )
    return " ".join(parts)


def read_participation(participation: Participation, words: Words) -> str:
    """Say how many of those invited took part in actions of awareness and empathy."""
    if not participation.invited:
        return words("Nobody recorded how many took part in the actions of awareness and empathy.")
    return words(
        "{share} of the people invited to actions of awareness and empathy took part "
        "({took_part} of {invited}).",
        share=words.percent(participation.share),
        took_part=words.number(participation.took_part),
        invited=words.number(participation.invited),
    )


def read_workshops(found: Workshops, words: Words) -> str:
    """Say with whom the experience was designed, a line for all workshops."""
    customers = sum(item.customers or 0 for item in found.workshops)
    employees = sum(item.employees or 0 for item in found.workshops)
    text = words.plural(
        "Co-creation: {n} workshop, attended by customers: {customers}, by employees: {employees}.",
        "Co-creation: {n} workshops, attended by customers: {customers}, by employees: "
        "{employees}.",
        len(found.workshops),
        customers=words.number(customers),
        employees=words.number(employees),
    )
    results = [item.result.say(words) for item in found.workshops if item.result is not None]
    if results:
        text += " " + words("Results: {results}.", results="; ".join(results))
    return text
