"""Which groups of published tables to hide so that no small group can be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]

_TINY = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Which groups are hidden, and whether that suffices.

    Attributes
    ----------
    hidden : array of bool, shape (g,)
        Groups not to be published, in any result.
    sensitive : array of bool, shape (g,)
        Those hidden for themselves: too small, or all of one answer. The others are hidden
        because a sensitive group could be worked out from them. Never publish which is which.
    safe : bool
        False where the groups that must be published give a small group away whatever else
        is hidden: then publish none.
    """

    hidden: BoolArray
    sensitive: BoolArray
    safe: bool


def suppress(
    membership: BoolArray,
    layers: Sequence[IntArray],
    *,
    base: int,
    published: BoolArray | None = None,
    withheld: BoolArray | None = None,
) -> Suppression:
    """Choose the groups to hide so that nobody can work out a small group from the others.

    Parameters
    ----------
    membership : array of bool, shape (g, a)
        Which of the a finest cells (unit by seniority, say) each of the g groups holds: the
        groups of every table published together, their totals included. Cells that hold
        nobody are left out; the attacker is taken to know that they are empty.
    layers : sequence of array of int, shape (a, c) each
        For each result, how many people of each finest cell gave each class of answer;
        one class where only people are counted. The first one counts everybody.
    base : int
        Smallest group that may be published, at least 2.
    published : array of bool, shape (g,), optional
        Groups that are published whatever happens, such as the grand total.
    withheld : array of bool, shape (g,), optional
        Groups never published, such as the people without a unit.

    Returns
    -------
    Suppression

    Raises
    ------
    ValueError
        If shapes do not fit, a count is negative or ``base`` is below 2.

    Notes
    -----
    *Primary*: a group with 1 to ``base - 1`` answers in any result, or all of whose answers
    are of one class. *Complementary*: while an attacker who knows all published counts can
    still bound a hidden group, or an unpublished cell of two cuts, to a range narrower than
    ``base``, or conclude that all of it answered alike, hide one more group: the smallest
    that protects, else the one that widens the range most. Groups that turn out not to be
    needed are shown again. The bounds are linear programmes over all tables with the
    published sums; for two cuts the constraints are totally unimodular, so the bounds are
    those of whole numbers. An attacker who knows this algorithm, or answers of people in the
    hidden groups, can do better.

    References
    ----------
    Cox (1980), Journal of the American Statistical Association 75, 377-385; Willenborg and
    de Waal (2001), Elements of Statistical Disclosure Control, Springer, chapter 4.
    """
    groups = membership.shape[0]
    fixed = np.zeros(groups, dtype=np.bool_) if published is None else published
    never = np.zeros(groups, dtype=np.bool_) if withheld is None else withheld
    _check(membership, layers, base, fixed, never)
    sensitive = sensitive_groups(membership, layers, base=base) & ~fixed
    hidden = sensitive | never
    watched = sensitive.copy()
    size = membership @ layers[0].sum(axis=1)
    added: list[int] = []
    while True:
        exposed = next(_exposed(membership, layers, hidden, watched, base), None)
        if exposed is None:
            break
        candidates = [g for g in np.argsort(size, kind="stable") if not hidden[g] and not fixed[g]]
        if not candidates:
            return Suppression(hidden=hidden, sensitive=sensitive, safe=False)
        chosen = _best(exposed, candidates, membership, layers, hidden)
        hidden[chosen] = watched[chosen] = True
        added.append(chosen)
    for group in added[:-1]:
        hidden[group] = watched[group] = False
        if next(_exposed(membership, layers, hidden, watched, base), None) is not None:
            hidden[group] = watched[group] = True
    return Suppression(hidden=hidden, sensitive=sensitive, safe=True)


def sensitive_groups(membership: BoolArray, layers: Sequence[IntArray], *, base: int) -> BoolArray:
    """Tell which groups may not be published for themselves.

    Parameters
    ----------
    membership, layers, base
        As in `suppress`.

    Returns
    -------
    array of bool, shape (g,)
        True where a result has 1 to ``base - 1`` answers, or several classes of answer of
        which the group gave a single one.
    """
    found = np.zeros(membership.shape[0], dtype=np.bool_)
    for layer in layers:
        counts = membership.astype(np.int64) @ layer
        n = counts.sum(axis=1)
        found |= (n > 0) & (n < base)
        if layer.shape[1] > 1:
            found |= (n > 0) & (counts.max(axis=1) == n)
    return found


