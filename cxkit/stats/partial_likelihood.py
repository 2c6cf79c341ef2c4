"""Cox's partial likelihood with its slope and curvature, ties and late entries included."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cxkit.stats.at_risk import FloatArray, IntArray

_AT_ONCE = 2**22
_WIDEST = 300.0
"""Scores that differ by more are summed time by time: the exponential has no more digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """People followed until an event or the last sight.

    Attributes
    ----------
    times : ndarray, shape (n,)
        When it ended.
    ended : ndarray of bool, shape (n,)
        Whether by the event.
    since : ndarray, shape (n,)
        Since when each was followed, before `times`.
    delayed : bool
        Whether `since` was given.
    strata : ndarray of int, shape (n,)
        Baseline each belongs to, from 0.
    covariates : ndarray, shape (n, p)
    """

    times: FloatArray
    ended: npt.NDArray[np.bool_]
    since: FloatArray
    delayed: bool
    strata: IntArray
    covariates: FloatArray

    @property
    def since_or_none(self) -> FloatArray | None:
        """Since when each was followed, where it was given."""
        return self.since if self.delayed else None

    def with_covariates(self, covariates: FloatArray) -> Followed:
        """Return the same people with other covariates."""
        return replace(self, covariates=covariates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """The partial log-likelihood at some coefficients.

    Attributes
    ----------
    coefficients : ndarray, shape (p,)
    value : float
        The partial log-likelihood.
    gradient : ndarray, shape (p,)
    information : ndarray, shape (p, p)
        Minus the second derivatives.
    residuals : ndarray, shape (events, p)
        Covariates of who had each event less the mean of those at risk, by time.
    event_times : ndarray, shape (events,)
    """

    coefficients: FloatArray
    value: float
    gradient: FloatArray
    information: FloatArray
    residuals: FloatArray
    event_times: FloatArray


def likelihood_of(followed: Followed, coefficients: FloatArray, *, efron: bool) -> Likelihood:
    """Return the partial likelihood at some coefficients.

    Parameters
    ----------
    followed : Followed
        With at least one event.
    coefficients : ndarray, shape (p,)
    efron : bool
        Whether each of ``d`` events at one time leaves ``1/d`` of all of them at risk for the
        next (Efron), or none leaves (Breslow).

    Returns
    -------
    Likelihood

    References
    ----------
    Therneau and Grambsch (2000), Modeling Survival Data, section 3.3.
    """
    parts = [
        _stratum(followed, followed.strata == stratum, coefficients, efron=efron)
        for stratum in np.unique(followed.strata[followed.ended])
    ]
    times = np.concatenate([part.event_times for part in parts])
    order = np.argsort(times, kind="stable")
    return Likelihood(
        coefficients=coefficients,
        value=sum(part.value for part in parts),
        gradient=np.sum([part.gradient for part in parts], axis=0),
        information=np.sum([part.information for part in parts], axis=0),
        residuals=np.concatenate([part.residuals for part in parts])[order],
        event_times=times[order],
    )


def _stratum(
    followed: Followed, mine: npt.NDArray[np.bool_], coefficients: FloatArray, *, efron: bool
) -> Likelihood:
    times, since, ended = followed.times[mine], followed.since[mine], followed.ended[mine]
    x = followed.covariates[mine]
    p = x.shape[1]
    score = x @ coefficients
    powers = np.concatenate(
        [np.ones((len(x), 1)), x, (x[:, :, None] * x[:, None, :]).reshape(len(x), -1)], axis=1
    )
    when, place, tied = np.unique(times[ended], return_inverse=True, return_counts=True)
    # risks are taken relative to a level: a common factor leaves the likelihood as it is
    if followed.delayed or np.ptp(score) > _WIDEST:
        at_risk, level = _between(since, times, score, powers, when)
    else:
        level = np.full(len(when), score.max())
        at_risk = _from_on(times, np.exp(score - score.max())[:, None] * powers, when)
    events = np.zeros((len(when), powers.shape[1]))
    np.add.at(events, place, np.exp(score[ended] - level[place])[:, None] * powers[ended])
    row = np.repeat(np.arange(len(when)), tied)
    first = np.concatenate(([0], np.cumsum(tied)[:-1]))
    left = (np.arange(len(row)) - first[row]) / tied[row] if efron else np.zeros(len(row))
    sums = at_risk[row] - left[:, None] * events[row]
    total = sums[:, 0]
    mean = sums[:, 1 : 1 + p] / total[:, None]
    second = (sums[:, 1 + p :] / total[:, None]).sum(axis=0).reshape(p, p)
    mean_at = np.zeros((len(when), p))
    np.add.at(mean_at, row, mean)
    mean_at /= tied[:, None]
    order = np.argsort(times[ended], kind="stable")
    return Likelihood(
        coefficients=coefficients,
        value=float((score[ended] - level[place]).sum() - np.log(total).sum()),
        gradient=x[ended].sum(axis=0) - mean.sum(axis=0),
        information=second - mean.T @ mean,
        residuals=(x[ended] - mean_at[place])[order],
        event_times=times[ended][order],
    )


def _from_on(marks: FloatArray, values: FloatArray, when: FloatArray) -> FloatArray:
    """Return the sums of the values whose mark is at or after each time."""
    order = np.argsort(marks, kind="stable")
    behind = np.concatenate(
        [np.cumsum(values[order][::-1], axis=0)[::-1], np.zeros((1, values.shape[1]))]
    )
    return np.asarray(behind[np.searchsorted(marks[order], when, side="left")])


def _between(
    since: FloatArray, times: FloatArray, score: FloatArray, powers: FloatArray, when: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the sums of risk over who is at risk at each time, and the level they are from.

    Those at risk are added up one time after the other, relative to the highest score among
    them: neither a subtraction nor a far higher risk elsewhere costs digits.
    """
    sums, level = np.empty((len(when), powers.shape[1])), np.empty(len(when))
    step = max(1, _AT_ONCE // len(times))
    for start in range(0, len(when), step):
        part = slice(start, start + step)
        at = when[part, None]
        scores = np.where((since < at) & (times >= at), score, -np.inf)
        level[part] = scores.max(axis=1)
        sums[part] = np.exp(scores - level[part, None]) @ powers
    return sums, level
