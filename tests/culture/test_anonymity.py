"""Nothing that culture shows gives a hidden group away, in any form it takes."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxkit import culture
from cxkit.culture.protection import protect, published
from cxkit.culture.results import PulseBy
from cxkit.demo import DEMOS
from cxkit.findings import Missing
from cxkit.presentation import Style
from cxkit.stats.suppression import feasible_range
from tests.culture.made_staff import FOLDERS, Demo, analysed, made, survey

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    return Demo(FOLDERS / request.param)


def said(demo, language):
    """Return every text that culture shows of the survey: words, tables, axes, findings."""
    words = demo.client.engagement.words(language)
    style = Style(words=words, accent="#0b4f6c", min_base=30)
    by = demo.culture.by_unit
    texts = [
        repr(culture.describe_enps_by_unit(by, words)),
        repr(culture.describe_pulse(by, words)),
        repr(culture.pulse_table(by, words)),
        repr(culture.pulse_table(demo.culture.by_second_cut, words)),
        repr(culture.items_table(demo.culture.items, words)),
        repr(culture.key_figures(demo.culture, words)),
        culture.read_culture(demo.culture, words),
        culture.read_so_what(demo.culture, words),
        repr(culture.findings(demo.culture, words)),
    ]
    for plot in (culture.plot_enps_by_unit, culture.plot_pulse):
        ax = plot(by, style=style)
        labels = [*ax.get_yticklabels(), *ax.get_xticklabels(), *ax.texts]
        texts.append("\n".join(label.get_text() for label in labels))
    return "\n".join(texts)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_text_holds_the_base_or_the_score_of_a_hidden_unit(demo, language):
    frame = demo.client.tables["employees"].frame
    by = demo.culture.by_unit
    text = said(demo, language)
    shown = int(by.of("enps")["n"].sum())
    words = demo.client.engagement.words(language)
    for unit in by.hidden:
        name = by.column.group(unit, words)
        for line in text.splitlines():
            assert not re.search(rf"{re.escape(name)}[^;\n]{{0,12}}(n = |\d)", line), line
    pool = len(frame) - shown
    sizes = {int((frame["unit"] == unit).sum()) for unit in by.hidden}
    for number in {pool, *sizes}:
        assert not re.search(rf"n = {number}(?!\d)", text)


def test_what_is_published_leaves_every_hidden_unit_a_wide_range(demo):
    """The attacker knows every published count of both cuts and every empty combination."""
    staff = demo.culture.staff
    tables, kept = published(staff), protect(staff)
    shown = np.array(
        [not cut or group in kept.shown[cut] for cut, group in tables.names], dtype=bool
    )
    n = tables.layers[0].sum(axis=1)
    hidden = [row for row, name in zip(tables.membership, tables.names, strict=True)
              if name[0] and name[1] in kept.hidden[name[0]]]  # fmt: skip
    assert len(hidden) == 2
    for target in [*hidden, *np.eye(len(n), dtype=bool)[n < staff.anonymity_base]]:
        low, high = feasible_range(tables.membership[shown], n, target)
        assert high - low >= staff.anonymity_base
    for layer in tables.layers:
        if layer.shape[1] < 2:
            continue
        for target in hidden:  # nor may all of its people be known to answer alike
            for answer in range(layer.shape[1]):
                others = np.delete(layer, answer, axis=1).sum(axis=1)
                assert feasible_range(tables.membership[shown], others, target)[1] >= 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_committed_notebook_holds_no_hidden_count(language):
    text = (NOTEBOOKS / language / "07_culture.ipynb").read_text("utf-8")
    bank = Demo(FOLDERS / "demo_bank")
    frame = bank.client.tables["employees"].frame
    by = bank.culture.by_unit
    assert len(json.loads(text)["cells"]) > 20
    pool = len(frame) - int(by.of("enps")["n"].sum())
    sizes = {int((frame["unit"] == unit).sum()) for unit in by.hidden}
    for number in {pool, *sizes}:
        assert not re.search(rf"n = {number}\D", text)


def test_a_unit_of_one_is_not_shown_in_any_result():
    found = analysed(survey({"A": 40, "B": 30, "C": 1, "D": 12}))
    by = found.by_unit
    assert by.hidden == ("C", "D")
    assert set(by.table["group"]) == {"A", "B"}


def test_people_without_a_unit_are_protected_too():
    frame = survey({"A": 40, "B": 30, "D": 12})
    frame.loc[:1, "unit"] = None
    by = analysed(frame).by_unit
    assert by.hidden == ("D",)
    assert set(by.table["group"]) == {"A", "B"}


def test_a_unit_that_answers_alike_is_hidden():
    frame = survey({"A": 40, "B": 30, "C": 8, "D": 12})
    frame.loc[frame["unit"] == "C", "enps"] = 3.0
    by = analysed(frame).by_unit
    assert "C" in by.hidden
    assert len(by.hidden) == 2


def test_a_second_cut_that_would_give_a_small_group_away_is_hidden():
    frame = survey({"A": 40, "B": 30})
    # everybody of A and three people of B are "new": "new" less A would be those three
    frame["span"] = np.where(frame["unit"] == "A", "new", "old")
    frame.loc[frame[frame["unit"] == "B"].index[:3], "span"] = "new"
    found = analysed(frame)
    assert isinstance(found.by_unit, Missing) or isinstance(found.by_second_cut, Missing)


def test_two_units_of_which_one_is_small_show_neither():
    found = analysed(survey({"A": 40, "C": 3}).drop(columns="span"))
    assert isinstance(found.by_unit, Missing)
    assert "giving small ones away" in found.by_unit.need


def test_fewer_answers_than_the_base_show_nothing_at_all():
    assert isinstance(analysed(survey({"A": 4})).pulse, Missing)
    assert isinstance(analysed(survey({"A": 9}), base=10).pulse, Missing)


def test_all_answers_alike_are_not_shown_even_in_total():
    frame = survey({"A": 20, "B": 20})
    found = analysed(frame.assign(enps=10.0))
    assert found.pulse.enps is None
    assert isinstance(found.enps_by_unit, Missing)
    assert isinstance(found.by_unit, PulseBy)
    assert len(analysed(frame.assign(tools=5.0, decide=5.0)).pulse.dimensions) == 0


def test_a_question_that_few_answered_hides_its_whole_dimension():
    frame = survey({"A": 30, "B": 30})
    frame.loc[3:, "tools"] = np.nan
    found = analysed(frame)
    assert isinstance(found.items, Missing)


def rounds(joined):
    """Two rounds of 40 people; in the second so many are new, and nobody leaves."""
    first = survey({"A": 25, "B": 15}).assign(wave="1")
    second = survey({"A": 25, "B": 15 + joined}, seed=2).assign(wave="2")
    first["employee_id"] = [f"E{i}" for i in range(len(first))]
    second["employee_id"] = [f"E{i}" for i in range(len(second))]
    return pd.concat([first, second], ignore_index=True)


def test_a_change_that_one_newcomer_makes_is_not_shown():
    assert isinstance(analysed(rounds(1)).change, Missing)
    shown = analysed(rounds(6)).change
    assert (shown.first.n, shown.second.n) == (40, 46)


def test_only_the_latest_round_counts_so_that_nobody_counts_twice():
    found = analysed(rounds(6))
    assert found.pulse.enps.n == 46


@pytest.mark.parametrize(
    ("n", "share", "hidden"), [(3, 0.5, True), (8, 1.0, True), (8, 0.5, False)]
)
def test_a_source_of_orientation_with_few_people_or_one_answer_is_hidden(n, share, hidden):
    recorded = {"orientation": [{"source": "exit_interviews", "n": n, "favourable": share}]}
    client = made(culture=recorded)
    (source,) = culture.analyse(client).cascade.sources
    assert source.hidden is hidden
    text = repr(
        culture.describe_cascade(culture.analyse(client).cascade, client.engagement.words())
    )
    assert (f"n = {n}" in text) is not hidden


def test_a_skill_that_few_people_rated_is_hidden():
    skills = [{"skill": "Maps", "person": f"P{i}", "level": 1 + i % 4} for i in range(6)]
    skills += [{"skill": "Data", "person": f"P{i}", "level": 1 + i % 4} for i in range(4)]
    client = made(culture={"skills": skills})
    maps, data = culture.analyse(client).skills
    assert (maps.n, maps.median, maps.hidden) == (6, 2.0, False)
    assert (data.n, data.hidden) == (0, True)
    rows = culture.skills_table((maps, data), client.engagement.words()).rows
    assert rows[1][1:] == ["not shown", "–", "–"]
