"""What the consultant recorded of the culture, as tables of texts."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.culture.registers import Ideas, Participation, Schemes, SkillLevel
from cxkit.culture.training import Coverage, TrainingState
from cxkit.culture.wording.names import ACTIONS, ALIGNED, KINDS, STATUS
from cxkit.language import Words
from cxkit.presentation import TextTable


def training_table(state: TrainingState, words: Words) -> TextTable:
    """One row an area, then one a kind of course: needed, trained, still valid, overdue."""
    rows = [
        _cover(state.names.say(area, words), cover, words)
        for area, cover in zip(state.areas, state.by_area, strict=True)
    ]
    rows += [_cover(words(KINDS[kind]), cover, words) for kind, cover in state.by_kind.items()]
    rows.append(_cover(words("All"), state.total, words))
    return TextTable(
        caption=words("Training by area and by kind of course"),
        headings=[
            words("Area or kind"),
            words("Places needed"),
            words("People trained"),
            words("Still holds"),
            words("Share that holds"),
            words("To be refreshed"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True],
        note=words(
            "People are counted once a course. A course holds while its date of validity has not "
            "passed on {date}. Everybody is counted, so there is no interval.",
            date=words.date(state.as_of),
        ),
    )


def schemes_table(found: Schemes, words: Words) -> TextTable:
    """One row a recognition scheme: for whom, what it rewards, whether that serves customers."""
    return TextTable(
        caption=words("What recognition and incentives reward"),
        headings=[words("Scheme"), words("Area"), words("Rewards"), words("For customers")],
        rows=[
            [
                item.name.say(words),
                found.names.say(item.area, words),
                item.rewards.say(words) if item.rewards is not None else "–",
                words(ALIGNED[item.aligned]),
            ]
            for item in found.schemes
        ],
        numeric=[False] * 4,
    )


def actions_table(found: Participation, words: Words) -> TextTable:
    """One row an action of awareness or empathy, with who took part."""
    rows = []
    for item in found.actions:
        share = float("nan")
        if item.invited and item.took_part is not None:
            share = min(item.took_part, item.invited) / item.invited
        rows.append(
            [
                item.name.say(words),
                words(ACTIONS[item.kind]),
                found.names.say(item.area, words),
                words.date(item.date) if item.date is not None else "–",
                _count(item.invited, words),
                _count(item.took_part, words),
                words.percent(share),
            ]
        )
    return TextTable(
        caption=words("Actions of awareness and empathy"),
        headings=[
            words("Action"),
            words("Kind"),
            words("Area"),
            words("Date"),
            words("Invited"),
            words("Took part"),
            words("Share"),
        ],
        rows=rows,
        numeric=[False, False, False, False, True, True, True],
    )


def ideas_table(found: Ideas, words: Words) -> TextTable:
    """One row an origin: ideas by status, the share adopted, and how many are new."""
    rows = [
        [
            words("Front line") if group.front_line else words("Other areas"),
            words.number(group.n),
            words.number(group.received),
            words.number(group.studied),
            words.number(group.adopted),
            words.number(group.rejected),
            words.percent(group.adopted / group.n),
            words.number(group.new),
        ]
        for group in found.groups
    ]
    return TextTable(
        caption=words("Ideas by where they come from"),
        headings=[
            words("Where from"),
            words("Ideas"),
            words("Ideas received"),
            words("Ideas under study"),
            words("Ideas adopted"),
            words("Ideas rejected"),
            words("Adoption rate"),
            words("Never proposed before"),
        ],
        rows=rows,
        numeric=[False] + [True] * 7,
    )


def innovation_table(found: Ideas, words: Words) -> TextTable:
    """One row an idea that had never been proposed before, the most advanced first."""
    return TextTable(
        caption=words("Ideas never proposed before"),
        headings=[words("Idea"), words("Area"), words("Status")],
        rows=[
            [idea.text.say(words), found.names.say(idea.area, words), words(STATUS[idea.status])]
            for idea in found.new
        ],
        numeric=[False] * 3,
        note="" if found.new else words("No idea is marked as new in culture.yml."),
    )


def skills_table(found: Sequence[SkillLevel], words: Words) -> TextTable:
    """One row a skill: median of the self-assessments, range and base."""
    return TextTable(
        caption=words("How the people who apply the model rate their skills"),
        headings=[
            words("Skill"),
            words("Median level (1 to 5)"),
            words("Lowest to highest"),
            "n",
        ],
        rows=[
            [item.skill, words("not shown"), "–", "–"]
            if item.hidden
            else [
                item.skill,
                words.number(item.median, decimals=1),
                words.interval(item.low, item.high),
                words.number(item.n),
            ]
            for item in found
        ],
        numeric=[False, True, True, True],
        note=words(
            "Self-assessment: what people think of their own skill. A skill that few people rated, "
            "or all at the same level, is not shown, to protect them."
        ),
    )


def _cover(name: str, cover: Coverage, words: Words) -> list[str]:
    return [
        name,
        words.number(cover.people),
        words.number(cover.trained),
        words.number(cover.valid),
        words.percent(cover.share),
        words.number(cover.overdue),
    ]


def _count(value: int | None, words: Words) -> str:
    return words.number(value) if value is not None else "–"
