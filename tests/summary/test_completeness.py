from dataclasses import replace

import pandas as pd
import pytest

from cxkit.client import Client, Table
from cxkit.engagement.judgements import Judgements, Strategy
from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.summary import completeness_of, describe_completeness, plot_completeness
from cxkit.summary.completeness import COMPONENTS, INPUTS
from tests.summary.made_clients import PLAN

EN, ES = Words("en"), Words("es", region="es_PE")


def made(tables=(), **judged):
    frames = {
        name: Table(name=name, frame=frame, columns={}) for name, frame in dict(tables).items()
    }
    return Client(slug="acme", engagement=PLAN, tables=frames, judgements=Judgements(**judged))


def inputs(client):
    return {item.component: item.present for item in completeness_of(client).components}


def test_an_empty_folder_has_nothing_for_any_component():
    found = completeness_of(made())
    assert [item.component for item in found.components] == list(COMPONENTS) == list(INPUTS)
    assert found.covered == ()
    assert {item.share for item in found.components} == {0.0}
    assert describe_completeness(found, EN).headline.startswith("Nothing is known yet about: Str")


def test_a_table_counts_for_every_component_that_draws_on_it():
    found = inputs(made({"customers": pd.DataFrame({"customer_id": ["A"]})}))
    assert found["customers"] == ("customers",)
    assert found["economics"] == ("customers",)
    assert found["culture"] == ()


def test_a_table_without_rows_counts_as_absent():
    assert inputs(made({"customers": pd.DataFrame({"customer_id": []})}))["customers"] == ()


def test_a_file_of_judgement_counts():
    assert inputs(made(strategy=Strategy()))["strategy"] == ("strategy.yml",)


@pytest.mark.parametrize("words", [EN, ES])
def test_the_meter_shows_every_input_by_name(words):
    found = completeness_of(made(strategy=Strategy()))
    ax = plot_completeness(found, style=Style(words=words, accent="#0b4f6c", min_base=30))
    assert len(ax.texts) == sum(len(names) for names in INPUTS.values())
    assert len(ax.get_yticklabels()) == len(COMPONENTS)
    filled = [patch for patch in ax.patches if patch.get_hatch() is None]
    assert len(filled) == 1
    assert "1" in ax.get_yticklabels()[0].get_text()


def test_all_inputs_are_all_components():
    found = completeness_of(made())
    whole = replace(
        found,
        components=tuple(
            replace(item, present=item.absent, absent=()) for item in found.components
        ),
    )
    assert describe_completeness(whole, EN).headline == ("The evidence covers all seven components")
