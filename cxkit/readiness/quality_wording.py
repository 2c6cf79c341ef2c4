"""Doubtful answers in words: which, and how many."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.language import N_, Words
from cxkit.readiness import score_words
from cxkit.readiness.answer_dates import DateFaults
from cxkit.readiness.answer_groups import AnswerGroup
from cxkit.readiness.answer_quality import AnswerQuality
from cxkit.readiness.contradictions import Contradiction
from cxkit.readiness.doubtful import FEWEST_RATED, Kind
from cxkit.readiness.scale_doubts import ScaleDoubt

KIND: dict[Kind, str] = {
    "repeated": N_("Repeated questionnaires"),
    "same_day": N_("Same customer, touchpoint and day"),
    "straight": N_("Straight lines"),
    "hasty": N_("Answered in haste"),
    "straight_hasty": N_("Straight lines in haste"),
    "dates": N_("Impossible dates"),
    "reversed": N_("Effort opposite to the other answer"),
    "mixed_scale": N_("Another scale, or turned round"),
}


def read_answers(quality: AnswerQuality, words: Words) -> str:
    """Say which answers are doubtful, and how many."""
    lines = [_copies_and_lines(quality, words)]
    again = quality.of("same_day")
    if again.n:
        lines.append(
            words.plural(
                "{n} answer comes from a customer who had answered on the same touchpoint that "
                "day.",
                "{n} answers come from customers who had answered on the same touchpoint that day.",
                again.n,
            )
        )
    if quality.dates is not None and quality.dates.n:
        lines.append(_impossible(quality.dates, words))
    if quality.outside:
        lines.append(
            words.plural(
                "{n} answer is dated outside the period of the engagement.",
                "{n} answers are dated outside the period of the engagement.",
                quality.outside,
            )
        )
    if quality.opposite is not None and quality.opposite.beyond_chance:
        lines.append(_opposite(quality.opposite, words))
    lines += [_doubt(item, words) for item in _once(quality.doubts)]
    return "\n".join(line for line in lines if line)


def _once(doubts: Sequence[ScaleDoubt]) -> list[ScaleDoubt]:
    """Return the doubts, one a question and group that two other questions speak against."""
    said: list[ScaleDoubt] = []
    for item in doubts:
        if item.kind != "turned_group" or not any(
            (item.kind, item.second, item.group) == (other.kind, other.second, other.group)
            for other in said
        ):
            said.append(item)
    return said


def _copies_and_lines(quality: AnswerQuality, words: Words) -> str:
    """Say which questionnaires are repeated, and which were filled in without reading."""
    doubtful = quality.straight_hasty if quality.timed else quality.straight
    n = words.number(quality.n)
    said = []
    if quality.repeated is None:
        said.append(
            words(
                "Whether questionnaires were handed in twice cannot be told: nothing tells them "
                "apart."
            )
        )
    elif quality.repeated:
        said.append(
            words.plural(
                "{n} questionnaire of {all} is repeated.",
                "{n} questionnaires of {all} are repeated.",
                quality.repeated,
                all=n,
            )
        )
    elif not doubtful:
        said.append(
            words.plural(
                "{n} questionnaire: neither repeated nor filled in without reading, as far as "
                "this can be told.",
                "None of {n} questionnaires is repeated or filled in without reading, as far as "
                "this can be told.",
                quality.n,
            )
        )
    if doubtful:
        straight = (
            N_(
                "{straight} of {n} questionnaires with at least {fewest} ratings give all "
                "attributes the same answer in less than a third of the usual time."
            )
            if quality.timed
            else N_(
                "{straight} of {n} questionnaires with at least {fewest} ratings give all "
                "attributes the same answer."
            )
        )
        said.append(
            words(
                straight,
                n=words.number(quality.compared if quality.timed else quality.rated),
                straight=words.number(doubtful),
                fewest=words.number(FEWEST_RATED),
            )
        )
    return " ".join(said)


def date_reasons(dates: DateFaults, words: Words) -> list[str]:
    """Name what is impossible about the dates, and how often."""
    said = []
    if dates.after_as_of:
        said.append(
            words.plural(
                "{n} after the day the data were taken",
                "{n} after the day the data were taken",
                dates.after_as_of,
            )
        )
    if dates.before_joined:
        said.append(
            words.plural(
                "{n} before the customer joined",
                "{n} before the customer joined",
                dates.before_joined,
            )
        )
    if dates.after_left:
        said.append(
            words.plural(
                "{n} after the customer left", "{n} after the customer left", dates.after_left
            )
        )
    return said


def _impossible(dates: DateFaults, words: Words) -> str:
    reasons = words.join(date_reasons(dates, words))
    return words.plural(
        "{n} answer of {all} cannot have been given when it is dated: {reasons}.",
        "{n} answers of {all} cannot have been given when they are dated: {reasons}.",
        dates.n,
        all=words.number(dates.dated),
        reasons=reasons,
    )


def _opposite(found: Contradiction, words: Words) -> str:
    return words(
        "{n} of {base} answers to “{effort}” ({share}) say the opposite of “{against}”; answers "
        "that had nothing to do with each other would do so in {chance}. Many may have read the "
        "scale the wrong way round: check how it was printed.",
        n=words.number(found.n),
        base=words.number(found.base),
        effort=found.effort.title(words),
        against=found.against.title(words),
        share=score_words.share(found.share, words),
        chance=words.percent(found.by_chance, decimals=1),
    )


def _where(group: AnswerGroup | None, words: Words) -> str:
    """Say where a group's answers come from: "in the channel Web"."""
    if group is None:
        return ""
    name = group.by.group(group.group, words)
    if group.by.name == "quarter":
        year, _, quarter = group.group.partition("Q")
        name = words("{year}-Q{quarter}", year=year, quarter=quarter)
    text = {
        "file": N_("in the file {name}"),
        "channel": N_("in the channel {name}"),
        "touchpoint": N_("at the touchpoint {name}"),
    }.get(group.by.name, N_("in the wave {name}"))
    return words(text, name=name)


def _doubt(item: ScaleDoubt, words: Words) -> str:
    """Say which scale may not be as declared, and what to check."""
    scale = item.second.scale
    text = {
        "against": N_(
            "“{first}” and “{second}” run against each other (correlation {value}, n = {n}): check "
            "the direction declared for both scales."
        ),
        "turned_group": N_(
            "“{first}” and “{second}” run against each other {where} (correlation {value}, "
            "n = {n}) and together elsewhere ({elsewhere}): check whether “{second}” was asked "
            "the other way round there."
        ),
        "unused_end": N_(
            "Nobody answered above {value} to “{second}”, declared {scale} (n = {n}): check its "
            "scale."
        ),
        "shorter_group": N_(
            "Nobody answered above {value} to “{second}” {where} (n = {n}), declared {scale}, and "
            "{elsewhere} of the others did: check whether a shorter scale was used there."
        ),
        "two_peaks": N_(
            "The answers to “{second}” have two peaks, at {value} and at {elsewhere}, and hardly "
            "any just above {value} (n = {n}): check whether two scales were mixed."
        ),
    }[item.kind]
    decimals = 2 if item.kind in ("against", "turned_group") else 0
    elsewhere = (
        words.percent(item.elsewhere)
        if item.kind == "shorter_group"
        else words.number(item.elsewhere, decimals=decimals)
    )
    return words(
        text,
        first=item.first.title(words),
        second=item.second.title(words),
        value=words.number(item.value, decimals=decimals),
        n=words.number(item.n),
        where=_where(item.group, words),
        elsewhere=elsewhere,
        scale=scale.text if scale is not None else "",
    )
