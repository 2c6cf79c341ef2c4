"""All files of judgement of a client folder, read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cxkit.engagement.judgements.charter import Charter
from cxkit.engagement.judgements.closed_loop import LoopCase
from cxkit.engagement.judgements.culture import Culture
from cxkit.engagement.judgements.design import Design
from cxkit.engagement.judgements.economics import Economics
from cxkit.engagement.judgements.editorial import Editorial
from cxkit.engagement.judgements.empathy import Empathy
from cxkit.engagement.judgements.entry import Entry
from cxkit.engagement.judgements.governance import Governance
from cxkit.engagement.judgements.initiatives import Adoption, Initiative
from cxkit.engagement.judgements.journeys import Journeys
from cxkit.engagement.judgements.kpis import Kpi, KpiValue
from cxkit.engagement.judgements.listening import Listening
from cxkit.engagement.judgements.maturity import Maturity
from cxkit.engagement.judgements.quotes import Quote
from cxkit.engagement.judgements.strategy import Strategy
from cxkit.engagement.judgements.training import Training

YAML_FILES: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "strategy": Strategy,
        "empathy": Empathy,
        "listening": Listening,
        "journeys": Journeys,
        "design": Design,
        "economics": Economics,
        "charter": Charter,
        "governance": Governance,
        "culture": Culture,
        "maturity": Maturity,
        "editorial": Editorial,
    }
)
"""Model of each ``<name>.yml``."""

CSV_FILES: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "initiatives": Initiative,
        "adoption": Adoption,
        "kpis": Kpi,
        "kpi_values": KpiValue,
        "training": Training,
        "quotes": Quote,
        "closed_loop": LoopCase,
    }
)
"""Model of a row of each ``<name>.csv``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """What the consultant judged, one attribute a file.

    Attributes
    ----------
    strategy, empathy, listening, journeys, design, economics, charter, governance, culture, \
maturity, editorial
        Content of the YAML file; None where it is absent or nothing is filled in.
    initiatives, adoption, kpis, kpi_values, training, quotes, closed_loop
        Rows of the CSV file; None where it is absent or has no rows.
    """

    strategy: Strategy | None = None
    empathy: Empathy | None = None
    listening: Listening | None = None
    journeys: Journeys | None = None
    design: Design | None = None
    economics: Economics | None = None
    charter: Charter | None = None
    governance: Governance | None = None
    culture: Culture | None = None
    maturity: Maturity | None = None
    editorial: Editorial | None = None
    initiatives: tuple[Initiative, ...] | None = None
    adoption: tuple[Adoption, ...] | None = None
    kpis: tuple[Kpi, ...] | None = None
    kpi_values: tuple[KpiValue, ...] | None = None
    training: tuple[Training, ...] | None = None
    quotes: tuple[Quote, ...] | None = None
    closed_loop: tuple[LoopCase, ...] | None = None
