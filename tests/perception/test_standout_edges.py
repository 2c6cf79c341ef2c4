from dataclasses import replace

import pytest

from cxkit.perception import analyse
from cxkit.perception.standout import clear_changes, headline_change
from tests.perception.made_clients import answers, made, stacked

LEVEL = {10: 100, 8: 100, 3: 100}


def waves(*counts):
    frame = stacked(*(answers("ltr", item, wave=f"{i}") for i, item in enumerate(counts, 1)))
    return analyse(made(responses=frame)).waves("nps")


def test_a_change_clear_by_itself_is_not_clear_among_two():
    # up by 44 of 300 = 14.7 points, z = 2.21, p = .0271; shuffled .0310; Holm over two .0620
    found = waves(LEVEL, LEVEL, {10: 122, 8: 100, 3: 78})
    assert found.changes[1].verdict == "changed"
    assert found.changes[1].p_value == pytest.approx(0.0271, abs=5e-5)
    assert found.p_adjusted == pytest.approx((1.0, 0.0620), abs=5e-5)
    assert clear_changes(found) == []
    assert headline_change(found) is None


def test_a_change_still_clear_after_correction_is_kept_with_its_corrected_p():
    # up by 48 of 300 = 16 points, z = 2.41, p = .0158; shuffled .0183; Holm .0366
    found = waves(LEVEL, LEVEL, {10: 124, 8: 100, 3: 76})
    ((change, p_value),) = clear_changes(found)
    assert change is found.changes[1]
    assert p_value == pytest.approx(0.0366, abs=5e-5)


def test_a_change_whose_interval_holds_0_is_not_clear_whatever_its_p():
    found = replace(waves(LEVEL, LEVEL, {10: 124, 8: 100, 3: 76}), p_adjusted=(0.01, 0.01))
    assert [change.verdict for change, _ in clear_changes(found)] == ["changed"]
