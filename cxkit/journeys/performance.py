"""How touchpoints perform: scores of the answers by touchpoint, and by touchpoint and channel."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from cxkit.client import ANSWERS, Client, Table
from cxkit.metrics import ces_by, csat_by, nps_by
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

Metric = Literal["csat", "ces", "nps"]
METRICS: tuple[Metric, ...] = ("csat", "ces", "nps")
"""In the order in which they are preferred at a touchpoint: the first two ask about it."""
COLUMN: dict[Metric, str] = {"csat": "csat", "ces": "ces", "nps": "ltr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One metric at one touchpoint.

    Attributes
    ----------
    metric : {"csat", "ces", "nps"}
        Which metric.
    value, low, high : float
        The score as reports write it, with its interval: CSAT as top-box share in [0, 1],
        CES as mean of its scale, NPS in points.
    height, height_low, height_high : float
        Where the mean answer stands between the worst (0) and the best (1) point of the
        scale, with its interval; for NPS where the score stands between -100 and 100.
    n : int
        Answers.
    channel : str
        Channel the answers are limited to; empty for all channels of the touchpoint.
    scale : Scale
        Scale of the answers.
    """

    metric: Metric
    value: float
    low: float
    high: float
    height: float
    height_low: float
    height_high: float
    n: int
    channel: str
    scale: Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """Scores of every touchpoint that customers were asked about.

    Attributes
    ----------
    scores : dict
        Score by metric, touchpoint and channel (empty for all channels).
    table : Table or None
        The answers; None where no touchpoint is declared in them.
    min_base : int
        Smaller bases are indicative.
    """

    scores: dict[tuple[Metric, str, str], Score]
    table: Table | None
    min_base: int

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Metrics that at least one touchpoint was asked."""
        asked = {metric for metric, _, _ in self.scores}
        return tuple(metric for metric in METRICS if metric in asked)

    @property
    def touchpoints(self) -> frozenset[str]:
        """Touchpoints with at least one answer."""
        return frozenset(touchpoint for _, touchpoint, _ in self.scores)

    def at(
        self, metric: Metric, touchpoint: str | None, channel: str | None = None
    ) -> Score | None:
        """Return a score of a touchpoint, of one channel where enough answered there."""
        if not touchpoint:
            return None
        narrow = self.scores.get((metric, touchpoint, channel or ""))
        if channel and narrow is not None and narrow.n >= self.min_base:
            return narrow
        return self.scores.get((metric, touchpoint, ""))

    def best_known(self, touchpoint: str | None) -> int:
        """Return the largest base of a touchpoint over its metrics."""
        found = (self.at(metric, touchpoint) for metric in METRICS)
        return max((score.n for score in found if score is not None), default=0)

    def common(self, touchpoints: Iterable[str | None]) -> Metric | None:
        """Return the metric that most of these touchpoints have; the preferred one if tied."""
        places = list(touchpoints)
        counts = {
            metric: sum(self.at(metric, place) is not None for place in places)
            for metric in METRICS
        }
        best = max(METRICS, key=lambda metric: counts[metric])
        return best if counts[best] else None


def performance_of(client: Client) -> Performance:
    """Score every touchpoint on every metric that it was asked.

    Parameters
    ----------
    client : Client
        Its answers may be rows or a table of counts.

    Returns
    -------
    Performance
        Empty where the answers name no touchpoint.
    """
    min_base = client.engagement.min_base
    table = client.tables.get("responses")
    if table is None or not table.has("touchpoint"):
        return Performance(scores={}, table=None, min_base=min_base)
    scores: dict[tuple[Metric, str, str], Score] = {}
    cuts = [["touchpoint"], ["touchpoint", "channel"]] if table.has("channel") else [["touchpoint"]]
    for metric in METRICS:
        if not table.has(COLUMN[metric]):
            continue
        scale = table.columns[COLUMN[metric]].scale or LIKELIHOOD_TO_RECOMMEND
        for by in cuts:
            found = _scored(table, metric, by, scale, client.engagement.confidence)
            for row in found.to_dict("records"):
                if int(row["n"]) == 0:
                    continue
                place, channel = str(row["touchpoint"]), str(row.get("channel", ""))
                scores[metric, place, channel] = _score(metric, row, channel, scale)
    return Performance(scores=scores, table=table, min_base=min_base)


def _scored(
    table: Table, metric: Metric, by: list[str], scale: Scale, confidence: float
) -> pd.DataFrame:
    cells = table.cells([*by, COLUMN[metric], *table.sample.columns])
    cells = cells[cells[ANSWERS] > 0]
    how: dict[str, Any] = {"count": ANSWERS, "sample": table.sample, "confidence": confidence}
    if metric == "nps":
        return nps_by(cells, by=by, **how)
    score_by = csat_by if metric == "csat" else ces_by
    return score_by(cells, by=by, scale=scale, **how)


_FIELDS: dict[Metric, tuple[str, str, str]] = {
    "csat": ("top_box", "ci_low", "ci_high"),
    "ces": ("mean", "ci_low", "ci_high"),
    "nps": ("score", "ci_low", "ci_high"),
}
_HEIGHTS: dict[Metric, tuple[str, str, str]] = {
    "csat": ("mean", "mean_ci_low", "mean_ci_high"),
    "ces": ("mean", "ci_low", "ci_high"),
    "nps": ("score", "ci_low", "ci_high"),
}


def _score(metric: Metric, row: Mapping[Hashable, Any], channel: str, scale: Scale) -> Score:
    value, low, high = (float(row[name]) for name in _FIELDS[metric])
    bottom, top = (-100.0, 100.0) if metric == "nps" else (float(scale.low), float(scale.high))
    height, one, other = ((float(row[name]) - bottom) / (top - bottom) for name in _HEIGHTS[metric])
    if metric != "nps" and not scale.higher_is_better:
        height, one, other = 1 - height, 1 - other, 1 - one
    return Score(
        metric=metric,
        value=value,
        low=low,
        high=high,
        height=height,
        height_low=one,
        height_high=other,
        n=int(row["n"]),
        channel=channel,
        scale=scale,
    )
