"""What Linux knows about processes: who dies with whom, who looks after orphans, how much memory.

Only the server and what it forks use this; everything is asked of the system by a call.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress

_PDEATHSIG = 1
_CHILD_SUBREAPER = 36

if sys.platform == "linux":
    # loaded at import: a fork must not have to load a library first
    _prctl = ctypes.CDLL(None, use_errno=True).prctl


def _control(option: int, value: int) -> None:
    if _prctl(option, value, 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def die_with(parent: int) -> None:
    """Let the system kill this process when its parent ends.

    Parameters
    ----------
    parent : int
        Who the parent should be. If it ended already, this process ends at once.
    """
    _control(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of grandchildren whose own parent ends, so that none escapes."""
    _control(_CHILD_SUBREAPER, 1)


def limit_memory(more: int) -> None:
    """Allow this process so much address space more than it has now.

    Parameters
    ----------
    more : int
        Bytes. What the libraries take is not counted: it is shared with the server.

    Notes
    -----
    The limit holds for every process that this one starts too, each on its own.
    """
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        pages = int(file.read().split()[0])
    limit = pages * resource.getpagesize() + more
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def threads() -> list[str]:
    """Return the names of this process's threads, also of those that Python knows nothing of."""
    names = []
    for task in os.listdir("/proc/self/task"):
        with suppress(OSError), open(f"/proc/self/task/{task}/comm", encoding="utf-8") as file:
            names.append(file.read().strip())
    return sorted(names)


def is_single_threaded() -> bool:
    """Whether this process has one thread only, which is what may be forked safely."""
    return len(os.listdir("/proc/self/task")) == 1 and threading.active_count() == 1


def children() -> Iterator[int]:
    """Yield the processes whose parent is this one, zombies too."""
    own = os.getpid()
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        with suppress(OSError), open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as f:
            # the name of the program stands in parentheses and may hold anything
            if int(f.read().rpartition(")")[2].split()[1]) == own:
                yield int(name)


def has_ended(pid: int) -> bool:
    """Whether a child ended; its number stays taken until `reap`."""
    found = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    return found is not None


def kill_group(pid: int, signum: int = signal.SIGKILL) -> None:
    """Send a signal to a process's group; to the process alone if it has no group of its own."""
    try:
        os.killpg(pid, signum)
    except ProcessLookupError:
        with suppress(ProcessLookupError):
            os.kill(pid, signum)
