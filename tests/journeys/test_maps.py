import pandas as pd
import pytest

from cxkit.errors import UsageError
from cxkit.findings import Missing
from cxkit.journeys import analyse
from cxkit.journeys.standout import lowest_step
from tests.journeys.made_journeys import FIVE, a_map, answers, journey, made, step


def parts(client, version="today"):
    return getattr(analyse(client), version)()


def first(client):
    return parts(client)[0].map


def test_a_step_shows_the_score_of_its_touchpoint():
    client = made(
        journeys=journey(as_is=a_map(step("pays", "Shop"))), responses=answers("Shop", 5, 40)
    )
    (item,) = first(client).steps
    assert item.curve.n == 40
    assert item.curve.height == pytest.approx((4.5 - 1) / 4)  # half 5, half 4, on 1 to 5
    assert item.score.value == 1.0  # all in the top box


def test_answers_of_the_steps_own_channel_are_taken_where_there_are_enough():
    frame = pd.concat(
        [answers("Shop", 5, 40, channel="App"), answers("Shop", 3, 10, channel="Branch")]
    )
    steps = [step("a", "Shop", channel="App"), step("b", "Shop", channel="Branch")]
    client = made(journeys=journey(as_is=a_map(*steps)), responses=frame)
    app, branch = first(client).steps
    assert (app.curve.channel, app.curve.n) == ("App", 40)
    assert (branch.curve.channel, branch.curve.n) == ("", 50)


def test_where_low_is_good_the_curve_is_turned_over():
    frame = pd.DataFrame({"touchpoint": "Shop", "ces": [1.0, 2.0] * 20})
    client = made(journeys=journey(as_is=a_map(step("a", "Shop"))), responses=frame)
    (item,) = first(client).steps
    assert item.curve.height == pytest.approx(1 - (1.5 - 1) / 6)
    assert item.curve.height_low < item.curve.height < item.curve.height_high


def test_the_curve_is_of_the_metric_that_most_steps_have():
    ces = pd.DataFrame({"touchpoint": ["a", "b"] * 40, "ces": [2.0] * 80})
    frame = pd.concat([answers("a", 4, 40), ces])
    client = made(journeys=journey(as_is=a_map(step("1", "a"), step("2", "b"))), responses=frame)
    assert first(client).metric == "ces"


def test_a_table_of_counts_gives_the_same_map():
    frame = answers("Shop", 5, 40)
    counts = frame.value_counts().rename("answers").reset_index()
    maps = journey(as_is=a_map(step("pays", "Shop")))
    one, other = (first(made(journeys=maps, responses=f)).steps for f in (frame, counts))
    assert one[0].curve == other[0].curve


@pytest.mark.parametrize(("date", "stale"), [("2025-06-30", False), ("2025-06-29", True)])
def test_a_map_older_than_a_year_is_stale(date, stale):
    client = made(journeys=journey(as_is=a_map(step("a"), date=date)), as_of="2026-06-30")
    assert first(client).stale is stale


def test_the_kpi_of_a_step_shows_its_last_value_up_to_the_day_of_the_report():
    client = made(
        journeys=journey(as_is=a_map(step("a", metric="K1"))),
        kpis=[{"id": "K1", "name": "Calls"}],
        values=[
            {"kpi": "K1", "date": "2026-01-31", "value": 7},
            {"kpi": "K1", "date": "2026-05-31", "value": 9},
            {"kpi": "K1", "date": "2026-12-31", "value": 99},
        ],
    )
    (item,) = first(client).steps
    assert (item.kpi.id, item.kpi_value) == ("K1", 9)


def test_the_lowest_step_is_named_only_if_its_interval_lies_below_all_others():
    places = [step("1", "a"), step("2", "b"), step("3", "c")]
    frames = [answers("a", 5, 60), answers("b", 4, 60), answers("c", 3, 60)]
    clear = made(journeys=journey(as_is=a_map(*places)), responses=pd.concat(frames))
    assert lowest_step(first(clear)).step.touchpoint == "c"
    frames[1] = answers("b", 3, 60)
    tied = made(journeys=journey(as_is=a_map(*places)), responses=pd.concat(frames))
    assert lowest_step(first(tied)) is None


