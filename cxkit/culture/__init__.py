"""Culture: what employees answer, with small groups protected, training and recognition."""

from cxkit.culture.analysis import CultureAnalysis, analyse
from cxkit.culture.figures import (
    plot_cascade,
    plot_enps_by_unit,
    plot_pulse,
    plot_training,
)
from cxkit.culture.findings import findings
from cxkit.culture.register_tables import (
    actions_table,
    ideas_table,
    innovation_table,
    schemes_table,
    skills_table,
    training_table,
)
from cxkit.culture.tables import items_table, pulse_table
from cxkit.culture.wording import (
    describe_cascade,
    describe_enps_by_unit,
    describe_pulse,
    describe_training,
    key_figures,
    read_change,
    read_culture,
    read_hidden,
    read_ideas,
    read_orientation,
    read_participation,
    read_pulse,
    read_so_what,
    read_training,
    read_voices,
    read_workshops,
)

__all__ = [
    "CultureAnalysis",
    "actions_table",
    "analyse",
    "describe_cascade",
    "describe_enps_by_unit",
    "describe_pulse",
    "describe_training",
    "findings",
    "ideas_table",
    "innovation_table",
    "items_table",
    "key_figures",
    "plot_cascade",
    "plot_enps_by_unit",
    "plot_pulse",
    "plot_training",
    "pulse_table",
    "read_change",
    "read_culture",
    "read_hidden",
    "read_ideas",
    "read_orientation",
    "read_participation",
    "read_pulse",
    "read_so_what",
    "read_training",
    "read_voices",
    "read_workshops",
    "schemes_table",
    "skills_table",
    "training_table",
]
