"""Journey design: journeys as they are and shall be, pain points, funnels."""

from cxkit.journeys.analysis import JourneysAnalysis, analyse
from cxkit.journeys.design_tables import (
    assumptions_table,
    heuristics_table,
    personalisation_table,
    workshops_table,
)
from cxkit.journeys.figures import (
    plot_coverage,
    plot_funnel,
    plot_map,
    plot_messages,
    plot_pains,
)
from cxkit.journeys.findings import findings
from cxkit.journeys.tables import (
    changes_table,
    funnel_table,
    pains_table,
    returns_table,
    touchpoints_table,
    variants_table,
)
from cxkit.journeys.wording import (
    describe_coverage,
    describe_funnel,
    describe_map,
    describe_messages,
    describe_pains,
    key_figures,
    read_differences,
    read_flow,
    read_heuristics,
    read_log,
    read_overview,
    read_personalisation,
    read_three_data,
    read_unknown,
    read_versions,
)

__all__ = [
    "JourneysAnalysis",
    "analyse",
    "assumptions_table",
    "changes_table",
    "describe_coverage",
    "describe_funnel",
    "describe_map",
    "describe_messages",
    "describe_pains",
    "findings",
    "funnel_table",
    "heuristics_table",
    "key_figures",
    "pains_table",
    "personalisation_table",
    "plot_coverage",
    "plot_funnel",
    "plot_map",
    "plot_messages",
    "plot_pains",
    "read_differences",
    "read_flow",
    "read_heuristics",
    "read_log",
    "read_overview",
    "read_personalisation",
    "read_three_data",
    "read_unknown",
    "read_versions",
    "returns_table",
    "touchpoints_table",
    "variants_table",
    "workshops_table",
]
