"""The canvas of the kit's figures: Matplotlib's, with lines put together from known letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg

from cxkit.presentation.glyphs import face

if TYPE_CHECKING:
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.font_manager import FontProperties


class LetterRenderer(RendererAgg):
    """Draws and measures level lines of letters by `cxkit.presentation.glyphs`.

    Notes
    -----
    Lines stand on whole pixels, so that the bars of letters are sharp. Turned lines, formulas
    and other scripts are drawn by Matplotlib.
    """

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Draw one line."""
        font = None if ismath or angle else face(prop, self.dpi)
        line = font.line(s) if font is not None else None
        if font is None or line is None:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
            return
        whole = int(x // 1)
        drawn, left, top = font.draw(line, x - whole)
        if drawn.size:
            foot = round(y) - top + drawn.shape[0]
            self._renderer.draw_text_image(drawn, whole + left, foot, 0, gc)

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return the measures of one line, in pixels."""
        font = None if ismath else face(prop, self.dpi)
        line = font.line(s) if font is not None else None
        if line is not None:
            return line.width, line.height, line.descent
        measured: tuple[float, float, float] = super().get_text_width_height_descent(  # type: ignore[no-untyped-call]
            s, prop, ismath
        )
        return measured


class LetterCanvas(FigureCanvasAgg):
    """Matplotlib's canvas of pixels with a `LetterRenderer`."""

    def get_renderer(self) -> LetterRenderer:
        """Return the renderer of the figure's size; the same one until the size changes."""
        width, height = self.get_width_height(physical=True)
        key = (width, height, self.figure.dpi)
        if getattr(self, "_made_for", None) != key:
            self._letters = LetterRenderer(*key)  # type: ignore[no-untyped-call]
            self._made_for = key
        return self._letters
