"""The findings of all subjects, ranked and edited by the consultant."""

from cxkit.summary.findings import Summary, summarise
from cxkit.summary.wording import findings_html, read_summary

__all__ = ["Summary", "findings_html", "read_summary", "summarise"]
