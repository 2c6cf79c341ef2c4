"""What to keep, improve, add and stop, and the charter itself, as cards."""

from __future__ import annotations

from cxkit.engagement.judgements.governance import Board
from cxkit.governance.charter import LADDER_STEPS, CharterState
from cxkit.governance.names import LADDER
from cxkit.language import Words
from cxkit.presentation.cards import Card, CardPart, cards_html


def board_html(board: Board, words: Words) -> tuple[str, str]:
    """Return the four lists side by side, as HTML and as plain text."""
    lists = (
        (words("Keep"), words("what works: do more of it"), board.keep),
        (words("Improve"), words("what works in part"), board.improve),
        (words("Add"), words("what is missing"), board.add),
        (words("Stop"), words("what costs more than it gives"), board.stop),
    )
    return cards_html(
        [
            Card(
                title=title,
                parts=[
                    CardPart(
                        label=label,
                        lines=[item.say(words) for item in items] or [words("Nothing yet")],
                    )
                ],
            )
            for title, label, items in lists
        ]
    )


def charter_html(charter: CharterState, words: Words) -> tuple[str, str]:
    """Return the charter as a document: leader, areas, roles and the six answers."""
    lead = []
    if charter.leader is not None:
        leader = charter.leader
        role = leader.role.say(words) if leader.role is not None else ""
        lead.append(", ".join(part for part in (leader.name, role) if part))
        if leader.since is not None:
            lead.append(words("since {day}", day=words.date(leader.since)))
    ladder = []
    if charter.ownership is not None:
        step = words(
            "step {part} of {whole}",
            part=words.number(charter.ownership),
            whole=words.number(LADDER_STEPS),
        )
        ladder.append(f"{step}: {words(LADDER[charter.ownership])}")
    people = Card(
        title=words("Who leads and who takes part"),
        parts=[
            CardPart(label=words("Leader"), lines=lead or [words("nobody is named")]),
            CardPart(label=words("Ladder of responsibility"), lines=ladder),
            CardPart(
                label=words("Areas that take part"),
                lines=[area.name.say(words) for area in charter.areas if area.involved],
            ),
            CardPart(
                label=words("Areas that do not"),
                lines=[area.name.say(words) for area in charter.areas if not area.involved],
            ),
            CardPart(label=words("Roles"), lines=[role.name.say(words) for role in charter.roles]),
        ],
    )
    answers = [
        Card(
            title=item.question.question.say(words),
            parts=[
                CardPart(
                    label=words("Answer"),
                    lines=[
                        item.answer.say(words)
                        if item.answer is not None
                        else words("not answered yet")
                    ],
                )
            ],
        )
        for item in charter.answers
    ]
    return cards_html([*answers, people])
