"""Where the axes stand in a figure: as large as what is written around them allows."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine
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

    def execute(self, fig: Figure) -> None:  # type: ignore[override]
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
                        (left / width, bottom / height, (right - left) / width, (top - bottom) / height)
                    )


def needed(axes: Axes, renderer: Any) -> Bbox:
    """Return the box of axes and everything around them, in pixels."""
    boxes = [axes.bbox.frozen()]
    around = set(axes.spines.values()) | {axes.patch}
    for artist in axes.get_children():
        if artist in around or not artist.get_visible() or not artist.get_in_layout():
            continue
        if artist in (axes.xaxis, axes.yaxis):
            box = artist.get_tightbbox(renderer, for_layout_only=True) if axes.axison else None
        elif artist._fully_clipped_to_axes():
            continue
        else:
            box = artist.get_tightbbox(renderer)
        if box is not None and box._is_finite() and (box.width or box.height):
            boxes.append(box)
    return Bbox.union(boxes)
