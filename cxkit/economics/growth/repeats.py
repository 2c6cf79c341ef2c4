"""Contacts that come back: the same customer about the same thing, soon after."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.metrics.checks import check_columns

WINDOWS = (7, 14)
"""Days within which a contact about the same thing counts as come back."""
DAY = pd.Timedelta(days=1)


def repeat_contacts(
    tickets: pd.DataFrame,
    *,
    days: int,
    customer: str = "customer_id",
    opened: str = "opened",
    topic: str | None = "reason",
) -> npt.NDArray[np.float64]:
    """Tell which contacts came back: an earlier one lies at most so many days before.

    Parameters
    ----------
    tickets : DataFrame
        One row a contact, in any order.
    days : int
        Length of the window, 1 or more.
    customer, opened : str, default "customer_id", "opened"
        Columns of the customer and of the moment.
    topic : str or None, default "reason"
        Column of what it was about; None where every contact of a customer counts.

    Returns
    -------
    array of float, shape (n,)
        1 if the contact came back, 0 if not; NaN where it cannot be told: the customer, the
        moment or the topic is blank, or the first contact of the table is less than
        ``days`` earlier, so that what came before it is not in the table.

    Raises
    ------
    ValueError
        If `days` is below 1.
    DataError
        If a column is not there.

    Notes
    -----
    A contact that comes back counts, not the first one. That it came back for want of a
    solution (failure demand) is an assumption: a second question may be a new one.

    References
    ----------
    Seddon (2003), Freedom from Command and Control. Dixon, Toman and DeLisi (2013), The
    Effortless Experience, chapter 3.
    """
    if days < 1:
        raise ValueError(f"the window must be 1 day or more, got {days}")
    keys = [customer, *([topic] if topic is not None else [])]
    check_columns(tickets, [*keys, opened])
    moment = pd.to_datetime(tickets[opened])
    known = (tickets[keys].notna().all(axis=1) & moment.notna()).to_numpy(bool)
    answer = np.full(len(tickets), np.nan)
    if not known.any():
        return answer
    frame = tickets.loc[known, keys].assign(_at=moment[known], _row=np.flatnonzero(known))
    frame = frame.sort_values([*keys, "_at"], kind="stable")
    since = frame.groupby(keys, sort=False, observed=True)["_at"].diff()
    back = (since <= days * DAY).to_numpy(bool)
    visible = (frame["_at"] - moment.min() >= days * DAY).to_numpy(bool)
    answer[frame["_row"].to_numpy()] = np.where(visible, back.astype(float), np.nan)
    return answer
