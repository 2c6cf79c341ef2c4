"""Fourteen rated touchpoints of an airline; reference facts computed by others."""

import numpy as np
import pytest

from cxkit.intake import check_client
from cxkit.perception import analyse

pytestmark = pytest.mark.real_data

MEANS = {
    **{"wifi": 2.8128, "schedule": 3.2179, "booking": 2.8897, "gate": 2.9771, "food": 3.2185},
    **{"boarding": 3.3456, "seat": 3.4492, "entertainment": 3.3583, "onboard": 3.3859},
    **{"legroom": 3.3665, "baggage": 3.6332, "checkin": 3.3142, "service": 3.6495},
    **{"cleanliness": 3.2865},
}
NOT_APPLICABLE = {
    **{"wifi": 813, "schedule": 1381, "booking": 1195, "food": 25, "boarding": 652},
    **{"entertainment": 4, "onboard": 2, "legroom": 126, "service": 2, "cleanliness": 2},
    **{"gate": 0, "seat": 0, "baggage": 0, "checkin": 0},
}
CORRELATIONS = {"boarding": 0.5649, "entertainment": 0.3988, "gate": -0.0166, "schedule": -0.0589}
PRINTED = {"abs": 5e-5}  # the facts print four decimals


@pytest.fixture(scope="module")
def airline(clients):
    return clients.read("airline_satisfaction")


def test_the_share_of_satisfied_passengers_and_its_interval(airline):
    result = analyse(airline).overall("csat").result
    assert result.n == 25976
    assert result.top_box == pytest.approx(0.438982, abs=5e-7)
    assert (result.ci_low, result.ci_high) == pytest.approx((0.4330, 0.4450), **PRINTED)


@pytest.mark.parametrize(
    ("column", "group", "share"),
    [
        ("travel", "Business travel", 0.5882),
        ("travel", "Personal Travel", 0.0999),
        ("cabin", "Business", 0.6952),
        ("cabin", "Eco", 0.1939),
        ("cabin", "Eco Plus", 0.2478),
        ("loyalty", "Loyal Customer", 0.4814),
        ("loyalty", "disloyal Customer", 0.2517),
    ],
)
def test_every_group_has_its_share(airline, column, group, share):
    table = analyse(airline).by(column, "csat").table.set_index("group")
    assert table.loc[group, "score"] == pytest.approx(share, **PRINTED)


def test_every_touchpoint_has_its_mean_with_zero_as_not_applicable(airline):
    table = analyse(airline).ratings.table.set_index("name")
    assert table["mean"].to_dict() == pytest.approx(MEANS, **PRINTED)
    assert table["n_missing"].to_dict() == NOT_APPLICABLE


def test_ratings_keep_their_correlation_with_satisfaction(airline):
    frame = airline.tables["responses"].frame
    found = {name: frame[name].corr(frame["csat"]) for name in CORRELATIONS}
    assert found == pytest.approx(CORRELATIONS, **PRINTED)


def test_a_delay_that_was_not_recorded_stays_blank(airline):
    assert airline.tables["responses"].frame["arrival_delay"].isna().sum() == 83


def test_the_column_without_heading_is_said(airline):
    assert [note.rule for note in airline.notes] == ["heading-blank"]


def test_zeros_not_declared_as_missing_are_refused_column_by_column(clients):
    folder = clients.folder("airline_satisfaction", ("        missing: [0]\n", ""))
    errors = check_client(folder).errors
    assert {problem.rule for problem in errors} == {"off-scale"}
    assert sorted(problem.count for problem in errors) == sorted(
        number for number in NOT_APPLICABLE.values() if number
    )
    assert all(problem.found == ("0",) and "missing:" in problem.remedy for problem in errors)


def test_online_boarding_weighs_most_in_satisfaction(airline):
    """23,863 answers are complete (a fact of the README); boarding leads by its correlation."""
    drivers = analyse(airline).drivers("csat")
    assert drivers.n == 23863
    assert drivers.first == ("boarding",)
    assert not drivers.leaks
    table = drivers.table.set_index("name")
    assert table.loc["gate", "importance"] < table.loc["boarding", "importance"] / 10
    assert drivers.r_squared == pytest.approx(_regression(airline), abs=1e-6)


def _regression(airline):
    """R² of an ordinary regression of satisfaction on the fourteen complete ratings."""
    table = airline.tables["responses"]
    names = [column.name for column in table.with_role("rating")]
    complete = table.frame[[*names, "csat"]].dropna().astype(float)
    x = np.column_stack([np.ones(len(complete)), complete[names].to_numpy()])
    y = complete["csat"].to_numpy()
    rest = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    return 1 - rest.var() / y.var()
