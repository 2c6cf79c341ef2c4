"""Whether a change between two rounds of a survey may be published."""

from __future__ import annotations


def change_is_safe(
    n_before: int,
    n_after: int,
    *,
    base: int,
    joined: int | None = None,
    left: int | None = None,
) -> bool:
    """Tell whether a change between two rounds may be published.

    Parameters
    ----------
    n_before, n_after : int
        Answers of the group in each round.
    base : int
        Smallest group that may be published.
    joined, left : int, optional
        People who answered only in the second or only in the first round, where known.

    Returns
    -------
    bool
        False where either round is below `base`, or where 1 to ``base - 1`` people make the
        difference between the two rounds: if all others answer as before, the change is
        theirs alone.
    """
    if min(n_before, n_after) < base:
        return False
    if joined is None or left is None:
        return not 0 < abs(n_after - n_before) < base
    return not (0 < joined < base or 0 < left < base)
