"""What the reports call touchpoints and channels, wherever the client named them."""

from __future__ import annotations

from cxkit.client import Client, Column
from cxkit.engagement import LocalText
from cxkit.language import Words

_TABLES = ("responses", "events", "tickets", "transactions")


class Names:
    """Names of touchpoints and channels in the language of the report.

    Parameters
    ----------
    client : Client
        Labels of ``journeys.yml`` come first, then those of the tables' columns.
    """

    def __init__(self, client: Client) -> None:
        journeys = client.judgements.journeys
        self._labels: dict[str, LocalText] = {
            item.name: item.label
            for item in (journeys.touchpoints if journeys is not None else ())
            if item.label is not None
        }
        self._columns: dict[str, tuple[Column, ...]] = {
            role: tuple(
                table.columns[role]
                for name in _TABLES
                if (table := client.tables.get(name)) is not None and role in table.columns  # type: ignore[call-overload]
            )
            for role in ("touchpoint", "channel")
        }

    def touchpoint(self, name: str | None, words: Words) -> str:
        """Return what the reports call a touchpoint; empty for none."""
        if not name:
            return ""
        label = self._labels.get(name)
        return label.say(words) if label is not None else self._say("touchpoint", name, words)

    def channel(self, name: str | None, words: Words) -> str:
        """Return what the reports call a channel; empty for none."""
        return self._say("channel", name, words) if name else ""

    def _say(self, role: str, name: str, words: Words) -> str:
        for column in self._columns[role]:
            if name in column.names:
                return column.group(name, words)
        return name
