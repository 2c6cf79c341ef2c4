"""The search for parameters that make data likeliest, and how well they are determined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Objective = Callable[[Floats], tuple[float, Floats]]
"""Returns a value and its gradient; parameters are logarithms."""

EDGE = 12.0
"""Logarithm of a parameter beyond which the data do not determine it."""
WIDEST = 3.0
"""Standard error of a logarithm beyond which a direction counts as not determined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """Where an objective is least.

    Attributes
    ----------
    place : array of float, shape (k,)
        Logarithms of the parameters.
    covariance : array of float, shape (k, k)
        Of the logarithms: the inverse Hessian, standard errors of `WIDEST` at most.
    determined : bool
        Whether the data determine every direction, away from the edges.
    """

    place: Floats
    covariance: Floats
    determined: bool


def find_minimum(objective: Objective, starts: Sequence[Floats], *, n: float) -> Minimum:
    """Return the least place, by L-BFGS-B from some starts and Newton steps after it.

    Parameters
    ----------
    objective : callable
        Value and gradient, both of the size of one customer.
    starts : sequence of array
        Where to look from; the second and further ones only if the search does not settle.
    n : float
        Customers behind the objective.

    Notes
    -----
    Where customers do not differ in some respect, parameters run off to the edge together
    and the likelihood is flat along the way: nothing that matters changes there. Such a
    direction keeps a standard error of `WIDEST` instead of an infinite one.

    Raises
    ------
    ValueError
        If no start leads to a finite value.
    """
    from scipy.optimize import minimize

    best = None
    for start in starts:
        found = minimize(
            objective,
            start,
            jac=True,
            method="L-BFGS-B",
            bounds=[(-EDGE - 2, EDGE + 2)] * len(start),
            options={"ftol": 1e-14, "gtol": 1e-8, "maxiter": 1000, "maxcor": 20},
        )
        if np.isfinite(found.fun) and (best is None or found.fun < best.fun - 1e-12):
            best = found
        if best is not None and float(np.abs(best.jac).max()) < 1e-5:
            break
    if best is None:
        raise ValueError("the model could not be fitted: its likelihood is nowhere finite")
    place = _newton(objective, np.asarray(best.x, dtype=np.float64))
    hessian = _hessian(objective, place)
    values, directions = np.linalg.eigh(n * hessian)
    least = 1 / WIDEST**2
    determined = bool((np.abs(place) < EDGE).all() and (values >= least).all())
    covariance = (directions / np.maximum(values, least)) @ directions.T
    return Minimum(place=place, covariance=covariance, determined=determined)


def _hessian(objective: Objective, place: Floats) -> Floats:
    """Return second derivatives by central differences of the analytic gradient."""
    step = 1e-5
    rows = []
    for shift in np.eye(len(place)) * step:
        rows.append((objective(place + shift)[1] - objective(place - shift)[1]) / (2 * step))
    found = np.array(rows)
    return np.asarray((found + found.T) / 2)


def _newton(objective: Objective, place: Floats) -> Floats:
    """Return the place after Newton steps, as long as they lower the objective."""
    for _ in range(8):
        value, slope = objective(place)
        if float(np.abs(slope).max()) < 1e-11:
            break
        hessian = _hessian(objective, place)
        if not _positive(hessian):
            break
        new = place - np.linalg.solve(hessian, slope)
        if float(np.abs(new - place).max()) > 2 or objective(new)[0] > value:
            break
        place = new
    return place


def _positive(matrix: Floats) -> bool:
    """Tell whether a matrix is positive definite, well away from singular."""
    if not np.isfinite(matrix).all():
        return False
    values = np.linalg.eigvalsh(matrix)
    return bool(values[0] > 1e-9 * max(values[-1], 1e-300))
