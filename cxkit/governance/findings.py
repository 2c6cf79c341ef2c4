"""What governance concludes for the summary: facts of the client's own files, and the loop."""

from __future__ import annotations

from collections.abc import Iterator

from cxkit.findings import Evidence, Finding, Tone
from cxkit.governance.analysis import GovernanceAnalysis
from cxkit.governance.charter import CharterState
from cxkit.governance.closed_loop import ClosedLoop
from cxkit.governance.forums import Forums
from cxkit.governance.responsibilities import Responsibilities
from cxkit.governance.silos import LINKS, SiloMap
from cxkit.governance.wording.loop import loop_headline, read_loop
from cxkit.governance.wording.overview import read_accountable
from cxkit.governance.wording.registers import read_forums
from cxkit.governance.wording.responsibilities import RULE
from cxkit.governance.wording.silos import silo_headline
from cxkit.language import Words

_FORMAL = 0.1
"""Size of a gap in the rules of work: it hinders, but no customer has felt it by itself."""
_FEW, _MANY = 0.5, 0.8
"""Resolving clearly fewer than half of the cases is bad, clearly more than these good."""


def findings(analysis: GovernanceAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of governance, unranked.

    Activities without a single accountable role, areas that stand apart, questions of the
    charter that nobody answers, forums that do not meet, and how far the loop closes. Nothing
    is compared: the first four state what the client's own files say, the last a level with
    its interval.
    """
    return tuple(_found(analysis, words))


def _found(analysis: GovernanceAnalysis, words: Words) -> Iterator[Finding]:
    table, silos, charter = analysis.responsibilities, analysis.silos, analysis.charter
    forums, loop = analysis.forums, analysis.loop
    if isinstance(loop, ClosedLoop) and loop.step("resolved") is not None:
        yield _loop(loop, words)
    if isinstance(silos, SiloMap) and silos.isolated:
        yield _silo(silos, words)
    if isinstance(table, Responsibilities) and table.broken(
        "none_accountable", "several_accountable"
    ):
        yield _accountable(table, words)
    if isinstance(charter, CharterState) and analysis.client.judgements.charter is not None:
        yield from _charter(charter, words)
    if isinstance(forums, Forums) and forums.overdue:
        yield _forums(forums, words)


def _loop(loop: ClosedLoop, words: Words) -> Finding:
    resolved = loop.step("resolved")
    if resolved is None:
        raise ValueError("need a loop whose resolutions are recorded")
    tone: Tone = "neutral"
    if resolved.ci_high < _FEW:
        tone = "bad"
    elif resolved.ci_low > _MANY:
        tone = "good"
    return Finding(
        key="governance.loop.resolved",
        subject="governance",
        headline=loop_headline(loop, words) + ".",
        detail=words(
            "{level} interval of this share {interval}; n = {n}. {reading}",
            interval=words.percent_interval(resolved.ci_low, resolved.ci_high),
            level=words.percent(loop.confidence),
            n=words.number(resolved.n),
            reading=read_loop(loop, words),
        ),
        tone=tone,
        certainty="clear" if resolved.n >= loop.min_base else "indicative",
        reach=1 - resolved.share,
        size=_FORMAL,
        evidence=loop.evidence,
    )


def _silo(silos: SiloMap, words: Words) -> Finding:
    gap = float(silos.table.iloc[0]["rest"] - silos.table.iloc[0]["density"])
    return Finding(
        key="governance.silos.isolated",
        subject="governance",
        headline=silo_headline(silos, words) + ".",
        detail=words(
            "Links are shared data, KPIs and forums, as the client's people state them for "
            "{pairs}; a pair can have {links}.",
            pairs=words.plural("{n} pair of areas", "{n} pairs of areas", silos.n_recorded),
            links=words.number(LINKS),
        ),
        tone="bad",
        certainty="clear",
        reach=len(silos.isolated) / len(silos.areas),
        size=_FORMAL + 0.1 * gap,
        evidence=Evidence(table="governance", columns=("sharing",), n=silos.n_recorded),
    )


def _accountable(table: Responsibilities, words: Words) -> Finding:
    wrong = table.broken("none_accountable", "several_accountable")
    named = "; ".join(
        f"{item.activity.activity.say(words)} ({words(RULE[item.rule]).lower()})"
        for item in wrong
        if item.activity is not None
    )
    return Finding(
        key="governance.raci.accountable",
        subject="governance",
        headline=read_accountable(table, words),
        detail=words("By the RACI table of the charter: {named}.", named=named),
        tone="bad",
        certainty="clear",
        reach=len(wrong) / len(table.activities),
        size=_FORMAL,
        evidence=Evidence(table="charter", columns=("raci",), n=len(table.activities)),
    )


def _charter(charter: CharterState, words: Words) -> Iterator[Finding]:
    whole = len(charter.answers)
    if charter.leader is None:
        yield Finding(
            key="governance.charter.leader",
            subject="governance",
            headline=words("Nobody is named to lead the experience."),
            detail=words("The charter names no leader; naming one comes before any later step."),
            tone="bad",
            certainty="clear",
            reach=1.0,
            size=_FORMAL,
            evidence=Evidence(table="charter", columns=("leader",), n=1),
        )
    if charter.open:
        questions = " ".join(item.question.question.say(words) for item in charter.open)
        yield Finding(
            key="governance.charter.unanswered",
            subject="governance",
            headline=words(
                "The charter answers none of its {whole} questions.", whole=words.number(whole)
            )
            if len(charter.open) == whole
            else words.plural(
                "{n} of the charter's {whole} questions has no answer.",
                "{n} of the charter's {whole} questions have no answer.",
                len(charter.open),
                whole=words.number(whole),
            ),
            detail=questions,
            tone="bad",
            certainty="clear",
            reach=len(charter.open) / whole,
            size=_FORMAL,
            evidence=Evidence(table="charter", columns=("answers",), n=whole),
        )


def _forums(forums: Forums, words: Words) -> Finding:
    return Finding(
        key="governance.forums.overdue",
        subject="governance",
        headline=words.plural(
            "The {n} forum does not meet as agreed.",
            "Not one of the {n} forums meets as agreed.",
            len(forums.states),
        )
        if len(forums.overdue) == len(forums.states)
        else words.plural(
            "{n} of {whole} forums does not meet as agreed.",
            "{n} of {whole} forums do not meet as agreed.",
            len(forums.overdue),
            whole=words.number(len(forums.states)),
        ),
        detail=read_forums(forums, words),
        tone="bad",
        certainty="clear",
        reach=len(forums.overdue) / len(forums.states),
        size=_FORMAL,
        evidence=Evidence(table="charter", columns=("forums",), n=len(forums.states)),
    )
