"""Read the kit's own YAML files."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@lru_cache(maxsize=32)
def read_framework(name: str) -> Any:
    """Return the content of ``frameworks/<name>.yml``, as plain lists and dicts.

    Parameters
    ----------
    name : str
        File name without its ending; ``"maturity/six_phases"`` reads a folder's file.

    Raises
    ------
    FileNotFoundError
        If the kit has no such file.
    """
    place = files("cxkit.frameworks").joinpath(*f"{name}.yml".split("/"))
    return yaml.safe_load(place.read_text(encoding="utf-8"))
