"""What drives a score, in words."""

from __future__ import annotations

from cxkit.language import N_, Words
from cxkit.perception.drivers.checks_wording import read_driver_checks
from cxkit.perception.drivers.importance import Drivers
from cxkit.perception.results import Metric
from cxkit.perception.standout import MOST_SHARING, first_to_improve
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source

OUTCOME: dict[Metric, str] = {
    "nps": N_("likelihood to recommend"),
    "csat": N_("satisfaction"),
    "ces": N_("effort"),
}


def describe_drivers(drivers: Drivers, words: Words) -> FigureText:
    """Words around the map of importance and performance."""
    headline = read_top_driver(drivers, words)
    values = "; ".join(
        words(
            "{name}: {share} of what is explained, {good} favourable",
            name=drivers.columns[row["name"]].title(words),
            share=words.percent(row["importance"]),
            good=words.percent(row["performance"]),
        )
        for _, row in drivers.table.iterrows()
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Upwards: share of what the ratings explain of {outcome}; across: favourable "
            "answers; both with {level} intervals; {period}n = {n}",
            outcome=words(OUTCOME[drivers.metric]),
            level=words.percent(drivers.confidence),
            period=period_first(drivers.evidence, words),
            n=words.number(drivers.n),
        ),
        reading=read_drivers(drivers, words),
        source=source(drivers.evidence, words),
        alt=f"{headline}. {values}.",
    )


def read_top_driver(drivers: Drivers, words: Words) -> str:
    """Name what weighs most, or say that nothing weighs more than chance."""
    beating = drivers.beating_noise
    if beating.empty:
        return words("No rated attribute weighs more than a column of random numbers would")
    outcome = words(OUTCOME[drivers.metric])
    names = [drivers.columns[name].title(words) for name in drivers.first]
    if len(names) > MOST_SHARING:
        return words("No rated attribute clearly weighs most in {outcome}", outcome=outcome)
    if len(names) > 1:
        return words(
            "{names} weigh most in {outcome}; which of them leads cannot be told",
            names=words.join(names),
            outcome=outcome,
        )
    return words(
        "{name} weighs most in {outcome}: {share} of what the ratings explain",
        name=names[0],
        outcome=outcome,
        share=words.percent(float(drivers.table["importance"].iloc[0])),
    )


def read_drivers(drivers: Drivers, words: Words) -> str:
    """Say how much is explained, what to improve first, and what the figure cannot tell."""
    lines = [
        words(
            "The ratings together explain {r2} of the differences between answers "
            "({level} interval {interval}).",
            r2=words.percent(drivers.r_squared),
            level=words.percent(drivers.confidence),
            interval=words.percent_interval(drivers.r2_low, drivers.r2_high),
        )
    ]
    weak = first_to_improve(drivers)
    if weak:
        lines.append(
            words(
                "{name} weighs more than its share and is rated below the average of the "
                "attributes: the first candidate to improve.",
                name=drivers.columns[weak].title(words),
            )
        )
    lost = len(drivers.table) - len(drivers.beating_noise)
    if lost and not drivers.beating_noise.empty:
        lines.append(
            words.plural(
                "{n} attribute (hollow) cannot be told from noise.",
                "{n} attributes (hollow) cannot be told from noise.",
                lost,
            )
        )
    if drivers.leaks:
        lines.append(
            words(
                "Left out because they repeat the outcome: {names}.",
                names=words.join([drivers.columns[name].title(words) for name in drivers.leaks]),
            )
        )
    lines += read_driver_checks(drivers, words)
    lines.append(
        words(
            "Ratings and outcome come from one questionnaire: this is an association, and moods "
            "inflate it."
        )
    )
    return " ".join(lines)
