import itertools

import pytest

pytestmark = pytest.mark.browser

OPEN_ALL = "document.querySelectorAll('details').forEach((item) => { item.open = true; })"


def test_the_page_asks_for_nothing_but_itself_and_complains_of_nothing(report, open_page):
    page = open_page(report)
    page.evaluate(OPEN_ALL)
    page.wait_for_load_state("networkidle")
    outside = [url for url in page.asked if not url.startswith("data:")]
    assert outside == [report.as_uri()]
    assert page.complaints == []


def test_every_link_inside_the_page_leads_somewhere(report, open_page):
    page = open_page(report)
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    assert len(links) > 10
    ids = page.eval_on_selector_all("[id]", "all => all.map(item => item.id)")
    assert len(ids) == len(set(ids))
    assert [link for link in links if link.removeprefix("#") not in ids] == []


def test_a_contents_link_scrolls_to_its_section(report, open_page):
    page = open_page(report)
    page.click(".contents a[href='#s-perception']")
    assert page.locator("#s-perception h2").first.is_visible()
    assert (
        page.evaluate("document.getElementById('s-perception').getBoundingClientRect().top") < 100
    )


def test_the_contents_name_every_section_and_its_questions(report, open_page):
    page = open_page(report)
    named = page.locator(".contents a").all_inner_texts()
    for heading in page.locator("main section:not(.section-summary) > h2").all_inner_texts():
        assert heading in named
    questions = page.locator(".section-perception h3").all_inner_texts()
    assert len(questions) >= 4
    assert set(questions) <= set(named)


def test_headings_are_in_order(report, open_page):
    page = open_page(report)
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4, h5, h6", "all => all.map(item => Number(item.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize(("width", "folded"), [(360, True), (1280, False)])
def test_axe_finds_no_serious_violation(report, open_page, check_access, folded, width):
    page = open_page(report, viewport={"width": width, "height": 900})
    if not folded:
        page.evaluate(OPEN_ALL)
    result = check_access(page)
    assert result["passes"] > 15
    grave = [
        f"{item['id']}: {item['help']}: {item['nodes'][0]['html'][:200]}"
        for item in result["violations"]
        if item["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_everything_can_be_read_without_scripts(report, open_page):
    page = open_page(report, java_script_enabled=False)
    for section in page.locator("main > section").all():
        assert section.is_visible()
        assert len(section.inner_text()) > 80
    pictures = page.locator("figure img").all()
    assert len(pictures) >= 5
    for picture in pictures:
        box = picture.bounding_box()
        assert box["width"] > 300
        assert box["height"] > 50
        assert picture.get_attribute("alt")
    fold = page.locator("details.fold-table").first
    assert not fold.locator("table").is_visible()
    fold.locator("summary").click()
    assert fold.locator("table").is_visible()


def test_foldouts_open_by_keyboard(report, open_page):
    page = open_page(report)
    fold = page.locator("details").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.evaluate("item => item.open")


def table_cells(page):
    return page.eval_on_selector_all(
        ".fold-table tbody th", "all => all.map(item => item.textContent)"
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_print_holds_every_table_and_names_client_and_pages(report, open_page, printed, scripts):
    page = open_page(report, java_script_enabled=scripts)
    cells = table_cells(page)
    pages = printed(page, report, scripts=scripts)
    whole = "".join("".join(pages).split())
    assert len(cells) > 20
    assert [cell for cell in cells if "".join(cell.split()) not in whole] == []
    client = page.locator(".cover-client").inner_text()
    draft = page.locator(".mark-draft").inner_text()
    for number, text in enumerate(pages, start=1):
        assert client in text
        assert draft in text
        if number > 1:
            assert f" {number} " in text
            assert text.count(str(len(pages))) >= 1


def test_the_summary_is_one_printed_page(report, open_page, printed):
    page = open_page(report)
    headings = page.locator("main h2").all_inner_texts()
    summary = page.locator(".section-summary h2").inner_text()
    following = headings[headings.index(summary) + 1].split("\t")[-1].lstrip("0123456789 ")
    pages = printed(page, report)[2:]
    first = next(place for place, text in enumerate(pages) if summary in text[:120])
    after = next(place for place, text in enumerate(pages) if following in text[:160])
    assert after == first + 1


def test_no_figure_is_parted_from_its_headline_in_print(report, open_page, printed):
    page = open_page(report)
    figures = page.eval_on_selector_all(
        "figure[id^=figure-]",
        """all => all.map(item => [
            item.querySelector(".cx-headline").textContent,
            item.querySelector(".cx-source").textContent,
        ])""",
    )
    pages = ["".join(text.split()) for text in printed(page, report)]
    assert len(figures) >= 5
    for headline, source in figures:
        head, foot = "".join(headline.split()), "".join(source.split())
        assert any(head in text and foot in text for text in pages), headline


@pytest.mark.parametrize("folded", [True, False], ids=["folded", "open"])
def test_a_narrow_screen_never_scrolls_sideways(report, open_page, folded):
    page = open_page(report, viewport={"width": 360, "height": 740})
    if not folded:
        page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_table_is_sorted_by_the_numbers_of_a_column(report, open_page):
    page = open_page(report)
    fold = page.locator("details.fold-table", has=page.locator("th.cx-number")).first
    fold.evaluate("item => { item.open = true; }")
    head = fold.locator("thead th.cx-number").first
    column = head.evaluate("item => item.cellIndex")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    read = "all => all.map(item => Number(item.textContent.replace(/[^0-9]/g, '')))"
    rows = fold.locator(f"tbody tr > :nth-child({column + 1})")
    rising = rows.evaluate_all(read)
    head.locator("button").click()
    falling = rows.evaluate_all(read)
    assert len(rising) > 2
    assert rising == sorted(rising)
    assert falling == rising[::-1]


def test_a_draft_says_so_on_the_cover_and_while_scrolling(report, open_page):
    page = open_page(report)
    assert page.locator(".mark-draft").is_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    flag = page.locator(".flag-draft").bounding_box()
    assert 0 <= flag["y"] < 900
