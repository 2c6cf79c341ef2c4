"""What perception concludes for the summary: only what remains after all comparisons made."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from cxkit.findings import Finding, Missing, Tone, error_rate
from cxkit.language import N_, Words
from cxkit.perception import units
from cxkit.perception.analysis import PerceptionAnalysis
from cxkit.perception.drivers.importance import Drivers
from cxkit.perception.drivers.wording import read_drivers, read_top_driver
from cxkit.perception.mix.wording import describe_mix
from cxkit.perception.results import (
    SHORT,
    Metric,
    Overall,
    Ratings,
    Resolution,
    ScoresBy,
    WaveScores,
)
from cxkit.perception.scores.level_wording import read_overall
from cxkit.perception.scores.rating_wording import describe_ratings
from cxkit.perception.scores.score_change import ScoreChange
from cxkit.perception.standout import extremes, first_to_improve, main_score
from cxkit.perception.waits.wording import describe_resolution, read_resolution
from cxkit.presentation.evidence import chance
from cxkit.stats.multiplicity import holm

_RANGE: dict[Metric, float] = {"nps": 200.0, "csat": 1.0, "ces": 0.0}
_LEVEL_SIZE = 0.02
"""Where a metric's level stands among the findings: below differences that matter."""
_DRIVER_SIZE = 0.1
"""What a driver carries of the summary: behind clear differences, before levels."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A comparison that becomes a finding if it remains clear.

    Candidates of one slot compete: the first metric wins, then the largest difference.
    """

    slot: tuple[str, str]
    p_value: float
    size: float
    make: Callable[[float, int], Finding]
    two_groups: bool = False


