"""Where things are in a clone of the kit and around a client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from cxkit.engagement import Section
from cxkit.language import LANGUAGES, LanguageCode

KIT = Path(__file__).resolve().parents[2]
"""Root of the clone: notebooks and templates belong to the consultant."""

NOTEBOOKS = KIT / "notebooks"
TEMPLATES = KIT / "templates"
DEMO_CLIENT = "demo_bank"

MODULES: Mapping[Section, str] = MappingProxyType(
    {
        "summary": "09_summary_and_roadmap",
        "engagement": "00_engagement",
        "maturity": "08_maturity",
        "strategy": "01_strategy",
        "customers": "02_customer_understanding",
        "journeys": "03_journey_design",
        "perception": "04_perception_measurement",
        "economics": "05_economics",
        "governance": "06_governance",
        "culture": "07_culture",
    }
)
"""Notebook of each section, in the order of the report."""


@dataclass(frozen=True, slots=True)
class ClientPaths:
    """The folders of one client.

    Attributes
    ----------
    folder : Path
        The client's folder under ``client_data``.
    """

    folder: Path

    @property
    def slug(self) -> str:
        """Name of the folder."""
        return self.folder.name

    @property
    def home(self) -> Path:
        """Folder that holds ``client_data`` and ``reports``."""
        return self.folder.parent.parent

    @property
    def reports(self) -> Path:
        """Where the client's reports go."""
        return self.home / "reports" / self.slug

    def notebooks(self, language: LanguageCode) -> Path:
        """Return the folder of the client's working copy."""
        return self.folder / "notebooks" / language

    def notebook(self, module: str, language: LanguageCode) -> Path:
        """Return the notebook a report uses: the working copy, else the kit's own."""
        copy = self.notebooks(language) / f"{module}.ipynb"
        return copy if copy.exists() else NOTEBOOKS / language / f"{module}.ipynb"


BUILDING = ".building-"
"""How the folder begins in which a report is made before it is put in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiles:
    """A finished report.

    Attributes
    ----------
    notebook, html, pdf : Path
        The executed notebook, the page, and its PDF where wanted.
    language : {"es", "en"}
        Language of words.
    """

    notebook: Path
    html: Path
    pdf: Path | None = None
    language: LanguageCode


def in_language(name: str, language: LanguageCode) -> str:
    """Return where a consultant's own notebook is in a language.

    Parameters
    ----------
    name : str
        Path in the client folder, such as ``"notebooks/es/my_module.ipynb"``.
    language : {"es", "en"}
        Language of the report.

    Returns
    -------
    str
        The same file in the folder of that language, where it is in a folder named after
        one; else the same path.
    """
    path = PurePosixPath(name)
    if path.parent.name not in LANGUAGES:
        return name
    return str(path.parent.parent / language / path.name)


def offered_modules() -> tuple[Section, ...]:
    """Return the sections whose notebooks exist, in the order of the report."""
    return tuple(
        section
        for section, name in MODULES.items()
        if (NOTEBOOKS / "en" / f"{name}.ipynb").exists()
    )
