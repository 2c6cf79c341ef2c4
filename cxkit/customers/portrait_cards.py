"""Archetypes as cards: size, what sets them apart, who is in them, what supports them."""

from __future__ import annotations

from cxkit.customers.types_found import Archetypes, Cluster, Portrait, Portraits, Support
from cxkit.customers.wording.archetypes import distinctive
from cxkit.customers.wording.evidence import value_name
from cxkit.language import N_, Words
from cxkit.presentation.cards import Card, CardPart, cards_html

TEAM = {
    "marketing": N_("the marketing team"),
    "research": N_("the research team"),
    "cx": N_("the customer experience team"),
}
KIND = {
    "data": N_("the client’s data"),
    "qualitative": N_("qualitative study"),
    "quantitative": N_("quantitative study"),
    "listening": N_("channels listened to"),
}
ABREAST = 2
"""Cards side by side: pairs may part at the end of a page."""

STANDS_OUT_FOR = N_("Stands out for (standard deviations above the others)")
_KIND_ORDER = ("data", "quantitative", "qualitative", "listening")


def portraits_html(portraits: Portraits, words: Words) -> tuple[str, str]:
    """Return a card for every archetype: size, differences, spread, value, evidence, quote."""
    cards = [_card(item, portraits.found, words) for item in portraits.portraits]
    rows = [cards_html(cards[start : start + ABREAST]) for start in range(0, len(cards), ABREAST)]
    return "".join(html for html, _ in rows), "\n\n".join(plain for _, plain in rows)


def _card(item: Portrait, found: Archetypes | None, words: Words) -> Card:
    cluster, judged = item.cluster, item.judged
    parts = []
    if judged is not None:
        lines = [note.text.say(words) for note in judged.goals]
        parts.append(CardPart(label=words("Wants"), lines=lines))
    if cluster is not None and found is not None:
        parts.append(CardPart(label=words(STANDS_OUT_FOR), lines=_traits(cluster, found, words)))
        parts.append(CardPart(label=words("Members"), lines=_members(cluster, found, words)))
    elif judged is not None:
        lines = [note.text.say(words) for note in judged.needs]
        parts.append(CardPart(label=words("Needs"), lines=lines))
    if judged is not None:
        if judged.map is None:
            lines = [note.text.say(words) for note in (*judged.behaviours, *judged.emotions)]
            parts.append(CardPart(label=words("Does and feels"), lines=lines))
        lines = [name.say(words) for name in item.journeys]
        parts.append(CardPart(label=words("Journeys drawn"), lines=lines))
    if item.support is not None:
        parts.append(CardPart(label=words("Evidence"), lines=_evidence(item.support, words)))
    quote = ""
    if item.quote is not None:
        quote = f"“{item.quote.text}”"
        if item.quote.language != words.language:
            mark = words("in Spanish") if item.quote.language == "es" else words("in English")
            quote += f" ({mark})"
    if judged is not None:
        name = judged.name.say(words)
    else:
        name = words("Group {number}", number=words.number(cluster.number if cluster else 0))
    return Card(
        title=name,
        subtitle=_size(item, found, words),
        parts=parts,
        quote=quote,
        note="" if judged is not None else words("Not described yet: write it in empathy.yml."),
    )


def _size(item: Portrait, found: Archetypes | None, words: Words) -> str:
    cluster, judged = item.cluster, item.judged
    size = judged.size if judged is not None else None
    guess = words.percent(size) if size is not None else ""
    if cluster is None:
        if not guess:
            return words("not found in the data")
        return words("not found in the data; judged {size} of customers", size=guess)
    text = (
        N_("{share} of customers ({interval}; n = {n}); judged {size}")
        if guess
        else N_("{share} of customers ({interval}; n = {n})")
    )
    said = words(
        text,
        share=words.percent(cluster.share),
        interval=words.percent_interval(cluster.ci_low, cluster.ci_high),
        n=words.number(cluster.n),
        size=guess,
    )
    if found is not None and cluster.n < found.min_base:
        said += ", " + words("indicative")
    return said


def _traits(cluster: Cluster, found: Archetypes, words: Words) -> list[str]:
    """Say what sets the members apart, and how they spread: never an average person."""
    table = cluster.items.set_index("name").to_dict("index")
    names = distinctive(cluster) or list(
        cluster.items.sort_values("difference", ascending=False, kind="stable")["name"][:1]
    )
    return [
        words(
            "{item}: {gap} ({low} to {high}); middle half {q1} to {q3}",
            item=found.columns[name].title(words),
            gap=words.number(table[name]["difference"], decimals=1),
            low=words.number(table[name]["low"], decimals=1),
            high=words.number(table[name]["high"], decimals=1),
            q1=words.number(table[name]["q1"]),
            q3=words.number(table[name]["q3"]),
        )
        for name in names
    ]


def _members(cluster: Cluster, found: Archetypes, words: Words) -> list[str]:
    facts, lines = [], []
    if cluster.nps is not None:
        facts.append(
            words(
                "NPS {score} ({interval}; n = {n})",
                score=words.number(cluster.nps.score),
                interval=words.interval(cluster.nps.ci_low, cluster.nps.ci_high),
                n=words.number(cluster.nps.n),
            )
        )
    if cluster.left == cluster.left:
        facts.append(
            words(
                "{share} left ({interval})",
                share=words.percent(cluster.left),
                interval=words.percent_interval(cluster.left_low, cluster.left_high),
            )
        )
    if facts:
        lines.append("; ".join(facts))
    if cluster.value_low == cluster.value_low:
        lines.append(
            words(
                "Mean {value} in the period {mean} ({low} to {high})",
                value=value_name(found.value, words),
                mean=words.money(cluster.value),
                low=words.money(cluster.value_low),
                high=words.money(cluster.value_high),
            )
        )
    return lines


def _evidence(support: Support, words: Words) -> list[str]:
    kinds = [words(KIND[kind]) for kind in _KIND_ORDER if kind in support.kinds]
    lines = [words("no source that exists")]
    if kinds:
        lines = [
            words.plural(
                "{n} kind of source: {kinds}",
                "{n} kinds of source: {kinds}",
                len(kinds),
                kinds=words.join(kinds),
            )
        ]
    if support.unsupported:
        lines[0] += "; " + (
            words.plural(
                "{n} of {notes} notes without a source",
                "{n} of {notes} notes without a source",
                support.unsupported,
                notes=words.number(support.notes),
            )
        )
    if support.unknown:
        lines.append(words("unknown sources: {names}", names=", ".join(support.unknown[:3])))
    if support.missing_teams:
        teams = words.join([words(TEAM[team]) for team in support.missing_teams])
        lines.append(words("nothing yet from: {teams}", teams=teams))
    if not support.talked:
        lines.append(words("nobody has talked to these customers yet: a qualitative source is due"))
    return lines
