"""Results of perception in words: headlines, sentences and key figures, no arithmetic."""

from cxkit.perception.wording.answers import describe_answers, describe_answers_by
from cxkit.perception.wording.drivers import describe_drivers, read_drivers, read_top_driver
from cxkit.perception.wording.groups import describe_by, read_calm_segments
from cxkit.perception.wording.ratings import describe_ratings
from cxkit.perception.wording.resolution import (
    describe_resolution,
    describe_resolution_by,
    read_resolution,
)
from cxkit.perception.wording.scores import key_figures, read_overall, read_scores
from cxkit.perception.wording.waves import describe_waves, read_all_waves, read_waves

__all__ = [
    "describe_answers",
    "describe_answers_by",
    "describe_by",
    "describe_drivers",
    "describe_ratings",
    "describe_resolution",
    "describe_resolution_by",
    "describe_waves",
    "key_figures",
    "read_all_waves",
    "read_calm_segments",
    "read_drivers",
    "read_overall",
    "read_resolution",
    "read_scores",
    "read_top_driver",
    "read_waves",
]
