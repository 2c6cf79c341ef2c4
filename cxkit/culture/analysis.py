"""What a notebook asks of culture; each result is computed once, when asked for."""

from __future__ import annotations

from functools import cached_property

from cxkit.client import Client
from cxkit.culture.areas import AreaNames, area_names
from cxkit.culture.basis import Staff, staff_of
from cxkit.culture.missing import (
    ALL_HIDDEN,
    NO_ACTIONS,
    NO_CASCADE,
    NO_CHANGE,
    NO_DIMENSIONS,
    NO_ENPS,
    NO_IDEAS,
    NO_PULSE,
    NO_SCHEMES,
    NO_SECOND_CUT,
    NO_SKILLS,
    NO_TRAINING,
    NO_UNITS,
    NO_WORKSHOPS,
)
from cxkit.culture.orientation import cascade_of
from cxkit.culture.protection import protect
from cxkit.culture.registers import (
    Ideas,
    Participation,
    Schemes,
    SkillLevel,
    Workshops,
    ideas_of,
    participation_of,
    schemes_of,
    skills_of,
)
from cxkit.culture.results import Cascade, Items, Pulse, PulseBy, PulseChange
from cxkit.culture.scores import change_of, items_of, pulse_by, pulse_of
from cxkit.culture.training import TrainingState, training_state
from cxkit.engagement.judgements.culture import Culture
from cxkit.findings import Missing


def analyse(client: Client) -> CultureAnalysis:
    """Return the analysis of culture; nothing is computed before it is asked for."""
    return CultureAnalysis(client)


class CultureAnalysis:
    """The culture of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    # ------------------------------------------------------- what employees answer
    @cached_property
    def staff(self) -> Staff | None:
        """The employees' answers of the latest round, where there are any."""
        return staff_of(self.client)

    @cached_property
    def pulse(self) -> Pulse | Missing:
        """What all employees answered."""
        if self.staff is None:
            return NO_PULSE
        found = pulse_of(self.staff)
        return NO_PULSE if found.enps is None and found.dimensions.empty else found

    @cached_property
    def cuts(self) -> tuple[PulseBy, ...]:
        """What the groups answered that may be shown, by unit and by a second cut."""
        if self.staff is None or isinstance(self.pulse, Missing) or not self.staff.cuts:
            return ()
        return pulse_by(self.staff, self.pulse, protect(self.staff))

    @property
    def by_unit(self) -> PulseBy | Missing:
        """Every measure by unit, with small units hidden."""
        if isinstance(self.pulse, Missing):
            return self.pulse
        if not self.cuts:
            return NO_UNITS
        return ALL_HIDDEN if self.cuts[0].table.empty else self.cuts[0]

    @property
    def enps_by_unit(self) -> PulseBy | Missing:
        """The same, where eNPS was asked."""
        if isinstance(self.pulse, Missing) or self.pulse.enps is not None:
            return self.by_unit
        return NO_ENPS

    @property
    def by_second_cut(self) -> PulseBy | Missing:
        """The leading measure by a second column, such as length of service."""
        if isinstance(self.pulse, Missing):
            return self.pulse
        if len(self.cuts) < 2:
            return NO_SECOND_CUT
        return ALL_HIDDEN if self.cuts[1].table.empty else self.cuts[1]

    @cached_property
    def change(self) -> PulseChange | Missing:
        """How eNPS moved since the round before."""
        if isinstance(self.pulse, Missing) or self.staff is None:
            return NO_PULSE
        if self.pulse.enps is None:
            return NO_ENPS
        found = change_of(self.staff)
        return found if found is not None else NO_CHANGE

    @cached_property
    def items(self) -> Items | Missing:
        """Every question, and how well those of a dimension hang together."""
        if isinstance(self.pulse, Missing) or self.staff is None:
            return NO_PULSE
        found = items_of(self.staff, self.pulse)
        return found if found.items else NO_DIMENSIONS

    # ---------------------------------------------------- what the consultant recorded
    @property
    def recorded(self) -> Culture:
        """What ``culture.yml`` holds; an empty one where it is absent."""
        return self.client.judgements.culture or Culture()

    @cached_property
    def names(self) -> AreaNames:
        """What the reports call the areas."""
        return area_names(self.client)

    @cached_property
    def training(self) -> TrainingState | Missing:
        """Training by area and course."""
        rows = self.client.judgements.training
        if not rows:
            return NO_TRAINING
        return training_state(rows, as_of=self.client.engagement.as_of, names=self.names)

    @cached_property
    def cascade(self) -> Cascade | Missing:
        """Cascade of the vision, and customer orientation by three sources."""
        found = cascade_of(self.recorded, self.client.engagement)
        return found if found is not None else NO_CASCADE

    @cached_property
    def schemes(self) -> Schemes | Missing:
        """Recognition and incentive schemes."""
        found = self.recorded.recognition
        return schemes_of(found, self.names) if found else NO_SCHEMES

    @cached_property
    def participation(self) -> Participation | Missing:
        """Actions of awareness and empathy."""
        found = self.recorded.actions
        return participation_of(found, self.names) if found else NO_ACTIONS

    @cached_property
    def ideas(self) -> Ideas | Missing:
        """Ideas of the front line and of others, and what became of them."""
        found = self.recorded.ideas
        return ideas_of(found, self.names) if found else NO_IDEAS

    @cached_property
    def skills(self) -> tuple[SkillLevel, ...] | Missing:
        """Self-assessed skills."""
        found = self.recorded.skills
        base = self.client.engagement.anonymity_base
        return skills_of(found, base=base) if found else NO_SKILLS

    @cached_property
    def workshops(self) -> Workshops | Missing:
        """Workshops of co-creation."""
        design = self.client.judgements.design
        found = design.workshops if design is not None else ()
        return Workshops(workshops=tuple(found)) if found else NO_WORKSHOPS
