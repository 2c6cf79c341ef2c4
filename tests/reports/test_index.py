from html.parser import HTMLParser

import pytest

from cxkit.reports.file_state import FileState
from cxkit.reports.index import FailedReport, write_index
from cxkit.reports.manifest import Headline, ReportRecord, record


class Page(HTMLParser):
    """Collects the links, the texts and the tags of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.tags, self.texts = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name in ("href", "src")]

    def handle_data(self, data):
        if self.tags and self.tags[-1] not in ("option", "script", "style"):
            self.texts.append(data.strip())


def report(folder, slug, language, *files, error=""):
    place = folder / slug
    place.mkdir(parents=True, exist_ok=True)
    names = {f"{slug}_{language}{end}": FileState(sha256="0" * 64) for end in files}
    for name in names:
        (place / name).write_text("x")
    status = "failed" if error else "ok"
    headline = Headline(label="NPS", value="12", detail="<5 to 19>")
    record(
        place,
        slug,
        language,
        ReportRecord(status=status, error=error, files=names, headlines=(headline,), findings=3),
    )


def page(folder, language="en"):
    return Page(write_index(folder, language=language).read_text(encoding="utf-8"))


def test_every_report_is_a_row_with_its_links(tmp_path):
    report(tmp_path, "b", "es", ".ipynb", ".html", ".pdf")
    report(tmp_path, "a", "en", ".ipynb", ".html")
    report(tmp_path, "a", "es", ".ipynb", ".html")
    found = page(tmp_path)
    assert found.links == ["a/a_en.html", "a/a_es.html", "b/b_es.html", "b/b_es.pdf"]
    assert found.tags.count("tr") == 4
    assert found.texts.count("ready") == 3


def test_a_failed_report_says_why_and_leads_to_the_one_that_stays(tmp_path):
    report(tmp_path, "a", "en", ".html")
    record(tmp_path / "a", "a", "en", ReportRecord(status="failed", error="A cell failed: <x>"))
    found = page(tmp_path)
    assert found.links == ["a/a_en.html"]
    assert "failed" in found.texts
    assert "A cell failed: <x>" in found.texts


def test_a_report_that_never_was_has_no_link(tmp_path):
    report(tmp_path, "a", "en", error="No data")
    assert page(tmp_path).links == []


def test_a_pdf_of_an_earlier_run_is_not_offered_beside_a_new_page(tmp_path):
    report(tmp_path, "a", "en", ".html", ".pdf")
    report(tmp_path, "a", "en", ".html")
    assert (tmp_path / "a" / "a_en.pdf").exists()
    assert page(tmp_path).links == ["a/a_en.html"]


def test_a_file_that_was_deleted_is_not_offered(tmp_path):
    report(tmp_path, "a", "en", ".html")
    (tmp_path / "a" / "a_en.html").unlink()
    assert page(tmp_path).links == []


def test_whatever_a_client_is_called_is_text(tmp_path):
    report(tmp_path, "a", "en", error="<script>alert(1)</script>")
    found = page(tmp_path)
    assert found.tags.count("script") == 2
    assert "<script>alert(1)</script>" in found.texts
    assert any("<5 to 19>" in text for text in found.texts)


def test_folders_without_a_manifest_are_passed_over(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{")
    (tmp_path / "file.txt").write_text("x")
    assert page(tmp_path).tags.count("tr") == 1


def test_the_page_is_in_the_language_asked_for_and_needs_nothing_else(tmp_path):
    report(tmp_path, "a", "es", ".html")
    text = write_index(tmp_path, language="es").read_text(encoding="utf-8")
    assert '<html lang="es">' in text
    assert "Informes" in text
    assert "http://" not in text
    assert "https://" not in text


@pytest.mark.parametrize(
    ("language", "said"), [("en", "earlier report"), ("es", "informe anterior")]
)
def test_only_a_failed_row_says_that_its_link_is_an_earlier_report(tmp_path, language, said):
    report(tmp_path, "a", "en", ".html", ".pdf")
    report(tmp_path, "b", "en", error="No data")
    assert not any(said in text for text in page(tmp_path, language).texts)
    record(tmp_path / "a", "a", "en", ReportRecord(status="failed", error="A cell failed"))
    found = page(tmp_path, language)
    assert found.links == ["a/a_en.html", "a/a_en.pdf"]
    assert [text for text in found.texts if said in text] == [f"({said})"]


def test_a_client_that_failed_before_it_had_a_report_is_listed_and_gets_no_folder(tmp_path):
    report(tmp_path, "b", "en", ".html")
    failed = [FailedReport(client="a", language="es", error="Faltan datos <x>")]
    text = write_index(tmp_path, language="en", failed=failed).read_text(encoding="utf-8")
    found = Page(text)
    assert found.tags.count("tr") == 3
    assert found.links == ["b/b_en.html"]
    assert "Faltan datos <x>" in found.texts
    assert found.texts.count("failed") == 1
    assert found.texts.index("a") < found.texts.index("b")
    assert not (tmp_path / "a").exists()


def test_a_failure_of_this_run_is_said_of_a_report_that_was_ready(tmp_path):
    report(tmp_path, "a", "en", ".html")
    report(tmp_path, "a", "es", ".html")
    before = (tmp_path / "a" / "manifest.json").read_bytes()
    failed = [FailedReport(client="a", language="en", error="Not writable")]
    found = Page(write_index(tmp_path, language="en", failed=failed).read_text(encoding="utf-8"))
    assert found.tags.count("tr") == 3
    assert found.links == ["a/a_en.html", "a/a_es.html"]
    assert "Not writable" in found.texts
    assert found.texts.count("(earlier report)") == 1
    assert (tmp_path / "a" / "manifest.json").read_bytes() == before