def findings(analysis: PerceptionAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of perception, unranked.

    The level of the leading metric; the groups that differ from the rest and the changes
    from wave to wave, corrected (Holm) for *all* comparisons of all metrics and dimensions
    together, at this subject's share of the chance of a false finding (`error_rate`); what
    drives the leading metric; and the time to resolution.
    """
    found: list[Finding] = []
    overall = analysis.overall(analysis.main)
    if isinstance(overall, Overall):
        found.append(_level(overall, words))
    found += _clear(list(_candidates(analysis, words)), analysis.client.engagement.confidence)
    drivers = analysis.drivers(analysis.main)
    if isinstance(drivers, Drivers) and len(drivers.first) == 1 and len(drivers.beating_noise):
        found.append(_drivers(drivers, words))
    ratings = analysis.ratings
    if isinstance(ratings, Ratings) and extremes(ratings)[0]:
        found.append(_ratings(ratings, words))
    resolution = analysis.resolution()
    if isinstance(resolution, Resolution):
        found.append(_resolution(resolution, words))
    return tuple(found)


def _candidates(analysis: PerceptionAnalysis, words: Words) -> Iterator[_Candidate]:
    for metric in analysis.metrics:
        for column in analysis.dimensions:
            scores = analysis.by(column.name, metric)
            if isinstance(scores, ScoresBy):
                yield from _groups(scores, words)
        waves = analysis.waves(metric)
        if isinstance(waves, WaveScores):
            yield from _changes(analysis, waves, words)


def _clear(candidates: list[_Candidate], confidence: float) -> list[Finding]:
    adjusted = holm([item.p_value for item in candidates])
    clear = [
        (item, float(p))
        for item, p in zip(candidates, adjusted, strict=True)
        if p <= error_rate("perception", confidence)
    ]
    best: dict[tuple[str, str], tuple[_Candidate, float]] = {}
    seen: dict[tuple[float, float], str] = {}
    for item, p in sorted(clear, key=lambda pair: pair[0].slot[1] != "bad"):
        # the same answers under another dimension, or the other side of the same comparison
        first = seen.setdefault((item.p_value, item.size), item.slot[0])
        if first != item.slot[0] or (item.two_groups and item.slot[1] == "good"):
            continue
        known = best.get(item.slot)
        same_metric = known is not None and item.make(p, 1).key == known[0].make(p, 1).key
        if known is None or (same_metric and item.size > known[0].size):
            best[item.slot] = (item, p)
    return [item.make(p, len(candidates)) for item, p in best.values()]


# ---------------------------------------------------------------- candidates
def _groups(scores: ScoresBy, words: Words) -> Iterator[_Candidate]:
    better = 1.0 if scores.metric != "ces" or scores.overall.scale.higher_is_better else -1.0
    for row in scores.table.to_dict("records"):
        p_value, gap = float(row["p_strict"]), float(row["gap"])
        if row["p_adjusted"] != row["p_adjusted"]:
            continue
        side: Tone = "good" if gap * better > 0 else "bad"
        size = _relative(scores.metric, gap, scores.overall)

        def make(
            p: float,
            m: int,
            *,
            row: dict[Hashable, Any] = row,
            side: Tone = side,
            size: float = size,
        ) -> Finding:
            return _group_finding(scores, row, side, size, p, m, words)

        yield _Candidate(
            (scores.dimension, side), p_value, size, make, two_groups=len(scores.table) == 2
        )


def _changes(analysis: PerceptionAnalysis, waves: WaveScores, words: Words) -> Iterator[_Candidate]:
    for change in waves.changes:
        if not change.comparable:
            continue
        size = _relative(waves.metric, change.difference, waves.overall)

        def make(p: float, m: int, *, change: ScoreChange = change, size: float = size) -> Finding:
            found = _change_finding(waves, change, size, p, m, words)
            return replace(
                found, detail=f"{found.detail} {_reason(analysis, change, words)}".strip()
            )

        yield _Candidate(("wave", change.after_label), change.p_strict, size, make)


# ------------------------------------------------------------------ findings
def _level(overall: Overall, words: Words) -> Finding:
    result = overall.result
    enough = result.n >= overall.min_base
    tone: Tone = "neutral"
    if overall.metric == "nps" and enough:
        tone = "good" if result.ci_low > 0 else "bad" if result.ci_high < 0 else "neutral"
    return Finding(
        key=f"perception.{overall.metric}.level",
        subject="perception",
        headline=words(
            "{name} stands at {value}.",
            name=words(SHORT[overall.metric]),
            value=units.score(overall.metric, main_score(overall), words),
        ),
        detail=read_overall(overall, words),
        tone=tone,
        certainty="clear" if enough else "indicative",
        reach=1.0,
        size=_LEVEL_SIZE,
        evidence=overall.evidence,
    )


_HIGHER = N_("{group}: {name} {size} above the rest.")
_LOWER = N_("{group}: {name} {size} below the rest.")
_HIGHER_IS_WORSE = N_("{group}: {name} {size} above the rest, which is worse.")
_LOWER_IS_BETTER = N_("{group}: {name} {size} below the rest, which is better.")


def _group_finding(
    scores: ScoresBy,
    row: dict[Hashable, Any],
    side: Tone,
    size: float,
    p: float,
    m: int,
    words: Words,
) -> Finding:
    usual = scores.metric != "ces" or scores.overall.scale.higher_is_better
    if side == "bad":
        text = _LOWER if usual else _HIGHER_IS_WORSE
    else:
        text = _HIGHER if usual else _LOWER_IS_BETTER
    return Finding(
        key=f"perception.{scores.metric}.{scores.dimension}.{side}",
        subject="perception",
        headline=words(
            text,
            group=scores.column.group(row["group"], words),
            name=words(SHORT[scores.metric]),
            size=units.size(scores.metric, row["gap"], words),
        ),
        detail=words(
            "By {dimension}: {score}, against {others} over all answers; interval of the "
            "difference from the rest {interval}; n = {n}; {chance}.",
            dimension=scores.column.title(words).lower(),
            score=units.score(scores.metric, row["score"], words),
            others=units.score(scores.metric, main_score(scores.overall), words),
            interval=units.difference_interval(
                scores.metric, row["gap_low"], row["gap_high"], words
            ),
            n=words.number(row["n"]),
            chance=chance(p, m, words),
        ),
        tone=side,
        certainty="clear",
        reach=float(row["n"]) / max(float(scores.table["n"].sum()), 1.0),
        size=size,
        evidence=scores.overall.evidence,
        comparisons=m,
        touchpoint=str(row["group"]) if scores.dimension == "touchpoint" else "",
    )


def _change_finding(
    waves: WaveScores, change: ScoreChange, size: float, p: float, m: int, words: Words
) -> Finding:
    fell = change.difference < 0
    usual = waves.metric != "ces" or waves.overall.scale.higher_is_better
    text = (
        N_("{name} fell by {size} from {before} to {after}.")
        if fell
        else N_("{name} rose by {size} from {before} to {after}.")
    )
    return Finding(
        key=f"perception.{waves.metric}.change.{_slug(change.after_label)}",
        subject="perception",
        headline=words(
            text,
            name=words(SHORT[waves.metric]),
            size=units.size(waves.metric, change.difference, words),
            before=units.wave(waves, change.before_label, words),
            after=units.wave(waves, change.after_label, words),
        ),
        detail=words(
            "Interval of the change {interval}; n = {n_before} and {n_after}; {chance}.",
            interval=units.difference_interval(waves.metric, change.ci_low, change.ci_high, words),
            n_before=words.number(change.n_before),
            n_after=words.number(change.n_after),
            chance=chance(p, m, words),
        ),
        tone="bad" if fell == usual else "good",
        certainty="clear",
        reach=1.0,
        size=size,
        evidence=waves.overall.evidence,
        comparisons=m,
    )


def _reason(analysis: PerceptionAnalysis, change: ScoreChange, words: Words) -> str:
    """Say that who answered moved the total, where that is clear."""
    mix = analysis.mix(metric=change.metric, before=change.before_label, after=change.after_label)
    if isinstance(mix, Missing) or mix.verdict not in ("both", "mix"):
        return ""
    return describe_mix(mix, words).headline + "."


def _drivers(drivers: Drivers, words: Words) -> Finding:
    weak = first_to_improve(drivers)
    return Finding(
        key=f"perception.{drivers.metric}.drivers",
        subject="perception",
        headline=read_top_driver(drivers, words) + ".",
        detail=read_drivers(drivers, words),
        tone="bad" if weak else "neutral",
        certainty="indicative",
        reach=1.0,
        size=_DRIVER_SIZE * float(drivers.table["importance"].iloc[0]),
        evidence=drivers.evidence,
    )


def _ratings(ratings: Ratings, words: Words) -> Finding:
    worst, best = extremes(ratings)
    shares = ratings.table.set_index("name")["top_box"]
    text = describe_ratings(ratings, words)
    return Finding(
        key="perception.ratings.extremes",
        subject="perception",
        headline=text.headline + ".",
        detail=text.reading,
        tone="neutral",
        certainty="indicative",
        reach=1.0,
        size=_LEVEL_SIZE * float(shares[best].max() - shares[worst].min()),
        evidence=ratings.evidence,
    )


def _resolution(resolution: Resolution, words: Words) -> Finding:
    enough = resolution.overall.n >= resolution.min_base
    return Finding(
        key="perception.resolution.level",
        subject="perception",
        headline=describe_resolution(resolution, words).headline + ".",
        detail=read_resolution(resolution, words),
        tone="neutral",
        certainty="clear" if enough else "indicative",
        reach=1.0,
        size=_LEVEL_SIZE / 2,
        evidence=resolution.evidence,
    )


def _relative(metric: Metric, difference: float, overall: Overall) -> float:
    """Return a difference as a share of the metric's range."""
    width = _RANGE[metric] or float(overall.scale.high - overall.scale.low)
    return min(abs(difference) / width, 1.0)


def _slug(label: str) -> str:
    """Return a wave's name as part of a key."""
    return re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-") or "wave"
