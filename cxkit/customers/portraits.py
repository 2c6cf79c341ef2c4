"""Archetypes side by side: what was judged, what the data found, and what supports it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cxkit.client import Client, Column
from cxkit.customers.types_found import (
    Archetypes,
    Cluster,
    CustomerQuote,
    Portrait,
    Portraits,
    Support,
)
from cxkit.engagement import CONTRACTS, LocalText
from cxkit.engagement.judgements import Archetype, Listening, Note
from cxkit.frameworks.channels import load_listening_channels

LEAST_MATCH = 0.3
"""Standard deviations by which a group must exceed the others in the needs of an archetype."""

TEAMS = ("marketing", "research", "cx")

SPEAKING = frozenset(
    {
        "interviews",
        "live_chats",
        "social_networks",
        "recorded_calls",
        "online_reviews",
        "in_person_surveys",
        "focus_groups",
        "emails",
        "feedback_forms",
    }
)
"""Channels in which customers speak in their own words."""

SIDES = ("says", "thinks", "does", "feels", "pains", "gains")


def portraits(client: Client, found: Archetypes | None) -> Portraits | None:
    """Put the archetypes judged beside the groups found; None where there are neither.

    Notes
    -----
    An archetype's needs name the items they rest on (``customers.need_x``). Archetypes and
    groups are matched so that the mean standardised difference of the groups on these items
    is largest over all pairs (Hungarian method); a pair below `LEAST_MATCH` is no match.
    """
    judged = client.judgements.empathy.archetypes if client.judgements.empathy else ()
    clusters = found.clusters if found is not None and found.outcome == "archetypes" else ()
    pairs = match(judged, clusters, found.table if found is not None else "")
    made = [_portrait(client, item, pairs.get(item.id), found) for item in judged]
    taken = {cluster.number for cluster in pairs.values()}
    made += [_portrait(client, None, item, found) for item in clusters if item.number not in taken]
    if not made:
        return None
    made.sort(key=lambda item: (item.cluster is None, item.cluster.number if item.cluster else 0))
    return Portraits(portraits=tuple(made), found=found)


def names_of(client: Client, found: Archetypes) -> dict[int, LocalText]:
    """Return what the archetypes judged are called, by the group they match."""
    judged = client.judgements.empathy.archetypes if client.judgements.empathy else ()
    if found.outcome != "archetypes":
        return {}
    pairs = match(judged, found.clusters, found.table)
    return {pairs[item.id].number: item.name for item in judged if item.id in pairs}


def match(
    judged: tuple[Archetype, ...], clusters: tuple[Cluster, ...], table: str
) -> dict[str, Cluster]:
    """Return the group of each archetype that has one, by the archetype's id.

    Parameters
    ----------
    judged : tuple of Archetype
        With the sources of their needs.
    clusters : tuple of Cluster
        Groups found.
    table : str
        Table that the items of the groups come from.
    """
    from scipy.optimize import linear_sum_assignment

    if not judged or not clusters:
        return {}
    scores = np.full((len(judged), len(clusters)), -10.0)
    for i, archetype in enumerate(judged):
        items = _items(archetype, table)
        for j, cluster in enumerate(clusters):
            gaps = cluster.items.set_index("name")["difference"].reindex(items).dropna()
            if len(gaps):
                scores[i, j] = float(gaps.mean())
    rows, columns = linear_sum_assignment(-scores)
    return {
        judged[i].id: clusters[j]
        for i, j in zip(rows, columns, strict=True)
        if scores[i, j] >= LEAST_MATCH
    }


def _items(archetype: Archetype, table: str) -> list[str]:
    """Return the items that an archetype's needs rest on."""
    sources = [source for note in archetype.needs for source in note.sources]
    prefix = f"{table}."
    return list(dict.fromkeys(s.removeprefix(prefix) for s in sources if s.startswith(prefix)))


def _portrait(
    client: Client,
    judged: Archetype | None,
    cluster: Cluster | None,
    found: Archetypes | None,
) -> Portrait:
    journeys = client.judgements.journeys
    drawn: tuple[LocalText, ...] = ()
    if judged is not None and journeys is not None:
        drawn = tuple(item.name for item in journeys.journeys if judged.id in item.archetypes)
    return Portrait(
        judged=judged,
        cluster=cluster,
        support=support(client, judged) if judged is not None else None,
        quote=_quote(client, cluster, found) if cluster is not None and found else None,
        sources=_sources(client, judged) if judged is not None else {},
        journeys=drawn,
    )


