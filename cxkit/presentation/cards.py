"""Cards: what belongs together about one archetype, initiative or area, set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPart:
    """A labelled list of a card.

    Attributes
    ----------
    label : str
        Such as "Goals".
    lines : sequence of str
        One line each; an empty list leaves the part out.
    """

    label: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card.

    Attributes
    ----------
    title, subtitle : str
        Name, and size or state.
    parts : sequence of CardPart
        In the order they are read.
    quote : str
        A quotation; empty for none.
    note : str
        Small print, such as the level of evidence.
    """

    title: str
    subtitle: str = ""
    parts: Sequence[CardPart] = ()
    quote: str = ""
    note: str = ""


def cards_html(cards: Sequence[Card]) -> tuple[str, str]:
    """Return cards as HTML and as plain text.

    Parameters
    ----------
    cards : sequence of Card
        In the order they are read.
    """
    html = "".join(_card(card) for card in cards)
    plain = "\n\n".join(_plain(card) for card in cards)
    return f'<div class="cx-cards">{html}</div>', plain


def _card(card: Card) -> str:
    subtitle = f'<p class="cx-card-sub">{escape(card.subtitle)}</p>' if card.subtitle else ""
    quote = f"<blockquote><p>{escape(card.quote)}</p></blockquote>" if card.quote else ""
    note = f'<p class="cx-note">{escape(card.note)}</p>' if card.note else ""
    return (
        f'<section class="cx-card"><p class="cx-card-title">{escape(card.title)}</p>{subtitle}'
        f"<dl>{''.join(_part(part) for part in card.parts if part.lines)}</dl>"
        f"{quote}{note}</section>"
    )


def _part(part: CardPart) -> str:
    lines = "".join(f"<dd>{escape(line)}</dd>" for line in part.lines)
    return f"<dt>{escape(part.label)}</dt>{lines}"


def _plain(card: Card) -> str:
    lines = [card.title, card.subtitle]
    lines += [f"{part.label}: {'; '.join(part.lines)}" for part in card.parts if part.lines]
    return "\n".join(line for line in [*lines, card.quote, card.note] if line)
