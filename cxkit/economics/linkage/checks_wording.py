"""What speaks for and against the link of a score with leaving, in words."""

from __future__ import annotations

from cxkit.economics.linkage.checks import LinkChecks
from cxkit.language import N_, Words

STRONG = 2.0
"""E-value of the nearer limit from which something unmeasured would have to be strong."""


def read_checks(checks: LinkChecks, words: Words) -> str:
    """Say what speaks for and against the link, in one paragraph."""
    parts = [_coverage(checks, words), _placebos(checks, words), _unmeasured(checks, words)]
    return " ".join(part for part in parts if part)


def _coverage(checks: LinkChecks, words: Words) -> str:
    text = words(
        "{linked} of {there} customers ({share}) had answered",
        linked=words.number(checks.n_linked),
        there=words.number(checks.n_there),
        share=words.percent(checks.n_linked / checks.n_there),
    )
    if checks.revenue_share == checks.revenue_share:
        text += words(", with {share} of the revenue", share=words.percent(checks.revenue_share))
    text += "."
    gap = checks.silent_gap
    if gap is None:
        return text
    if gap.p_value <= 1 - checks.confidence:
        return f"{text} " + words(
            "The silent are others: {silent} of them left, {linked} of those who answered; what "
            "holds for the latter need not hold for all.",
            silent=words.percent(checks.silent_rate, decimals=1),
            linked=words.percent(checks.linked_rate, decimals=1),
        )
    return f"{text} " + words(
        "The silent leave about as often ({silent} and {linked}).",
        silent=words.percent(checks.silent_rate, decimals=1),
        linked=words.percent(checks.linked_rate, decimals=1),
    )


def _placebos(checks: LinkChecks, words: Words) -> str:
    shuffled = (
        N_("Scores shuffled among customers go with leaving as strongly in {share} of cases.")
        if checks.shuffled_p > 1 - checks.confidence
        else N_(
            "Scores shuffled among customers go with leaving as strongly in {share} of cases only, "
            "so chance alone hardly makes the link."
        )
    )
    text = words(shuffled, share=words.percent(checks.shuffled_p, decimals=1))
    if checks.past != checks.past:
        return text
    values = {
        "change": words.percent(checks.past, decimals=1, signed=True),
        "interval": words.percent_interval(checks.past_low, checks.past_high, decimals=1),
        "n": words.number(checks.n_past),
    }
    if checks.past_p <= 1 - checks.confidence:
        return f"{text} " + words(
            "Warning: who answers one point better had already brought {change} revenue in the "
            "period before ({interval}; n = {n}). A score cannot work backwards: such customers "
            "differed before, so part of the link is not the experience.",
            **values,
        )
    return f"{text} " + words(
        "The score does not go with the revenue of the period before ({change} for a point; "
        "{interval}; n = {n}), as it must not.",
        **values,
    )


def _unmeasured(checks: LinkChecks, words: Words) -> str:
    if checks.ratio != checks.ratio:
        return ""
    values = {
        "low": words.number(checks.quartiles[0], decimals=1),
        "high": words.number(checks.quartiles[1], decimals=1),
        "ratio": words.number(checks.ratio, decimals=2),
        "interval": words.interval(checks.ratio_low, checks.ratio_high, decimals=2),
        "e": words.number(checks.e_value, decimals=1),
        "limit": words.number(checks.e_limit, decimals=1),
    }
    text = words(
        "Customers at {low} leave {ratio} times as often as customers at {high}, all else equal "
        "({interval}).",
        **values,
    )
    if checks.e_limit <= 1:
        return f"{text} " + words("That may be chance.")
    said = (
        N_(
            "To explain this away, something unmeasured would have to go with both the score and "
            "leaving by a factor of {e} ({limit} for the nearer limit): a strong one."
        )
        if checks.e_limit >= STRONG
        else N_(
            "To explain this away, it takes something unmeasured that goes with both the score and "
            "leaving by a factor of {e} ({limit} for the nearer limit): that is not much, and "
            "price or a competitor's offer could do it."
        )
    )
    return f"{text} " + words(said, **values)
