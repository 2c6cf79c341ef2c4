"""Results of customers as tables of texts, in the client's number format."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.client import Column
from cxkit.customers.results import Leaving, Research, Segmentation, SegmentEffects
from cxkit.customers.types_found import Archetypes
from cxkit.customers.wording.evidence import group, title, value_name
from cxkit.customers.wording.segments import VERDICT, share
from cxkit.language import N_, Words
from cxkit.presentation import TextTable
from cxkit.presentation.evidence import p_value

KIND = {"qualitative": N_("qualitative"), "quantitative": N_("quantitative")}
QUALITY = {"high": N_("high quality"), "medium": N_("medium quality"), "low": N_("low quality")}
METHOD = {
    "interviews": N_("interviews"),
    "observation": N_("observation"),
    "survey": N_("survey"),
    "focus_groups": N_("focus groups"),
}


def segments_table(segments: Sequence[Segmentation], words: Words) -> TextTable:
    """One row a group of every segmentation: size, value, scores with interval and base."""
    rows = []
    values = any(item.value is not None for item in segments)
    asked = [
        name
        for name in ("nps", "csat")
        if any(item.table[f"{name}_n"].notna().any() for item in segments)
    ]
    for item in segments:
        for row in item.table.to_dict("records"):
            name = item.column.group(row["group"], words)
            if row["customers"] < item.min_base:
                name += " (" + words("indicative") + ")"
            cells = [
                title(item.column, words),
                name,
                words.number(row["customers"]),
                words.percent(row["share"]),
            ]
            if values:
                cells.append(_interval(row, "value", words))
            for question in asked:
                cells += [_interval(row, question, words), words.number(row[f"{question}_n"])]
            rows.append(cells)
    first = segments[0]
    heads = [words("Segmentation"), words("Group"), words("Customers"), words("Share")]
    if values:
        heads.append(words("Share of {value}", value=value_name(_value(segments), words)))
    for question in asked:
        heads += [words("NPS") if question == "nps" else words("Satisfaction"), "n"]
    return TextTable(
        caption=words("Segments: size, value and scores"),
        headings=heads,
        rows=rows,
        numeric=[False, False] + [True] * (len(heads) - 2),
        note=words(
            "In brackets the {level} interval. Scores rest on the latest answer of each customer.",
            level=words.percent(first.confidence),
        )
        if first.one_each
        else words(
            "In brackets the {level} interval. Answers name no customer, so scores rest on every "
            "answer.",
            level=words.percent(first.confidence),
        ),
    )


def _value(segments: Sequence[Segmentation]) -> Column | None:
    return next((item.value for item in segments if item.value is not None), None)


def _interval(row: dict[object, object], name: str, words: Words) -> str:
    """Write a number with its interval; an en dash where it is unknown."""
    value, low, high = (float(row[key]) for key in (name, f"{name}_low", f"{name}_high"))  # type: ignore[arg-type]
    if value != value:
        return words.number(value)
    if name == "nps":
        return f"{words.number(value)} ({words.interval(low, high)})"
    return f"{words.percent(value)} ({words.percent_interval(low, high)})"


def effects_table(effects: SegmentEffects, words: Words) -> TextTable:
    """One row a segmentation and question: share explained, interval, base, verdict."""
    rows = [
        [
            title(item.column, words),
            words("Likelihood to recommend") if item.question == "ltr" else words("Satisfaction"),
            share(item.result.epsilon2, words),
            words.percent_interval(item.result.ci_low, item.result.ci_high, decimals=1),
            words.number(item.result.n),
            p_value(item.p_adjusted, words),
            words(VERDICT[item.verdict]),
        ]
        for item in effects.effects
    ]
    return TextTable(
        caption=words("Does the segmentation matter for the experience?"),
        headings=[
            words("Segmentation"),
            words("Question"),
            words("Differences explained (ε²)"),
            words("{level} interval", level=words.percent(effects.confidence)),
            "n",
            words("p (Holm)"),
            words("Verdict"),
        ],
        rows=rows,
        numeric=[False, False, True, True, True, True, False],
        note=words.plural(
            "Kruskal–Wallis test, corrected for {n} comparison. It matters: clear and at least "
            "{least} explained; it does not: not clear and the interval stays below {most}.",
            "Kruskal–Wallis tests, corrected for {n} comparisons. It matters: clear and at least "
            "{least} explained; it does not: not clear and the interval stays below {most}.",
            len(rows),
            least=words.percent(0.01),
            most=words.percent(0.02),
        ),
    )


def stability_table(found: Archetypes, words: Words) -> TextTable:
    """One row a number of groups: agreement of halves, draws without groups, p value."""
    rows = [
        [
            words.number(trial.k),
            words.number(trial.stability, decimals=2),
            words.number(trial.null_mean, decimals=2),
            words.number(trial.null_high, decimals=2),
            words.number(trial.p_value, decimals=2),
            words("chosen number") if trial == found.chosen else "",
        ]
        for trial in found.trials
    ]
    left_out = words.join([column.title(words) for column in found.left_out])
    note = words(
        "Agreement of two halves of {tested} customers (adjusted Rand index), beside draws with "
        "the same answers and correlations but no groups; p corrected for all numbers tried.",
        tested=words.number(found.n_tested),
    )
    if left_out:
        note += " " + words("Items too empty or too uniform to be used: {items}.", items=left_out)
    return TextTable(
        caption=words("How stable are the groups?"),
        headings=[
            words("Number of groups"),
            words("Agreement"),
            words("Without groups"),
            words("95 of 100 below"),
            words("p (corrected)"),
            words("Verdict"),
        ],
        rows=rows,
        numeric=[True, True, True, True, True, False],
        note=note,
    )


def leaving_table(leaving: Leaving, words: Words) -> TextTable:
    """One row a group: customers, share that left, difference from the others."""
    rows = []
    for row in leaving.table.to_dict("records"):
        column = leaving.columns[row["column"]]
        p, gap = float(row["p_adjusted"]), row["gap"] * 100
        low, high = row["gap_low"] * 100, row["gap_high"] * 100
        verdict = words("indicative")
        if p == p:
            clear = p <= 1 - leaving.confidence
            verdict = words("differs") if clear else words("no clear difference")
        rows.append(
            [
                title(column, words),
                group(column, row["group"], words),
                words.number(row["n"]),
                words.percent(row["share"]),
                words.percent_interval(row["ci_low"], row["ci_high"]),
                words("{n} percentage points", n=words.number(gap, decimals=1, signed=True)),
                words.interval(low, high, decimals=1, signed=True),
                verdict,
            ]
        )  # fmt: skip
    return TextTable(
        caption=words("Who left"),
        headings=[
            words("Segmentation"),
            words("Group"),
            words("Customers"),
            words("Left the company"),
            words("{level} interval", level=words.percent(leaving.confidence)),
            words("Difference from the rest"),
            words("Its interval"),
            words("Verdict"),
        ],
        rows=rows,
        numeric=[False, False, True, True, True, True, True, False],
    )


def research_table(research: Research, words: Words) -> TextTable:
    """One row a study: method, kind, base, date, quality, and how often it is cited."""
    rows = []
    for study, months, cited in zip(research.studies, research.months, research.cited, strict=True):
        method = METHOD.get(study.method)
        rows.append(
            [
                study.name.say(words),
                words(method) if method else study.method,
                words(KIND[study.kind]),
                words.number(study.n) if study.n is not None else "–",
                words.month(study.date) if study.date is not None else words("undated"),
                words.number(months) if months == months else "–",
                words(QUALITY[study.quality]) if study.quality else words("not judged"),
                words.number(cited),
            ]
        )
    return TextTable(
        caption=words("Register of market research"),
        headings=[
            words("Study"),
            words("Method"),
            words("Kind of study"),
            "n",
            words("Date"),
            words("Age in months"),
            words("Quality"),
            words("Notes that rest on it"),
        ],
        rows=rows,
        numeric=[False, False, False, True, False, True, False, True],
    )
