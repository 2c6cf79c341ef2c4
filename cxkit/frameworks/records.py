"""Names of what a client folder may hold, by which a maturity model asks for it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from cxkit.engagement import CONTRACTS
from cxkit.engagement.judgements import CSV_FILES, YAML_FILES
from cxkit.engagement.rules import broken
from cxkit.language import N_


def _known_record(value: str) -> str:
    head, _, rest = value.partition(".")
    if head == "tables":
        known = rest.split(".")[0] in CONTRACTS
    elif head in YAML_FILES:
        known = not rest or rest in YAML_FILES[head].model_fields
    else:
        known = head in CSV_FILES and not rest
    if not known:
        raise broken(
            "record_unknown",
            N_(
                "“{record}” is nothing that a client folder holds. Write a file of judgement, "
                "such as kpis or charter.leader, or a table, such as tables.responses."
            ),
            record=value,
        )
    return value


Record = Annotated[str, AfterValidator(_known_record)]
"""Something a client folder may hold: ``charter.leader``, ``kpis``, ``tables.responses.ltr``."""
