"""Reports made by the workers of a dask scheduler, on as many machines as there are."""

from cxkit.reports.batch.cluster.addresses import Certificates, Scheduler
from cxkit.reports.batch.cluster.dispatch import run_on_cluster

__all__ = ["Certificates", "Scheduler", "run_on_cluster"]
