import io

import pytest
from pypdf import PdfReader

from cxkit.reports.file_state import FileState
from cxkit.reports.index import write_index
from cxkit.reports.manifest import Headline, Manifest, ReportRecord

pytestmark = pytest.mark.browser

ROWS = 10_000


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Return an index page of ten thousand reports, a tenth of which failed."""
    home = tmp_path_factory.mktemp("reports")
    for number in range(ROWS):
        slug = f"client-{number:05}"
        folder = home / slug
        folder.mkdir()
        failed = number % 10 == 3
        (folder / f"{slug}_en.html").touch()
        score = Headline(
            key="nps",
            label="NPS",
            value=f"{number * 37 % 201 - 100:+d}".replace("-", "−"),
            detail="95% interval −3 to +9; n = 120",
        )
        record = ReportRecord(
            status="failed" if failed else "ok",
            error="A cell failed" if failed else "",
            files={} if failed else {f"{slug}_en.html": FileState()},
            headlines=() if failed else (score,),
            findings=number % 7,
            ended="2026-11-22T06:00:00+00:00",
        )
        name = "Peña & Hijos" if number == 7777 else f"Client {number}"
        manifest = Manifest(client=slug, name=name, as_of="2026-06-30", reports={"en": record})
        (folder / "manifest.json").write_text(manifest.model_dump_json())
    return write_index(home, language="en")


def names(page):
    return page.locator("tbody th").all_inner_texts()


def scores(page):
    texts = page.locator("tbody td strong").all_inner_texts()
    return [int(text.replace("−", "-")) for text in texts]


def test_ten_thousand_rows_open_filter_and_sort(index, open_page):
    page = open_page(index)
    assert page.complaints == []
    assert page.asked == [index.as_uri()]
    assert 0 < len(names(page)) < 1000  # the others are drawn when they are reached
    assert page.locator("#count").inner_text() == "10000 of 10000 reports"
    page.fill("#search", "pena hijos")
    assert names(page) == ["Peña & Hijos"]
    page.fill("#search", "")
    page.select_option("#status", "failed")
    assert page.locator("#count").inner_text() == "1000 of 10000 reports"
    assert set(page.locator("tbody .failed").all_inner_texts()) == {"failed"}
    page.select_option("#status", "")
    head = page.locator("thead th.cx-number").first
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    rising = scores(page)
    assert rising[0] == -100
    assert rising == sorted(rising)
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    falling = scores(page)
    assert falling[0] == 100
    assert falling == sorted(falling, reverse=True)


def test_all_rows_are_reached_by_scrolling(index, open_page):
    page = open_page(index)
    page.fill("#search", "12")
    total = int(page.locator("#count").inner_text().split()[0])
    assert total == 299  # "12" at three places of four digits, 1212 once
    for _ in range(total // 100):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(200)
    page.locator("tbody tr").nth(total - 1).wait_for()
    assert page.locator("#more").is_hidden()


def test_without_scripts_every_row_can_be_read(index, open_page):
    page = open_page(index, java_script_enabled=False)
    rows = page.locator("tbody tr")
    assert rows.count() == ROWS
    assert rows.last.is_visible()
    assert not page.locator("#controls").is_visible()


def test_print_holds_what_was_chosen(index, open_page):
    page = open_page(index)
    page.fill("#search", "client 123")
    made = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in made.pages)
    assert all(f"Client {number} " in text for number in (123, 1123, 1230, 9123))
    assert "Client 200 " not in text


def test_axe_finds_no_serious_violation_in_the_index(index, open_page, check_access):
    page = open_page(index)
    result = check_access(page)
    assert result["passes"] > 10
    grave = [item["id"] for item in result["violations"] if item["impact"] != "minor"]
    assert grave == []
