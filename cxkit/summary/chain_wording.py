"""The chain in words: what it holds, where it breaks, what to do."""

from __future__ import annotations

from collections import Counter

from cxkit.language import N_, Words
from cxkit.presentation import FigureText, TextTable
from cxkit.summary.chain import Chain
from cxkit.summary.chain_rules import RULES, Breach, Rule

_NAMED = 6
"""Breaks that the words below the figure name; the table has them all."""
_SAYS: dict[Rule, tuple[str, str]] = {
    "initiative_without_owner": (
        N_("Initiative {subject} has no owner."),
        N_("Agree on one person who answers for it: column “owner” of initiatives.csv."),
    ),
    "initiative_without_pain_point": (
        N_("Initiative {subject} names no pain point."),
        N_("Name the pain point it treats: column “pain_point” of initiatives.csv."),
    ),
    "initiative_with_unknown_pain_point": (
        N_("Initiative {subject} treats {names}, which journeys.yml does not have."),
        N_("Correct the name, add the pain point to journeys.yml, or drop the initiative."),
    ),
    "initiative_without_kpi": (
        N_("Initiative {subject} has no KPI."),
        N_("Name what will show that it works: column “kpi” of initiatives.csv."),
    ),
    "benefit_without_kpi": (
        N_("Initiative {subject} claims money and names no KPI that would show it."),
        N_("Name the KPI that moves the money: column “kpi” of initiatives.csv."),
    ),
    "initiative_with_unknown_kpi": (
        N_("Initiative {subject} names {names}, which kpis.csv does not have."),
        N_("Correct the name, or add the KPI to kpis.csv."),
    ),
    "dependency_unknown": (
        N_("Initiative {subject} waits for {names}, which initiatives.csv does not have."),
        N_("Correct the column “depends_on” of initiatives.csv."),
    ),
    "dependency_cycle": (
        N_("These initiatives wait for one another, so that none can begin: {names}."),
        N_("Take one of these dependencies out of the column “depends_on” of initiatives.csv."),
    ),
    "kpi_without_baseline": (
        N_("KPI {subject} has no baseline."),
        N_("Measure it before the work begins: columns “baseline” and “baseline_date”."),
    ),
    "pain_point_without_evidence": (
        N_("Pain point {subject} rests on no evidence."),
        N_("Name where it was seen: “evidence” in journeys.yml. Without it, it is an opinion."),
    ),
    "evidence_unknown": (
        N_("Pain point {subject} rests on {names}, which is no study, table or channel here."),
        N_("Correct the name in journeys.yml, or describe the study in listening.yml."),
    ),
    "pain_point_without_initiative": (
        N_("No initiative treats pain point {subject}."),
        N_("Plan one in initiatives.csv, or say in the report why not."),
    ),
    "objective_with_unknown_kpi": (
        N_("Objective {subject} is measured by {names}, which kpis.csv does not have."),
        N_("Correct the name in strategy.yml, or add the KPI to kpis.csv."),
    ),
    "objective_with_other_target": (
        N_("Objective {subject} and its KPI {names} disagree: their targets differ."),
        N_("Agree on one target and write it into strategy.yml and kpis.csv alike."),
    ),
}


def describe_chain(found: Chain, words: Words) -> FigureText:
    """Return the words around the drawn chain."""
    n = len(found.breaches)
    if n:
        headline = words.plural(
            "The chain from evidence to money breaks in {n} place",
            "The chain from evidence to money breaks in {n} places",
            n,
        )
    else:
        headline = words("Every initiative leads from evidence to money without a break")
    said = [read_breach(item, found, words) for item in found.breaches]
    shown = " ".join(said[:_NAMED])
    if len(said) > _NAMED:
        shown += " " + words.plural("And {n} more.", "And {n} more.", len(said) - _NAMED)
    measure = words(
        "{initiatives}, {pains}, {kpis}; money a year as claimed, with its range and its ground",
        initiatives=words.plural("{n} initiative", "{n} initiatives", len(found.initiatives)),
        pains=words.plural("{n} pain point", "{n} pain points", len(found.pain_points)),
        kpis=words.plural("{n} KPI", "{n} KPIs", len(found.kpis)),
    )
    return FigureText(
        headline=headline,
        measure=measure,
        reading=shown,
        source=words("Source: journeys.yml, initiatives.csv, kpis.csv (judgements)"),
        alt=f"{headline}. {measure}. {' '.join(said)}".strip(),
    )


def read_breach(item: Breach, found: Chain, words: Words) -> str:
    """Say one break of the chain in a sentence."""
    message, _ = _SAYS[item.rule]
    names = (
        " → ".join([*item.names, item.names[0]])
        if item.rule == "dependency_cycle"
        else words.join(item.names)
    )
    return words(message, subject=named(item.subject, found, words), names=names)


def named(key: str, found: Chain, words: Words) -> str:
    """Return an id with the name it stands for."""
    name = found.names.get(key)
    return f"{key} ({name.say(words)})" if name is not None else key


def breaches_table(found: Chain, words: Words) -> TextTable:
    """Return every break of the chain with what to do about it, for the consultant."""
    return TextTable(
        caption=words("Where the chain breaks, and what to do"),
        headings=[words("What was found"), words("What to do")],
        rows=[
            [read_breach(item, found, words), words(_SAYS[item.rule][1])] for item in found.breaches
        ],
        numeric=[False, False],
        note="" if found.breaches else words("Nothing to correct: the chain holds."),
    )


def count_breaches(found: Chain) -> dict[Rule, int]:
    """Count the breaks by rule, every rule named."""
    counted = Counter(item.rule for item in found.breaches)
    return {rule: counted[rule] for rule in RULES}
