"""Results of governance in words: headlines, sentences, key figures and cards."""

from cxkit.governance.wording.board import board_html, charter_html
from cxkit.governance.wording.loop import (
    describe_loop,
    read_alerts,
    read_loop,
    read_requests,
    read_waiting,
)
from cxkit.governance.wording.overview import key_figures, read_contradiction, read_overview
from cxkit.governance.wording.registers import (
    describe_adoption,
    describe_kpis,
    read_forums,
    read_initiatives,
    read_kpis,
    read_tools,
)
from cxkit.governance.wording.responsibilities import describe_responsibilities
from cxkit.governance.wording.silos import describe_silos, read_data

__all__ = [
    "board_html",
    "charter_html",
    "describe_adoption",
    "describe_kpis",
    "describe_loop",
    "describe_responsibilities",
    "describe_silos",
    "key_figures",
    "read_alerts",
    "read_contradiction",
    "read_data",
    "read_forums",
    "read_initiatives",
    "read_kpis",
    "read_loop",
    "read_overview",
    "read_requests",
    "read_tools",
    "read_waiting",
]
