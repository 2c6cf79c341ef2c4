"""Data as they would look without groups: the same answers, correlated alike, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

FloatArray = npt.NDArray[np.float64]

ROUNDS = 6
"""Times the correlations are corrected for what rounding to answers takes from them."""

TRIED = 4_000
"""Rows drawn in each of these rounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GaussianCopula:
    """Margins of some columns, joined by a normal distribution.

    Attributes
    ----------
    margins : tuple of ndarray
        Sorted values of each column.
    factor : ndarray, shape (d, d)
        Draws times its transpose have the correlation of the normal distribution.
    """

    margins: tuple[FloatArray, ...]
    factor: FloatArray

    def draw(self, n: int, rng: np.random.Generator) -> FloatArray:
        """Draw rows.

        Parameters
        ----------
        n : int
            Rows wanted.
        rng : Generator
            Source of chance.

        Returns
        -------
        ndarray, shape (n, d)
            Values that occur in the margins only.
        """
        normal = rng.standard_normal((n, len(self.margins))) @ self.factor.T
        return _answers(normal, self.margins)


def gaussian_copula(values: FloatArray, rng: np.random.Generator) -> GaussianCopula:
    """Fit a normal copula that keeps every column's margin and all correlations.

    Parameters
    ----------
    values : ndarray, shape (n, d)
        Complete rows, ``n >= 2``; columns may be answers on a scale. A constant column stays
        constant and is correlated with nothing.
    rng : Generator
        Source of chance for the correction of the correlations.

    Returns
    -------
    GaussianCopula
        Draws from it hold no groups beyond what the margins themselves show.

    Raises
    ------
    ValueError
        If `values` is not a table of finite numbers with two rows or more.

    Notes
    -----
    Answers on a scale correlate less than the normal variables behind them. So the normal
    correlations start at the observed ones and are raised in rounds by what draws fall short
    of them; the nearest proper correlation matrix is taken by cutting negative eigenvalues.

    References
    ----------
    Cario and Nelson (1997), "Modeling and generating random vectors with arbitrary marginal
    distributions and correlation matrix", Northwestern University.
    """
    if values.ndim != 2 or len(values) < 2 or not np.all(np.isfinite(values)):
        raise ValueError("need a table of finite numbers with two rows or more")
    margins = tuple(np.sort(values[:, j]) for j in range(values.shape[1]))
    wanted = correlation(values)
    normal = rng.standard_normal((TRIED, values.shape[1]))
    latent = wanted
    for _ in range(ROUNDS):
        factor = _root(latent)
        shown = correlation(_answers(normal @ factor.T, margins))
        latent = np.clip(latent + wanted - shown, -0.999, 0.999)
        np.fill_diagonal(latent, 1.0)
    return GaussianCopula(margins=margins, factor=_root(latent))


def correlation(values: FloatArray) -> FloatArray:
    """Return the correlations of columns, 0 for a column that never varies.

    Parameters
    ----------
    values : ndarray, shape (n, d)
        Complete rows.

    Returns
    -------
    ndarray, shape (d, d)
        With ones on the diagonal.
    """
    centred = values - values.mean(axis=0)
    lengths = np.sqrt((centred**2).sum(axis=0))
    scaled = centred / np.where(lengths > 0, lengths, 1.0)
    found: FloatArray = np.clip(scaled.T @ scaled, -1.0, 1.0)
    np.fill_diagonal(found, 1.0)
    return found


def _answers(normal: FloatArray, margins: tuple[FloatArray, ...]) -> FloatArray:
    """Turn normal values into the answers at the same quantiles."""
    places = ndtr(normal)
    n = len(margins[0])
    index = np.minimum((places * n).astype(np.int64), n - 1)
    return np.column_stack([margin[index[:, j]] for j, margin in enumerate(margins)])


def _root(latent: FloatArray) -> FloatArray:
    """Return a root of the nearest correlation matrix."""
    eigenvalues, vectors = np.linalg.eigh(latent)
    root = vectors * np.sqrt(np.maximum(eigenvalues, 1e-9))
    lengths = np.sqrt((root**2).sum(axis=1, keepdims=True))
    return np.asarray(root / lengths, dtype=float)
