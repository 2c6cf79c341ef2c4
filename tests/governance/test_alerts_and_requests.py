"""Alert rules on the latest answers, and the queue of requests."""

from datetime import date

import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.governance import (
    alerts_table,
    analyse,
    read_alerts,
    read_requests,
    requests_table,
)
from tests.governance.made import client, days, governance

RULE = {"id": "A1", "column": "ltr", "below": 3, "within_hours": 48, "owner": "CX"}
ANSWERS = pd.DataFrame(
    {
        "date": days("2026-03-01", "2026-05-01", "2026-06-27", "2026-06-29", "2026-07-02"),
        "touchpoint": ["App", "App", "Shop", "App", "App"],
        "ltr": [0.0, 2.0, 3.0, 1.0, 0.0],
    }
)
WAVES = (
    {"name": "First", "start": "2026-01-01", "end": "2026-03-31"},
    {"name": "Second", "start": "2026-04-01", "end": "2026-06-30"},
)


def found(*rules, frame=ANSWERS, waves=WAVES, **more):
    made = client(responses=frame, waves=waves, governance=governance(alerts=list(rules)), **more)
    return analyse(made).alerts, made.engagement.words("en")


def test_a_rule_counts_answers_of_the_last_wave_strictly_beyond_it():
    alerts, words = found(RULE)
    (count,) = alerts.counts
    assert (count.n, count.n_alerts, alerts.wave) == (3, 2, "Second")
    # 1 May + 48 h is past; 29 June + 48 h ends on 1 July, after the reference day
    assert count.n_past_due == 1
    assert (count.oldest, count.newest) == (date(2026, 5, 1), date(2026, 6, 29))
    assert alerts.age_days == 1
    assert read_alerts(alerts, words).startswith(
        "Counted when this report was made, not live: 3 answers from 1 May 2026 to 29 June 2026, "
        "the last of them 1 day old."
    )


@pytest.mark.parametrize(("hours", "past_due"), [(24, 2), (47, 2), (48, 1), (10_000, 0)])
def test_time_runs_out_by_the_end_of_the_reference_day(hours, past_due):
    # 29 June 00:00 + 47 h is 30 June 23:00, + 48 h is the next day
    alerts, _ = found({**RULE, "within_hours": hours})
    assert alerts.counts[0].n_past_due == past_due


def test_a_rule_above_and_a_rule_of_one_touchpoint():
    alerts, words = found(
        {"id": "B", "column": "ltr", "above": 2},
        {"id": "C", "column": "ltr", "below": 3, "touchpoint": "App"},
    )
    assert [(c.rule.id, c.n, c.n_alerts, c.n_past_due) for c in alerts.counts] == [
        ("C", 2, 2, None),
        ("B", 3, 1, None),
    ]
    rows = alerts_table(alerts, words).rows
    assert rows[0][:3] == ["C: Likelihood to recommend below 3", "App", "nobody"]
    assert rows[1][0] == "B: Likelihood to recommend above 2"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"column": "csat"}, "no_column"),
        ({"column": "touchpoint"}, "no_column"),
        ({"below": None}, "no_limit"),
        ({"touchpoint": "Moon"}, "no_touchpoint"),
    ],
)
def test_a_rule_that_cannot_be_applied_says_why(changes, problem):
    rule = {k: v for k, v in {**RULE, **changes}.items() if v is not None}
    alerts, words = found(rule)
    assert alerts.counts[0].problem == problem
    assert alerts_table(alerts, words).rows[0][5] == "–"


def test_a_question_nobody_answered_has_no_share():
    alerts, _ = found(RULE, frame=ANSWERS.assign(ltr=float("nan")))
    assert alerts.counts[0].problem == "no_answers"


def test_answers_without_dates_and_tables_of_counts():
    frame = pd.DataFrame({"ltr": [0.0, 9.0], "answers": [3.0, 7.0]})
    alerts, words = found(RULE, frame=frame, waves=())
    assert (alerts.counts[0].n, alerts.counts[0].n_alerts, alerts.n) == (10, 3, 10)
    assert alerts.counts[0].n_past_due is None
    assert "10 answers without a date" in read_alerts(alerts, words)


def test_a_column_of_waves_goes_before_declared_dates():
    frame = ANSWERS.assign(wave=["a", "b", "b", "c", "d"])
    alerts, _ = found(RULE, frame=frame)
    assert (alerts.wave, alerts.n) == ("c", 1)


def test_rules_without_answers_and_answers_without_rules_are_missing():
    made = client(governance=governance(alerts=[RULE]))
    assert "responses" in analyse(made).alerts.need
    assert "governance.yml" in analyse(client(responses=ANSWERS)).alerts.need


# -------------------------------------------------------------------- requests
OPENED = days("2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04", "2026-07-09")


def queue(**columns):
    flags = tuple(Column(name=n, role="flag") for n in ("urgent",) if n in columns)
    made = client(tickets=pd.DataFrame({"opened": OPENED, **columns}), columns=flags)
    return analyse(made).requests, made.engagement.words("en")


def test_kinds_are_sorted_by_what_is_past_due_then_by_urgency():
    requests, words = queue(
        reason=["Fee", "Card", "Card", "Fee", "Fee"],
        resolved=days("2026-06-02", None, None, None, None),
        due=days(None, "2026-06-10", "2026-07-10", None, None),
        urgent=pd.array([True, False, pd.NA, True, True], dtype="boolean"),
    )
    assert [list(row) for row in requests_table(requests, words).rows] == [
        ["Card", "2", "0 · 0% (0% to 79%), indicative", "2", "1"],
        ["Fee", "2", "2 · 100% (34% to 100%), indicative", "1", "0"],
        ["All", "4", "2 · 67% (21% to 94%), indicative", "3", "1"],
    ]
    assert requests.n_later == 1
    assert read_requests(requests, words) == (
        "4 requests were opened from 1 June 2026 to 4 June 2026. 67% of the 3 whose urgency is "
        "recorded are urgent (95% interval 21% to 94%). 3 are still open; past their due date: 1."
    )


def test_without_a_closing_date_nobody_can_say_what_is_open():
    requests, words = queue(reason=["Fee", "Card", "Card", "Fee", "Fee"])
    assert requests.total.n_open is None
    assert "No closing date is recorded" in read_requests(requests, words)
    assert list(requests_table(requests, words).headings) == ["Reason", "Received"]


def test_without_a_kind_there_is_one_row_for_all():
    requests, words = queue(resolved=days(None, None, None, None, "2026-07-10"))
    assert [list(row) for row in requests_table(requests, words).rows] == [["All", "4", "4"]]


def test_no_requests_at_all_is_missing():
    empty = client(tickets=pd.DataFrame({"opened": days(None)}))
    assert "tickets" in analyse(empty).requests.need