# ------------------------------------------------------------------ what supports it
def notes_of(archetype: Archetype) -> Iterator[Note]:
    """Yield every note on an archetype, those of its map included."""
    yield from (*archetype.goals, *archetype.needs, *archetype.behaviours, *archetype.emotions)
    if archetype.map is not None:
        for side in SIDES:
            yield from getattr(archetype.map, side)


def support(client: Client, archetype: Archetype) -> Support:
    """Return what the notes on an archetype rest on.

    Parameters
    ----------
    client : Client
        Whose tables, studies and channels count as sources.
    archetype : Archetype
        With the sources and teams of its notes.
    """
    listening = client.judgements.listening or Listening()
    studies = {study.id: study for study in listening.studies}
    notes = list(notes_of(archetype))
    kinds: set[str] = set()
    unknown: list[str] = []
    teams: set[str] = set()
    talked = False
    unsupported = 0
    for note in notes:
        teams |= set(note.teams)
        named = [source_kind(client, source) for source in note.sources]
        unsupported += not any(named)
        for source, kind in zip(note.sources, named, strict=True):
            if not kind:
                unknown.append(source)
                continue
            kinds.add(kind)
            study = studies.get(source)
            if study is not None and study.team is not None:
                teams.add(study.team)
            talked |= kind == "qualitative" or source in SPEAKING or _comments(client, source)
    return Support(
        kinds=frozenset(kinds),
        notes=len(notes),
        unsupported=unsupported,
        unknown=tuple(dict.fromkeys(unknown)),
        missing_teams=tuple(team for team in TEAMS if team not in teams),
        talked=talked,
    )


def source_kind(client: Client, source: str) -> str:
    """Return which kind of source a name stands for; empty for a name of nothing there.

    Parameters
    ----------
    client : Client
        Whose tables, studies and channels count.
    source : str
        Id of a study, key of a channel listened to, or ``table.column``.
    """
    listening = client.judgements.listening or Listening()
    for study in listening.studies:
        if study.id == source:
            return study.kind
    if any(item.channel == source and item.used for item in listening.channels):
        return "listening"
    table, _, column = source.partition(".")
    if table in CONTRACTS and column:
        given = client.tables.get(table)  # type: ignore[call-overload]
        return "data" if given is not None and column in given.columns else ""
    return ""


def _sources(client: Client, archetype: Archetype) -> dict[str, LocalText | Column]:
    """Return what the sources of an archetype's notes are called."""
    listening = client.judgements.listening or Listening()
    studies = {study.id: study.name for study in listening.studies}
    channels = load_listening_channels()
    called: dict[str, LocalText | Column] = {}
    for source in dict.fromkeys(s for note in notes_of(archetype) for s in note.sources):
        kind = source_kind(client, source)
        if source in studies:
            called[source] = studies[source]
        elif kind == "listening":
            called[source] = channels[source]
        elif kind == "data":
            table, _, column = source.partition(".")
            called[source] = client.tables[table].columns[column]  # type: ignore[index]
    return called


def _comments(client: Client, source: str) -> bool:
    """Tell whether a source is a column of comments."""
    table, _, column = source.partition(".")
    given = client.tables.get(table)  # type: ignore[call-overload]
    return (
        given is not None and column in given.columns and given.columns[column].role == "verbatim"
    )


# ------------------------------------------------------------------------- quotes
def _quote(client: Client, cluster: Cluster, found: Archetypes) -> CustomerQuote | None:
    """Return the first approved comment of a member of a group."""
    table = client.tables.get("responses")
    if table is None or not {"response_id", "customer_id"} <= set(table.columns):
        return None
    column = next(iter(table.with_role("verbatim")), None)
    rows = table.frame.drop_duplicates("response_id").set_index("response_id")
    for quote in client.judgements.quotes or ():
        if not quote.approved or quote.response_id is None or quote.response_id not in rows.index:
            continue
        row = rows.loc[quote.response_id]
        if found.labels.get(str(row["customer_id"]), 0) != cluster.number:
            continue
        text = quote.text or ("" if column is None else row[column.name])
        if text and not pd.isna(text):
            own = client.engagement.own_language
            return CustomerQuote(text=str(text), language=quote.language or own)
    return None
