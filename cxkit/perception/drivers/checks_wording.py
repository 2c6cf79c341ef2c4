"""What the weights of attributes hinge on, in words."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.perception.drivers.checks import HALO, TWINS, DriverChecks
from cxkit.perception.drivers.importance import Drivers

_AGREE = 0.9
"""Rank correlation from which two orders are called alike."""


def read_driver_checks(drivers: Drivers, words: Words) -> list[str]:
    """Say what a reader must know before trusting the order: sentences, none if all is well."""
    checks = drivers.checks
    lines = _twins(drivers, words)
    if checks.relative_first != str(drivers.table["name"].iloc[0]):
        lines.append(
            words(
                "By another accepted measure (Johnson's relative weights) {name} would come first: "
                "do not read the order as settled.",
                name=_title(drivers, checks.relative_first, words),
            )
        )
    if checks.ordinal_first and checks.ordinal_first != str(drivers.table["name"].iloc[0]):
        lines.append(
            words(
                "Where only the order of the answers counts, and not the distance between them, "
                "{name} would come first.",
                name=_title(drivers, checks.ordinal_first, words),
            )
        )
    if checks.mean_correlation >= HALO and len(drivers.table) > 2:
        lines.append(
            words(
                "The ratings move together (average correlation {r}; one overall impression "
                "accounts for {share} of their differences), so who is content rates everything "
                "well: trust the first places more than the distances.",
                r=words.number(checks.mean_correlation, decimals=2),
                share=words.percent(checks.first_share),
            )
        )
    return lines


def read_robustness(drivers: Drivers, words: Words) -> str:
    """Say how far the order of weights holds under other measures, with every figure."""
    checks = drivers.checks
    lines = [_other_measure(drivers, words), _ordered(drivers, words)]
    lines.append(
        words(
            "Average correlation between ratings {r}; one overall impression accounts for {share} "
            "of their differences. Condition number {condition}; highest variance inflation {vif} "
            "({name}).",
            r=words.number(checks.mean_correlation, decimals=2),
            share=words.percent(checks.first_share),
            condition=_large(checks.condition, words),
            vif=_large(checks.entangled_vif, words),
            name=_title(drivers, checks.entangled, words),
        )
    )
    if checks.order_error:
        lines.append(
            words(
                "The point counts all orders in which attributes can enter; the draws a sample of "
                "them, whose largest error, {error} of R², is taken out.",
                error=words.percent(checks.order_error, decimals=2),
            )
        )
    return " ".join(lines)


def _twins(drivers: Drivers, words: Words) -> list[str]:
    """Name attributes that are nearly the same, and what was done about it."""
    checks = drivers.checks
    lines = []
    first, second = (_title(drivers, name, words) for name in checks.closest)
    if checks.copies:
        pairs = [
            words(
                "{first} with {second}",
                first=_title(drivers, one, words),
                second=_title(drivers, other, words),
            )
            for one, other in checks.copies
        ]
        lines.append(
            words(
                "Answers to these attributes are identical: {pairs}. Each gets half of what the "
                "pair carries; check whether a column was copied.",
                pairs=words.join(pairs),
            )
        )
    elif abs(checks.closest_correlation) >= TWINS:
        lines.append(
            words(
                "{first} and {second} are rated almost alike (correlation {r}): they split between "
                "them what either would carry alone. Read them as one.",
                first=first,
                second=second,
                r=words.number(checks.closest_correlation, decimals=2),
            )
        )
    if checks.ridge:
        lines.append(_ridge(checks, first, second, words))
    return lines


def _ridge(checks: DriverChecks, first: str, second: str, words: Words) -> str:
    return words(
        "Some ratings can hardly be separated ({first} and {second} most of all), so a small "
        "correction was applied (ridge of {ridge}), which draws their weights together.",
        first=first,
        second=second,
        ridge=words.number(checks.ridge, decimals=4),
    )


def _other_measure(drivers: Drivers, words: Words) -> str:
    name = str(drivers.table["name"].iloc[0])
    if drivers.checks.relative_first == name:
        return words("Johnson's relative weights put the same attribute first.")
    return words(
        "Johnson's relative weights put {name} first.",
        name=_title(drivers, drivers.checks.relative_first, words),
    )


def _ordered(drivers: Drivers, words: Words) -> str:
    """Say what becomes of the order where only the order of the outcome's answers counts."""
    checks = drivers.checks
    if not checks.ordinal_first:
        return words("No model of ordered answers could be fitted to check the order.")
    agreement = words.number(checks.ordinal_agreement, decimals=2)
    if checks.ordinal_first != str(drivers.table["name"].iloc[0]):
        return words(
            "With the outcome taken as ordered only (proportional odds) {name} comes first (rank "
            "correlation of the two orders {agreement}).",
            name=_title(drivers, checks.ordinal_first, words),
            agreement=agreement,
        )
    if checks.ordinal_agreement >= _AGREE:
        return words(
            "With the outcome taken as ordered only (proportional odds) the order is the same or "
            "nearly so (rank correlation {agreement}).",
            agreement=agreement,
        )
    return words(
        "With the outcome taken as ordered only (proportional odds) the same attribute leads, but "
        "others change places (rank correlation {agreement}).",
        agreement=agreement,
    )


def _title(drivers: Drivers, name: str, words: Words) -> str:
    return drivers.columns[name].title(words)


def _large(value: float, words: Words) -> str:
    """Write a number that may be without bound."""
    return words("unbounded") if value == float("inf") else words.number(value, decimals=1)
