"""Correct p values for the number of questions asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def holm(p_values: Sequence[float]) -> NDArray[np.float64]:
    """Adjust p values so that any false alarm in the family is as rare as one test's.

    Parameters
    ----------
    p_values : sequence of float
        One a comparison, each in [0, 1]; shape (m,).

    Returns
    -------
    ndarray of float
        Adjusted p values in the order given; shape (m,).

    Raises
    ------
    ValueError
        If a value is outside [0, 1] or missing.

    Notes
    -----
    With p sorted ascending, ``max over k <= j of min(1, (m - k + 1) p_(k))``.

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    values = _checked(p_values)
    order = np.argsort(values, kind="stable")
    factors = np.arange(len(values), 0, -1)
    stepped = np.maximum.accumulate(np.minimum(1.0, values[order] * factors))
    adjusted = np.empty_like(values)
    adjusted[order] = stepped
    return adjusted


def benjamini_hochberg(p_values: Sequence[float]) -> NDArray[np.float64]:
    """Adjust p values so that false alarms are a small share of what is reported.

    Parameters
    ----------
    p_values : sequence of float
        One a comparison, each in [0, 1]; shape (m,).

    Returns
    -------
    ndarray of float
        Adjusted p values in the order given; shape (m,).

    Raises
    ------
    ValueError
        If a value is outside [0, 1] or missing.

    Notes
    -----
    With p sorted ascending, ``min over k >= j of min(1, m p_(k) / k)``.

    References
    ----------
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
    """
    values = _checked(p_values)
    order = np.argsort(values, kind="stable")
    ranks = np.arange(1, len(values) + 1)
    raised = np.minimum(1.0, values[order] * len(values) / ranks)
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum.accumulate(raised[::-1])[::-1]
    return adjusted


def hochberg(p_values: Sequence[float]) -> NDArray[np.float64]:
    """Adjust p values as Holm does, stepping up: never larger than his.

    Parameters
    ----------
    p_values : sequence of float
        One a comparison, each in [0, 1]; shape (m,).

    Returns
    -------
    ndarray of float
        Adjusted p values in the order given; shape (m,).

    Raises
    ------
    ValueError
        If a value is outside [0, 1] or missing.

    Notes
    -----
    With p sorted ascending, ``min over k >= j of min(1, (m - k + 1) p_(k))``. Holds for
    independent comparisons and those that go together; Holm's holds whatever they are.

    References
    ----------
    Hochberg (1988), Biometrika 75, 800-802.
    """
    values = _checked(p_values)
    order = np.argsort(values, kind="stable")
    raised = np.minimum(1.0, values[order] * np.arange(len(values), 0, -1))
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum.accumulate(raised[::-1])[::-1]
    return adjusted


def bonferroni(p_values: Sequence[float]) -> NDArray[np.float64]:
    """Adjust p values by multiplying each with their number.

    Parameters
    ----------
    p_values : sequence of float
        One a comparison, each in [0, 1]; shape (m,).

    Returns
    -------
    ndarray of float
        ``min(1, m p)`` in the order given; never smaller than Holm's, which holds as well.

    Raises
    ------
    ValueError
        If a value is outside [0, 1] or missing.

    References
    ----------
    Dunn (1961), JASA 56, 52-64.
    """
    values = _checked(p_values)
    return np.minimum(1.0, values * len(values))


def _checked(p_values: Sequence[float]) -> NDArray[np.float64]:
    values = np.asarray(p_values, dtype=float)
    if values.ndim != 1 or not np.all((values >= 0) & (values <= 1)):
        raise ValueError("p values must be a flat sequence of numbers in [0, 1]")
    return values
