"""Governance: charter, responsibilities, registers, silos and the closed loop."""

from cxkit.governance.analysis import GovernanceAnalysis, analyse
from cxkit.governance.findings import findings

__all__ = ["GovernanceAnalysis", "analyse", "findings"]
