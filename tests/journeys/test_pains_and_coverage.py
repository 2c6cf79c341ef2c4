import pandas as pd
import pytest

from cxkit.findings import Missing
from cxkit.journeys import analyse, findings
from cxkit.stats import wilson_interval
from tests.journeys.made_journeys import a_map, answers, events, journey, made, step

PAINS = [
    {"id": "P1", "text": "slow", "touchpoint": "a", "severity": 2, "frequency": 0.5, "reach": 0.9},
    {"id": "P2", "text": "rude", "touchpoint": "b", "severity": 5, "frequency": 0.5, "reach": 0.9},
    {"id": "P3", "text": "dear", "severity": 5},
]
INITIATIVES = [
    {"id": "I1", "name": "x", "pain_point": "P1"},
    {"id": "I2", "name": "y", "pain_point": "P2", "status": "stopped"},
    {"id": "I3", "name": "z", "pain_point": "P77"},
]
WORDS = made().engagement.words("en")


def pains(**parts):
    return analyse(made(journeys={"pain_points": PAINS}, **parts)).pains


def test_weight_is_severity_times_frequency_times_reach():
    found = pains()
    assert [line.pain.id for line in found.lines] == ["P2", "P1", "P3"]
    assert [line.weight for line in found.lines] == [pytest.approx(2.25), pytest.approx(0.9), None]


def test_measured_reach_goes_before_judged_reach():
    found = pains(events=events("ab", "a", "a", "a"))
    weights = {line.pain.id: line.weight for line in found.lines}
    assert weights == {"P1": 2 * 0.5 * 1.0, "P2": 5 * 0.5 * 0.25, "P3": None}
    reach = next(line.reach for line in found.lines if line.pain.id == "P2")
    assert (reach.count, reach.n, reach.unit, reach.table) == (1, 4, "cases", "events")
    assert (reach.low, reach.high) == pytest.approx(wilson_interval(1, 4))


def test_customers_are_counted_once_and_before_cases():
    frame = events("ab", "ab", "a").assign(customer_id=["x", "x", "x", "x", "y"])
    reach = analyse(made(events=frame)).reach
    assert (reach["b"].count, reach["b"].n, reach["b"].unit) == (1, 2, "customers")


def test_tickets_count_against_all_customers():
    tickets = pd.DataFrame({"customer_id": ["x", "x", "y"], "touchpoint": ["a", "a", "b"]})
    customers = pd.DataFrame({"customer_id": list("vwxyz")})
    reach = analyse(made(tickets=tickets, customers=customers)).reach
    assert (reach["a"].share, reach["a"].table) == (0.2, "tickets")
    assert analyse(made(tickets=tickets)).reach == {}  # of how many, nobody knows


def test_a_stopped_initiative_addresses_nothing():
    found = pains(initiatives=INITIATIVES)
    assert [line.pain.id for line in found.unaddressed] == ["P2", "P3"]
    client = made(journeys={"pain_points": PAINS}, initiatives=INITIATIVES)
    (finding,) = findings(analyse(client), WORDS)
    assert finding.key == "journeys.pains.unaddressed"
    assert finding.headline == "2 pain points have no initiative: “rude” and “dear”."
    assert (finding.touchpoint, finding.tone, finding.comparisons) == ("b", "bad", 0)
    assert analyse(client).unknown.addressed == ("P77",)


def test_where_no_initiatives_are_known_nothing_is_called_unaddressed():
    assert pains().unaddressed == ()
    assert findings(analyse(made(journeys={"pain_points": PAINS})), WORDS) == ()


# ------------------------------------------------------------------------- coverage
def covered(places, *frames, **more):
    listed = [{"name": name, "phase": phase} for name, phase in places.items()]
    frame = pd.concat(frames) if frames else None
    parts = {"responses": frame} if frame is not None else {}
    return analyse(made(journeys={"touchpoints": listed}, **parts, **more))


def test_a_touchpoint_is_measured_from_the_smallest_base_on():
    found = covered(
        {"a": "before", "b": "after"}, answers("a", 4, 29), answers("b", 4, 30)
    ).coverage
    assert [line.name for line in found.measured] == ["b"]
    assert len(found.mapped) == 2
    assert found.phases == ("after",)


def test_measurement_after_the_purchase_alone_is_a_finding():
    analysis = covered({"a": "before", "b": "after"}, answers("b", 4, 30))
    assert analysis.coverage.only_after
    (finding,) = findings(analysis, WORDS)
    assert finding.key == "journeys.coverage.only_after"
    both = covered({"a": "before", "b": "after"}, answers("a", 4, 30), answers("b", 4, 30))
    assert findings(both, WORDS) == ()


def test_touchpoints_of_the_data_that_no_map_names_are_told():
    found = covered({"a": "before"}, answers("a", 4, 30), events=events("axx", "x")).coverage
    assert [line.name for line in found.unmapped] == ["x"]
    assert found.unmapped[0].counts == {"responses": 0, "events": 3, "tickets": 0}


def test_without_a_map_all_touchpoints_of_the_data_are_shown():
    found = analyse(made(responses=answers("a", 4, 30))).coverage
    assert [line.name for line in found.mapped] == ["a"]
    assert found.unmapped == ()


def test_steps_lend_their_phase_to_touchpoints_that_nobody_listed():
    stages = [{"name": "x", "phase": "after", "steps": [step("1", "a")]}]
    found = analyse(made(journeys=journey(as_is=a_map(stages=stages)))).coverage
    assert [(line.name, line.phase) for line in found.lines] == [("a", "after")]


def test_nothing_at_all_is_missing():
    assert isinstance(analyse(made()).coverage, Missing)
    assert isinstance(analyse(made()).pains, Missing)
