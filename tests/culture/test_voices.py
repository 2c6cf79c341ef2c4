"""What is said of the front line when some of it is not recorded."""

from cxkit import culture
from tests.culture.made_staff import made


def test_what_is_recorded_is_told_and_the_rest_is_named():
    client = made(culture={"actions": [{"name": "a", "invited": 10, "took_part": 4}]})
    text = culture.read_voices(culture.analyse(client), client.engagement.words("en"))
    assert text.startswith("40% of the people invited")
    assert text.endswith("Not recorded yet: Ideas from the front line; Workshops of co-creation.")
