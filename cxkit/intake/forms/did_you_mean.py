"""Guesses which known name a misspelt one was meant to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def similar(name: str, known: Iterable[str], *, likeness: float = 0.7) -> str:
    """Return the known name most like a given one, or an empty text.

    Accents, capitals and the difference between ``-``, ``_`` and spaces do not count.

    Parameters
    ----------
    name : str
        What was written.
    known : iterable of str
        What is allowed.
    likeness : float, default 0.7
        Least ratio of `difflib.SequenceMatcher` that counts as alike, in [0, 1].

    Examples
    --------
    >>> similar("tochpoint", ["touchpoint", "stage"])
    'touchpoint'
    """
    plain = {_plain(item): item for item in known}
    close = get_close_matches(_plain(name), plain, n=1, cutoff=likeness)
    return plain[close[0]] if close else ""


def _plain(name: str) -> str:
    split = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in split if not unicodedata.combining(letter))
    return letters.replace("-", "_").replace(" ", "_")
