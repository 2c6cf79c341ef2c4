"""Requests and complaints with long-tailed durations, some still open."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxkit.demo.profiles import PERIOD, Profile

MINUTES_A_DAY = 24 * 60


def requests(
    profile: Profile, customers: pd.DataFrame
) -> tuple[pd.DataFrame, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Draw the tickets, and the true duration of each in days, open ones included."""
    rng = profile.rng(5)
    plan = profile.tickets
    n = plan.n
    span = (PERIOD[1] - PERIOD[0]).days + 1
    recent = rng.random(n) < plan.recent
    day = np.where(
        recent,
        span - plan.recent_days + rng.integers(0, plan.recent_days, n),
        rng.integers(0, span - plan.recent_days, n),
    )
    minute = 8 * 60 + rng.integers(0, 12 * 60, n)
    opened_minute = np.sort(day * MINUTES_A_DAY + minute)
    channels = list(plan.channels)
    channel = rng.choice(len(channels), n)
    reasons = list(plan.reasons)
    popularity = np.arange(len(reasons), 0, -1) / np.arange(len(reasons), 0, -1).sum()
    reason = rng.choice(len(reasons), n, p=popularity)
    median = np.array(list(plan.channels.values()))[channel]
    duration = median * np.exp(plan.sigma * rng.standard_normal(n))
    took = np.maximum(np.round(duration * MINUTES_A_DAY), 5).astype(np.int64)
    reply = np.minimum(
        np.round(np.exp(np.log(240) + 0.9 * rng.standard_normal(n))).astype(np.int64), took
    )
    horizon = span * MINUTES_A_DAY - 1
    who = rng.choice(len(customers), n)
    satisfied = np.clip(np.floor(4.6 - 0.7 * np.log1p(duration) + rng.standard_normal(n)), 1, 5)
    rated = rng.random(n) < 0.4
    resolved = _times(opened_minute + took, horizon)
    table = pd.DataFrame(
        {
            "ticket_id": [f"T{i:04d}" for i in range(1, n + 1)],
            "customer_id": customers["customer_id"].to_numpy()[who],
            "opened": _times(opened_minute, horizon),
            "first_reply": _times(opened_minute + reply, horizon),
            "resolved": resolved,
            "due": _times(opened_minute + 5 * MINUTES_A_DAY, horizon * 2),
            "channel": np.array(channels)[channel],
            "reason": np.array(reasons)[reason],
            "touchpoint": [plan.reasons[reasons[i]][0] for i in reason],
            "area": [plan.reasons[reasons[i]][1] for i in reason],
            "cost": np.round(40 + 18 * np.minimum(duration, 30), 2),
            "csat": np.where(rated & resolved.notna().to_numpy(), satisfied, np.nan),
        }
    )
    table.loc[table["resolved"].isna(), "cost"] = np.nan
    return table, took / MINUTES_A_DAY


def _times(minutes: np.ndarray[tuple[int], np.dtype[np.int64]], horizon: int) -> pd.Series:
    """Return times that many minutes into the period, blank beyond the horizon."""
    start = np.datetime64(PERIOD[0], "m")
    times = pd.Series(start + minutes.astype("timedelta64[m]"), dtype="datetime64[s]")
    return times.where(minutes <= horizon)
