import pytest

from cxkit.intake.privacy.personal_names import indexed, mark_known


def test_a_longer_name_with_the_same_beginning_does_not_reach_past_the_end():
    names = frozenset({"Ana Torres", "Ana Torres Díaz Vela"})
    assert mark_known("Gracias, Ana Torres", names) == "Gracias, [name]"


ADDRESS = "575 LOS PALMOS DR, SAN FRANCISCO, CA, 94127"


@pytest.mark.parametrize(
    "place",
    [ADDRESS, "http://mobile311.sfgov.org/reports/11657536/photos", "POINT (-122.45 37.73)"],
)
def test_words_of_an_address_are_not_names_by_themselves(place):
    comment = "We called San Francisco from Los Palmos about the photos; see Reports and Point."
    assert mark_known(comment, frozenset({place})) == comment


def test_a_whole_address_is_taken_out_of_a_comment():
    comment = "Noise near 575 Los Palmos Dr, San Francisco, CA since May"
    assert "Palmos" not in mark_known(comment, frozenset({ADDRESS}))


def test_a_part_of_a_name_is_taken_out_even_where_addresses_are_personal_too():
    names = frozenset({"Ana Torres", ADDRESS})
    assert mark_known("Hoy Torres me ayudó", names) == "Hoy [name] me ayudó"


def test_an_equal_set_of_names_is_indexed_once():
    # else every comment of a second reading compares the whole set with the first one's
    first = indexed(frozenset({"Ana Torres", "Luis Vega"}))
    again = frozenset(["Luis Vega", "Ana Torres"])
    assert again is not first
    assert indexed(again) is first
    assert mark_known("Hoy Torres me ayudó", indexed(again)) == "Hoy [name] me ayudó"
