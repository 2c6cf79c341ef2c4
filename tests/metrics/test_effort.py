import math

import pandas as pd
import pytest

from cxkit.errors import DataError
from cxkit.metrics import ces, ces_by
from cxkit.scales import Scale

AGREEMENT = Scale(low=1, high=7, top_box=5)
EFFORT = Scale(low=1, high=5, top_box=2, higher_is_better=False)


def test_the_score_is_the_mean_of_all_answers():
    # 7, 6, 5, 2: mean 5, squares of deviations 4 + 1 + 0 + 9 = 14, sd sqrt(14 / 3)
    found = ces(pd.DataFrame({"ces": [7, 6, 5, 2, None]}), scale=AGREEMENT)
    assert found.mean == 5.0
    assert found.sd == pytest.approx(math.sqrt(14 / 3))
    assert found.median == 5.5
    assert found.ci_low == pytest.approx(5 - 3.182446 * math.sqrt(14 / 3) / 2, abs=1e-6)  # t(3)
    assert found.ci_high == 7.0  # cut at the end of the scale
    assert found.agree == 0.75
    assert (found.n, found.n_missing) == (4, 1)


def test_where_low_means_easy_the_low_answers_agree():
    found = ces(pd.DataFrame({"ces": [1, 2, 2, 4]}), scale=EFFORT)
    assert found.mean == 2.25
    assert found.agree == 0.75


def test_the_interval_of_the_agreeing_share_is_wilson():
    # 7 of 9: 0.4526 to 0.9368
    table = pd.DataFrame({"ces": [7, 1], "answers": [7, 2]})
    found = ces(table, scale=AGREEMENT, count="answers")
    assert (found.agree_ci_low, found.agree_ci_high) == pytest.approx((0.4526, 0.9368), abs=5.1e-5)


def test_groups_are_rows_and_a_group_without_answers_stays():
    table = pd.DataFrame({"ces": [7, None, 5], "channel": ["web", "shop", "web"]})
    found = ces_by(table, by="channel", scale=AGREEMENT)
    assert found["channel"].tolist() == ["shop", "web"]
    assert found["n"].tolist() == [0, 2]
    assert math.isnan(found["mean"][0])
    assert found["mean"][1] == 6.0


def test_a_question_nobody_answered_is_refused():
    with pytest.raises(DataError, match="Nobody answered this question"):
        ces(pd.DataFrame({"ces": []}), scale=AGREEMENT)


def test_answers_of_a_longer_scale_are_refused():
    with pytest.raises(DataError, match="whole numbers from 1 to 5; answers off this scale: 2"):
        ces(pd.DataFrame({"ces": [6, 7, 5]}), scale=EFFORT)
