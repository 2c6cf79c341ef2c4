"""Doubtful answers as tables of texts: what was found, and each score with and without them."""

from __future__ import annotations

import math

from cxkit.language import N_, Words
from cxkit.presentation import TextTable
from cxkit.readiness import score_words
from cxkit.readiness.answer_quality import AnswerQuality
from cxkit.readiness.compared_score import WithAndWithout
from cxkit.readiness.doubtful import FEWEST_RATED, Doubtful
from cxkit.readiness.quality_wording import KIND, date_reasons
from cxkit.readiness.with_and_without import Sensitivity
from cxkit.readiness.with_and_without_wording import kind_name
from cxkit.readiness.wording import usual_time


def quality_table(quality: AnswerQuality, words: Words) -> TextTable:
    """One row a check of the answers: what was found, and out of how many."""
    rows = [_row(quality.of("repeated"), _of_repeats(quality, words), words)]
    rows.append(_row(quality.of("same_day"), _of_same_day(quality, words), words))
    rows.append(
        _row(
            quality.of("straight"),
            words(
                N_("one answer to all rated attributes, at least {n} of them; may be meant")
                if quality.rated
                else N_("needs at least {n} rated attributes"),
                n=words.number(FEWEST_RATED),
            ),
            words,
        )
    )
    rows.append(
        _row(
            quality.of("hasty"),
            words(
                "less than a third of the usual time ({time})",
                time=usual_time(quality, words),
            )
            if quality.timed
            else words("declare the column “duration”"),
            words,
        )
    )
    rows.append(
        _row(
            quality.of("straight_hasty"),
            words(
                N_("hardly meant: see the scores without them")
                if quality.compared
                else N_("needs ratings, and the time taken to answer")
            ),
            words,
        )
    )
    rows.append(_row(quality.of("dates"), _of_dates(quality, words), words))
    rows.append(
        _counted(
            words("Dated outside the period"),
            quality.outside,
            quality.dates.dated if quality.dates is not None else 0,
            words(
                N_("correct the period in engagement.yml, or the dates")
                if quality.dates is not None
                else N_("declare the column “date”")
            ),
            words,
        )
    )
    rows.append(_row(quality.of("reversed"), _of_opposite(quality, words), words))
    rows.append(
        _row(
            quality.of("mixed_scale"),
            words(
                "of “{question}”; by file, wave, channel and touchpoint, where a group stops at "
                "the end of a shorter scale or runs the other way",
                question=_question(quality, words),
            )
            if quality.of("mixed_scale").base
            else words("declare recommendation, satisfaction or effort"),
            words,
        )
    )
    rows.append(
        _counted(
            words("Blank answers"),
            quality.blank,
            quality.cells,
            words(
                "most often “{question}” ({share}); also where it was not asked",
                question=quality.blankest.title(words),
                share=words.percent(quality.blankest_share),
            )
            if quality.blankest is not None and quality.blank
            else "–",
            words,
        )
    )
    rows.append(
        [
            words("Answers off their scale"),
            words.number(0),
            words.number(quality.cells),
            words("never used: a report stops at the first one"),
        ]
    )
    return TextTable(
        caption=words("Checks of the answers"),
        headings=[words("Check"), words("Found"), words("Out of"), words("How to take it")],
        rows=rows,
        numeric=[False, True, True, False],
        note=words(
            "Nothing is left out because of these checks; the decision is yours. Intervals where "
            "the share tells how customers answer and not only what is in the file."
        ),
    )


def _row(found: Doubtful, meaning: str, words: Words) -> list[str]:
    """Return one kind of doubtful answers as cells."""
    cells = _counted(words(KIND[found.kind]), found.n, found.base, meaning, words)
    if found.base and not math.isnan(found.ci_low):
        cells[1] = words(
            "{n} ({share}; {interval})",
            n=words.number(found.n),
            share=score_words.share(found.share, words),
            interval=words.percent_interval(found.ci_low, found.ci_high, decimals=1),
        )
    return cells


def _counted(check: str, found: int | None, base: int, meaning: str, words: Words) -> list[str]:
    if found is None or not base:
        return [check, words("cannot be told"), "–", meaning]
    share = score_words.share(found / base, words)
    return [check, f"{words.number(found)} ({share})", words.number(base), meaning]


def _of_repeats(quality: AnswerQuality, words: Words) -> str:
    if quality.in_counts:
        return words("needs one row a questionnaire, not counts")
    if quality.repeated is None:
        return words("needs a customer or a comment to tell questionnaires apart")
    return words("equal to an earlier one in everything but the identifier; delete them")


