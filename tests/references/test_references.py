"""Published cases kept beside the project, as far as the public functions answer them."""

import numpy as np
import pytest

from tests.references import of_experiments, of_items, of_money, of_samples, of_scores, of_times
from tests.references.cases import cases_of

TOPICS = (
    *("nps", "csat", "ces", "weighting", "sampling", "survival", "drivers", "multiplicity"),
    *("reliability", "spc", "nist", "clv", "earned_growth", "finance", "abtest"),
)
ANSWERS = {
    **of_scores.ANSWERS,
    **of_samples.ANSWERS,
    **of_items.ANSWERS,
    **of_times.ANSWERS,
    **of_money.ANSWERS,
    **of_experiments.ANSWERS,
}
NOT_ANSWERED = of_money.NOT_ANSWERED
PARTLY_ANSWERED = {**of_scores.PARTLY, **of_times.PARTLY}

CASES = cases_of(*TOPICS)
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(
        not CASES,
        reason="no cases.json in ../shared/references; CXKIT_REFERENCES may name another folder",
    ),
]


@pytest.mark.parametrize("name", ANSWERS)
def test_the_published_value_is_reproduced(name):
    case = CASES[name]
    found = ANSWERS[name](case["inputs"])
    expected = case["expected"]
    assert set(expected) - set(found) == PARTLY_ANSWERED.get(name, set())
    for key in expected.keys() & found.keys():
        tolerance = case["tolerance"]
        allowed = tolerance[key] if isinstance(tolerance, dict) else tolerance
        np.testing.assert_allclose(found[key], expected[key], rtol=0, atol=allowed + 1e-15)


def test_every_case_is_answered_or_listed_with_a_reason():
    assert set(CASES) == set(ANSWERS) | set(NOT_ANSWERED)
    assert not set(ANSWERS) & set(NOT_ANSWERED)
