"""``closed_loop.csv`` and ``quotes.csv`` of a demo client: rows that name single answers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxkit.demo.profiles import PERIOD, Profile
from cxkit.demo.story import Rows, Story


def closed_loop(profile: Profile, tables: dict[str, pd.DataFrame]) -> Rows:
    """Return ``closed_loop.csv``: what became of forty detractors of the last two waves."""
    rng = profile.rng(10)
    names = [wave.name for wave in profile.waves[-2:]]
    responses = tables["responses"]
    detractors = responses[(responses["ltr"] <= 5) & responses["wave"].isin(names)]
    chosen = detractors.iloc[np.sort(rng.choice(len(detractors), 40, replace=False))]
    rows: Rows = []
    for number, (_, answer) in enumerate(chosen.iterrows(), start=1):
        day = pd.Timestamp(answer["date"])
        steps: dict[str, object] = {}
        for step, chance, longest in (
            ("assigned", 0.9, 4),
            ("contacted", 0.85, 7),
            ("resolved", 0.75, 20),
            ("fixed", 0.3, 30),
        ):
            day = day + pd.Timedelta(days=int(rng.integers(0, longest)))
            if rng.random() > chance or day > pd.Timestamp(PERIOD[1]):
                break
            steps[step] = day.date().isoformat()
        rows.append(
            {
                "id": f"C{number:02d}",
                "response_id": answer["response_id"],
                "touchpoint": answer["touchpoint"],
                "owner": profile.roles["service"],
                "urgency": "high" if answer["ltr"] <= 2 else "medium",
                "received": pd.Timestamp(answer["date"]).date().isoformat(),
                **{
                    name: steps.get(name, "")
                    for name in ("assigned", "contacted", "resolved", "fixed")
                },
            }
        )
    return rows


def quotes(
    profile: Profile, story: Story, tables: dict[str, pd.DataFrame], personal: tuple[str, ...]
) -> Rows:
    """Return ``quotes.csv``: eight comments approved for printing, two only proposed."""
    responses = tables["responses"]
    spoken = responses[responses["verbatim"].notna() & ~responses["verbatim"].isin(personal)]
    spoken = spoken[
        spoken["verbatim"].str.len().between(30, 110) & spoken["verbatim"].str.endswith(".")
    ]
    rows: Rows = []
    taken: set[str] = set()
    for low, high, wanted in ((9, 10, 4), (0, 6, 6)):
        group = spoken[spoken["ltr"].between(low, high)]
        places = [profile.sore.name, *(t.name for t in profile.touchpoints)]
        for place in places:
            here = group[(group["touchpoint"] == place) & ~group["verbatim"].isin(taken)]
            if not len(here) or wanted == 0:
                continue
            wanted -= 1
            answer = here.iloc[-1]
            taken.add(str(answer["verbatim"]))
            approved = len(rows) not in (3, 9)
            rows.append(
                {
                    "response_id": answer["response_id"],
                    "theme": place,
                    "touchpoint": place,
                    "language": profile.own,
                    "approved_by": story.agent if approved else "",
                    "approved_on": "2026-07-10" if approved else "",
                }
            )
    return rows