def _of_same_day(quality: AnswerQuality, words: Words) -> str:
    if quality.in_counts:
        return words("needs one row a questionnaire, not counts")
    if not quality.of("same_day").base:
        return words("declare the columns “customer_id” and “date”")
    return words("after another answer on the same touchpoint; two contacts, or sent twice")


def _of_dates(quality: AnswerQuality, words: Words) -> str:
    dates = quality.dates
    if dates is None:
        return words("declare the column “date”")
    said = date_reasons(dates, words)
    if said:
        todo = N_("{reasons}; who left may have been asked why")
        if not dates.after_left:
            todo = N_("{reasons}; correct the dates")
        return words(todo, reasons=words.join(said))
    if dates.before_joined is None and dates.after_left is None:
        return words("after the day the data were taken; the table “customers” would tell more")
    return words("after the day the data were taken, before joining or after leaving")


def _of_opposite(quality: AnswerQuality, words: Words) -> str:
    found = quality.opposite
    if found is None:
        return words("needs effort, and satisfaction or recommendation, of the same customers")
    return words(
        "clearly good on one of “{effort}” and “{against}” and clearly bad on the other; unrelated "
        "answers would give {chance}",
        effort=found.effort.title(words),
        against=found.against.title(words),
        chance=words.percent(found.by_chance, decimals=1),
    )


def _question(quality: AnswerQuality, words: Words) -> str:
    question = quality.of("mixed_scale").question
    return question.title(words) if question is not None else "–"


_VERDICT = {
    "nothing": N_("nothing to leave out"),
    "within": N_("nothing"),
    "moves": N_("the score leaves its own interval"),
    "unclear": N_("cannot be told: the difference itself is unclear"),
    "nobody": N_("everything: nobody is left"),
}


def with_and_without_table(found: Sensitivity, words: Words) -> TextTable:
    """One row a score and kind of doubt: with all answers, without the doubtful ones."""
    note = words(
        "A test, not a correction: every result of this report counts all answers. Nothing would "
        "change where a score stays within its own interval. Differences in points of each score, "
        "of satisfaction in percentage points; their interval allows for the answers that both "
        "scores share. Straight lines and opposite "
        "answers are told from the answers themselves: leaving them out moves a score even where "
        "they were meant."
    )
    if found.weighted:
        note += " " + words("Weights and answers that belong together are allowed for as declared.")
    return TextTable(
        caption=words(
            "Scores with and without the doubtful answers, with their {level} intervals",
            level=words.percent(found.confidence),
        ),
        headings=[
            words("Score"),
            words("Left out"),
            words("Answers left out"),
            words("With all answers"),
            words("Without them"),
            words("Difference"),
            words("What it would change"),
        ],
        rows=[_compared(row, found.min_base, words) for row in found.rows],
        numeric=[False, False, True, True, True, True, False],
        note=note,
    )


def _compared(row: WithAndWithout, min_base: int, words: Words) -> list[str]:
    metric = row.metric
    left = row.n - row.n_left_out
    verdict = words(_VERDICT[row.verdict])
    if row.lead_lost:
        verdict = words("who leads, promoters or detractors")
    if row.n_left_out and 0 < left < min_base:
        verdict += " (" + words("indicative") + ")"
    return [
        words(score_words.SHORT[metric]),
        words(kind_name(row)),
        words("{n} of {all}", n=words.number(row.n_left_out), all=words.number(row.n)),
        _with_interval(row, words, without=False),
        _with_interval(row, words, without=True),
        _difference(row, words) if 0 < row.n_left_out < row.n else "–",
        verdict,
    ]


def _difference(row: WithAndWithout, words: Words) -> str:
    """Write a difference with its interval."""
    metric = row.metric
    limits = score_words.difference_interval(metric, row.difference_low, row.difference_high, words)
    return f"{score_words.signed(metric, row.difference, words)} ({limits})"


def _with_interval(row: WithAndWithout, words: Words, *, without: bool) -> str:
    """Write a score with its interval."""
    value, low, high = (
        (row.without, row.without_low, row.without_high)
        if without
        else (row.score, row.ci_low, row.ci_high)
    )
    if math.isnan(value):
        return "–"
    text = score_words.score(row.metric, value, words)
    if math.isnan(low):
        return text
    return f"{text} ({score_words.interval(row.metric, low, high, words)})"
