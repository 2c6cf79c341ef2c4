"""What a worker says of itself; sent to it as text, since it may have another kit or none.

It is sent whole, so it imports nothing of the kit before it runs.
"""

from __future__ import annotations


def introduce(witness: str) -> dict[str, object]:
    """Return which machine and kit a worker has, and what it reads in a file of the batch's.

    Parameters
    ----------
    witness : str
        Path of the file; none if empty.

    Returns
    -------
    dict
        ``host``; ``witness``, what the file holds, None where it cannot be read; ``kit`` and
        ``versions``, or ``lacks`` with the kind of error where the kit cannot be imported.
    """
    import socket
    from pathlib import Path

    said: dict[str, object] = {"host": socket.gethostname(), "witness": None}
    if witness:
        try:
            said["witness"] = Path(witness).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            said["witness"] = None
    try:
        from cxkit.reports.basis import kit_hash, versions

        said["kit"], said["versions"] = kit_hash(), versions()
    except Exception as error:
        said["lacks"] = type(error).__name__
    return said
