from datetime import datetime, timedelta

import pandas as pd

from cxkit.perception.waits.resolution import resolution_time

START = datetime(2025, 3, 1, 9)


def tickets(*pairs):
    """Tickets opened so many hours after the start, resolved after so many more."""
    opened = [START + timedelta(hours=at) for at, _ in pairs]
    resolved = [None if wait is None else START + timedelta(hours=at + wait) for at, wait in pairs]
    return pd.DataFrame({"opened": opened, "resolved": pd.to_datetime(resolved)})


def test_three_days_are_72_hours():
    table = tickets((0, 50), (0, 60), (0, 71), (0, 73))
    found = resolution_time(table, as_of=START + timedelta(days=10))
    assert (found.within_72h, found.n_within_72h) == (0.75, 4)  # 50, 60 and 71 of four
    assert (found.within_24h, found.n_within_24h) == (0.0, 4)


def test_a_ticket_open_for_exactly_24_hours_was_not_resolved_within_them():
    # followed 24 hours: resolved at 1 hour, still open; followed 23 hours: not known yet
    table = tickets((0, 1), (0, None), (1, None))
    found = resolution_time(table, as_of=START + timedelta(hours=24))
    assert found.n_open == 2
    assert (found.within_24h, found.n_within_24h) == (0.5, 2)


def test_a_ticket_resolved_after_exactly_24_or_72_hours_was_resolved_within_them():
    # waits 24, 25, 72 and 74: one of four within a day, three of four within three
    table = tickets((0, 24), (0, 25), (0, 72), (0, 74))
    found = resolution_time(table, as_of=START + timedelta(days=10))
    assert (found.within_24h, found.within_72h) == (0.25, 0.75)
