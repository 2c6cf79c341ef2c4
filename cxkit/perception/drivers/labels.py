"""Names beside the points of the map, where they cover neither points, lines nor each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from cxkit.presentation.labels import text_width

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox

SIZE = 8.5
_ANGLES = 16
_REACHES = (7.0, 14.0, 24.0, 36.0, 50.0, 66.0, 84.0, 104.0)
"""Distances between a point and its label, in points, the nearest first."""
_LEADER = 13.0
"""A label further from its point is tied to it by a line."""
_NAME_COST, _LINE_COST = 27.8, 0.49
"""Covering a name or a point weighs far more than covering an interval's line.

Costs of a square point; a point of distance costs one."""
_EDGE = 1.44
"""Half the width of an interval's line, and the margin of a label, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLabel:
    """The label of one point.

    Attributes
    ----------
    text : str
        With line breaks.
    x, y : float
        The point, in data.
    x_ends, y_ends : tuple of float
        Ends of its two intervals, in data.
    color : str
        Of the text.
    bold : bool
        Whether the headline speaks of it.
    """

    text: str
    x: float
    y: float
    x_ends: tuple[float, float]
    y_ends: tuple[float, float]
    color: str
    bold: bool


def place_labels(ax: Axes, labels: Sequence[PointLabel], *, kept: Sequence[Any] = ()) -> None:
    """Write every label where it covers least; the axes must have their final limits.

    Parameters
    ----------
    ax : Axes
        The points are drawn already.
    labels : sequence of PointLabel
        In order of precedence.
    kept : sequence of boxes
        Places in display units that hold other texts.
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        return
    scale = figure.dpi / 72
    points = ax.transData.transform([(label.x, label.y) for label in labels])
    names = [_box(*(point - 5 * scale), *(point + 5 * scale)) for point in points]
    names += list(kept)
    lines = [line for label in labels for line in _lines(ax, label, scale)]
    for label, point in zip(labels, points, strict=True):
        box, far = _best(label, point, names, lines, ax, scale)
        names.append(box)
        middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        ax.annotate(
            label.text,
            (label.x, label.y),
            xytext=tuple((np.array(middle) - point) / scale),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=SIZE,
            fontweight="bold" if label.bold else "normal",
            color=label.color,
            linespacing=1.0,
            zorder=4,
            arrowprops={
                "arrowstyle": "-",
                "color": label.color,
                "linewidth": 0.5,
                "alpha": 0.6,
                "shrinkA": 0,
                "shrinkB": 4,
                "relpos": (0.5, 0.5),
            }
            if far
            else None,
        )


def _best(
    label: PointLabel,
    point: np.ndarray,
    names: Sequence[Any],
    lines: Sequence[Any],
    ax: Axes,
    scale: float,
) -> tuple[Bbox, bool]:
    """Return the box that covers least, the nearest of equals, and whether it lies far off."""
    rows = label.text.split("\n")
    width = max(text_width(row, size=SIZE, bold=label.bold) for row in rows) * scale
    width += _EDGE * scale
    height = (len(rows) * SIZE * 1.25 + _EDGE) * scale
    angles = 2 * np.pi * ((np.arange(_ANGLES) * 7 + 1) % _ANGLES) / _ANGLES
    reaches = np.array(_REACHES)[:, None] * scale
    x = (point[0] + np.cos(angles) * (reaches + width / 2)).ravel()
    y = (point[1] + np.sin(angles) * (reaches + height / 2)).ravel()
    places = np.stack([x - width / 2, y - height / 2, x + width / 2, y + height / 2], axis=1)
    cost = _NAME_COST * _overlaps(places, names).sum(axis=1)
    cost += _NAME_COST * (width * height - _overlaps(places, [ax.bbox])[:, 0])
    cost += _LINE_COST * _overlaps(places, lines).sum(axis=1)
    cost = cost / scale**2 + np.repeat(_REACHES, _ANGLES)
    best = int(np.argmin(cost))
    return _box(*places[best]), _REACHES[best // _ANGLES] > _LEADER


def _lines(ax: Axes, label: PointLabel, scale: float) -> tuple[Bbox, Bbox]:
    """Return the boxes of a point's two intervals."""
    return (
        _line(ax, label.x_ends, (label.y, label.y), scale),
        _line(ax, (label.x, label.x), label.y_ends, scale),
    )


def _line(
    ax: Axes, across: tuple[float, float], upwards: tuple[float, float], scale: float
) -> Bbox:
    """Return the box of an interval's line."""
    wide = _EDGE * scale
    low = ax.transData.transform((across[0], upwards[0]))
    high = ax.transData.transform((across[1], upwards[1]))
    return _box(*(low - wide), *(high + wide))


def _box(left: float, bottom: float, right: float, top: float) -> Bbox:
    from matplotlib.transforms import Bbox

    return Bbox.from_extents(left, bottom, right, top)


def _overlaps(places: np.ndarray, boxes: Sequence[Any]) -> np.ndarray:
    """Return the area that each place shares with each box."""
    others = np.array([box.extents for box in boxes]).reshape(-1, 4)
    low = np.maximum(places[:, None, :2], others[None, :, :2])
    high = np.minimum(places[:, None, 2:], others[None, :, 2:])
    shared: np.ndarray = np.clip(high - low, 0, None).prod(axis=2)
    return shared
