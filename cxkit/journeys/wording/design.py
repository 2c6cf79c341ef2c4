"""One experience over all channels, and the log of the design, in sentences."""

from __future__ import annotations

from collections import Counter

from cxkit.journeys.consistency import DesignLog, Heuristics, Messages, PersonalisationList
from cxkit.language import N_, Words
from cxkit.presentation import FigureText

FEW_ITEMS = 10
"""Agreement over fewer items is indicative."""
RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's limits: rely on the ratings from the first, tentatively from the second."""

STAGE: dict[str, str] = {
    "empathise": N_("empathise"),
    "define": N_("define"),
    "ideate": N_("ideate"),
    "prototype": N_("prototype"),
    "test": N_("test"),
    "deliver": N_("deliver"),
}
HEURISTIC: dict[str, str] = {
    "visibility": N_("visibility of the state"),
    "match": N_("match with the real world"),
    "control": N_("control and freedom"),
    "consistency": N_("consistency and standards"),
    "error_prevention": N_("prevention of errors"),
    "recognition": N_("recognition rather than recall"),
    "flexibility": N_("flexibility and efficiency"),
    "minimalism": N_("minimalist design"),
    "error_recovery": N_("recovery from errors"),
    "help": N_("help and documentation"),
}
"""Nielsen's rules of usability, by the short names that files usually give them."""
STATUS: dict[str, str] = {
    "open": N_("not tested yet"),
    "confirmed": N_("confirmed"),
    "refuted": N_("refuted"),
}


def messages_headline(messages: Messages, words: Words) -> str:
    """Say in one line whether every channel says the same."""
    differing = [key for key, degree in messages.degrees.items() if degree == "no"]
    if not differing:
        if messages.count("partly"):
            return words("No channel contradicts the others, though some say only a part")
        return words("Every channel that was checked says the same")
    if len(differing) == 1:
        message, channel = differing[0]
        return words(
            "“{message}”: {channel} says something different from the other channels",
            message=message,
            channel=messages.names.channel(channel, words),
        )
    counts = Counter(channel for _, channel in differing)
    channel, n = counts.most_common(1)[0]
    return words(
        "{n} of {all} checks find a channel that says something else, most of them in {channel}",
        n=words.number(len(differing)),
        all=words.number(len(messages.degrees)),
        channel=messages.names.channel(channel, words),
    ) if n > 1 else words(
        "{n} of {all} checks find a channel that says something else",
        n=words.number(len(differing)),
        all=words.number(len(messages.degrees)),
    )  # fmt: skip


def describe_messages(messages: Messages, words: Words) -> FigureText:
    """Say whether every channel says the same, and how it was checked."""
    headline = messages_headline(messages, words)
    unchecked = len(messages.messages) * len(messages.channels) - len(messages.degrees)
    reading = words(
        "A customer who changes channel hears another company where the message changes."
    )
    if unchecked:
        reading += " " + words.plural(
            "{n} pair of message and channel was not checked.",
            "{n} pairs of message and channel were not checked.",
            unchecked,
        )
    return FigureText(
        headline=headline,
        measure=words.plural(
            "Judged by the consultant: {n} check",
            "Judged by the consultant: {n} checks",
            len(messages.degrees),
        ),
        reading=reading,
        source=words("Source: {file}", file="design.yml"),
        alt=headline,
    )


def read_personalisation(rules: PersonalisationList, words: Words) -> str:
    """Say how many rules are relevant in all three respects."""
    full = sum(item.relevance == 3 for item in rules.rules)
    unjudged = sum(item.judged < 3 for item in rules.rules)
    text = words.plural(
        "{n} rule of personalisation; relevant in time, content and channel at once: {full}.",
        "{n} rules of personalisation; relevant in time, content and channel at once: {full}.",
        len(rules.rules),
        full=words.number(full),
    )
    if unjudged:
        text += " " + words("Not fully judged: {n}.", n=words.number(unjudged))
    return text


def read_heuristics(found: Heuristics, words: Words) -> str:
    """Say how far the raters agree, and whether their severities can be relied on."""
    agreement = found.agreement
    problems = sum(line.median >= 3 for line in found.lines)
    text = words.plural(
        "{n} rule of usability was checked; severe problems (median 3 or 4): {severe}.",
        "{n} rules of usability were checked; severe problems (median 3 or 4): {severe}.",
        len(found.lines),
        severe=words.number(problems),
    )
    if agreement.alpha != agreement.alpha:
        return (
            text
            + " "
            + words(
                "How far raters agree cannot be told: it takes two raters and ratings that differ."
            )
        )
    if agreement.alpha >= RELIABLE:
        verdict = words("their severities can be relied on")
    elif agreement.alpha >= TENTATIVE:
        verdict = words("their severities are provisional")
    else:
        verdict = words("their severities should be discussed before they are used")
    text += " " + words(
        "Agreement of {raters} raters over {items} items: Krippendorff's alpha {alpha}, so "
        "{verdict}.",
        raters=words.number(agreement.n_raters),
        items=words.number(agreement.n_items),
        alpha=words.number(agreement.alpha, decimals=2),
        verdict=verdict,
    )
    if agreement.n_items < FEW_ITEMS:
        text += " " + words("On so few items this is indicative.")
    return text


def read_log(log: DesignLog, words: Words) -> str:
    """Say what became of the assumptions, who took part, and how far the initiatives are."""
    lines = []
    if log.assumptions:
        counts: Counter[str] = Counter(item.status for item in log.assumptions)
        lines.append(
            words.plural(
                "{n} assumption: {confirmed} confirmed, {refuted} refuted, {open} open.",
                "{n} assumptions: {confirmed} confirmed, {refuted} refuted, {open} open.",
                len(log.assumptions),
                **{name: words.number(counts.get(name, 0)) for name in STATUS},
            )
        )
    if log.workshops:
        lines.append(
            words.plural(
                "{n} co-creation workshop, with {customers} customers and {employees} employees.",
                "{n} co-creation workshops, with {customers} customers and {employees} employees.",
                len(log.workshops),
                customers=words.number(sum(item.customers or 0 for item in log.workshops)),
                employees=words.number(sum(item.employees or 0 for item in log.workshops)),
            )
        )
    if log.stages:
        stages = [
            f"{words(STAGE[stage])} {words.number(log.stages[stage])}"
            for stage in STAGE
            if stage in log.stages
        ]
        lines.append(words("Initiatives by stage of design: {stages}.", stages=", ".join(stages)))
    return "\n".join(lines)
