"""What a number rises with: least squares, with errors that hold where the spread varies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.stats.at_risk import FloatArray
from cxkit.stats.levels import t_quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """A fitted linear regression.

    Attributes
    ----------
    table : DataFrame, p rows
        One row a covariate: ``name, coefficient, standard_error, t, p_value, ci_low, ci_high``.
    n, n_left_out : int
        Rows used and left out because something is missing.
    confidence : float
        Two-sided level of the intervals.
    """

    table: pd.DataFrame
    n: int
    n_left_out: int
    confidence: float


def linear_regression(
    outcome: npt.ArrayLike, covariates: pd.DataFrame, *, confidence: float = 0.95
) -> Linear:
    """Fit a linear regression by least squares, with HC3 errors.

    Parameters
    ----------
    outcome : array_like of float, shape (n,)
        Numbers.
    covariates : DataFrame, shape (n, p)
        Numbers, one column a covariate.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    Linear
        Rows with something missing are left out and counted.

    Raises
    ------
    ValueError
        If the lengths differ, fewer rows than coefficients and one more remain, or a covariate
        does not vary or repeats others.

    Notes
    -----
    Variance ``(X'X)⁻¹ Σ x x' e² / (1 - h)² (X'X)⁻¹`` (HC3), with t limits of ``n - p - 1``
    degrees of freedom.

    References
    ----------
    MacKinnon and White (1985), Journal of Econometrics 29, 305-325; Long and Ervin (2000),
    The American Statistician 54, 217-224.
    """
    from scipy.special import stdtr

    names = [str(name) for name in covariates.columns]
    values = covariates.astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    y = np.asarray(outcome, dtype=np.float64)
    if len(y) != len(values):
        raise ValueError("outcome and covariates differ in length")
    used = np.isfinite(values).all(axis=1) & np.isfinite(y)
    x, y = values[used], y[used]
    free = len(y) - len(names) - 1
    if free < 1:
        raise ValueError("too few rows for so many covariates")
    centre, scale = x.mean(axis=0), x.std(axis=0)
    if np.any(scale <= 1e-12 * np.maximum(1.0, np.abs(centre))):
        raise ValueError("some covariates do not vary: " + ", ".join(names))
    design = np.column_stack([np.ones(len(y)), (x - centre) / scale])
    gram = design.T @ design
    if np.linalg.eigvalsh(gram / len(y))[0] <= 1e-10:
        raise ValueError("some covariates repeat one another: " + ", ".join(names))
    inverse = np.linalg.inv(gram)
    slope = inverse @ design.T @ y
    leverage: FloatArray = np.einsum("ij,jk,ik->i", design, inverse, design)
    rest = (y - design @ slope) / np.maximum(1 - leverage, 1e-8)
    covariance = inverse @ (design.T @ (design * (rest**2)[:, None])) @ inverse
    found = slope[1:] / scale
    error = np.sqrt(np.diag(covariance))[1:] / scale
    ratio = np.divide(found, error, out=np.zeros(len(found)), where=error > 0)
    half = t_quantile(confidence, free) * error
    return Linear(
        table=pd.DataFrame(
            {
                "name": names,
                "coefficient": found,
                "standard_error": error,
                "t": ratio,
                "p_value": 2 * stdtr(free, -np.abs(ratio)),
                "ci_low": found - half,
                "ci_high": found + half,
            }
        ),
        n=len(y),
        n_left_out=int((~used).sum()),
        confidence=confidence,
    )
