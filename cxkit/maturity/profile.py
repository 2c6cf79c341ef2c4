"""Raters' levels as an ordinal profile: median, range, bottleneck and gates of one model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from cxkit.engagement.judgements import Assessment
from cxkit.engagement.judgements.maturity import Rating
from cxkit.frameworks.maturity_model import Cell, Dimension, Gate, MaturityModel, Need
from cxkit.stats.agreement import krippendorff_alpha

APART = 2
"""Levels between the lowest and the highest rating from which raters are called apart."""

State = Literal["unrated", "alone", "apart", "close"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one dimension stands.

    Attributes
    ----------
    dimension : Dimension
        Its names and what its levels say.
    scores : tuple of int
        Levels given, the lowest first, one a rater.
    median : int or None
        Lower median; None where nobody rated.
    evidence : int
        Ratings that name what they rest on.
    target : int or None
        Wanted level.
    there, wanted : tuple of str
        Inputs of the dimension that the client folder holds, and all it may hold.
    """

    dimension: Dimension
    scores: tuple[int, ...]
    median: int | None
    evidence: int
    target: int | None
    there: tuple[str, ...]
    wanted: tuple[str, ...]

    @property
    def n(self) -> int:
        """Raters."""
        return len(self.scores)

    @property
    def gap(self) -> int | None:
        """Levels from the median up to the target."""
        if self.median is None or self.target is None:
            return None
        return self.target - self.median

    @property
    def state(self) -> State:
        """Whether nobody rated, one alone, several apart or close to each other."""
        if not self.scores:
            return "unrated"
        if self.n == 1:
            return "alone"
        return "apart" if self.scores[-1] - self.scores[0] >= APART else "close"

    @property
    def cell(self) -> Cell | None:
        """What the level reached says."""
        return self.dimension.levels[self.median - 1] if self.median is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A gate and whether it is passed."""

    gate: Gate
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One model applied to a client.

    Attributes
    ----------
    model : MaturityModel
        The model.
    standings : tuple of Standing
        One a dimension, in the model's order.
    raters : int
        Different raters.
    day : date or None
        When it was judged.
    lowest : int or None
        Lowest median: the overall level before gates. None where nothing is rated.
    overall : int or None
        Overall level after gates.
    bottleneck : tuple of Standing
        Dimensions at the lowest level; empty where all rated dimensions are alike, and
        where only one is rated.
    stable : bool
        Whether the bottleneck stays the same when any one rater is left out.
    passages : tuple of Passage
        Every gate of the model.
    exact : float
        Share of pairs of raters that gave the same level, in [0, 1]; NaN without pairs.
    alpha : float
        Krippendorff's alpha of the raters, ordinal: 1 where all agree, 0 as by chance; NaN
        without spread.
    """

    model: MaturityModel
    standings: tuple[Standing, ...]
    raters: int
    day: date | None
    lowest: int | None
    overall: int | None
    bottleneck: tuple[Standing, ...]
    stable: bool
    passages: tuple[Passage, ...]
    exact: float
    alpha: float

    @property
    def rated(self) -> tuple[Standing, ...]:
        """Dimensions with at least one rating."""
        return tuple(item for item in self.standings if item.median is not None)

    @property
    def complete(self) -> bool:
        """Whether every dimension is rated."""
        return len(self.rated) == len(self.standings)

    @property
    def blocking(self) -> tuple[Gate, ...]:
        """Gates that hold the overall level back."""
        lowest = self.lowest or 0
        return tuple(
            item.gate for item in self.passages if not item.passed and item.gate.level <= lowest
        )


