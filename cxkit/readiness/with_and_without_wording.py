"""Whether a score rests on doubtful answers, in words."""

from __future__ import annotations

from cxkit.language import N_, Words
from cxkit.readiness import score_words
from cxkit.readiness.compared_score import Metric, WithAndWithout
from cxkit.readiness.quality_wording import KIND
from cxkit.readiness.with_and_without import Sensitivity

ALL_KINDS = N_("All kinds together")
_SAME: dict[Metric, str] = {
    "nps": N_("NPS still {score}"),
    "csat": N_("satisfaction still {score}"),
    "ces": N_("effort still {score}"),
}
_STAYS: dict[Metric, str] = {
    "nps": N_("NPS {without} instead of {score}"),
    "csat": N_("satisfaction {without} instead of {score}"),
    "ces": N_("effort {without} instead of {score}"),
}
_LOWER: dict[Metric, str] = {
    "nps": N_("Leaving them out would lower NPS by {size} ({level} interval {interval})."),
    "csat": N_(
        "Leaving them out would lower satisfaction by {size} ({level} interval {interval})."
    ),
    "ces": N_(
        "Leaving them out would lower the effort score by {size} ({level} interval {interval})."
    ),
}
_RAISE: dict[Metric, str] = {
    "nps": N_("Leaving them out would raise NPS by {size} ({level} interval {interval})."),
    "csat": N_(
        "Leaving them out would raise satisfaction by {size} ({level} interval {interval})."
    ),
    "ces": N_(
        "Leaving them out would raise the effort score by {size} ({level} interval {interval})."
    ),
}


def read_with_and_without(found: Sensitivity, words: Words) -> str:
    """Say whether what the report says rests on doubtful answers."""
    lines = [_how_many(found, words)]
    touched = [row for row in found.together() if row.verdict != "nothing"]
    calm = [row for row in touched if not row.changes]
    lines += [_changed(row, found, words) for row in touched if row.changes]
    if calm:
        text = N_("Leaving them out would not change what the report says: {scores}.")
        if len(calm) < len(touched):
            text = N_("What the report says of the rest would not change: {scores}.")
        lines.append(words(text, scores=words.join([_stays(row, words) for row in calm])))
    if found.turned:
        lines.append(
            words(
                "Effort runs against the other answers as a whole: correct its declared direction "
                "first; nothing was left out for that reason."
            )
        )
    return " ".join(lines)


def _how_many(found: Sensitivity, words: Words) -> str:
    """Say how many answers look doubtful, and by how many checks."""
    if not found.n_doubtful:
        return words(
            "Of {all} checks for doubtful answers {checks} could be made on these data; none of "
            "{n} answers looks doubtful by them.",
            checks=words.number(found.checks),
            all=words.number(len(KIND)),
            n=words.number(found.n),
        )
    share = score_words.share(found.n_doubtful / found.n, words)
    return words.plural(
        "{n} of {all} answers ({share}) looks doubtful for one reason or another; it counts in "
        "every result.",
        "{n} of {all} answers ({share}) look doubtful for one reason or another; they count in "
        "every result.",
        found.n_doubtful,
        all=words.number(found.n),
        share=share,
    )


def _stays(row: WithAndWithout, words: Words) -> str:
    """Write a score without and with the doubtful answers, as part of a sentence."""
    score = score_words.score(row.metric, row.score, words)
    without = score_words.score(row.metric, row.without, words)
    if without == score:
        return words(_SAME[row.metric], score=score)
    return words(_STAYS[row.metric], without=without, score=score)


def _changed(row: WithAndWithout, found: Sensitivity, words: Words) -> str:
    """Say how a score would move, and which kind of doubt moves it most."""
    name = words(score_words.SHORT[row.metric])
    if row.verdict == "nobody":
        return words("{name}: every answer is doubtful, so nothing would be left.", name=name)
    interval = score_words.difference_interval(
        row.metric, row.difference_low, row.difference_high, words
    )
    level = words.percent(found.confidence)
    if row.verdict == "unclear":
        return words(
            "{name}: whether leaving them out would change it cannot be told ({difference}; "
            "{level} interval {interval}).",
            name=name,
            difference=score_words.difference(row.metric, row.difference, words),
            level=level,
            interval=interval,
        )
    if row.verdict == "within":  # only who leads changes
        return words(
            "Leaving them out would change whether promoters or detractors clearly lead: NPS "
            "{without} ({level} interval {without_interval}) instead of {score} ({interval}).",
            without=score_words.score("nps", row.without, words),
            score=score_words.score("nps", row.score, words),
            level=level,
            without_interval=score_words.interval("nps", row.without_low, row.without_high, words),
            interval=score_words.interval("nps", row.ci_low, row.ci_high, words),
        )
    text = words(
        (_LOWER if row.difference < 0 else _RAISE)[row.metric],
        size=score_words.size(row.metric, row.difference, words),
        level=level,
        interval=interval,
    )
    if row.lead_lost:
        text += " " + words("Whether promoters or detractors clearly lead would change too.")
    kinds = found.of(row.metric)
    if len(kinds) > 1:
        most = max(kinds, key=lambda item: abs(item.difference))
        text += " " + words("Most of it comes from: {kind}.", kind=words(kind_name(most)).lower())
    return text


def kind_name(row: WithAndWithout) -> str:
    """Return the marked English name of what is left out."""
    return ALL_KINDS if row.kind == "all" else KIND[row.kind]
