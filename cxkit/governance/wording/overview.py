"""The takeaway and the key figures that open the section."""

from __future__ import annotations

from cxkit.governance.charter import LADDER_STEPS, CharterState
from cxkit.governance.names import LADDER, area_name
from cxkit.governance.overview import Overview
from cxkit.governance.responsibilities import Responsibilities
from cxkit.governance.silos import SiloMap
from cxkit.language import Words
from cxkit.presentation import KeyFigure


def read_overview(overview: Overview, words: Words) -> str:
    """Say in two lines who leads, and what does not hold yet."""
    first: list[str] = []
    if overview.charter is not None:
        first = _lead(overview.charter, words)
    second: list[str] = []
    if overview.responsibilities is not None:
        second.append(read_accountable(overview.responsibilities, words))
    if overview.silos is not None:
        second.append(read_isolated(overview.silos, words))
    resolved = overview.loop.step("resolved") if overview.loop is not None else None
    if overview.loop is not None and resolved is not None:
        second.append(
            words(
                "{share} of {n} cases are resolved ({level} interval {interval}).",
                share=words.percent(resolved.share),
                n=words.number(resolved.n),
                level=words.percent(overview.loop.confidence),
                interval=words.percent_interval(resolved.ci_low, resolved.ci_high),
            )
        )
    return "\n".join(" ".join(line) for line in (first, second) if line)


def _lead(charter: CharterState, words: Words) -> list[str]:
    said = []
    if charter.leader is not None:
        role = charter.leader.role
        who = role.say(words) if role is not None else charter.leader.name
        said.append(words("The experience has a named leader ({who}).", who=who))
    else:
        said.append(words("Nobody is named to lead the experience."))
    if charter.areas:
        said.append(
            words.plural(
                "{part} of {n} area takes part.",
                "{part} of {n} areas take part.",
                len(charter.areas),
                part=words.number(charter.n_involved),
            )
        )
    said.append(read_unanswered(charter, words))
    return said


def read_unanswered(charter: CharterState, words: Words) -> str:
    """Say how many of the six questions the charter answers."""
    whole = len(charter.answers)
    if not charter.open:
        return words("The charter answers all {whole} questions.", whole=words.number(whole))
    return words(
        "The charter answers {part} of its {whole} questions.",
        part=words.number(charter.n_answered),
        whole=words.number(whole),
    )


def read_accountable(table: Responsibilities, words: Words) -> str:
    """Say how many activities lack a single accountable role."""
    wrong = table.broken("none_accountable", "several_accountable")
    if not wrong:
        return words("Every activity has exactly one role that answers for it.")
    if len(wrong) == len(table.activities):
        return words.plural(
            "The {n} activity listed has no single role that answers for it.",
            "Not one of the {n} activities has a single role that answers for it.",
            len(wrong),
        )
    return words.plural(
        "{n} of {whole} activities has no single role that answers for it.",
        "{n} of {whole} activities have no single role that answers for them.",
        len(wrong),
        whole=words.number(len(table.activities)),
    )


def read_isolated(silos: SiloMap, words: Words) -> str:
    """Say whether an area stands apart."""
    if not silos.isolated:
        return words("No area stands apart from the others.")
    names = [area_name(area, silos.names, words) for area in silos.isolated]
    return words.plural(
        "{areas} stands apart from the other areas.",
        "{areas} stand apart from the other areas.",
        len(names),
        areas=words.join(names),
    )


def read_contradiction(charter: CharterState, words: Words) -> str:
    """Say where ladder and leader disagree, and which questions are open; empty if neither."""
    said = []
    if charter.contradiction == "leader_missing":
        said.append(
            words(
                "The ladder of responsibility says that somebody leads, but the charter names "
                "nobody: name the leader in charter.yml or correct “ownership” in governance.yml."
            )
        )
    if charter.contradiction == "step_too_low":
        said.append(
            words(
                "The charter names a leader, but the ladder of responsibility says that nobody "
                "leads: correct “ownership” in governance.yml."
            )
        )
    if charter.open:
        questions = " ".join(item.question.question.say(words) for item in charter.open)
        said.append(words("Without an answer: {questions}", questions=questions))
    apart = [area.name.say(words) for area in charter.areas if not area.involved]
    if apart:
        said.append(
            words.plural(
                "{areas} does not take part yet.",
                "{areas} do not take part yet.",
                len(apart),
                areas=words.join(apart),
            )
        )
    return " ".join(said)


def key_figures(overview: Overview, words: Words) -> list[KeyFigure]:
    """Return the strip of key figures: what is known, and what the takeaway does not say."""
    found: list[KeyFigure] = []
    charter = overview.charter
    if charter is not None and charter.ownership is not None:
        found.append(
            KeyFigure(
                label=words("Ladder of responsibility"),
                value=_part(charter.ownership, LADDER_STEPS, words),
                detail=words(LADDER[charter.ownership]),
            )
        )
    if overview.responsibilities is not None:
        found.append(_of_table(overview.responsibilities, words))
    if overview.silos is not None:
        found.append(_of_silos(overview.silos, words))
    return found


def _of_table(table: Responsibilities, words: Words) -> KeyFigure:
    wrong = len(table.broken("none_accountable", "several_accountable"))
    return KeyFigure(
        label=words("One accountable role"),
        value=_part(len(table.activities) - wrong, len(table.activities), words),
        detail=words("activities"),
    )


def _of_silos(silos: SiloMap, words: Words) -> KeyFigure:
    return KeyFigure(
        label=words("Links between areas"),
        value=words.percent(silos.density),
        detail=words(
            "{part} of {whole} pairs recorded",
            part=words.number(silos.n_recorded),
            whole=words.number(silos.n_pairs),
        ),
    )


def _part(part: int, whole: int, words: Words) -> str:
    return words("{part} of {whole}", part=words.number(part), whole=words.number(whole))
