"""The server as its owner sees it: start it, have functions called in forks, stop it."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from cxkit.reports.temporary import TemporaryFolder
from cxkit.reports.threads import SINGLE_THREADED
from cxkit.reports.warm.requests import (
    FarmError,
    Fork,
    ForkDiedError,
    ForkTimedOutError,
    JobRequest,
    ServerDiedError,
)

T = TypeVar("T")


def can_fork() -> bool:
    """Whether this system can fork warm processes and look after them: Linux only."""
    return sys.platform == "linux"


class Call(Generic[T]):
    """A function at work in a fork.

    Parameters
    ----------
    fork : Fork
        Its process.
    temporary : Path
        Folder for its temporary files, removed with it.
    """

    def __init__(self, fork: Fork, temporary: Path) -> None:
        self._fork = fork
        self._temporary = temporary

    @property
    def line(self) -> Connection:
        """Becomes readable when the function has returned or its process ended."""
        return self._fork.line

    def result(self, timeout: float | None = None) -> T:
        """Wait for what the function returns; what it raises is raised here.

        Parameters
        ----------
        timeout : float, optional
            Seconds to wait at most.

        Raises
        ------
        ForkTimedOutError
            If it takes longer.
        ForkDiedError
            If its process ended before it returned.
        ServerDiedError
            If the server ended.
        """
        fork = self._fork
        if fork.wait(timeout) is None:
            raise ForkTimedOutError(f"longer than {timeout} seconds")
        if fork.result is None:
            if fork.deserted:
                raise ServerDiedError("the server of kernels ended")
            raise ForkDiedError(fork.returncode or 0)
        value = pickle.loads(fork.result.value)
        if fork.result.raised:
            raise value
        returned: T = value
        return returned

    def end(self) -> None:
        """End the process if it still runs, with all that it started, and clear up."""
        if self._fork.poll() is None:
            self._fork.kill()
            self._fork.wait(10)
        shutil.rmtree(self._temporary, ignore_errors=True)


class Farm:
    """A server of warm processes that ends with this process.

    Use it as a context manager. The server starts importing at once; whoever asks for something
    waits until it is ready. A server that dies is replaced when it is next needed.

    Attributes
    ----------
    fault : str
        Why the server could not be started, in which case nobody tries again; else empty.

    Notes
    -----
    May be used by several threads at the same time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._server: subprocess.Popen[bytes] | None = None
        self._place: TemporaryFolder | None = None
        self._folder = Path()
        self._ready = False
        self._stopped = False
        self.fault = ""

    def __enter__(self) -> Self:
        """Start the server; it imports while this process goes on."""
        with self._lock:
            self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the server and all that it forked."""
        self.stop()

    @property
    def address(self) -> str:
        """The socket of a server that is ready.

        Raises
        ------
        FarmError
            If the server could not start, or the farm was stopped.
        """
        with self._lock:
            if self._stopped or self.fault:
                raise FarmError(self.fault or "the farm was stopped")
            if self._server is None or self._server.poll() is not None:
                self._clear()
                self._start()
            if not self._ready:
                self._wait_until_ready()
            return str(self._folder / "s")

    @property
    def pid(self) -> int:
        """The server's process; 0 if there is none."""
        server = self._server
        return 0 if server is None or server.poll() is not None else server.pid

    def _start(self) -> None:
        self._place = TemporaryFolder()
        self._folder = self._place.path
        env = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
        with (self._folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "cxkit.reports.warm.server", str(self._folder / "s")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**env, **SINGLE_THREADED},
                start_new_session=True,  # Ctrl-C is for the owner, which then stops the server
            )
        self._ready = False

    def _wait_until_ready(self) -> None:
        server = self._server
        if server is None or server.stdout is None:
            raise FarmError("the server of kernels was not started")
        if server.stdout.readline() != b"ready\n":
            server.wait()
            said = (self._folder / "log").read_text(encoding="utf-8", errors="replace")
            self._clear()
            if not self._stopped:
                self.fault = f"the server of kernels did not start: {said.strip()[-500:]}"
            raise FarmError(self.fault or "the farm was stopped")
        self._ready = True

    def begin(self, function: Callable[..., T], *arguments: object, memory: int = 0) -> Call[T]:
        """Call a function in a process forked for it; do not wait.

        Parameters
        ----------
        function : callable
            Importable by name, as are its arguments' classes.
        *arguments : object
            Its arguments.
        memory : int
            Bytes of address space that it may take beside the libraries; 0 for no limit.

        Returns
        -------
        Call
            The function at work.

        Raises
        ------
        FarmError
            If there is no server, or it cannot fork.
        ValueError
            If the function is the running program's own, which a fork cannot import.
        """
        if function.__module__ == "__main__":
            raise ValueError(f"{function.__qualname__} must be in a module that can be imported")
        address = self.address
        temporary = Path(address).parent / f"t{next(self._numbers)}"
        try:
            temporary.mkdir()
        except FileNotFoundError as error:  # another thread found the server dead and cleared up
            raise ServerDiedError("the server of kernels ended") from error
        request = JobRequest(
            call=pickle.dumps((function, arguments)),
            path=tuple(sys.path),
            temporary=str(temporary),
            memory=memory,
        )
        return Call(Fork(address, request), temporary)

    def run(
        self,
        function: Callable[..., T],
        *arguments: object,
        timeout: float | None = None,
        memory: int = 0,
    ) -> T:
        """Call a function in a process forked for it, and return what it returns.

        Parameters
        ----------
        function, *arguments, memory
            As for `begin`.
        timeout : float, optional
            Seconds after which the process is ended, with all that it started.

        Returns
        -------
        object
            What the function returned; what it raises is raised here.

        Raises
        ------
        ForkTimedOutError
            If it took too long.
        ForkDiedError
            If its process ended before it returned.
        ServerDiedError
            If the server ended.
        ValueError
            If the function is the running program's own, which a fork cannot import.
        """
        call = self.begin(function, *arguments, memory=memory)
        try:
            return call.result(timeout)
        finally:
            call.end()

    @property
    def stopped(self) -> bool:
        """Whether it was stopped and gives no processes any more."""
        return self._stopped

    def stop(self) -> None:
        """Stop the server and all that it forked; wait until nothing is left."""
        self._stopped = True
        server = self._server
        if server is not None and server.stdin is not None:
            with suppress(OSError):
                server.stdin.close()  # also ends the wait of whoever waits for it to be ready
        with self._lock:
            self._clear()

    def _clear(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        for stream in (server.stdin, server.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        if self._place is not None:
            self._place.remove()
