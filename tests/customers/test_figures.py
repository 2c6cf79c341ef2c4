"""What the figures show: labels, limits and marks on the axes."""

from dataclasses import replace

import pandas as pd
import pytest

from cxkit.customers import (
    analyse,
    describe_archetypes,
    describe_effects,
    describe_leaving,
    key_figures,
    plot_archetypes,
    plot_effects,
    plot_leaving,
    plot_stability,
    read_segments,
    read_takeaway,
    segments_table,
)
from cxkit.presentation import Style
from cxkit.presentation.show import render_png
from cxkit.presentation.theme import GREY
from tests.customers.made import ITEMS, answers_of, made, needs, people

ACCENT = "#0b4f6c"
LANGUAGES = ("en", "es")


def style(language="en"):
    words = made().engagement.words(language)
    return Style(words=words, accent=ACCENT, min_base=30)


@pytest.fixture(scope="module")
def analysis():
    customers = people(300, revenue=[400.0 if i % 4 == 0 else 50.0 + i % 9 for i in range(300)])
    rated = needs()[0]
    customers = pd.concat([customers, rated], axis=1)
    return analyse(made(customers=customers, responses=answers_of(customers.head(260), lift=3)))


def labels(ax, axis="y"):
    ticks = ax.get_yticklabels() if axis == "y" else ax.get_xticklabels()
    return [tick.get_text().replace("\n", " ") for tick in ticks]


def test_effects_show_base_interval_and_what_matters(analysis):
    ax = plot_effects(analysis.effects, style=style())
    assert labels(ax)[-1] == "Plan, recommendation (n = 260)"
    colors = {line.get_color() for line in ax.get_lines() if line.get_marker() == "D"}
    assert colors == {ACCENT}
    low, high = ax.get_xlim()
    assert low < 0.0 < max(e.result.ci_high for e in analysis.effects.effects) <= high <= 1.0
    render_png(ax)


def test_archetypes_show_shares_and_mark_what_stands_out(analysis):
    ax = plot_archetypes(analysis.archetypes, style=style())
    assert sorted(labels(ax)) == sorted(item.capitalize() for item in ITEMS)
    assert all("n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}100" in text for text in labels(ax, "x"))
    texts = [text for text in ax.texts if text.get_text().endswith("%")]
    assert len(texts) == 18
    assert sum(text.get_fontweight() == "bold" for text in texts) == 6
    render_png(ax)


def test_where_there_are_no_archetypes_the_test_is_drawn(analysis):
    none = replace(analysis.archetypes, outcome="none", clusters=(), chosen=None)
    for found in (none, analysis.archetypes):
        ax = plot_stability(found, style=style())
        assert labels(ax)[-1].startswith("2 groups")
        assert ax.get_xlim()[1] > 1.0
    drawn = plot_archetypes(none, style=style())
    assert {line.get_color() for line in drawn.get_lines()} == {GREY}


def test_leaving_shows_the_groups_that_differ_most(analysis):
    ax = plot_leaving(analysis.leaving, style=style())
    assert len(labels(ax)) == 4
    assert any(text.startswith("Zone: ") for text in labels(ax))
    assert ax.get_xlim()[0] == 0
    render_png(ax)


def test_leaving_without_groups_shows_all_customers():
    customers = people(50).drop(columns=["plan", "zone"])
    found = analyse(made(customers=customers)).leaving
    assert labels(plot_leaving(found, style=style())) == ["All customers (n = 50)"]
    assert "no group" in describe_leaving(found, style().words).headline


def test_words_hold_the_values(analysis):
    words = style().words
    text = describe_effects(analysis.effects, words)
    assert text.headline.startswith("“Plan” explains most: ")
    assert "the latest answer of each customer" in text.measure
    assert "10 January 2026" in text.measure
    assert read_segments(analysis.segments, words).startswith(
        "Gold (plan) is 25% of the customers and 71% of the revenue (95% interval "
    )
    figures = key_figures(analysis, words)
    assert [item.value for item in figures][:2] == ["300", "13%"]
    table = segments_table(analysis.segments, words)
    assert all(len(row) == len(table.headings) == len(table.numeric) for row in table.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_said_in_both_languages(analysis, language):
    words = style(language).words
    opening = read_takeaway(analysis, words).split("\n")
    assert len(opening) == 2
    assert ("explains" in opening[0]) == (language == "en")
    assert ("arquetipos estables" in opening[1]) == (language == "es")
    for text in (
        describe_effects(analysis.effects, words),
        describe_archetypes(analysis.archetypes, words),
        describe_leaving(analysis.leaving, words),
    ):
        assert all((text.headline, text.measure, text.reading, text.source, text.alt))


def test_the_takeaway_says_when_nothing_is_known():
    words = style().words
    assert "segments and ratings are missing" in read_takeaway(analyse(made()), words)
    assert key_figures(analyse(made()), words) == []


def test_an_idle_segmentation_is_named():
    customers = people(900)
    effects = analyse(made(customers=customers, responses=answers_of(customers, lift=2))).effects
    kept = [e for e in effects.effects if e.question == "ltr"]
    idle = tuple(replace(e, verdict="none") if e.column.name == "zone" else e for e in kept)
    text = describe_effects(replace(effects, effects=idle), style().words)
    assert text.reading.startswith("Too little to matter: Zone.")
    alone = tuple(replace(e, verdict="none") for e in kept)
    silent = describe_effects(replace(effects, effects=alone), style().words)
    assert silent.headline == "No segmentation explains a part of the experience that matters"
    assert "still be clear in the section on perception" in silent.reading
    assert "journey of its own" in silent.reading
    assert "journey" not in text.reading
    unknown = tuple(replace(e, verdict="unknown") for e in kept)
    open_end = describe_effects(replace(effects, effects=unknown), style().words)
    assert "cannot be told" in open_end.headline
