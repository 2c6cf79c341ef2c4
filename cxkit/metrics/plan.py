"""How many answers the next round of measurement needs."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from cxkit.stats.planning import invitations, n_for_difference, n_for_margin

MARGINS = (2.0, 3.0, 5.0, 10.0)
"""Half-widths of an interval that are planned for, in points."""
CHANGES = (3.0, 5.0, 10.0)
"""True changes from one wave to the next that are planned for, in points."""


def answers_needed(
    variance: float,
    *,
    design_effect: float = 1.0,
    population: float | None = None,
    response_rate: float | None = None,
    confidence: float = 0.95,
    power: float = 0.80,
    margins: Sequence[float] = MARGINS,
    changes: Sequence[float] = CHANGES,
    unit: float = 100.0,
) -> pd.DataFrame:
    """Answers needed a wave for a margin, and for noticing a change.

    Parameters
    ----------
    variance : float
        Variance of one answer, 0 or more: for NPS and shares of favourable answers with the
        answer counted as 1, 0 or -1.
    design_effect : float, default 1
        Variance of the score over that of a plain sample of as many answers, above 0.
    population : float, optional
        Customers there are, 1 or more; without it, so many that it does not matter.
    response_rate : float, optional
        Share of those invited who answer, above 0 and up to 1.
    confidence : float, default 0.95
        Two-sided level.
    power : float, default 0.80
        Chance of noticing a change that is there.
    margins, changes : sequence of float
        In points, above 0.
    unit : float, default 100
        Points that a difference of 1 in the answers makes: 100 for shares and NPS, 1 for the
        mean of a scale.

    Returns
    -------
    DataFrame
        One row a goal: ``goal`` (``"margin"`` or ``"change"``), ``points``, ``n`` (answers a
        wave), ``invited`` (invitations, <NA> where no response rate is given), ``possible``
        (whether the population holds as many), and ``share`` of the population (NaN where not
        known, above 1 where impossible).

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    A margin allows for a small population. A change does not: two waves are compared to learn
    whether something has changed, and not merely whether these customers answered otherwise.
    """
    rows = []
    for points in margins:
        n = n_for_margin(
            variance,
            points / unit,
            confidence=confidence,
            design_effect=design_effect,
            population=population,
        )
        rows.append(("margin", points, n))
    for points in changes:
        n = n_for_difference(
            variance,
            points / unit,
            confidence=confidence,
            power=power,
            design_effect=design_effect,
        )
        rows.append(("change", points, n))
    table = pd.DataFrame(rows, columns=["goal", "points", "n"])
    sent = [None if response_rate is None else invitations(n, response_rate) for n in table["n"]]
    table["invited"] = pd.array(sent, dtype="Int64")
    table["possible"] = [population is None or n <= population for n in table["n"]]
    table["share"] = [math.nan if population is None else n / population for n in table["n"]]
    return table
