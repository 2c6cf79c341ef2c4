"""Why a score moved between two waves: its groups' own scores, or who answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.client import ANSWERS, Column
from cxkit.engagement import Wave
from cxkit.errors import Problem, UsageError
from cxkit.findings import Evidence, Missing
from cxkit.language import N_
from cxkit.metrics import Tally, tally
from cxkit.metrics.net_promoter import DETRACTORS, PROMOTERS
from cxkit.perception.basis import Basis
from cxkit.perception.missing import COLUMN, NO_WAVES
from cxkit.perception.results import Metric, WaveScores
from cxkit.perception.scores.waves import WAVE, assign_waves
from cxkit.scales import Scale
from cxkit.stats.mix_and_rate import MixAndRate, mix_and_rate
from cxkit.stats.mix_of_units import Units, mix_and_rate_of_units

MixVerdict = Literal["both", "rate", "mix", "neither", "too few answers"]
"""Which part of the change is clear."""

_SEED = 20_260_103

NO_MIX = Missing(
    what=N_("Why the score moved from one wave to the next"),
    need=N_(
        "Declare a column of the table “responses” (touchpoint, channel or role: segment) with "
        "two or more groups that answered in the two waves."
    ),
    table="responses",
    columns=("role: segment",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """The change of one metric between two waves, parted over the groups of a dimension.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        Which metric, and with it the unit: points, shares, points of the scale.
    dimension : str
        Column of the groups.
    column : Column
        What the column is called.
    before_label, after_label : str
        The two waves.
    parts : MixAndRate
        Change, rate (the groups' own scores) and mix (who answered), with intervals.
    table : DataFrame
        One row a group: ``group, n_before, n_after`` and the columns of `MixAndRate.groups`.
    n_before, n_after : int
        Answers used of each wave: those whose group is known.
    n_left_out : int
        Answers of the two waves whose group is blank.
    p_adjusted : float
        Holm's p value of the mix over the dimensions looked at; NaN where it has none.
    comparisons : int
        Dimensions looked at.
    verdict : {"both", "rate", "mix", "neither", "too few answers"}
        Which part is clear: its interval leaves out 0, and for the mix `p_adjusted` agrees.
    waves : WaveScores
        The metric wave by wave: names of the waves, scale.
    evidence : Evidence
        Table, columns, base and dates of the answers used.
    """

    metric: Metric
    dimension: str
    column: Column
    before_label: str
    after_label: str
    parts: MixAndRate
    table: pd.DataFrame
    n_before: int
    n_after: int
    n_left_out: int
    p_adjusted: float
    comparisons: int
    verdict: MixVerdict
    waves: WaveScores
    evidence: Evidence

    @property
    def min_base(self) -> int:
        """Smaller bases are indicative."""
        return self.waves.overall.min_base


def mix_of(
    basis: Basis,
    waves: WaveScores,
    declared: Sequence[Wave],
    column: Column,
    *,
    before: str = "",
    after: str = "",
) -> Mix | Missing:
    """Part the change of a metric between two waves over the groups of a dimension.

    Parameters
    ----------
    basis : Basis
        The answers.
    waves : WaveScores
        The metric wave by wave.
    declared : sequence of Wave
        Waves of the engagement.
    column : Column
        The dimension.
    before, after : str
        Waves as the data has them; the last wave and the one before it if empty.

    Returns
    -------
    Mix or Missing
        Missing where a wave has no answer whose group is known, or all are of one group.

    Raises
    ------
    UsageError
        If a wave is not there or both are the same.

    Notes
    -----
    Kitagawa's parts with bootstrap intervals: see `cxkit.stats.mix_and_rate`. Where the sample
    declares clusters these are drawn as wholes, weights count in shares and means; strata and
    a finite population are not used, which leaves the intervals a little wide.
    """
    metric, order = waves.metric, tuple(str(name) for name in waves.table["group"])
    chosen = _pair(order, before, after)
    question = COLUMN[metric]
    dated = [name for name in (WAVE, "date") if name in basis.table.columns]
    frame = basis.cells(question, column.name, *dated)
    assigned = assign_waves(frame[frame[question].notna()], declared)
    if assigned is None:
        return NO_WAVES
    rows = assigned.frame[assigned.frame[WAVE].astype("string").isin(chosen).to_numpy()]
    rows = rows.assign(**{WAVE: rows[WAVE].astype(str)})
    counted = tally(
        rows,
        question,
        scale=basis.scale(metric),
        by=[WAVE, column.name],
        count=ANSWERS,
        sample=basis.table.sample,
    )
    names = list(dict.fromkeys(sorted(counted.groups[column.name], key=str)))
    side = np.asarray([chosen.index(name) for name in counted.groups[WAVE]], dtype=np.int64)
    group = np.asarray([names.index(name) for name in counted.groups[column.name]], dtype=np.int64)
    answers = np.zeros((2, len(names), len(counted.points)))
    answers[side, group] = counted.answers
    held = answers.sum(axis=2)
    if not held.sum(axis=1).all() or np.count_nonzero(held.sum(axis=0)) < 2:
        return NO_MIX
    present = held.sum(axis=0) > 0
    names = [name for name, kept in zip(names, present, strict=True) if kept]
    scores = _scores(metric, basis.scale(metric))
    rng = np.random.default_rng(_SEED)
    if counted.cells is None:
        first, second = answers[:, present]
        parts = mix_and_rate(first, second, scores, rng=rng, confidence=basis.confidence)
    else:
        units = _units(counted, (side, np.cumsum(present)[group] - 1), len(names), scores)
        parts = mix_and_rate_of_units(units, rng=rng, confidence=basis.confidence)
    bases = held[:, present].astype(np.int64)
    n_before, n_after = (int(base) for base in bases.sum(axis=1))
    every = int(rows[ANSWERS].sum())
    made = Mix(
        metric=metric,
        dimension=column.name,
        column=column,
        before_label=chosen[0],
        after_label=chosen[1],
        parts=parts,
        table=pd.concat(
            [
                pd.DataFrame({"group": names, "n_before": bases[0], "n_after": bases[1]}),
                parts.groups,
            ],
            axis=1,
        ),
        n_before=n_before,
        n_after=n_after,
        n_left_out=every - n_before - n_after,
        p_adjusted=parts.mix.p_value,
        comparisons=1,
        verdict="neither",
        waves=waves,
        evidence=replace(basis.table, frame=rows).evidence(
            question, column.name, n=n_before + n_after
        ),
    )
    return replace(made, verdict=verdict_of(made))


def verdict_of(mix: Mix) -> MixVerdict:
    """Return which part of the change is clear."""
    parts = mix.parts
    if min(mix.n_before, mix.n_after) < mix.min_base or parts.change.ci_low != parts.change.ci_low:
        return "too few answers"
    rate = parts.rate.clear
    shifted = parts.mix.clear and mix.p_adjusted <= 1 - parts.confidence
    if rate and shifted:
        return "both"
    return "rate" if rate else "mix" if shifted else "neither"


# ----------------------------------------------------------------- details
def _pair(order: tuple[str, ...], before: str, after: str) -> tuple[str, str]:
    """Return the two waves to compare."""
    for name in (before, after):
        if name and name not in order:
            raise UsageError(
                Problem(
                    rule="wave-unknown",
                    message=N_("There is no wave “{wave}” with answers to this question."),
                    remedy=N_("Write one of {known}, or leave the parameter empty."),
                    values={"wave": name, "known": ", ".join(order)},
                )
            )
    last = after or (order[-1] if before != order[-1] else "")
    place = order.index(last) if last else 0
    first = before or (order[place - 1] if place > 0 else "")
    if not first or not last or first == last:
        raise UsageError(
            Problem(
                rule="waves-same",
                message=N_("A change needs two different waves, the earlier one first."),
                remedy=N_("Write two of {known}, or leave the parameters empty."),
                values={"known": ", ".join(order)},
            )
        )
    return first, last


def _scores(metric: Metric, scale: Scale) -> list[float]:
    """Return what each answer counts, so that the mean is the metric in its unit."""
    if metric == "nps":
        return [
            100.0 if point >= PROMOTERS else -100.0 if point <= DETRACTORS else 0.0
            for point in scale.points
        ]
    if metric == "csat":
        return [float(scale.is_favourable(point)) for point in scale.points]
    return [float(point) for point in scale.points]


def _units(
    counted: Tally,
    places: tuple[np.ndarray, np.ndarray],
    groups: int,
    scores: Sequence[float],
) -> Units:
    """Return what each unit of the sample adds to the groups on either side."""
    cells = counted.cells
    if cells is None:
        raise ValueError("a plain sample has no units")
    size = len(cells.copies)
    weights, totals = np.zeros((2, size, 2, groups))
    where = (cells.unit, places[0][cells.group], places[1][cells.group])
    np.add.at(weights, where, cells.weight)
    np.add.at(totals, where, cells.weight * np.asarray(scores)[cells.point])
    return Units(weights=weights, totals=totals, copies=cells.copies)
