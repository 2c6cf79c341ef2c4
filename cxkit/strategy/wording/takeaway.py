"""The two lines that open the section."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.strategy.analysis import StrategyAnalysis
from cxkit.strategy.wording.gaps import headline_gap
from cxkit.strategy.wording.plan import read_objectives
from cxkit.strategy.wording.promises import headline_promises


def read_takeaway(analysis: StrategyAnalysis, words: Words) -> str:
    """Say what matters most of what could be compared; where nothing could, say so."""
    lines = []
    gap, promises, execution = analysis.perception_gap, analysis.promises, analysis.execution_gap
    if not isinstance(gap, Missing):
        lines.append(headline_gap(gap, words) + ".")
    if not isinstance(promises, Missing):
        lines.append(headline_promises(promises, words) + ".")
    if len(lines) < 2 and not isinstance(execution, Missing):
        lines.append(
            words(
                "{critical} of {n} leaders find the experience critical; {implemented} manage it.",
                critical=words.number(execution.critical),
                implemented=words.number(execution.implemented),
                n=words.number(execution.result.n),
            )
        )
    if len(lines) < 2 and not isinstance(analysis.objectives, Missing):
        lines.append(read_objectives(analysis.objectives, words).split("\n")[0])
    return "\n".join(lines) or words(
        "The strategy is not written down yet: strategy.yml holds nothing to compare."
    )
