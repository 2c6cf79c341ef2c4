"""The axes of the kit's figures: Matplotlib's, drawn with a fraction of its artists.

A tick of Matplotlib is six artists, of which the house style shows two. Here the labels of an axis
are one text written several times and its grid is one line, as long as nobody asks for single
ticks; who does gets Matplotlib's, with the same look.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.lines import Line2D
from matplotlib.text import Annotation, Text
from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter, NullLocator
from matplotlib.transforms import Bbox, IdentityTransform

from cxkit.presentation.kept_text import KeptAnnotation, KeptText

_LEAN = frozenset(
    {"gridOn", "tick1On", "tick2On", "label1On", "label2On", "labelsize", "labelcolor", "pad"}
    | {"color", "grid_color", "grid_linewidth"}
)
"""Parameters of ticks that are understood here; others leave the axis to Matplotlib."""
_LABEL = {"fontsize": "labelsize", "size": "labelsize", "color": "labelcolor"}
_TOLERANCE = 1e-10


class Mark(NamedTuple):
    """Where a tick is, and what is written there."""

    at: float
    text: str


class LeanAxis:
    """What both axes of the kit have in common; stands before Matplotlib's axis."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._label_props: dict[str, Any] = {}
        self._marks: tuple[Any, list[Mark]] | None = None
        self._pen: Text | None = None
        super().__init__(*args, **options)

    def reset_ticks(self: Any) -> None:
        """Forget the ticks that were asked for; none is made before somebody asks."""
        self.majorTicks, self.minorTicks = list[Any](), list[Any]()
        self._marks = self._pen = None

    def set_tick_params(self: Any, *args: Any, **options: Any) -> None:
        """Set how ticks look."""
        self._marks = self._pen = None
        super().set_tick_params(*args, **options)  # type: ignore[misc]

    def set_ticks(
        self: Any, ticks: Any, labels: Any = None, *, minor: bool = False, **options: Any
    ) -> Any:
        """Set where ticks are, and what is written there."""
        if minor or self.majorTicks or (labels is None and options):
            return super().set_ticks(ticks, labels, minor=minor, **options)  # type: ignore[misc]
        places = self.convert_units(ticks)
        if len(places):
            self.set_view_interval(min(places), max(places))
        self.axes.stale = True
        self.set_major_locator(FixedLocator(places))
        if labels is not None:
            self.set_ticklabels(labels, **options)
        return []

    def set_ticklabels(
        self: Any, labels: Sequence[Any], *, minor: bool = False, **options: Any
    ) -> Any:
        """Set what is written at ticks set before."""
        places: Any = self.get_major_locator()
        fixed = isinstance(places, FixedLocator)
        known = set(options) <= {*_LABEL, "linespacing"}
        if minor or self.majorTicks or not known or not fixed:
            return super().set_ticklabels(labels, minor=minor, **options)  # type: ignore[misc]
        if len(labels) not in (0, len(places.locs)):
            raise ValueError(f"{len(places.locs)} ticks cannot have {len(labels)} labels")
        self._label_props = {k: v for k, v in options.items() if k == "linespacing"}
        looks = {_LABEL[name]: value for name, value in options.items() if name in _LABEL}
        if looks:
            self.set_tick_params(**looks)
        written = {float(at): str(text) for at, text in zip(places.locs, labels, strict=False)}
        self.set_major_formatter(
            FuncFormatter(partial(_written, written)) if written else NullFormatter()
        )
        return []

    def get_major_ticks(self: Any, numticks: int | None = None) -> Any:
        """Return single ticks; from here on the axis is drawn by Matplotlib."""
        first = self._is_lean()
        ticks = super().get_major_ticks(numticks)  # type: ignore[misc]
        if first and ticks:
            super()._update_ticks()  # type: ignore[misc]
        return ticks

    def _get_tick(self: Any, major: bool) -> Any:
        tick = super()._get_tick(major)  # type: ignore[misc]
        tick.set_clip_path(self.axes.patch)
        for label in (tick.label1, tick.label2):
            label.set(**self._label_props)
        return tick

    def _get_ticks_position(self: Any) -> Any:
        if not self._is_lean():
            return super()._get_ticks_position()  # type: ignore[misc]
        return 2 if self._major_tick_kw.get("label2On", False) else 1

    def _is_lean(self: Any) -> bool:
        """Tell whether nothing is wanted here but labels and a grid."""
        return (
            not self.majorTicks
            and not self.minorTicks
            and isinstance(self.get_minor_locator(), NullLocator)
            and _LEAN.issuperset(self._major_tick_kw)
        )

    def _update_ticks(self: Any) -> Any:
        if not self._is_lean():
            return super()._update_ticks()  # type: ignore[misc]
        locator, formatter = self.get_major_locator(), self.get_major_formatter()
        low, high = sorted(self.get_view_interval())
        key = (low, high, self.axes.bbox.bounds, locator, formatter)
        if self._marks is None or self._marks[0] != key:
            places = np.asarray(locator(), dtype=float)
            texts = formatter.format_ticks(places)
            ends = self.get_transform().transform([low, high])
            at = self.get_transform().transform(places) if len(places) else places
            reach = _TOLERANCE * (ends[1] - ends[0])
            inside = (at >= ends[0] - reach) & (at <= ends[1] + reach)
            marks = zip(places, texts, inside, strict=True)
            self._marks = (key, [Mark(float(at), text) for at, text, kept in marks if kept])
        return self._marks[1]

    def _get_ticklabel_bboxes(self: Any, ticks: Any, renderer: Any) -> Any:
        if ticks and not isinstance(ticks[0], Mark):
            return super()._get_ticklabel_bboxes(ticks, renderer)  # type: ignore[misc]
        boxes: list[Bbox] = []
        far = bool(self._major_tick_kw.get("label2On", False))
        if far or self._major_tick_kw.get("label1On", True):
            for mark in ticks:
                self._point(mark)
                boxes.append(self._pen.get_window_extent(renderer))
        return ([], boxes) if far else (boxes, [])

    def draw(self: Any, renderer: Any) -> None:
        """Draw the grid, the labels of ticks and the name of the axis."""
        if not self.get_visible() or not self._is_lean():
            super().draw(renderer)  # type: ignore[misc]
            return
        marks = self._update_ticks()
        if self._major_tick_kw.get("gridOn") and marks:
            self._grid([mark.at for mark in marks]).draw(renderer)
        boxes = self._get_ticklabel_bboxes(marks, renderer)
        if any(boxes):
            for mark in marks:
                self._point(mark)
                self._pen.draw(renderer)
        self._update_label_position(renderer)
        self.label.draw(renderer)
        self._update_offset_text_position(*boxes)
        self.offsetText.set_text(self.major.formatter.get_offset())
        self.offsetText.draw(renderer)
        self.stale = False

    def _update_label_position(self: Any, renderer: Any) -> None:
        if self.label.get_text():
            super()._update_label_position(renderer)  # type: ignore[misc]

    def _point(self: Any, mark: Mark) -> None:
        """Make the pen ready to write at a tick."""
        if self._pen is None:
            self._pen = self._new_pen()
        self._pen.set_text(mark.text)
        if self.axis_name == "x":
            self._pen.set_x(mark.at)
        else:
            self._pen.set_y(mark.at)

    def _new_pen(self: Any) -> Text:
        rc: Any = mpl.rcParams
        looks, name = self._major_tick_kw, f"{self.axis_name}tick"
        color = looks.get("labelcolor", rc[f"{name}.labelcolor"])
        far = bool(looks.get("label2On", False))
        place = getattr(self.axes, f"get_{self.axis_name}axis_text{2 if far else 1}_transform")
        trans, va, ha = place(looks.get("pad", rc[f"{name}.major.pad"]))
        pen = KeptText(
            float(far),
            float(far),
            fontsize=looks.get("labelsize", rc[f"{name}.labelsize"]),
            color=rc[f"{name}.color"] if color == "inherit" else color,
            verticalalignment=va,
            horizontalalignment=ha,
            transform=trans,
            **self._label_props,
        )
        pen.set_figure(self.get_figure(root=False))
        return pen

    def _grid(self: Any, places: list[float]) -> Line2D:
        """Return all grid lines as one line with gaps."""
        rc: Any = mpl.rcParams
        looks = self._major_tick_kw
        along = np.repeat(np.array(places), 3)
        across = np.tile([0.0, 1.0, np.nan], len(places))
        upright = self.axis_name == "x"
        line = Line2D(
            along if upright else across,
            across if upright else along,
            color=looks.get("grid_color", rc["grid.color"]),
            linewidth=looks.get("grid_linewidth", rc["grid.linewidth"]),
            linestyle=rc["grid.linestyle"],
            marker="",
            transform=getattr(self.axes, f"get_{self.axis_name}axis_transform")("grid"),
        )
        line.set_figure(self.get_figure(root=False))
        line.axes = self.axes
        line.set_clip_path(self.axes.patch)
        return line


