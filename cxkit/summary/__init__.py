"""The findings of all subjects, ranked and edited by the consultant."""

from cxkit.summary.findings import Summary, summarise
from cxkit.summary.tables import edits_table, keys_table
from cxkit.summary.wording import findings_html, read_summary

__all__ = ["Summary", "edits_table", "findings_html", "keys_table", "read_summary", "summarise"]
