"""Growth and outcomes in words."""

from __future__ import annotations

from cxkit.economics.growth.outcomes import Measure, Outcomes
from cxkit.economics.growth.sources import Growth, Share
from cxkit.language import N_, Words

MEASURE: dict[Measure, str] = {
    "retention": N_("Retention"),
    "growth": N_("Growth"),
    "margin": N_("Margin"),
}


def with_interval(share: Share, words: Words, *, signed: bool = False) -> str:
    """Write a share with its interval in brackets."""
    return words(
        "{value} ({low} to {high})",
        value=words.percent(share.value, decimals=1, signed=signed),
        low=words.percent(share.low, decimals=1, signed=signed),
        high=words.percent(share.high, decimals=1, signed=signed),
    )


def read_growth(growth: Growth, words: Words) -> str:
    """Kept, earned and bought, in two or three sentences."""
    text = words(
        "Revenue changed by {total}. Customers of the period before brought {retention} of what "
        "they brought then (net revenue retention); {churn} of it left with customers who went. "
        "n = {n} customers with revenue before and {new} new.",
        total=with_interval(growth.total, words, signed=True),
        retention=with_interval(growth.retention, words),
        churn=with_interval(growth.churn, words),
        n=words.number(growth.n_before),
        new=words.number(growth.n_new),
    )
    if growth.earned.value != growth.earned.value:
        unknown = words(
            "How much of the new revenue came by recommendation is not known: ask new customers, "
            "or agree a range (earned_share) in economics.yml."
        )
        return f"{text} {unknown}"
    values = {"earned": with_interval(growth.earned, words, signed=True)}
    if growth.earned.low > 0:
        text += " " + words("Earned growth is {earned}: the business grows on its own.", **values)
    elif growth.earned.high < 0:
        text += " " + words(
            "Earned growth is {earned}: without bought customers revenue would shrink.", **values
        )
    else:
        text += " " + words(
            "Earned growth is {earned}: we cannot tell whether revenue would grow without bought "
            "customers.",
            **values,
        )
    if not growth.from_data:
        text += " " + words("The share that was earned is an assumption.")
    return text


def read_outcomes(outcomes: Outcomes, words: Words) -> str:
    """Where the client lies above or below its sector."""
    ahead = [words(MEASURE[row.measure]).lower() for row in outcomes.rows if row.gap > 0]
    behind = [words(MEASURE[row.measure]).lower() for row in outcomes.rows if row.gap < 0]
    lines = []
    if ahead:
        lines.append(words("Above the sector: {list}.", list=words.join(ahead)))
    if behind:
        lines.append(words("Below the sector: {list}.", list=words.join(behind)))
    if not lines:
        return words("No result can be set against the sector's.")
    compared = [row for row in outcomes.rows if row.gap == row.gap]
    unsourced = [words(MEASURE[row.measure]).lower() for row in compared if row.source is None]
    if unsourced:
        lines.append(
            words(
                "The source of the sector's figure is not given for: {list}.",
                list=words.join(unsourced),
            )
        )
    return " ".join([*lines, words("These are stated figures without interval.")])
