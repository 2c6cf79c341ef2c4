"""What a weight of attributes hinges on: near copies, one overall mood, the scale's steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxkit.perception.drivers.sample import DriverSample
from cxkit.stats.collinearity import Collinearity
from cxkit.stats.importance import lmg
from cxkit.stats.ordinal import proportional_odds

Floats = NDArray[np.float64]

TWINS = 0.9
"""Attributes that correlate as closely share what either explains."""
HALO = 0.5
"""From here one overall impression is said to colour the ratings: mean correlation."""
MOST_ORDERED = 100_000
"""Rows beyond which the ordered model is fitted to every k-th row only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverChecks:
    """What the weights of attributes hinge on.

    Attributes
    ----------
    closest : tuple of str
        The two attributes that correlate most closely.
    closest_correlation : float
        Their correlation, in [-1, 1].
    copies : tuple of tuple of str
        Pairs of attributes with the very same answers.
    condition : float
        Condition number of the attributes' correlations; infinite with copies.
    ridge : float
        Applied so that attributes can be separated; 0 for none.
    entangled : str
        The attribute that the others give best.
    entangled_vif : float
        Its variance inflation.
    mean_correlation : float
        Mean correlation between attributes, in [-1, 1].
    first_share : float
        Share of the ratings' differences that one overall impression accounts for.
    relative_first : str
        The attribute that weighs most by Johnson's relative weights.
    ordinal_first : str
        The attribute that weighs most where only the order of the outcome's answers counts;
        empty where no such model could be fitted.
    ordinal_agreement : float
        Rank correlation (Spearman) of those weights with LMG; NaN likewise.
    order_error : float
        Error of sampled orders of entry, in shares of R²; 0 where all are taken.
    """

    closest: tuple[str, str]
    closest_correlation: float
    copies: tuple[tuple[str, str], ...]
    condition: float
    ridge: float
    entangled: str
    entangled_vif: float
    mean_correlation: float
    first_share: float
    relative_first: str
    ordinal_first: str
    ordinal_agreement: float
    order_error: float


def driver_checks(
    names: list[str],
    measured: Collinearity,
    *,
    point: Floats,
    relative: Floats,
    ordinal: Floats,
    order_error: float,
) -> DriverChecks:
    """Return what the weights of attributes hinge on.

    Parameters
    ----------
    names : list of str
        Attributes, in the order of the arrays.
    measured : Collinearity
        Of their correlations.
    point, relative, ordinal : ndarray, shape (p,)
        LMG, Johnson's weights, and LMG of the ordered model (NaN where there is none).
    order_error : float
        Error of sampled orders.
    """
    known = bool(np.isfinite(ordinal).all())
    entangled = int(measured.vif.argmax())
    i, j = measured.closest
    return DriverChecks(
        closest=(names[i], names[j]),
        closest_correlation=measured.closest_correlation,
        copies=tuple((names[i], names[j]) for i, j in measured.copies),
        condition=measured.condition,
        ridge=measured.ridge,
        entangled=names[entangled],
        entangled_vif=float(measured.vif[entangled]),
        mean_correlation=measured.mean_correlation,
        first_share=measured.first_share,
        relative_first=names[int(relative.argmax())],
        ordinal_first=names[int(ordinal.argmax())] if known else "",
        ordinal_agreement=_rank_correlation(point, ordinal) if known else float("nan"),
        order_error=order_error,
    )


def ordinal_weights(sample: DriverSample, correlation: Floats) -> Floats:
    """Return LMG with the outcome taken as ordered only.

    Parameters
    ----------
    sample : DriverSample
        Complete answers.
    correlation : ndarray, shape (p, p)
        Correlations of the attributes.

    Returns
    -------
    ndarray, shape (p,)
        LMG of the correlations with the latent outcome that a proportional-odds model
        implies; it adds up to that model's R² (McKelvey and Zavoina). NaN where no finite
        model exists.

    Notes
    -----
    The same decomposition of the same attributes, so that a different order of importance
    can only come from the outcome's steps. One line for all steps (parallel lines) is
    assumed, not tested. Of more than 100,000 rows every k-th is used.
    """
    p = len(sample.columns)
    if (sample.answers[:, p] % 1 != 0).any():  # stand-ins have no steps
        return np.full(p, np.nan)
    step = -(-len(sample.answers) // MOST_ORDERED)
    values, mass = sample.answers[::step], sample.mass[::step]
    try:
        fitted = proportional_odds(values[:, :p], values[:, p], weights=mass)
    except ValueError:
        return np.full(p, np.nan)
    return lmg(correlation, fitted.target) if fitted.r_squared > 0 else np.full(p, np.nan)


def _rank_correlation(one: Floats, other: Floats) -> float:
    """Return Spearman's rank correlation of two rankings, ties averaged."""
    ranks = np.array([_ranks(one), _ranks(other)])
    if (np.ptp(ranks, axis=1) == 0).any():
        return float("nan")
    return float(np.corrcoef(ranks)[0, 1])


def _ranks(values: Floats) -> Floats:
    """Return ranks from 1, ties at their mean."""
    rounded = np.round(values, 12)
    smaller = (rounded[None, :] < rounded[:, None]).sum(axis=1)
    equal = (rounded[None, :] == rounded[:, None]).sum(axis=1)
    ranks: Floats = smaller + (equal + 1) / 2
    return ranks
