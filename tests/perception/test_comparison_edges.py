import pandas as pd
import pytest

from cxkit.perception.scores.comparison import csat_change
from cxkit.scales import Scale

FIVE = Scale(low=1, high=5, top_box=4)


def side(favourable, others):
    return pd.DataFrame({"csat": [5, 1], "answers": [favourable, others]})


def test_what_a_change_of_shares_can_show_adds_two_answers_to_each_side():
    # 40 of 100 -> 41/102 = .401961, p(1 - p)/102 = .240388/102 = .00235675
    # 50 of 120 -> 51/122 = .418033, p(1 - p)/122 = .243281/122 = .00199411
    # (1.959964 + .841621) · sqrt(.00435086) = 2.801585 · .0659611 = .184796
    found = csat_change(
        side(40, 60),
        side(50, 70),
        scale=FIVE,
        count="answers",
        before_label="spring",
        after_label="autumn",
    )
    assert found.detectable == pytest.approx(0.184796, abs=2e-6)
    assert found.difference == pytest.approx(50 / 120 - 0.4)
