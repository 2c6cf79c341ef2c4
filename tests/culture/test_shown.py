"""Figures, tables and sentences: what stands on the axes, and both languages alike."""

import pytest
from matplotlib.colors import to_hex

from cxkit import culture
from cxkit.findings import Missing
from cxkit.presentation import Style
from cxkit.presentation.theme import BAD
from tests.culture.made_staff import FOLDERS, Demo, analysed, made, survey


@pytest.fixture(scope="module")
def bank():
    return Demo(FOLDERS / "demo_bank")


def style(client, language="en"):
    return Style(words=client.engagement.words(language), accent="#0b4f6c", min_base=30)


def ticks(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_enps_by_unit_is_sorted_on_the_whole_axis_and_marks_the_low_unit(bank):
    ax = culture.plot_enps_by_unit(bank.culture.enps_by_unit, style=style(bank.client))
    assert ax.get_xlim() == (-100, 100)
    assert ticks(ax)[0] == "Contact centre (n = 56)"
    assert len(ticks(ax)) == 4
    assert to_hex(ax.lines[0].get_markerfacecolor()) == BAD.lower()
    assert ax.lines[0].get_marker() == "v"


def test_hidden_units_are_hatched_rows_without_a_base(bank):
    ax = culture.plot_pulse(bank.culture.by_unit, style=style(bank.client))
    assert ticks(ax)[0] == "All employees"
    assert ticks(ax)[-2:] == ["CX office", "Products"]
    hatched = [patch for patch in ax.patches if patch.get_hatch()]
    assert len(hatched) == 2 * 4
    texts = [text.get_text() for text in ax.texts]
    assert texts.count("not shown") == 8
    assert sum(text.startswith("n = ") for text in texts) == 5
    framed = [patch for patch in ax.patches if patch.get_linewidth() > 1]
    assert len(framed) == 4


def test_the_training_figure_says_overdue_and_nobody(bank):
    ax = culture.plot_training(bank.culture.training, style=style(bank.client))
    assert ticks(ax)[-1] == "Marketing"
    texts = [text.get_text() for text in ax.texts]
    assert "0% of 25, overdue: 24" in texts
    assert "nobody of 53" in texts


def test_the_cascade_has_bars_for_levels_and_points_for_sources(bank):
    ax = culture.plot_cascade(bank.culture.cascade, style=style(bank.client))
    assert ax.get_xlim() == (0, 1)
    assert [round(bar.get_width(), 2) for bar in ax.patches] == [1.0, 0.7, 0.35]
    assert [round(float(line.get_xdata()[0]), 2) for line in ax.lines] == [0.52, 0.41, 0.73]
    hollow = [line.get_markerfacecolor() == "white" for line in ax.lines]
    assert hollow == [False, True, True]
    assert "Exit interviews (n = 17, indicative)" in ticks(ax)


def test_headlines_name_what_was_found(bank):
    by = bank.culture.by_unit
    assert culture.describe_enps_by_unit(by, bank.words).headline == (
        "Contact centre: eNPS 52 points below the rest"
    )
    assert culture.describe_pulse(by, bank.words).headline == (
        "Contact centre: below the rest in everything asked"
    )
    assert culture.describe_training(bank.culture.training, bank.words).headline == (
        "Never trained: Marketing. Overdue: Contact centre and Operations"
    )
    assert culture.describe_cascade(bank.culture.cascade, bank.words).headline == (
        "The vision has reached 35% at the last level recorded: Front line"
    )


def test_the_takeaway_is_two_lines(bank):
    lines = culture.read_culture(bank.culture, bank.words).split("\n")
    assert len(lines) == 2
    assert lines[0].endswith("Contact centre: eNPS 52 points below the rest.")
    assert lines[1].endswith("Works against customers: Productivity bonus.")


RESULTS = [
    ("by_unit", culture.pulse_table),
    ("by_second_cut", culture.pulse_table),
    ("items", culture.items_table),
    ("training", culture.training_table),
    ("schemes", culture.schemes_table),
    ("participation", culture.actions_table),
    ("ideas", culture.ideas_table),
    ("ideas", culture.innovation_table),
    ("skills", culture.skills_table),
]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("name", "make"), RESULTS)
def test_every_table_is_whole_in_both_languages(bank, language, name, make):
    table = make(getattr(bank.culture, name), bank.client.engagement.words(language))
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.headings)} == {len(table.numeric)}
    text = repr(table)
    assert "nan" not in text
    assert "{" not in text


