"""``empathy.yml``: archetypes of customers with their empathy maps."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from cxkit.engagement.judgements.entry import Entry, Id, Label, Refs, Share, refuse_repeats
from cxkit.engagement.text import Text

Team = Literal["marketing", "research", "cx"]


class Note(Entry):
    """One note with what it rests on; a plain text is a note without source.

    Attributes
    ----------
    text : Text
        The note.
    sources : tuple of str
        Ids of studies or keys of listening channels (``listening.yml``), or ``table.column``.
    teams : tuple of str
        Which of the three teams it comes from.
    """

    text: Text
    sources: Refs = ()
    teams: tuple[Team, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, value: Any) -> Any:
        if isinstance(value, str) or (
            isinstance(value, dict) and value and value.keys() <= _LANGUAGES
        ):
            return {"text": value}
        return value


_LANGUAGES = frozenset({"es", "en"})


class EmpathyMap(Entry):
    """What customers of an archetype say, think, do and feel."""

    says: tuple[Note, ...] = ()
    thinks: tuple[Note, ...] = ()
    does: tuple[Note, ...] = ()
    feels: tuple[Note, ...] = ()
    pains: tuple[Note, ...] = ()
    gains: tuple[Note, ...] = ()


class Archetype(Entry):
    """A type of customer.

    Attributes
    ----------
    id : str
        Short name that journeys refer to.
    name : Text
        As the reports call it.
    description : Text or None
        One or two sentences.
    size : float or None
        Share of the customers, in [0, 1].
    segment : str or None
        Value of the segment or group in the data it stands for.
    goals, needs, behaviours, emotions : tuple of Note
        Its attributes, each with its sources.
    map : EmpathyMap or None
        Its empathy map.
    """

    id: Id
    name: Text
    description: Text | None = None
    size: Share | None = None
    segment: Label | None = None
    goals: tuple[Note, ...] = ()
    needs: tuple[Note, ...] = ()
    behaviours: tuple[Note, ...] = ()
    emotions: tuple[Note, ...] = ()
    map: EmpathyMap | None = None


class Empathy(Entry):
    """``empathy.yml``.

    Attributes
    ----------
    archetypes : tuple of Archetype
        The types of customers.
    """

    archetypes: tuple[Archetype, ...] = ()

    @model_validator(mode="after")
    def _ids_once(self) -> Empathy:
        refuse_repeats((item.id for item in self.archetypes), what="archetypes")
        return self
