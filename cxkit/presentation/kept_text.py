"""Texts of a figure that are laid out once, not each time they are measured or drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

_MOST = 4096


class _KeptLines:
    """A text that remembers where its lines stand until something about it changes."""

    _layouts: dict[tuple[Any, ...], Any] = {}  # noqa: RUF012 - one for all texts of a process

    def _get_layout(self: Any, renderer: Any) -> Any:
        font = self.get_fontproperties()
        key = (
            type(renderer),
            self.get_text(),
            renderer.dpi,
            font.get_size(),
            font.get_weight(),
            font.get_style(),
            tuple(font.get_family()),
            self.get_rotation(),
            self.get_horizontalalignment(),
            self.get_verticalalignment(),
            self._linespacing,
            self._multialignment,
            self.get_rotation_mode(),
        )
        if self.get_wrap() or self.get_parse_math() or self.get_transform_rotates_text():
            return super()._get_layout(renderer)  # type: ignore[misc]
        found = self._layouts.get(key)
        if found is None:
            if len(self._layouts) >= _MOST:
                self._layouts.clear()
            found = self._layouts[key] = super()._get_layout(renderer)  # type: ignore[misc]
        return found


class KeptText(_KeptLines, Text):
    """A text that is laid out once."""

    def get_window_extent(self, renderer: Any = None, dpi: float | None = None) -> Bbox:
        """Return the box around the text, in pixels."""
        if renderer is None or dpi is not None or not self.get_text() or not self.get_visible():
            return super().get_window_extent(renderer, dpi)
        self._renderer = renderer
        box, *_ = self._get_layout(renderer)
        x, y = self.get_transform().transform(self.get_unitless_position())
        return Bbox(box.get_points() + np.array((x, y)))


class KeptAnnotation(_KeptLines, Annotation):
    """An annotation that is laid out once."""
