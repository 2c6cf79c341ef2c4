"""How much faster some leave than others: Cox's regression."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import chdtrc, ndtr

from cxkit.stats.at_risk import FloatArray
from cxkit.stats.levels import normal_quantile
from cxkit.stats.partial_likelihood import Followed, Likelihood, likelihood_of
from cxkit.stats.survival import kaplan_meier

Ties = Literal["efron", "breslow"]

_STEPS = 50
_STEP_TOLERANCE = 1e-9
_SINGULAR = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class ProportionalHazards:
    """A fitted Cox model.

    Attributes
    ----------
    table : DataFrame, p rows
        One row a covariate: ``name, coefficient, standard_error, z, p_value, hazard_ratio,
        ci_low, ci_high``; the interval is of the hazard ratio, for one unit more of the
        covariate.
    n, n_left_out, events : int
        People used, people left out because something is missing, and events among the used.
    log_likelihood, log_likelihood_null : float
        Partial log-likelihood of the model and of no covariate at all.
    likelihood_ratio, df, p_value : float, int, float
        Test that no covariate matters; chi-squared with `df` degrees of freedom.
    ties : {"efron", "breslow"}
        How events at the same time are handled.
    covariance : ndarray, shape (p, p)
        Of the coefficients.
    residuals : ndarray, shape (events, p)
        Schoenfeld's residuals, by time of the event.
    event_times, survival_before : ndarray, shape (events,)
        When each event was, and Kaplan and Meier's survival of all just before.
    confidence : float
        Two-sided level of the intervals.
    """

    table: pd.DataFrame
    n: int
    n_left_out: int
    events: int
    log_likelihood: float
    log_likelihood_null: float
    likelihood_ratio: float
    df: int
    p_value: float
    ties: Ties
    covariance: FloatArray
    residuals: FloatArray
    event_times: FloatArray
    survival_before: FloatArray
    confidence: float


def proportional_hazards(
    durations: npt.ArrayLike,
    observed: npt.ArrayLike,
    covariates: pd.DataFrame,
    *,
    entry: npt.ArrayLike | None = None,
    strata: npt.ArrayLike | None = None,
    ties: Ties = "efron",
    confidence: float = 0.95,
) -> ProportionalHazards:
    """Fit Cox's proportional hazards model.

    Parameters
    ----------
    durations : array_like of float, shape (n,)
        Times of the event or of the last sight, 0 or more.
    observed : array_like of bool or 0 and 1, shape (n,)
        Whether the event happened.
    covariates : DataFrame, shape (n, p)
        Numbers, one column a covariate.
    entry : array_like of float, shape (n,), optional
        Since when each was followed (left truncation); at risk after it and up to the
        duration. From the start by default.
    strata : array_like, shape (n,), optional
        Groups that have a baseline hazard of their own each; none by default.
    ties : {"efron", "breslow"}
        How events at the same time are handled; Efron's way is closer to exact.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    ProportionalHazards
        Rows with something missing are left out and counted.

    Raises
    ------
    ValueError
        If lengths differ, a time is negative, an entry is not before its duration, nothing
        happened, a covariate does not vary or repeats others, or a covariate (or a sum of
        several) parts those with events from those without, so that its ratio has no end.

    Notes
    -----
    ``h(t | x) = h0(t) exp(b'x)``; ``b`` maximises the partial likelihood, by Newton's method
    from 0. The standard errors are from the observed information, intervals and p values of
    single covariates by Wald. An association, not an effect: who differs in a covariate may
    differ in much else.

    References
    ----------
    Cox (1972), JRSS B 34, 187-220; Efron (1977), JASA 72, 557-565; Breslow (1974), Biometrics
    30, 89-99; Therneau and Grambsch (2000), Modeling Survival Data, chapter 3.
    """
    if ties not in ("efron", "breslow"):
        raise ValueError(f"ties must be 'efron' or 'breslow', got {ties!r}")
    z = normal_quantile(confidence)
    followed, n_left_out = _read(durations, observed, covariates, entry, strata)
    names = [str(name) for name in covariates.columns]
    _check_spread(followed, names)
    centre = followed.covariates.mean(axis=0)
    scale = followed.covariates.std(axis=0)
    working = followed.with_covariates((followed.covariates - centre) / scale)
    found, null = _maximum(working, ties, names)
    covariance = np.linalg.inv(found.information) / np.outer(scale, scale)
    coefficient = found.coefficients / scale
    error = np.sqrt(np.diag(covariance))
    ratio = max(0.0, 2 * (found.value - null))
    table = pd.DataFrame(
        {
            "name": names,
            "coefficient": coefficient,
            "standard_error": error,
            "z": coefficient / error,
            "p_value": 2 * ndtr(-np.abs(coefficient / error)),
            "hazard_ratio": _exp(coefficient),
            "ci_low": _exp(coefficient - z * error),
            "ci_high": _exp(coefficient + z * error),
        }
    )
    curve = kaplan_meier(followed.times, followed.ended, entry=followed.since_or_none)
    before = np.concatenate(([1.0], curve.survival))
    return ProportionalHazards(
        table=table,
        n=len(followed.times),
        n_left_out=n_left_out,
        events=int(followed.ended.sum()),
        log_likelihood=found.value,
        log_likelihood_null=null,
        likelihood_ratio=ratio,
        df=len(names),
        p_value=float(chdtrc(len(names), ratio)),
        ties=ties,
        covariance=covariance,
        residuals=found.residuals * scale,
        event_times=found.event_times,
        survival_before=before[np.searchsorted(curve.time, found.event_times, side="left")],
        confidence=confidence,
    )


# ----------------------------------------------------------------- details
def _read(
    durations: npt.ArrayLike,
    observed: npt.ArrayLike,
    covariates: pd.DataFrame,
    entry: npt.ArrayLike | None,
    strata: npt.ArrayLike | None,
) -> tuple[Followed, int]:
    """Return who can be used, checked, and how many cannot."""
    times = np.atleast_1d(np.asarray(durations, dtype=np.float64))
    events = pd.to_numeric(pd.Series(np.asarray(observed)), errors="coerce")
    ended = events.to_numpy(dtype=np.float64, na_value=np.nan)
    values = covariates.astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    since = np.full(times.shape, -1.0) if entry is None else np.asarray(entry, dtype=np.float64)
    groups = pd.Series(np.zeros(len(times)) if strata is None else np.asarray(strata))
    if not len(times) == len(ended) == len(values) == len(since) == len(groups):
        raise ValueError("durations, observed, covariates, entry and strata differ in length")
    if values.shape[1] == 0:
        raise ValueError("need at least one covariate")
    whole = ~(np.isnan(times) | np.isnan(ended) | np.isnan(values).any(axis=1) | np.isnan(since))
    whole &= groups.notna().to_numpy()
    used = times[whole]
    if not (np.all(np.isfinite(used)) and np.all(used >= 0) and np.isfinite(values[whole]).all()):
        raise ValueError("durations must be numbers of 0 or more, covariates finite numbers")
    if not np.isin(ended[whole], (0.0, 1.0)).all():
        raise ValueError("observed must be true or false, 1 or 0")
    if not np.all(since[whole] < used):
        raise ValueError("entry must lie before the duration")
    if not ended[whole].any():
        raise ValueError("need at least one event")
    followed = Followed(
        times=used,
        ended=ended[whole] == 1,
        since=since[whole],
        delayed=entry is not None,
        strata=pd.factorize(groups[whole])[0].astype(np.int64),
        covariates=values[whole],
    )
    return followed, int((~whole).sum())


def _check_spread(followed: Followed, names: Sequence[str]) -> None:
    values = followed.covariates
    flat = np.ptp(values, axis=0) <= 1e-12 * np.maximum(1.0, np.abs(values).max(axis=0))
    if flat.any():
        found = ", ".join(name for name, constant in zip(names, flat, strict=True) if constant)
        raise ValueError(f"these covariates do not vary among the people used: {found}")


def _maximum(followed: Followed, ties: Ties, names: Sequence[str]) -> tuple[Likelihood, float]:
    """Return the likelihood at its maximum, and its value at 0."""
    at = likelihood_of(followed, np.zeros(len(names)), efron=ties == "efron")
    null = at.value
    values = np.linalg.eigvalsh(at.information)
    if values[0] <= _SINGULAR * max(values[-1], 1e-300):
        raise ValueError(
            "some covariates repeat one another, or do not vary among those at risk: "
            + ", ".join(names)
        )
    for _ in range(_STEPS):
        if np.linalg.eigvalsh(at.information)[0] <= _SINGULAR * values[0]:
            break
        step = np.linalg.solve(at.information, at.gradient)
        after = likelihood_of(followed, at.coefficients + step, efron=ties == "efron")
        while after.value < at.value - 1e-9 * abs(at.value) and np.abs(step).max() > 1e-12:
            step = step / 2
            after = likelihood_of(followed, at.coefficients + step, efron=ties == "efron")
        at = after
        if np.abs(step).max() < _STEP_TOLERANCE * max(1.0, np.abs(at.coefficients).max()):
            return at, null
    worst = names[int(np.argmax(np.abs(at.coefficients)))]
    raise ValueError(
        f"the ratio of some covariates has no end, '{worst}' first: they part those with an "
        "event from those without; leave them out or join their rare values"
    )


def _exp(values: npt.ArrayLike) -> FloatArray:
    """Return exponentials, infinite without a warning beyond the largest number."""
    given = np.asarray(values, dtype=np.float64)
    return np.where(given > 700, math.inf, np.exp(np.minimum(given, 700.0)))
