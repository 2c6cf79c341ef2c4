"""Adoption, the state of initiatives, and the cadence of forums."""

import itertools
from datetime import date

import pytest

from cxkit.engagement.judgements import Adoption, Initiative, Kpi, KpiValue
from cxkit.governance import (
    describe_adoption,
    forums_table,
    initiatives_table,
    plot_adoption,
    read_forums,
    read_initiatives,
)
from cxkit.governance.forums import forums
from cxkit.governance.initiative_register import adoption_curves, initiative_register
from cxkit.language import Words
from cxkit.presentation import Style
from tests.governance.made import AS_OF, charter

EN = Words("en")


def curves(*rows, initiatives=()):
    counted = [
        Adoption.model_validate({"initiative": i, "date": d, "eligible": n, "adopted": x})
        for i, d, n, x in rows
    ]
    return adoption_curves(counted, initiatives, as_of=AS_OF, confidence=0.95, min_base=30)


def test_adoption_has_a_wilson_interval():
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81 of 263
    (curve,) = curves(("I1", "2026-06-30", 263, 81)).curves
    assert curve.table.loc[0, ["ci_low", "ci_high"]].tolist() == pytest.approx(
        [0.2553, 0.3662], abs=5e-5
    )


def test_counts_are_sorted_by_date_and_those_of_the_future_left_out():
    found = curves(
        ("I1", "2026-05-31", 100, 30), ("I1", "2026-04-30", 100, 10), ("I1", "2026-07-31", 100, 90)
    )
    assert found.curves[0].table["share"].tolist() == [0.1, 0.3]
    assert curves(("I1", "2026-07-31", 100, 90)) is None


def test_the_most_adopted_comes_first_and_leads_the_headline():
    named = Initiative.model_validate({"id": "I2", "name": "Call-back"})
    found = curves(("I1", "2026-05-31", 100, 30), ("I2", "2026-05-31", 20, 10), initiatives=[named])
    assert [curve.initiative for curve in found.curves] == ["I2", "I1"]
    text = describe_adoption(found, EN)
    assert text.headline == "Call-back is taken up by 50% of those who could"
    assert "I1: 30% (n = 100)" in text.measure
    ax = plot_adoption(found, style=Style(words=EN, accent="#1f4e79", min_base=30))
    assert ax.get_ylim() == (0, 1.02)
    assert [text.get_text() for text in ax.texts] == ["Call-back 50%", "I1 30%"]
    assert ax.lines[0].get_markerfacecolor() == "white"  # 20 are fewer than the least base


def test_labels_of_equal_shares_do_not_stand_on_each_other():
    found = curves(*((f"I{i}", "2026-05-31", 100, 50) for i in range(4)))
    ax = plot_adoption(found, style=Style(words=EN, accent="#1f4e79", min_base=30))
    heights = sorted(text.xyann[1] for text in ax.texts)
    assert min(b - a for a, b in itertools.pairwise(heights)) > 0.08


def register(row, *, values=(), kpis=(), adoption=None):
    return initiative_register(
        [Initiative.model_validate({"id": "I1", "name": "Call-back", **row})],
        kpis=[Kpi.model_validate(k) for k in kpis],
        values=[KpiValue.model_validate(v) for v in values],
        adoption=adoption,
        as_of=AS_OF,
    )


WHOLE = {"owner": "CX", "kpi": "K1", "adoption_kpi": "K2", "start": "2026-03-01"}


@pytest.mark.parametrize(
    ("changes", "issues"),
    [
        ({"status": "running"}, ()),
        ({"owner": None}, ("no_owner", "late_start")),
        ({"status": "running", "kpi": None}, ("no_kpi",)),
        ({"status": "done", "adoption_kpi": None}, ("no_adoption",)),
        ({"status": "planned"}, ("late_start",)),
        ({"status": "planned", "start": "2026-07-01"}, ()),
        ({"status": "running", "end": "2026-06-29"}, ("late_end",)),
        ({"status": "stopped", "end": "2026-06-29"}, ()),
    ],
)
def test_what_an_entry_lacks(changes, issues):
    assert register({**WHOLE, **changes}).states[0].issues == issues


def test_a_count_of_adoption_stands_for_an_adoption_kpi():
    row = {**WHOLE, "status": "running", "adoption_kpi": None}
    found = register(row, adoption=curves(("I1", "2026-05-31", 10, 4)))
    assert found.states[0].issues == ()
    assert found.states[0].adopted == 0.4


def test_the_kpi_before_and_since_the_start():
    days = {"2026-01-31": 10, "2026-03-01": 12, "2026-04-30": 15, "2026-05-31": 17}
    values = [{"kpi": "K1", "date": d, "value": v} for d, v in days.items()]
    values.append({"kpi": "K1", "date": "2026-08-01", "value": 99})
    found = register({**WHOLE, "status": "running"}, values=values)
    assert (found.states[0].before, found.states[0].since) == (12, 17)
    assert initiatives_table(found, EN).rows[0][7:9] == ["12", "17"]


def test_a_baseline_after_the_start_cannot_show_what_was_before():
    kpis = [{"id": "K1", "name": "Score", "baseline": 5, "baseline_date": "2026-05-01"}]
    found = register({**WHOLE, "status": "running"}, kpis=kpis)
    assert found.states[0].issues == ("late_baseline",)
    assert "Its KPI's baseline is later than its start: Call-back." in read_initiatives(found, EN)


@pytest.mark.parametrize(
    ("cadence", "last", "due", "late", "missed"),
    [
        ("weekly", "2026-06-23", date(2026, 6, 30), 0, 0),
        ("weekly", "2026-06-22", date(2026, 6, 29), 1, 1),
        ("fortnightly", "2026-02-12", date(2026, 2, 26), 124, 9),
        ("monthly", "2026-01-31", date(2026, 2, 28), 122, 4),
        ("quarterly", "2026-04-15", date(2026, 7, 15), 0, 0),
        ("yearly", "2024-06-30", date(2025, 6, 30), 365, 1),
        ("monthly", None, None, 0, 0),
        (None, "2026-06-01", None, 0, 0),
    ],
)
def test_a_forum_is_due_one_step_of_the_calendar_after_its_last(cadence, last, due, late, missed):
    forum = {k: v for k, v in {"name": "F", "cadence": cadence, "last": last}.items() if v}
    (state,) = forums(charter(forums=[forum]), as_of=AS_OF).states
    assert (state.due, state.days_overdue, state.missed) == (due, late, missed)


def test_forums_in_words():
    found = forums(
        charter(
            roles=[{"id": "a", "name": "Anna"}],
            forums=[
                {"name": "Board", "cadence": "monthly", "last": "2026-06-01", "members": ["a"]},
                {"name": "Table", "cadence": "weekly", "last": "2026-06-01", "members": ["z"]},
                {"name": "Circle"},
            ],
        ),
        as_of=AS_OF,
    )
    assert read_forums(found, EN) == (
        "Table is overdue: its last meeting was on 1 June 2026, and by 30 June 2026 it is 22 days "
        "late. Cadence or last meeting is not recorded: Circle."
    )
    states = [row[4] for row in forums_table(found, EN).rows]
    assert states == [
        "within its cadence",
        "overdue by 22 days, 4 meetings missed; unknown role: z",
        "not known",
    ]
