"""Which data a client has, whether they are fit, and what to ask for."""

from cxkit.readiness.facts import ColumnFacts, Readiness, TableFacts, readiness
from cxkit.readiness.tables import columns_table, engagement_table, files_table, tables_table
from cxkit.readiness.wording import notices_html, read_readiness

__all__ = [
    "ColumnFacts",
    "Readiness",
    "TableFacts",
    "columns_table",
    "engagement_table",
    "files_table",
    "notices_html",
    "read_readiness",
    "readiness",
    "tables_table",
]
