"""Empathy maps side by side, every note with what it rests on."""

from __future__ import annotations

from html import escape

from cxkit.client import Column
from cxkit.customers.types_found import Portrait, Portraits
from cxkit.engagement.judgements import Note
from cxkit.language import N_, Words

SIDE = {
    "says": N_("Says"),
    "thinks": N_("Thinks"),
    "does": N_("Does"),
    "feels": N_("Feels"),
    "pains": N_("Pains"),
    "gains": N_("Gains"),
}
ABREAST = 4
"""Empathy maps side by side; more go into a second table."""


def empathy_html(portraits: Portraits, words: Words) -> tuple[str, str]:
    """Return the empathy maps as a table, with numbered sources below it."""
    drawn = [item for item in portraits.portraits if item.judged is not None]
    numbers = _numbered(drawn, words)
    blocks, plain = [], []
    for start in range(0, len(drawn), ABREAST):
        html, text = _map_table(drawn[start : start + ABREAST], numbers, words)
        blocks.append(html)
        plain.append(text)
    listed = "; ".join(f"{number} {name}" for name, number in numbers.items())
    foot = words("In brackets the source of each note. Notes without one are assumptions to test.")
    if listed:
        foot += " " + words("Sources: {names}.", names=listed)
    return "".join(blocks) + f'<p class="cx-note">{escape(foot)}</p>', "\n".join([*plain, foot])


def _numbered(drawn: list[Portrait], words: Words) -> dict[str, int]:
    """Give every source a number, in the order they are read."""
    names = [
        name
        for item in drawn
        for side in SIDE
        for note in _notes(item, side)
        for name in _names(note, item, words)
    ]
    return {name: place for place, name in enumerate(dict.fromkeys(names), start=1)}


def _map_table(drawn: list[Portrait], numbers: dict[str, int], words: Words) -> tuple[str, str]:
    names = [item.judged.name.say(words) for item in drawn if item.judged is not None]
    caption = words("Empathy maps")
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows, lines = [], [caption]
    for side, label in SIDE.items():
        cells = []
        for item, name in zip(drawn, names, strict=True):
            said = [_said(note, item, numbers, words) for note in _notes(item, side)]
            cells.append("<br>".join(escape(text) for text in said) or "–")
            lines += [f"{name}, {words(label)}: {text}" for text in said]
        body = "".join(f"<td>{cell}</td>" for cell in cells)
        rows.append(f'<tr><th scope="row">{escape(words(label))}</th>{body}</tr>')
    return (
        f'<table class="cx-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    ), "\n".join(lines)


def _notes(item: Portrait, side: str) -> tuple[Note, ...]:
    drawn = item.judged.map if item.judged is not None else None
    notes: tuple[Note, ...] = getattr(drawn, side) if drawn is not None else ()
    return notes


def _names(note: Note, item: Portrait, words: Words) -> list[str]:
    """Return what the sources of a note are called; sources of nothing that is there are not."""
    known = [item.sources[source] for source in note.sources if source in item.sources]
    return [part.title(words) if isinstance(part, Column) else part.say(words) for part in known]


def _said(note: Note, item: Portrait, numbers: dict[str, int], words: Words) -> str:
    """Return a note with the numbers of its sources, or marked as unsupported."""
    named = _names(note, item, words)
    if not named:
        return note.text.say(words) + " [" + words("no source") + "]"
    marks = ", ".join(str(numbers[name]) for name in dict.fromkeys(named))
    return f"{note.text.say(words)} ({marks})"
