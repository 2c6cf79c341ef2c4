"""Warm kernels: a server that has imported everything forks one kernel for each report."""

from cxkit.reports.warm.farm import Farm, can_fork
from cxkit.reports.warm.requests import (
    FarmError,
    ForkDiedError,
    ForkTimedOutError,
    ServerDiedError,
)

__all__ = [
    "Farm",
    "FarmError",
    "ForkDiedError",
    "ForkTimedOutError",
    "ServerDiedError",
    "can_fork",
]