def lower_median(scores: Sequence[int]) -> int:
    """Return the middle value, the lower of the two of an even count.

    Parameters
    ----------
    scores : sequence of int
        At least one level.

    Returns
    -------
    int
        A level that somebody gave: a doubt does not lift the level, and no decimals arise.
    """
    ordered = sorted(scores)
    return ordered[(len(ordered) - 1) // 2]


def profile(
    model: MaturityModel,
    assessment: Assessment | None,
    *,
    held: Callable[[str], bool],
    reached: Callable[[Need], bool],
) -> Profile:
    """Return where a client stands by one model.

    Parameters
    ----------
    model : MaturityModel
        The model.
    assessment : Assessment or None
        Ratings, checked against the model; None where there are none.
    held : callable
        Whether the client folder holds a record, such as ``"charter.leader"``.
    reached : callable
        Whether a need that names another model is met.

    Returns
    -------
    Profile
        The overall level is the lowest median (bottleneck rule), held below the level of
        every gate that is not passed.
    """
    given = assessment.ratings if assessment is not None else ()
    targets = assessment.targets if assessment is not None else {}
    standings = tuple(
        _standing(item, given, targets.get(item.key), held) for item in model.dimensions
    )
    medians = [item.median for item in standings if item.median is not None]
    lowest = min(medians, default=None)
    passages = tuple(
        Passage(
            gate=gate,
            passed=any(_met(need, model, standings, held, reached) for need in gate.needs),
        )
        for gate in model.gates
    )
    shut = [item.gate.level - 1 for item in passages if not item.passed]
    raters = sorted({item.rater for item in given})
    names = _lowest_keys({s.dimension.key: s.scores for s in standings})
    without = [
        _lowest_keys(
            {
                s.dimension.key: tuple(
                    r.score for r in given if r.dimension == s.dimension.key and r.rater != left
                )
                for s in standings
            }
        )
        for left in raters
    ]
    return Profile(
        model=model,
        standings=standings,
        raters=len(raters),
        day=assessment.date if assessment is not None else None,
        lowest=lowest,
        overall=None if lowest is None else max(1, min([lowest, *shut])),
        bottleneck=tuple(item for item in standings if item.dimension.key in names),
        stable=len(raters) >= 2 and all(other == names for other in without),
        passages=passages,
        exact=exact_agreement([item.scores for item in standings]),
        alpha=_alpha(model, given, raters),
    )


def exact_agreement(scores: Sequence[Sequence[int]]) -> float:
    """Return the share of pairs of ratings of the same dimension that are equal.

    Parameters
    ----------
    scores : sequence of sequence of int
        Levels by dimension.

    Returns
    -------
    float
        In [0, 1]; NaN where no dimension has two ratings.
    """
    pairs = [a == b for given in scores for a, b in combinations(given, 2)]
    return sum(pairs) / len(pairs) if pairs else float("nan")


def _alpha(model: MaturityModel, given: Sequence[Rating], raters: Sequence[str]) -> float:
    """Return the raters' agreement over all dimensions; NaN for one rater or one dimension."""
    if len(raters) < 2 or len(model.dimensions) < 2:
        return float("nan")
    scores = {(item.rater, item.dimension): float(item.score) for item in given}
    table = [
        [scores.get((rater, item.key), float("nan")) for item in model.dimensions]
        for rater in raters
    ]
    return krippendorff_alpha(table, level="ordinal").alpha


def _standing(
    dimension: Dimension,
    given: Sequence[Rating],
    target: int | None,
    held: Callable[[str], bool],
) -> Standing:
    mine = [item for item in given if item.dimension == dimension.key]
    scores = tuple(sorted(item.score for item in mine))
    return Standing(
        dimension=dimension,
        scores=scores,
        median=lower_median(scores) if scores else None,
        evidence=sum(bool(item.evidence or item.sources) for item in mine),
        target=target,
        there=tuple(name for name in dimension.inputs if held(name)),
        wanted=dimension.inputs,
    )


def _lowest_keys(scores: dict[str, tuple[int, ...]]) -> frozenset[str]:
    """Return the dimensions at the lowest median; none where no two levels differ."""
    medians = {key: lower_median(given) for key, given in scores.items() if given}
    if len(set(medians.values())) < 2:
        return frozenset()
    lowest = min(medians.values())
    return frozenset(key for key, median in medians.items() if median == lowest)


def _met(
    need: Need,
    model: MaturityModel,
    standings: Sequence[Standing],
    held: Callable[[str], bool],
    reached: Callable[[Need], bool],
) -> bool:
    if need.record is not None:
        return held(need.record)
    if need.model not in (None, model.key):
        return reached(need)
    return any(
        item.dimension.key == need.dimension and (item.median or 0) >= (need.level or 0)
        for item in standings
    )
