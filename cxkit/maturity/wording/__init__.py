"""Results of maturity into sentences."""

from cxkit.maturity.wording.cautions import gate_sentences, read_evidence_mix
from cxkit.maturity.wording.headlines import headline, names_of
from cxkit.maturity.wording.models import describe_models, read_models
from cxkit.maturity.wording.profile import describe_components, describe_profile, read_maturity

__all__ = [
    "describe_components",
    "describe_models",
    "describe_profile",
    "gate_sentences",
    "headline",
    "names_of",
    "read_evidence_mix",
    "read_maturity",
    "read_models",
]
