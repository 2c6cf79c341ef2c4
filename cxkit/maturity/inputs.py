"""What the client folder holds about a component."""

from __future__ import annotations

from cxkit.client import Client


def holds(client: Client, record: str) -> bool:
    """Tell whether the client folder holds something on record.

    Parameters
    ----------
    client : Client
        Read and checked.
    record : str
        ``"kpis"`` (a file), ``"charter.leader"`` (part of a file), ``"tables.responses"`` (a
        table) or ``"tables.customers.churned"`` (a column with at least one value).
    """
    head, _, rest = record.partition(".")
    if head == "tables":
        name, _, column = rest.partition(".")
        table = next((item for key, item in client.tables.items() if key == name), None)
        if table is None or len(table) == 0:
            return False
        return table.has(column) if column else True
    held = getattr(client.judgements, head, None)
    if held is not None and rest:
        held = getattr(held, rest, None)
    return bool(held)
