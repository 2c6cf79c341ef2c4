"""How customers perceive the experience: scores, changes, drivers, time to resolution."""

from cxkit.perception.analysis import PerceptionAnalysis, analyse
from cxkit.perception.drivers.importance_map import plot_drivers
from cxkit.perception.drivers.penalty_reward_figure import plot_penalty_reward
from cxkit.perception.drivers.penalty_reward_wording import (
    describe_penalty_reward,
    read_penalty_reward,
)
from cxkit.perception.drivers.tables import driver_checks_table, drivers_table, penalty_reward_table
from cxkit.perception.drivers.wording import describe_drivers
from cxkit.perception.findings import findings
from cxkit.perception.mix.figure import plot_mix
from cxkit.perception.mix.table import mix_table
from cxkit.perception.mix.wording import describe_mix, read_mix
from cxkit.perception.quotes import approved_quotes, propose_quotes, quotes_html
from cxkit.perception.scores.answer_wording import describe_answers, describe_answers_by
from cxkit.perception.scores.figures import (
    plot_answers,
    plot_answers_by,
    plot_by,
    plot_ratings,
    plot_resolution,
    plot_resolution_by,
    plot_waves,
)
from cxkit.perception.scores.group_wording import describe_by, read_calm_segments
from cxkit.perception.scores.level_wording import key_figures, read_scores
from cxkit.perception.scores.plan_wording import plan_table, read_plan
from cxkit.perception.scores.rating_wording import describe_ratings
from cxkit.perception.scores.tables import all_by_table, by_table, ratings_table, waves_table
from cxkit.perception.scores.wave_wording import describe_waves, read_all_waves, read_waves
from cxkit.perception.standout import telling
from cxkit.perception.trend.figure import plot_trend
from cxkit.perception.trend.tables import trend_table
from cxkit.perception.trend.wording import describe_trend, read_trend
from cxkit.perception.waits.tables import resolution_table
from cxkit.perception.waits.wording import (
    describe_resolution,
    describe_resolution_by,
    read_resolution,
)

__all__ = [
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
    "describe_penalty_reward",
    "describe_ratings",
    "describe_resolution",
    "describe_resolution_by",
    "describe_trend",
    "describe_waves",
    "driver_checks_table",
    "drivers_table",
    "findings",
    "key_figures",
    "mix_table",
    "penalty_reward_table",
    "plan_table",
    "plot_answers",
    "plot_answers_by",
    "plot_by",
    "plot_drivers",
    "plot_mix",
    "plot_penalty_reward",
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
    "read_penalty_reward",
    "read_plan",
    "read_resolution",
    "read_scores",
    "read_trend",
    "read_waves",
    "resolution_table",
    "telling",
    "trend_table",
    "waves_table",
]
