import base64
import hashlib
import re

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from cxkit.client import Client
from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Editorial, Judgements
from cxkit.errors import CxkitError, ReportError
from cxkit.reports.export_html import css_text, export_html

HOSTILE = '</style><script>alert(1)</script> "&\\'


def client(editorial=None, **more):
    engagement = {
        "name": "Acme",
        "region": "en_GB",
        "languages": ["en", "es"],
        "currency": "GBP",
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
        **more,
    }
    return Client(
        slug="acme",
        engagement=Engagement.model_validate(engagement),
        tables={},
        judgements=Judgements(
            editorial=Editorial.model_validate(editorial) if editorial is not None else None
        ),
        notes=(),
        files=(),
    )


NOTEBOOK = new_notebook(
    cells=[
        new_markdown_cell(
            "# Perception\n\n## Where?", metadata={"cxkit": {"section": "perception"}}
        )
    ]
)
SIGNED = {"name": "Ana Ejemplo", "role": "Partner", "date": "2026-01-31"}


def page(made, tmp_path, *, language="en"):
    return export_html(NOTEBOOK, made, made.engagement.words(language), folder=tmp_path)


def test_without_editorial_the_report_is_a_draft_on_screen_and_on_every_printed_page(tmp_path):
    html = page(client(), tmp_path)
    assert '<p class="mark-draft">DRAFT</p>' in html
    assert '<p class="flag-draft">DRAFT</p>' in html
    assert '@top-right { content: "DRAFT"' in html


def test_a_final_report_carries_no_draft_mark_and_says_who_signed(tmp_path):
    html = page(client({"status": "final", "sign_off": SIGNED}), tmp_path)
    assert "DRAFT" not in html
    assert "Ana Ejemplo on 31 January 2026" in html


def test_the_letter_has_paragraphs_and_a_signature(tmp_path):
    html = page(client({"letter": "First.\n\nSecond <b>.", "sign_off": SIGNED}), tmp_path)
    assert "<p>First.</p>" in html
    assert "<p>Second &lt;b&gt;.</p>" in html
    assert '<p class="letter-sign">Ana Ejemplo, Partner</p>' in html
    assert '<a href="#letter">' in html


def test_no_letter_no_heading_for_it(tmp_path):
    assert "#letter" not in page(client(), tmp_path)


def test_a_comment_stands_right_after_the_title_of_its_section(tmp_path):
    html = page(client({"comments": {"perception": "Seen <with> care.\n\nTwice."}}), tmp_path)
    title = html.index("</h2>", html.index('id="s-perception-h"'))
    comment = html.index("Seen &lt;with&gt; care.")
    assert title < comment < html.index("Twice.") < html.index('id="s-perception-1-where"')


def test_a_text_in_the_other_language_only_is_marked(tmp_path):
    html = page(client({"comments": {"perception": {"es": "Hola."}}}), tmp_path)
    assert "Hola. [in Spanish]" in html


def test_a_plain_text_is_in_the_first_language_of_the_engagement(tmp_path):
    made = client({"letter": "Estimado cliente"}, languages=["es", "en"])
    assert "Estimado cliente [in Spanish]" in page(made, tmp_path)


def test_hostile_names_are_text_everywhere(tmp_path):
    made = client(
        {"letter": HOSTILE, "comments": {"perception": HOSTILE}, "sign_off": SIGNED},
        name=HOSTILE,
        industry=HOSTILE,
        consultant=HOSTILE,
        report={"title": HOSTILE, "confidentiality": HOSTILE},
    )
    html = page(made, tmp_path)
    assert "<script>alert" not in html
    assert html.count("</style>") == 1
    assert html.count("<script>") == html.count("</script>") == 1


def test_the_policy_allows_the_pages_own_script_and_nothing_from_outside(tmp_path):
    html = page(client(), tmp_path)
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in html
    assert f"; script-src 'sha256-{digest}';" in html
    assert re.findall(r"https?://", html) == []


def test_the_footer_names_the_client_and_page_of_pages_in_both_languages(tmp_path):
    made = client(report={"title": "Review"})
    assert 'content: "Acme \\b7  Review"' in page(made, tmp_path)
    assert 'content: "Page " counter(page) " of " counter(pages)' in page(made, tmp_path)
    assert 'lang="es"' in page(made, tmp_path, language="es")
    assert "counter(pages)" in page(made, tmp_path, language="es")


@pytest.mark.parametrize("text", ['"', "</style>", "\\", "a\nb", "ñ", "'; x {", "日本"])
def test_css_text_keeps_only_harmless_letters(text):
    inner = css_text(text)[1:-1]
    assert re.fullmatch(r"(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*", inner)


def test_a_bright_brand_colour_is_darkened(tmp_path):
    html = page(client(brand={"color": "#ffee00"}), tmp_path)
    assert "--accent: #ffee00" not in html
    assert "--accent: #" in html


def test_the_logo_travels_inside_the_page(tmp_path):
    (tmp_path / "logo.png").write_bytes(b"picture")
    html = page(client(brand={"logo": "logo.png"}), tmp_path)
    assert f"data:image/png;base64,{base64.b64encode(b'picture').decode()}" in html


def test_a_logo_of_another_kind_is_refused(tmp_path):
    (tmp_path / "logo.pdf").write_bytes(b"%PDF")
    with pytest.raises(ReportError) as caught:
        page(client(brand={"logo": "logo.pdf"}), tmp_path)
    assert caught.value.problems[0].rule == "logo-type"


def test_a_logo_outside_the_client_folder_is_refused(tmp_path):
    with pytest.raises(CxkitError):
        page(client(brand={"logo": "../logo.png"}), tmp_path)
