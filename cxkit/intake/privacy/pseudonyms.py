"""Customer identifiers replaced by pseudonyms that only the client's own folder can repeat."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from cxkit.errors import DataError, Problem
from cxkit.language import N_

KEY_FILE = Path(".private") / "key"
"""Where the key is, below the client's folder; it never leaves it."""

_KEY_BYTES = 32


def pseudonym(key: bytes, value: str) -> str:
    """Return the pseudonym of an identifier.

    Parameters
    ----------
    key : bytes
        The client's secret key, see `create_key`.
    value : str
        The identifier.

    Returns
    -------
    str
        Twelve hexadecimal digits; the same value gives the same under the same key.

    Notes
    -----
    HMAC-SHA256 cut to 48 bits: among a million customers about one pair in 560 tables
    would collide.

    References
    ----------
    Krawczyk, Bellare and Canetti (1997), RFC 2104.
    """
    return hmac.digest(key, value.encode("utf-8", "surrogatepass"), "sha256").hex()[:12]


class Pseudonyms(dict[str, str]):
    """Pseudonyms of the identifiers of one client; those of several tables are made once.

    Parameters
    ----------
    key : bytes
        The client's secret key.
    """

    def __init__(self, key: bytes) -> None:
        super().__init__()
        self.key = key

    def __missing__(self, value: str) -> str:
        """Make the pseudonym of an identifier met for the first time."""
        made = self[value] = pseudonym(self.key, value)
        return made


def load_key(folder: Path) -> bytes | None:
    """Return a client's key, None if it has none yet.

    Parameters
    ----------
    folder : Path
        The client's folder.

    Returns
    -------
    bytes or None
        Thirty-two bytes.

    Raises
    ------
    DataError
        If the file is there but is not a key, or cannot be read.
    """
    path = folder / KEY_FILE
    try:
        if path.exists() and not path.is_file():
            raise OSError("not a regular file")
        key = bytes.fromhex(path.read_text("ascii").strip())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise DataError(
            Problem(
                rule="key-damaged",
                message=N_("The client's key cannot be read or is damaged."),
                remedy=N_(
                    "Put back the copy you kept. If there is none, delete the file: a new key is "
                    "made, and customers get other pseudonyms than before."
                ),
                file=KEY_FILE.as_posix(),
            )
        )
    return key


def load_or_create_key(folder: Path) -> bytes:
    """Return a client's key, made on the first call and readable by its owner only.

    Parameters
    ----------
    folder : Path
        The client's folder.

    Returns
    -------
    bytes
        Thirty-two bytes.

    Raises
    ------
    DataError
        If there is a damaged key.
    """
    existing = load_key(folder)
    if existing is not None:
        return existing
    path = folder / KEY_FILE
    path.parent.mkdir(mode=0o700, exist_ok=True)
    new = path.with_name(f"key.{secrets.token_hex(4)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(secrets.token_bytes(_KEY_BYTES).hex() + "\n")
    try:
        os.link(new, path)  # fails if another process was first; its key is the one
    except FileExistsError:
        pass
    except OSError:
        new.replace(path)
    new.unlink(missing_ok=True)
    made = load_key(folder)
    return made if made is not None else load_or_create_key(folder)
