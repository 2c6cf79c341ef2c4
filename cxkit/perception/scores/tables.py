"""Results of perception as tables of texts, in the client's number format."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.results import NAME, SHORT, Ratings, ScoresBy, WaveScores
from cxkit.perception.scores.wave_wording import say_verdict
from cxkit.presentation import TextTable
from cxkit.stats.multiplicity import benjamini_hochberg


def by_table(scores: ScoresBy, words: Words) -> TextTable:
    """One row a group: score, interval, base, and its difference from the rest."""
    metric = scores.metric
    rows = []
    for _, row in scores.table.sort_values("score", ascending=False, kind="stable").iterrows():
        rows.append(
            [
                scores.column.group(row["group"], words),
                units.score(metric, row["score"], words),
                units.interval(metric, row["ci_low"], row["ci_high"], words),
                words.number(row["n"]),
                units.difference(metric, row["gap"], words),
                units.difference_interval(metric, row["gap_low"], row["gap_high"], words),
                units.size(metric, row["detectable"], words),
                _verdict(row, scores, words),
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
            words("Detectable difference"),
            words("Verdict"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, False],
        note=words.plural(
            "Verdicts after Holm's correction for {n} comparison; a group under {base} answers "
            "is indicative only. Detectable: the smallest true difference that these bases would "
            "show four times out of five.",
            "Verdicts after Holm's correction for {n} comparisons, so an interval may leave out 0 "
            "and the difference still not be clear; a group under {base} answers is indicative "
            "only. Detectable: the smallest true difference that these bases would show four times "
            "out of five.",
            int(scores.table["p_adjusted"].notna().sum()),
            base=words.number(scores.min_base),
        ),
    )


def all_by_table(each: Sequence[ScoresBy], words: Words) -> TextTable:
    """One row a group with every metric, its interval and its base."""
    first = each[0]
    listed, compared = _listed(each)
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
            mark = f" {MARK}" if listed.get((item.metric, str(group))) else ""
            cells += [
                f"{units.score(item.metric, row['score'], words)} ({low_high}){mark}",
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
            "effort as mean of its scale. {mark} differs from the rest; of {n} comparisons, at "
            "most {share} of those marked are expected to be chance (Benjamini–Hochberg).",
            level=words.percent(first.confidence),
            mark=MARK,
            n=words.number(compared),
            share=words.percent(1 - first.confidence),
        ),
    )


MARK = "◆"
"""Stands beside a score that differs from the rest in a list of many."""


def _listed(each: Sequence[ScoresBy]) -> tuple[dict[tuple[str, str], bool], int]:
    """Tell which scores of a list differ from the rest, and how many were compared."""
    tested = [
        (item.metric, str(row["group"]), float(row["p_strict"]))
        for item in each
        for _, row in item.table[item.table["p_adjusted"].notna()].iterrows()
    ]
    corrected = benjamini_hochberg([p_value for *_, p_value in tested])
    return {
        (metric, group): bool(q_value <= 1 - each[0].confidence)
        for (metric, group, _), q_value in zip(tested, corrected, strict=True)
    }, len(tested)


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
            cells += [
                units.difference(metric, change.difference, words),
                units.difference_interval(metric, change.ci_low, change.ci_high, words),
                units.size(metric, change.detectable, words),
                say_verdict(waves, position - 1, words),
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
            "five. Verdicts after Holm's correction for {n} comparison; that nothing changed has a "
            "test of its own (equivalence).",
            "Detectable: the smallest true change that these bases would show four times out of "
            "five. Verdicts after Holm's correction for {n} comparisons; that nothing changed has "
            "a test of its own (equivalence).",
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


def _verdict(row: pd.Series, scores: ScoresBy, words: Words) -> str:
    """Say whether a group differs from the rest."""
    if row["n"] < scores.min_base:
        return words("indicative")
    if row["p_adjusted"] <= 1 - scores.confidence:
        return words("differs")
    if row["p_equivalence"] <= (1 - scores.confidence) / 2:
        return words(
            "no difference larger than {margin}",
            margin=units.size(scores.metric, scores.margin, words),
        )
    return words("too few answers to tell")
