"""Customer understanding: segments, archetypes, empathy maps, who is silent and who left."""

from cxkit.customers.analysis import CustomersAnalysis, analyse
from cxkit.customers.empathy_maps import empathy_html
from cxkit.customers.figures import plot_archetypes, plot_effects, plot_leaving, plot_stability
from cxkit.customers.findings import findings
from cxkit.customers.portrait_cards import portraits_html
from cxkit.customers.tables import (
    effects_table,
    leaving_table,
    research_table,
    segments_table,
    stability_table,
)
from cxkit.customers.wording import (
    describe_archetypes,
    describe_effects,
    describe_leaving,
    key_figures,
    read_archetypes,
    read_leaving,
    read_portraits,
    read_research,
    read_segments,
    read_silent,
    read_takeaway,
)

__all__ = [
    "CustomersAnalysis",
    "analyse",
    "describe_archetypes",
    "describe_effects",
    "describe_leaving",
    "effects_table",
    "empathy_html",
    "findings",
    "key_figures",
    "leaving_table",
    "plot_archetypes",
    "plot_effects",
    "plot_leaving",
    "plot_stability",
    "portraits_html",
    "read_archetypes",
    "read_leaving",
    "read_portraits",
    "read_research",
    "read_segments",
    "read_silent",
    "read_takeaway",
    "research_table",
    "segments_table",
    "stability_table",
]
