import re

import pytest

from cxkit.findings import Missing
from cxkit.maturity import (
    analyse,
    checklist_table,
    describe_components,
    describe_models,
    describe_profile,
    later_table,
    levels_table,
    plot_components,
    plot_models,
    plot_profile,
    profile_table,
    read_evidence_mix,
    read_maturity,
    steps_table,
)
from cxkit.maturity.evidence_mix import EvidenceMix
from cxkit.presentation import Style
from tests.maturity.made_ratings import COMPONENTS, VARIABLES, alike, assessment, rated
from tests.maturity.test_crosswalk_and_steps import OWN

WEAK = dict.fromkeys(COMPONENTS, (3, 3, 2)) | {"culture": (1, 2, 1)}
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


def of(language, *assessments, **more):
    client = rated(*assessments, **more)
    return analyse(client), client.engagement.words(language)


def style(words):
    return Style(words=words, accent="#0b4f6c", min_base=30)


def components(scores, **more):
    return assessment("seven_components", scores, **more)


# ---------------------------------------------------------------------- headlines
@LANGUAGES
def test_one_bottleneck_is_named_with_its_level(language):
    analysis, words = of(language, components(WEAK))
    expected = {
        "en": "Culture is the least developed component: level 1 of 5, Not developed",
        "es": "Cultura es el componente menos desarrollado: nivel 1 de 5, Sin desarrollo",
    }
    assert describe_components(analysis.components, words).headline == expected[language]


def test_two_bottlenecks_share_the_headline():
    analysis, words = of("en", components(WEAK | {"strategy": (1, 1, 1)}))
    headline = describe_components(analysis.components, words).headline
    assert headline.startswith("Strategy and Culture are the least developed components")


def test_many_bottlenecks_are_counted():
    scores = dict.fromkeys(COMPONENTS, (2, 2)) | {"culture": (3, 3)}
    analysis, words = of("es", components(scores))
    headline = describe_components(analysis.components, words).headline
    assert headline == "6 de 7 dimensiones están en el nivel más bajo, 2 de 5: Incipiente"


def test_where_all_is_alike_nothing_is_called_the_least_developed():
    analysis, words = of("en", alike("seven_components"))
    text = describe_components(analysis.components, words)
    assert "all that was rated stands at level 3 of 5" in text.headline
    assert "least" not in text.headline


def test_variables_hold_the_company_back():
    scores = dict.fromkeys(VARIABLES, (3, 3)) | {"cro": (2, 2)}
    analysis, words = of("en", assessment("six_phases", scores))
    headline = describe_profile(analysis.profiles[0], words).headline
    assert headline == "CRO holds the company back at level 2 of 6, Controlled"


def test_without_ratings_the_headline_counts_the_inputs():
    analysis, words = of("en")
    text = describe_components(analysis.components, words)
    assert "nothing has been rated yet; the folder holds 1 of 32 inputs" in text.headline
    assert "at least two people" in text.reading


# ----------------------------------------------------------------------- cautions
def reading(scores, language="en", **more):
    analysis, words = of(language, components(scores, **more))
    return describe_components(analysis.components, words).reading


def test_who_was_not_rated_alone_or_apart_is_said():
    text = reading(WEAK | {"strategy": (), "customers": (3,), "journeys": (1, 4, 3)})
    assert "Not rated: Strategy." in text
    assert "Rated by one person only: Customer understanding." in text
    assert "two or more levels apart, to be talked over: Experience design." in text


def test_one_person_who_rated_everything_is_said_once():
    text = reading(dict.fromkeys(COMPONENTS, (3,)) | {"culture": (1,)})
    assert "One person alone rated everything" in text
    assert "Rated by one person only" not in text


def test_evidence_is_counted():
    assert "21 of 21 ratings name their evidence." in reading(WEAK)
    assert "0 of 21 ratings name their evidence." in reading(WEAK, evidence=False)


def test_agreement_is_said_with_alpha_where_there_is_spread():
    # culture: one pair of three agrees; the six others: one pair of three each
    assert "Of all pairs of ratings, 33% are the same level (ordinal" in reading(WEAK)
    assert "100% are the same level." in reading(dict.fromkeys(COMPONENTS, (3, 3)))


