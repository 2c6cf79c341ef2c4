"""No process outlives its batch: how they are bound to it, limited and ended."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

_OF_A_KERNEL = 1024
"""Megabytes of address space that a kernel's threads and libraries reserve beyond this process's:
705 were measured with all that a report imports."""


def bind_to_parent(parent: int) -> None:
    """Let this process die with its parent, and orphans of its own come to it (Linux).

    Parameters
    ----------
    parent : int
        The parent's process number: it may be dead already.
    """
    if sys.platform == "linux":
        from cxkit.reports.warm.processes import adopt_orphans, die_with

        die_with(parent)
        adopt_orphans()


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
        What a kernel may take beside its libraries; 0 for no limit.
    """
    if not megabytes or sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    own = psutil.Process().memory_info().vms
    wanted = own + (_OF_A_KERNEL + megabytes) * 2**20
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
