"""What the steps of a map rest on: the evidence level computed from the sources they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from cxkit.client import Client
from cxkit.frameworks import read_framework

EvidenceLevel = Literal["none", "judged", "one source", "triangulated"]
LEVELS: tuple[EvidenceLevel, ...] = ("none", "judged", "one source", "triangulated")
"""From least to most."""

_KIND_OF_TABLE: Mapping[str, str] = MappingProxyType(
    {
        "responses": "survey",
        "tickets": "requests",
        "events": "behaviour",
        "experiments": "behaviour",
        "transactions": "records",
        "customers": "records",
        "employees": "employees",
    }
)
_KIND_OF_CHANNEL: Mapping[str, str] = MappingProxyType(
    {
        "online_surveys": "survey",
        "in_person_surveys": "survey",
        "feedback_forms": "survey",
        "interviews": "interviews",
        "focus_groups": "interviews",
        "live_chats": "conversations",
        "recorded_calls": "conversations",
        "emails": "conversations",
        "social_networks": "public",
        "online_reviews": "public",
        "website_behaviour": "behaviour",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What one step or pain point rests on.

    Attributes
    ----------
    level : {"none", "judged", "one source", "triangulated"}
        Nothing at all; the consultant's judgement alone; sources of one kind; sources of
        two or more independent kinds.
    kinds : tuple of str
        Kinds of the known sources, such as ``"survey"``, sorted.
    unknown : tuple of str
        Names that are no study, no channel that is listened to and no column with data.
    """

    level: EvidenceLevel
    kinds: tuple[str, ...]
    unknown: tuple[str, ...]


class Sources:
    """The sources of a client that evidence may name.

    Parameters
    ----------
    client : Client
        Its studies and channels are those of ``listening.yml``; its columns those that hold
        at least one value.
    """

    def __init__(self, client: Client) -> None:
        self._kinds: dict[str, str] = {}
        for name, table in client.tables.items():
            for column in table.columns:
                if table.has(column):
                    self._kinds[f"{name}.{column}"] = _KIND_OF_TABLE.get(name, name)
        listening = client.judgements.listening
        if listening is not None:
            for use in listening.channels:
                if use.used:
                    self._kinds[use.channel] = _KIND_OF_CHANNEL[use.channel]
            for study in listening.studies:
                self._kinds[study.id] = _kind_of_study(study.method)

    def support(self, names: Sequence[str], *, judged: bool) -> Support:
        """Return what these sources are worth.

        Parameters
        ----------
        names : sequence of str
            Ids of studies, channels of listening, ``table.column``.
        judged : bool
            Whether the consultant judged it without naming a source.

        Returns
        -------
        Support
            Two sources of one kind, such as two questions of one survey, count once: what
            is wrong with one is wrong with the other.
        """
        known = sorted({self._kinds[name] for name in names if name in self._kinds})
        unknown = tuple(name for name in dict.fromkeys(names) if name not in self._kinds)
        level: EvidenceLevel = "judged" if judged else "none"
        if known:
            level = "triangulated" if len(known) >= 2 else "one source"
        return Support(level=level, kinds=tuple(known), unknown=unknown)


def _kind_of_study(method: str) -> str:
    """Return the kind of a study: that of the listening channel its method names, else its own."""
    plain = method.strip().casefold()
    for channel in read_framework("listening_channels")["channels"]:
        names = {channel["key"], *(name.casefold() for name in channel["name"].values())}
        if plain in names:
            return _KIND_OF_CHANNEL[channel["key"]]
    return plain
