"""What could tell who a customer is, taken out of comments before anything else is done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import urlsplit

import pandas as pd

from cxkit.intake.privacy.personal_names import indexed, mark_introduced, mark_known
from cxkit.language import N_

REGIONS: tuple[str, ...] = (
    *("MX", "PE", "CO", "AR", "CL", "EC", "UY", "VE", "BO", "CR", "DO", "GT", "PY", "SV", "HN"),
    *("NI", "PA", "CU", "PR", "ES", "US", "GB"),
)
"""Countries whose phone numbers are recognised by default."""

MARKS: Mapping[str, str] = MappingProxyType(
    {
        "[email]": N_("[e-mail]"),
        "[phone]": N_("[phone]"),
        "[card]": N_("[card]"),
        "[id]": N_("[id number]"),
        "[name]": N_("[name]"),
        "[ip]": N_("[network address]"),
        "[url]": N_("[link]"),
    }
)
"""The marks that `redact` leaves, and marked English for printing them."""

_EMAIL = re.compile(
    r"[\w.+%-]{1,64}(?:@|\s?[\[(]\s?(?:at|arroba|@)\s?[\])]\s?|\s{1,3}arroba\s{1,3})"
    r"[\w-]{1,63}(?:(?:\.|\s{1,3}(?:punto|dot)\s{1,3})[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.|wa\.me/|t\.me/)[^\s<>\"”»]+", re.IGNORECASE)
_PROFILES = re.compile(
    r"(?:^|\.)(?:facebook|fb|instagram|twitter|x|tiktok|linkedin|wa|t|youtube|threads)\.(?:com|me)$",
    re.IGNORECASE,
)


def redact(
    text: str, *, regions: Sequence[str] = REGIONS, names: frozenset[str] = frozenset()
) -> str:
    """Replace personal data in a comment by marks.

    Parameters
    ----------
    text : str
        A comment in Spanish or English.
    regions : sequence of str, default `REGIONS`
        ISO 3166 codes of the countries whose phone numbers are looked for.
    names : frozenset of str, default empty
        Names from columns declared personal, to be taken out wherever they occur.

    Returns
    -------
    str
        The comment with ``[email]``, ``[phone]``, ``[card]``, ``[id]``, ``[name]``,
        ``[ip]`` and ``[url]`` in place of what was found; see `MARKS`.

    Notes
    -----
    A careful reading by rules, not a guarantee: a name that nothing announces and no
    column knows stays. This is why no comment is printed unless a person approved it.
    """
    if "@" in text or "arroba" in text.lower() or "(at)" in text or "[at]" in text:
        text = _EMAIL.sub("[email]", text)
    text = _URL.sub(_link, text)
    if any(letter.isdigit() for letter in text) or "::" in text:
        # its tables of phone and document numbers take time to import; most comments need none
        from cxkit.intake.privacy.identifiers import mark_numbers

        text = mark_numbers(text, regions=regions)
    return mark_introduced(mark_known(text, names))


def redact_series(
    comments: pd.Series[str],
    *,
    regions: Sequence[str] = REGIONS,
    names: frozenset[str] = frozenset(),
) -> pd.Series[str]:
    """Replace personal data in a column of comments; repeated ones are read once.

    Parameters
    ----------
    comments : pandas.Series
        Text; missing ones stay missing.
    regions, names
        As in `redact`.

    Returns
    -------
    pandas.Series
        Of the same index and name.
    """
    names = indexed(names)
    done = {
        text: redact(str(text), regions=regions, names=names) for text in comments.dropna().unique()
    }
    return comments.map(done, na_action="ignore").astype(comments.dtype)


def _link(hit: re.Match[str]) -> str:
    """Replace an address that carries more than the name of a public page."""
    address = hit[0]
    parts = urlsplit(address if "://" in address else f"https://{address}")
    try:
        host = parts.hostname or ""
    except ValueError:
        return "[url]"
    path = parts.path.strip("/.,;)")
    profile = bool(path) and _PROFILES.search(host) is not None
    personal = bool(
        parts.username or parts.query or parts.fragment or profile or "[email]" in address
    )
    numbered = re.search(r"\d{5,}", path) is not None
    end = re.search(r"[.,;:!?)]*$", address)
    return "[url]" + (end[0] if end else "") if personal or numbered else address
