import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.engagement import Wave
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.perception import analyse, units
from cxkit.perception.scores.waves import assign_waves
from tests.perception.made_clients import days, made, stacked, text

SPRING = Wave.model_validate({"name": "Spring", "start": "2026-03-01", "end": "2026-05-31"})
SUMMER = Wave.model_validate({"name": "Summer", "start": "2026-06-01", "end": "2026-08-31"})
DATES = pd.to_datetime(["2026-02-10", "2026-05-31", "2026-06-01", "2026-09-01"])


def test_a_wave_column_wins_over_declared_waves_and_dates():
    frame = pd.DataFrame({"date": DATES, "wave": ["a", "a", "b", None]})
    found = assign_waves(frame, [SPRING, SUMMER])
    assert (found.origin, found.order) == ("column", ("a", "b"))
    assert found.frame["wave"].tolist()[:3] == ["a", "a", "b"]
    assert pd.isna(found.frame["wave"].iloc[3])


def test_declared_waves_win_over_quarters_and_both_their_days_belong_to_them():
    found = assign_waves(pd.DataFrame({"date": DATES}), [SPRING, SUMMER])
    assert (found.origin, found.order) == ("declared", ("Spring", "Summer"))
    assert found.frame["wave"].fillna("").tolist() == ["", "Spring", "Summer", ""]


def test_an_answer_without_a_date_belongs_to_no_declared_wave_and_no_quarter():
    frame = pd.DataFrame({"date": [*DATES, pd.NaT]})
    for waves in ([SPRING, SUMMER], []):
        found = assign_waves(frame, waves)
        assert pd.isna(found.frame["wave"].iloc[-1])
        assert len(found.order) >= 2


def test_without_anything_declared_calendar_quarters_are_used():
    found = assign_waves(pd.DataFrame({"date": DATES}), [])
    assert (found.origin, found.order) == ("quarters", ("2026-Q1", "2026-Q2", "2026-Q3"))
    assert found.frame["wave"].tolist() == ["2026-Q1", "2026-Q2", "2026-Q2", "2026-Q3"]


def test_an_empty_wave_column_counts_as_none():
    frame = pd.DataFrame({"date": DATES, "wave": [None] * 4})
    assert assign_waves(frame, []).origin == "quarters"


def test_named_waves_stand_in_the_order_of_their_first_answers():
    frame = pd.DataFrame({"date": DATES[::-1], "wave": ["winter", "autumn", "summer", "spring"]})
    assert assign_waves(frame, []).order == ("spring", "summer", "autumn", "winter")


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["10", "9", "2"], ("2", "9", "10")),
        (["Ola 10", "Ola 9", "Ola 1"], ("Ola 1", "Ola 9", "Ola 10")),
        (["2026-2", "2025-10", "2025-9"], ("2025-9", "2025-10", "2026-2")),
        (["pilot", "2", "1"], ("1", "2", "pilot")),
        (["b²", "a²"], ("a²", "b²")),
    ],
)
def test_undated_waves_are_sorted_as_a_reader_counts(names, order):
    assert assign_waves(pd.DataFrame({"wave": names}), []).order == order


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"wave": ["a", "a"]}),
        pd.DataFrame({"date": DATES[1:3] - pd.Timedelta(days=40)}),
        pd.DataFrame({"date": pd.to_datetime([None, None])}),
        pd.DataFrame({"ltr": [9, 10]}),
    ],
    ids=["one wave", "one quarter", "no dates", "neither"],
)
def test_fewer_than_two_waves_are_no_waves(frame):
    assert assign_waves(frame, []) is None


def test_a_declared_wave_without_answers_is_left_out():
    only = pd.DataFrame({"date": DATES[:2]})
    assert assign_waves(only, [SPRING, SUMMER]) is None


def rounds(*names):
    parts = [
        pd.DataFrame({"ltr": [10.0, 8.0, 3.0] * 20, "date": days(2026, 2 + i), "wave": name})
        for i, name in enumerate(names)
    ]
    return stacked(*parts)


def test_waves_carry_the_clients_own_names_in_the_readers_language():
    names = {"Ola 1": text("Wave 1", "Ola 1"), "Ola 2": text("Wave 2", "Ola 2")}
    column = Column(name="wave", role="category", names=names)
    waves = analyse(made(responses=rounds("Ola 1", "Ola 2"), columns=[column])).waves()
    assert waves.origin == "column"
    assert units.wave(waves, "Ola 2", Words("en")) == "Wave 2"
    assert units.wave(waves, "Ola 2", Words("es")) == "Ola 2"


def test_quarters_and_declared_waves_need_no_column():
    frame = rounds("x", "y", "z").drop(columns="wave")
    quarters = analyse(made(responses=frame)).waves()
    assert units.wave(quarters, "2026-Q1", Words("en")) == "2026-Q1"
    declared = analyse(
        made(
            responses=frame,
            waves=[("Early", "2026-01-01", "2026-02-28"), ("Late", "2026-03-01", "2026-04-30")],
        )
    ).waves()
    assert declared.table["group"].tolist() == ["Early", "Late"]
    assert declared.table["n"].tolist() == [60, 120]
    assert units.wave(declared, "Late", Words("es")) == "Late"


def test_one_wave_only_is_a_missing_result_that_says_what_to_provide():
    frame = rounds("only")
    found = analyse(made(responses=frame)).waves("nps")
    assert isinstance(found, Missing)
    assert found.columns == ("date", "wave")
    assert "Two rounds of answers are needed" in found.need


def test_only_waves_in_which_the_question_was_asked_are_shown():
    frame = stacked(rounds("a", "b"), pd.DataFrame({"csat": [4.0], "wave": ["c"]}))
    frame.loc[frame["wave"] == "c", "date"] = days(2026, 9)
    assert analyse(made(responses=frame)).waves("nps").table["group"].tolist() == ["a", "b"]


def test_declared_waves_are_called_as_their_label_says_in_each_language():
    waves = [
        ("Spring", "2026-03-01", "2026-05-31", {"en": "Spring round", "es": "Ronda de primavera"}),
        ("Summer", "2026-06-01", "2026-08-31"),
    ]
    frame = pd.DataFrame({"date": DATES[1:3].repeat(2), "ltr": [9.0, 3.0, 9.0, 9.0]})
    found = analyse(made(responses=frame, waves=waves)).waves("nps")
    assert units.wave(found, "Spring", Words("es")) == "Ronda de primavera"
    assert units.wave(found, "Spring", Words("en")) == "Spring round"
    assert units.wave(found, "Summer", Words("es")) == "Summer"
