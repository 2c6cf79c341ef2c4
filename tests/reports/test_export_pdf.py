import shutil
import sys

import pytest
from pypdf import PdfReader

from cxkit.errors import ReportError
from cxkit.reports import export_pdf as module
from cxkit.reports.export_pdf import CHROMIUM, WEASYPRINT, export_pdf, find_browser

PAGE = """<!DOCTYPE html><html lang="es"><head><title>Informe – Acme</title></head><body>
<h1>Informe</h1><details><summary>Tabla</summary><p>Dentro de la tabla</p></details>
<img alt="" src="http://never.invalid/a.png"></body></html>"""


@pytest.fixture
def html(tmp_path):
    path = tmp_path / "report.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def check(target):
    made = PdfReader(target)
    assert made.metadata.title == "Informe – Acme"
    assert made.trailer["/Root"]["/Lang"] == "es"
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(made.pages) == 1
    assert "Informe" in made.pages[0].extract_text()


def nothing_left(target):
    assert sorted(path.name for path in target.parent.iterdir()) == ["report.html", "report.pdf"]


def test_weasyprint_makes_a_tagged_pdf_with_title_and_language(html):
    if module._weasyprint() is None:
        pytest.skip("WeasyPrint's libraries (pango) are not installed.")
    target = html.with_suffix(".pdf")
    assert export_pdf(html, target) == WEASYPRINT
    check(target)
    assert "Dentro de la tabla" in PdfReader(target).pages[0].extract_text()
    nothing_left(target)


@pytest.mark.browser
def test_chromium_makes_it_where_weasyprint_does_not_load(html, monkeypatch):
    if find_browser() is None:
        pytest.skip("Chromium is not on the path.")
    monkeypatch.setattr(module, "_weasyprint", lambda: None)
    target = html.with_suffix(".pdf")
    assert export_pdf(html, target) == CHROMIUM
    check(target)
    nothing_left(target)


def test_libraries_that_do_not_load_count_as_absent(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert module._weasyprint() is None


def test_without_either_the_error_says_how_to_install_them(html, monkeypatch):
    monkeypatch.setattr(module, "_weasyprint", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReportError) as caught:
        export_pdf(html, html.with_suffix(".pdf"))
    (problem,) = caught.value.problems
    assert problem.rule == "pdf-engine"
    assert "libpango" in problem.remedy
    assert "chromium" in problem.remedy
    assert not html.with_suffix(".pdf").exists()


@pytest.mark.parametrize(
    "script", ["exit 1", "exit 0", "printf '%%PDF-1.7 half' > out"], ids=["fails", "silent", "half"]
)
def test_a_browser_that_fails_leaves_the_earlier_pdf(html, tmp_path, monkeypatch, script):
    target = html.with_suffix(".pdf")
    target.write_bytes(b"earlier")
    program = tmp_path / "bin" / "chromium"
    program.parent.mkdir()
    find = 'for arg in "$@"; do case $arg in --print-to-pdf=*) ln -sf "${arg#*=}" out;; esac; done'
    program.write_text(f"#!/bin/sh\ncd {program.parent}\n{find}\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(module, "_weasyprint", lambda: None)
    monkeypatch.setattr(module, "find_browser", lambda: str(program))
    with pytest.raises(ReportError) as caught:
        export_pdf(html, target)
    assert caught.value.problems[0].rule == "pdf-failed"
    assert target.read_bytes() == b"earlier"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".building")]
