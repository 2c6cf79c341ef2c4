"""The eleven routes by which customers are heard, named in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from cxkit.engagement import LocalText
from cxkit.frameworks.files import read_framework


def load_listening_channels() -> Mapping[str, LocalText]:
    """Return the name of every listening route by its key, in the order of the list."""
    return {
        str(entry["key"]): LocalText.model_validate(entry["name"])
        for entry in read_framework("listening_channels")["channels"]
    }
