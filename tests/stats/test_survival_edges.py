from cxkit.stats import kaplan_meier, quantile


def test_the_median_is_where_the_curve_reaches_one_half_exactly():
    # 3/4, then 3/4 · 2/3 = 1/2 at time 2
    curve = kaplan_meier([1, 2, 3, 4], [True] * 4)
    assert list(curve.survival[:2]) == [0.75, 0.5]
    assert quantile(curve, 0.5).value == 2.0


def test_rounding_does_not_move_a_quantile_to_the_next_event():
    # of ten events nine have happened at time 9, so that one in ten is left then
    curve = kaplan_meier(list(range(1, 11)), [True] * 10)
    assert quantile(curve, 0.9).value == 9.0
