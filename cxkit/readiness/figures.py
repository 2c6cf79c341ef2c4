"""The channels by which customers are heard, drawn as a strip."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cxkit.presentation import Style
from cxkit.presentation.heat import HeatCell, HeatGrid, plot_heat
from cxkit.readiness.hearing import HeardChannel, Hearing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STALE = 365
"""Days after which a channel counts as no longer fresh."""


def plot_channels(heard: Hearing, *, style: Style) -> Axes:
    """One row a channel: customers heard, days since it was evaluated, judged sentiment.

    Parameters
    ----------
    heard : Hearing
        All eleven channels; one that is not heard is hatched.
    style : Style
        Language, colour and numbers.
    """
    words = style.words
    most = max((channel.volume or 0 for channel in heard.channels), default=0)
    rows = sorted(heard.channels, key=lambda item: (not item.used, -(item.volume or 0)))
    return plot_heat(
        HeatGrid(
            rows=[channel.name.say(words) for channel in rows],
            columns=[words("Customers heard"), words("Days since evaluated"), words("Sentiment")],
            cells=[
                [_volume(item, most, style), _age(item, style), _sentiment(item, style)]
                for item in rows
            ],
        ),
        style=style,
    )


def _volume(item: HeardChannel, most: int, style: Style) -> HeatCell:
    words = style.words
    if not item.used:
        return HeatCell(shade=None, text=words("not heard"))
    if item.volume is None:
        return HeatCell(shade=0.0, text="–")
    shade = math.log1p(item.volume) / math.log1p(most) if most else 0.0
    return HeatCell(shade=shade * 0.8, text=words.number(item.volume))


def _age(item: HeardChannel, style: Style) -> HeatCell:
    if not item.used:
        return HeatCell(shade=None)
    if item.days is None:
        return HeatCell(shade=0.0, text="–")
    fresh = min(max(1 - item.days / STALE, 0.0), 1.0)
    return HeatCell(shade=fresh * 0.8, text=style.words.number(item.days))


def _sentiment(item: HeardChannel, style: Style) -> HeatCell:
    if not item.used:
        return HeatCell(shade=None)
    if item.sentiment is None:
        return HeatCell(shade=0.0, text="–")
    text = style.words.number(item.sentiment, decimals=1, signed=True)
    return HeatCell(shade=(item.sentiment + 1) / 2 * 0.8, text=text)
