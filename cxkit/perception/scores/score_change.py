"""What is known of a score before and after, and the verdict it allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Metric = Literal["nps", "csat", "ces"]
Verdict = Literal["changed", "no change", "too few answers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """One score before and after, or in one group and another.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        The score, and with it the unit of all numbers here: NPS in points (-100 to 100),
        CSAT as the share of favourable answers (0 to 1), CES as the mean in points of its
        scale.
    column : str
        The question.
    before_label, after_label : str
        Names of the two sides, as the client's data has them.
    before, after, difference : float
        Scores as observed, and after less before; NaN for a side without answers.
    ci_low, ci_high : float
        Interval of the difference. For NPS it is not centred on it. NaN where it cannot
        be made: no answers on a side, or for a mean a single one or no spread at all.
    p_value : float
        Two-sided, in [0, 1]; NaN with the interval.
    p_strict : float
        The larger of it and the p value of a permutation test: what comparisons of many
        groups are corrected on, since small groups often show too little spread by chance.
    n_before, n_after : int
        Answers of each side.
    n_both : int
        Customers (or accounts) with answers on both sides; 0 where that is not known.
    margin : float
        Smallest change that matters, above 0.
    p_equivalence : float
        p value that the change is larger than the margin, in [0, 1]; NaN with the interval.
    detectable : float
        Smallest true difference, either way, that these bases would show four times out
        of five; above 0, NaN where it cannot be known.
    n_needed : int or None
        Answers that each of two equal sides would need to tell, four times out of five, a
        change of the size of the margin from none at all; None where it cannot be known.
    comparable : bool
        Whether both sides reach the least base and the difference has an interval.
    verdict : {"changed", "no change", "too few answers"}
        Changed if the interval leaves out 0; no change if the whole interval lies within the
        margin, which is the test of equivalence at half the level; else, and where not
        comparable, too few answers to tell.
    confidence : float
        Two-sided level of the interval.
    """

    metric: Metric
    column: str
    before_label: str
    after_label: str
    before: float
    after: float
    difference: float
    ci_low: float
    ci_high: float
    p_value: float
    p_strict: float
    n_before: int
    n_after: int
    n_both: int
    margin: float
    p_equivalence: float
    detectable: float
    n_needed: int | None
    comparable: bool
    verdict: Verdict
    confidence: float

    def verdict_at(self, p_value: float, p_equivalence: float) -> Verdict:
        """Return the verdict after correcting both p values for the number of comparisons.

        Parameters
        ----------
        p_value, p_equivalence : float
            Corrected; NaN where the change could not be tested.
        """
        if self.verdict == "changed" and p_value <= 1 - self.confidence:
            return "changed"
        return "no change" if p_equivalence <= (1 - self.confidence) / 2 else "too few answers"
