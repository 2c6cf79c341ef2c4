"""No process outlives its batch: how they are bound to it, limited and ended."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

_DEATH_SIGNAL, _SUBREAPER = 1, 36
"""Of Linux's prctl: die with the parent; become the parent of orphans further down."""


def bind_to_parent(parent: int) -> None:
    """Let this process die with its parent, and orphans of its own come to it (Linux).

    Parameters
    ----------
    parent : int
        The parent's process number: it may be dead already.
    """
    if sys.platform == "linux":
        system = ctypes.CDLL(None, use_errno=True)
        system.prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        system.prctl(_SUBREAPER, 1, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def leave_the_keyboard() -> None:
    """Let Ctrl-C reach the batch alone, which ends this process in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextmanager
def keyboard_held() -> Iterator[None]:
    """Keep Ctrl-C back for a moment that must not be interrupted; it counts afterwards.

    A process started meanwhile is born deaf to it, see `leave_the_keyboard`.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    mask: set[signal.Signals | int] | None = None
    if sys.platform != "win32":
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
        if pressed and callable(handler):
            raise KeyboardInterrupt


def end_descendants(pid: int, *, itself: bool = False) -> None:
    """End what a process has started, and what that has started, whether it wants or not.

    Parameters
    ----------
    pid : int
        The process.
    itself : bool
        End it too, before the others: it must not start new ones.
    """
    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        if itself:
            with suppress(psutil.Error):
                parent.suspend()
        below = parent.children(recursive=True)
        for process in [parent, *below] if itself else below:
            with suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(below, timeout=5)


@contextmanager
def limited_memory(megabytes: int) -> Iterator[None]:
    """Limit what this process, and what it starts meanwhile, may take (where the system can).

    Parameters
    ----------
    megabytes : int
        Address space of each process; 0 for no limit.
    """
    if not megabytes or sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 2**20
    resource.setrlimit(
        resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
