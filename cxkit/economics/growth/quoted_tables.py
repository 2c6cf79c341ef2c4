"""Figures that the field quotes, each with the client's own beside it; nothing is reckoned here."""

from __future__ import annotations

from collections.abc import Callable

from cxkit.economics import units
from cxkit.economics.growth.bridge_wording import money, share
from cxkit.economics.growth.equivalents import Equivalents
from cxkit.findings import Claim, Missing
from cxkit.frameworks.reference_figures import (
    GRADE_NAMES,
    ReferenceFigure,
    load_reference_figures,
)
from cxkit.language import Words
from cxkit.presentation import TextTable

NO_SOURCE = "–"
"""How a figure that nobody gives a source for is marked."""
Own = tuple[str, Claim | None]
"""The client's own figure in words, and what it rests on."""


def references_table(own: Equivalents, words: Words) -> TextTable:
    """One row a quoted figure: what is said, how far to trust it, this client's own."""
    rows = []
    for figure, (said, claim) in _beside(own, words):
        rows.append(
            [
                figure.text.say(words),
                _quoted(figure, words),
                _trust(figure, words),
                said,
                words(units.CLAIM[claim]) if claim is not None else "–",
            ]
        )
    return TextTable(
        caption=words("Figures often quoted, and this client's own beside them"),
        headings=[
            words("Figure"),
            words("Quoted"),
            words("Source, grade and caution"),
            words("This client"),
            words("Claim"),
        ],
        rows=rows,
        numeric=[False, False, False, False, False],
        note=words("Quoted figures are shown to be put in their place; no result uses them."),
    )


def read_references(own: Equivalents, words: Words) -> str:
    """One paragraph a quoted figure: what is said, why not to rely on it, this client's own."""
    lines = []
    for figure, (said, claim) in _beside(own, words):
        text = words(
            "{figure}: {value} ({source}; {grade}). {warning} This client: {own}",
            figure=figure.text.say(words),
            value=_quoted(figure, words),
            source=_source(figure, words),
            grade=words(GRADE_NAMES[figure.grade]),
            warning=figure.warning.say(words),
            own=said,
        )
        if claim is not None:
            text += " " + words("Claim: {claim}.", claim=words(units.CLAIM[claim]))
        lines.append(text)
    return "\n".join(lines)


# ------------------------------------------------------------- the client's own
def _gap(own: Equivalents, words: Words) -> Own:
    gap = own.gap
    if isinstance(gap, Missing):
        return _absent(gap, words)
    text = words(
        "at “{place}” leaders give {leaders} and customers {customers} of {top}, furthest apart of "
        "all touchpoints: {gap}{interval} (n = {n_leaders} and {n}).",
        place=own.places.group(gap.touchpoint, words) if own.places else gap.touchpoint,
        leaders=words.number(gap.leaders, decimals=2),
        customers=words.number(gap.customers, decimals=2),
        top=words.number(gap.top),
        gap=words.number(gap.gap.value, decimals=2, signed=True),
        interval=(
            words(
                ", {low} to {high}",
                low=words.number(gap.gap.low, decimals=2, signed=True),
                high=words.number(gap.gap.high, decimals=2, signed=True),
            )
            if gap.gap.low == gap.gap.low
            else ""
        ),
        n_leaders=words.number(gap.n_leaders),
        n=words.number(gap.n),
    )
    return text, None


def _experience(own: Equivalents, words: Words) -> Own:
    risk = own.at_risk
    if isinstance(risk, Missing):
        return _absent(risk, words)
    text = words(
        "{low} to {high} of revenue a year goes with low answers (n = {n}): what customers do, "
        "instead of what they say matters.",
        low=units.money(risk.low, words),
        high=units.money(risk.high, words),
        n=words.number(risk.n),
    )
    return text, "association"


def _score(own: Equivalents, words: Words) -> Own:
    churn = own.by_score
    if isinstance(churn, Missing):
        return _absent(churn, words)
    groups = [
        words(
            "{group} {rate} ({low} to {high}; n = {n})",
            group=units.group(row["group"], None, words).lower(),
            rate=words.percent(row["rate"], decimals=1),
            low=words.percent(row["ci_low"], decimals=1),
            high=words.percent(row["ci_high"], decimals=1),
            n=words.number(row["n"]),
        )
        for row in churn.table.to_dict("records")
    ]
    text = words(
        "whether the score tells who leaves: {groups} left in the period.",
        groups=words.join(groups),
    )
    return text, "association"


def _point(own: Equivalents, words: Words) -> Own:
    point = own.point
    if isinstance(point, Missing):
        return _absent(point, words)
    text = words(
        "one point of churn is {value} a year ({low} to {high}; n = {n}).",
        value=units.money(point.value, words),
        low=units.money(point.low, words),
        high=units.money(point.high, words),
        n=words.number(point.n),
    )
    return text, point.claim


def _retained(own: Equivalents, words: Words) -> Own:
    kept = own.retained
    if isinstance(kept, Missing):
        return _absent(kept, words)
    text = words(
        "from {retention} to {reached} of customers kept a year, a customer's value over {years} "
        "years goes from {before} to {after}: {change} more (n = {n}). It is value of customers, "
        "not profit, and nothing says what the step would cost.",
        retention=words.percent(kept.retention, decimals=1),
        reached=words.percent(kept.reached, decimals=1),
        years=words.number(kept.years),
        before=money(kept.before, words),
        after=money(kept.after, words),
        change=share(kept.change, words),
        n=words.number(kept.n),
    )
    return text, "assumption"


def _premium(own: Equivalents, words: Words) -> Own:
    premium = own.premium
    if isinstance(premium, Missing):
        return _absent(premium, words)
    text = words(
        "at {rise} more, {low} to {high} a year if nobody left (n = {n}).",
        rise=words.percent_interval(premium.premium.low, premium.premium.high, decimals=1),
        low=units.money(premium.gain.low, words),
        high=units.money(premium.gain.high, words),
        n=words.number(premium.n),
    )
    return text, premium.claim


BESIDE: dict[str, Callable[[Equivalents, Words], Own]] = {
    "delivery_gap": _gap,
    "experience_matters": _experience,
    "nps_use": _score,
    "churn_point": _point,
    "loyalty_profit": _retained,
    "price_premium": _premium,
}
"""Quoted figures that have an equivalent, and who writes it."""


# ----------------------------------------------------------------- details
def _beside(own: Equivalents, words: Words) -> list[tuple[ReferenceFigure, Own]]:
    quoted = {figure.key: figure for figure in load_reference_figures()}
    return [(quoted[key], write(own, words)) for key, write in BESIDE.items()]


def _absent(missing: Missing, words: Words) -> Own:
    return words("not known yet. {need}", need=words(missing.need)), None


def _quoted(figure: ReferenceFigure, words: Words) -> str:
    """Write the numbers of a quoted figure, or that it was not found."""
    if not figure.values:
        return words("not found")
    said = "; ".join(
        f"{words.percent(value.share)} {value.of.say(words)}" for value in figure.values
    )
    return words("up to {value}", value=said) if figure.up_to else said


def _trust(figure: ReferenceFigure, words: Words) -> str:
    grade = words(GRADE_NAMES[figure.grade])
    return f"{_source(figure, words)}: {grade}. {figure.warning.say(words)}"


def _source(figure: ReferenceFigure, words: Words) -> str:
    if figure.source == NO_SOURCE:
        return words("without source")
    return figure.source + (f", {figure.year}" if figure.year is not None else "")