def test_a_gate_is_explained():
    analysis, words = of("en", alike("five_levels", 4), charter=None)
    text = describe_profile(analysis.assessed[0], words)
    assert "The overall level stays at 2: level 3 needs a named person in charge" in text.reading


# -------------------------------------------------------------- takeaway and models
def test_the_takeaway_has_two_lines():
    six = dict.fromkeys(VARIABLES, (3, 3)) | {"cro": (2, 2)}
    analysis, words = of("en", components(WEAK), assessment("six_phases", six))
    assert read_maturity(analysis.assessed, words).split("\n") == [
        "What holds the company back: Culture (Seven components); CRO (Six phases).",
        "Overall level, that of the weakest dimension: Seven components 1 of 5; Six phases 2 of 6.",
    ]


def test_the_takeaway_says_so_where_nothing_lags():
    analysis, words = of("es", alike("seven_components"))
    assert read_maturity(analysis.assessed, words).startswith("Ninguna dimensión va por detrás")


def test_models_that_clash_are_named():
    analysis, words = of("en", alike("six_phases", 1), alike("three_levels", 3))
    text = describe_models(analysis.models, words)
    assert "“Six phases” sees the company further back than “Three levels”" in text.headline
    assert "Of 1 pairs of models, 0 meet" in text.reading or "0 meet" in text.reading
    assert "ours" in text.source


def test_models_that_agree_say_so():
    analysis, words = of("en", alike("six_phases", 3), alike("three_levels", 2))
    assert "about the same point" in describe_models(analysis.models, words).headline


def test_numbers_alone_are_the_first_phases():
    _, words = of("en")
    assert "add interviews" in read_evidence_mix(EvidenceMix(quantitative=2, qualitative=0), words)
    assert "add" not in read_evidence_mix(EvidenceMix(quantitative=0, qualitative=1), words)


# ------------------------------------------------------------------------- tables
def test_the_kits_own_wording_is_marked_and_the_sources_is_not():
    scores = dict.fromkeys(VARIABLES, (2, 2))
    analysis, words = of("en", assessment("six_phases", scores))
    table = steps_table(analysis.steps, words)
    rows = {row[0].split(" (")[0]: row for row in table.rows}
    ours = {name for name, row in rows.items() if row[-1].endswith(" *")}
    assert ours == {"Journey analysis", "Tools"}  # the silent cells of the third phase
    assert "Our wording" in table.note
    assert rows["CRO"][1] == "2\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}3"


def test_without_own_wording_nothing_is_said_of_it():
    analysis, words = of("en", alike("five_levels", 2))
    assert steps_table(analysis.steps, words).note == (
        "Until these steps are taken, the overall level does not rise."
    )


def test_the_table_of_levels_says_who_words_each():
    analysis, words = of("en", alike("six_phases", 6))
    table = levels_table(analysis.profiles[0], words)
    assert [row[3] for row in table.rows].count("our wording") == 5
    assert [row[3] for row in table.rows].count("implied by the article") == 1


def test_the_table_of_a_profile_has_base_spread_and_gap():
    analysis, words = of("en", components(WEAK | {"strategy": ()}, targets={"culture": 3}))
    rows = {row[0]: row for row in profile_table(analysis.components, words).rows}
    assert rows["Culture"][1:] == ["1", "1–2", "3", "close", "3", "3", "+2", "0 of 5"]
    assert rows["Strategy"][1:4] == ["–", "–", "0"]


def test_the_checklist_warns_of_ratings_it_does_not_carry():
    ratings = assessment("five_levels", {"level": (3, 3)}, checklist=[("governance", "no")])
    analysis, words = of("en", ratings)
    table = checklist_table(analysis.checklists[0], words)
    assert "The raters gave level 3: more than the checklist carries." in table.note
    assert table.rows[0][2] == "no"


# ------------------------------------------------------------------------ figures
def cells(ax):
    return {(round(p.get_x() + 0.47), round(p.get_y() + 0.44)): p for p in ax.patches}


def test_the_median_is_framed_and_the_target_named():
    analysis, words = of("en", components(WEAK, targets={"culture": 3, "strategy": 3}))
    ax = plot_components(analysis.components, style=style(words))
    framed = {place for place, patch in cells(ax).items() if patch.get_linewidth() > 1}
    assert framed == {(2, row) for row in range(6)} | {(0, 6)}
    written = {(round(t.get_position()[0]), round(t.get_position()[1])): t.get_text()
               for t in ax.texts if t.get_text() in {"target", "3 · target", "1", "3"}}  # fmt: skip
    assert written[(2, 6)] == "target"
    assert written[(2, 0)].replace("\n", " ") == "3 · target"
    assert written[(0, 6)] == "1"
    assert ax.get_xticklabels()[0].get_text().startswith("1\n")
    assert ax.get_yticklabels()[-1].get_text() == "Culture"


