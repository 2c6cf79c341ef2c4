"""Where a scheduler is, and by which certificates it is known."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path

from cxkit.errors import Problem, UsageError
from cxkit.language import N_

_ADDRESS = re.compile(
    r"(?P<protocol>tcp|tls)://(?P<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>[0-9]{1,5})/?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Files that prove who may take part, all in PEM format.

    Attributes
    ----------
    authority : Path
        Certificate of the authority; whoever has one of its certificates is trusted.
    certificate, key : Path
        This batch's own certificate and its private key.
    """

    authority: Path
    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduler:
    """A scheduler to which reports are handed.

    Attributes
    ----------
    address : str
        Such as ``"tls://10.0.0.5:8786"``.
    certificates : Certificates or None
        For ``tls://``; those of Dask's own configuration if None.
    """

    address: str
    certificates: Certificates | None = None

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        authority: Path | None = None,
        certificate: Path | None = None,
        key: Path | None = None,
    ) -> Scheduler:
        """Read a scheduler as it is written on the command line.

        Parameters
        ----------
        text : str
            Its address.
        authority, certificate, key : Path, optional
            Certificates; all of them or none.

        Raises
        ------
        UsageError
            If the address is written otherwise, or the certificates do not go with it.
        """
        found = _ADDRESS.fullmatch(text.strip())
        if found is None or not 0 < int(found["port"]) < 65536:
            raise UsageError(
                Problem(
                    rule="scheduler-form",
                    message=N_("“{text}” is not the address of a scheduler."),
                    remedy=N_(
                        "Write it as tcp://HOST:8786, or as tls://HOST:8786 with certificates."
                    ),
                    values={"text": text[:60]},
                )
            )
        given = [item for item in (authority, certificate, key) if item is not None]
        if given and found["protocol"] == "tcp":
            raise UsageError(
                Problem(
                    rule="certificates-unused",
                    message=N_("Certificates were given, but {address} is not encrypted."),
                    remedy=N_("Write tls:// instead of tcp://, or leave the certificates out."),
                    values={"address": text},
                )
            )
        address = text.strip().removesuffix("/")
        if not given:
            return cls(address=address)
        if authority is None or certificate is None or key is None:
            raise UsageError(
                Problem(
                    rule="certificates-incomplete",
                    message=N_("--tls-ca, --tls-cert and --tls-key belong together."),
                    remedy=N_("Give all three, or none to take those of Dask's configuration."),
                )
            )
        for path in given:
            if not path.is_file():
                raise UsageError(
                    Problem(
                        rule="certificate-missing",
                        message=N_("There is no such certificate or key."),
                        remedy=N_("Check the paths after --tls-ca, --tls-cert and --tls-key."),
                        file=str(path),
                    )
                )
        return cls(
            address=address,
            certificates=Certificates(authority=authority, certificate=certificate, key=key),
        )

    @property
    def encrypted(self) -> bool:
        """Whether nobody on the way can read or join in."""
        return self.address.startswith("tls:")

    @property
    def exposure(self) -> Problem | None:
        """What is to be known before clients' data leave this computer unencrypted, if they do."""
        if self.encrypted or self._is_this_computer:
            return None
        return Problem(
            rule="not-encrypted",
            severity="warning",
            message=N_(
                "The connection to {address} is not encrypted: what is said of clients can be "
                "read on the way, and whoever reaches the scheduler can read and change all that "
                "its workers can."
            ),
            remedy=N_("Use tls:// with certificates, unless this network is yours alone."),
            values={"address": self.address},
        )

    @property
    def _is_this_computer(self) -> bool:
        host = self.address.split("//", 1)[1].rpartition(":")[0].strip("[]")
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host.casefold() == "localhost"
