"""A client folder that says whom its answers stand for, from the file to the workbook."""

import pytest

from cxkit.errors import DataError
from cxkit.metrics import weighting_of
from cxkit.readiness import analyse
from cxkit.workbook import open_workbook
from tests.small_client import ENGAGEMENT, write_client


def folder(home, sample):
    return write_client(home, engagement=ENGAGEMENT.replace("tables:\n", f"{sample}tables:\n"))


def test_the_workbook_holds_weighted_answers(tmp_path):
    place = folder(tmp_path, "sample:\n  margins:\n    segment: {North: 900, South: 100}\n")
    client = open_workbook("acme", folder=place).client
    weights = client.tables["responses"].frame.groupby("segment", observed=True)["weight"].first()
    # 60 answers each: 0.9 and 0.1 of 120 over 60, but no weight below 0.3
    assert weights.to_dict() == pytest.approx({"North": 1.7, "South": 0.3})
    found = weighting_of(client)
    assert (found.customers, found.converged) == (1000, False)
    assert analyse(client).representation.n == 120


def test_without_a_sample_nothing_is_weighted(tmp_path):
    client = open_workbook("acme", folder=write_client(tmp_path)).client
    assert weighting_of(client).source == "none"
    assert client.tables["responses"].sample.columns == ()


def test_a_group_without_answers_stops_the_workbook(tmp_path):
    place = folder(tmp_path, "sample:\n  margins:\n    segment: {North: 900, Centre: 100}\n")
    with pytest.raises(DataError) as error:
        open_workbook("acme", folder=place)
    assert {item.rule for item in error.value.problems} == {
        "sample-group-empty",
        "sample-group-unknown",
    }
    empty = next(item for item in error.value.problems if item.rule == "sample-group-empty")
    assert empty.found == ("Centre",)
    assert "North, South" in str(error.value)
