"""What unequal weights cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightingEffect:
    """How much a set of weights takes from the base.

    Attributes
    ----------
    n : int
        Rows (or what the counts add up to).
    n_weighted : float
        Sum of the weights.
    n_effective : float
        Equally weighted rows that would tell as much, from 1 to `n`.
    design_effect : float
        ``n / n_effective``, 1 or more.
    """

    n: int
    n_weighted: float
    n_effective: float
    design_effect: float


def kish(
    weights: Sequence[float] | FloatArray, *, counts: Sequence[float] | FloatArray | None = None
) -> WeightingEffect:
    """Effective base of weighted rows.

    Parameters
    ----------
    weights : array of float, shape (n,)
        0 or more, not all 0.
    counts : array of float, shape (n,), optional
        How many equal rows each row stands for, 0 or more; 1 if absent.

    Returns
    -------
    WeightingEffect

    Raises
    ------
    ValueError
        If there is no row, or a weight or count is negative, not finite or 0 for all.

    Notes
    -----
    ``n_effective = (Σ w)² / Σ w²``; ``design_effect = n Σ w² / (Σ w)² = 1 + CV²(w)``. It holds
    where the weights have nothing to do with the values; `survey_mean` does not need that.

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7; Kish (1992), Journal of Official Statistics 8,
    183-200.
    """
    given = np.asarray(weights, dtype=np.float64)
    number = np.ones(given.shape) if counts is None else np.asarray(counts, dtype=np.float64)
    if given.ndim != 1 or given.shape != number.shape:
        raise ValueError("need one weight a row, and as many counts")
    sound = np.isfinite(given).all() and np.isfinite(number).all()
    if not (sound and (given >= 0).all() and (number >= 0).all() and float(given @ number) > 0):
        raise ValueError("weights and counts must be 0 or more, and not all 0")
    n, n_effective = float(number.sum()), equal_units(given, number)
    return WeightingEffect(
        n=round(n),
        n_weighted=float(given @ number),
        n_effective=n_effective,
        design_effect=n / n_effective,
    )


def equal_units(weights: FloatArray, counts: FloatArray) -> float:
    """Return how many units of equal weight would tell as much, ``(Σ w)² / Σ w²``.

    Parameters
    ----------
    weights, counts : array of float, shape (n,)
        As of `kish`, which checks them.
    """
    scaled = weights / weights.max()  # so that squares neither overflow nor vanish
    return float((scaled @ counts) ** 2 / (scaled**2 @ counts))
