"""Culture: what employees answer, with small groups protected, training and recognition."""

from cxkit.culture.analysis import CultureAnalysis, analyse
from cxkit.culture.findings import findings

__all__ = ["CultureAnalysis", "analyse", "findings"]