def test_few_answers_make_no_lowest_step():
    frame = pd.concat([answers("a", 5, 60), answers("b", 2, 12)])
    client = made(journeys=journey(as_is=a_map(step("1", "a"), step("2", "b"))), responses=frame)
    assert lowest_step(first(client)) is None


@pytest.mark.parametrize(
    ("n", "rows"),
    [
        (1, [[1]]),
        (6, [[6]]),
        (7, [[4, 3]]),
        (10, [[5, 5]]),
        (11, [[4, 3], [4]]),
        (23, [[5, 4], [5, 4], [5]]),
    ],
)
def test_long_maps_are_cut_into_rows_of_five_and_parts_of_two_rows(n, rows):
    client = made(journeys=journey(as_is=a_map(*(step(str(i)) for i in range(n)))))
    found = parts(client)
    assert [[len(row) for row in part.rows] for part in found] == rows
    said = [item.number for part in found for row in part.rows for item in row]
    assert said == list(range(1, n + 1))


# ------------------------------------------------------------------ from one to the other
BOTH = journey(
    as_is=a_map(
        step("ask", "a", id="A1", emotion=-1),
        step("wait", "b", id="A2", emotion=-2),
        step("pay", "c", id="A3"),
        step("leave", "d", id="A4"),
    ),
    to_be=a_map(
        step("ask the app", "a", id="B1", replaces=["A1", "A2"], emotion=1),
        step("pay", "c"),
        step("tell a friend", "e", id="B3"),
        step("argue", "f", id="B4", replaces=["A99"]),
    ),
)


def test_every_step_is_removed_replaced_kept_or_added():
    (found,) = analyse(made(journeys=BOTH)).differences()
    said = [
        (c.kind, [old.step.id for old in c.before], c.after.step.action.plain if c.after else "")
        for c in found.changes
    ]
    assert said == [
        ("replaced", ["A1", "A2"], "ask the app"),
        ("kept", ["A3"], "pay"),
        ("removed", ["A4"], ""),
        ("added", [], "tell a friend"),
        ("added", [], "argue"),
    ]
    assert found.unknown == ("A99",)
    assert [found.count(k) for k in ("replaced", "kept", "removed", "added")] == [2, 1, 1, 2]
    assert sum(found.count(k) for k in ("replaced", "kept", "removed")) == 4
    assert found.changes[0].emotion_change == 2.5  # 1 less the mean of -1 and -2
    assert found.changes[1].emotion_change is None


@pytest.mark.parametrize(("version", "there", "lacking"), [
    ("as_is", "today", "designed"), ("to_be", "designed", "today"),
])  # fmt: skip
def test_one_version_alone_is_shown_and_the_other_stated_missing(version, there, lacking):
    client = made(journeys=journey(**{version: a_map(step("a"))}))
    analysis = analyse(client)
    assert len(getattr(analysis, there)()) == 1
    assert isinstance(getattr(analysis, lacking)(), Missing)
    assert isinstance(analysis.differences(), Missing)


def test_a_map_without_steps_is_missing():
    client = made(
        journeys=journey(as_is=a_map(stages=[{"name": "x", "phase": "after", "steps": []}]))
    )
    assert isinstance(analyse(client).today(), Missing)


def test_one_journey_may_be_chosen_and_an_unknown_one_is_an_error():
    client = made(journeys=BOTH)
    assert len(analyse(client).today("J")) == 1
    with pytest.raises(UsageError, match="K"):
        analyse(client).today("K")


def test_the_scale_of_the_curve_is_kept():
    client = made(journeys=journey(as_is=a_map(step("a", "S"))), responses=answers("S", 5, 40))
    assert first(client).steps[0].curve.scale == FIVE
