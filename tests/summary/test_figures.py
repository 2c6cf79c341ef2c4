"""What the figures of chain, priorities and roadmap show, and that nothing is cut off."""

import itertools
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from cxkit.intake import read_client
from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.presentation.theme import HEIGHT, SMALLEST
from cxkit.summary import (
    chain_of,
    plot_chain,
    plot_priorities,
    plot_roadmap,
    priorities,
    roadmap_of,
)
from cxkit.summary.chain_layout import MOST, lay_out
from tests.summary.made_clients import client, initiative, kpi, pain

FOLDERS = Path(__file__).parents[2] / "client_data"
LONG = "Una iniciativa de nombre tan largo que no cabe en ninguna parte del dibujo sin cortarla"


def style(language="es"):
    return Style(words=Words(language, region="es_MX"), accent="#0b4f6c", min_base=30)


def crowd(count):
    plans = [
        initiative(
            f"I{n}",
            name=LONG,
            pain_point=f"P{n % 7}",
            kpi=f"K{n % 9}",
            owner=LONG,
            benefit=n * 1e5,
            start=f"2026-{n % 12 + 1:02}-01",
            end="2027-03-01",
            depends_on=f"I{n - 1}" if n else None,
            customer_impact=n % 5 + 1,
            effort=5 - n % 5,
        )
        for n in range(count)
    ]
    pains = [pain(f"P{n}", text=LONG, severity=n % 5 + 1) for n in range(7)]
    return client(plans, pains=pains, kpis=[kpi(f"K{n}", name=LONG) for n in range(9)])


@pytest.fixture(params=["demo", "crowd", "one"], scope="module")
def held(request):
    if request.param == "demo":
        return read_client(FOLDERS / "demo_telecom")
    return crowd(40) if request.param == "crowd" else crowd(2)


def plots(held):
    found = chain_of(held)
    return [
        plot_chain(found, style=style()),
        plot_priorities(priorities(held, found), style=style()),
        plot_roadmap(roadmap_of(held), style=style()),
    ]


def test_no_text_is_clipped_or_too_small(held):
    for ax in plots(held):
        figure = ax.figure
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        assert figure.get_size_inches()[1] <= HEIGHT
        frame = figure.bbox
        ticks = [*ax.get_yticklabels(), *ax.get_xticklabels()] if ax.axison else []
        for text in [*ax.texts, *ticks]:
            if not text.get_text():
                continue
            assert text.get_fontsize() >= SMALLEST
            box = text.get_window_extent(canvas.get_renderer())
            assert box.x0 >= frame.x0 - 1, text.get_text()
            assert box.x1 <= frame.x1 + 1, text.get_text()


def test_boxes_of_the_chain_never_overlap(held):
    drawing = lay_out(chain_of(held), style().words)
    for column in range(5):
        boxes = sorted((b for b in drawing.boxes.values() if b.column == column), key=lambda b: b.y)
        for upper, lower in itertools.pairwise(boxes):
            assert upper.y + upper.height / 2 <= lower.y - lower.height / 2 + 1e-6
        for box in boxes:
            assert box.y - box.height / 2 >= -1e-6
            assert box.y + box.height / 2 <= drawing.height + 1e-6


def test_more_initiatives_than_fit_are_counted():
    drawing = lay_out(chain_of(crowd(40)), style().words)
    assert drawing.left_out == 40 - MOST
    assert "initiative:I39" in drawing.boxes  # most money
    assert "initiative:I0" not in drawing.boxes


def test_a_broken_link_is_dashed_and_signed():
    ax = plot_chain(chain_of(client([initiative(pain_point="P9", owner=None)])), style=style("en"))
    said = [text.get_text() for text in ax.texts]
    assert "✗ no owner" in said
    assert "✗ not in journeys.yml" in " ".join(said)
    dashed = [patch for patch in ax.patches if patch.get_linestyle() not in ("solid", "-")]
    assert len(dashed) >= 3  # the initiative, what it treats, and the link between them


def test_the_roadmap_marks_the_date_of_the_data():
    ax = plot_roadmap(roadmap_of(crowd(3)), style=style("en"))
    assert any(text.get_text() == "data as of 31 December 2025" for text in ax.texts)
    low, high = ax.get_xlim()
    assert all(low <= tick <= high for tick in ax.get_xticks())


def test_priorities_are_bars_from_zero_the_best_on_top():
    held = crowd(6)
    found = priorities(held, chain_of(held))
    ax = plot_priorities(found, style=style("en"))
    assert all(patch.get_x() == 0 for patch in ax.patches)
    assert next(bar.get_width() for bar in ax.patches) == pytest.approx(found.rows[0].top)
    assert ax.yaxis_inverted()


def test_owners_of_a_usual_length_are_written_out_on_the_roadmap():
    owner = "Gerencia de Atención al Cliente"
    plans = [
        initiative(f"I{n}", owner=owner, start=f"2026-{n + 1:02}-01", end=f"2026-{n + 4:02}-01")
        for n in range(6)
    ]
    ax = plot_roadmap(roadmap_of(client(plans)), style=style())
    assert sum(owner in text.get_text().replace("\n", " ") for text in ax.texts) == 6
