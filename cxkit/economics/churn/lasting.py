"""How long groups stay on average up to a horizon, and by how much that differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxkit.client import Column
from cxkit.economics.churn.scored import CONTENT, PROMOTERS
from cxkit.economics.churn.staying import Staying
from cxkit.findings import Evidence
from cxkit.stats import Estimate, restricted_mean
from cxkit.stats.mean_wait import restricted_mean_difference

WHOLE = 24.0
"""Months from which a horizon is a whole number of them."""
BEST = (PROMOTERS, CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """Mean months as a customer, counting none beyond a horizon.

    Attributes
    ----------
    column : Column or None
        Segment; None where customers are grouped by what they answered.
    horizon : float
        Months; as far as every group still has `min_base` customers followed.
    means : dict of Estimate
        By group.
    reference : str
        Group that the others are compared with: the best answers, or the segment's largest group.
    differences : dict of Estimate
        Of the others: their mean less that of the reference.
    n : dict of int
        Customers followed.
    landmark : date or None
        Day from which time counts; from joining without it.
    late : bool
        Whether customers were followed only from the start of the period on.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    column: Column | None
    horizon: float
    means: dict[str, Estimate]
    reference: str
    differences: dict[str, Estimate]
    n: dict[str, int]
    landmark: date | None
    late: bool
    evidence: Evidence
    confidence: float
    min_base: int


def lasting_of(staying: Staying) -> Lasting | None:
    """Return the mean months of the groups of some curves; None where they share no horizon.

    Notes
    -----
    The horizon is the last month at which every group still has ``min_base`` customers followed,
    rounded down to a tenth of a month, or a whole one beyond two years. With delayed entry a group
    whose first months rest on fewer than ``min_base`` customers is left out: one early leaver
    would move its whole curve.
    """
    curves = {
        name: curve
        for name, curve in staying.curves.items()
        if curve.n >= staying.min_base
        and (not staying.late or int(curve.at_risk[0]) >= staying.min_base)
    }
    if len(curves) < 2:
        return None
    horizon = min(staying.at_end[name][0] for name in curves)
    horizon = float(int(horizon)) if horizon >= WHOLE else int(horizon * 10) / 10
    if not horizon > 0:
        return None
    means = {name: restricted_mean(curve, horizon) for name, curve in curves.items()}
    if any(mean.value != mean.value for mean in means.values()):
        return None
    known = [name for name in BEST if name in curves]
    reference = known[0] if known else max(curves, key=lambda name: curves[name].n)
    return Lasting(
        column=staying.column,
        horizon=horizon,
        means=means,
        reference=reference,
        differences={
            name: restricted_mean_difference(
                curves[reference], curve, horizon, confidence=staying.confidence
            )
            for name, curve in curves.items()
            if name != reference
        },
        n={name: curve.n for name, curve in curves.items()},
        landmark=staying.landmark,
        late=staying.late,
        evidence=staying.evidence,
        confidence=staying.confidence,
        min_base=staying.min_base,
    )
