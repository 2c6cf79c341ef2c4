"""How many answers an interval of a given width takes, whom to invite, and small populations."""

from __future__ import annotations

import math

from cxkit.stats.levels import normal_quantile


def n_for_margin(
    variance: float,
    margin: float,
    *,
    confidence: float = 0.95,
    design_effect: float = 1.0,
    population: float | None = None,
) -> int:
    """Answers needed for an interval of a given half-width.

    Parameters
    ----------
    variance : float
        Variance of one answer, 0 or more.
    margin : float
        Half-width wanted, above 0, in the unit of the answers.
    confidence : float, default 0.95
        Two-sided level of the interval.
    design_effect : float, default 1
        Variance of a score over that of a plain sample of as many answers, above 0.
    population : float, optional
        Units there are in all, 1 or more; a small population needs fewer answers.

    Returns
    -------
    int
        Answers, rounded up, at least 1. The adjusted Wald method needs three fewer.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    ``n0 = deff v z² / margin²``; in a population of ``N``, ``n0 / (1 + (n0 - 1) / N)``, rounded
    only at the end.

    References
    ----------
    Lewis and Sauro (2021), "Sample sizes for Net Promoter Scores", measuringu.com; Cochran
    (1977), Sampling Techniques, section 4.4; Krejcie and Morgan (1970), Educational and
    Psychological Measurement 30, 607-610.
    """
    check_variance(variance, margin)
    return needed(variance * (normal_quantile(confidence) / margin) ** 2, design_effect, population)


def invitations(n: float, response_rate: float) -> int:
    """Invitations to send for a number of answers.

    Parameters
    ----------
    n : float
        Answers wanted, above 0.
    response_rate : float
        Share of those invited who answer, above 0 and up to 1.

    Returns
    -------
    int
        Rounded up. More invitations make a base larger, not the silence of the others
        smaller.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.
    """
    if not (n > 0 and math.isfinite(n)):
        raise ValueError(f"need a number of answers above 0, got {n}")
    if not 0 < response_rate <= 1:
        raise ValueError(f"response_rate must be in (0, 1], got {response_rate}")
    return math.ceil(round(n / response_rate, 9))


def finite_population_correction(n: float, population: float) -> float:
    """Factor by which asking much of a small population narrows an error.

    Parameters
    ----------
    n : float
        Units that answered, from 0 to `population`.
    population : float
        Units there are, above 1.

    Returns
    -------
    float
        ``sqrt((N - n) / (N - 1))``: 1 where one of them was asked, 0 where all were. It
        presumes that those who answered are like those who did not.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Cochran (1977), Sampling Techniques, section 2.6.
    """
    if not (population > 1 and 0 <= n <= population):
        raise ValueError(f"need 0 <= n <= population and population > 1, got {n}, {population}")
    return math.sqrt(min(1.0, (population - n) / (population - 1)))


def needed(plain: float, design_effect: float, population: float | None) -> int:
    """Return the answers needed, from those of a plain sample of a population without end."""
    check_variance(design_effect, design_effect)
    wanted = plain * design_effect
    if population is not None:
        if not population >= 1:
            raise ValueError(f"a population must be 1 or more, got {population}")
        wanted = wanted / (1 + (wanted - 1) / population) if wanted > 1 else wanted
    return max(1, math.ceil(wanted))


def check_variance(variance: float, positive: float) -> None:
    """Refuse a variance below 0, and a base, difference or margin that is not above it."""
    if not (variance >= 0 and math.isfinite(variance)):
        raise ValueError(f"need a variance of 0 or more, got {variance}")
    if not positive > 0:
        raise ValueError(f"need a base, difference or margin other than 0, got {positive}")
