"""Scales that may not be as declared: turned round, too short, or two of them mixed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

import numpy as np
import numpy.typing as npt

from cxkit.client import Column, Table
from cxkit.readiness.answer_groups import AnswerGroup
from cxkit.scales import Scale
from cxkit.stats import normal_quantile

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
DoubtKind = Literal["against", "unused_end", "turned_group", "shorter_group", "two_peaks"]

FEWEST_PAIRS = 30
AGAINST = -0.2
"""Correlation below which two questions that should go together run against each other."""
ENOUGH = 100
"""Answers from which an end of the scale that nobody used is worth a question."""
ENDS = (3, 4, 5, 7, 10)
"""Where usual scales end."""
MISSED = 10
"""Answers missing above a group's highest from which it does not merely tail off."""
AT_PEAK = 30
"""Answers that make a peak."""
CLIFF = 4
"""How many times rarer the answer after a peak is where a shorter scale ends."""
CHANCE = 0.001
"""Chance of a false alarm over all groups of one question."""

_SCORED = ("ltr", "csat", "ces")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleDoubt:
    """A scale that may not be as it was declared.

    Attributes
    ----------
    kind : {"against", "unused_end", "turned_group", "shorter_group", "two_peaks"}
        Two questions run against each other, over all answers or in one group only; nobody
        used the far end of a scale, over all answers or in one group only; or the answers
        have a second peak where a shorter scale ends.
    first, second : Column
        The questions; the same where there is one only. The second is the one in doubt.
    value : float
        Correlation, highest answer given, or the answer of the lower peak.
    n : int
        Answers, of the group where there is one.
    elsewhere : float
        The correlation of the other answers, or their share above `value`; for two peaks,
        the answer of the upper peak; NaN without a group.
    group : AnswerGroup or None
        The group concerned.
    rows : array of bool, shape (n,)
        Answers in doubt; none where they cannot be told from the others.
    """

    kind: DoubtKind
    first: Column
    second: Column
    value: float
    n: int
    elsewhere: float = math.nan
    group: AnswerGroup | None = None
    rows: BoolArray = field(repr=False, compare=False)


def scale_doubts(
    table: Table, counts: IntArray, groups: Sequence[AnswerGroup]
) -> tuple[ScaleDoubt, ...]:
    """Find scales that may not be as declared.

    Parameters
    ----------
    table : Table
        The answers.
    counts : array of int, shape (n,)
        Answers each row stands for.
    groups : sequence of AnswerGroup
        Groups that may have been asked differently.

    Returns
    -------
    tuple of ScaleDoubt
        Questions that run against each other first.

    Notes
    -----
    *Against*: two of recommendation, satisfaction and effort whose correlation, with the
    directions as declared, is below -0.2. *In a group*: the same, the interval of the group's
    correlation (Fisher's z, Bonferroni over the groups) is below 0 while the others' is
    above 0.2. *Shorter scale in a group*: its highest answer is where a usual scale ends (3, 4,
    5, 7, 10), nobody gave more although a tail as wide as the others' answers would have put
    10 or more there, and with the others' share ``p`` above it the chance ``(1 - p)^n`` is
    below 0.001 over all groups. The less content tail off and do not stop so; a short scale
    whose end few chose is missed for the same reason. *Two peaks*: a cliff inside the answers
    (the next is four times rarer), a second peak above it, and no group that explains it. It
    shows plain mixtures only; many indifferent customers may look so too.

    References
    ----------
    Fisher (1921), Metron 1, 3-32 (interval of a correlation).
    """
    found: list[ScaleDoubt] = []
    scored = [table.columns[name] for name in _SCORED if table.has(name)]
    for first, second in combinations(scored, 2):
        turned = [item for item in found if item.second == first]
        pair = _against(table, counts, groups, first, second)
        # where the first question is the one turned round, the second need not be
        found += [item for item in pair if not _explained(item, turned)]
    for column in table.with_role("ltr", "csat", "ces", "rating"):
        if column.scale is not None:
            found += _ends(table, counts, groups, column, column.scale)
    return tuple(found)


def _against(
    table: Table, counts: IntArray, groups: Sequence[AnswerGroup], first: Column, second: Column
) -> list[ScaleDoubt]:
    """Find two questions that run against each other once their directions are allowed for."""
    one, two = _towards_better(table, first), _towards_better(table, second)
    both = ~(np.isnan(one) | np.isnan(two))
    doubts: list[ScaleDoubt] = []
    for group in groups:
        inside, outside = both & group.rows, both & ~group.rows
        here, n = _correlation(one, two, np.where(inside, counts, 0))
        there, _ = _correlation(one, two, np.where(outside, counts, 0))
        if here < AGAINST and there > -AGAINST:
            high = math.atanh(max(here, -0.999999))
            high += normal_quantile(1 - 0.05 / len(groups)) / math.sqrt(n - 3)
            if high < 0:
                doubts.append(
                    ScaleDoubt(
                        kind="turned_group",
                        first=first,
                        second=second,
                        value=here,
                        n=n,
                        elsewhere=there,
                        group=group,
                        rows=inside & ~_already(doubts, inside),
                    )
                )
    doubts = [item for item in doubts if item.rows.any()]
    value, n = _correlation(one, two, np.where(both, counts, 0))
    if value < AGAINST and not doubts:
        doubts.append(
            ScaleDoubt(
                kind="against",
                first=first,
                second=second,
                value=value,
                n=n,
                rows=np.zeros(len(both), dtype=bool),
            )
        )
    return doubts


