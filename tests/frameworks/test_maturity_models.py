from collections import Counter

import pytest
from pydantic import ValidationError

from cxkit.frameworks.maturity_model import KIT, MaturityModel, kit_models

SIX = [
    "responsibilities",
    "kpis",
    "journey_analysis",
    "cro",
    "personalisation",
    "integration",
    "tools",
]
SEVEN = [
    "strategy",
    "customers",
    "journeys",
    "perception",
    "economics",
    "governance",
    "culture",
]
GRID = {
    # what the source says by phase: stated, implied or silent
    "Initial": "sss--ss",
    "Controlled": "sississ",
    "Defined": "ss-ssi-",
    "Strategic": "sss-ss-",
    "Optimised": "ss-ssis",
    "Disruptive": "s-----i",
}
MARK = {"s": "article", "i": "implied", "-": "kit"}
CROSSWALK = {
    # concepts 1.8c: phase of the six, levels of five, levels of three
    1: ({1, 2}, {1}),
    2: ({2}, {1}),
    3: ({3}, {2}),
    4: ({3, 4}, {2, 3}),
    5: ({4}, {3}),
    6: ({5}, {3}),
}


def texts(model):
    yield from (model.name, model.about)
    yield from (level.name for level in model.levels)
    for item in model.dimensions:
        yield item.name
        for cell in item.levels:
            yield cell.text
            if cell.next is not None:
                yield cell.next
    yield from (gate.text for gate in model.gates)
    yield from (item.text for item in model.checklist)


def small(**more):
    cells = [{"text": "a", "next": "b"}, {"text": "b"}]
    return {
        "key": "own",
        "name": "Own",
        "levels": [{"name": "low"}, {"name": "high"}],
        "dimensions": [{"key": "one", "name": "One", "levels": cells}],
        **more,
    }


def test_the_kit_has_four_models_in_their_order():
    assert tuple(kit_models()) == KIT
    assert [model.key for model in kit_models().values()] == list(KIT)
    assert [model.last for model in kit_models().values()] == [5, 6, 5, 3]
    assert [item.key for item in kit_models()["six_phases"].dimensions] == SIX
    assert [item.key for item in kit_models()["seven_components"].dimensions] == SEVEN


def test_the_grid_says_of_every_cell_whether_the_source_states_it():
    six = kit_models()["six_phases"]
    for place, level in enumerate(six.levels):
        sources = [item.levels[place].source for item in six.dimensions]
        assert sources == [MARK[mark] for mark in GRID[level.name.en]], level.name.en
    counted = Counter(cell.source for item in six.dimensions for cell in item.levels)
    assert counted == {"article": 25, "implied": 5, "kit": 12}


def test_every_level_of_the_seven_components_is_the_kits_own_wording():
    seven = kit_models()["seven_components"]
    assert {cell.source for item in seven.dimensions for cell in item.levels} == {"kit"}


@pytest.mark.parametrize("key", KIT)
def test_every_text_is_there_in_both_languages(key):
    for text in texts(kit_models()[key]):
        assert text.es
        assert text.en
        assert not text.plain
    sentences = [cell.text for item in kit_models()[key].dimensions for cell in item.levels]
    assert all(text.es != text.en for text in sentences)
    assert len({text.es for text in sentences}) == len(sentences)


@pytest.mark.parametrize("key", KIT)
def test_every_level_but_the_last_says_what_comes_next(key):
    for item in kit_models()[key].dimensions:
        assert [cell.next is None for cell in item.levels] == [
            place == len(item.levels) - 1 for place in range(len(item.levels))
        ]


def test_the_crosswalk_is_the_one_of_the_sources():
    phases = [level.phases for level in kit_models()["six_phases"].levels]
    assert phases == [(1,), (2,), (3,), (4,), (5,), (6,)]
    for column, key in enumerate(("five_levels", "three_levels")):
        levels = kit_models()[key].levels
        for phase, expected in CROSSWALK.items():
            there = {place for place, level in enumerate(levels, 1) if phase in level.phases}
            assert there == expected[column], (key, phase)


def test_a_leader_is_asked_for_from_the_third_phase_on():
    rule = kit_models()["six_phases"].gates[0]
    assert rule.level == 3
    assert {need.record or (need.dimension, need.level) for need in rule.needs} == {
        "charter.leader",
        ("responsibilities", 3),
    }


def test_the_checklists_hold_what_the_levels_name():
    tools = {item.key for item in kit_models()["six_phases"].checklist if item.dimension == "tools"}
    assert {"custom_dimensions", "custom_metrics", "email_automation"} <= tools
    five = {item.level for item in kit_models()["five_levels"].checklist}
    assert five == {1, 2, 3, 4, 5}


def test_a_small_model_is_enough():
    model = MaturityModel.model_validate(small())
    assert model.last == 2
    assert model.dimension("one").levels[0].source == "own"
    assert model.dimension("two") is None


def gate(*needs, level=2):
    return {"gates": [{"key": "g", "level": level, "text": "x", "needs": list(needs)}]}


def item(**more):
    return {"checklist": [{"key": "a", "level": 1, "text": "x"} | more]}


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        (
            {"dimensions": [{"key": "one", "name": "One", "levels": [{"text": "a"}]}]},
            "levels_differ",
        ),
        ({"levels": [{"name": "only"}]}, "too_short"),
        (item(level=3), "level_beyond"),
        (item(dimension="zz"), "dimension_unknown"),
        (gate({"record": "kpis"}, level=3), "level_beyond"),
        (gate({"dimension": "zz", "level": 2}), "dimension_unknown"),
        (gate({}), "need_unclear"),
        (gate({"dimension": "one"}), "need_unclear"),
        (gate({"record": "kpis", "dimension": "one", "level": 1}), "need_unclear"),
        (gate({"record": "nonsense"}), "record_unknown"),
        (gate({"record": "charter.led"}), "record_unknown"),
        (gate({"record": "tables.nowhere"}), "record_unknown"),
        (gate({"record": "kpis.owner"}), "record_unknown"),
        (gate(), "too_short"),
        ({"levels": [{"name": "low", "phases": [7]}, {"name": "high"}]}, "less_than_equal"),
    ],
)
def test_a_model_that_does_not_fit_together_is_refused(more, rule):
    with pytest.raises(ValidationError) as raised:
        MaturityModel.model_validate(small(**more))
    assert rule in {item["type"] for item in raised.value.errors()}


@pytest.mark.parametrize("what", ["dimensions", "checklist", "gates"])
def test_keys_are_given_once(what):
    rows = {
        "dimensions": small()["dimensions"] * 2,
        "checklist": [{"key": "a", "level": 1, "text": "x"}] * 2,
        "gates": [{"key": "g", "level": 2, "text": "x", "needs": [{"record": "kpis"}]}] * 2,
    }
    with pytest.raises(ValidationError):
        MaturityModel.model_validate(small(**{what: rows[what]}))


@pytest.mark.parametrize("record", ["kpis", "charter.leader", "tables.responses", "listening.voc"])
def test_records_of_the_client_folder_are_known(record):
    model = MaturityModel.model_validate(small(**gate({"record": record})))
    assert model.gates[0].needs[0].record == record
