"""The state of governance at a glance: what the section opens with."""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.governance.charter import CharterState
from cxkit.governance.closed_loop import ClosedLoop
from cxkit.governance.responsibilities import Responsibilities
from cxkit.governance.silos import SiloMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is known of a client's governance.

    Attributes
    ----------
    charter, responsibilities, silos, loop
        The results of the section; None where the folder does not allow one.
    """

    charter: CharterState | None
    responsibilities: Responsibilities | None
    silos: SiloMap | None
    loop: ClosedLoop | None
