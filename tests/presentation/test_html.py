from cxkit.presentation import FigureText, KeyFigure, TextTable
from cxkit.presentation.html import (
    box_html,
    figure_foot_html,
    figure_head_html,
    key_figures_html,
    paragraph_html,
    table_html,
)

BAD = '<script>&"'
SAFE = "&lt;script&gt;&amp;&quot;"
TEXT = FigureText(headline=BAD, measure=BAD, reading=BAD, source=BAD, alt=BAD)


def test_a_table_has_caption_header_cells_and_row_headers():
    table = TextTable(
        caption="Scores", headings=["Group", "NPS"], rows=[["App", "12"]], numeric=[False, True]
    )
    assert table_html(table) == (
        '<table class="cx-table"><caption>Scores</caption><thead><tr><th scope="col">Group</th>'
        '<th scope="col" class="cx-number">NPS</th></tr></thead><tbody><tr>'
        '<th scope="row">App</th><td class="cx-number">12</td></tr></tbody></table>'
    )


def test_everything_of_a_client_is_escaped():
    table = TextTable(
        caption=BAD, headings=[BAD, BAD], rows=[[BAD, BAD]], numeric=[False, False], note=BAD
    )
    key = KeyFigure(label=BAD, value=BAD, detail=BAD, flag=BAD)
    for html, times in (
        (table_html(table), 6),
        (figure_head_html(TEXT), 2),
        (figure_foot_html(TEXT), 2),
        (key_figures_html([key]), 4),
        (paragraph_html(BAD), 1),
        (box_html(BAD, [BAD], kind="note"), 2),
    ):
        assert "<script" not in html
        assert html.count(SAFE) == times


def test_a_figure_without_reading_has_only_its_source():
    text = FigureText(headline="h", measure="m", reading="", source="s", alt="a")
    assert figure_foot_html(text) == '<p class="cx-source">s</p>'


def test_a_key_figure_without_flag_shows_none():
    assert "cx-flag" not in key_figures_html([KeyFigure(label="NPS", value="1", detail="n = 9")])
