"""Many reports: which are to be made and why, made side by side, each with its end noted."""

from cxkit.reports.batch.crew import WORKERS, run_batch
from cxkit.reports.batch.engine import Engine, is_warm
from cxkit.reports.batch.jobs import Job, Limits, Outcome, run_job
from cxkit.reports.batch.leftovers import clear_leftovers
from cxkit.reports.batch.lock import hold
from cxkit.reports.batch.plan import Planned, Reason, plan_job
from cxkit.reports.batch.shards import Shard, client_folders

__all__ = [
    "WORKERS",
    "Engine",
    "Job",
    "Limits",
    "Outcome",
    "Planned",
    "Reason",
    "Shard",
    "clear_leftovers",
    "client_folders",
    "hold",
    "is_warm",
    "plan_job",
    "run_batch",
    "run_job",
]
