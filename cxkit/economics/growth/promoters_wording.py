"""What promoters bring, in words and as a table."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.growth.bridge_wording import money
from cxkit.economics.growth.promoters import Contrast, Measure, PromoterValue, Recommended
from cxkit.language import N_, Words
from cxkit.presentation import TextTable

MEASURE: dict[Measure, str] = {
    "revenue": N_("Revenue a year"),
    "margin": N_("Margin a year"),
    "months": N_("Months as a customer"),
    "churn": N_("Left in the period"),
    "referred": N_("Came by recommendation"),
}


def read_promoters(value: PromoterValue, words: Words) -> str:
    """Say where promoters differ from the others, and what recommendation brings, as a range."""
    group = units.group(value.group, None, words)
    parts = []
    revenue, churn = value.of("revenue"), value.of("churn")
    if revenue is not None:
        parts.append(_amounts(revenue, group, words))
    if churn is not None:
        parts.append(_leaving(churn, group, words))
    parts.append(
        words(
            "{group} are {share} of the {n} customers who answered and were there at the start. "
            "All intervals hold together at {level}. Claim: {claim}; promoters may bring more "
            "because they bring more anyway, not because they recommend.",
            group=group,
            share=words.percent(value.share),
            n=words.number(value.n),
            level=words.percent(value.confidence),
            claim=words(units.CLAIM[value.claim]),
        )
    )
    if not value.dated:
        parts.append(
            words("The answers have no date: whether they were given before leaving is not known.")
        )
    if min((min(c.n_promoters, c.n_others) for c in value.contrasts), default=0) < value.min_base:
        parts.append(words("The base is small: take it as indicative."))
    text = " ".join(parts)
    if value.recommended is not None:
        text += "\n" + _recommendation(value.recommended, group, words)
    return text


def promoters_table(value: PromoterValue, words: Words) -> TextTable:
    """One row a measure: promoters, others, difference with its interval, bases."""
    rows = [
        [
            words(MEASURE[item.measure]),
            _write(item.measure, item.promoters, words),
            _write(item.measure, item.others, words),
            _write(item.measure, item.difference.value, words, gap=True),
            words(
                "{low} to {high}",
                low=_write(item.measure, item.difference.low, words, gap=True),
                high=_write(item.measure, item.difference.high, words, gap=True),
            ),
            words(
                "{first} and {second}",
                first=words.number(item.n_promoters),
                second=words.number(item.n_others),
            ),
            words("differs") if item.differs else words("no clear difference"),
        ]
        for item in value.contrasts
    ]
    return TextTable(
        caption=words("Promoters against the other customers who answered"),
        headings=[
            words("Measure"),
            units.group(value.group, None, words),
            words("Others"),
            words("Difference"),
            words("Its interval"),
            "n",
            words("Verdict"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, False],
        note=words(
            "Claim: {claim}. All intervals hold together at {level} (Bonferroni). Shares differ in "
            "points. Money is that of customers there the whole period.",
            claim=words(units.CLAIM[value.claim]),
            level=words.percent(value.confidence),
        ),
    )


# ----------------------------------------------------------------- details
def _amounts(item: Contrast, group: str, words: Words) -> str:
    values = {
        "group": group,
        "mine": units.money(item.promoters, words),
        "others": units.money(item.others, words),
        "gap": money(item.difference, words),
    }
    if not item.differs:
        return words(
            "{group} bring {mine} of revenue a year and the others {others}: the difference is "
            "not clear.",
            **values,
        )
    return words(
        "{group} bring {mine} of revenue a year and the others {others}, a difference of {gap}.",
        **values,
    )


def _leaving(item: Contrast, group: str, words: Words) -> str:
    values = {
        "mine": words.percent(item.promoters, decimals=1),
        "others": words.percent(item.others, decimals=1),
        "gap": units.points_interval(item.difference.low, item.difference.high, words),
    }
    if not item.differs:
        return words("{mine} of them left, {others} of the others: no clear difference.", **values)
    return words("{mine} of them left, {others} of the others ({gap} points).", **values)


def _recommendation(item: Recommended, group: str, words: Words) -> str:
    if item.from_data:
        text = words(
            "New customers who say that a recommendation brought them are {customers} of the "
            "client's (n = {n} in the data) and brought {revenue} in the period.",
            customers=words(
                "{value} ({low} to {high})",
                value=words.number(units.rounded(item.customers.value)),
                low=words.number(units.rounded(item.customers.low)),
                high=words.number(units.rounded(item.customers.high)),
            ),
            n=words.number(item.n),
            revenue=money(item.revenue, words),
        )
    else:
        text = words(
            "By the agreed share, recommendation brought {revenue} of new revenue in the period.",
            revenue=money(item.revenue, words),
        )
    text += " " + words(
        "Who recommended is not in the data. If every customer recommends alike, it is {low} a "
        "customer; if only promoters do, up to {high} a promoter: no more than this range can be "
        "said. Claim: {claim}.",
        low=units.money(item.low, words),
        high=units.money(item.high, words),
        claim=words(units.CLAIM[item.claim]),
    )
    if item.n_unknown:
        text += " " + words.plural(
            "Of {n} new customer it is not known.",
            "Of {n} new customers it is not known.",
            item.n_unknown,
        )
    return text


def _write(measure: Measure, value: float, words: Words, *, gap: bool = False) -> str:
    if measure in ("revenue", "margin"):
        return units.money(value, words)
    if measure == "months":
        return words.number(value, decimals=1, signed=gap)
    return units.points(value, words) if gap else words.percent(value, decimals=1)
