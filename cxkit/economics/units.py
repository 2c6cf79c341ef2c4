"""How amounts, months and names of groups are written."""

from __future__ import annotations

import math

from cxkit.client import Column
from cxkit.findings import Claim
from cxkit.language import N_, Words

CLAIM: dict[Claim, str] = {
    "experiment": N_("experiment"),
    "difference": N_("comparison with a control"),
    "association": N_("association"),
    "assumption": N_("assumption"),
}
"""What an amount rests on."""

GROUP = {
    "promoters": N_("Promoters"),
    "passives": N_("Passives"),
    "detractors": N_("Detractors"),
    "favourable": N_("Satisfied customers"),
    "unfavourable": N_("Other customers who answered"),
}
"""Groups by what customers answered."""


def group(value: object, column: Column | None, words: Words) -> str:
    """Return what the report calls a group of a segment, or of answers."""
    if column is not None:
        return column.group(value, words)
    return words(GROUP[str(value)])


def with_base(name: str, n: float, min_base: int, words: Words) -> str:
    """Return a name, marked as indicative where its base is small."""
    if n >= min_base:
        return name
    mark = words("indicative")
    return f"{name} ({mark})"


def rounded(amount: float) -> float:
    """Round an amount to three digits that count, since estimates carry no more."""
    if not math.isfinite(amount) or amount == 0:
        return amount
    return round(amount, 2 - math.floor(math.log10(abs(amount))))


def money(amount: float, words: Words) -> str:
    """Write an estimated amount, rounded to three digits that count."""
    value = rounded(amount)
    return words.money(value, decimals=2 if 0 < abs(value) < 10 else 0)


def overlap(claimed: float, counted: float, words: Words) -> tuple[str, str, str]:
    """Write what was claimed, what of it counts, and the rest, so that they add up as written.

    The rest is rounded to three digits that count, the others to the same place.
    """
    rest = rounded(claimed - counted)
    if not math.isfinite(rest) or rest <= 0:
        return money(claimed, words), money(counted, words), money(rest, words)
    places = min(2 - math.floor(math.log10(rest)), 2)
    whole, rest = round(claimed, places), round(rest, places)
    written = [
        words.money(round(value, places), decimals=max(places, 0))
        for value in (whole, whole - rest, rest)
    ]
    return written[0], written[1], written[2]


def money_range(low: float, high: float, words: Words) -> str:
    """Write a range of money."""
    return words("{low} to {high}", low=money(low, words), high=money(high, words))


def points(share: float, words: Words, *, signed: bool = True) -> str:
    """Write a difference of shares in points."""
    return words.number(100 * share, decimals=1, signed=signed)


def points_interval(low: float, high: float, words: Words, *, signed: bool = True) -> str:
    """Write the interval of a difference of shares in points."""
    return words.interval(100 * low, 100 * high, decimals=1, signed=signed)


def points_less(low: float, high: float, words: Words) -> str:
    """Write the interval of a difference below 0 that is said as so many points less."""
    return points_interval(-high, -low, words, signed=False)


def months(value: float, words: Words) -> str:
    """Write a number of months; a dash where it is unknown."""
    if value == math.inf:
        return words("never")
    if value != value:
        return words.number(value)
    whole = value >= 10 or abs(value - round(value)) < 0.05
    return words.number(value, decimals=0 if whole else 1)


def clear(p_value: float, n: int, *, confidence: float, min_base: int) -> bool:
    """Tell whether a difference holds after correction, on a base that is large enough."""
    return p_value == p_value and p_value <= 1 - confidence and n >= min_base


def scale_of(amounts: list[float]) -> tuple[float, str]:
    """Return what an axis of money is divided by, and the marked words that say so."""
    top = max((abs(value) for value in amounts if math.isfinite(value)), default=0.0)
    if top >= 1e6:
        return 1e6, N_("millions of {currency}")
    return (1e3, N_("thousands of {currency}")) if top >= 1e4 else (1.0, N_("amount in {currency}"))
