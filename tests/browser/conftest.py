"""A report of one demo client in both languages, a browser, and the accessibility checker."""

import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from cxkit.reports.export_pdf import find_browser
from cxkit.reports.run import run_report

HERE = Path(__file__).parent
KIT = HERE.parents[1]
CLIENT = "demo_telecom"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def needed(what):
    """Skip on a consultant's machine; in CI what is needed has to be there."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must run the browser tests: {what}")
    pytest.skip(what)


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """Return the page of each language, by language, made from a copy of the demo client."""
    folder = tmp_path_factory.mktemp("home") / "client_data" / CLIENT
    shutil.copytree(KIT / "client_data" / CLIENT, folder)
    return {language: run_report(folder, language=language).html for language in ("es", "en")}


@pytest.fixture(scope="session")
def chromium():
    program = find_browser()
    if program is None:
        needed("Chromium is not on the path (Debian or Ubuntu: apt install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    """Return the source of axe-core, installed beside this file on first use."""
    source = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        npm = shutil.which("npm")
        if npm is None:
            needed("npm is not on the path; axe-core cannot be installed.")
        with tempfile.TemporaryDirectory(dir=HERE, prefix=".axe-") as work:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, work)
            command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=180)
            if done.returncode:
                needed(f"axe-core could not be installed: {done.stderr[-300:]}")
            try:
                os.rename(Path(work) / "node_modules", HERE / "node_modules")
            except OSError:  # another test process was first
                assert source.exists()
    return source.read_text(encoding="utf-8")


@pytest.fixture(params=["es", "en"])
def report(request, reports):
    """Return the page of one language."""
    return reports[request.param]


@pytest.fixture(scope="session")
def printed(chromium):
    """Return a function that gives the words of each printed page, printed once a page."""
    made = {}

    def words_of(page, path, *, scripts=True):
        if (path, scripts) not in made:
            sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
            made[path, scripts] = [" ".join(sheet.extract_text().split()) for sheet in sheets]
        return made[path, scripts]

    return words_of


@pytest.fixture
def check_access(axe):
    """Return a function that gives the violations axe finds in a page, and how much it passed."""

    def checked(page):
        page.evaluate(axe)
        return page.evaluate(  # every rule runs; of what it passes, only the number is sent here
            "axe.run({resultTypes: ['violations']})"
            ".then(({passes, violations}) => ({passes: passes.length, violations}))"
        )

    return checked


@pytest.fixture
def open_page(chromium):
    """Return a function that opens a file and keeps what the page asked for and complained of."""
    contexts = []

    def opened(path, **options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
