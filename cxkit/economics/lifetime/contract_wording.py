"""Which model is used, and projected retention, in words."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.basis import Money
from cxkit.economics.lifetime.choice import ModelChoice
from cxkit.economics.lifetime.contracts import MONTHS, Contracts, StayValue
from cxkit.language import N_, Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import source

MARGIN: dict[Money, str] = {
    "margin": N_("margin as in the data"),
    "share": N_("revenue times the agreed margin"),
    "revenue": N_("revenue, since no margin is known"),
}


def read_model(choice: ModelChoice, words: Words) -> str:
    """Say which model is used and why, for the consultant."""
    if choice.contractual:
        return words(
            "Customers tell that they leave (economics.yml, “contractual: yes”), so retention can "
            "be counted. It is projected with a model in which every customer has a risk to leave "
            "of its own: those at high risk go first, and who remains stays longer "
            "(shifted-beta-geometric, sBG). A curve drawn through past retention fits as well and "
            "fails as soon as it is continued."
        )
    return words(
        "Customers do not tell that they leave (economics.yml, “contractual: no”): they just stop "
        "buying. Whether one is still a customer is judged from how often and how recently it "
        "bought (BG/NBD model), what its purchases are worth from their amounts (Gamma-Gamma "
        "model). A churn rate would depend on the rule by which somebody is called lost."
    )


def read_retention(item: Contracts, words: Words) -> str:
    """Retention and value of customers with a contract, with conventions, in one paragraph."""
    text = _staying(item, words)
    text += " " + _pace(item, words)
    base = item.base
    if base.value != base.value:
        text += " " + words(
            "The margin is not known, so no value is stated: provide the column “margin” or "
            "“revenue” in the table “customers”."
        )
        return text
    text += " " + words(
        "{who} is worth {value} over {years} years ({level} interval {interval}; n = {n}; "
        "{money}; claim: {claim}): a margin of {margin} a year, for {lifetime} discounted years at "
        "{rate} a year. Margins count by month, the first one month from now; with one today and "
        "one less at the end it would be {due}.",
        who=_who(base, words),
        value=units.money(base.value, words),
        years=words.number(item.years),
        level=words.percent(item.confidence),
        interval=units.money_range(base.low, base.high, words),
        n=words.number(item.n_money),
        money=words(MARGIN[item.money]) if item.money else "–",
        claim=words(units.CLAIM[item.claim]),
        margin=units.money(item.margin, words),
        lifetime=words.number(base.lifetime, decimals=1),
        rate=words.percent(item.discount, decimals=1),
        due=units.money(base.due, words),
    )
    text += " " + words(
        "With one constant rate for all it would be {value}.",
        value=units.money(item.constant_value, words),
    )
    if item.n < item.min_base or item.n_money < item.min_base:
        text += " " + words("The base is small: take it as indicative.")
    return text


def describe_retention(item: Contracts, words: Words) -> FigureText:
    """Words around the projected retention of new customers."""
    last = float(item.share[-1])
    interval = words.percent_interval(float(item.low[-1]), float(item.high[-1]), decimals=0)
    headline = words(
        "Of customers who join, {share} are expected to be there after {years} years",
        share=words.percent(last),
        years=words.number(item.years),
    )
    values = "; ".join(
        words.plural(
            "after {n} year {share} ({interval})",
            "after {n} years {share} ({interval})",
            year,
            share=words.percent(float(item.share[year * MONTHS])),
            interval=words.percent_interval(
                float(item.low[year * MONTHS]), float(item.high[year * MONTHS])
            ),
        )
        for year in range(1, item.years + 1)
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Share of customers still there by years since joining, projected (sBG), with the "
            "{level} interval of each month; n = {n}, of whom {lost} left",
            level=words.percent(item.confidence),
            n=words.number(item.n),
            lost=words.number(item.lost),
        ),
        reading=words(
            "Solid: as seen, where enough customers are followed. Dashed: projected, {interval} at "
            "the end. Dotted: if all left at one constant rate.",
            interval=interval,
        ),
        source=source(item.evidence, words),
        alt=f"{headline}: {values}.",
    )


def stay_name(stay: StayValue, words: Words) -> str:
    """Return what a row of customers by years stayed is called."""
    if stay.years is None:
        return words("Customers there now, on average")
    if not stay.years:
        return words("New customer")
    return words.plural("After {n} year", "After {n} years", stay.years)


# ----------------------------------------------------------------- details
def _who(base: StayValue, words: Words) -> str:
    if base.years is None:
        return words("A customer there now, on average,")
    return words("A customer")


def _staying(item: Contracts, words: Words) -> str:
    first = item.stays[0]
    text = words(
        "Of customers who join, {first} stay a year ({level} interval {interval}) and {last} are "
        "expected to be there after {years} years ({late}); {n} customers were followed, {lost} "
        "left.",
        first=words.percent(first.kept, decimals=1),
        level=words.percent(item.confidence),
        interval=words.percent_interval(first.kept_low, first.kept_high, decimals=1),
        last=words.percent(float(item.share[-1])),
        late=words.percent_interval(float(item.low[-1]), float(item.high[-1])),
        years=words.number(item.years),
        n=words.number(item.n),
        lost=words.number(item.lost),
    )
    if item.late:
        text += " " + words(
            "Who left before the period is not in the data: customers count from its first day on."
        )
    return text


def _pace(item: Contracts, words: Words) -> str:
    new, old = item.stays[0], next(stay for stay in item.stays[::-1] if stay.years)
    if item.p_constant <= 1 - item.confidence:
        return words(
            "Who has stayed longer leaves less: after {years} years {old} stay another year, of "
            "new customers {new}.",
            years=words.number(old.years or 0),
            old=words.percent(old.kept, decimals=1),
            new=words.percent(new.kept, decimals=1),
        )
    return words(
        "That who has stayed longer leaves less is not clear (p = {p}): one constant rate would "
        "explain the data as well.",
        p=words.number(item.p_constant, decimals=3 if item.p_constant < 0.1 else 2),
    )
