"""How many visitors and how many days a planned test takes, and what each week could show."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cxkit.engagement.judgements import Economics, PlannedTest
from cxkit.stats.levels import normal_quantile, power_quantile
from cxkit.stats.planning import detectable_share, n_for_means, n_for_shares
from cxkit.stats.several_looks import inflation, naive_alarms

WEEKS = (1, 2, 3, 4, 6, 8, 12)
"""Weeks for which it is shown what they could notice."""
TOO_LONG = 56
"""Days beyond which visitors come back as new ones and seasons mix in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSize:
    """What one planned test takes.

    Attributes
    ----------
    test : PlannedTest
        As declared.
    n_control, n_variant : int
        Visitors of the control and of the smallest variant.
    n : int
        Visitors of all arms.
    n_single : int
        Visitors of all arms if it were looked at only once.
    confidence : float
        Level of one comparison: the engagement's, shared among the variants.
    more : float
        How many times the visitors that looking early costs; 1 for a single look.
    naive : float
        Chance of a false alarm if all looks were read as if each were the only one.
    days : int or None
        Whole days it takes; None where visitors a day are not given.
    weeks : tuple of tuple
        Weeks and the smallest effect that so many of them usually show; NaN where none.
    """

    test: PlannedTest
    n_control: int
    n_variant: int
    n: int
    n_single: int
    confidence: float
    more: float
    naive: float
    days: int | None
    weeks: tuple[tuple[int, float], ...]

    @property
    def too_long(self) -> bool:
        """Whether it takes longer than a test should."""
        return self.days is not None and self.days > TOO_LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTests:
    """All planned tests of a client.

    Attributes
    ----------
    sized : tuple of PlannedSize
        Those whose visitors can be told, in the order declared.
    unsized : tuple of PlannedTest
        Those that lack baseline, smallest effect or, for revenue, its standard deviation.
    confidence : float
        Level of the engagement.
    """

    sized: tuple[PlannedSize, ...]
    unsized: tuple[PlannedTest, ...]
    confidence: float


def planned_tests(agreed: Economics | None, *, confidence: float) -> PlannedTests | None:
    """Return what every planned test takes; None where none is planned.

    Parameters
    ----------
    agreed : Economics or None
        ``economics.yml``.
    confidence : float
        Two-sided level of the engagement.
    """
    tests = agreed.planned_tests if agreed is not None else ()
    if not tests:
        return None
    found = {test.name: planned_size(test, confidence=confidence) for test in tests}
    return PlannedTests(
        sized=tuple(size for size in found.values() if size is not None),
        unsized=tuple(test for test in tests if found[test.name] is None),
        confidence=confidence,
    )


def planned_size(test: PlannedTest, *, confidence: float) -> PlannedSize | None:
    """Return the visitors and days of one test; None where the plan does not say enough.

    Parameters
    ----------
    test : PlannedTest
        As declared.
    confidence : float
        Two-sided level of the whole test.

    Notes
    -----
    Each of several variants is compared at ``1 - (1 - confidence) / variants`` (Bonferroni, the
    first step of Holm). Looking early multiplies all visitors by what keeps the power.
    """
    if not _complete(test):
        return None
    shared = 1 - (1 - confidence) / (test.arms - 1)
    control, least = _weights(test)
    more = 1.0
    if test.looks > 1:
        even = [(k + 1) / test.looks for k in range(test.looks)]
        more = inflation(even, kind=test.limits, alpha=1 - shared, power=test.power)
    single = _n_control(test, confidence=shared, ratio=least / control)
    n_control = math.ceil(round(single * more, 6))
    total = math.ceil(round(n_control / control, 6))
    days = math.ceil(total / test.visitors_a_day) if test.visitors_a_day else None
    weeks = tuple(
        (week, _noticed(test, 7 * week * test.visitors_a_day * control / more, shared))
        for week in WEEKS
        if test.visitors_a_day
    )
    return PlannedSize(
        test=test,
        n_control=n_control,
        n_variant=math.ceil(round(n_control * least / control, 6)),
        n=total,
        n_single=math.ceil(round(single / control, 6)),
        confidence=shared,
        more=more,
        naive=naive_alarms(test.looks, confidence=confidence),
        days=days,
        weeks=weeks,
    )


def _complete(test: PlannedTest) -> bool:
    if test.smallest_effect is None:
        return False
    return bool(test.sd) if test.measure == "revenue" else test.baseline is not None


def _weights(test: PlannedTest) -> tuple[float, float]:
    """Return the shares of all visitors that the control and the smallest variant get."""
    if test.split is None:
        return 1 / test.arms, 1 / test.arms
    whole = sum(test.split.values())
    control = test.control or next(iter(test.split))
    others = [weight for arm, weight in test.split.items() if arm != control]
    return test.split[control] / whole, min(others) / whole


def _n_control(test: PlannedTest, *, confidence: float, ratio: float) -> int:
    effect = test.smallest_effect or math.nan
    if test.measure == "revenue":
        return n_for_means(
            test.sd or math.nan, effect, confidence=confidence, power=test.power, ratio=ratio
        )
    start = test.baseline or math.nan
    return n_for_shares(start, start + effect, confidence=confidence, power=test.power, ratio=ratio)


def _noticed(test: PlannedTest, n: float, confidence: float) -> float:
    """Return the smallest effect that so many visitors of the control usually show."""
    control, least = _weights(test)
    ratio = least / control
    if test.measure == "revenue":
        reach = normal_quantile(confidence) + power_quantile(test.power)
        return reach * (test.sd or math.nan) * math.sqrt((1 + 1 / ratio) / n)
    return detectable_share(
        test.baseline or math.nan, n, confidence=confidence, power=test.power, ratio=ratio
    )
