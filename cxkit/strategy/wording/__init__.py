"""Results of strategy in words: headlines and sentences, no arithmetic."""

from cxkit.strategy.wording.gaps import (
    describe_perception_gap,
    read_execution_gap,
    read_gap_notes,
)
from cxkit.strategy.wording.plan import read_objectives, read_service, read_vision
from cxkit.strategy.wording.promises import describe_promises
from cxkit.strategy.wording.takeaway import read_takeaway

__all__ = [
    "describe_perception_gap",
    "describe_promises",
    "read_execution_gap",
    "read_gap_notes",
    "read_objectives",
    "read_service",
    "read_takeaway",
    "read_vision",
]
