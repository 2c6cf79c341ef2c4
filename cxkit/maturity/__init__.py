"""Maturity: models as data, profiles, bottlenecks, gates and the next step."""

from cxkit.maturity.analysis import MaturityAnalysis, analyse
from cxkit.maturity.figures import plot_components, plot_models, plot_profile
from cxkit.maturity.findings import findings
from cxkit.maturity.tables import (
    checklist_table,
    later_table,
    levels_table,
    profile_table,
    steps_table,
)
from cxkit.maturity.wording import (
    describe_components,
    describe_models,
    describe_profile,
    read_evidence_mix,
    read_maturity,
    read_models,
)

__all__ = [
    "MaturityAnalysis",
    "analyse",
    "checklist_table",
    "describe_components",
    "describe_models",
    "describe_profile",
    "findings",
    "later_table",
    "levels_table",
    "plot_components",
    "plot_models",
    "plot_profile",
    "profile_table",
    "read_evidence_mix",
    "read_maturity",
    "read_models",
    "steps_table",
]
