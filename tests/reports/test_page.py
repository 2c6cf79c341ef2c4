import base64

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from cxkit.reports.page import page_sections

PIXEL = base64.b64encode(b"not really a picture").decode()


def shown(part, html="", plain="", **meta):
    data = {"text/html": html, "text/plain": plain}
    if part == "figure":
        data = {"image/png": PIXEL, "text/plain": plain}
    return new_output("display_data", data=data, metadata={"cxkit": {"part": part, **meta}})


def figure(headline="NPS fell"):
    return [
        shown("figure-head", f"<p>{headline}</p>", headline),
        shown("figure", alt="values", width=700, height=300),
        shown("figure-foot", "<p>unused</p>", reading="How to read.", source="Source: table x"),
    ]


def code(outputs, section="perception", tags=()):
    return new_code_cell("x", outputs=outputs, metadata=meta(section, tags))


def prose(source, section="perception", tags=()):
    return new_markdown_cell(source, metadata=meta(section, tags))


def meta(section, tags):
    return {"tags": list(tags), "cxkit": {"section": section}}


def sections(*cells, **options):
    return page_sections(new_notebook(cells=list(cells)), **options)


def test_sections_are_numbered_except_summary_and_annexes():
    found = sections(
        prose("# Summary", "summary"),
        prose("# Data", "engagement"),
        prose("# Perception", "perception"),
        prose("# Annexes", "annexes"),
    )
    assert [(s.number, s.title) for s in found] == [
        ("", "Summary"),
        ("1", "Data"),
        ("2", "Perception"),
        ("", "Annexes"),
    ]


def test_parameters_setup_and_cells_of_no_section_are_left_out():
    found = sections(
        code([shown("note", "secret")], tags=["parameters"]),
        code([shown("note", "secret")], tags=["setup"]),
        code([shown("note", "secret")], section=""),
        prose("# Perception"),
    )
    assert [section.blocks for section in found] == [[]]


def test_a_section_without_title_is_named_after_its_key():
    (section,) = sections(prose("Words.", "my_own_module"))
    assert (section.title, section.anchor, section.kind) == (
        "My own module",
        "s-my-own-module",
        "my-own-module",
    )


def test_the_three_parts_of_a_figure_become_one_numbered_block():
    (section,) = sections(prose("# P"), code(figure("First")), code(figure("Second")))
    first, second = section.blocks
    assert (first.kind, first.title, second.title) == ("figure", "First", "Second")
    assert (first.figure["number"], second.figure["number"]) == (1, 2)
    assert first.figure["alt"] == "values"
    assert first.figure["reading"] == "How to read."
    assert first.figure["source"] == "Source: table x"


def test_headings_get_anchors_of_plain_letters_and_stand_with_what_follows():
    (section,) = sections(prose("# P\n\n## ¿Cuánto *tarda*?\n\nWords."), code(figure()))
    heading, words, _ = section.blocks
    assert (heading.title, heading.anchor) == ("¿Cuánto tarda?", "s-perception-1-cuanto-tarda")
    assert section.groups[0] == [heading, words]
    assert [block.title for block in section.headings] == ["¿Cuánto tarda?"]


def test_a_hash_inside_a_fence_is_no_heading():
    (section,) = sections(prose("# P\n\n```\n# not a heading\n```"))
    assert section.headings == []


def test_prose_tagged_reading_folds():
    (section,) = sections(prose("# P"), prose("How it is meant.", tags=["reading"]))
    assert [block.kind for block in section.blocks] == ["reading"]


def test_only_a_table_of_a_few_rows_is_kept_on_one_page():
    few, many = ("<table>" + "<tr></tr>" * n + "</table>" for n in (5, 80))
    (section,) = sections(
        code([shown("table", few, caption="Few"), shown("table", many, caption="Many")])
    )
    assert [(block.title, block.short) for block in section.blocks] == [
        ("Few", True),
        ("Many", False),
    ]


FINDINGS = (
    '<p class="cx-letter">Dear client</p><ol><li>NPS fell '
    '<a href="#s-perception">See</a> <a href="#s-economics">Money</a></li></ol>'
)


def test_links_to_sections_that_are_not_there_are_dropped():
    summary, _ = sections(
        code([shown("findings", FINDINGS)], "summary"), prose("# P", "perception")
    )
    assert "#s-perception" in summary.blocks[0].html
    assert "#s-economics" not in summary.blocks[0].html


@pytest.mark.parametrize(("without", "there"), [(True, False), (False, True)])
def test_the_letter_is_shown_once(without, there):
    (summary,) = sections(code([shown("findings", FINDINGS)], "summary"), without_letter=without)
    assert ("Dear client" in summary.blocks[0].html) is there


HOSTILE = (
    '<script>alert(1)</script><style>p{display:none}</style><img src="http://x.test/a.png">'
    '<p onclick="alert(1)">Kept</p><a href="javascript:alert(1)">link</a><iframe src="/"></iframe>'
)


def check_harmless(html):
    for bad in ("<script", "alert", "<style", "<img", "<iframe", "onclick", "javascript:"):
        assert bad not in html
    assert "Kept" in html


def test_html_in_prose_can_do_nothing():
    (section,) = sections(prose("# P\n\n" + HOSTILE))
    check_harmless("".join(block.html for block in section.blocks))


@pytest.mark.parametrize("kind", ["text/html", "text/markdown"])
def test_what_an_own_cell_shows_can_do_nothing(kind):
    output = new_output("display_data", data={kind: HOSTILE, "text/plain": "x"})
    (section,) = sections(code([output]))
    check_harmless(section.blocks[0].html)


def test_what_an_own_cell_prints_is_escaped_and_errors_on_stderr_are_not_shown():
    printed = new_output("stream", name="stdout", text="a < b")
    noise = new_output("stream", name="stderr", text="warning")
    value = new_output("execute_result", data={"text/plain": "<b>1</b>"}, execution_count=1)
    (section,) = sections(code([printed, noise, value]))
    assert [block.html for block in section.blocks] == [
        "<pre>a &lt; b</pre>",
        "<pre>&lt;b&gt;1&lt;/b&gt;</pre>",
    ]


def test_a_picture_of_an_own_cell_is_shown():
    picture = new_output("display_data", data={"image/png": PIXEL, "text/plain": "<Axes>"})
    (section,) = sections(code([picture]))
    assert [block.kind for block in section.blocks] == ["image"]


def test_a_base_is_not_parted_at_the_end_of_a_line():
    (section,) = sections(code([shown("text", "<p>NPS 12; n = 1,204</p>")]))
    assert section.blocks[0].html == "<p>NPS 12; n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}1,204</p>"
