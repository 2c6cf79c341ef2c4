"""Strategy: vision and targets, promises kept or broken, and how leaders see the experience."""

from cxkit.frameworks.reference_figures import load_reference_figures as quoted_figures
from cxkit.strategy.analysis import StrategyAnalysis, analyse
from cxkit.strategy.figures import plot_perception_gap, plot_promises
from cxkit.strategy.findings import findings
from cxkit.strategy.quoted_tables import own_and_quoted_table, quoted_table
from cxkit.strategy.tables import (
    benefits_table,
    objectives_table,
    perception_gap_table,
    promises_table,
    service_table,
    statement_table,
)
from cxkit.strategy.wording import (
    describe_perception_gap,
    describe_promises,
    read_execution_gap,
    read_gap_notes,
    read_objectives,
    read_service,
    read_takeaway,
    read_vision,
)

__all__ = [
    "StrategyAnalysis",
    "analyse",
    "benefits_table",
    "describe_perception_gap",
    "describe_promises",
    "findings",
    "objectives_table",
    "own_and_quoted_table",
    "perception_gap_table",
    "plot_perception_gap",
    "plot_promises",
    "promises_table",
    "quoted_figures",
    "quoted_table",
    "read_execution_gap",
    "read_gap_notes",
    "read_objectives",
    "read_service",
    "read_takeaway",
    "read_vision",
    "service_table",
    "statement_table",
]