def feasible_range(
    membership: BoolArray, counts: IntArray, target: BoolArray
) -> tuple[float, float]:
    """Return what an attacker can conclude on a group from the published ones.

    Parameters
    ----------
    membership : array of bool, shape (p, a)
        Which finest cells each *published* group holds.
    counts : array of int, shape (a,)
        People of each finest cell; only their published sums are used.
    target : array of bool, shape (a,)
        Finest cells of the group attacked.

    Returns
    -------
    low, high : float
        Fewest and most people the group can have.

    Notes
    -----
    ``min`` and ``max`` of the group over all tables without negative cells that have the
    published sums (linear programming).
    """
    rules = membership.astype(np.float64)
    goal = target.astype(np.float64)
    ends = [goal @ _extreme(rules, rules @ counts, sign * goal, counts) for sign in (1.0, -1.0)]
    return float(min(ends)), float(max(ends))


# --------------------------------------------------------------------- attack
@dataclass(frozen=True, slots=True)
class _Exposed:
    """One target that can be worked out: the layer, its cells, the classes counted, the need."""

    layer: int
    target: FloatArray
    classes: BoolArray
    need: float


def _exposed(
    membership: BoolArray,
    layers: Sequence[IntArray],
    hidden: BoolArray,
    watched: BoolArray,
    base: int,
) -> Iterator[_Exposed]:
    """Yield every hidden group and small cell that the published groups give away."""
    rules = membership[~hidden].astype(np.float64)
    cells = membership.shape[1]
    groups = membership[watched].astype(np.float64)
    alone = np.eye(cells)
    for place, layer in enumerate(layers):
        n = layer.sum(axis=1)
        small = alone[(n > 0) & (n < base)]
        targets = np.vstack([groups[groups @ n > 0], small])
        every = np.ones(layer.shape[1], dtype=np.bool_)
        for i in _narrow(rules, n, targets, float(base)):
            yield _Exposed(place, targets[i], every, float(base))
        if layer.shape[1] < 2:
            continue
        both = np.vstack([groups, alone])
        for answer in range(layer.shape[1]):
            others = every.copy()
            others[answer] = False
            rest = layer[:, others].sum(axis=1)
            alike = both[(both @ n > 0) & (both @ rest == 0)]
            for i in _narrow(rules, rest, alike, 1.0):
                yield _Exposed(place, alike[i], others, 1.0)


def _narrow(rules: FloatArray, counts: IntArray, targets: FloatArray, need: float) -> Iterator[int]:
    """Yield the targets whose range is narrower than needed.

    Every table that the programmes find widens the ranges of all targets, so that most need
    no programme of their own.
    """
    low = targets @ counts.astype(np.float64)
    high = low.copy()
    sums = rules @ counts
    for i, target in enumerate(targets):
        for sign in (-1.0, 1.0):
            if high[i] - low[i] >= need - _TINY:
                break
            values = targets @ _extreme(rules, sums, sign * target, counts)
            low, high = np.minimum(low, values), np.maximum(high, values)
        if high[i] - low[i] < need - _TINY:
            yield i


def _best(
    exposed: _Exposed,
    candidates: Sequence[int],
    membership: BoolArray,
    layers: Sequence[IntArray],
    hidden: BoolArray,
) -> int:
    """Return the smallest group that protects, else the one that widens the range most."""
    counts = layers[exposed.layer][:, exposed.classes].sum(axis=1)
    widest, chosen = -1.0, candidates[0]
    for group in candidates:
        shown = ~hidden
        shown[group] = False
        low, high = feasible_range(membership[shown], counts, exposed.target > 0)
        if high - low >= exposed.need - _TINY:
            return group
        if high - low > widest + _TINY:
            widest, chosen = high - low, group
    return chosen


def _extreme(rules: FloatArray, sums: FloatArray, goal: FloatArray, counts: IntArray) -> FloatArray:
    """Return the table with the published sums that makes a goal least."""
    from scipy.optimize import linprog

    if not len(rules):
        reach = float(max(counts.sum(), 1)) * 2
        return np.where(goal < 0, reach, 0.0)
    found = linprog(goal, A_eq=rules, b_eq=sums, bounds=(0, None), method="highs")
    if found.status == 3:  # nothing published bounds it
        return np.where(goal < 0, float(max(counts.sum(), 1)) * 2, counts.astype(np.float64))
    table: FloatArray = found.x if found.x is not None else counts.astype(np.float64)
    return table


def _check(
    membership: BoolArray,
    layers: Sequence[IntArray],
    base: int,
    published: BoolArray,
    withheld: BoolArray,
) -> None:
    groups, cells = membership.shape
    if base < 2:
        raise ValueError(f"base must be at least 2, got {base}")
    if published.shape != (groups,) or withheld.shape != (groups,):
        raise ValueError("published and withheld need one value a group")
    for layer in layers:
        if layer.ndim != 2 or layer.shape[0] != cells:
            raise ValueError(f"each layer needs one row a finest cell ({cells}), got {layer.shape}")
        if layer.size and layer.min() < 0:
            raise ValueError("counts must not be negative")
