"""Read an executed notebook as the page a client reads: sections of prose, figures and tables."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

import bleach
from markupsafe import Markup
from nbconvert.filters import markdown2html

from cxkit.reports.cells import PARAMETERS, PROVENANCE, READING, SETUP, tags

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_SKIPPED_TAGS = frozenset({PARAMETERS, SETUP})
_TABLE_TAGS = frozenset(
    [
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "p",
        "div",
        "span",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "b",
        "i",
        "br",
        "h3",
        "h4",
        "code",
        "pre",
        "sup",
        "sub",
    ]
)
_TABLE_ATTRIBUTES = {"*": ["class"], "th": ["scope", "colspan", "rowspan"], "td": ["colspan"]}


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
        Parts of a figure: head, image, alt, width, height, foot, number.
    """

    kind: str
    html: Markup = Markup("")
    title: str = ""
    anchor: str = ""
    level: int = 0
    figure: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class PageSection:
    """A section of the report with its number, title and blocks."""

    key: str
    number: str
    title: str
    anchor: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def headings(self) -> list[Block]:
        """The section's own headings, for the table of contents."""
        return [block for block in self.blocks if block.kind == "heading" and block.level == 1]


def page_sections(notebook: Any) -> list[PageSection]:
    """Return the sections of an executed report.

    The summary carries no number; the annexes are lettered.
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
            label = str(number) if numbered else ""
            sections[key] = PageSection(key=key, number=label, title="", anchor=f"s-{key}")
        section = sections[key]
        blocks = _prose(cell, section) if cell.cell_type == "markdown" else _outputs(cell)
        for block in blocks:
            if block.kind == "figure":
                figures += 1
                block.figure["number"] = figures
            section.blocks.append(block)
    return list(sections.values())


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
        level, title = len(match[1]), match[2]
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
        yield Block(kind=kind, html=Markup(markdown2html(source)))


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
            figure = {"head": Markup(data["text/html"]), "title": data["text/plain"]}
        elif part == "figure":
            figure |= {
                "image": data["image/png"].replace("\n", ""),
                "alt": meta["alt"],
                "width": meta["width"],
                "height": meta["height"],
            }
        elif part == "figure-foot":
            figure["foot"] = Markup(data["text/html"])
            yield Block(kind="figure", title=figure.pop("title"), figure=figure)
        elif part == "table":
            yield Block(kind="table", html=Markup(data["text/html"]), title=meta["caption"])
        elif part:
            kind = "provenance" if PROVENANCE in tags(cell) else part
            yield Block(kind=kind, html=Markup(data["text/html"]))
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
        clean = bleach.clean(markdown2html(data["text/markdown"]), tags=_TABLE_TAGS, strip=True)
        yield Block(kind="prose", html=Markup(clean))
    elif "text/html" in data:
        html = re.sub(r"<(script|style)\b.*?</\1\s*>", "", data["text/html"], flags=re.S | re.I)
        clean = bleach.clean(html, tags=_TABLE_TAGS, attributes=_TABLE_ATTRIBUTES, strip=True)
        yield Block(kind="prose", html=Markup(clean))
    elif "text/plain" in data:
        yield Block(kind="prose", html=Markup(f"<pre>{escape(data['text/plain'])}</pre>"))


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:40]
