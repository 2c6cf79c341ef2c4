"""Customer understanding: segments, archetypes, empathy maps, who is silent and who left."""

from cxkit.customers.analysis import CustomersAnalysis, analyse
from cxkit.customers.findings import findings

__all__ = ["CustomersAnalysis", "analyse", "findings"]
