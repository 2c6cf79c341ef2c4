"""Typed ``engagement.yml`` and the contracts of the tables it may name."""

from cxkit.engagement.columns import ColumnSpec, FileSpec, Role, ScaleSpec, TableSpec
from cxkit.engagement.model import (
    Brand,
    Engagement,
    Period,
    ReportPlan,
    Section,
    TableName,
    Wave,
)
from cxkit.engagement.sample_plan import SamplePlan
from cxkit.engagement.tables import CONTRACTS, LABELS, StandardColumn, TableContract
from cxkit.engagement.text import LocalText, Text

__all__ = [
    "CONTRACTS",
    "LABELS",
    "Brand",
    "ColumnSpec",
    "Engagement",
    "FileSpec",
    "LocalText",
    "Period",
    "ReportPlan",
    "Role",
    "SamplePlan",
    "ScaleSpec",
    "Section",
    "StandardColumn",
    "TableContract",
    "TableName",
    "TableSpec",
    "Text",
    "Wave",
]
