"""Turn an executed report into one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cxkit.client import Client
from cxkit.engagement.text import LocalText
from cxkit.errors import Problem, ReportError
from cxkit.intake import resolve_inside
from cxkit.language import N_, Words
from cxkit.presentation.theme import readable
from cxkit.reports.layout import TEMPLATES
from cxkit.reports.page import page_sections

_LOGO_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}


def export_html(notebook: Any, client: Client, words: Words, *, folder: Path) -> str:
    """Return the report's page.

    Parameters
    ----------
    notebook : NotebookNode
        The executed report.
    client : Client
        For cover, brand and sign-off.
    words : Words
        Language of the page.
    folder : Path
        The client folder, for the logo.

    Returns
    -------
    str
        HTML with style, script and pictures inside; it asks for nothing else.
    """
    engagement = client.engagement
    editorial = client.judgements.editorial
    script = (TEMPLATES / "report" / "report.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    letter = _paragraphs(editorial.letter if editorial else None, client, words)
    sections = page_sections(notebook, without_letter=bool(letter))
    name = _unmarked(engagement.name, client, words)
    title = engagement.say(engagement.report.title, words) or words("Customer Experience report")
    page = {
        "words": words,
        "language": words.language,
        "decimal": words.number(0.5, decimals=1)[1],
        "client": name,
        "title": title,
        "industry": engagement.say(engagement.industry, words),
        "consultant": _unmarked(engagement.consultant, client, words),
        "confidentiality": engagement.say(engagement.report.confidentiality, words)
        or words("Confidential: for the client's own use"),
        "period": words.period(engagement.period.start, engagement.period.end),
        "as_of": words.date(engagement.as_of),
        "draft": editorial is None or editorial.status == "draft",
        "signed": _signature(client, words),
        "signer": _signer(client, words),
        "letter": letter,
        "comments": _comments(client, words),
        "accent": readable(engagement.brand.color),
        "logo": _logo(client, folder),
        "sections": sections,
        "first_anchor": "letter" if letter else next((s.anchor for s in sections), ""),
        "style": Markup((TEMPLATES / "report" / "report.css").read_text(encoding="utf-8")),
        "footer_css": css_text(f"{name} · {title}"),
        "pages_css": _pages_css(words),
        "draft_css": css_text(words("DRAFT")),
        "script": Markup(script),
        "script_hash": digest,
    }
    return _environment().get_template("report.html.j2").render(**page)


def css_text(text: str) -> Markup:
    """Return a text as a CSS string in which nothing can end the string or the style sheet.

    Parameters
    ----------
    text : str
        Any text, such as a client's name.

    Returns
    -------
    Markup
        In quotation marks; every character but letters, digits and spaces is escaped.
    """
    return Markup(
        '"'
        + "".join(
            letter
            if letter == " " or (letter.isascii() and letter.isalnum())
            # the blank ends the escape and is not shown
            else f"\\{ord(letter):x} "
            for letter in text
        )
        + '"'
    )


def _pages_css(words: Words) -> Markup:
    """Return "Page 3 of 20" as CSS content with the two counters of printed pages."""
    counters = {"\N{START OF TEXT}": "counter(page)", "\N{END OF TEXT}": "counter(pages)"}
    first, last = counters
    parts = re.split(f"([{first}{last}])", words("Page {page} of {pages}", page=first, pages=last))
    return Markup(" ").join(Markup(counters.get(part) or css_text(part)) for part in parts if part)


@cache
def _environment() -> Environment:
    """Return the template engine; every value that is not marked safe is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _logo(client: Client, folder: Path) -> str:
    name = client.engagement.brand.logo
    if not name:
        return ""
    path = resolve_inside(folder, name)
    kind = _LOGO_TYPES.get(path.suffix.casefold())
    if kind is None:
        raise ReportError(
            Problem(
                rule="logo-type",
                message=N_("The logo is not a picture that the report can show."),
                remedy=N_("Save it as PNG, JPEG or SVG and name that file under “brand: logo”."),
                file=name,
            )
        )
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _paragraphs(text: LocalText | None, client: Client, words: Words) -> list[str]:
    """Return a consultant's text as paragraphs; a blank line parts them."""
    said = client.engagement.say(text, words)
    return [part.strip() for part in re.split(r"\n\s*\n", said) if part.strip()]


def _comments(client: Client, words: Words) -> Mapping[str, list[str]]:
    """Return the consultant's comments by section, none where there is no comment."""
    comments: dict[str, list[str]] = defaultdict(list)
    editorial = client.judgements.editorial
    for section, text in (editorial.comments if editorial else {}).items():
        comments[section] = _paragraphs(text, client, words)
    return comments


def _signer(client: Client, words: Words) -> str:
    """Return name and role of who signed off; empty in a draft nobody signed."""
    editorial = client.judgements.editorial
    if editorial is None or editorial.sign_off is None:
        return ""
    role = _unmarked(editorial.sign_off.role, client, words)
    return ", ".join(part for part in (editorial.sign_off.name, role) if part)


def _signature(client: Client, words: Words) -> str:
    editorial = client.judgements.editorial
    if editorial is None or editorial.sign_off is None:
        return ""
    sign_off = editorial.sign_off
    return words(
        "Signed off by {name} on {date}", name=sign_off.name, date=words.date(sign_off.date)
    )


def _unmarked(text: LocalText | None, client: Client, words: Words) -> str:
    """Return a name or role without the mark of another language, which names do not have."""
    return text.given(words, own=client.engagement.own_language)[0] if text is not None else ""