class LeanXAxis(LeanAxis, XAxis):  # type: ignore[misc]
    """The horizontal axis."""


class LeanYAxis(LeanAxis, YAxis):  # type: ignore[misc]
    """The upright axis."""


class HouseAxes(Axes):
    """Axes with lean ticks and texts that are measured once."""

    def _init_axis(self) -> None:
        self.xaxis = LeanXAxis(self, clear=False)
        self.spines.bottom.register_axis(self.xaxis)
        self.spines.top.register_axis(self.xaxis)
        self.yaxis = LeanYAxis(self, clear=False)
        self.spines.left.register_axis(self.yaxis)
        self.spines.right.register_axis(self.yaxis)

    def text(self, x: float, y: float, s: str, **options: Any) -> Text:  # type: ignore[override]
        """Write a text; in data units unless a transform says otherwise."""
        looks: dict[str, Any] = {"transform": self.transData, "clip_on": False} | options
        written = KeptText(x, y, s, **looks)
        if written.get_clip_path() is None:
            written.set_clip_path(self.patch)
        self._add_text(written)  # type: ignore[attr-defined]
        return written

    def annotate(  # type: ignore[override]
        self, text: str, xy: tuple[float, float], **options: Any
    ) -> Annotation:
        """Write a text at a place given in other units than its own, with an arrow or without."""
        written = KeptAnnotation(text, xy, **options)
        written.set_transform(IdentityTransform())
        if options.get("clip_on", False) and written.get_clip_path() is None:
            written.set_clip_path(self.patch)
        self._add_text(written)  # type: ignore[attr-defined]
        return written


def _written(texts: dict[float, str], at: float, _: int | None) -> str:
    return texts.get(float(at), "")
