"""What a notebook asks of maturity; each result is computed once, when asked for."""

from __future__ import annotations

from functools import cached_property

from cxkit.client import Client
from cxkit.engagement.judgements import Assessment
from cxkit.findings import Missing
from cxkit.frameworks.maturity_model import COMPONENTS, PHASES, Need, kit_models
from cxkit.maturity.crosswalk import Comparison, compare_models
from cxkit.maturity.evidence_mix import EvidenceMix, evidence_mix
from cxkit.maturity.inputs import holds
from cxkit.maturity.missing import (
    NO_CHECKLIST,
    NO_EVIDENCE,
    NO_PROFILE,
    NO_RATINGS,
    NO_STEPS,
    ONE_MODEL,
)
from cxkit.maturity.profile import Profile, lower_median, profile
from cxkit.maturity.steps import Checked, Steps, checklist, next_steps


def analyse(client: Client) -> MaturityAnalysis:
    """Return the analysis of maturity; nothing is computed before it is asked for."""
    return MaturityAnalysis(client)


class MaturityAnalysis:
    """The maturity of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    @cached_property
    def components(self) -> Profile:
        """The seven components; a component without ratings says which inputs there are."""
        return self._profile(COMPONENTS)

    @cached_property
    def assessed(self) -> tuple[Profile, ...] | Missing:
        """Every model with at least one rating: the seven components first, own models last."""
        found = [self.components, *(self._profile(key) for key in self._others)]
        return tuple(item for item in found if item.rated) or NO_RATINGS

    @cached_property
    def profiles(self) -> tuple[Profile, ...] | Missing:
        """The models of several dimensions besides the seven components."""
        if isinstance(self.assessed, Missing):
            return NO_PROFILE
        found = tuple(
            item
            for item in self.assessed
            if item.model.key != COMPONENTS and len(item.standings) > 1
        )
        return found or NO_PROFILE

    @cached_property
    def models(self) -> Comparison | Missing:
        """Every model on the common scale of six phases."""
        if isinstance(self.assessed, Missing):
            return ONE_MODEL
        return compare_models(self.assessed, kit_models()[PHASES].levels) or ONE_MODEL

    @cached_property
    def steps(self) -> Steps | Missing:
        """What the next levels ask for, the bottlenecks' first."""
        if isinstance(self.assessed, Missing):
            return NO_STEPS
        return next_steps(self.assessed) or NO_STEPS

    @cached_property
    def checklists(self) -> tuple[Checked, ...] | Missing:
        """The checklists that were filled in."""
        found = tuple(
            checked
            for key, assessment in self._assessments.items()
            if key in self.client.maturity_models
            and (checked := checklist(self._profile(key), assessment)) is not None
        )
        return found or NO_CHECKLIST

    @cached_property
    def evidence_mix(self) -> EvidenceMix | Missing:
        """Sources of evidence by kind: quantitative and qualitative."""
        return evidence_mix(self.client) or NO_EVIDENCE

    # ------------------------------------------------------------------ details
    @cached_property
    def _assessments(self) -> dict[str, Assessment]:
        maturity = self.client.judgements.maturity
        return {item.model: item for item in maturity.assessments} if maturity is not None else {}

    @property
    def _others(self) -> list[str]:
        return [
            key
            for key in self.client.maturity_models
            if key in self._assessments and key != COMPONENTS
        ]

    def _profile(self, key: str) -> Profile:
        return profile(
            self.client.maturity_models[key],
            self._assessments.get(key),
            held=lambda record: holds(self.client, record),
            reached=self._reached,
        )

    def _reached(self, need: Need) -> bool:
        """Tell whether a dimension of another model was rated at a level."""
        assessment = self._assessments.get(need.model or "")
        scores = [
            item.score
            for item in (assessment.ratings if assessment is not None else ())
            if item.dimension == need.dimension
        ]
        return bool(scores) and lower_median(scores) >= (need.level or 0)
