"""Customer Experience consulting workbook kit: calculations, words, figures and reports."""

__version__ = "0.1.0"
