"""Comments in the customer's words, by topic and mood, and a few with personal data."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

import numpy as np
import pandas as pd

from cxkit.demo.profiles import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Comments:
    """Phrases of one industry and country.

    Attributes
    ----------
    bad, good : dict
        Sentences with ``{slots}`` by topic (a rated attribute).
    mixed : tuple of str
        Sentences of people who neither praise nor complain.
    ends : dict
        Short endings by mood (``"bad"`` or ``"good"``); most comments have none.
    slots : dict
        Words that fill the slots.
    personal : tuple of str
        Comments with fictional personal data, which no report may show.
    """

    bad: dict[str, tuple[str, ...]]
    good: dict[str, tuple[str, ...]]
    mixed: tuple[str, ...]
    ends: dict[str, tuple[str, ...]]
    slots: dict[str, tuple[str, ...]]
    personal: tuple[str, ...]


COMMENT_SHARE = {"bad": 0.55, "mixed": 0.25, "good": 0.38}
"""How often detractors, passives and promoters write something."""


def write_comments(table: pd.DataFrame, profile: Profile, comments: Comments) -> pd.Series:
    """Write a comment for some of the answers; blank for the rest."""
    rng = profile.rng(4)
    topics = [attribute.column for attribute in profile.attributes]
    ratings = table[topics].fillna(3.0).to_numpy()
    worst, best = ratings.argmin(axis=1), ratings.argmax(axis=1)
    topic_at = {touchpoint.name: touchpoint.topic for touchpoint in profile.touchpoints}
    texts: list[str | None] = []
    for row, (score, place) in enumerate(zip(table["ltr"], table["touchpoint"], strict=True)):
        mood = "mixed" if np.isnan(score) or 7 <= score <= 8 else "bad" if score < 7 else "good"
        speaks, about_place = rng.random() < COMMENT_SHARE[mood], rng.random() < 0.6
        felt = topics[int(worst[row] if mood == "bad" else best[row])]
        topic = topic_at[place] if about_place else felt
        text = _sentence(comments, mood, topic, rng)
        texts.append(text if speaks else None)
    written = pd.Series(texts, dtype=object)
    count = profile.planted.personal_comments
    spoken = np.flatnonzero(written.notna())
    rows = np.sort(rng.choice(spoken, count, replace=False))
    for number, row in enumerate(rows):
        written.iloc[int(row)] = comments.personal[number % len(comments.personal)]
    return written


def _sentence(comments: Comments, mood: str, topic: str, rng: np.random.Generator) -> str:
    """Fill one template, sometimes with an ending or a careless spelling."""
    if mood == "mixed":
        choices = comments.mixed
    else:
        choices = (comments.bad if mood == "bad" else comments.good)[topic]
    text = _fill(choices[int(rng.integers(len(choices)))], comments, rng)
    ending, careless = rng.random(), rng.random()
    if ending < 0.25 and mood != "mixed":
        ends = comments.ends[mood]
        text = f"{text} {ends[int(rng.integers(len(ends)))]}"
    if careless < 0.12:
        text = text.lower().rstrip(".")
    return text


def _fill(template: str, comments: Comments, rng: np.random.Generator) -> str:
    names = [name for _, name, _, _ in Formatter().parse(template) if name]
    values = {}
    for name in names:
        words = comments.slots[name]
        values[name] = words[int(rng.integers(len(words)))]
    return template.format(**values)
