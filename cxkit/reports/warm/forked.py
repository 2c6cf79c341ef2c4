"""What a fork of the server does: become a kernel, or do one job."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import tempfile
from multiprocessing.connection import Connection
from typing import Any

from cxkit.reports.threads import SINGLE_THREADED
from cxkit.reports.warm.processes import adopt_orphans, die_with, limit_memory
from cxkit.reports.warm.requests import JobRequest, KernelRequest, Result, Started


def stand_alone(server: int) -> None:
    """Leave the server's session, signals and standard streams behind.

    Parameters
    ----------
    server : int
        Its process; this one dies with it.
    """
    die_with(server)
    os.setsid()
    adopt_orphans()
    signal.set_wakeup_fd(-1)
    for signum in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(signum, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
    _fresh_chance()


def _fresh_chance() -> None:
    """Seed what was seeded in the server; Python itself does so for its own generator."""
    import numpy as np

    np.random.seed()  # noqa: NPY002 - the one global generator is what is meant


def become_kernel(request: KernelRequest, *, python_path: str) -> None:
    """Run a kernel as ``python -m ipykernel_launcher`` does, until it is shut down.

    Parameters
    ----------
    request : KernelRequest
        Arguments, environment, folder and limits.
    python_path : str
        The server's own ``PYTHONPATH``.
    """
    os.environ.clear()
    os.environ.update(request.env)
    for name, value in SINGLE_THREADED.items():
        os.environ.setdefault(name, value)
    tempfile.tempdir = None
    os.chdir(request.cwd)
    _path_of(request.env.get("PYTHONPATH", ""), instead_of=python_path)
    if request.memory:
        limit_memory(request.memory)
    import ipykernel_launcher
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = [str(ipykernel_launcher.__file__), *request.arguments]
    app: Any = IPKernelApp.instance()
    app.initialize(list(request.arguments))
    _figures_inline()
    app.start()


def _path_of(given: str, *, instead_of: str) -> None:
    """Look for modules where a new process with this ``PYTHONPATH`` would."""
    if given == instead_of:
        return
    before = [os.path.abspath(item) for item in instead_of.split(os.pathsep) if item]
    kept = [item for item in sys.path if item not in before]
    sys.path[:] = [os.path.abspath(item) for item in given.split(os.pathsep) if item] + kept


def _figures_inline() -> None:
    """Let matplotlib, imported by the server, take the backend that the kernel has chosen."""
    import matplotlib as mpl

    mpl.rcParams["backend"] = os.environ["MPLBACKEND"]


def do_job(request: JobRequest, line: Connection) -> None:
    """Call a function, send what comes of it and end without ceremony.

    Parameters
    ----------
    request : JobRequest
        What to call.
    line : Connection
        To whoever asked for it.
    """
    code = 0
    try:
        line.send(Started(os.getpid()))
        os.environ["TMPDIR"] = request.temporary
        tempfile.tempdir = None
        sys.path[:] = request.path
        if request.memory:
            limit_memory(request.memory)
        line.send(_called(request.call))
    except BaseException as error:
        code = error.code if isinstance(error, SystemExit) and isinstance(error.code, int) else 1
    finally:
        os._exit(code)


def _called(call: bytes) -> Result:
    try:
        function, arguments = pickle.loads(call)
        return Result(pickle.dumps(function(*arguments)))
    except Exception as error:
        return Result(_packed(error), raised=True)


def _packed(error: Exception) -> bytes:
    """Pickle an error; one that cannot be unpickled is told by its kind only."""
    try:
        packed = pickle.dumps(error)
        pickle.loads(packed)
    except Exception:
        packed = pickle.dumps(RuntimeError(type(error).__name__))
    return packed
