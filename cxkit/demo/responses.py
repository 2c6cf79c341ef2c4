"""Questionnaires of a demo client: recommendation, satisfaction, effort, rated attributes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.demo.comments import Comments, write_comments
from cxkit.demo.customers import BLANKS, Population, days, exact_parts, rounded_answers
from cxkit.demo.profiles import Profile, WavePlan

Floats = npt.NDArray[np.float64]

HALO = 0.55
"""Loading of every rated attribute on general satisfaction."""

FIT = 0.6
"""Share of the variance of recommendation that the attributes explain."""

PASSIVES = 0.30
POINTS_PER_DEVIATION = 40.0
"""NPS points that one standard deviation of general satisfaction is worth, roughly."""

_SHAPE = {
    "promoters": ((10, 0.48), (9, 0.52)),
    "passives": ((8, 0.56), (7, 0.44)),
    "detractors": (
        (6, 0.34),
        (5, 0.25),
        (4, 0.12),
        (3, 0.10),
        (2, 0.07),
        (1, 0.03),
        (0, 0.09),
    ),
}


def answered(profile: Profile, people: Population, comments: Comments) -> pd.DataFrame:
    """Draw all answers of all waves, in order of date.

    Within a wave and segment the scores 0 to 10 are given by the rank of the latent
    recommendation, so that the planted Net Promoter Score is met to a rounding.
    """
    rng = profile.rng(3)
    parts = [_wave(profile, people, wave, rng) for wave in profile.waves]
    table = pd.concat(parts, ignore_index=True)
    table = table.sort_values(["date", "customer_id"], kind="stable", ignore_index=True)
    _blank(table, profile, rng)
    _straight_line(table, profile, rng)
    table["verbatim"] = write_comments(table, profile, comments)
    table = _repeat(table, profile, rng)
    table.insert(0, "response_id", [f"R{i:05d}" for i in range(1, len(table) + 1)])
    return table.drop(columns="latent")


def score_counts(n: int, nps: float) -> npt.NDArray[np.int64]:
    """Return how many of `n` answers fall on each score 0 to 10 for a planted NPS."""
    promoters = (1 - PASSIVES + nps / 100) / 2
    groups = exact_parts((promoters, PASSIVES, 1 - PASSIVES - promoters), n)
    counts = np.zeros(11, dtype=np.int64)
    for size, shape in zip(groups, _SHAPE.values(), strict=True):
        parts = exact_parts(tuple(share for _, share in shape), int(size))
        for (score, _), part in zip(shape, parts, strict=True):
            counts[score] = part
    return counts


def rolled_out(profile: Profile, table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which answers came from where an initiative had been rolled out by then."""
    plan = profile.roll_out
    if plan is None:
        return np.zeros(len(table), dtype=bool)
    there = table["region"].isin(plan.regions) & (table["date"] >= pd.Timestamp(plan.since))
    return there.to_numpy(dtype=bool)


def _lift(profile: Profile, table: pd.DataFrame) -> Floats:
    """Return what a roll-out adds to satisfaction, answer by answer."""
    lift = profile.roll_out.lift if profile.roll_out else 0.0
    return np.where(rolled_out(profile, table), lift, 0.0)


