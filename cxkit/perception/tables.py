"""Results of perception as tables of texts, in the client's number format."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.drivers import Drivers
from cxkit.perception.results import NAME, SHORT, Ratings, Resolution, ScoresBy, WaveScores
from cxkit.presentation import TextTable


def by_table(scores: ScoresBy, words: Words) -> TextTable:
    """One row a group: score, interval, base, and its difference from the rest."""
    metric = scores.metric
    rows = []
    for _, row in scores.table.sort_values("score", ascending=False, kind="stable").iterrows():
        known = row["p_adjusted"] == row["p_adjusted"]
        clear = known and row["p_adjusted"] <= 1 - scores.confidence
        rows.append(
            [
                scores.column.group(row["group"], words),
                units.score(metric, row["score"], words),
                units.interval(metric, row["ci_low"], row["ci_high"], words),
                words.number(row["n"]),
                units.difference(metric, row["gap"], words),
                units.difference_interval(metric, row["gap_low"], row["gap_high"], words),
                _verdict(int(row["n"]), scores.min_base, clear=bool(clear), words=words),
            ]
        )
    return TextTable(
        caption=words(
            "{name} by {dimension}",
            name=words(NAME[metric]),
            dimension=scores.column.title(words).lower(),
        ),
        headings=[
            scores.column.title(words),
            words("Score"),
            words("{level} interval", level=words.percent(scores.confidence)),
            "n",
            words("Difference from the rest"),
            words("Its interval"),
            words("Verdict"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, False],
        note=words.plural(
            "Verdicts after Holm's correction for {n} comparison; a group under {base} answers "
            "is indicative only.",
            "Verdicts after Holm's correction for {n} comparisons, so an interval may leave out 0 "
            "and the difference still not be clear; a group under {base} answers is indicative "
            "only.",
            int(scores.table["p_adjusted"].notna().sum()),
            base=words.number(scores.min_base),
        ),
    )


def all_by_table(each: Sequence[ScoresBy], words: Words) -> TextTable:
    """One row a group with every metric, its interval and its base."""
    first = each[0]
    indexed = [(item, item.table.set_index("group")) for item in each]
    groups = list(dict.fromkeys(group for item in each for group in item.table["group"]))
    rows = []
    for group in groups:
        cells = [first.column.group(group, words)]
        for item, table in indexed:
            if group not in table.index or not table.loc[group, "n"]:
                cells += ["–", "–"]
                continue
            row = table.loc[group]
            low_high = units.interval(item.metric, row["ci_low"], row["ci_high"], words)
            cells += [
                f"{units.score(item.metric, row['score'], words)} ({low_high})",
                words.number(row["n"]),
            ]
        rows.append(cells)
    title = first.column.title(words)
    heads = [part for item in each for part in (words(SHORT[item.metric]), "n")]
    return TextTable(
        caption=words("All scores by {dimension}", dimension=title.lower()),
        headings=[title, *heads],
        rows=rows,
        numeric=[False] + [True] * len(heads),
        note=words(
            "In brackets the {level} interval. NPS in points, satisfaction as favourable share, "
            "effort as mean of its scale.",
            level=words.percent(first.confidence),
        ),
    )


def waves_table(waves: WaveScores, words: Words) -> TextTable:
    """One row a wave: score, interval, base, and the change since the wave before."""
    metric = waves.metric
    rows = []
    for position, (_, row) in enumerate(waves.table.iterrows()):
        cells = [
            units.wave(waves, str(row["group"]), words),
            units.score(metric, row["score"], words),
            units.interval(metric, row["ci_low"], row["ci_high"], words),
            words.number(row["n"]),
        ]
        if position == 0:
            cells += ["", "", "", ""]
        else:
            change = waves.changes[position - 1]
            adjusted = waves.p_adjusted[position - 1]
            clear = adjusted <= 1 - change.confidence and change.verdict == "changed"
            cells += [
                units.difference(metric, change.difference, words),
                units.difference_interval(metric, change.ci_low, change.ci_high, words),
                units.size(metric, change.detectable, words),
                words("too few answers")
                if change.verdict == "too few answers"
                else words("changed")
                if clear
                else words("no clear change"),
            ]
        rows.append(cells)
    level = words.percent(waves.overall.result.confidence)
    return TextTable(
        caption=words("{name} wave by wave", name=words(NAME[metric])),
        headings=[
            words("Wave"),
            words("Score"),
            words("{level} interval", level=level),
            "n",
            words("Change"),
            words("Its interval"),
            words("Detectable change"),
            words("Verdict"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, False],
        note=words.plural(
            "Detectable: the smallest true change that these bases would show four times out of "
            "five. Verdicts after Holm's correction for {n} comparison.",
            "Detectable: the smallest true change that these bases would show four times out of "
            "five. Verdicts after Holm's correction for {n} comparisons.",
            sum(value == value for value in waves.p_adjusted),
        ),
    )


def ratings_table(ratings: Ratings, words: Words) -> TextTable:
    """One row an attribute: favourable share, mean, bases."""
    rows = []
    for _, row in ratings.table.sort_values("top_box", ascending=False).iterrows():
        column = ratings.columns[row["name"]]
        rows.append(
            [
                column.title(words),
                words.percent(row["top_box"], decimals=1),
                words.percent_interval(row["ci_low"], row["ci_high"], decimals=1),
                words.number(row["mean"], decimals=2),
                words.interval(row["mean_ci_low"], row["mean_ci_high"], decimals=2),
                column.scale.text if column.scale is not None else "",
                words.number(row["n"]),
                words.number(row["n_missing"]),
            ]
        )
    level = words.percent(ratings.confidence)
    return TextTable(
        caption=words("Rated attributes"),
        headings=[
            words("Attribute"),
            words("Favourable"),
            words("{level} interval", level=level),
            words("Mean"),
            words("{level} interval", level=level),
            words("Scale"),
            "n",
            words("Blank or not applicable"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, False, True, True],
    )


def drivers_table(drivers: Drivers, words: Words) -> TextTable:
    """One row an attribute: weight, rank, direction and rating."""
    level = words.percent(drivers.confidence)
    rows = [
        [
            drivers.columns[row["name"]].title(words),
            words.percent(row["importance"], decimals=1),
            words.percent_interval(row["ci_low"], row["ci_high"], decimals=1),
            f"{row['rank_low']}\N{EN DASH}{row['rank_high']}"
            if row["rank_low"] != row["rank_high"]
            else str(row["rank_low"]),
            words("clear") if row["beats_noise"] else words("not told from noise"),
            words.number(row["coefficient"], decimals=2, signed=True),
            words.percent(row["performance"], decimals=1),
        ]
        for row in drivers.table.to_dict("records")
    ]
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
        note=note,
    )


def resolution_table(resolution: Resolution, words: Words) -> TextTable:
    """One row a group: tickets, open ones, median, 90 %, share within a day and three."""
    column = resolution.column
    rows = [
        [
            column.group(row["group"], words) if column is not None else str(row["group"]),
            words.number(row["n"]),
            words.number(row["n_open"]),
            units.hours(row["median_hours"], words),
            words(
                "{low} to {high}",
                low=units.hours(row["median_ci_low"], words),
                high=units.hours(row["median_ci_high"], words),
            ),
            units.hours(row["p90_hours"], words),
            words.percent(row["within_24h"]),
            words.percent(row["within_72h"]),
        ]
        for _, row in resolution.table.sort_values("median_hours", ascending=False).iterrows()
    ]
    title = column.title(words) if column is not None else ""
    return TextTable(
        caption=words("Time to resolution by {dimension}", dimension=title.lower()),
        headings=[
            title,
            words("Tickets"),
            words("Still open"),
            words("Median"),
            words("{level} interval", level=words.percent(resolution.overall.confidence)),
            words("Nine in ten within"),
            words("Within 24 h"),
            words("Within 72 h"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, True],
    )


def _verdict(n: int, min_base: int, *, clear: bool, words: Words) -> str:
    if n < min_base:
        return words("indicative")
    return words("differs") if clear else words("no clear difference")
