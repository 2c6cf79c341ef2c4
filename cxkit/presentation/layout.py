"""Where the axes stand in a figure: as large as what is written around them allows."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine
from matplotlib.text import Text
from matplotlib.transforms import Bbox

PAD = 3 / 72
"""Room at the edges of a figure, in inches; that of Matplotlib's constrained layout."""
START = (0.3, 0.12, 0.62, 0.83)
"""About where axes end up that have labels on the left and below: left, bottom, width, height."""


class MeasuredLayout(LayoutEngine):
    """Gives each axes the figure, less what its texts need around it.

    Notes
    -----
    Matplotlib's constrained layout states this as equations between boxes and solves them; with
    one axes a figure it comes to subtracting. As there, texts are measured twice: what is
    written depends on the size of the axes.
    """

    _adjust_compatible = True
    _colorbar_gridspec = False

    def execute(self, fig: Figure) -> None:
        """Place the axes of a figure."""
        renderer: Any = fig._get_renderer()  # type: ignore[attr-defined]
        width, height = fig.bbox.size
        pad = PAD * fig.dpi
        with renderer._draw_disabled():
            for axes in fig.axes:
                for _ in range(2):
                    inner, outer = axes.bbox, needed(axes, renderer)
                    left = inner.x0 - outer.x0 + pad
                    bottom = inner.y0 - outer.y0 + pad
                    right = width - (outer.x1 - inner.x1) - pad
                    top = height - (outer.y1 - inner.y1) - pad
                    if right <= left or top <= bottom:
                        break
                    axes.set_position(
                        (
                            left / width,
                            bottom / height,
                            (right - left) / width,
                            (top - bottom) / height,
                        )
                    )


def needed(axes: Axes, renderer: Any) -> Bbox:
    """Return the box of axes and everything around them, in pixels."""
    boxes = [axes.bbox]
    around = {*axes.spines.values(), axes.patch}
    titles = (axes.title, axes._left_title, axes._right_title)  # type: ignore[attr-defined]
    axes._update_title_position(renderer)  # type: ignore[attr-defined]
    children: list[Any] = axes.get_children()
    for artist in children:
        if artist in around or not artist.get_visible() or not artist.get_in_layout():
            continue
        if artist in (axes.xaxis, axes.yaxis):
            box = artist.get_tightbbox(renderer, for_layout_only=True) if axes.axison else None
        elif artist in titles:
            box = _upright(artist.get_window_extent(renderer)) if artist.get_text() else None
        elif isinstance(artist, Text):
            box = artist.get_tightbbox(renderer) if artist.get_text() else None
        elif _is_clipped(artist):
            continue
        else:
            box = artist.get_tightbbox(renderer)
        if box is not None and np.isfinite(box.get_points()).all():
            boxes.append(box)
    corners = np.array([box.get_points() for box in boxes])
    return Bbox([corners.min(axis=(0, 1)), corners.max(axis=(0, 1))])


def _upright(box: Bbox) -> Bbox:
    """Return a box without its width: a title too long for the figure moves nothing."""
    middle = (box.x0 + box.x1) / 2
    return Bbox.from_extents(middle, box.y0, middle, box.y1)


def _is_clipped(artist: Artist) -> bool:
    """Tell whether an artist is cut at the edge of its axes."""
    return artist.get_clip_on() and not (
        artist.get_clip_box() is None and artist.get_clip_path() is None
    )
