"""Show results in a notebook: the only place that knows a result may be missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation.html import (
    box_html,
    figure_foot_html,
    figure_head_html,
    key_figures_html,
    paragraph_html,
    table_html,
)
from cxkit.presentation.texts import FigureText, KeyFigure, TextTable
from cxkit.presentation.theme import DPI, Style, drawn_by_letter

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Result = TypeVar("Result")


_SCREEN_CSS = """<style>
.cx-headline { font-size: 1.05em; margin: 1em 0 0; }
.cx-measure, .cx-source, .cx-note { color: #5f5f5f; font-size: .85em; margin: .1em 0 .4em; }
.cx-reading { margin: .2em 0; max-width: 70ch; }
.cx-keys { display: flex; flex-wrap: wrap; gap: 1em; padding: 0; }
.cx-keys, .cx-keys li { list-style: none !important; }
.cx-keys li { border-left: 4px solid #c9c9c9; padding: .2em .8em; }
.cx-key-label, .cx-key-detail, .cx-flag { display: block; font-size: .85em; color: #5f5f5f; }
.cx-key-value { display: block; font-size: 1.7em; font-weight: 600; }
.cx-box { border-left: 4px solid #6b6b6b; background: #f6f6f6; padding: .5em 1em; max-width: 75ch; }
.cx-box-title { font-weight: 600; margin: 0; }
.cx-box-error { border-color: #C04A00; }
.cx-text, .cx-takeaway { max-width: 70ch; }
.cx-findings li { margin: 0 0 .7em; max-width: 75ch; }
.cx-findings strong { display: block; }
.cx-certainty { color: #5f5f5f; font-size: .9em; }
.cx-cards { display: flex; flex-wrap: wrap; gap: 1em; }
.cx-card { flex: 1 1 16em; max-width: 24em; border: 1px solid #d4d4d4; padding: .5em .9em; }
.cx-card-title { font-weight: 600; margin: 0; }
.cx-card-sub { color: #5f5f5f; font-size: .85em; margin: 0; }
.cx-card dt { font-weight: 600; font-size: .85em; margin-top: .4em; }
.cx-card dd { margin: 0 0 0 .8em; font-size: .9em; }
.cx-table { border-collapse: collapse; }
.cx-table caption { text-align: left; font-weight: 600; padding: .3em 0; }
.cx-table th, .cx-table td { padding: .25em .8em; border-bottom: 1px solid #ddd; text-align: left; }
.cx-table .cx-number { text-align: right; font-variant-numeric: tabular-nums; }
</style>"""


class Show:
    """Shows figures, tables and sentences of one client in one language.

    Parameters
    ----------
    style : Style
        Words, colour and conventions of the client.
    """

    def __init__(self, style: Style) -> None:
        self.style = style
        self.not_shown: list[Missing] = []

    @property
    def words(self) -> Words:
        """Language of everything shown."""
        return self.style.words

    def start(self) -> None:
        """Make what follows look right in JupyterLab; reports bring their own style."""
        _display({"text/html": _SCREEN_CSS, "text/plain": ""}, part="screen-style")

    def figure(
        self,
        result: Result | Missing,
        plot: Callable[..., Axes],
        describe: Callable[[Result, Words], FigureText],
    ) -> None:
        """Draw a result with its headline above and reading and source below."""
        if isinstance(result, Missing):
            self.missing(result)
            return
        text = describe(result, self.words)
        axes = plot(result, style=self.style)
        png, width, height = render_png(axes)
        _display(_html(figure_head_html(text), text.headline), part="figure-head")
        _display(
            {"image/png": png, "text/plain": text.alt},
            part="figure",
            alt=text.alt,
            width=width,
            height=height,
        )
        _display(
            _html(figure_foot_html(text), text.reading),
            part="figure-foot",
            reading=text.reading,
            source=text.source,
        )

    def table(self, result: Result | Missing, make: Callable[[Result, Words], TextTable]) -> None:
        """Show a result as a table; in the report it folds open."""
        if isinstance(result, Missing):
            self.missing(result)
            return
        table = make(result, self.words)
        if not table.rows:
            said = table.note or self.words("Nothing to show.")
            _display(_html(paragraph_html(said), f"{table.caption}: {said}"), part="text")
            return
        _display(_html(table_html(table), table.caption), part="table", caption=table.caption)

    def figures(
        self,
        results: Sequence[Result] | Missing,
        plot: Callable[..., Axes],
        describe: Callable[[Result, Words], FigureText],
    ) -> None:
        """Draw one figure for each of several results."""
        if isinstance(results, Missing):
            self.missing(results)
            return
        for result in results:
            self.figure(result, plot, describe)

    def tables(
        self, results: Sequence[Result] | Missing, make: Callable[[Result, Words], TextTable]
    ) -> None:
        """Show one table for each of several results."""
        if isinstance(results, Missing):
            self.missing(results)
            return
        for result in results:
            self.table(result, make)

    def key_figures(
        self, result: Result | Missing, make: Callable[[Result, Words], Sequence[KeyFigure]]
    ) -> None:
        """Show a strip of key figures."""
        if isinstance(result, Missing):
            self.missing(result)
            return
        figures = make(result, self.words)
        plain = "; ".join(f"{item.label}: {item.value} ({item.detail})" for item in figures)
        _display(_html(key_figures_html(figures), plain), part="keys")

    def text(
        self,
        result: Result | Missing,
        read: Callable[[Result, Words], str],
        *,
        kind: str = "text",
    ) -> None:
        """Show the sentences that a result allows, a paragraph a line."""
        if isinstance(result, Missing):
            self.missing(result)
            return
        said = read(result, self.words)
        lines = [line for line in said.split("\n") if line]
        if lines:
            html = "".join(paragraph_html(line, kind=kind) for line in lines)
            _display(_html(html, said), part=kind)

    def missing(self, missing: Missing) -> None:
        """Say what is not shown, and what to provide."""
        if missing not in self.not_shown:
            self.not_shown.append(missing)
        title = self.words("Not shown: {what}", what=self.words(missing.what))
        need = self.words(missing.need)
        _display(
            _html(box_html(title, [need], kind="missing"), f"{title}. {need}"),
            part="missing",
            what=self.words(missing.what),
            need=need,
        )

    def html(
        self,
        result: Result | Missing,
        make: Callable[[Result, Words], tuple[str, str]],
        *,
        part: str,
    ) -> None:
        """Show HTML of the kit's own making, given with its plain text."""
        if isinstance(result, Missing):
            self.missing(result)
            return
        html, plain = make(result, self.words)
        _display(_html(html, plain), part=part)

    def what_is_missing(self) -> None:
        """Show everything that could not be shown so far, and how to provide it."""
        lines = [f"{self.words(item.what)}: {self.words(item.need)}" for item in self.not_shown]
        title = self.words("Not shown in this report")
        if not lines:
            lines = [self.words("Nothing: every result that this report knows could be shown.")]
        _display(
            _html(box_html(title, lines, kind="note"), "\n".join([title, *lines])), part="note"
        )


def render_png(axes: Axes) -> tuple[bytes, int, int]:
    """Render a figure as a lean PNG; return it with its size in CSS pixels.

    Notes
    -----
    The figure is laid out and drawn once, and its pixels are taken as they are: ``savefig``
    would draw it a second time to find its layout, and write a PNG only to have it read again.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from cxkit.presentation.canvas import LetterCanvas
    from cxkit.presentation.png import lean_png

    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError("the axes belong to no figure")
    canvas: Any = figure.canvas
    if not isinstance(canvas, LetterCanvas):
        canvas = LetterCanvas(figure) if drawn_by_letter() else FigureCanvasAgg(figure)
    figure.set_dpi(DPI)
    layout = figure.get_layout_engine()
    if layout is not None:
        layout.execute(figure)
        figure.set_layout_engine("none")
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())
    height, width = (round(side * 100 / DPI) for side in pixels.shape[:2])
    return lean_png(pixels), width, height


def _html(html: str, plain: str) -> dict[str, Any]:
    return {"text/html": html, "text/plain": plain}


def _display(bundle: dict[str, Any], **meta: Any) -> None:
    """Display a bundle, marked so that the report can lay it out."""
    from IPython.display import display

    data = dict(bundle)
    metadata: dict[str, Any] = {"cxkit": meta}
    if "image/png" in data:
        metadata["image/png"] = {"width": meta["width"], "height": meta["height"]}
    display(data, raw=True, metadata=metadata)
