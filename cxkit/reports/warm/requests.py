"""What is said to the server and back, and the process that comes of it seen from outside."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection


class FarmError(RuntimeError):
    """The server could not do what it was asked to do."""


class ServerDiedError(FarmError):
    """The server ended; a new one can be asked."""


class ForkDiedError(FarmError):
    """A job ended without a result.

    Attributes
    ----------
    code : int
        Exit code; negative where a signal ended it.
    """

    def __init__(self, code: int) -> None:
        super().__init__(f"the process ended with code {code} and without a result")
        self.code = code


class ForkTimedOutError(FarmError):
    """A job took longer than it may and was ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KernelRequest:
    """Ask for a kernel.

    Attributes
    ----------
    arguments : tuple of str
        What `ipykernel_launcher` would get.
    env : Mapping[str, str]
        The whole environment.
    cwd : str
        Where it starts.
    memory : int
        Bytes of address space it may take beside the libraries; 0 for no limit.
    """

    arguments: tuple[str, ...]
    env: Mapping[str, str]
    cwd: str
    memory: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRequest:
    """Ask for a function to be called in a process of its own.

    Attributes
    ----------
    call : bytes
        Pickled function and its arguments; only the fork unpacks it.
    path : tuple of str
        Where modules are looked for.
    temporary : str
        Folder for temporary files.
    memory : int
        As for kernels.
    """

    call: bytes
    path: tuple[str, ...]
    temporary: str
    memory: int = 0


@dataclass(frozen=True, slots=True)
class Started:
    """A process was forked."""

    pid: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a job returned, pickled, or the pickled error that it raised."""

    value: bytes
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """A process ended with this code; negative where a signal ended it."""

    code: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was forked, and why."""

    reason: str


class Fork:
    """A process that the server forked, with the methods of ``subprocess.Popen``.

    It lives as long as the connection to the server: whoever asked for it and dies takes it along.

    Parameters
    ----------
    address : str
        The server's socket.
    request : KernelRequest or JobRequest
        What to fork.

    Attributes
    ----------
    pid : int
        The process.
    returncode : int or None
        Exit code once it ended.
    result : Result or None
        What a job returned.
    deserted : bool
        Whether it ended because the server did.

    Raises
    ------
    ServerDiedError
        If there is no server.
    FarmError
        If it could not fork.
    """

    stdin = stdout = stderr = None

    def __init__(self, address: str, request: KernelRequest | JobRequest) -> None:
        self.returncode: int | None = None
        self.result: Result | None = None
        self.deserted = False
        try:
            self._line = Client(address, family="AF_UNIX")
            self._line.send(request)
            answer = self._line.recv()
        except (OSError, EOFError) as error:
            raise ServerDiedError("the server of kernels does not answer") from error
        if isinstance(answer, Refused):
            self._line.close()
            raise FarmError(answer.reason)
        if isinstance(answer, Ended):  # before it could say a word
            self._line.close()
            self.returncode = answer.code
        self.pid: int = getattr(answer, "pid", 0)

    @property
    def line(self) -> Connection:
        """Becomes readable as soon as there is something to say, such as its end."""
        return self._line

    def poll(self) -> int | None:
        """Return the exit code, or None while the process runs."""
        return self.wait(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait until the process ended.

        Parameters
        ----------
        timeout : float, optional
            Seconds to wait at most.

        Returns
        -------
        int or None
            Exit code; None if it still runs. A process whose server died is dead too.
        """
        while self.returncode is None and self._line.poll(timeout):
            try:
                said = self._line.recv()
            except (EOFError, OSError):
                self._alone()
                break
            if isinstance(said, Result):
                self.result = said
            else:
                self.returncode = said.code
                self._line.close()
        return self.returncode

    def _alone(self) -> None:
        """End what a dead server may have left: the process died with it, not its children."""
        with suppress(OSError):
            os.killpg(self.pid, signal.SIGKILL)
        self.returncode = -signal.SIGKILL
        self.deserted = True
        self._line.close()

    def send_signal(self, signum: int) -> None:
        """Send a signal to the process and all that it started."""
        if self.returncode is None:
            try:
                self._line.send(int(signum))
            except OSError:
                self._alone()

    def kill(self) -> None:
        """End the process and all that it started."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)
