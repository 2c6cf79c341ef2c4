"""What kinds of evidence there are: quantitative only, or qualitative too."""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.client import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMix:
    """Sources of evidence by kind.

    Attributes
    ----------
    quantitative, qualitative : int
        Studies on record by their kind; scored answers and written comments count as one
        source each.
    """

    quantitative: int
    qualitative: int


def evidence_mix(client: Client) -> EvidenceMix | None:
    """Count the sources of evidence by kind.

    Parameters
    ----------
    client : Client
        Read and checked: ``listening.yml`` and the table ``responses``.

    Returns
    -------
    EvidenceMix or None
        None where there is no source at all.

    Notes
    -----
    In the model of six phases an initial company looks at quantitative data only.
    """
    listening = client.judgements.listening
    kinds = [study.kind for study in listening.studies] if listening is not None else []
    table = client.tables.get("responses")
    scored = table is not None and any(
        table.has(column.name) for column in table.with_role("ltr", "csat", "ces", "rating")
    )
    written = table is not None and table.has("verbatim")
    mix = EvidenceMix(
        quantitative=kinds.count("quantitative") + int(scored),
        qualitative=kinds.count("qualitative") + int(written),
    )
    return mix if mix.quantitative or mix.qualitative else None
