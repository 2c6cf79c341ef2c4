"""What perception concludes for the summary: only what its own interval carries."""

from __future__ import annotations

from cxkit.findings import Finding
from cxkit.language import N_, Words
from cxkit.perception import units
from cxkit.perception.analysis import PerceptionAnalysis
from cxkit.perception.results import SHORT, Metric, Overall, ScoresBy, WaveScores
from cxkit.perception.wording import clear_changes, main_score, read_overall, standing_out

_RANGE: dict[Metric, float] = {"nps": 200.0, "csat": 1.0, "ces": 0.0}


def findings(analysis: PerceptionAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of perception, unranked.

    Levels of each metric, the groups that stand out from the rest after Holm's correction,
    the changes from wave to wave that remain clear after it, and slow or open tickets.
    """
    found: list[Finding] = []
    for metric in analysis.metrics:
        overall = analysis.overall(metric)
        if isinstance(overall, Overall):
            found.append(_level(overall, words))
        for column in analysis.dimensions:
            scores = analysis.by(column.name, metric)
            if isinstance(scores, ScoresBy):
                found += _groups(scores, words)
        waves = analysis.waves(metric)
        if isinstance(waves, WaveScores):
            found += _changes(waves, words)
    return tuple(found)


def _level(overall: Overall, words: Words) -> Finding:
    result = overall.result
    enough = result.n >= overall.min_base
    tone = "neutral"
    if overall.metric == "nps" and enough:
        tone = "good" if result.ci_low > 0 else "bad" if result.ci_high < 0 else "neutral"
    name = words(SHORT[overall.metric])
    value = units.score(overall.metric, main_score(overall), words)
    return Finding(
        key=f"perception.{overall.metric}.level",
        subject="perception",
        headline=words("{name} stands at {value}.", name=name, value=value),
        detail=read_overall(overall, words),
        tone=tone,  # type: ignore[arg-type]
        certainty="clear" if enough else "indicative",
        reach=1.0,
        size=0.05,
        evidence=overall.evidence,
    )


def _groups(scores: ScoresBy, words: Words) -> list[Finding]:
    found = []
    for side, text in (
        ("bad", N_("{group}: {name} {size} below the rest.")),
        ("good", N_("{group}: {name} {size} above the rest.")),
    ):
        row = standing_out(scores, side)
        if row is None:
            continue
        found.append(
            Finding(
                key=f"perception.{scores.metric}.{scores.dimension}.{side}",
                subject="perception",
                headline=words(
                    _direction(text, scores, side),
                    group=scores.column.group(row["group"], words),
                    name=words(SHORT[scores.metric]),
                    size=units.size(scores.metric, row["gap"], words),
                ),
                detail=words(
                    "By {dimension}: {score} against {others} of all answers; interval of the "
                    "difference {interval}; n = {n}.",
                    dimension=scores.column.title(words).lower(),
                    score=units.score(scores.metric, row["score"], words),
                    others=units.score(scores.metric, main_score(scores.overall), words),
                    interval=units.difference_interval(
                        scores.metric, row["gap_low"], row["gap_high"], words
                    ),
                    n=words.number(row["n"]),
                ),
                tone="bad" if side == "bad" else "good",
                certainty="clear",
                reach=float(row["n"]) / max(float(scores.table["n"].sum()), 1.0),
                size=_relative(scores.metric, float(row["gap"]), scores.overall),
                evidence=scores.overall.evidence,
            )
        )
    return found


def _direction(text: str, scores: ScoresBy, side: str) -> str:
    """Say worse and better where a low score is the good one."""
    if scores.metric == "ces" and not scores.overall.scale.higher_is_better:
        return (
            N_("{group}: {name} {size} above the rest, which is worse.")
            if side == "bad"
            else N_("{group}: {name} {size} below the rest, which is better.")
        )
    return text


def _changes(waves: WaveScores, words: Words) -> list[Finding]:
    clear = clear_changes(waves)
    if not clear:
        return []
    change, adjusted = max(clear, key=lambda item: abs(item[0].difference))
    fell = change.difference < 0
    good = fell != waves.overall.scale.higher_is_better
    text = (
        N_("{name} fell by {size} from {before} to {after}.")
        if fell
        else N_("{name} rose by {size} from {before} to {after}.")
    )
    return [
        Finding(
            key=f"perception.{waves.metric}.change",
            subject="perception",
            headline=words(
                text,
                name=words(SHORT[waves.metric]),
                size=units.size(waves.metric, change.difference, words),
                before=change.before_label,
                after=change.after_label,
            ),
            detail=words(
                "Interval of the change {interval}; n = {n_before} and {n_after}; p = {p} after "
                "correction for {m} comparisons.",
                interval=units.difference_interval(
                    waves.metric, change.ci_low, change.ci_high, words
                ),
                n_before=words.number(change.n_before),
                n_after=words.number(change.n_after),
                p=words.number(adjusted, decimals=3),
                m=words.number(len(waves.changes)),
            ),
            tone="good" if good else "bad",
            certainty="clear",
            reach=1.0,
            size=_relative(waves.metric, change.difference, waves.overall),
            evidence=waves.overall.evidence,
        )
    ]


def _relative(metric: Metric, difference: float, overall: Overall) -> float:
    """Return a difference as a share of the metric's range."""
    width = _RANGE[metric] or float(overall.scale.high - overall.scale.low)
    return min(abs(difference) / width, 1.0)
