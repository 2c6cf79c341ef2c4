"""Which clients there are, and the part of them that one of several machines makes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cxkit.errors import Problem, UsageError
from cxkit.language import N_


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of all clients.

    Attributes
    ----------
    number, of : int
        Such as 3 of 8; 1 of 1 is everything.
    """

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read a part as it is written on the command line.

        Parameters
        ----------
        text : str
            Such as ``"3/8"``.

        Raises
        ------
        UsageError
            If it is written otherwise, or there is no such part.
        """
        found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text.strip())
        if found and 1 <= int(found[1]) <= int(found[2]):
            return cls(int(found[1]), int(found[2]))
        raise UsageError(
            Problem(
                rule="shard-form",
                message=N_("“{text}” is not a part of the clients."),
                remedy=N_("For the third of eight parts write: --shard 3/8"),
                values={"text": text[:40]},
            )
        )

    def holds(self, client: str) -> bool:
        """Tell whether a client belongs to this part: by its name alone, so the same anywhere.

        Parameters
        ----------
        client : str
            Name of the client's folder.
        """
        first = hashlib.sha256(client.encode()).digest()[:8]
        return int.from_bytes(first, "big") % self.of == self.number - 1

    def overlaps(self, other: Shard) -> bool:
        """Tell whether two parts may have a client in common."""
        return self.of != other.of or self.number == other.number

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.number}/{self.of}"


def client_folders(home: Path) -> Iterable[Path]:
    """Return the folders of all clients, by name."""
    return sorted(
        item
        for item in home.iterdir()
        if item.is_dir() and not item.is_symlink() and (item / "engagement.yml").exists()
    )
