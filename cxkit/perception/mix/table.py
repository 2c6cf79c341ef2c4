"""The parts of a score's change, group by group, as a table of texts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.mix.decomposition import Mix
from cxkit.perception.results import NAME
from cxkit.presentation import TextTable


def mix_table(mix: Mix, words: Words) -> TextTable:
    """One row a group: share and score in both waves, own change and mix; the total below."""
    parts = mix.parts
    records = mix.table.sort_values("mix", key=lambda part: -part.abs(), kind="stable")
    rows = [_row(mix, record, words) for record in records.to_dict("records")]
    rows.append(
        [
            words("All"),
            *(words("n = {n}", n=words.number(n)) for n in (mix.n_before, mix.n_after)),
            *(units.score(mix.metric, score, words) for score in (parts.before, parts.after)),
            *_part(mix, (parts.rate.value, parts.rate.ci_low, parts.rate.ci_high), words),
            *_part(mix, (parts.mix.value, parts.mix.ci_low, parts.mix.ci_high), words),
        ]
    )
    before = units.wave(mix.waves, mix.before_label, words)
    after = units.wave(mix.waves, mix.after_label, words)
    interval = words("{level} interval", level=words.percent(parts.confidence))
    return TextTable(
        caption=words(
            "{name}: why it moved from {before} to {after}, by {dimension}",
            name=words(NAME[mix.metric]),
            before=before,
            after=after,
            dimension=mix.column.title(words).lower(),
        ),
        headings=[
            mix.column.title(words),
            words("Share of answers, {wave}", wave=before),
            words("Share of answers, {wave}", wave=after),
            words("Score, {wave}", wave=before),
            words("Score, {wave}", wave=after),
            words("Own change"),
            interval,
            words("Mix"),
            interval,
        ],
        rows=rows,
        numeric=[False] + [True] * 8,
        note=_note(mix, words),
    )


def _row(mix: Mix, record: Mapping[Hashable, Any], words: Words) -> list[str]:
    few = min(record["n_before"], record["n_after"]) < mix.min_base
    name = mix.column.group(record["group"], words)
    indicative = words("indicative")
    return [
        f"{name} ({indicative})" if few else name,
        *(
            words(
                "{share} (n = {n})",
                share=words.percent(record[f"share_{side}"]),
                n=words.number(record[f"n_{side}"]),
            )
            for side in ("before", "after")
        ),
        *(units.score(mix.metric, record[f"mean_{side}"], words) for side in ("before", "after")),
        *_part(mix, (record["rate"], record["rate_low"], record["rate_high"]), words),
        *_part(mix, (record["mix"], record["mix_low"], record["mix_high"]), words),
    ]


def _part(mix: Mix, part: tuple[float, float, float], words: Words) -> tuple[str, str]:
    value, low, high = part
    if low != low:
        return units.difference(mix.metric, value, words), words("not known")
    return (
        units.difference(mix.metric, value, words),
        units.difference_interval(mix.metric, low, high, words),
    )


def _note(mix: Mix, words: Words) -> str:
    parts = [
        words(
            "Own change: the group’s own score moved, at its average share. Mix: its share moved, "
            "against the average of all. The two columns add up to the change of the total. "
            "Intervals from {draws} bootstrap draws.",
            draws=words.number(mix.parts.draws),
        )
    ]
    if (mix.table[["n_before", "n_after"]] == 0).any(axis=None):
        parts.append(words("A group without answers in one wave counts as mix only."))
    if mix.n_left_out:
        parts.append(
            words.plural(
                "{n} answer whose group is blank is left out.",
                "{n} answers whose group is blank are left out.",
                mix.n_left_out,
            )
        )
    if mix.comparisons > 1:
        parts.append(
            words.plural(
                "Verdict on the mix after Holm’s correction for {n} dimension.",
                "Verdict on the mix after Holm’s correction for {n} dimensions.",
                mix.comparisons,
            )
        )
    return " ".join(parts)
