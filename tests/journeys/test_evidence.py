import pandas as pd
import pytest

from cxkit.journeys.evidence import Sources
from tests.journeys.made_journeys import made

LISTENING = {
    "channels": [
        {"channel": "online_surveys"},
        {"channel": "recorded_calls"},
        {"channel": "social_networks", "used": "no"},
    ],
    "studies": [
        {"id": "S1", "name": "Talks", "method": "interviews", "kind": "qualitative"},
        {"id": "S2", "name": "Charlas", "method": "Entrevistas", "kind": "qualitative"},
        {"id": "S3", "name": "Watching", "method": "observation", "kind": "qualitative"},
    ],
}
RESPONSES = pd.DataFrame({"csat": [4.0, 5.0], "touchpoint": ["a", "b"], "verbatim": [None, None]})


@pytest.mark.parametrize(
    ("names", "level", "unknown"),
    [
        ([], "judged", ()),
        (["S1"], "one source", ()),
        (["S1", "S2"], "one source", ()),  # interviews twice, in two languages
        (["S1", "S3"], "triangulated", ()),
        (["responses.csat", "online_surveys"], "one source", ()),  # one survey is one kind
        (["responses.csat", "recorded_calls"], "triangulated", ()),
        (["S9"], "judged", ("S9",)),
        (["S1", "S9", "S9"], "one source", ("S9",)),
        (["social_networks"], "judged", ("social_networks",)),  # nobody listens there
        (["responses.verbatim"], "judged", ("responses.verbatim",)),  # a column without values
        (["responses.ltr"], "judged", ("responses.ltr",)),
    ],
)
def test_the_level_is_that_of_the_independent_kinds_of_source(names, level, unknown):
    sources = Sources(made(listening=LISTENING, responses=RESPONSES))
    found = sources.support(names, judged=True)
    assert (found.level, found.unknown) == (level, unknown)


def test_without_source_and_judgement_there_is_none():
    assert Sources(made()).support([], judged=False).level == "none"
