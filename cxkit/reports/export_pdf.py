"""The report's page as PDF, by WeasyPrint where its libraries load, else by Chromium."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from cxkit.errors import Problem, ReportError
from cxkit.language import N_

WEASYPRINT = "WeasyPrint"
CHROMIUM = "Chromium"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""Names that Chromium goes by, in the order they are looked for on the path."""

_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_SECONDS = 120


def export_pdf(html: Path, target: Path) -> str:
    """Write a report's page as a tagged PDF with title, language and bookmarks.

    Parameters
    ----------
    html : Path
        The finished page; everything it needs is inside it.
    target : Path
        The PDF; an earlier one is replaced only by a whole new one.

    Returns
    -------
    str
        What made it: ``"WeasyPrint"`` or ``"Chromium"``.

    Raises
    ------
    ReportError
        If neither is installed, or the one that is fails; nothing is written then.
    """
    engine = _weasyprint()
    browser = None if engine is not None else find_browser()
    if engine is None and browser is None:
        raise ReportError(
            Problem(
                rule="pdf-engine",
                message=N_("A PDF needs WeasyPrint's libraries or Chromium; neither is here."),
                remedy=N_(
                    "Install one of them. Debian or Ubuntu: “apt install libpango-1.0-0 "
                    "libpangoft2-1.0-0 libharfbuzz-subset0”, or “apt install chromium”. macOS: "
                    "“brew install pango”. Windows: install Google Chrome and add it to the "
                    "path. Or open the HTML page in a browser and print it to PDF."
                ),
                file=target.name,
            )
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".building-") as building:
        made = Path(building) / "report.pdf"
        used = WEASYPRINT if engine is not None else CHROMIUM
        if engine is not None:
            try:
                _by_weasyprint(engine, html, made)
            except ReportError:
                browser = find_browser()
                if browser is None:
                    raise
                used = CHROMIUM
        if used == CHROMIUM and browser is not None:
            _by_chromium(browser, html, made, profile=Path(building) / "profile")
        if not _whole(made):
            raise _failed(target, used, "")
        os.replace(made, target)
    return used


def find_browser() -> str | None:
    """Return the program file of Chromium or Chrome, if one is on the path."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def _weasyprint() -> Any | None:
    """Return WeasyPrint, or None where its libraries do not load."""
    try:
        import weasyprint
    except (ImportError, OSError):
        return None
    return weasyprint


def _by_weasyprint(engine: Any, html: Path, made: Path) -> None:
    """Write the PDF; pictures are inside the page, and nothing else may be fetched."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    fetcher = engine.urls.URLFetcher(allowed_protocols={"data"}, fail_on_errors=False)
    page = html.read_text(encoding="utf-8")
    try:
        engine.HTML(string=page, url_fetcher=fetcher).write_pdf(made, pdf_tags=True)
    except Exception as error:  # whatever an engine stumbles over is one and the same to the user
        raise _failed(made, WEASYPRINT, f"{type(error).__name__}: {error}") from error


def _by_chromium(browser: str, html: Path, made: Path, *, profile: Path) -> None:
    """Write the PDF by a browser with an empty profile and no network."""
    command = [browser, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={made}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")
    try:
        subprocess.run(
            [*command, html.resolve().as_uri()],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise _failed(made, CHROMIUM, "") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise _failed(made, CHROMIUM, type(error).__name__) from error


def _whole(path: Path) -> bool:
    """Tell whether a PDF is there from its first mark to its last."""
    if not path.is_file():
        return False
    content = path.read_bytes()
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def _failed(target: Path, engine: str, error: str) -> ReportError:
    return ReportError(
        Problem(
            rule="pdf-failed",
            message=N_("{engine} could not make the PDF. {error}"),
            remedy=N_("Open the HTML page in a browser and print it to PDF."),
            values={"engine": engine, "error": error[:300]},
            file=target.name,
        )
    )
