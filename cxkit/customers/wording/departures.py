"""Customers who left and customers who never answered, in words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from cxkit.customers.results import Leaving, Silent
from cxkit.customers.wording.evidence import group, title, value_name
from cxkit.language import N_, Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import source


def clear_groups(leaving: Leaving) -> pd.DataFrame:
    """Return the groups whose share of leavers clearly differs, furthest first.

    Of two groups that are each other's rest, the one that left more comes first.
    """
    table = leaving.table[leaving.table["p_adjusted"] <= 1 - leaving.confidence]
    return (
        table.assign(_size=table["gap"].abs().round(12))
        .sort_values(["_size", "gap"], ascending=False, kind="stable")
        .drop(columns="_size")
    )


def left_more(leaving: Leaving, row: Mapping[Hashable, Any], words: Words) -> str:
    """Say that a group left more or less often than the others."""
    column = leaving.columns[row["column"]]
    text = (
        N_("{group} ({column}) left more often: {own}, against {rest} of the others")
        if row["gap"] > 0
        else N_("{group} ({column}) left less often: {own}, against {rest} of the others")
    )
    return words(
        text,
        group=group(column, row["group"], words),
        column=title(column, words).lower(),
        own=words.percent(row["share"]),
        rest=words.percent(row["share"] - row["gap"]),
    )


SHOWN = 5
"""Groups in the figure: those that differ most from the others; the table holds them all."""


def furthest(leaving: Leaving) -> pd.DataFrame:
    """Return the groups that the figure shows: the smallest p values first, then the others."""
    ordered = leaving.table.sort_values("p_value", kind="stable", na_position="last")
    return ordered[~ordered["repeat"].astype(bool)].head(SHOWN)


def describe_leaving(leaving: Leaving, words: Words) -> FigureText:
    """Words around who left, group by group."""
    headline = _headline(leaving, words)
    values = "; ".join(
        f"{title(leaving.columns[row['column']], words)}, "
        f"{group(leaving.columns[row['column']], row['group'], words)}: "
        f"{words.percent(row['share'])}"
        for row in furthest(leaving).to_dict("records")
    )
    tested = int(
        (leaving.table["p_adjusted"].notna() & ~leaving.table["repeat"].astype(bool)).sum()
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Share of customers that left, with its {level} interval, in the groups that differ "
            "most; overall {share} ({interval}); n = {n}",
            level=words.percent(leaving.confidence),
            share=words.percent(leaving.share),
            interval=words.percent_interval(leaving.ci_low, leaving.ci_high),
            n=words.number(leaving.n),
        ),
        reading=words.plural(
            "{n} group was compared with the others of its column, corrected for their number "
            "(Holm). Who joined later had less time to leave: this is a profile, not a rate.",
            "{n} groups were compared with the others of their column, corrected for their "
            "number (Holm). Who joined later had less time to leave: this is a profile, not a "
            "rate.",
            tested,
        ),
        source=source(leaving.evidence, words),
        alt=f"{headline}. {values}.",
    )


def _headline(leaving: Leaving, words: Words) -> str:
    clear = clear_groups(leaving)
    if len(clear):
        return left_more(leaving, clear.iloc[0].to_dict(), words)
    return words(
        "{share} of the customers left; no group clearly more than the others",
        share=words.percent(leaving.share),
    )


def read_leaving(leaving: Leaving, words: Words) -> str:
    """Say how many left, and which group clearly more or less often than the others."""
    tested = int(
        (leaving.table["p_adjusted"].notna() & ~leaving.table["repeat"].astype(bool)).sum()
    )
    first = words(
        "{share} of the customers left ({level} interval {interval}; n = {n}).",
        share=words.percent(leaving.share),
        level=words.percent(leaving.confidence),
        interval=words.percent_interval(leaving.ci_low, leaving.ci_high),
        n=words.number(leaving.n),
    )
    if leaving.repeats:
        first += " " + words(
            "Not compared, because it only says who left: {names}.",
            names=words.join([column.title(words) for column in leaving.repeats]),
        )
    clear = clear_groups(leaving)
    if not len(clear):
        second = words.plural(
            "{n} group was compared with the others: it does not clearly differ.",
            "{n} groups were compared with the others: none clearly differs.",
            tested,
        )
        return f"{first} {second}" if tested else first
    said = [left_more(leaving, row, words) for row in clear.head(3).to_dict("records")]
    return " ".join([first, *(f"{line}." for line in said)])


_VALUE_OF_THE_SILENT = {
    "less": N_(
        "they brought in less {value} in the period: {own} on average (n = {n_own}), against "
        "{others} of those who answered (n = {n_others}; difference {interval}; an association)."
    ),
    "more": N_(
        "they brought in more {value} in the period: {own} on average (n = {n_own}), against "
        "{others} of those who answered (n = {n_others}; difference {interval}; an association)."
    ),
    "alike": N_(
        "no clear difference in {value} in the period: {own} on average (n = {n_own}), against "
        "{others} of those who answered (n = {n_others}; difference {interval})."
    ),
}


def read_silent(silent: Silent, words: Words) -> str:
    """Say how many never answered, and how they differ from those who did."""
    level = words.percent(silent.confidence)
    first = words(
        "{share} of the customers never answered ({level} interval {interval}; n = {n}).",
        share=words.percent(silent.share),
        level=level,
        interval=words.percent_interval(silent.ci_low, silent.ci_high),
        n=words.number(silent.n),
    )
    said = [first]
    gap = silent.difference
    if gap is not None:
        if silent.whole:
            said.append(words("Among those who were customers all through the period:"))
        else:
            said.append(words("Compared with those who answered:"))
        side = "less" if gap.ci_high < 0 else "more" if gap.ci_low > 0 else "alike"
        said.append(
            words(
                _VALUE_OF_THE_SILENT[side],
                value=value_name(silent.value, words),
                own=words.money(silent.mean_silent),
                n_own=words.number(silent.n_compared[0]),
                others=words.money(silent.mean_answered),
                n_others=words.number(silent.n_compared[1]),
                interval=words(
                    "{low} to {high}", low=words.money(gap.ci_low), high=words.money(gap.ci_high)
                ),
            )
        )
    if silent.silent:
        said.append(words("No score in this report speaks for them."))
    return " ".join(said)
