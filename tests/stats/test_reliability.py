"""Cronbach's alpha and its interval against published and hand-worked values."""

import json
import math
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cxkit.stats.reliability import cronbach_alpha, feldt_interval

REFERENCES = Path(
    os.environ.get(
        "CXKIT_REFERENCES", Path(__file__).resolve().parents[3] / "shared" / "references"
    )
)

# Likert answers of 4 people to 3 items; item variances 5/3, 1 2/3 and 1, sums 3, 6, 9, 11
HAND = np.array([[1, 1, 1], [2, 2, 2], [3, 3, 3], [4, 5, 2]], dtype=float)


def test_alpha_by_hand():
    # items: variances 5/3, 35/12, 2/3, together 5.25; sums 3, 6, 9, 11: variance 12.25
    result = cronbach_alpha(HAND)
    assert result.alpha == pytest.approx(1.5 * (1 - 5.25 / 12.25))
    assert (result.n, result.items, result.n_left_out) == (4, 3, 0)


def test_equal_items_have_alpha_one():
    result = cronbach_alpha(np.array([[1.0, 1.0], [3.0, 3.0], [5.0, 5.0]]))
    assert (result.alpha, result.ci_low, result.ci_high) == (1.0, 1.0, 1.0)


def test_feldt_interval_of_the_documentation_of_pingouin():
    # pingouin 0.5 prints (0.7326608, array([0.435, 0.909])) for 12 people and 11 items
    assert feldt_interval(0.732660835214447, n=12, items=11) == pytest.approx(
        (0.435, 0.909), abs=5e-4
    )


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "alpha", "tolerance"),
    [("rel-lsat", 0.295, 5e-4), ("rel-pingouin-missing", 0.801694915254237, 1e-12)],
)
def test_alpha_is_that_of_published_cases(name, alpha, tolerance):
    path = REFERENCES / "cases.json"
    if not path.is_file():
        pytest.skip(f"no reference cases at {REFERENCES}")
    cases = {case["id"]: case for case in json.loads(path.read_text("utf-8"))}
    table = pd.read_csv(REFERENCES / "data" / cases[name]["inputs"]["csv"])
    items = [column for column in table if column.casefold() not in ("subj", "rownames", "id")]
    assert cronbach_alpha(table[items].to_numpy(dtype=float)).alpha == pytest.approx(
        alpha, abs=tolerance
    )


def test_people_who_skipped_an_item_are_left_out_and_counted():
    holes = np.vstack([HAND, [[np.nan, 4, 4], [np.nan] * 3]])
    result = cronbach_alpha(holes)
    assert result.alpha == pytest.approx(cronbach_alpha(HAND).alpha)
    assert (result.n, result.n_left_out) == (4, 1)  # the last answered nothing at all


@pytest.mark.parametrize(
    "answers", [np.empty((0, 2)), np.array([[1.0, 2.0]]), np.full((5, 3), 3.0)]
)
def test_without_spread_there_is_no_alpha(answers):
    result = cronbach_alpha(answers)
    assert all(math.isnan(value) for value in (result.alpha, result.ci_low, result.ci_high))


def test_bad_arguments_are_refused():
    with pytest.raises(ValueError, match="two or more items"):
        cronbach_alpha(np.ones((4, 1)))
    with pytest.raises(ValueError, match=r"write 0\.95"):
        cronbach_alpha(HAND, confidence=95)


@given(arrays(np.int64, st.tuples(st.integers(3, 20), st.integers(2, 5)),
              elements=st.integers(1, 5)))  # fmt: skip
def test_alpha_lies_in_its_interval_and_order_does_not_matter(answers):
    values = answers.astype(float)
    result = cronbach_alpha(values)
    if math.isnan(result.alpha):
        return
    assert result.alpha <= 1 + 1e-12
    assert result.ci_low - 1e-9 <= result.alpha
    assert result.ci_high <= 1 + 1e-12
    turned = cronbach_alpha(values[::-1, ::-1])
    assert turned.alpha == pytest.approx(result.alpha)
    wide = cronbach_alpha(values, confidence=0.99)
    assert wide.ci_low <= result.ci_low + 1e-9
