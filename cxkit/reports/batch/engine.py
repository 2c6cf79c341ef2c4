"""Which engine makes reports: kernels forked from a warm server, or papermill's own."""

from __future__ import annotations

from typing import Literal

from cxkit.errors import Problem, UsageError
from cxkit.language import N_
from cxkit.reports.warm import can_fork

Engine = Literal["auto", "warm", "standard"]
"""``auto`` is warm where the system can fork and look after what it forked, else standard."""


def is_warm(engine: Engine) -> bool:
    """Tell whether kernels are forked from a warm server.

    Parameters
    ----------
    engine : {"auto", "warm", "standard"}
        What was asked for.

    Raises
    ------
    UsageError
        If warm kernels were asked for on a system that has none.
    """
    if engine == "warm" and not can_fork():
        raise UsageError(
            Problem(
                rule="no-warm-kernels",
                message=N_("This system cannot fork kernels from a warm server; only Linux can."),
                remedy=N_("Leave --engine out: reports are then made by papermill's own engine."),
            )
        )
    return engine != "standard" and can_fork()
