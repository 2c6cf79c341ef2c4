"""Results of customers in words."""

from cxkit.customers.wording.archetypes import describe_archetypes, read_archetypes
from cxkit.customers.wording.departures import describe_leaving, read_leaving, read_silent
from cxkit.customers.wording.opening import key_figures, read_takeaway
from cxkit.customers.wording.portraits import read_portraits, read_research
from cxkit.customers.wording.segments import describe_effects, read_effect, read_segments

__all__ = [
    "describe_archetypes",
    "describe_effects",
    "describe_leaving",
    "key_figures",
    "read_archetypes",
    "read_effect",
    "read_leaving",
    "read_portraits",
    "read_research",
    "read_segments",
    "read_silent",
    "read_takeaway",
]