def _explained(item: ScaleDoubt, turned: Sequence[ScaleDoubt]) -> bool:
    """Tell whether the first question of a pair is already known to be turned round there."""
    return any(item.kind == other.kind and item.group == other.group for other in turned)


def _ends(
    table: Table, counts: IntArray, groups: Sequence[AnswerGroup], column: Column, scale: Scale
) -> list[ScaleDoubt]:
    """Find answers that stop before the end of their scale."""
    values = _answers(table, column)
    answered = ~np.isnan(values) & (counts > 0)
    if not answered.any():
        return []
    nobody = np.zeros(len(values), dtype=bool)
    n, top = int(counts[answered].sum()), float(values[answered].max())
    if top < scale.high:
        if n < ENOUGH:
            return []
        doubt = ScaleDoubt(
            kind="unused_end", first=column, second=column, value=top, n=n, rows=nobody
        )
        return [doubt]
    doubts: list[ScaleDoubt] = []
    for group in groups:
        rows = answered & group.rows & ~_already(doubts, nobody)
        others = answered & ~group.rows
        if not rows.any() or not others.any():
            continue
        own, stop = int(counts[rows].sum()), float(values[rows].max())
        if stop not in ENDS or stop >= scale.high:
            continue
        if _missed_above(values, counts, rows, others, scale) < MISSED:
            continue
        above = float(counts[others & (values > stop)].sum() / counts[others].sum())
        if above > 0 and own * math.log1p(-min(above, 1 - 1e-12)) < math.log(CHANCE / len(groups)):
            doubts.append(
                ScaleDoubt(
                    kind="shorter_group",
                    first=column,
                    second=column,
                    value=stop,
                    n=own,
                    elsewhere=above,
                    group=group,
                    rows=rows,
                )
            )
    return doubts or _two_peaks(column, scale, values, np.where(answered, counts, 0))


def _missed_above(
    values: FloatArray, counts: IntArray, rows: BoolArray, others: BoolArray, scale: Scale
) -> float:
    """Return how many answers above its highest a group would have if it merely tailed off.

    The tail of a normal curve as wide as the others' answers, fitted to the last two answers:
    each step the ratio of one answer to the one before falls by ``exp(-1 / variance)``.
    """
    stop = values[rows].max()
    weight = counts[others] / counts[others].sum()
    variance = float(weight @ (values[others] - weight @ values[others]) ** 2)
    if variance == 0.0:
        return 0.0
    last = float(counts[rows & (values == stop)].sum())
    ratio = last / max(1.0, float(counts[rows & (values == stop - 1)].sum()))
    missed = 0.0
    for _ in range(int(scale.high - stop)):
        ratio *= math.exp(-1 / variance)
        last *= ratio
        missed += last
    return missed


def _two_peaks(
    column: Column, scale: Scale, values: FloatArray, counts: IntArray
) -> list[ScaleDoubt]:
    """Find a second peak where a shorter scale ends, with a cliff after it."""
    if column.role == "rating":
        return []
    points = np.arange(scale.low, scale.high + 1)
    by_point = np.array([int(counts[values == point].sum()) for point in points])
    for end in ENDS:
        if not scale.low + 1 < end < scale.high - 1:
            continue
        peak, after = int(by_point[points == end][0]), int(by_point[points == end + 1][0])
        upper = by_point[points > end + 1]
        if peak >= AT_PEAK and after * CLIFF <= peak and upper.max() >= max(AT_PEAK, 2 * after):
            return [
                ScaleDoubt(
                    kind="two_peaks",
                    first=column,
                    second=column,
                    value=float(end),
                    n=int(by_point.sum()),
                    elsewhere=float(points[points > end + 1][int(upper.argmax())]),
                    rows=np.zeros(len(values), dtype=bool),
                )
            ]
    return []


def _already(doubts: Sequence[ScaleDoubt], none: BoolArray) -> BoolArray:
    """Return the rows that an earlier group explains."""
    rows = np.zeros(len(none), dtype=bool)
    for item in doubts:
        rows |= item.rows
    return rows


def _correlation(one: FloatArray, two: FloatArray, counts: IntArray) -> tuple[float, int]:
    """Return the correlation of counted answers and their base; NaN on few or equal ones."""
    used = counts > 0
    n = int(counts.sum())
    if n < FEWEST_PAIRS:
        return math.nan, n
    x, y, weight = one[used], two[used], counts[used].astype(np.float64)
    if x.min() == x.max() or y.min() == y.max():
        return math.nan, n
    x, y = x - x @ weight / n, y - y @ weight / n
    return float(x @ (weight * y) / math.sqrt((x * x) @ weight * ((y * y) @ weight))), n


def _answers(table: Table, column: Column) -> FloatArray:
    return np.asarray(table.frame[column.name].astype("float64"), dtype=np.float64)


def _towards_better(table: Table, column: Column) -> FloatArray:
    """Return the answers with high always good."""
    values = _answers(table, column)
    return values if column.scale is None or column.scale.higher_is_better else -values
