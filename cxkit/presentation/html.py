"""Turn texts into HTML; everything that comes from a client is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from cxkit.presentation.texts import FigureText, KeyFigure, TextTable


def table_html(table: TextTable) -> str:
    """Return a table with caption, header cells and row headers."""
    heads = "".join(
        f'<th scope="col"{_class(number)}>{escape(text)}</th>'
        for text, number in zip(table.headings, table.numeric, strict=True)
    )
    body = "".join(f"<tr>{_row(row, table.numeric)}</tr>" for row in table.rows)
    note = f'<p class="cx-note">{escape(table.note)}</p>' if table.note else ""
    return (
        f'<table class="cx-table"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{note}"
    )


def figure_head_html(text: FigureText) -> str:
    """Return the headline and measure that stand above a figure."""
    return (
        f'<p class="cx-headline"><strong>{escape(text.headline)}</strong></p>'
        f'<p class="cx-measure">{escape(text.measure)}</p>'
    )


def figure_foot_html(text: FigureText) -> str:
    """Return the reading and source that stand below a figure."""
    reading = f'<p class="cx-reading">{escape(text.reading)}</p>' if text.reading else ""
    return f'{reading}<p class="cx-source">{escape(text.source)}</p>'


def key_figures_html(figures: Sequence[KeyFigure]) -> str:
    """Return a strip of key figures."""
    items = "".join(
        f'<li><span class="cx-key-label">{escape(item.label)}</span> '
        f'<span class="cx-key-value">{escape(item.value)}</span> '
        f'<span class="cx-key-detail">{escape(item.detail)}</span>'
        + (f' <span class="cx-flag">{escape(item.flag)}</span>' if item.flag else "")
        + "</li>"
        for item in figures
    )
    return f'<ul class="cx-keys">{items}</ul>'


def paragraph_html(text: str, *, kind: str = "text") -> str:
    """Return one paragraph; ``kind`` is its class, such as ``"text"`` or ``"takeaway"``."""
    return f'<p class="cx-{kind}">{escape(text)}</p>'


def box_html(title: str, lines: Sequence[str], *, kind: str) -> str:
    """Return a box with a title and lines: missing inputs, corrections, notes."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'<div class="cx-box cx-box-{kind}"><p class="cx-box-title">{escape(title)}</p>'
        f"<ul>{items}</ul></div>"
    )


def _row(row: Sequence[str], numeric: Sequence[bool]) -> str:
    cells = zip(row, numeric, strict=True)
    head, _ = next(cells)
    rest = "".join(f"<td{_class(number)}>{escape(text)}</td>" for text, number in cells)
    return f'<th scope="row">{escape(head)}</th>{rest}'


def _class(numeric: bool) -> str:
    return ' class="cx-number"' if numeric else ""
