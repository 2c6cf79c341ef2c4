"""Requests to a city, some still open; reference facts computed by others with lifelines."""

from datetime import datetime

import pytest

from cxkit.perception import analyse
from cxkit.perception.waits.resolution import resolution_curve, resolution_time
from cxkit.stats import survival_at

pytestmark = pytest.mark.real_data

LAST_MOMENT = datetime(2019, 11, 11, 19, 44, 11)
CHANNELS = {
    **{"Phone": 5895, "Mobile/Open311": 2256, "Web": 1658, "Integrated Agency": 93},
    **{"Twitter": 89, "Email": 9},
}
MEDIAN_HOURS = {
    **{"Email": 206.1489, "Integrated Agency": 65.3522, "Mobile/Open311": 60.3311},
    **{"Phone": 151.5642, "Twitter": 133.6742, "Web": 98.9082},
}


@pytest.fixture(scope="module")
def city(clients):
    return clients.read("sf311_sample")


@pytest.fixture(scope="module")
def tickets(city):
    return city.tables["tickets"].frame


def hours(tickets):
    return (tickets["resolved"] - tickets["opened"]).dt.total_seconds() / 3600


def test_all_requests_are_there_and_a_blank_closing_date_means_open(tickets):
    assert len(tickets) == tickets["ticket_id"].nunique() == 10_000
    assert tickets["resolved"].isna().sum() == 363
    assert tickets.loc[tickets["resolved"].isna(), "status"].eq("Open").all()
    assert tickets["channel"].value_counts().to_dict() == CHANNELS


def test_moments_are_read_in_the_time_of_the_file(tickets):
    assert str(tickets["opened"].min()) == "2008-07-01 09:35:16"
    assert str(tickets["opened"].max()) == "2019-11-11 19:44:11"


def test_hours_of_the_closed_requests_are_those_of_the_reference(tickets):
    closed = hours(tickets).dropna()
    assert closed.mean() == pytest.approx(1796.215337, abs=5e-7)
    assert closed.median() == pytest.approx(115.579444, abs=5e-7)
    assert hours(tickets).groupby(tickets["channel"]).median().to_dict() == pytest.approx(
        MEDIAN_HOURS, abs=5e-5
    )


def test_the_median_counts_open_requests_as_still_waiting(tickets):
    result = resolution_time(tickets, as_of=LAST_MOMENT, negative="zero")
    assert result.median_hours == pytest.approx(122.793333, abs=5e-7)
    assert (result.n, result.n_open, result.n_invalid) == (10_000, 363, 48)
    assert result.closed_only_mean_hours < result.restricted_mean_hours


@pytest.mark.parametrize(("time", "open_share"), [(24, 0.749818), (72, 0.600181), (168, 0.438117)])
def test_the_share_still_open_is_that_of_the_reference(tickets, time, open_share):
    curve = resolution_curve(tickets, as_of=LAST_MOMENT, negative="zero")
    assert survival_at(curve, time).value == pytest.approx(open_share, abs=5e-7)


def test_requests_closed_before_they_were_opened_are_warned_of_and_left_out(city):
    (warning,) = [note for note in city.notes if note.rule == "dates-reversed"]
    assert (warning.severity, warning.count, warning.column) == ("warning", 48, "closed_date")
    result = analyse(city).resolution().overall
    assert (result.n, result.n_invalid, result.n_open) == (9_952, 48, 363)


def test_addresses_are_dropped_and_their_words_do_not_blot_out_the_comments(tickets):
    assert not {"address", "point", "photo", "lat", "lon"} & set(tickets)
    comments = tickets["verbatim"].dropna()
    assert len(comments) == 7096
    assert not comments.str.contains("575 LOS PALMOS", case=False).any()
    marked = comments.str.contains("[name]", regex=False).mean()
    assert marked < 0.2
