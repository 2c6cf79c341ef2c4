"""Whom the answers stand for, in sentences."""

from __future__ import annotations

import math

from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.metrics import Weighting
from cxkit.readiness.early_late import EarlyLate
from cxkit.readiness.representation import Representation

WORTH_SAYING = 1.05
"""Design effect from which it is worth a sentence."""


def read_representation(result: Representation, words: Words) -> str:
    """Say what the answers are worth as a sample, whom they stand for, and why."""
    lines = [_worth(result, words), _weighted(result.weighting, words)]
    if isinstance(result.early_late, EarlyLate):
        lines.append(read_early_late(result.early_late, words))
    return "\n".join(line for line in lines if line)


def _worth(result: Representation, words: Words) -> str:
    """Say how many plain answers the answers are worth, and what it comes from."""
    n, question = words.number(result.n), result.column.title(words)
    if result.design_effect < WORTH_SAYING:
        line = words(
            "The {n} answers to “{question}” count nearly as much as {n} answers drawn one by one.",
            n=n,
            question=question,
        )
        return _add(line, _population(result, words))
    line = words(
        "The {n} answers to “{question}” are worth as much as {effective} drawn one by one "
        "(design effect {deff}); every interval allows for it.",
        n=n,
        question=question,
        effective=words.number(result.n_effective),
        deff=words.number(result.design_effect, decimals=2),
    )
    reasons = []
    if result.by_clusters >= WORTH_SAYING:
        reasons.append(
            words(
                "several answers come from one customer or account ({deff})",
                deff=words.number(result.by_clusters, decimals=2),
            )
        )
    if result.by_weights >= WORTH_SAYING:
        reasons.append(
            words("weights differ ({deff})", deff=words.number(result.by_weights, decimals=2))
        )
    if reasons:
        line = _add(line, words("The reasons: {reasons}.", reasons=words.join(reasons)))
    return _add(line, _population(result, words))


def _population(result: Representation, words: Words) -> str:
    """Say which part of a small population answered; empty where it is not declared."""
    if result.population is None:
        return ""
    asked = result.clusters or result.n
    return words(
        "{asked} of {all} answered ({share}), and intervals of a level allow for that, as if those "
        "who did not answer thought alike.",
        asked=words.number(asked),
        all=words.number(result.population),
        share=words.percent(asked / result.population),
    )


def _weighted(weighting: Weighting, words: Words) -> str:
    """Say where the weights come from, and whether the margins could be met."""
    if weighting.source == "none":
        return words("Answers are not weighted: they stand for those who answered.")
    spread = words.interval(weighting.lowest, weighting.highest, decimals=2)
    if weighting.source == "column":
        return words(
            "Answers are weighted with the weights of the client ({spread} times the mean weight).",
            spread=spread,
        )
    names = words.join([margin.column.title(words) for margin in weighting.margins])
    line = words(
        "Answers are weighted to the client's customers by {names}; weights run from {spread} "
        "times the mean weight.",
        names=names,
        spread=spread,
    )
    if not weighting.converged:
        line = _add(
            line,
            words(
                "The limits of the weights ({caps}) do not allow to meet every group: the greatest "
                "miss is {miss} of a group's customers.",
                caps=words.interval(*weighting.caps, decimals=1),
                miss=words.percent(weighting.miss, decimals=1),
            ),
        )
    elif weighting.capped > 0:
        line = _add(
            line,
            words(
                "{share} of the answers have a weight at the limit ({caps}).",
                share=words.percent(weighting.capped, decimals=1),
                caps=words.interval(*weighting.caps, decimals=1),
            ),
        )
    return line


def read_early_late(result: EarlyLate, words: Words) -> str:
    """Say whether those who answered late answered otherwise, and what that can tell."""
    if result.verdict == "too_few":
        return words(
            "Whether late answers differ from early ones cannot be told: {early} early and {late} "
            "late answers are too few.",
            early=words.number(result.n_early),
            late=words.number(result.n_late),
        )
    values = {
        "question": result.column.title(words),
        "points": words.number(abs(result.difference), decimals=1),
        "interval": words.interval(result.ci_low, result.ci_high, decimals=1, signed=True),
        "n": words.number(result.n_early + result.n_late),
    }
    if result.verdict == "not_seen":
        return words(
            "Late answers do not clearly differ from early ones in “{question}” (difference in "
            "points: {interval}; n = {n}); this finds no sign of bias by silence and does not rule "
            "it out.",
            **values,
        )
    line = (
        words(
            "Late answers are less favourable than early ones in “{question}” by {points} points "
            "({interval}; n = {n}).",
            **values,
        )
        if result.verdict == "late_lower"
        else words(
            "Late answers are more favourable than early ones in “{question}” by {points} points "
            "({interval}; n = {n}).",
            **values,
        )
    )
    return _add(
        line,
        words(
            "Those who never answered may resemble the late ones: a sign of bias by silence, not "
            "its proof, because something may have changed within the wave."
        ),
    )


def represented(result: Representation, words: Words) -> list[tuple[str, str, str]]:
    """Return what the sample is, how much, and how to take it: a row each."""
    rows = [
        (
            words("Answers to “{question}”", question=result.column.title(words)),
            words.number(result.n),
            words("as they came"),
        ),
        (
            words("Weighted answers"),
            words.number(result.n_weighted),
            words("sum of the weights"),
        ),
        (
            words("Effective answers"),
            words.number(result.n_effective),
            words("drawn one by one, so many would tell as much"),
        ),
        (
            words("Design effect"),
            words.number(result.design_effect, decimals=2),
            words("answers over effective answers"),
        ),
        (
            words("– by weights"),
            words.number(result.by_weights, decimals=2),
            words("1 where all answers count alike"),
        ),
        (
            words("– by answers that belong together"),
            words.number(result.by_clusters, decimals=2),
            words("1 where every answer stands alone"),
        ),
    ]
    if result.clusters:
        rows.append(
            (
                words("Customers or accounts that answered"),
                words.number(result.clusters),
                words(
                    "{mean} answers each on average",
                    mean=words.number(result.n / result.clusters, decimals=2),
                ),
            )
        )
    if result.population is not None:
        rows.append(
            (
                words("Customers or accounts in all"),
                words.number(result.population),
                words("declared in engagement.yml"),
            )
        )
    rates = result.rates
    if not isinstance(rates, Missing) and not any(row.impossible for row in rates.rows):
        rows.append(
            (
                words("Response rate"),
                words.percent(rates.answered / rates.invited, decimals=1),
                words("of {n} invitations", n=words.number(rates.invited)),
            )
        )
    silent = result.silent
    if not isinstance(silent, Missing):
        meaning = words("of {n} customers", n=words.number(silent.n))
        if not math.isnan(silent.revenue_share):
            meaning = words(
                "of {n} customers; {share} of revenue",
                n=words.number(silent.n),
                share=words.percent(silent.revenue_share),
            )
        rows.append((words("Customers without an answer"), words.number(silent.silent), meaning))
    return rows


def _add(line: str, more: str) -> str:
    return f"{line} {more}" if more else line
