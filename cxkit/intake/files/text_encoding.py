"""Encoding of a text file: declared, marked in the file, or found out from its bytes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from cxkit.errors import Problem
from cxkit.language import N_

BLOCK = 1 << 20
"""Bytes read at a time, so that no file is ever held as a whole."""

_SAMPLE = 1 << 16

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

ENCODINGS: dict[str, str] = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp1252": "cp1252",
    "windows-1252": "cp1252",
    "ansi": "cp1252",
    "latin-1": "iso8859-1",
    "latin1": "iso8859-1",
    "iso-8859-1": "iso8859-1",
    "iso-8859-15": "iso8859-15",
    "mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "cp850": "cp850",
    "cp437": "cp437",
    "cp1250": "cp1250",
    "ascii": "ascii",
}
"""Names a consultant may write after ``encoding:``, and the codec each stands for."""

_BY_CODEC = {codecs.lookup(name).name: name for name in sorted(set(ENCODINGS.values()))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How the bytes of a text file become letters.

    Attributes
    ----------
    name : str
        Python codec.
    detected : bool
        Whether it was found out rather than declared.
    clean : bool
        Whether every byte of the file can be read with it.
    """

    name: str
    detected: bool
    clean: bool


def choose_encoding(
    path: Path, declared: str, *, file: str, table: str
) -> tuple[Encoding | None, list[Problem]]:
    """Decide how a text file is encoded.

    Parameters
    ----------
    path : Path
        The file.
    declared : str
        What ``engagement.yml`` says, ``""`` if nothing.
    file, table : str
        Where it is, for the problems.

    Returns
    -------
    encoding : Encoding or None
        None if the declared one is not known.
    problems : list of Problem
        An error for an unknown encoding, a warning where the file's own mark contradicts
        the declaration, a note where Windows-1252 had to be assumed.

    Notes
    -----
    A byte-order mark is believed first, then the declaration. Else UTF-16 is recognised
    by zero bytes in every second place, UTF-8 by being valid throughout (or nearly: a few
    broken letters among many good ones), and what is left is read as Windows-1252.
    """
    wanted = ""
    if declared:
        wanted = _codec(declared)
        if not wanted:
            return None, [_unknown(declared, file, table)]
    with path.open("rb") as source:
        head = source.read(_SAMPLE)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    problems: list[Problem] = []
    if marked:
        if wanted and wanted[:5] != marked[:5]:
            problems.append(_contradiction(declared, marked, file, table))
        name = marked
    elif wanted:
        name = (_wide(head) or "utf-16-le") if wanted == "utf-16" else wanted
    else:
        name = _wide(head)
        if not name:
            name = "utf-8" if _mostly_utf8(path) else "cp1252"
            if name == "cp1252":
                problems.append(_assumed(file, table))
    clean = decodes(path, name)
    return Encoding(name=name, detected=not declared, clean=clean), problems


def decodes(path: Path, encoding: str) -> bool:
    """Tell whether a whole file can be read in an encoding, a block at a time."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as source:
        try:
            while block := source.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _codec(declared: str) -> str:
    """Return the codec for a declared name, ``""`` if it is not one of `ENCODINGS`."""
    name = declared.strip().lower().replace("_", "-").replace(" ", "-")
    if name in ENCODINGS:
        return ENCODINGS[name]
    try:
        return _BY_CODEC.get(codecs.lookup(name).name, "")
    except (LookupError, ValueError):
        return ""


def _wide(head: bytes) -> str:
    """Return the UTF-16 order that zero bytes betray, or ``""``."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > 0.3 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.02 * half:
        return "utf-16-be"
    return ""


def _mostly_utf8(path: Path) -> bool:
    """Tell whether a file is UTF-8, perhaps with a few broken letters."""
    if decodes(path, "utf-8"):
        return True
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = 0
    with path.open("rb") as source:
        while block := source.read(BLOCK):
            text = decoder.decode(block)
            if not text.isascii():
                broken = text.count("\ufffd")
                bad += broken
                good += len(text) - len(text.encode("ascii", "ignore")) - broken
    return good > bad


def _unknown(declared: str, file: str, table: str) -> Problem:
    near = get_close_matches(declared.lower(), ENCODINGS, n=1, cutoff=0.5)
    return Problem(
        rule="encoding-unknown",
        message=N_("“{encoding}” is not an encoding the kit reads."),
        remedy=(
            N_("Did you mean “{similar}”?")
            if near
            else N_("Write utf-8, utf-16, cp1252 or mac-roman, or delete the line “encoding:”.")
        ),
        values={"encoding": declared[:40], "similar": near[0] if near else ""},
        file=file,
        table=table,
    )


def _contradiction(declared: str, marked: str, file: str, table: str) -> Problem:
    return Problem(
        rule="encoding-contradiction",
        severity="warning",
        message=N_("“encoding: {declared}” is declared, but the file itself says {marked}."),
        remedy=N_("It was read as {marked}. Correct or delete the line “encoding:”."),
        values={"declared": declared[:40], "marked": marked.removesuffix("-sig")},
        file=file,
        table=table,
    )


def _assumed(file: str, table: str) -> Problem:
    return Problem(
        rule="encoding-assumed",
        severity="note",
        message=N_("The file is not UTF-8; it was read as cp1252 (Windows, Western European)."),
        remedy=N_(
            "If accents look wrong, declare “encoding: mac-roman” or another, or save the file "
            "as CSV UTF-8."
        ),
        file=file,
        table=table,
    )
