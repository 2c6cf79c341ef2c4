"""Which groups and changes stand out: the selection that headlines, colours and findings share."""

from __future__ import annotations

import pandas as pd

from cxkit.findings import Missing
from cxkit.metrics import CesResult, CsatResult, NpsResult
from cxkit.perception.drivers.importance import Drivers
from cxkit.perception.results import Overall, Ratings, ScoresBy, WaveScores
from cxkit.perception.scores.score_change import ScoreChange


def main_score(item: Overall) -> float:
    """Return the number that stands for a metric."""
    result = item.result
    if isinstance(result, NpsResult):
        return result.score
    return result.top_box if isinstance(result, CsatResult) else result.mean


def main_interval(item: Overall) -> tuple[float, float]:
    """Return the interval of the number that stands for a metric."""
    result: NpsResult | CsatResult | CesResult = item.result
    return result.ci_low, result.ci_high


def standing_out(scores: ScoresBy, side: str) -> pd.Series | None:
    """Return the group furthest from the rest on one side, if the difference is clear."""
    table = scores.table
    towards = 1.0 if scores.overall.scale.higher_is_better or scores.metric != "ces" else -1.0
    gaps = table["gap"] * towards
    clear = (table["p_adjusted"] <= 1 - scores.confidence) & (table["n"] >= scores.min_base)
    chosen = table[clear & ((gaps < 0) if side == "bad" else (gaps > 0))]
    if chosen.empty:
        return None
    furthest = int(chosen["gap"].abs().to_numpy().argmax())
    return chosen.iloc[furthest]


def apart(scores: ScoresBy) -> bool:
    """Tell whether any group of a dimension differs clearly from the rest."""
    return any(standing_out(scores, side) is not None for side in ("bad", "good"))


def telling(several: tuple[ScoresBy, ...] | Missing) -> tuple[ScoresBy, ...] | Missing:
    """Return the dimensions in which a group stands apart; the first one where none does.

    Parameters
    ----------
    several : tuple of ScoresBy or Missing
        One metric by several dimensions; what is missing stays missing.
    """
    if isinstance(several, Missing):
        return several
    return tuple(scores for scores in several if apart(scores)) or several[:1]


def clear_changes(waves: WaveScores) -> list[tuple[ScoreChange, float]]:
    """Return the changes that remain clear after correcting for their number."""
    return [
        (change, p_value)
        for change, p_value, verdict in zip(
            waves.changes, waves.p_adjusted, waves.verdicts, strict=True
        )
        if verdict == "changed"
    ]


def headline_change(waves: WaveScores) -> ScoreChange | None:
    """Return the latest change that is clear; None where none is."""
    clear = clear_changes(waves)
    return clear[-1][0] if clear else None


MOST_SHARING = 3
"""Attributes that may share the first or the last place; more of them do not differ clearly."""


def extremes(ratings: Ratings) -> tuple[list[str], list[str]]:
    """Return the attributes rated worst and best, each with those it cannot be told from.

    Both lists are empty where the two share an attribute or where more than `MOST_SHARING`
    would share a place.
    """
    worst, best = list(ratings.worst), list(ratings.best)
    if set(worst) & set(best) or max(len(worst), len(best)) > MOST_SHARING:
        return [], []
    return worst, best


def first_to_improve(drivers: Drivers) -> str:
    """Return the attribute that weighs clearly more than its share and is rated below average.

    Empty where none is: the lower end of its weight lies above an equal share, and the upper
    end of its favourable share below the attributes' mean.
    """
    table = drivers.table
    weighty = table["beats_noise"] & (table["ci_low"] > 1 / len(table))
    low = table["perf_high"] < float(table["performance"].mean())
    chosen = table[weighty & low]
    return "" if chosen.empty else str(chosen.iloc[0]["name"])
