"""The findings of all subjects on one page, the chain to money, priorities, roadmap, changes."""

from cxkit.summary.chain import Chain, chain_of
from cxkit.summary.chain_figure import plot_chain
from cxkit.summary.chain_wording import breaches_table, describe_chain
from cxkit.summary.changes import Changes, changes_since
from cxkit.summary.changes_wording import changes_table, findings_then_and_now, read_changes
from cxkit.summary.completeness import Completeness, completeness_of
from cxkit.summary.completeness_figure import describe_completeness, plot_completeness
from cxkit.summary.delivery import delivered, score_measures
from cxkit.summary.findings import Summary, summarise
from cxkit.summary.priority import Priorities, priorities
from cxkit.summary.priority_figure import plot_priorities
from cxkit.summary.priority_wording import describe_priorities, priorities_table
from cxkit.summary.roadmap import Roadmap, roadmap_of
from cxkit.summary.roadmap_figure import plot_roadmap
from cxkit.summary.roadmap_wording import describe_roadmap, read_roadmap, roadmap_table
from cxkit.summary.tables import edits_table, keys_table
from cxkit.summary.wording import findings_html, read_summary

__all__ = [
    "Chain",
    "Changes",
    "Completeness",
    "Priorities",
    "Roadmap",
    "Summary",
    "breaches_table",
    "chain_of",
    "changes_since",
    "changes_table",
    "completeness_of",
    "delivered",
    "describe_chain",
    "describe_completeness",
    "describe_priorities",
    "describe_roadmap",
    "edits_table",
    "findings_html",
    "findings_then_and_now",
    "keys_table",
    "plot_chain",
    "plot_completeness",
    "plot_priorities",
    "plot_roadmap",
    "priorities",
    "priorities_table",
    "read_changes",
    "read_roadmap",
    "read_summary",
    "roadmap_of",
    "roadmap_table",
    "score_measures",
    "summarise",
]
