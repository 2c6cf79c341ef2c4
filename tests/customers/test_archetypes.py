"""Stable types are found, levels are called levels, and noise gives none."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cxkit.customers import analyse, describe_archetypes, read_archetypes, stability_table
from cxkit.customers.archetypes import choose, common_direction
from cxkit.customers.portraits import portraits
from cxkit.customers.types_found import LEVEL
from cxkit.findings import Missing
from cxkit.scales import Scale
from cxkit.stats.clustering import StabilityOfK, adjusted_rand
from tests.customers.made import COLUMNS, ITEMS, made, needs, people

EN = made().engagement.words("en")


def client_with(rated, **more):
    return made(customers=pd.concat([people(len(rated)), rated], axis=1), **more)


@pytest.fixture(scope="module")
def types():
    rated, truth = needs()
    rated.iloc[::9, 2] = np.nan  # some leave an item blank
    return analyse(client_with(rated)), truth


@pytest.fixture(scope="module")
def levels():
    return analyse(client_with(needs(kind="levels")[0]))


@pytest.fixture(scope="module")
def noise():
    return analyse(client_with(needs(kind="halo")[0]))


def test_types_with_needs_of_their_own_are_found(types):
    analysis, truth = types
    found = analysis.archetypes
    assert found.outcome == "archetypes"
    assert found.chosen.k == 3
    assert adjusted_rand(truth, found.labels.to_numpy() - 1) > 0.9
    assert found.level < LEVEL
    assert (found.n, found.n_complete) == (300, 266)
    assert sum(cluster.n for cluster in found.clusters) == 300


def test_a_type_is_told_by_its_items_with_their_spread(types):
    found = types[0].archetypes
    for cluster in found.clusters:
        items = cluster.items.set_index("name")
        assert (items["difference"] > 1).sum() == 2
        assert (items["low"] < items["difference"]).all()
        assert (items["q1"] <= items["median"]).all()
        assert items["favourable"].between(0, 1).all()
        assert cluster.ci_low < cluster.share < cluster.ci_high


def test_the_order_of_the_rows_changes_nothing(types):
    rated, _ = needs()
    rated.iloc[::9, 2] = np.nan
    client = client_with(rated)
    frame = client.tables["customers"].frame.sample(frac=1, random_state=4)
    again = analyse(made(customers=frame)).archetypes
    first = types[0].archetypes
    assert again.trials == first.trials
    assert again.labels.sort_index().equals(first.labels.sort_index())


def test_a_split_by_general_level_is_no_archetype_and_called_so(levels):
    """Answers that only rise and fall together are what the draws without groups hold too."""
    found = levels.archetypes
    assert found.outcome == "none"
    assert found.level >= LEVEL
    assert "a split by general level" in read_archetypes(found, EN)
    assert isinstance(levels.portraits, Missing)


def test_groups_beyond_chance_that_differ_by_level_are_no_archetypes_either(types):
    found = replace(types[0].archetypes, outcome="level", level=0.9)
    text = describe_archetypes(found, EN)
    assert text.headline == "The ratings part customers by general level, not into archetypes"
    assert "not archetypes" in read_archetypes(found, EN)
    assert portraits(made(), found) is None


def test_answers_with_a_halo_alone_hold_no_archetypes(noise):
    found = noise.archetypes
    assert found.outcome == "none"
    assert found.clusters == ()
    assert describe_archetypes(found, EN).headline == "The ratings hold no stable archetypes"
    assert "chosen" not in str(stability_table(found, EN).rows)


def test_a_question_asked_the_other_way_round_is_turned(levels):
    rated, _ = needs(kind="levels")
    low_is_good = Scale(low=1, high=5, top_box=2, higher_is_better=False)
    for name in ITEMS[:3]:
        rated[name] = 6 - rated[name]
    columns = [replace(COLUMNS[name], scale=low_is_good) for name in ITEMS[:3]]
    found = analyse(client_with(rated, columns=columns)).archetypes
    assert found.trials == levels.archetypes.trials
    assert found.level == levels.archetypes.level


def test_one_common_direction_worked_by_hand():
    sizes = np.array([10, 10])
    assert common_direction(np.array([[1.0, 1.0], [-1.0, -1.0]]), sizes) == pytest.approx(1.0)
    assert common_direction(np.array([[1.0, -1.0], [-1.0, 1.0]]), sizes) == pytest.approx(0.0)
    assert common_direction(np.zeros((2, 2)), sizes) == 0.0


def trial(k, stability, p_value):
    return StabilityOfK(
        k=k, stability=stability, null_mean=0.3, null_high=0.5, p_value=p_value, p_tail=p_value
    )


def test_the_most_stable_number_that_beats_chance_is_chosen():
    trials = (trial(2, 0.95, 0.4), trial(3, 0.7, 0.02), trial(4, 0.8, 0.05), trial(5, 0.4, 0.01))
    assert choose(trials, confidence=0.95).k == 4
    assert choose(trials[:1], confidence=0.95) is None
    assert choose((trial(3, 0.45, 0.01),), confidence=0.95) is None


def spoiled():
    rated, _ = needs(80)
    yield "none rated", made(customers=people(80))
    yield "two items", client_with(rated[list(ITEMS[:2])])
    yield "one customer", client_with(rated.head(1))
    yield "no customer", client_with(rated.head(0))
    yield "too few", client_with(rated.head(40))
    yield "all equal", client_with(rated * 0 + 3)
    yield "all missing", client_with(rated * np.nan)
    yield "few complete", client_with(rated.mask(np.eye(80, 6, dtype=bool) | (rated > 3)))
    yield "nothing", made()


@pytest.mark.parametrize(("name", "client"), list(spoiled()))
def test_where_types_cannot_be_sought_it_says_what_is_needed(name, client):
    found = analyse(client).archetypes
    assert isinstance(found, Missing), name
    assert "rate" in found.need


def test_an_item_nobody_varies_in_is_left_out_and_named():
    rated, _ = needs()
    rated["trust"] = 4.0
    found = analyse(client_with(rated)).archetypes
    assert [column.name for column in found.left_out] == ["trust"]
    assert "Trust" in stability_table(found, EN).note


def test_attributes_of_the_answers_serve_where_customers_rated_nothing():
    rated, truth = needs()
    frame = pd.concat([people(300)[["customer_id"]], rated], axis=1)
    frame["ltr"] = 5.0
    twice = pd.concat([frame, frame], ignore_index=True)
    found = analyse(made(responses=twice)).archetypes
    assert (found.table, found.n) == ("responses", 300)
    assert adjusted_rand(truth, found.labels.sort_index().to_numpy() - 1) > 0.9
