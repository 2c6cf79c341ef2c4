"""The time to resolution, in words."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.results import Resolution
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source


def describe_resolution(resolution: Resolution, words: Words) -> FigureText:
    """Words around the curve of tickets still open."""
    result = resolution.overall
    headline = words(
        "Half of all tickets are resolved within {median}; nine in ten within {p90}",
        median=units.hours(result.median_hours, words),
        p90=units.hours(result.p90_hours, words),
    )
    if result.p90_hours != result.p90_hours:
        headline = words(
            "Half of all tickets are resolved within {median}; nine in ten have not been yet",
            median=units.hours(result.median_hours, words),
        )
    if result.median_hours != result.median_hours:
        headline = words("Fewer than half of all tickets have been resolved so far")
    return FigureText(
        headline=headline,
        measure=words(
            "Share of tickets still open by time since opening, with its {level} interval; "
            "{period}n = {n}, of which {n_open} open",
            level=words.percent(result.confidence),
            period=period_first(resolution.evidence, words),
            n=words.number(result.n),
            n_open=words.number(result.n_open),
        ),
        reading=read_resolution(resolution, words),
        source=source(resolution.evidence, words),
        alt=f"{headline}. {read_resolution(resolution, words)}",
    )


def read_resolution(resolution: Resolution, words: Words) -> str:
    """Say what the mean of closed tickets alone would hide."""
    result = resolution.overall
    return words(
        "Open tickets count as still waiting: the mean up to {horizon} is {mean} (interval {low} "
        "to {high}); of the closed tickets alone it would be {closed}.",
        horizon=units.hours(result.horizon_hours, words),
        mean=units.hours(result.restricted_mean_hours, words),
        low=units.hours(result.restricted_mean_ci_low, words),
        high=units.hours(result.restricted_mean_ci_high, words),
        closed=units.hours(result.closed_only_mean_hours, words),
    )


def describe_resolution_by(resolution: Resolution, words: Words) -> FigureText:
    """Words around the median time to resolution of each group."""
    table = resolution.table[resolution.table["n"] >= resolution.min_base]
    known = table.dropna(subset=["median_ci_low", "median_ci_high"]).sort_values("median_hours")
    column = resolution.column
    title = column.title(words).lower() if column is not None else ""
    headline = words("Time to resolution does not differ clearly by {dimension}", dimension=title)
    if len(known) >= 2 and column is not None:
        fast, slow = known.iloc[0], known.iloc[-1]
        if slow["median_ci_low"] > fast["median_ci_high"]:
            headline = words(
                "{slow} takes longest: half are resolved within {slow_time}, against {fast_time} "
                "at {fast}",
                slow=column.group(slow["group"], words),
                slow_time=units.hours(slow["median_hours"], words),
                fast=column.group(fast["group"], words),
                fast_time=units.hours(fast["median_hours"], words),
            )
    values = "; ".join(
        f"{column.group(row['group'], words) if column else row['group']}: "
        f"{units.hours(row['median_hours'], words)}"
        for _, row in resolution.table.iterrows()
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Median time to resolution with its {level} interval, open tickets counted as still "
            "waiting; {period}n = {n}",
            level=words.percent(resolution.overall.confidence),
            period=period_first(resolution.evidence, words),
            n=words.number(resolution.overall.n),
        ),
        reading=words("The scale is logarithmic: each step to the right is a multiple."),
        source=source(resolution.evidence, words),
        alt=f"{headline}. {values}.",
    )
