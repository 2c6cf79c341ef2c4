"""Segments and whether they matter, in words."""

from __future__ import annotations

from cxkit.customers.results import Segmentation, SegmentEffect, SegmentEffects
from cxkit.customers.wording.evidence import title
from cxkit.language import N_, Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source

VERDICT = {
    "matters": N_("matters"),
    "slight": N_("differs, but slightly"),
    "none": N_("does not matter"),
    "unknown": N_("cannot be told"),
}
SENTENCE = {
    ("ltr", "matters"): N_(
        "{column}: this segmentation explains {share} of the differences in recommendation "
        "({level} interval {interval}; n = {n}): it matters for the experience."
    ),
    ("ltr", "slight"): N_(
        "{column}: this segmentation explains {share} of the differences in recommendation "
        "({level} interval {interval}; n = {n}): a clear difference, but a slight one."
    ),
    ("ltr", "none"): N_(
        "{column}: this segmentation explains {share} of the differences in recommendation "
        "({level} interval {interval}; n = {n}): too little to matter for the experience."
    ),
    ("ltr", "unknown"): N_(
        "{column}: this segmentation explains {share} of the differences in recommendation "
        "({level} interval {interval}; n = {n}): we cannot tell whether it matters."
    ),
    ("csat", "matters"): N_(
        "{column}: this segmentation explains {share} of the differences in satisfaction "
        "({level} interval {interval}; n = {n}): it matters for the experience."
    ),
    ("csat", "slight"): N_(
        "{column}: this segmentation explains {share} of the differences in satisfaction "
        "({level} interval {interval}; n = {n}): a clear difference, but a slight one."
    ),
    ("csat", "none"): N_(
        "{column}: this segmentation explains {share} of the differences in satisfaction "
        "({level} interval {interval}; n = {n}): too little to matter for the experience."
    ),
    ("csat", "unknown"): N_(
        "{column}: this segmentation explains {share} of the differences in satisfaction "
        "({level} interval {interval}; n = {n}): we cannot tell whether it matters."
    ),
}
_RANK = {"matters": 3, "slight": 2, "unknown": 1, "none": 0}


def strongest(effects: SegmentEffects) -> SegmentEffect:
    """Return the effect that leads: the best verdict, then the largest share."""
    return max(effects.effects, key=lambda item: (_RANK[item.verdict], item.result.epsilon2))


def share(value: float, words: Words) -> str:
    """Write a share explained: with a decimal where it is small."""
    return words.percent(value, decimals=1 if value < 0.1 else 0)


def read_effect(effect: SegmentEffect, words: Words) -> str:
    """One sentence on one segmentation and one question."""
    result = effect.result
    return words(
        SENTENCE[effect.question, effect.verdict],
        column=title(effect.column, words),
        share=share(result.epsilon2, words),
        level=words.percent(result.confidence),
        interval=words.percent_interval(result.ci_low, result.ci_high, decimals=1),
        n=words.number(result.n),
    )


def describe_effects(effects: SegmentEffects, words: Words) -> FigureText:
    """Words around how much each segmentation explains."""
    headline = _headline(effects, words)
    evidence = effects.evidence
    base = (
        words("the latest answer of each customer")
        if effects.one_each
        else words("every answer, because answers name no customer")
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Share of the differences between answers that lies between the groups (ε²) with "
            "its {level} interval; {base}; {period}n = {n}",
            level=words.percent(effects.confidence),
            base=base,
            period=period_first(evidence, words),
            n=words.number(evidence.n),
        ),
        reading=_reading(effects, words),
        source=source(evidence, words),
        alt=" ".join([f"{headline}.", *(read_effect(item, words) for item in effects.effects)]),
    )


def _headline(effects: SegmentEffects, words: Words) -> str:
    lead = strongest(effects)
    values = {"column": title(lead.column, words), "share": share(lead.result.epsilon2, words)}
    if lead.verdict in ("matters", "slight"):
        text = (
            N_("“{column}” explains most: {share} of the differences in recommendation")
            if lead.question == "ltr"
            else N_("“{column}” explains most: {share} of the differences in satisfaction")
        )
        return words(text, **values)
    if lead.verdict == "none":
        return words("No segmentation explains a part of the experience that matters")
    return words("Whether a segmentation matters for the experience cannot be told")


def _reading(effects: SegmentEffects, words: Words) -> str:
    by_column: dict[str, list[SegmentEffect]] = {}
    for effect in effects.effects:
        by_column.setdefault(effect.column.name, []).append(effect)
    idle = [
        title(items[0].column, words)
        for items in by_column.values()
        if all(item.verdict == "none" for item in items)
    ]
    said = []
    if idle and len(idle) < len(by_column):
        said.append(words("Too little to matter: {columns}.", columns=words.join(idle)))
    if effects.one_each:
        said.append(
            words(
                "Only the latest answer of each customer counts here: a small difference may still "
                "be clear in the section on perception, which takes every answer."
            )
        )
    verdicts = {item.verdict for item in effects.effects}
    if verdicts == {"none"}:
        said.append(
            words("A segment that differs in neither section does not need a journey of its own.")
            if effects.one_each
            else words(
                "Segments that do not differ in experience do not need a journey of their own."
            )
        )
    return " ".join(said)


def read_segments(segments: tuple[Segmentation, ...], words: Words) -> str:
    """Say which group holds clearly more value than its number of customers."""
    lines = []
    for item in segments:
        table = item.table[item.table["value_low"] > item.table["share"]]
        table = table[table["customers"] >= item.min_base]
        if table.empty or item.value is None:
            continue
        row = table.iloc[int((table["value"] - table["share"]).to_numpy().argmax())]
        text = (
            N_(
                "{group} ({column}) is {share} of the customers and {value} of the margin "
                "({level} interval {interval}; n = {n})."
            )
            if item.value.name == "margin"
            else N_(
                "{group} ({column}) is {share} of the customers and {value} of the revenue "
                "({level} interval {interval}; n = {n})."
            )
        )
        lines.append(
            words(
                text,
                group=item.column.group(row["group"], words),
                column=title(item.column, words).lower(),
                share=words.percent(row["share"]),
                value=words.percent(row["value"]),
                level=words.percent(item.confidence),
                interval=words.percent_interval(row["value_low"], row["value_high"]),
                n=words.number(item.n),
            )
        )
    return "\n".join(lines)
