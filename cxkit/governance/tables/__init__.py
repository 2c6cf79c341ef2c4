"""Results of governance as tables of texts."""

from cxkit.governance.tables.areas import (
    breaches_table,
    data_table,
    forums_table,
    policies_table,
    tools_table,
)
from cxkit.governance.tables.loop import alerts_table, loop_table, requests_table, waiting_table
from cxkit.governance.tables.registers import initiatives_table, kpis_table

__all__ = [
    "alerts_table",
    "breaches_table",
    "data_table",
    "forums_table",
    "initiatives_table",
    "kpis_table",
    "loop_table",
    "policies_table",
    "requests_table",
    "tools_table",
    "waiting_table",
]