def test_the_two_languages_differ_in_every_figure(bank):
    pairs = [
        (bank.culture.by_unit, culture.describe_enps_by_unit),
        (bank.culture.by_unit, culture.describe_pulse),
        (bank.culture.training, culture.describe_training),
        (bank.culture.cascade, culture.describe_cascade),
    ]
    for result, describe in pairs:
        texts = [describe(result, bank.client.engagement.words(code)) for code in ("en", "es")]
        for field in ("headline", "measure", "reading", "source", "alt"):
            assert getattr(texts[0], field) != getattr(texts[1], field)


def test_without_enps_the_dimensions_lead():
    client = made(survey({"A": 40, "B": 40}, low=("B",)).drop(columns=["enps", "span"]))
    found, words = culture.analyse(client), client.engagement.words("en")
    assert isinstance(found.enps_by_unit, Missing)
    assert culture.key_figures(found, words) == []
    assert culture.read_culture(found, words).startswith("Ability to serve: ")
    assert culture.describe_pulse(found.by_unit, words).headline == (
        "B: below the rest in Ability to serve"
    )
    (finding,) = culture.findings(found, words)
    assert "percentage points less favourable than the rest in Ability to serve" in finding.headline
    ax = culture.plot_pulse(found.by_unit, style=style(client))
    assert ticks(ax)[1:] == ["B", "Branches"]


def test_small_bases_say_that_they_are_indicative():
    client = made(survey({"A": 12, "B": 13}))
    found, words = culture.analyse(client), client.engagement.words("en")
    assert "indicative only" in culture.read_pulse(found.pulse, words)
    assert culture.key_figures(found, words)[0].flag == "indicative"
    texts = [text.get_text() for text in culture.plot_pulse(
        found.by_unit, style=style(client)).texts]  # fmt: skip
    assert any(text.endswith("(indicative)") for text in texts)


def test_nobody_hidden_is_said_too():
    found = analysed(survey({"A": 40, "B": 40}))
    assert culture.read_hidden(found.by_unit, made().engagement.words("en")) == (
        "Groups of fewer than 5 people are never shown; here every group is large enough."
    )


def test_where_nothing_was_compared_no_unit_is_called_alike():
    client = made(survey({"A": 8, "B": 7}).drop(columns=["span"]))
    found, words = culture.analyse(client), client.engagement.words("en")
    by = found.by_unit
    assert by.comparisons == 0
    for describe in (culture.describe_pulse, culture.describe_enps_by_unit):
        assert "could be compared with the rest" in describe(by, words).headline
    assert "comparisons" not in culture.pulse_table(by, words).note
    assert "0 comparisons" not in culture.describe_enps_by_unit(by, words).reading


def test_an_enps_clearly_below_0_calls_for_action():
    frame = survey({"A": 40, "B": 40}).assign(enps=[3.0, 6.0, 8.0, 2.0] * 20)
    client = made(frame)
    found, words = culture.analyse(client), client.engagement.words("en")
    (finding,) = [f for f in culture.findings(found, words) if f.key == "culture.enps.level"]
    assert (finding.tone, finding.certainty, finding.comparisons) == ("bad", "clear", 0)
    text = culture.read_so_what(found, words)
    assert text.startswith("More employees are critical of working here")
    assert "Nothing in this section" not in text
    fine = culture.analyse(made(frame.assign(enps=[3.0, 10.0, 8.0, 9.0] * 20)))
    assert not [f for f in culture.findings(fine, words) if f.key == "culture.enps.level"]
