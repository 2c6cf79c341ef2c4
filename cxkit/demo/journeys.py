"""Steps of cases through the journey, with loops and a place where many give up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxkit.demo.profiles import PERIOD, Profile

CASES = 550
GO_ON, GIVE_UP_HERE, REPEAT = 0.93, 0.62, 0.6
"""Share that goes on after a step; after the third where planted; that comes back."""


def steps(profile: Profile, customers: pd.DataFrame) -> pd.DataFrame:
    """Draw the steps of all cases: the funnel first, then one to three contacts.

    Far fewer go on after the third step of the funnel than after the others, and most
    have to return to the touchpoint that loses promoters, unless nothing is planted.
    """
    rng = profile.rng(6)
    planted = profile.planted.judgements
    go_on = [GO_ON, GO_ON, GIVE_UP_HERE if planted else GO_ON, GO_ON]
    span = (PERIOD[1] - PERIOD[0]).days - 30
    who = rng.choice(len(customers), CASES)
    rows: list[tuple[str, str, str, str, str, int]] = []
    for case in range(CASES):
        customer = str(customers["customer_id"].iloc[int(who[case])])
        minute = int(rng.integers(0, span)) * 1440 + int(rng.integers(480, 1200))
        label = f"K{case + 1:04d}"
        finished = True
        for number, step in enumerate(profile.funnel):
            if number and rng.random() > go_on[number - 1]:
                finished = False
                break
            channel = profile.purchase_channels[int(rng.integers(len(profile.purchase_channels)))]
            rows.append((label, customer, step, _stage(profile, number), channel, minute))
            minute += int(rng.integers(30, 2 * 1440))
        if not finished:
            continue
        contacts = int(rng.integers(0, 3))
        for _ in range(contacts):
            touchpoint = profile.touchpoints[int(rng.integers(len(profile.touchpoints)))]
            again = (
                2
                if planted and touchpoint.name == profile.sore_point and rng.random() < REPEAT
                else 1
            )
            for _ in range(again):
                channel = touchpoint.channels[int(rng.integers(len(touchpoint.channels)))]
                rows.append((label, customer, touchpoint.name, touchpoint.stage, channel, minute))
                minute += int(rng.integers(120, 4 * 1440))
    columns = ["case", "customer_id", "touchpoint", "stage", "channel", "minute"]
    table = pd.DataFrame(rows, columns=columns)
    start = np.datetime64(PERIOD[0], "m")
    minutes = table["minute"].to_numpy().astype("timedelta64[m]")
    table["time"] = pd.Series(start + minutes, dtype="datetime64[s]")
    inside = table["time"] < pd.Timestamp(PERIOD[1]) + pd.Timedelta(days=1)
    return table[inside].drop(columns="minute").reset_index(drop=True)


def _stage(profile: Profile, number: int) -> str:
    """Return the stage of a step of the funnel: the journey's first, its second at the end."""
    stages = list(dict.fromkeys(touchpoint.stage for touchpoint in profile.touchpoints))
    return stages[0] if number < len(profile.funnel) - 1 else stages[1]
