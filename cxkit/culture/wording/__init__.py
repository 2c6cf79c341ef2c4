"""Results of culture in words: headlines, sentences and key figures, no arithmetic."""

from cxkit.culture.wording.cascade import describe_cascade, read_orientation
from cxkit.culture.wording.overview import key_figures, read_culture, read_so_what, read_voices
from cxkit.culture.wording.pulse import (
    describe_enps_by_unit,
    describe_pulse,
    read_change,
    read_hidden,
    read_pulse,
)
from cxkit.culture.wording.registers import read_ideas, read_participation, read_workshops
from cxkit.culture.wording.training import describe_training, read_training

__all__ = [
    "describe_cascade",
    "describe_enps_by_unit",
    "describe_pulse",
    "describe_training",
    "key_figures",
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
]