def test_a_row_without_ratings_is_hatched_and_counts_its_inputs():
    analysis, words = of("en")
    ax = plot_components(analysis.components, style=style(words))
    assert all(patch.get_hatch() for patch in ax.patches)
    assert "not rated\n1 of 5 inputs" in [text.get_text() for text in ax.texts]


@LANGUAGES
@pytest.mark.parametrize("kind", ["rated", "unrated", "own"])
def test_no_text_of_a_figure_is_cut_or_leaves_it(language, kind):
    ratings = {
        "rated": [components(WEAK, targets=dict.fromkeys(COMPONENTS, 4)), alike("six_phases")],
        "unrated": [],
        "own": [assessment("house", {"people": (1,), "money": (2,)}), alike("six_phases")],
    }[kind]
    analysis, words = of(language, *ratings, models=[OWN])
    drawn = [plot_components(analysis.components, style=style(words))]
    if not isinstance(analysis.profiles, Missing):
        drawn += [plot_profile(item, style=style(words)) for item in analysis.profiles]
    if not isinstance(analysis.models, Missing):
        drawn.append(plot_models(analysis.models, style=style(words)))
    assert len(drawn) == (1 if kind == "unrated" else 3 + (kind == "own"))
    for ax in drawn:
        figure = ax.get_figure()
        figure.draw_without_rendering()
        page = figure.bbox
        for text in [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()]:
            assert "…" not in text.get_text()
            assert text.get_fontsize() >= 8
            if text.get_text():
                box = text.get_window_extent()
                assert box.x0 >= page.x0 - 1, text.get_text()
                assert box.x1 <= page.x1 + 1, text.get_text()


@LANGUAGES
def test_every_sentence_is_filled_in_both_languages(language):
    ratings = [
        components(WEAK | {"strategy": (), "journeys": (2,)}, targets={"culture": 3}),
        assessment("six_phases", dict.fromkeys(VARIABLES, (1, 2, 4))),
        assessment("five_levels", {"level": (4,)}, checklist=[("policies", "partly")]),
    ]
    analysis, words = of(language, *ratings, charter=None)
    said = [read_maturity(analysis.assessed, words)]
    texts = [describe_profile(item, words) for item in analysis.assessed]
    texts.append(describe_models(analysis.models, words))
    said += [getattr(text, name) for text in texts for name in text.__slots__]
    tables = [
        steps_table(analysis.steps, words),
        later_table(analysis.steps, words),
        profile_table(analysis.components, words),
        levels_table(analysis.components, words),
        checklist_table(analysis.checklists[0], words),
    ]
    for table in tables:
        said += [
            table.caption,
            table.note,
            *table.headings,
            *(c for row in table.rows for c in row),
        ]
        assert all(len(row) == len(table.headings) == len(table.numeric) for row in table.rows)
    assert not any(re.search(r"[{}]", text) for text in said)
    if language == "es":
        joined = " ".join(said)
        assert not re.search(r"\b(the|level|rater|rating|wording)\b", joined)


def test_the_takeaway_says_how_much_was_rated():
    scores = dict.fromkeys(COMPONENTS, ()) | {"culture": (1,), "strategy": (3,)}
    analysis, words = of("en", components(scores))
    assert read_maturity(analysis.assessed, words).startswith(
        "Lowest of what was rated: Culture (Seven components, 2 of 7 rated)."
    )


@pytest.mark.parametrize("low", [3, 4])
def test_other_models_too_say_how_much_was_rated(low):
    keys = VARIABLES[:-1]
    scores = (
        dict.fromkeys(VARIABLES, ()) | dict.fromkeys(keys, (3,)) | dict.fromkeys(keys[:low], (2,))
    )
    analysis, words = of("en", assessment("six_phases", scores))
    headline = describe_profile(analysis.profiles[0], words).headline
    assert "of the 6 " in headline
    assert "holds the company back" not in headline
