"""What every sentence on customers needs: names of groups, period and source."""

from __future__ import annotations

from cxkit.client import Column
from cxkit.customers.types_found import Archetypes, Cluster
from cxkit.language import N_, Words

VALUE = {"revenue": N_("revenue"), "margin": N_("margin")}


def title(column: Column, words: Words) -> str:
    """Return what the reports call a column."""
    if column.name == "referred" and column.label is None:
        return words("Won by recommendation")
    return column.title(words)


def group(column: Column, value: object, words: Words) -> str:
    """Return what the reports call a group; flags are yes and no."""
    if column.role == "flag" and str(value) not in column.names:
        return words("yes") if str(value) in ("True", "1", "1.0") else words("no")
    return column.group(value, words)


def value_name(column: Column | None, words: Words) -> str:
    """Return what value is: revenue or margin."""
    of_margin = column is not None and column.name == "margin"
    said = VALUE["margin"] if of_margin else VALUE["revenue"]
    return words(said)


def cluster_name(found: Archetypes, cluster: Cluster, words: Words) -> str:
    """Return what the reports call a group: the archetype it matches, else its number."""
    named = found.names.get(cluster.number)
    if named is not None:
        return named.say(words)
    return words("Group {number}", number=words.number(cluster.number))