def _wave(
    profile: Profile, people: Population, wave: WavePlan, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw one wave: who answers, about what, and how."""
    start = people.table["start_date"].to_numpy()
    segments = people.table["segment"].to_numpy()
    chosen, wanted = [], []
    for segment, size, nps in zip(
        profile.segments, exact_parts(wave.shares, wave.n), wave.nps, strict=True
    ):
        eligible = np.flatnonzero((segments == segment) & (start <= np.datetime64(wave.start)))
        chosen.append(rng.choice(eligible, int(size), replace=False))
        wanted.append(np.full(int(size), nps))
    who, nps_of = np.concatenate(chosen), np.concatenate(wanted)
    n = len(who)
    at = rng.integers(0, len(profile.touchpoints), n)
    table = pd.DataFrame(
        {
            "customer_id": people.table["customer_id"].to_numpy()[who],
            "date": days(rng.integers(0, (wave.end - wave.start).days + 1, n), since=wave.start),
            "wave": wave.name,
            "touchpoint": np.array([t.name for t in profile.touchpoints])[at],
            "stage": np.array([t.stage for t in profile.touchpoints])[at],
            "channel": [
                profile.touchpoints[i].channels[int(u * len(profile.touchpoints[i].channels))]
                for i, u in zip(at, rng.random(n), strict=True)
            ],
            "segment": segments[who],
            "region": people.table["region"].to_numpy()[who],
        }
    )
    shift = np.array([t.shift for t in profile.touchpoints])[at]
    general = 0.5 * people.mood[who] + 0.87 * rng.standard_normal(n)
    general = general + shift + nps_of / POINTS_PER_DEVIATION
    latent = _rate(table, profile, general, rng)
    table["latent"] = latent
    satisfied = 3.35 + 0.85 * latent + _lift(profile, table)
    table["csat"] = rounded_answers(satisfied, low=1, high=5)
    table["ces"] = _effort(profile, latent, at, rng)
    table["ltr"] = np.nan
    for segment, nps in zip(profile.segments, wave.nps, strict=True):
        rows = np.flatnonzero(table["segment"].to_numpy() == segment)
        ranked = rows[np.argsort(latent[rows], kind="stable")]
        scores = np.repeat(np.arange(11), score_counts(len(rows), nps))
        table.loc[ranked, "ltr"] = scores.astype(float)
    table["duration"] = np.round(1.7 * np.exp(0.4 * rng.standard_normal(n)), 1)
    return table


def _rate(
    table: pd.DataFrame, profile: Profile, general: Floats, rng: np.random.Generator
) -> Floats:
    """Add the rated attributes and return the latent recommendation they lead to."""
    n = len(table)
    weights = np.array([attribute.weight for attribute in profile.attributes])
    own = np.sqrt(1 - HALO**2)
    latent = np.zeros(n)
    for attribute in profile.attributes:
        value = HALO * general + own * rng.standard_normal(n)
        table[attribute.column] = rounded_answers(attribute.mean + 0.95 * value, low=1, high=5)
        latent = latent + attribute.weight * value
    spread = np.sqrt(own**2 * float((weights**2).sum()) + HALO**2)
    noise = np.sqrt(1 - FIT) * rng.standard_normal(n)
    return np.asarray(np.sqrt(FIT) * latent / spread + noise)


def _effort(
    profile: Profile, latent: Floats, at: npt.NDArray[np.int64], rng: np.random.Generator
) -> Floats:
    """Ask the effort question where it belongs, on the client's own scale."""
    scale = profile.effort
    width = scale.high - scale.low
    ease = 0.62 + 0.2 * (0.8 * latent + 0.6 * rng.standard_normal(len(latent)))
    share = ease if scale.better == "high" else 1 - ease
    answers = rounded_answers(scale.low + width * share, low=scale.low, high=scale.high)
    asked = np.array([touchpoint.effort for touchpoint in profile.touchpoints])[at]
    return np.where(asked, answers, np.nan)


def _blank(table: pd.DataFrame, profile: Profile, rng: np.random.Generator) -> None:
    """Leave some answers blank: 5 % of the ratings, 2 % of the rest."""
    for column in (attribute.column for attribute in profile.attributes):
        table.loc[rng.random(len(table)) < BLANKS, column] = np.nan
    for column in ("csat", "ces"):
        table.loc[rng.random(len(table)) < 0.02, column] = np.nan
    cells = table["wave"] + table["segment"]
    for cell in sorted(cells.unique()):  # balanced, so that the planted scores stay as they are
        for low, high in ((0, 6), (7, 8), (9, 10)):
            inside = np.flatnonzero((cells == cell) & table["ltr"].between(low, high))
            gone = rng.choice(inside, len(inside) // 60, replace=False)
            table.loc[table.index[gone], "ltr"] = np.nan


def _straight_line(table: pd.DataFrame, profile: Profile, rng: np.random.Generator) -> None:
    """Let a few people tick one column all the way down, in no time."""
    count = round(profile.planted.straight_liners * len(table))
    rows = np.sort(rng.choice(len(table), count, replace=False))
    columns = [attribute.column for attribute in profile.attributes]
    ticks = rng.choice(np.array([3.0, 5.0]), count)
    for column in [*columns, "csat"]:
        table.loc[rows, column] = ticks
    table.loc[rows, "duration"] = rng.integers(1, 4, count) / 10
    table["straight"] = np.isin(np.arange(len(table)), rows)


def _repeat(table: pd.DataFrame, profile: Profile, rng: np.random.Generator) -> pd.DataFrame:
    """Enter a few questionnaires twice, as a form sent twice would."""
    complete = np.flatnonzero(table["ltr"].notna() & table["verbatim"].notna() & ~table["straight"])
    rows = np.sort(rng.choice(complete, profile.planted.repeated, replace=False))
    again = table.iloc[rows]
    table = pd.concat([table, again]).sort_index(kind="stable")
    return table.reset_index(drop=True)
