"""What remains after all comparisons of the section, on made clients."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cxkit.customers import analyse, findings
from cxkit.findings import error_rate
from tests.customers.made import answers_of, made, needs, people

EN = made().engagement.words("en")


def found(client):
    return {item.key: item for item in findings(analyse(client), EN)}


def test_a_segmentation_that_matters_is_a_finding_with_its_base():
    customers = people(800)
    item = found(made(customers=customers, responses=answers_of(customers, lift=3)))
    finding = item["customers.segments.plan"]
    assert finding.headline.startswith("“Plan” matters for the experience: it explains ")
    assert finding.certainty == "clear"
    assert finding.comparisons == 4 + 4  # two segmentations by two questions, four groups left
    assert finding.evidence.n == 800
    assert 0 < finding.size < 1


@pytest.fixture(scope="module")
def types():
    return analyse(made(customers=pd.concat([people(300), needs()[0]], axis=1)))


@pytest.mark.parametrize(("p", "certainty"), [(1e-6, "clear"), (0.004, "indicative")])
def test_archetypes_are_as_certain_as_the_whole_family_allows(types, p, certainty):
    """Five comparisons: archetypes, two plans as one, three zones; the limit is 0.005."""
    known = types.archetypes
    analysis = analyse(types.client)
    analysis.__dict__["archetypes"] = replace(known, chosen=replace(known.chosen, p_tail=p))
    (finding,) = findings(analysis, EN)
    assert finding.headline == "Customers form 3 stable archetypes with needs of their own."
    assert (finding.certainty, finding.comparisons) == (certainty, 5)


def test_archetypes_that_chance_may_give_are_no_finding(types):
    known = types.archetypes
    for changed in (
        replace(known, chosen=replace(known.chosen, p_tail=0.02)),
        replace(known, outcome="level", chosen=replace(known.chosen, p_tail=1e-9)),
        replace(known, outcome="none", chosen=None),
    ):
        analysis = analyse(types.client)
        analysis.__dict__["archetypes"] = changed
        assert findings(analysis, EN) == ()


def test_the_group_that_left_more_is_a_finding():
    customers = people(800)
    customers["churned"] = pd.array(
        np.where(customers["plan"] == "Gold", np.arange(800) % 8 < 4, np.arange(800) % 10 == 1),
        dtype="boolean",
    )
    finding = found(made(customers=customers))["customers.left.plan"]
    assert finding.tone == "bad"
    assert finding.headline.startswith("Gold (plan) left more often: ")
    assert finding.reach == 0.25


def test_silent_customers_of_little_value_are_a_finding():
    spent = np.where(np.arange(600) < 400, 300.0, 100.0) + np.arange(600) % 5
    customers = people(600, revenue=spent)
    finding = found(made(customers=customers, responses=answers_of(customers.head(400))))
    assert "less" in finding["customers.silent.value"].headline
    assert finding["customers.silent.value"].money is None


@pytest.mark.parametrize("client", [made(), made(customers=people(3))])
def test_nothing_known_is_no_finding(client):
    assert found(client) == {}


def test_of_60_clients_of_noise_hardly_any_yields_a_finding():
    """Each may at error_rate, 0.5 %: two or more of 60 would come up with a chance of 0.04."""
    assert error_rate("customers", 0.95) <= 0.01
    false = 0
    for seed in range(60):
        customers = people(240, seed=seed)
        responses = answers_of(customers.sample(200, random_state=seed), seed=seed + 100)
        false += bool(found(made(customers=customers, responses=responses)))
    assert false <= 1
