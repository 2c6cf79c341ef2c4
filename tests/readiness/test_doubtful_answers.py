"""Doubtful answers planted at a known rate are found; a clean file has hardly any."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cxkit.client import Column, SourceFile, Table
from cxkit.language import Words
from cxkit.readiness import quality_table, read_answers
from cxkit.readiness.answer_quality import answer_quality
from tests.perception.made_clients import EFFORT, FIVE, made, with_frame

EN = Words("en", region="en_GB", currency="EUR")
ES = Words("es", region="es_PE", currency="PEN")
N = 1200
NAMES = [f"r{i}" for i in range(6)]
COLUMNS = [
    *(Column(name=name, role="rating", scale=FIVE) for name in NAMES),
    Column(name="ces", role="ces", scale=EFFORT, label=None),
    Column(name="response_id", role="id"),
    Column(name="customer_id", role="key"),
    Column(name="duration", role="number", unit="minutes"),
]


def clean(seed=1, n=N, middle=0.0):
    """Return answers of customers who read the questions: all go together, none is the same."""
    rng = np.random.default_rng(seed)
    liking = middle + rng.standard_normal(n)

    def rate(low, high, usual, spread):
        felt = usual + spread * (0.75 * liking + 0.65 * rng.standard_normal(n))
        return np.clip(np.round(felt), low, high)

    days = pd.Timestamp("2025-07-01") + pd.to_timedelta(rng.integers(0, 360, n), unit="D")
    return pd.DataFrame(
        {
            "response_id": [f"a{i}" for i in range(n)],
            "customer_id": [f"c{i}" for i in range(n)],
            "date": days,
            "wave": rng.choice(["one", "two", "three"], n),
            "channel": rng.choice(["web", "app"], n),
            "touchpoint": rng.choice(["buy", "pay", "help"], n),
            "ltr": rate(0, 10, 7.5, 2.2),
            "csat": rate(1, 5, 3.7, 1.0),
            "ces": 6 - rate(1, 5, 3.7, 1.0),  # low is good
            "duration": 2 * np.exp(0.4 * rng.standard_normal(n)),
            **{name: rate(1, 5, 3.5, 1.0) for name in NAMES},
        }
    )


def client_of(frame, **more):
    return made(responses=frame, columns=COLUMNS, **more)


def rows_at(rate, seed=2):
    return np.random.default_rng(seed).random(N) < rate


def test_a_clean_file_has_hardly_any_doubtful_answer():
    # known rate of false alarms: straight lines are rare where ratings differ, and a lognormal
    # time with deviation 0.4 is below a third of its median in 0.3 %
    found = answer_quality(client_of(clean()))
    for kind in ("repeated", "same_day", "dates", "mixed_scale"):
        assert found.of(kind).n == 0
        assert found.of(kind).base > 0
    assert found.of("hasty").n <= 12
    assert found.of("straight").share < 0.05
    assert found.of("straight_hasty").n == 0
    # effort and satisfaction correlate by 0.5 here; in the demo clients about 1 % contradict
    assert found.of("reversed").share < 0.05
    assert not found.opposite.beyond_chance
    assert found.doubts == ()


@pytest.mark.parametrize("seed", range(20, 32))
def test_no_scale_is_doubted_in_clean_files(seed):
    assert answer_quality(client_of(clean(seed, 400))).doubts == ()


def test_planted_straight_lines_and_haste_are_found_within_their_interval():
    frame, straight, hasty = clean(), rows_at(0.06, 3), rows_at(0.05, 4)
    frame.loc[straight, NAMES] = 3.0
    frame.loc[hasty, "duration"] = 0.2
    before, found = answer_quality(client_of(clean())), answer_quality(client_of(frame))
    lines, quick = found.of("straight"), found.of("hasty")
    assert lines.rows[straight].all()
    assert quick.rows[hasty].all()
    assert lines.n - before.of("straight").n <= straight.sum()
    assert quick.ci_low <= 0.05 + 0.003 <= quick.ci_high
    assert lines.ci_low <= 0.06 + before.of("straight").share <= lines.ci_high
    assert found.of("straight_hasty").rows[straight & hasty].all()


def test_second_answers_of_a_day_are_found_and_not_mixed_up_with_repeats():
    frame = clean()
    copies = frame.iloc[:40].assign(response_id=[f"b{i}" for i in range(40)])
    again = frame.iloc[40:100].assign(
        response_id=[f"d{i}" for i in range(60)], csat=frame["csat"].iloc[40:100] % 5 + 1
    )
    elsewhere = frame.iloc[100:130].assign(
        response_id=[f"e{i}" for i in range(30)], touchpoint="complain"
    )
    later = frame.iloc[130:150].assign(date=frame["date"].iloc[130:150] + pd.Timedelta(days=1))
    found = answer_quality(client_of(pd.concat([frame, copies, again, elsewhere, later])))
    assert (found.of("repeated").n, found.of("same_day").n) == (40, 60)
    text = read_answers(found, EN)
    assert "60 answers come from customers who had answered on the same touchpoint" in text
    assert np.isnan(found.of("same_day").ci_low)  # a fact of the file, not an estimate


def test_the_hour_of_an_answer_does_not_hide_a_second_one():
    frame = pd.DataFrame(
        {
            "customer_id": ["x", "x", "x", None, None],
            "date": pd.to_datetime(
                ["2026-01-01 09:00", "2026-01-01 17:30", *["2026-01-02 08:00"] * 3]
            ),
            "csat": [3.0, 4.0, 4.0, 3.0, 3.0],
        }
    )
    found = answer_quality(client_of(frame)).of("same_day")
    assert (found.n, found.base) == (1, 3)


def with_customers(client, **columns):
    frame = pd.DataFrame(columns)
    table = Table(
        name="customers",
        frame=frame,
        columns={
            "customer_id": Column(name="customer_id", role="id"),
            "start_date": Column(name="start_date", role="date"),
            "end_date": Column(name="end_date", role="date"),
        },
    )
    return replace(client, tables={**client.tables, "customers": table})


def test_impossible_dates_are_counted_by_reason_and_once_in_all():
    frame = clean().assign(date=pd.Timestamp("2026-01-15 12:00"))
    frame.loc[:9, "date"] = pd.Timestamp("2026-07-01")  # after the data were taken
    client = with_customers(
        client_of(frame),
        customer_id=[f"c{i}" for i in range(N)],
        start_date=pd.to_datetime(
            ["2026-02-01"] * 5 + ["2026-01-15"] * 15 + ["2026-01-16"] * 20
        ).append(pd.to_datetime(["2020-01-01"] * (N - 40))),
        end_date=pd.to_datetime([None] * 100 + ["2026-01-15"] * 30 + ["2026-01-14"] * 7).append(
            pd.to_datetime([None] * (N - 137))
        ),
    )
    found = answer_quality(client)
    dates = found.dates
    assert (dates.after_as_of, dates.before_joined, dates.after_left, dates.n) == (10, 20, 7, 37)
    text = read_answers(found, EN)
    assert (
        "37 answers of 1,200 cannot have been given when they are dated: 10 after the day the data "
        "were taken, 20 before the customer joined and 7 after the customer left." in text
    )


def test_without_customers_or_dates_less_can_be_told():
    found = answer_quality(client_of(clean())).dates
    assert (found.before_joined, found.after_left, found.n) == (None, None, 0)
    undated = answer_quality(client_of(clean().drop(columns="date")))
    assert undated.dates is None
    assert undated.of("dates").base == 0


@pytest.mark.parametrize("rate", [0.05, 0.2])
def test_customers_who_read_effort_the_wrong_way_round_are_counted(rate):
    frame, turned = clean(), rows_at(rate, 5)
    clear = frame["csat"].isin([1, 2, 4, 5]) & frame["ces"].isin([1, 2, 4, 5])
    alike = clear & ((frame["csat"] >= 4) == (frame["ces"] <= 2))
    frame.loc[turned, "ces"] = 6 - frame.loc[turned, "ces"]
    found = answer_quality(client_of(frame)).opposite
    # only who was clearly good or bad on both, and alike, shows that the scale was turned round
    assert (found.rows & turned & alike).sum() == (turned & alike).sum()
    honest = ~turned & ~alike & clear
    assert found.n == (turned & alike).sum() + honest.sum()
    assert found.ci_low <= found.share <= found.ci_high


def test_a_file_with_most_effort_answers_turned_round_contradicts_more_than_chance():
    frame = clean()
    turned = rows_at(0.9, 6)
    frame.loc[turned, "ces"] = 6 - frame.loc[turned, "ces"]
    found = answer_quality(client_of(frame))
    assert found.opposite.beyond_chance
    assert "say the opposite of" in read_answers(found, EN)
    against = [item for item in found.doubts if item.kind == "against"]
    assert {(item.first.name, item.second.name) for item in against} == {
        ("ltr", "ces"),
        ("csat", "ces"),
    }


def test_effort_turned_round_in_one_wave_is_found_there():
    frame = clean()
    there = (frame["wave"] == "two").to_numpy()
    frame.loc[there, "ces"] = 6 - frame.loc[there, "ces"]
    found = answer_quality(client_of(frame))
    assert {(item.kind, item.second.name, item.group.group) for item in found.doubts} == {
        ("turned_group", "ces", "two")
    }
    assert np.array_equal(found.of("mixed_scale").rows, there)
    # recommendation and satisfaction both speak against it; it is said once
    assert (len(found.doubts), read_answers(found, EN).count("in the wave two")) == (2, 1)


def test_where_satisfaction_is_the_one_turned_round_effort_is_not_blamed():
    frame = clean()
    there = (frame["wave"] == "two").to_numpy()
    frame.loc[there, "csat"] = 6 - frame.loc[there, "csat"]
    doubts = answer_quality(client_of(frame)).doubts
    assert [(item.first.name, item.second.name) for item in doubts] == [("ltr", "csat")]


@pytest.mark.parametrize("by", ["wave", "channel", "touchpoint"])
def test_a_group_that_answered_on_a_shorter_scale_is_found(by):
    frame = clean()
    name = sorted(frame[by].unique())[0]
    there = (frame[by] == name).to_numpy()
    short = np.clip(np.ceil(frame["ltr"] / 2), 1, 5)
    frame.loc[there, "ltr"] = short[there]
    found = answer_quality(client_of(frame))
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.second.name, doubt.value) == ("shorter_group", "ltr", 5.0)
    assert (doubt.group.by.name, doubt.group.group) == (by, name)
    assert doubt.n == there.sum()
    assert np.array_equal(found.of("mixed_scale").rows, there)
    text = read_answers(found, EN)
    assert "Nobody answered above 5 to “Likelihood to recommend”" in text
    assert "whether a shorter scale was used there" in text


def test_the_file_is_named_where_files_were_put_one_under_the_other():
    frame = clean()
    frame.loc[: N // 2 - 1, "ltr"] = np.clip(np.ceil(frame["ltr"] / 2), 1, 5)
    client = client_of(frame)
    files = tuple(SourceFile(path=f"data/{i}.csv", sha256="", rows=N // 2) for i in (1, 2))
    table = replace(client.tables["responses"], files=files)
    (doubt,) = answer_quality(replace(client, tables={"responses": table})).doubts
    assert (doubt.group.by.name, doubt.group.group) == ("file", "data/1.csv")
    joined = tuple(replace(file, rows=N) for file in files)  # side by side, not one below
    table = replace(table, files=joined)
    doubts = answer_quality(replace(client, tables={"responses": table})).doubts
    assert not any(item.group is not None for item in doubts)


def test_two_scales_that_no_group_explains_show_as_two_peaks():
    frame, mixed = clean(), rows_at(0.5, 7)
    content = np.clip(frame["ltr"] + 2, 0, 10)
    frame["ltr"] = np.where(mixed, np.clip(np.ceil(content / 2), 1, 5), content)
    (doubt,) = answer_quality(client_of(frame)).doubts
    assert (doubt.kind, doubt.value) == ("two_peaks", 5.0)
    assert doubt.elsewhere > 6
    assert not doubt.rows.any()  # who answered on which cannot be told
    assert "check whether two scales were mixed" in read_answers(
        answer_quality(client_of(frame)), EN
    )


def test_a_group_that_is_merely_less_content_is_not_doubted():
    happy, sad = clean(), clean(middle=-2.1)
    there = happy["touchpoint"] == "help"
    assert sad["csat"].mean() < 2.2
    frame = happy.where(~there, sad)
    frame = frame.astype(happy.dtypes.to_dict())
    assert answer_quality(client_of(frame)).doubts == ()


@pytest.mark.parametrize("declared", [True, False])
def test_waves_are_those_declared_else_quarters(declared):
    frame = clean().drop(columns=["wave", "channel", "touchpoint"])
    early = (frame["date"] < "2025-10-01").to_numpy()
    frame.loc[early, "ltr"] = np.clip(np.ceil(frame["ltr"][early] / 2), 1, 5)
    waves = (
        [
            ("A", "2025-07-01", "2025-09-30", {"en": "First", "es": "Primera"}),
            ("B", "2025-10-01", "2026-06-30"),
        ]
        if declared
        else ()
    )
    found = answer_quality(client_of(frame, waves=waves))
    (doubt,) = found.doubts
    assert doubt.n == early.sum()
    assert ("in the wave First" if declared else "in the wave 2025-Q3") in read_answers(found, EN)


def test_counts_of_answers_give_the_same_doubts_as_rows():
    frame = clean().drop(columns=["response_id", "customer_id", "date", "duration", *NAMES])
    frame.loc[frame["wave"] == "two", "ltr"] = np.clip(np.ceil(frame["ltr"] / 2), 1, 5)
    counted = frame.groupby(list(frame), as_index=False).size().rename(columns={"size": "answers"})
    rows, counts = (answer_quality(client_of(table)) for table in (frame, counted))
    assert len(counted) < N
    for kind in ("reversed", "mixed_scale"):
        assert (rows.of(kind).n, rows.of(kind).base) == (counts.of(kind).n, counts.of(kind).base)
    assert [item.value for item in rows.doubts] == [item.value for item in counts.doubts]
    assert rows.opposite.by_chance == pytest.approx(counts.opposite.by_chance)


def test_row_numbers_that_repeat_do_not_confuse_the_rows():
    frame = clean()
    frame.loc[:4, "duration"] = 0.1
    frame.index = np.tile(np.arange(N // 2), 2)
    found = answer_quality(client_of(frame)).of("hasty")
    assert found.rows[:5].all()
    assert found.rows.sum() == found.n


def test_nobody_s_answer_is_quoted_and_everything_is_said_in_both_languages():
    frame = clean()
    frame.loc[:30, "duration"] = 0.1
    frame.loc[frame["wave"] == "two", "ltr"] = np.clip(np.ceil(frame["ltr"] / 2), 1, 5)
    found = answer_quality(with_frame(client_of(frame), "responses", frame))
    for words in (EN, ES):
        table = quality_table(found, words)
        said = read_answers(found, words) + str(table.rows) + table.note
        assert "{" not in said
        assert "c17" not in said
        assert len(table.rows) == 11
        assert {len(row) for row in table.rows} == {4}


def test_effort_is_held_against_recommendation_where_satisfaction_was_not_asked():
    found = answer_quality(client_of(clean().drop(columns="csat"))).opposite
    assert found.against.name == "ltr"
    # ltr 8 to 10 is clearly good, 0 to 2 clearly bad; effort 1, 2 good and 4, 5 bad
    frame = clean()
    wrong = ((frame["ltr"] >= 8) & (frame["ces"] >= 4)) | (
        (frame["ltr"] <= 2) & (frame["ces"] <= 2)
    )
    assert found.n == wrong.sum()
    alone = clean().drop(columns=["csat", "ltr"])
    assert answer_quality(client_of(alone)).opposite is None


def test_what_is_wrong_with_the_dates_is_said_in_the_table():
    frame = clean()
    frame.loc[:9, "date"] = pd.Timestamp("2026-07-01")
    rows = {row[0]: row for row in quality_table(answer_quality(client_of(frame)), EN).rows}
    assert rows["Impossible dates"][1:] == [
        "10 (0.8%)",
        "1,200",
        "10 after the day the data were taken; correct the dates",
    ]
    client = with_customers(
        client_of(clean()),
        customer_id=["c0"],
        start_date=pd.to_datetime(["2020-01-01"]),
        end_date=pd.to_datetime(["2021-01-01"]),
    )
    rows = {row[0]: row for row in quality_table(answer_quality(client), EN).rows}
    assert rows["Impossible dates"][3].endswith("who left may have been asked why")
