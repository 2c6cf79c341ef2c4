"""Promise and lived experience: what is judged about a promise against what customers say there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scipy.special import ndtr

from cxkit.engagement import LocalText
from cxkit.engagement.judgements.strategy import Promise
from cxkit.findings import Evidence
from cxkit.scales import Scale
from cxkit.strategy.touchpoints import TouchpointAnswers, TouchpointNames

Verdict = Literal["agrees", "disagrees", "open", "not_measured", "not_judged"]
HALF = 0.5
"""Satisfied customers from which a promise counts as lived by most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLived:
    """One promise: as made, as judged, as measured.

    Attributes
    ----------
    touchpoint : str
        As called in the data.
    promise, expectation, brand_promise : LocalText or None
        What is promised, what customers expect, what the brand says in public.
    kept : {"yes", "partly", "no"} or None
        Judged by the consultant.
    share, ci_low, ci_high : float
        Share of satisfied customers at the touchpoint with its Wilson interval, in [0, 1];
        NaN where nobody answered there.
    n : int
        Answers.
    p_value, p_adjusted : float
        Against one half, and corrected for all comparisons of the section; NaN where there
        is nothing to compare.
    verdict : {"agrees", "disagrees", "open", "not_measured", "not_judged"}
        Whether customers' answers bear the judgement out.
    """

    touchpoint: str
    promise: LocalText
    expectation: LocalText | None
    brand_promise: LocalText | None
    kept: Literal["yes", "partly", "no"] | None
    share: float
    ci_low: float
    ci_high: float
    n: int
    p_value: float
    p_adjusted: float
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """All promises of a client.

    Attributes
    ----------
    rows : tuple of PromiseLived
        In the order of ``strategy.yml``.
    names : TouchpointNames
        What the reports call the touchpoints.
    scale : Scale or None
        Scale of satisfaction; None where customers were not asked.
    evidence : Evidence or None
        Where the shares come from.
    n_all : int
        Answers at all touchpoints.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    comparisons : int
        Comparisons of the whole section, that p values are corrected for.
    """

    rows: tuple[PromiseLived, ...]
    names: TouchpointNames
    scale: Scale | None
    evidence: Evidence | None
    n_all: int
    confidence: float
    min_base: int
    comparisons: int

    @property
    def measured(self) -> tuple[PromiseLived, ...]:
        """Promises at whose touchpoint somebody answered."""
        return tuple(row for row in self.rows if row.n)


def half_p_value(share: float, n: float) -> float:
    """Return how rare a share as far from one half is, if half of all customers are satisfied.

    Parameters
    ----------
    share : float
        In [0, 1]; NaN gives NaN.
    n : float
        Base, or the effective base that the interval rests on.

    Returns
    -------
    float
        Two-sided, of the score test ``z = (share - 1/2) / (1 / (2 root n))``; below
        ``1 - confidence`` exactly when the Wilson interval leaves out one half.

    References
    ----------
    Wilson (1927), JASA 22, 209-212.
    """
    if n <= 0 or math.isnan(share):
        return math.nan
    if share == HALF:
        return 1.0
    return float(2 * ndtr(-abs(share - HALF) * 2 * math.sqrt(n)))


def promises_lived(
    promises: Sequence[Promise], answers: TouchpointAnswers | None
) -> tuple[PromiseLived, ...]:
    """Put what is measured at its touchpoint beside every promise, uncorrected.

    Parameters
    ----------
    promises : sequence of Promise
        ``strategy.yml``.
    answers : TouchpointAnswers or None
        Satisfaction by touchpoint; None where it was not asked.
    """
    rows = []
    for item in promises:
        found = answers.by_touchpoint.get(item.touchpoint) if answers is not None else None
        share = found.share if found is not None else math.nan
        n = found.n if found is not None else 0
        p_value = half_p_value(share, found.n_effective if found is not None else 0)
        rows.append(
            PromiseLived(
                touchpoint=item.touchpoint,
                promise=item.promise,
                expectation=item.expectation,
                brand_promise=item.brand_promise,
                kept=item.kept,
                share=share,
                ci_low=found.share_low if found is not None else math.nan,
                ci_high=found.share_high if found is not None else math.nan,
                n=n,
                p_value=p_value,
                p_adjusted=p_value,
                verdict="not_measured",
            )
        )
    return tuple(rows)


def judged(row: PromiseLived, *, confidence: float, min_base: int) -> Verdict:
    """Tell whether customers' answers bear a judgement out.

    A promise judged kept disagrees with a share of satisfied customers that is clearly below
    one half, a promise judged broken with one clearly above. "Partly" disagrees with nothing.
    Below `min_base` answers nothing is said.
    """
    if row.kept is None:
        return "not_judged"
    if math.isnan(row.share):
        return "not_measured"
    if row.kept == "partly" or row.n < min_base or not row.p_adjusted <= 1 - confidence:
        return "open"
    most = row.share > HALF
    return "agrees" if most == (row.kept == "yes") else "disagrees"
