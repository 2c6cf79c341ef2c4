"""Circles in what depends on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MOST = 50
"""Circles that are listed; a dense tangle has more than anyone reads."""


def cycles(follows: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return every elementary circle of a directed graph, at most `MOST`.

    Parameters
    ----------
    follows : Mapping[str, sequence of str]
        What each item depends on; names that are no key are left out.

    Returns
    -------
    tuple of tuple of str
        Each circle once, from its item that comes first in `follows`, in the direction of
        dependence; an item that depends on itself is a circle of one.

    Notes
    -----
    Depth-first search from each item through later ones only, as in Tiernan (1970). A branch
    is entered only where its start can be reached back, so that a graph without circles takes
    no longer than its size.
    """
    order = {name: place for place, name in enumerate(follows)}
    before: dict[str, list[str]] = {}
    for name, others in follows.items():
        for other in others:
            before.setdefault(other, []).append(name)
    found: list[tuple[str, ...]] = []
    for start in follows:
        allowed = _able_to_return(start, before, order)
        path, branches = [start], [iter(dict.fromkeys(follows[start]))]
        on_path = {start}
        while branches and len(found) < MOST:
            following = next(branches[-1], None)
            if following is None:
                branches.pop()
                on_path.discard(path.pop())
            elif following == start:
                found.append(tuple(path))
            elif following in allowed and following not in on_path:
                path.append(following)
                on_path.add(following)
                branches.append(iter(dict.fromkeys(follows[following])))
    return tuple(found)


def _able_to_return(
    start: str, before: Mapping[str, Sequence[str]], order: Mapping[str, int]
) -> frozenset[str]:
    """Return the later items from which the start can be reached through later items."""
    reached: set[str] = set()
    open_items = [start]
    while open_items:
        for name in before.get(open_items.pop(), ()):
            if name not in reached and order[name] > order[start]:
                reached.add(name)
                open_items.append(name)
    return frozenset(reached)
