"""The two gaps in words: what leaders think, and what they do."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first
from cxkit.strategy.execution_gap import ExecutionGap
from cxkit.strategy.labels import METRICS
from cxkit.strategy.perception_gap import PerceptionGap, is_clear, widest
from cxkit.strategy.wording.evidence import quoted, scale_points, source

FEW_LEADERS = 10
"""Leaders below which a reader is told how many were asked."""


def headline_gap(result: PerceptionGap, words: Words) -> str:
    """State the widest gap that is clear, or that none is; without full stop."""
    row = widest(result, error=1 - result.confidence)
    if row is not None:
        return words(
            "Leaders think better of {touchpoint} than customers do: {size} apart",
            touchpoint=quoted(result.names.say(row.touchpoint, words), words),
            size=scale_points(row.gap, words),
        )
    if any(is_clear(result, row, error=1 - result.confidence) for row in result.rows):
        return words("Where leaders and customers differ clearly, leaders are the stricter ones")
    return words("Leaders and customers do not differ clearly at any touchpoint")


def describe_perception_gap(result: PerceptionGap, words: Words) -> FigureText:
    """Words around the perception gap; the headline names a touchpoint only if it is clear."""
    headline = headline_gap(result, words)
    values = "; ".join(
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=result.names.say(row.touchpoint, words),
            score=words.number(row.gap, decimals=2, signed=True),
            interval=words.interval(row.ci_low, row.ci_high, decimals=2, signed=True),
            n=words.number(row.n),
        )
        for row in sorted(result.rows, key=lambda row: -row.gap * result.better)
    )
    reading = words(
        "In brackets the two means. Colour marks a gap that remains clear after {n} comparisons "
        "(Holm).",
        n=words.number(result.comparisons),
    )
    if result.leaders < FEW_LEADERS:
        reading += " " + words("Few leaders were asked: {n}.", n=words.number(result.leaders))
    return FigureText(
        headline=headline,
        measure=words.plural(
            "Leaders' mean less customers' mean, {metric} on the scale {scale}, with its {level} "
            "interval; {period}{n} leader; n beside each touchpoint are customers' answers",
            "Leaders' mean less customers' mean, {metric} on the scale {scale}, with its {level} "
            "interval; {period}{n} leaders; n beside each touchpoint are customers' answers",
            result.leaders,
            metric=words(METRICS[result.metric]).lower(),
            scale=result.scale.text,
            level=words.percent(result.confidence),
            period=period_first(result.evidence, words),
        ),
        reading=reading,
        source=source(result.evidence, words),
        alt=f"{headline}. {values}.",
    )


def read_gap_notes(result: PerceptionGap, words: Words) -> str:
    """Say what was left out of the gap: repeated ratings, touchpoints without answers."""
    lines = []
    if result.repeated:
        lines.append(
            words.plural(
                "{n} rating was given by a leader who had already rated the touchpoint; the "
                "leader's mean counts once.",
                "{n} ratings were given by leaders who had already rated the touchpoint; each "
                "leader's mean counts once.",
                result.repeated,
            )
        )
    if result.unmatched:
        lines.append(
            words(
                "Leaders also rated {touchpoints}, where no customer answered: it is not compared.",
                touchpoints=words.join(
                    [quoted(result.names.say(name, words), words) for name in result.unmatched]
                ),
            )
        )
    if any(row.n_leaders == 1 for row in result.rows):
        lines.append(words("Where a single leader rated a touchpoint, no interval can be given."))
    return "\n".join(lines)


def read_execution_gap(gap: ExecutionGap, words: Words) -> str:
    """Say how many leaders find the experience critical and how many manage it."""
    result = gap.result
    lines = [
        words(
            "{critical} of {n} leaders hold that the experience decides success; {implemented} "
            "of the same {n} say that its management is in place.",
            critical=words.number(gap.critical),
            implemented=words.number(gap.implemented),
            n=words.number(result.n),
        )
    ]
    points = round(abs(result.difference) * 100)
    if gap.everybody:
        lines[0] += " " + words.plural(
            "That is a gap of {n} percentage point. All leaders asked have answered, so nothing "
            "is estimated.",
            "That is a gap of {n} percentage points. All leaders asked have answered, so nothing "
            "is estimated.",
            points,
        )
    else:
        lines[0] += " " + words.plural(
            "That is a gap of {n} percentage point ({level} interval {interval}).",
            "That is a gap of {n} percentage points ({level} interval {interval}).",
            points,
            level=words.percent(result.confidence),
            interval=words.interval(result.ci_low * 100, result.ci_high * 100, signed=False),
        )
    if gap.asked is not None and not gap.everybody:
        lines.append(
            words(
                "{n} of {asked} leaders asked have answered; the others may think otherwise.",
                n=words.number(result.n),
                asked=words.number(gap.asked),
            )
        )
    if gap.asked_too_few:
        lines.append(
            words(
                "strategy.yml lists more leaders than “leaders_asked” says were asked; correct "
                "that number. It is not used."
            )
        )
    elif gap.asked is None:
        lines.append(
            words(
                "How many leaders were asked is not known (“leaders_asked” in strategy.yml), so "
                "the interval speaks of leaders in general."
            )
        )
    return "\n".join(lines)
