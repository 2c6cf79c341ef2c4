"""What it would be worth to know an assumption before deciding."""

from __future__ import annotations

import numpy as np

from cxkit.economics.cases.rates_of_return import Floats

BINS = 40
"""Most stretches into which an assumption is cut."""
LEAST = 50
"""Fewest futures of each half in a stretch."""


def value_of_perfect_information(values: Floats) -> float:
    """Return what it would be worth to know the outcome before deciding to go or not.

    Parameters
    ----------
    values : array of float, shape (draws,)
        Net present value of going, in each future; not going is worth 0.

    Returns
    -------
    float
        ``E[max(V, 0)] - max(E[V], 0)``, 0 or more: no study can be worth more (EVPI).

    References
    ----------
    Raiffa and Schlaifer (1961), Applied Statistical Decision Theory, chapter 4.
    """
    drawn = np.asarray(values, dtype=np.float64)
    return max(0.0, float(np.maximum(drawn, 0).mean() - max(drawn.mean(), 0.0)))


def value_of_knowing(assumption: Floats, values: Floats) -> float:
    """Return what it would be worth to know one assumption before deciding to go or not.

    Parameters
    ----------
    assumption : array of float or bool, shape (draws,)
        What was drawn of it.
    values : array of float, shape (draws,)
        Net present value of going, in the same futures.

    Returns
    -------
    float
        ``E_x[max(E[V | x], 0)] - max(E[V], 0)``, between 0 and the value of perfect
        information (EVPPI).

    Notes
    -----
    The assumption is cut into stretches of equally many futures. In each the decision is made
    by the mean of one half of the futures and valued by the mean of the other, and the other
    way round. Deciding and valuing by the same futures would find a value in noise; this way an
    assumption that tells nothing is worth 0 on average. What it misses is the difference within
    a stretch, so it errs to the low side, less with more draws.

    References
    ----------
    Brennan, Kharroubi, O'Hagan and Chilcott (2007), Medical Decision Making 27, 448-470; Strong,
    Oakley and Brennan (2014), Medical Decision Making 34, 311-326.
    """
    known, drawn = np.asarray(assumption), np.asarray(values, dtype=np.float64)
    if known.shape != drawn.shape or drawn.ndim != 1:
        raise ValueError("need one assumption and one value for each future")
    levels = np.unique(known)
    if len(levels) == 1:
        return 0.0
    if len(levels) <= BINS:
        groups = [np.flatnonzero(known == level) for level in levels]
    else:
        bins = max(1, min(BINS, len(drawn) // (2 * LEAST)))
        groups = np.array_split(np.argsort(known, kind="stable"), bins)
    gained = sum(_decided(drawn[np.sort(group)]) for group in groups) / len(drawn)
    least = max(float(drawn.mean()), 0.0)
    return min(max(0.0, gained - least), value_of_perfect_information(drawn))


def _decided(values: Floats) -> float:
    """Return what deciding by one half brings on the other, summed over all futures."""
    first, second = values[::2], values[1::2]
    if not len(second):
        return max(float(first.sum()), 0.0)
    ahead = float(second.sum()) if first.mean() > 0 else 0.0
    back = float(first.sum()) if second.mean() > 0 else 0.0
    return ahead + back
