"""The server: one thread that has imported everything and forks a process when asked.

It is started by `Farm` and ends with whoever started it. ``python -m cxkit.reports.warm.server
ADDRESS`` listens on a socket that only this user can reach, says ``ready`` on its standard output
and lives until its standard input is closed.
"""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from cxkit.reports.threads import SINGLE_THREADED
from cxkit.reports.warm import forked, stack
from cxkit.reports.warm.processes import (
    adopt_orphans,
    children,
    has_ended,
    is_single_threaded,
    kill_group,
    threads,
)
from cxkit.reports.warm.requests import Ended, JobRequest, KernelRequest, Refused, Started

GRACE = 5.0
"""Seconds that what was killed may take to be gone when the server ends."""


class Server:
    """Forks and looks after what it forked.

    Parameters
    ----------
    listener : socket
        Where requests come in.
    owner : int
        A descriptor that is closed when the owner ends.
    """

    def __init__(self, listener: socket.socket, owner: int) -> None:
        self._listener = listener
        self._owner = owner
        self._lines: dict[Connection, int | None] = {}
        self._running: dict[int, Connection] = {}
        self._python_path = os.environ.get("PYTHONPATH", "")
        self._ending = False
        self._told, self._tell = socket.socketpair()
        for side in (self._told, self._tell):
            side.setblocking(False)
        self._selector = selectors.DefaultSelector()
        for source in (listener, owner, self._told):
            self._selector.register(source, selectors.EVENT_READ)
        signal.set_wakeup_fd(self._tell.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self._end_soon)

    def _end_soon(self, *_: object) -> None:
        self._ending = True

    def serve(self) -> Callable[[], None] | None:
        """Answer requests until the owner ends.

        Returns
        -------
        callable or None
            In a fork, what it has to do; None in the server, when nothing is left running.
        """
        while not self._ending:
            for key, _ in self._selector.select():
                if key.fileobj == self._owner:
                    self._ending = not os.read(self._owner, 64)
                elif key.fileobj is self._told:
                    self._told.recv(4096)
                elif key.fileobj is self._listener:
                    self._accept()
                else:
                    task = self._answer(key.data)
                    if task is not None:
                        return task
            self._reap()
        self._end()
        return None

    def _accept(self) -> None:
        with suppress(OSError):
            line = Connection(self._listener.accept()[0].detach())
            self._lines[line] = None
            self._selector.register(line.fileno(), selectors.EVENT_READ, line)

    def _answer(self, line: Connection) -> Callable[[], None] | None:
        try:
            asked = line.recv()
        except (EOFError, OSError):  # who asked is gone: nobody wants the process any more
            self._hang_up(line)
            return None
        pid = self._lines[line]
        if isinstance(asked, int):
            if pid in self._running:
                kill_group(pid, asked)
            return None
        return self._fork(line, asked)

    def _fork(
        self, line: Connection, asked: KernelRequest | JobRequest
    ) -> Callable[[], None] | None:
        if not is_single_threaded():
            self._say(line, Refused(f"the server has threads: {', '.join(threads())}"))
            return None
        server = os.getpid()
        try:
            pid = os.fork()
        except OSError as error:
            self._say(line, Refused(f"no process can be started: {error.strerror}"))
            return None
        if pid == 0:
            forked.stand_alone(server)
            self._forget(but=line if isinstance(asked, JobRequest) else None)
            if isinstance(asked, JobRequest):
                return partial(forked.do_job, asked, line)
            return partial(forked.become_kernel, asked, python_path=self._python_path)
        self._lines[line] = pid
        self._running[pid] = line
        if isinstance(asked, KernelRequest):  # a job says so itself: one writes at a time
            self._say(line, Started(pid))
        return None

    def _say(self, line: Connection, what: object) -> None:
        with suppress(OSError):
            line.send(what)

    def _forget(self, *, but: Connection | None) -> None:
        """Close, in a fork, what belongs to the server and to other forks."""
        self._selector.close()
        for end in (self._listener, self._told, self._tell):
            end.close()
        for line in self._lines:
            if line is not but:
                line.close()

    def _hang_up(self, line: Connection) -> None:
        self._selector.unregister(line.fileno())
        pid = self._lines.pop(line)
        line.close()
        if pid is not None and pid in self._running:
            kill_group(pid)

    def _reap(self) -> None:
        """Take leave of the processes that ended, and end what they left behind."""
        ended = [pid for pid in self._running if has_ended(pid)]
        for pid in ended:
            kill_group(pid)  # before its number can be given to another process
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            line = self._running.pop(pid)
            if line in self._lines:
                self._lines[line] = None
                self._say(line, Ended(code))
        if ended or self._strays:
            self._end_strays()

    _strays = False

    def _end_strays(self) -> None:
        """End processes that left their group: they come to the server when their kernel ends."""
        self._strays = False
        for pid in children():
            if pid in self._running:
                continue
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                # whoever is not gone yet is looked at again when the system says so
                self._strays |= os.waitpid(pid, os.WNOHANG)[0] == 0

    def _end(self) -> None:
        """End everything; wait until nothing is left."""
        for pid in self._running:
            kill_group(pid)
        until = time.monotonic() + GRACE
        while (self._running or self._strays) and time.monotonic() < until:
            self._reap()
            time.sleep(0.005)


def main() -> None:
    """Start the server; in a fork, do what the fork is for."""
    address = Path(sys.argv[1])
    del sys.path[0]  # of ``-m``: a kernel would not look for modules where the server started
    missing = [name for name in SINGLE_THREADED if name not in os.environ]
    if missing:
        sys.exit(f"set before the server starts: {', '.join(missing)}")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    adopt_orphans()
    stack.load()
    if not is_single_threaded():
        sys.exit(f"a library started a thread: {', '.join(threads())}")
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(address))
    listener.listen(128)
    listener.setblocking(False)
    os.write(1, b"ready\n")
    task = Server(listener, owner=0).serve()
    if task is not None:
        task()
        return
    shutil.rmtree(address.parent, ignore_errors=True)


if __name__ == "__main__":
    main()
