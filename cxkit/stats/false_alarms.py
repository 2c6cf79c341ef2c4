"""How often a control chart of pure noise shows a signal."""

from __future__ import annotations

from functools import cache

import numpy as np

from cxkit.stats.control_chart import D2, WIDTH, BoolArray, FloatArray
from cxkit.stats.signals import NEAR, RULES, RUN, WINDOW, Rule

SHORTEST = 8
"""Fewest points that the table and the simulation know."""
SEED = 20261122
CHARTS = 20_000
"""Charts simulated for what the table does not hold."""


def false_alarm_rate(
    length: int,
    *,
    rules: tuple[Rule, ...] = RULES,
    baseline: int | None = None,
    least_sigma: bool = False,
) -> float:
    """Chance that a chart of pure noise shows at least one signal.

    Parameters
    ----------
    length : int
        Points of the chart, at least 8.
    rules : tuple of {"outside", "near", "run"}
        Rules it is judged by; at least one.
    baseline : int, optional
        First points that the limits are computed from, from 2 to `length`; all if absent.
    least_sigma : bool, default False
        Whether the true standard deviation is known to be the least possible, as where sampling
        makes all the noise, and the limits are never narrower than it.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    Independent normal points, centre and limits from moving ranges of the same points. Tables
    for 8 to 60 points, all rules and a baseline of all or 12, interpolated; what they do not
    hold is simulated with a fixed seed (20,000 charts, standard error at most 0.004).
    """
    if length < SHORTEST:
        raise ValueError(f"a chart takes at least {SHORTEST} points, got {length}")
    if not rules or set(rules) - set(RULES):
        raise ValueError(f"rules must be among {RULES}, got {rules}")
    if baseline is not None and not 2 <= baseline <= length:
        raise ValueError(f"a baseline takes 2 to {length} points, got {baseline}")
    first = None if baseline == length else baseline
    table = TABLES.get((first, least_sigma)) if set(rules) == set(RULES) else None
    if table is None or not min(table) <= length <= max(table):
        return _simulated(length, tuple(sorted(rules)), first, least_sigma)
    return float(np.interp(length, list(table), list(table.values())))


def signalling_charts(
    points: FloatArray,
    *,
    rules: tuple[Rule, ...] = RULES,
    baseline: int | None = None,
    least_sigma: float = 0.0,
) -> BoolArray:
    """Tell which of many series have a signal on their XmR chart.

    Parameters
    ----------
    points : array of float, shape (charts, length)
        One series a row, none of them missing a point.
    rules, baseline
        As in `false_alarm_rate`.
    least_sigma : float, default 0
        As in `xmr`.

    Returns
    -------
    array of bool, shape (charts,)
        As `chart_signals` would say of each, many at once.
    """
    base = points[:, :baseline]
    sigma = np.abs(np.diff(base)).mean(axis=1, keepdims=True) / D2
    z = (points - base.mean(axis=1, keepdims=True)) / np.maximum(sigma, least_sigma)
    found = np.zeros(len(points), dtype=bool)
    if "outside" in rules:
        found |= (np.abs(z) > WIDTH).any(axis=1)
    for side in (z, -z):
        if "near" in rules:
            found |= _windows(side > WIDTH / 2, WINDOW, NEAR)
        if "run" in rules:
            found |= _windows(side > 0, RUN, RUN)
    return found


def _windows(inside: BoolArray, width: int, least: int) -> BoolArray:
    """Tell which rows have a window of so many points with at least so many inside."""
    windows = np.lib.stride_tricks.sliding_window_view(inside, width, axis=1)
    return np.asarray((windows.sum(axis=2) >= least).any(axis=1))


@cache
def _simulated(
    length: int, rules: tuple[Rule, ...], baseline: int | None, least_sigma: bool
) -> float:
    rng = np.random.default_rng(SEED)
    points = rng.standard_normal((CHARTS, length))
    least = 1.0 if least_sigma else 0.0
    found = signalling_charts(points, rules=rules, baseline=baseline, least_sigma=least)
    return float(found.mean())


TABLES: dict[tuple[int | None, bool], dict[int, float]] = {
    (None, False): {
        8: 0.0196,
        9: 0.0233,
        10: 0.0274,
        12: 0.0368,
        15: 0.053,
        18: 0.0709,
        21: 0.089,
        24: 0.1084,
        30: 0.1462,
        36: 0.1816,
        48: 0.2511,
        60: 0.3171,
    },
    (None, True): {
        8: 0.0008,
        9: 0.0014,
        10: 0.0023,
        12: 0.0061,
        15: 0.0158,
        18: 0.0286,
        21: 0.0425,
        24: 0.0582,
        30: 0.0911,
        36: 0.1238,
        48: 0.1896,
        60: 0.254,
    },
    (12, False): {
        12: 0.0368,
        15: 0.0944,
        18: 0.1567,
        21: 0.215,
        24: 0.2637,
        30: 0.3443,
        36: 0.408,
        48: 0.5035,
        60: 0.5752,
    },
    (12, True): {
        12: 0.0061,
        15: 0.0224,
        18: 0.0541,
        21: 0.0926,
        24: 0.1265,
        30: 0.1899,
        36: 0.2448,
        48: 0.3409,
        60: 0.4192,
    },
}
"""Rates by baseline and least sigma, then by length, as ``benchmarks/control_chart.py`` prints \
them (200,000 charts each, standard error at most 0.0012)."""
