"""What the reports call an area, wherever the client wrote its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cxkit.client import Client
from cxkit.culture.dimension import UNIT
from cxkit.engagement import LocalText
from cxkit.language import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaNames:
    """Names of areas in both languages.

    Attributes
    ----------
    texts : Mapping[str, LocalText]
        Text of each name or id that a file of judgement may use.
    """

    texts: Mapping[str, LocalText] = field(default_factory=lambda: MappingProxyType({}))

    def say(self, area: str | None, words: Words) -> str:
        """Return the name in the reader's language, as written where it is not known."""
        if not area:
            return "–"
        known = self.texts.get(area)
        return known.say(words) if known is not None else area


def area_names(client: Client) -> AreaNames:
    """Return the names that ``engagement.yml`` gives to units and ``charter.yml`` to areas."""
    texts: dict[str, LocalText] = {}
    charter = client.judgements.charter
    for area in charter.areas if charter is not None else ():
        texts |= dict.fromkeys((area.id, area.name.plain, area.name.es, area.name.en), area.name)
    employees = client.tables.get("employees")
    if employees is not None and UNIT in employees.columns:
        texts |= employees.columns[UNIT].names
    texts.pop("", None)
    return AreaNames(texts=MappingProxyType(texts))
