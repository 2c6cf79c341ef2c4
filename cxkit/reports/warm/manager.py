"""A manager of kernels that takes them from the warm server and does not wait without need."""

from __future__ import annotations

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import DottedObjectName, Type

from cxkit.reports.warm.provisioner import NAME, register


class PromptClient(AsyncKernelClient):
    """Knows that a kernel is ready when it says so.

    The ordinary client listens until nothing has come for a fifth of a second; in a report of one
    second that is a fifth of it.
    """

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        until = time.monotonic() + (60.0 if timeout is None else timeout)
        while True:
            asked = self.kernel_info()
            if await self._answered(asked) and await self._is_idle(asked):
                return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > until:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answered(self, asked: str) -> bool:
        try:
            while True:
                said = await self.shell_channel.get_msg(timeout=1)
                if said["msg_type"] == "kernel_info_reply" and _parent(said) == asked:
                    self._handle_kernel_info_reply(said)
                    return True
        except Empty:
            return False

    async def _is_idle(self, asked: str) -> bool:
        """Whether the end of an answer comes by the channel of outputs, which is then empty."""
        try:
            while True:
                said = await self.iopub_channel.get_msg(timeout=0.2)
                idle = said["content"].get("execution_state") == "idle"
                if idle and _parent(said) == asked:
                    return True
        except Empty:  # the channel was not yet open when the kernel answered
            return False

    wait_for_ready = _async_wait_for_ready


def _parent(message: dict[str, Any]) -> object:
    return message["parent_header"].get("msg_id")


class WarmKernelManager(AsyncKernelManager):
    """Manages a kernel of the warm server; ``WarmProvisioner.server`` says which."""

    client_class = DottedObjectName(f"{__name__}.PromptClient")
    client_factory = Type(PromptClient)

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The kernel's specification, with the provisioner that forks."""
        found = super().kernel_spec
        if found is not None and "kernel_provisioner" not in found.metadata:
            register()
            found.metadata = {
                **found.metadata,
                "kernel_provisioner": {"provisioner_name": NAME, "config": {}},
            }
        return found
