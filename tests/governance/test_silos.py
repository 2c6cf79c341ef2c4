"""What areas share, worked by hand."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.governance import describe_silos, plot_silos, read_data
from cxkit.governance.silos import data_sharing, silo_map
from cxkit.language import Words
from cxkit.presentation import Style
from tests.governance.made import charter, governance

EN = Words("en")


def areas(*ids):
    return charter(areas=[{"id": i, "name": i.upper()} for i in ids]).areas


def pair(first, second, degree="yes", **more):
    shared = dict.fromkeys(("data", "kpis", "forum"), degree)
    return {"between": [first, second], **shared, **more}


def test_density_counts_partly_as_half():
    # 3 areas, 3 pairs, 9 links: a-b has 3, a-c 1 + 0.5 + 0, b-c 0 -> 4.5 of 9
    found = silo_map(
        governance(
            sharing=[
                pair("a", "b"),
                pair("a", "c", data="yes", kpis="partly", forum="no"),
                pair("b", "c", "no"),
            ]
        ),
        areas("a", "b", "c"),
    )
    assert found.density == pytest.approx(0.5)
    table = found.table.set_index("area")
    assert table["density"].to_dict() == pytest.approx({"a": 4.5 / 6, "b": 0.5, "c": 0.25})
    assert table["rest"].to_dict() == pytest.approx({"a": 0.0, "b": 0.5, "c": 1.0})
    assert found.isolated == ("c",)


def test_a_pair_is_the_same_in_both_orders():
    found = silo_map(governance(sharing=[pair("b", "a")]), areas("a", "b"))
    assert found.points("a", "b") == found.points("b", "a") == 3


def test_an_unrecorded_pair_is_no_link_but_makes_no_silo():
    sharing = [pair("a", "b"), pair("a", "c"), pair("b", "c")]
    found = silo_map(governance(sharing=sharing), areas("a", "b", "c", "d"))
    assert found.density == pytest.approx(0.5)
    assert found.points("a", "d") is None
    assert found.isolated == ()
    assert "3 pairs are not recorded (hatched)" in describe_silos(found, EN).reading
    known = silo_map(
        governance(sharing=sharing + [pair(x, "d", "no") for x in "abc"]),
        areas("a", "b", "c", "d"),
    )
    assert known.isolated == ("d",)
    assert describe_silos(known, EN).headline == (
        "D stands apart: it has 0% of its possible links, the other areas have 100% among "
        "themselves"
    )


def test_two_areas_have_no_silo_and_equal_areas_neither():
    assert silo_map(governance(sharing=[pair("a", "b", "no")]), areas("a", "b")).isolated == ()
    for degree in ("yes", "partly", "no"):
        sharing = [pair(x, y, degree) for x, y in combinations("abcd", 2)]
        assert silo_map(governance(sharing=sharing), areas(*"abcd")).isolated == ()


def test_ids_that_are_no_area_are_told_and_left_out():
    found = silo_map(governance(sharing=[pair("a", "b"), pair("a", "x")]), areas("a", "b"))
    assert found.unknown == ("x",)
    assert found.n_recorded == 1
    assert silo_map(governance(sharing=[pair("a", "a")]), areas("a", "b")) is None


def test_without_declared_areas_those_of_the_pairs_count():
    assert silo_map(governance(sharing=[pair("a", "b")]), ()).areas == ("a", "b")


@given(st.lists(st.sampled_from(["yes", "partly", "no"]), min_size=6, max_size=6))
def test_densities_lie_between_0_and_1_and_average_to_the_whole(degrees):
    sharing = [
        pair(x, y, degree) for (x, y), degree in zip(combinations("abcd", 2), degrees, strict=True)
    ]
    found = silo_map(governance(sharing=sharing), areas(*"abcd"))
    assert found.table["density"].between(0, 1).all()
    assert found.table["density"].mean() == pytest.approx(found.density)


def test_the_map_is_symmetric_and_writes_every_number():
    sharing = [pair("a", "b"), pair("a", "c", "partly"), pair("b", "c", "no")]
    found = silo_map(governance(sharing=sharing), areas("a", "b", "c"))
    ax = plot_silos(found, style=Style(words=EN, accent="#1f4e79", min_base=30))
    said = [text.get_text() for text in ax.texts]
    assert (said.count("3"), said.count("1.5"), said.count("0")) == (2, 2, 2)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["A", "B", "C"]
    assert ax.get_ylim() == (2.5, -0.5)


def test_data_without_owner_are_named():
    found = data_sharing(
        governance(
            data=[
                {"name": "Surveys", "owner": "CX", "area": "a", "shared_with": ["b", "a"]},
                {"name": "Cases", "area": "b"},
            ]
        ),
        areas("a", "b", "c"),
    )
    assert (found.n_uses, found.n_possible) == (1, 4)
    assert read_data(found, EN) == (
        "1 of 2 sets of customer data has no owner: Cases. "
        "Other areas can use them in 1 of 4 possible cases."
    )
    assert data_sharing(governance(), ()) is None
