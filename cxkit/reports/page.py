"""Read an executed notebook as the page a client reads: sections of prose, figures and tables."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

import bleach
from markupsafe import Markup
from nbconvert.filters import markdown2html

from cxkit.reports.cells import PARAMETERS, PROVENANCE, READING, RECORD, SETUP, tags

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_SKIPPED_TAGS = frozenset({PARAMETERS, SETUP, RECORD})
_TAGS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"}) | frozenset(
    {"p", "div", "span", "ul", "ol", "li", "strong", "em", "b", "i", "br", "h3", "h4", "h5", "h6"}
    | {"code", "pre", "sup", "sub", "blockquote", "hr", "a"}
)
"""What prose and a consultant's own outputs may be made of; everything else is dropped."""
_ATTRIBUTES = {
    "*": ["class"],
    "a": ["href"],
    "th": ["scope", "colspan", "rowspan"],
    "td": ["colspan", "rowspan"],
}
_LETTER = re.compile(r'<p class="cx-letter">.*?</p>', re.DOTALL)
_INNER_LINK = re.compile(r'<a href="#([^"]*)">(.*?)</a>', re.DOTALL)
_BASE = re.compile(r"\bn = (?=\d)")
_SHORT = 16
"""Rows of a table that is kept on one printed page."""


_NOTHING = Markup("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One thing on the page.

    Attributes
    ----------
    kind : str
        ``"heading"``, ``"prose"``, ``"reading"``, ``"figure"``, ``"table"``, or the part
        name that `Show` gave it.
    html : Markup
        Finished content; empty for figures.
    title : str
        Text of a heading, caption of a table, headline of a figure.
    anchor : str
        Its id on the page.
    level : int
        Level of a heading below the section's own.
    figure : dict
        Parts of a figure: head, image, alt, width, height, reading, source, number.
    """

    kind: str
    html: Markup = _NOTHING
    title: str = ""
    anchor: str = ""
    level: int = 0
    figure: dict[str, Any] = field(default_factory=dict)

    @property
    def short(self) -> bool:
        """Whether a table is short enough to be kept on one printed page."""
        return self.html.count("<tr") <= _SHORT


@dataclass(slots=True, kw_only=True)
class PageSection:
    """A section of the report with its number, title and blocks."""

    key: str
    number: str
    title: str
    anchor: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The section's key as it may stand in a class name."""
        return _slug(self.key)

    @property
    def headings(self) -> list[Block]:
        """The section's own headings, for the table of contents."""
        return [block for block in self.blocks if block.kind == "heading" and block.level == 1]

    @property
    def groups(self) -> list[list[Block]]:
        """The blocks, each heading together with what it stands over."""
        groups: list[list[Block]] = []
        open_group = False
        for block in self.blocks:
            if open_group:
                groups[-1].append(block)
            else:
                groups.append([block])
            open_group = block.kind == "heading"
        return groups


def page_sections(notebook: Any, *, without_letter: bool = False) -> list[PageSection]:
    """Return the sections of an executed report.

    The summary and the annexes carry no number.

    Parameters
    ----------
    notebook : NotebookNode
        The executed report.
    without_letter : bool, default False
        Leave the executive letter out of the findings, where the page shows it elsewhere.

    Returns
    -------
    list of PageSection
        In the report's order; links inside the page lead to a section that is there.
    """
    sections: dict[str, PageSection] = {}
    number = figures = 0
    for cell in notebook.cells:
        if tags(cell) & _SKIPPED_TAGS:
            continue
        key = cell.metadata.get("cxkit", {}).get("section", "")
        if not key:
            continue
        if key not in sections:
            numbered = key not in ("summary", "annexes")
            number += numbered
            sections[key] = PageSection(
                key=key,
                number=str(number) if numbered else "",
                title="",
                anchor=f"s-{_slug(key)}",
            )
        section = sections[key]
        blocks = _prose(cell, section) if cell.cell_type == "markdown" else _outputs(cell)
        for block in blocks:
            if block.kind == "missing" and _said_already(block, section):
                continue
            if block.kind == "figure":
                figures += 1
                block.figure["number"] = figures
            section.blocks.append(block)
    found = list(sections.values())
    anchors = {section.anchor for section in found}
    for section in found:
        section.title = section.title or section.key.replace("_", " ").strip().capitalize()
        section.blocks = [
            _finished(block, anchors, without_letter=without_letter) for block in section.blocks
        ]
    return found


def _said_already(block: Block, section: PageSection) -> bool:
    """Tell whether the same thing was said to be missing under the same heading."""
    for before in reversed(section.blocks):
        if before.kind == "heading":
            return False
        if before.kind == "missing" and before.html == block.html:
            return True
    return False


def _finished(block: Block, anchors: set[str], *, without_letter: bool) -> Block:
    """Return the findings without the letter and without links that lead nowhere."""
    if block.kind != "findings":
        return block
    html = _LETTER.sub("", block.html) if without_letter else str(block.html)
    html = _INNER_LINK.sub(lambda link: link[0] if link[1] in anchors else "", html)
    return replace(block, html=Markup(html))


def _prose(cell: Any, section: PageSection) -> Iterator[Block]:
    """Split prose at its headings; the first heading of level 1 is the section's title."""
    text: list[str] = []
    kind = "reading" if READING in tags(cell) else "prose"
    fenced = False
    for line in cell.source.splitlines():
        fenced ^= line.lstrip().startswith("```")
        match = None if fenced else _HEADING.match(line)
        if match is None:
            text.append(line)
            continue
        yield from _paragraphs(text, kind)
        text = []
        level, title = len(match[1]), re.sub(r"[*`]|\b_|_\b", "", match[2])
        if level == 1 and not section.title:
            section.title = title
            continue
        count = sum(block.kind == "heading" for block in section.blocks) + 1
        yield Block(
            kind="heading",
            title=title,
            level=max(level - 1, 1),
            anchor=f"{section.anchor}-{count}-{_slug(title)}",
        )
    yield from _paragraphs(text, kind)


def _paragraphs(lines: list[str], kind: str) -> Iterator[Block]:
    source = "\n".join(lines).strip()
    if source:
        yield Block(kind=kind, html=_clean(markdown2html(source)))


def _outputs(cell: Any) -> Iterator[Block]:
    """Turn a cell's outputs into blocks; the three parts of a figure become one."""
    figure: dict[str, Any] = {}
    for output in cell.outputs:
        meta = output.get("metadata", {}).get("cxkit", {})
        part = meta.get("part", "")
        data = output.get("data", {})
        if part == "screen-style":
            continue
        if part == "figure-head":
            figure = {"head": _kept(data["text/html"]), "title": data["text/plain"]}
        elif part == "figure":
            figure |= {
                "image": data["image/png"].replace("\n", ""),
                "alt": meta["alt"],
                "width": meta["width"],
                "height": meta["height"],
            }
        elif part == "figure-foot":
            figure |= {"reading": _kept(escape(meta["reading"])), "source": meta["source"]}
            yield Block(kind="figure", title=figure.pop("title"), figure=figure)
        elif part == "table":
            yield Block(kind="table", html=_kept(data["text/html"]), title=meta["caption"])
        elif part:
            kind = "provenance" if PROVENANCE in tags(cell) else part
            yield Block(kind=kind, html=_kept(data["text/html"]))
        else:
            yield from _foreign(output)


def _foreign(output: Any) -> Iterator[Block]:
    """Show what a consultant's own cell printed, as text, picture or plain table."""
    if output.output_type == "stream":
        if output.name == "stdout" and output.text.strip():
            yield Block(kind="prose", html=Markup(f"<pre>{escape(output.text)}</pre>"))
        return
    data = output.get("data", {})
    if "image/png" in data:
        image = data["image/png"].replace("\n", "")
        base64.b64decode(image, validate=True)
        alt = data.get("text/plain", "")
        size = {"width": None, "height": None}
        yield Block(kind="image", figure={"image": image, "alt": alt, **size})
    elif "text/markdown" in data:
        yield Block(kind="prose", html=_clean(markdown2html(data["text/markdown"])))
    elif "text/html" in data:
        yield Block(kind="prose", html=_clean(data["text/html"]))
    elif "text/plain" in data:
        yield Block(kind="prose", html=Markup(f"<pre>{escape(data['text/plain'])}</pre>"))


def _clean(html: str) -> Markup:
    """Keep text, tables and links; drop scripts, styles, pictures and everything that acts."""
    without = re.sub(r"<(script|style)\b.*?</\1\s*>", "", html, flags=re.DOTALL | re.IGNORECASE)
    return Markup(bleach.clean(without, tags=_TAGS, attributes=_ATTRIBUTES, strip=True))


def _kept(html: str) -> Markup:
    """Keep a base such as "n = 120" on one line."""
    return Markup(_BASE.sub("n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}", html))


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:40]
