"""Weights of attributes as tables of texts, in the client's number format."""

from __future__ import annotations

from typing import Any

from cxkit.language import Words
from cxkit.perception.drivers.checks_wording import read_robustness
from cxkit.perception.drivers.importance import Drivers
from cxkit.perception.drivers.penalty_reward import PenaltyReward
from cxkit.perception.drivers.penalty_reward_wording import say_kind
from cxkit.presentation import TextTable

_NONE = "\N{EN DASH}"


def drivers_table(drivers: Drivers, words: Words) -> TextTable:
    """One row an attribute: weight, rank, direction and rating."""
    level = words.percent(drivers.confidence)
    rows = [
        [
            drivers.columns[row["name"]].title(words),
            words.percent(row["importance"], decimals=1),
            words.percent_interval(row["ci_low"], row["ci_high"], decimals=1),
            _ranks(row["rank_low"], row["rank_high"]),
            words("clear") if row["beats_noise"] else words("not told from noise"),
            words.number(row["coefficient"], decimals=2, signed=True),
            words.percent(row["performance"], decimals=1),
        ]
        for row in drivers.table.to_dict("records")
    ]
    return TextTable(
        caption=words("Weight of the rated attributes"),
        headings=[
            words("Attribute"),
            words("Weight"),
            words("{level} interval", level=level),
            words("Rank"),
            words("Against a random column"),
            words("Direction (standardised)"),
            words("Favourable"),
        ],
        rows=rows,
        numeric=[False, True, True, True, False, True, True],
        note=_base(drivers, words),
    )


def driver_checks_table(drivers: Drivers, words: Words) -> TextTable:
    """One row an attribute: its weight by three measures, and how far the others give it."""
    level = words.percent(drivers.confidence)
    rows = [
        [
            drivers.columns[row["name"]].title(words),
            words.percent(row["importance"], decimals=1),
            _ranks(row["rank_low"], row["rank_high"]),
            words.percent(row["relative"], decimals=1),
            words.percent_interval(row["relative_low"], row["relative_high"], decimals=1),
            _ranks(row["relative_rank_low"], row["relative_rank_high"]),
            words.percent(row["ordinal"], decimals=1),
            words("unbounded")
            if row["vif"] == float("inf")
            else words.number(row["vif"], decimals=1),
        ]
        for row in drivers.table.to_dict("records")
    ]
    return TextTable(
        caption=words("Does the order of weights hold?"),
        headings=[
            words("Attribute"),
            words("Weight (LMG)"),
            words("Rank"),
            words("Johnson's weight"),
            words("{level} interval", level=level),
            words("Rank"),
            words("Weight, outcome as ordered only"),
            words("Variance inflation"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, True],
        note=read_robustness(drivers, words),
    )


def penalty_reward_table(contrast: PenaltyReward, words: Words) -> TextTable:
    """One row an attribute: what low ratings cost, what high ones win, and its type."""
    level = words.percent(contrast.confidence)
    rows = [
        [
            contrast.columns[row["name"]].title(words),
            _side(row, "penalty", -1.0, words),
            _side(row, "reward", 1.0, words),
            say_kind(row, words),
            words.number(row["n_low"]),
            words.number(row["n_middle"]),
            words.number(row["n_high"]),
        ]
        for row in contrast.table.to_dict("records")
    ]
    note = words.plural(
        "Points of the outcome's scale ({scale}) against ratings in the middle; {n} answer with "
        "all attributes rated. A side with too few answers stays empty.",
        "Points of the outcome's scale ({scale}) against ratings in the middle; {n} answers with "
        "all attributes rated. A side with too few answers stays empty.",
        contrast.n,
        scale=contrast.scale.text,
    )
    return TextTable(
        caption=words("What costs where it fails, and what wins where it delights"),
        headings=[
            words("Attribute"),
            words("Rated low ({level} interval)", level=level),
            words("Rated high ({level} interval)", level=level),
            words("Type"),
            words("n low"),
            words("n middle"),
            words("n high"),
        ],
        rows=rows,
        numeric=[False, True, True, False, True, True, True],
        note=note,
    )


def _side(row: dict[Any, Any], side: str, sign: float, words: Words) -> str:
    if row[side] != row[side]:
        return _NONE
    ends = sorted((sign * row[f"{side}_low"], sign * row[f"{side}_high"]))
    return words(
        "{value} ({interval})",
        value=words.number(sign * row[side], decimals=2, signed=True),
        interval=words.interval(*ends, decimals=2, signed=True),
    )


def _ranks(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}\N{EN DASH}{high}"


def _base(drivers: Drivers, words: Words) -> str:
    """Say the base, what was left out, and what the intervals count."""
    note = words.plural(
        "{n} answer with all attributes rated; {out} left out because a rating is blank.",
        "{n} answers with all attributes rated; {out} left out because a rating is blank.",
        drivers.n,
        out=words.number(drivers.n_left_out),
    )
    if drivers.n_clusters:
        note += " " + words(
            "Some customers answered more than once: the intervals count {n} customers.",
            n=words.number(drivers.n_clusters),
        )
    if drivers.weighted:
        note += " " + words(
            "Answers are weighted; they tell as much as {n} of equal weight.",
            n=words.number(drivers.n_effective),
        )
    return note
