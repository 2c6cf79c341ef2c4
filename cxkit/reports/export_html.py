"""Turn an executed report into one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cxkit.client import Client
from cxkit.intake import resolve_inside
from cxkit.language import Words
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
    page = {
        "words": words,
        "language": words.language,
        "client": engagement.say(engagement.name, words),
        "title": engagement.say(engagement.report.title, words)
        or words("Customer Experience report"),
        "industry": engagement.say(engagement.industry, words),
        "consultant": engagement.say(engagement.consultant, words),
        "confidentiality": engagement.say(engagement.report.confidentiality, words)
        or words("Confidential: for the client's own use"),
        "period": words.period(engagement.period.start, engagement.period.end),
        "as_of": words.date(engagement.as_of),
        "draft": editorial is None or editorial.status == "draft",
        "signed": _signature(client, words),
        "accent": readable(engagement.brand.color),
        "logo": _logo(client, folder),
        "sections": page_sections(notebook),
        "style": Markup((TEMPLATES / "report" / "report.css").read_text(encoding="utf-8")),
        "script": Markup(script),
        "script_hash": digest,
    }
    return _environment().get_template("report.html.j2").render(**page)


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
        return ""
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _signature(client: Client, words: Words) -> str:
    editorial = client.judgements.editorial
    if editorial is None or editorial.sign_off is None:
        return ""
    sign_off = editorial.sign_off
    return words(
        "Signed off by {name} on {date}", name=sign_off.name, date=words.date(sign_off.date)
    )
