"""What a report was made with, so that it can be made again."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import version

from cxkit.language import Words
from cxkit.presentation.texts import TextTable

LIBRARIES = ("cxkit", "numpy", "pandas", "scipy", "matplotlib", "papermill", "pydantic", "babel")


def parameters_table(parameters: Mapping[str, object], words: Words) -> TextTable:
    """Return the parameters of a notebook, with what is left empty said so."""
    return TextTable(
        caption=words("Parameters"),
        headings=[words("Parameter"), words("Value")],
        rows=[
            [name, str(value) if value != "" else words("(empty)")]
            for name, value in parameters.items()
        ],
        numeric=[False, False],
    )


def versions_table(words: Words) -> TextTable:
    """Return the versions of Python, the kit and what its numbers depend on."""
    rows = [["Python", platform.python_version()]]
    rows += [[name, version(name)] for name in LIBRARIES]
    return TextTable(
        caption=words("Versions"),
        headings=[words("Software"), words("Version")],
        rows=rows,
        numeric=[False, False],
    )
