"""How customers perceive the experience: scores, changes, ratings, time to resolution."""

from cxkit.perception.analysis import PerceptionAnalysis, analyse
from cxkit.perception.driver_map import plot_drivers
from cxkit.perception.figures import (
    plot_answers,
    plot_answers_by,
    plot_by,
    plot_ratings,
    plot_resolution,
    plot_resolution_by,
    plot_waves,
)
from cxkit.perception.findings import findings
from cxkit.perception.mix_figure import plot_mix
from cxkit.perception.mix_table import mix_table
from cxkit.perception.quotes import approved_quotes, propose_quotes, quotes_html
from cxkit.perception.standout import telling
from cxkit.perception.tables import (
    all_by_table,
    by_table,
    ratings_table,
    resolution_table,
    waves_table,
)
from cxkit.perception.trend_figure import plot_trend
from cxkit.perception.trend_tables import trend_table
from cxkit.perception.wording import (
    describe_answers,
    describe_answers_by,
    describe_by,
    describe_drivers,
    describe_ratings,
    describe_resolution,
    describe_resolution_by,
    describe_waves,
    key_figures,
    read_all_waves,
    read_calm_segments,
    read_scores,
    read_waves,
)
from cxkit.perception.wording.mix import describe_mix, read_mix
from cxkit.perception.wording.plan import plan_table, read_plan
from cxkit.perception.wording.trend import describe_trend, read_trend

from cxkit.perception.driver_tables import driver_checks_table

from cxkit.perception.driver_tables import penalty_reward_table

from cxkit.perception.penalty_reward_figure import plot_penalty_reward

from cxkit.perception.wording.penalty_reward import describe_penalty_reward

from cxkit.perception.wording.penalty_reward import read_penalty_reward

from cxkit.perception.driver_tables import drivers_table

__all__ = [
    "read_penalty_reward",
    "describe_penalty_reward",
    "plot_penalty_reward",
    "penalty_reward_table",
    "driver_checks_table",
    "PerceptionAnalysis",
    "all_by_table",
    "analyse",
    "approved_quotes",
    "by_table",
    "describe_answers",
    "describe_answers_by",
    "describe_by",
    "describe_drivers",
    "describe_mix",
    "describe_ratings",
    "describe_resolution",
    "describe_resolution_by",
    "describe_trend",
    "describe_waves",
    "drivers_table",
    "findings",
    "key_figures",
    "mix_table",
    "plan_table",
    "plot_answers",
    "plot_answers_by",
    "plot_by",
    "plot_drivers",
    "plot_mix",
    "plot_ratings",
    "plot_resolution",
    "plot_resolution_by",
    "plot_trend",
    "plot_waves",
    "propose_quotes",
    "quotes_html",
    "ratings_table",
    "read_all_waves",
    "read_calm_segments",
    "read_mix",
    "read_plan",
    "read_scores",
    "read_trend",
    "read_waves",
    "resolution_table",
    "telling",
    "trend_table",
    "waves_table",
]
