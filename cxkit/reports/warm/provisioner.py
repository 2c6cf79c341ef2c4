"""Kernels from the warm server, for everything that starts kernels by jupyter_client."""

from __future__ import annotations

import asyncio
import os
import sys
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Int, Unicode

from cxkit.reports.warm.requests import Fork, KernelRequest

NAME = "cxkit-warm"
_LAUNCHER = "ipykernel_launcher"


class WarmProvisioner(LocalProvisioner):
    """Starts kernels as forks of a server that has imported everything.

    What is not this Python's own ipykernel is started the ordinary way, and so is every kernel
    where no server is named.
    """

    server = Unicode("", help="Socket of the server of kernels.").tag(config=True)
    memory = Int(0, help="Bytes a kernel may take beside the libraries; 0: no limit.").tag(
        config=True
    )

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Ask the server for a kernel.

        Parameters
        ----------
        cmd : list of str
            The command that would start it the ordinary way.
        **kwargs : object
            As for ``subprocess.Popen``.

        Returns
        -------
        dict
            How to connect to it.
        """
        if not self.server or not is_own_kernel(cmd):
            return await super().launch_kernel(cmd, **kwargs)
        request = KernelRequest(
            arguments=tuple(cmd[cmd.index(_LAUNCHER) + 1 :]),
            env=dict(kwargs.get("env") or os.environ),
            cwd=os.fspath(kwargs.get("cwd") or os.getcwd()),
            memory=self.memory,
        )
        fork: Any = Fork(self.server, request)  # has the methods of a Popen
        self.process = fork
        self.pid = fork.pid
        self.pgid = None  # signals go through the server, which knows whether the kernel lives
        self.cwd = request.cwd
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all that it started; return when it is gone.

        Parameters
        ----------
        restart : bool
            Whether it will be started again.
        """
        await super().kill(restart=restart)
        for _ in range(400):
            if not self.process or self.process.poll() is not None:
                return
            await asyncio.sleep(0.005)


def is_own_kernel(cmd: list[str]) -> bool:
    """Whether a command starts an ipykernel of this very Python.

    Parameters
    ----------
    cmd : list of str
        As a kernel specification has it.
    """
    return len(cmd) > 2 and cmd[0] == sys.executable and "-m" in cmd and _LAUNCHER in cmd


def register() -> None:
    """Make the provisioner known in this process, also where the kit was installed without it."""
    factory = KernelProvisionerFactory.instance()
    entry = EntryPoint(NAME, f"{__name__}:WarmProvisioner", factory.GROUP_NAME)
    factory.provisioners.setdefault(NAME, entry)
