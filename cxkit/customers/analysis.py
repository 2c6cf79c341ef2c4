"""What a notebook asks of customers; each result is computed once, when asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from cxkit.client import Client
from cxkit.customers.archetypes import find_archetypes
from cxkit.customers.basis import Basis, basis_of
from cxkit.customers.departures import leaving, silent
from cxkit.customers.missing import (
    NO_EFFECTS,
    NO_LEAVERS,
    NO_MAPS,
    NO_PORTRAITS,
    NO_SEGMENTS,
    NO_SILENT,
    NO_STUDIES,
)
from cxkit.customers.portraits import names_of, portraits
from cxkit.customers.research import research
from cxkit.customers.results import Leaving, Research, Segmentation, SegmentEffects, Silent
from cxkit.customers.segments import segment_effects, segmentations
from cxkit.customers.types_found import Archetypes, Portraits
from cxkit.findings import Missing


def analyse(client: Client) -> CustomersAnalysis:
    """Return the analysis of customers; nothing is computed before it is asked for."""
    return CustomersAnalysis(client)


class CustomersAnalysis:
    """The customers of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    @cached_property
    def basis(self) -> Basis:
        """The customers, each with the latest answer to every question."""
        return basis_of(self.client)

    @cached_property
    def segments(self) -> tuple[Segmentation, ...] | Missing:
        """Every segmentation with size, value and scores of its groups."""
        found = tuple(item for item in segmentations(self.basis) if len(item.table) > 1)
        return found or NO_SEGMENTS

    @cached_property
    def effects(self) -> SegmentEffects | Missing:
        """Whether the segmentations matter for the experience."""
        return segment_effects(self.basis) or NO_EFFECTS

    @cached_property
    def archetypes(self) -> Archetypes | Missing:
        """Stable types of customers in what they rate, or that there are none."""
        found = find_archetypes(self.basis)
        if isinstance(found, Missing):
            return found
        return replace(found, names=names_of(self.client, found))

    @cached_property
    def portraits(self) -> Portraits | Missing:
        """Archetypes judged and found, side by side."""
        found = self.archetypes
        known = found if isinstance(found, Archetypes) else None
        return portraits(self.client, known) or NO_PORTRAITS

    @cached_property
    def empathy(self) -> Portraits | Missing:
        """Archetypes that have an empathy map."""
        found = self.portraits
        if isinstance(found, Missing):
            return NO_MAPS
        drawn = tuple(p for p in found.portraits if p.judged is not None and p.judged.map)
        return Portraits(portraits=drawn, found=found.found) if drawn else NO_MAPS

    @cached_property
    def leaving(self) -> Leaving | Missing:
        """Which customers left, group by group."""
        return leaving(self.basis) or NO_LEAVERS

    @cached_property
    def silent(self) -> Silent | Missing:
        """Customers who never answered, and how they differ."""
        return silent(self.basis) or NO_SILENT

    @cached_property
    def research(self) -> Research | Missing:
        """The register of studies."""
        return research(self.client) or NO_STUDIES
