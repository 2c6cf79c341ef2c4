"""What is planted in the demo clients is found, and where nothing is planted nothing is."""

import json
from pathlib import Path

import pytest

from cxkit.demo import DEMOS, write_clean_client
from cxkit.intake import read_client
from cxkit.strategy import (
    analyse,
    describe_perception_gap,
    describe_promises,
    findings,
    objectives_table,
    own_and_quoted_table,
    read_objectives,
    read_takeaway,
)

FOLDERS = Path(__file__).parents[2] / "client_data"


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    folder = FOLDERS / request.param
    truth = json.loads((folder / "planted_truth.json").read_text("utf-8"))
    return analyse(read_client(folder)), truth


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return analyse(read_client(write_clean_client(tmp_path_factory.mktemp("clean"))))


def by_key(analysis, language="en"):
    words = analysis.client.engagement.words(language)
    return {item.key: item for item in findings(analysis, words)}


def test_leaders_think_too_well_of_the_touchpoint_that_loses_customers(demo):
    analysis, truth = demo
    found = by_key(analysis)["strategy.perception_gap.widest"]
    assert found.touchpoint == truth["losing_touchpoint"]
    assert (found.certainty, found.tone) == ("clear", "bad")


def test_its_promise_is_broken_and_its_customers_say_so(demo):
    analysis, truth = demo
    found = by_key(analysis)["strategy.promise.broken"]
    assert found.touchpoint == truth["losing_touchpoint"]
    assert found.certainty == "clear"


def test_leaders_call_critical_what_they_do_not_manage(demo):
    gap = demo[0].execution_gap
    assert (gap.critical, gap.implemented, gap.result.n, gap.asked) == (9, 3, 10, 12)
    assert by_key(demo[0])["strategy.execution_gap.level"].certainty == "indicative"


def test_the_clean_client_yields_no_finding(clean):
    assert by_key(clean) == {}
    assert {row.verdict for row in clean.promises.rows} == {"agrees"}


def test_findings_and_words_name_touchpoints_in_the_readers_language(demo):
    analysis, truth = demo
    own = analysis.client.engagement.own_language
    for language in ("es", "en"):
        words = analysis.client.engagement.words(language)
        gap, promises = analysis.perception_gap, analysis.promises
        objectives = objectives_table(analysis.objectives, words)
        quoted = own_and_quoted_table(analysis, words)
        text = " ".join(
            [
                read_takeaway(analysis, words),
                describe_perception_gap(gap, words).alt,
                describe_promises(promises, words).alt,
                read_objectives(analysis.objectives, words),
                *(item.headline + item.detail for item in by_key(analysis, language).values()),
                *(cell for row in objectives.rows for cell in row),
                *(cell for row in quoted.rows for cell in row),
            ]
        )
        assert (truth["losing_touchpoint"] in text) == (language == own)
        assert "[" not in text
