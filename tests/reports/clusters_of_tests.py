"""Schedulers and workers as processes of their own, on this computer only."""

import contextlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

PATIENCE = 60.0
_HERE = ("--host", "127.0.0.1", "--no-dashboard")


@dataclass
class Cluster:
    """A scheduler and its workers.

    Attributes
    ----------
    folder : Path
        Where they write what they log.
    environment : dict
        What all of them have in their environment.
    tls : tuple
        Options by which they are given certificates.
    """

    folder: Path
    environment: dict = field(default_factory=dict)
    tls: tuple = ()
    address: str = ""
    scheduler: subprocess.Popen | None = None
    workers: list = field(default_factory=list)

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        said = self.folder / "scheduler.json"
        protocol = ("--protocol", "tls") if self.tls else ()
        self.scheduler = self._run(
            "scheduler", "--port", "0", "--scheduler-file", str(said), *protocol
        )
        until = time.monotonic() + PATIENCE
        while not self.address:
            assert time.monotonic() < until, self.log
            time.sleep(0.05)
            with contextlib.suppress(OSError, ValueError):
                self.address = json.loads(said.read_text())["address"]
        return self

    def add(self, n=1, **environment):
        """Start workers; return when the last of them is there."""
        until = time.monotonic() + PATIENCE
        wanted = self.log.count("Register worker") + n
        for _ in range(n):
            place = str(self.folder / f"w{len(self.workers)}")
            options = ("--nthreads", "1", "--local-directory", place)
            self.workers.append(self._run("worker", self.address, *options, **environment))
        while self.log.count("Register worker") < wanted:
            assert time.monotonic() < until, self.log
            time.sleep(0.05)
        return self

    def _run(self, what, *options, **environment):
        with (self.folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", what, *options, *self.tls, *_HERE],
                env={**os.environ, **self.environment, **environment},
                cwd=self.folder,  # not where the kit is: -m would take it from there
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def log(self):
        """What the scheduler said until now."""
        return (self.folder / "scheduler.log").read_text(errors="replace")

    def at_work(self):
        """Return the processes by which workers make reports now: forks, kernels and workers."""
        return [
            process
            for worker in self.workers
            for process in _below(worker.pid)
            if _is_of_a_report(process)
        ]

    def __exit__(self, *_):
        below = [process for worker in self.workers for process in _below(worker.pid)]
        for process in [*self.workers, self.scheduler]:
            process.terminate()
        for process in [*self.workers, self.scheduler]:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        left = psutil.wait_procs(below, timeout=20)[1]
        for process in left:
            process.kill()
        assert left == [], "these outlived their worker"


def _below(pid):
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _is_of_a_report(process):
    """Tell a fork of a server, or a kernel, from a server and from Dask's own processes."""
    try:
        said = " ".join(process.cmdline())
        if "ipykernel" in said:
            return True
        parent = process.parent()
        return (
            "cxkit.reports.warm.server" in said
            and parent is not None
            and ("cxkit.reports.warm.server" in " ".join(parent.cmdline()))
        )
    except psutil.Error:
        return False
