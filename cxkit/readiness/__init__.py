"""Which data a client has, whether they are fit, and what to ask for."""

from cxkit.readiness.analysis import ReadinessAnalysis, analyse
from cxkit.readiness.check_tables import (
    channels_table,
    coverage_by_subject_table,
    coverage_table,
    repeated_table,
    response_rates_table,
)
from cxkit.readiness.check_wording import (
    describe_channels,
    read_channels,
    read_questions,
    read_response_rates,
    read_silent,
    read_takeaway,
)
from cxkit.readiness.facts import ColumnFacts, Readiness, TableFacts, readiness
from cxkit.readiness.figures import plot_channels
from cxkit.readiness.quality_tables import quality_table, with_and_without_table
from cxkit.readiness.quality_wording import read_answers
from cxkit.readiness.representation_tables import (
    early_late_table,
    representation_table,
    silent_table,
    weighting_table,
)
from cxkit.readiness.representation_wording import read_early_late, read_representation
from cxkit.readiness.tables import columns_table, engagement_table, files_table, tables_table
from cxkit.readiness.with_and_without_wording import read_with_and_without
from cxkit.readiness.wording import notices_html, read_readiness

__all__ = [
    "ColumnFacts",
    "Readiness",
    "ReadinessAnalysis",
    "TableFacts",
    "analyse",
    "channels_table",
    "columns_table",
    "coverage_by_subject_table",
    "coverage_table",
    "describe_channels",
    "early_late_table",
    "engagement_table",
    "files_table",
    "notices_html",
    "plot_channels",
    "quality_table",
    "read_answers",
    "read_channels",
    "read_early_late",
    "read_questions",
    "read_readiness",
    "read_representation",
    "read_response_rates",
    "read_silent",
    "read_takeaway",
    "read_with_and_without",
    "readiness",
    "repeated_table",
    "representation_table",
    "response_rates_table",
    "silent_table",
    "tables_table",
    "weighting_table",
    "with_and_without_table",
]
