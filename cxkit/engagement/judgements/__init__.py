"""Typed files of judgement: what a consultant knows that no data file holds."""

from cxkit.engagement.judgements.changes import Change
from cxkit.engagement.judgements.charter import Activity, Charter
from cxkit.engagement.judgements.closed_loop import LoopCase
from cxkit.engagement.judgements.culture import Culture
from cxkit.engagement.judgements.design import Design
from cxkit.engagement.judgements.economics import Economics
from cxkit.engagement.judgements.editorial import Editorial, FindingEdit, SignOff
from cxkit.engagement.judgements.empathy import Archetype, Empathy, Note
from cxkit.engagement.judgements.entry import Entry, Range
from cxkit.engagement.judgements.finance import ExchangeRate, Finance
from cxkit.engagement.judgements.folder import CSV_FILES, YAML_FILES, Judgements
from cxkit.engagement.judgements.governance import Governance
from cxkit.engagement.judgements.initiatives import Adoption, Initiative
from cxkit.engagement.judgements.journeys import Journey, Journeys, Map, PainPoint, Stage, Step
from cxkit.engagement.judgements.kpis import Kpi, KpiValue
from cxkit.engagement.judgements.listening import Listening, ListeningChannel
from cxkit.engagement.judgements.maturity import Assessment, Maturity
from cxkit.engagement.judgements.planned_tests import PlannedTest
from cxkit.engagement.judgements.quotes import Quote
from cxkit.engagement.judgements.strategy import Strategy
from cxkit.engagement.judgements.training import Training

__all__ = [
    "CSV_FILES",
    "YAML_FILES",
    "Activity",
    "Adoption",
    "Archetype",
    "Assessment",
    "Change",
    "Charter",
    "Culture",
    "Design",
    "Economics",
    "Editorial",
    "Empathy",
    "Entry",
    "ExchangeRate",
    "Finance",
    "FindingEdit",
    "Governance",
    "Initiative",
    "Journey",
    "Journeys",
    "Judgements",
    "Kpi",
    "KpiValue",
    "Listening",
    "ListeningChannel",
    "LoopCase",
    "Map",
    "Maturity",
    "Note",
    "PainPoint",
    "PlannedTest",
    "Quote",
    "Range",
    "SignOff",
    "Stage",
    "Step",
    "Strategy",
    "Training",
]
