"""The demo clients there are, and writing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cxkit.demo.airline import AIRLINE
from cxkit.demo.bank import BANK
from cxkit.demo.clean import clean_variant
from cxkit.demo.generate import Demo, write_client
from cxkit.demo.telecom import TELECOM
from cxkit.errors import Problem, UsageError
from cxkit.language import N_

DEMOS: dict[str, Demo] = {demo.profile.slug: demo for demo in (BANK, TELECOM, AIRLINE)}
"""The committed demo clients by folder name."""

CLEAN = replace(BANK, profile=clean_variant(BANK.profile, slug="demo_clean"))
"""The bank with nothing planted: no change, no difference, no fault."""


def write_demo_clients(root: Path, *, names: Sequence[str] | None = None) -> list[Path]:
    """Write the demo clients under a folder of clients.

    Parameters
    ----------
    root : Path
        The folder that holds the client folders.
    names : sequence of str, optional
        Which ones, such as ``["demo_bank"]``; all if absent.

    Returns
    -------
    list of Path
        The folders written.

    Raises
    ------
    UsageError
        If a name is not that of a demo client; nothing is written then.
    """
    wanted = list(DEMOS) if names is None else list(names)
    unknown = [name for name in wanted if name not in DEMOS]
    if unknown:
        raise UsageError(
            Problem(
                rule="demo-unknown",
                message=N_("There is no demo client “{name}”."),
                remedy=N_("Write one of: {names}."),
                values={"name": unknown[0], "names": ", ".join(DEMOS)},
            )
        )
    return [write_client(DEMOS[name], root / name) for name in wanted]


def write_clean_client(root: Path) -> Path:
    """Write the client without anything planted, for tests that must find nothing.

    Parameters
    ----------
    root : Path
        The folder that holds the client folders.

    Returns
    -------
    Path
        The folder written.
    """
    return write_client(CLEAN, root / CLEAN.profile.slug)
