import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale, default_top_box


@pytest.mark.parametrize(
    ("low", "high", "better", "top"),
    [
        (1, 5, True, 4),
        (1, 5, False, 2),
        (1, 7, True, 6),
        (0, 10, True, 9),
        (1, 10, True, 9),
        (1, 10, False, 2),
        (0, 1, True, 1),
        (1, 4, True, 4),
        (1, 4, False, 1),
    ],
)
def test_the_usual_top_box_is_the_two_best_of_five_or_more(low, high, better, top):
    assert default_top_box(low, high, higher_is_better=better) == top


@given(low=st.integers(-5, 5), width=st.integers(1, 10))
def test_the_favourable_answers_of_a_scale_are_mirrored_when_it_is_turned_round(low, width):
    high = low + width
    up = Scale(low=low, high=high, top_box=default_top_box(low, high))
    down = Scale(
        low=low,
        high=high,
        higher_is_better=False,
        top_box=default_top_box(low, high, higher_is_better=False),
    )
    for answer in up.points:
        assert up.is_favourable(answer) == down.is_favourable(low + high - answer)


def test_the_points_of_a_scale_are_all_answers_offered():
    assert Scale(low=-2, high=2, top_box=1).points == (-2, -1, 0, 1, 2)


def test_a_range_is_written_with_a_dash():
    assert Scale(low=1, high=5, top_box=4).text == "1–5"


def test_promoters_answer_nine_or_ten():
    favourable = [
        p for p in LIKELIHOOD_TO_RECOMMEND.points if LIKELIHOOD_TO_RECOMMEND.is_favourable(p)
    ]
    assert LIKELIHOOD_TO_RECOMMEND.points == tuple(range(11))
    assert favourable == [9, 10]
