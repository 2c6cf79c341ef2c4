from datetime import date

import pytest

from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.summary import (
    describe_roadmap,
    plot_roadmap,
    read_roadmap,
    roadmap_of,
    roadmap_table,
)
from cxkit.summary.roadmap_wording import CIRCLE
from tests.summary.made_clients import client, initiative

EN, ES = Words("en"), Words("es", region="es_PE")
"""The data of the client made here are of 31 December 2025."""


def made(*plans):
    return roadmap_of(client(plans))


def dated(key, start, end, **fields):
    return initiative(key, start=start, end=end, **fields)


def test_bars_stand_in_the_order_of_their_beginning():
    found = made(
        dated("I1", "2026-03-01", "2026-06-01"),
        dated("I2", "2026-01-01", "2026-02-01"),
        initiative("I3"),
    )
    assert [bar.initiative.id for bar in found.bars] == ["I2", "I1"]
    assert [item.id for item in found.undated] == ["I3"]
    assert found.as_of == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("start", "end", "status", "delay"),
    [
        ("2025-01-01", "2025-12-30", "running", "not finished"),
        ("2025-01-01", "2025-12-31", "running", ""),
        ("2025-01-01", "2025-06-30", "done", ""),
        ("2025-12-01", "2026-06-30", "planned", "not begun"),
        ("2025-12-01", "2026-06-30", "idea", "not begun"),
        ("2025-12-01", "2026-06-30", "running", ""),
        ("2025-12-31", "2026-06-30", "planned", ""),
        (None, "2025-06-30", "planned", "not finished"),
    ],
)
def test_late_is_counted_from_the_date_of_the_data(start, end, status, delay):
    (bar,) = made(dated("I1", start, end, status=status)).bars
    assert bar.delay == delay


def test_what_begins_before_its_dependence_ends_is_a_conflict():
    found = made(
        dated("I1", "2026-01-01", "2026-03-31"),
        dated("I2", "2026-03-01", "2026-06-01", depends_on="I1"),
        dated("I3", "2026-04-01", "2026-06-01", depends_on="I1"),
    )
    assert found.arrows == (("I1", "I2"), ("I1", "I3"))
    ((clash),) = found.conflicts
    assert (clash.initiative, clash.waits_for, clash.days) == ("I2", "I1", 30)
    assert read_roadmap(found, EN) == (
        "I2 Do I2 begins 30 days before I1 Do I1 ends, which it waits for."
    )
    assert describe_roadmap(found, EN).headline == (
        "1 initiative begins before what it waits for has ended"
    )


def test_a_circle_is_said_and_drawn_without_arrows():
    found = made(
        dated("I1", "2026-01-01", "2026-02-01", depends_on="I2"),
        dated("I2", "2026-03-01", "2026-04-01", depends_on="I1"),
        dated("I3", "2026-05-01", "2026-06-01", depends_on="I2"),
    )
    assert found.circles == (("I1", "I2"),)
    assert found.arrows == (("I2", "I3"),)
    assert "I1 → I2 → I1" in read_roadmap(found, EN)
    said = describe_roadmap(found, EN)
    assert said.headline == "The roadmap cannot be carried out: 2 initiatives wait in a circle"
    assert CIRCLE in said.reading
    assert found.stuck == {"I1", "I2"}
    ax = plot_roadmap(found, style=Style(words=EN, accent="#0b4f6c", min_base=30))
    rows = [label.get_text() for label in ax.get_yticklabels()]
    assert [row.startswith(CIRCLE) for row in rows] == [True, True, False]


def test_a_roadmap_in_order_says_so_and_nothing_else():
    found = made(dated("I1", "2026-01-01", "2026-02-01"))
    assert describe_roadmap(found, EN).headline == (
        "The roadmap holds: nothing is late and nothing begins too early"
    )
    assert read_roadmap(found, EN) == ""


def test_stopped_initiatives_are_not_on_the_roadmap():
    assert isinstance(made(dated("I1", "2026-01-01", "2026-02-01", status="stopped")), Missing)


def test_without_dates_or_initiatives_it_is_missing():
    assert isinstance(made(initiative()), Missing)
    assert isinstance(roadmap_of(client([])), Missing)


def test_the_table_has_every_initiative():
    found = made(dated("I1", "2025-01-01", "2025-06-01", status="running"), initiative("I2"))
    rows = roadmap_table(found, EN).rows
    assert [row[0] for row in rows] == ["I1 Do I1", "I2 Do I2"]
    assert rows[0][4] == "should have ended"
    assert rows[1][2:4] == ["–", "–"]
    assert roadmap_table(found, ES).rows[0][4] == ES("should have ended") != "should have ended"
