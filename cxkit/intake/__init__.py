"""The only code that reads client files: formats, mapping, contracts, privacy, problems."""

from cxkit.intake.client_folder import (
    CLIENTS,
    FolderCheck,
    check_client,
    clients_folder,
    find_client,
    read_client,
)
from cxkit.intake.paths import check_slug, resolve_inside

__all__ = [
    "CLIENTS",
    "FolderCheck",
    "check_client",
    "check_slug",
    "clients_folder",
    "find_client",
    "read_client",
    "resolve_inside",
]
