"""Survivors of a review: what stands apart needs others that stand together; median age."""

from itertools import combinations

import pytest

from cxkit.governance import analyse
from cxkit.governance.closed_loop import closed_loop
from cxkit.governance.findings import findings
from cxkit.governance.loop_cases import cases_of_log
from cxkit.governance.silos import silo_map
from cxkit.language import Words
from tests.governance.made import AS_OF, case, client, governance
from tests.governance.test_silos import areas, pair

CLOSED = {"contacted": "2026-05-02", "resolved": "2026-05-03"}


def test_an_area_with_few_links_does_not_stand_apart_from_others_with_hardly_more():
    """a has a third of its links, the others half among themselves: not twice as many."""
    sharing = [pair("a", other, data="yes", kpis="no", forum="no") for other in "bcd"]
    sharing += [pair(x, y, "partly") for x, y in combinations("bcd", 2)]
    found = silo_map(governance(sharing=sharing), areas("a", "b", "c", "d"))
    row = found.table.set_index("area").loc["a"]
    assert (row["density"], row["rest"]) == pytest.approx((1 / 3, 0.5))
    assert found.isolated == ()


def test_the_age_of_open_cases_is_the_median():
    rows = [case(n, day) for n, day in enumerate(("2026-06-29", "2026-06-28", "2026-05-31"))]
    rows.append(case(9, "2026-06-01", contacted="2026-06-02", resolved="2026-06-03"))
    found = closed_loop(cases_of_log(rows, as_of=AS_OF), confidence=0.95, min_base=5)
    (waiting,) = found.waiting
    assert (waiting.n_open, waiting.n_silent) == (3, 3)
    assert (waiting.median_age, waiting.oldest) == (2.0, 30.0)


def test_an_unrecorded_pair_counts_as_no_link_in_the_row_of_its_area():
    sharing = [pair("a", "b"), pair("b", "c"), pair("b", "d")]
    found = silo_map(governance(sharing=sharing), areas("a", "b", "c", "d"))
    table = found.table.set_index("area")
    assert table["density"].to_dict() == pytest.approx({"a": 1 / 3, "b": 1, "c": 1 / 3, "d": 1 / 3})


@pytest.mark.parametrize(("done", "tone"), [(14, "neutral"), (5, "bad"), (29, "good")])
def test_the_tone_of_the_loop_follows_the_interval_and_not_the_share(done, tone):
    """14 of 30 are 47 % (30 % to 64 %): not clearly fewer than half."""
    rows = tuple(case(n, "2026-05-01", **(CLOSED if n < done else {})) for n in range(30))
    found = {item.key: item for item in findings(analyse(client(closed_loop=rows)), Words("en"))}
    assert found["governance.loop.resolved"].tone == tone
