"""One name for the value by either model, contracts or purchases, as a notebook shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxkit.economics.lifetime.buyer_wording import describe_tracking, read_buyers
from cxkit.economics.lifetime.buyers import Buyers
from cxkit.economics.lifetime.contract_wording import describe_retention, read_retention
from cxkit.economics.lifetime.contracts import Contracts
from cxkit.economics.lifetime.figures import plot_retention, plot_tracking
from cxkit.economics.lifetime.tables import buyers_table, retention_table
from cxkit.economics.lifetime.tracking import Tracking
from cxkit.language import Words
from cxkit.presentation.texts import FigureText, TextTable
from cxkit.presentation.theme import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def read_modelled(item: Contracts | Buyers, words: Words) -> str:
    """Say what customers are worth by the model that fits."""
    if isinstance(item, Contracts):
        return read_retention(item, words)
    return read_buyers(item, words)


def modelled_table(item: Contracts | Buyers, words: Words) -> TextTable:
    """Return the value by the model that fits, by segment or years already stayed."""
    if isinstance(item, Contracts):
        return retention_table(item, words)
    return buyers_table(item, words)


def plot_foreseen(item: Contracts | Tracking, *, style: Style) -> Axes:
    """Draw who stays, or the purchases to come against those that came."""
    if isinstance(item, Contracts):
        return plot_retention(item, style=style)
    return plot_tracking(item, style=style)


def describe_foreseen(item: Contracts | Tracking, words: Words) -> FigureText:
    """Return headline, source and description of `plot_foreseen`."""
    if isinstance(item, Contracts):
        return describe_retention(item, words)
    return describe_tracking(item, words)
