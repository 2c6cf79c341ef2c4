"""Which workers there are, and whether each would make the reports that this computer would."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxkit.errors import Problem
from cxkit.language import N_
from cxkit.reports.basis import kit_hash, versions
from cxkit.reports.batch.cluster import introduction
from cxkit.reports.batch.cluster.problems import no_share

if TYPE_CHECKING:
    from distributed import Client

_HASH = 12
"""Characters of a hash of the kit's source that are shown."""


class Census:
    """The workers of a scheduler.

    Parameters
    ----------
    client : Client
        The connection.
    witness : Path or None
        A file beside the reports that every worker must see as it is seen here.

    Attributes
    ----------
    misfits : dict of str to Problem
        Why a worker, by its address, is given nothing.
    """

    def __init__(self, client: Client, witness: Path | None) -> None:
        self._client, self._witness = client, witness
        self._fit: dict[str, str] = {}
        self.misfits: dict[str, Problem] = {}

    def look(self) -> dict[str, int]:
        """Return the threads of the workers that may be given reports, by address.

        Raises
        ------
        Exception
            Of some kind of Dask's, if the scheduler does not answer.
        """
        there: Mapping[str, int] = self._client.nthreads()
        for known in (self._fit, self.misfits):
            for address in [item for item in known if item not in there]:
                del known[address]
        new = [item for item in there if item not in self._fit and item not in self.misfits]
        if new:
            self._meet(new)
        return {address: threads for address, threads in there.items() if address in self._fit}

    def machine(self, address: str) -> str:
        """Return the name of a worker's machine; its address where that is not known."""
        return self._fit.get(address, address)

    def _meet(self, new: list[str]) -> None:
        pythons = self._pythons(new)
        here = _minor(versions()["python"])
        for address, python in pythons.items():
            if _minor(python) != here:  # what is sent to it could not be run
                self.misfits[address] = _other(address, "Python", python, versions()["python"])
        asked = [item for item in pythons if item not in self.misfits]
        if not asked:
            return
        said = self._introductions(asked)
        for address in asked:
            answer = said.get(address)
            if answer is None or isinstance(answer, OSError):  # it went meanwhile
                continue
            if not isinstance(answer, dict):
                answer = {"host": address, "lacks": type(answer).__name__}
            problem = self._unfit(address, answer)
            if problem is not None:
                self.misfits[address] = problem
            else:
                self._fit[address] = str(answer["host"])

    def _pythons(self, new: list[str]) -> dict[str, str]:
        told: Mapping[str, Any] = self._client.get_versions()["workers"]  # type: ignore[index]
        return {
            address: str(told[address]["packages"]["python"])
            for address in new
            if isinstance(told.get(address), dict) and "packages" in told[address]
        }

    def _introductions(self, asked: list[str]) -> dict[str, Any]:
        import cloudpickle  # of Dask's: not there without it

        cloudpickle.register_pickle_by_value(introduction)
        try:
            witness = "" if self._witness is None else str(self._witness)
            answers: dict[str, Any] = self._client.run(
                introduction.introduce, witness, workers=asked, on_error="return"
            )
        finally:
            cloudpickle.unregister_pickle_by_value(introduction)
        return answers

    def _unfit(self, address: str, said: Mapping[str, Any]) -> Problem | None:
        """Say why a worker would not make the same reports; None where it would."""
        machine = str(said["host"]) if said["host"] == address else f"{said['host']} ({address})"
        if "lacks" in said:
            return Problem(
                rule="worker-without-kit",
                message=N_("This worker has no cxkit that can be imported ({kind})."),
                remedy=N_(
                    "Install cxkit on that machine, in the environment that dask worker is of."
                ),
                values={"kind": said["lacks"]},
                file=machine,
            )
        mine, its = versions(), said["versions"]
        if said["kit"] != kit_hash() or its.get("cxkit") != mine.get("cxkit"):
            return Problem(
                rule="worker-with-other-kit",
                message=N_(
                    "This worker has cxkit {there} (source {source_there}); this computer has "
                    "{here} (source {source_here})."
                ),
                remedy=N_("Install the same cxkit everywhere and start the workers again."),
                values={
                    "there": its.get("cxkit"),
                    "source_there": said["kit"][:_HASH],
                    "here": mine.get("cxkit"),
                    "source_here": kit_hash()[:_HASH],
                },
                file=machine,
            )
        for name in sorted({*mine, *its}):
            if mine.get(name) != its.get(name):
                return _other(machine, name, its.get(name) or "–", mine.get(name) or "–")
        if self._witness is not None and not self._sees(said["witness"]):
            return no_share(machine, self._witness.parent, rule="worker-without-share")
        return None

    def _sees(self, witness: object) -> bool:
        """Tell whether a worker read in the file what stands in it here."""
        if self._witness is None:
            return True
        try:
            return witness == self._witness.read_text(encoding="utf-8")
        except OSError:
            return False


def _minor(version: str) -> list[str]:
    return version.split(".")[:2]


def _other(machine: str, library: str, there: str, here: str) -> Problem:
    return Problem(
        rule="worker-with-other-library",
        message=N_("This worker has {library} {there}; this computer has {here}."),
        remedy=N_("Install the versions of requirements.lock everywhere, and start it again."),
        values={"library": library, "there": there, "here": here},
        file=machine,
    )
