"""The fitness of the data in words."""

from __future__ import annotations

import math

from cxkit.language import Words
from cxkit.presentation import FigureText
from cxkit.readiness.analysis import ReadinessAnalysis
from cxkit.readiness.hearing import Hearing, QuestionBank
from cxkit.readiness.response_rate import ResponseRates
from cxkit.readiness.silence import SilentCustomers
from cxkit.readiness.stronger import Stronger


def read_takeaway(analysis: ReadinessAnalysis, words: Words) -> str:
    """Say how much the data can answer, and what is to be done about them first."""
    questions = analysis.coverage
    asks = [words(item.ask) for item in questions if not item.answered]
    if asks:
        first = words(
            "The data can answer {answered} of the {all} questions of this report.",
            answered=words.number(len(questions) - len(asks)),
            all=words.number(len(questions)),
        )
        partly = sum(item.partly for item in questions)
        if partly:
            first += " " + words.plural(
                "{n} more can be answered in part.", "{n} more can be answered in part.", partly
            )
        return f"{first}\n" + words("Ask the client first for {what}.", what=asks[0])
    lines = [
        words(
            "Every one of the {all} questions of this report can be answered.",
            all=words.number(len(questions)),
        )
    ]
    wanted = _wanted(analysis.stronger, words)
    if wanted:
        lines.append(words("The answers would be stronger with {what}.", what=words.join(wanted)))
    return "\n".join(lines)


def _wanted(found: Stronger, words: Words) -> list[str]:
    """Name what would make the answers stronger, as parts of one sentence."""
    wanted = []
    if found.unheard:
        wanted.append(
            words.plural(
                "{n} more of the {all} channels by which customers can be heard (listening.yml)",
                "{n} more of the {all} channels by which customers can be heard (listening.yml)",
                found.unheard,
                all=words.number(found.channels),
            )
        )
    if found.without_baseline:
        wanted.append(
            words.plural(
                "the starting value of {n} KPI (kpis.csv)",
                "the starting values of {n} KPIs (kpis.csv)",
                found.without_baseline,
            )
        )
    if found.without_later:
        wanted.append(
            words.plural(
                "later values of {n} KPI (kpi_values.csv)",
                "later values of {n} KPIs (kpi_values.csv)",
                found.without_later,
            )
        )
    if not found.earlier_report:
        wanted.append(words("the record of an earlier report (previous_report.json)"))
    return wanted


def read_response_rates(rates: ResponseRates, words: Words) -> str:
    """Say how many of those invited answered, and what that cannot tell."""
    wrong = [row for row in rates.rows if row.impossible]
    if wrong:
        return words(
            "More customers answered than were invited at {touchpoints}: correct “invited” in "
            "listening.yml.",
            touchpoints=words.join([rates.column.group(row.touchpoint, words) for row in wrong]),
        )
    return words(
        "{answered} of {invited} invitations were answered ({rate}). The others stayed silent, "
        "and this rate cannot tell what they think.",
        answered=words.number(rates.answered),
        invited=words.number(rates.invited),
        rate=words.percent(rates.answered / rates.invited, decimals=1),
    )


def read_silent(silent: SilentCustomers, words: Words) -> str:
    """Say how many customers never answered, and which part of revenue is theirs."""
    line = words(
        "{silent} of {n} customers ({share}) have no answer at all",
        silent=words.number(silent.silent),
        n=words.number(silent.n),
        share=words.percent(silent.silent / silent.n),
    )
    if math.isnan(silent.revenue_share):
        line += "."
    else:
        line += words("; {share} of revenue is theirs.", share=words.percent(silent.revenue_share))
    if silent.unknown:
        line += " " + words.plural(
            "{n} customer answered and is not in the table customers.",
            "{n} customers answered and are not in the table customers.",
            silent.unknown,
        )
    return line


def headline_channels(heard: Hearing, words: Words) -> str:
    """Say how many channels are heard; without full stop."""
    return words(
        "Customers are heard by {heard} of {all} channels",
        heard=words.number(len(heard.heard)),
        all=words.number(len(heard.channels)),
    )


def describe_channels(heard: Hearing, words: Words) -> FigureText:
    """Words around the strip of channels."""
    headline = headline_channels(heard, words)
    silent = [channel.name.say(words) for channel in heard.channels if not channel.used]
    reading = words(
        "Darker: more customers, evaluated more recently, judged more favourable. “–” is not "
        "recorded, hatched is not heard."
    )
    if any(item.used and item.bias is None for item in heard.channels):
        reading += " " + words("Who is not heard on a channel is not recorded for all of them.")
    return FigureText(
        headline=headline,
        measure=words(
            "Customers heard, days since the last evaluation until {date}, judged sentiment from "
            "−1 to 1",
            date=words.date(heard.as_of),
        ),
        reading=reading,
        source=words("Source: listening.yml (channels)"),
        alt=f"{headline}. "
        + (words("Not heard: {channels}.", channels=words.join(silent)) if silent else ""),
    )


def read_channels(heard: Hearing, words: Words) -> str:
    """Say by which channels customers are heard, and which are left out."""
    line = headline_channels(heard, words) + "."
    silent = [channel.name.say(words).lower() for channel in heard.channels if not channel.used]
    if silent:
        line += " " + words("Not heard: {channels}.", channels=words.join(silent))
    return line


def read_questions(bank: QuestionBank, words: Words) -> str:
    """Say how many questions seek to understand, and how many serve no decision."""
    line = words(
        "Questions put to customers that seek to understand rather than to confirm: "
        "{understanding} of {n}.",
        understanding=words.number(bank.understanding),
        n=words.number(bank.n),
    )
    if bank.without_decision:
        line += " " + words.plural(
            "{n} question serves no decision that is written down.",
            "{n} questions serve no decision that is written down.",
            bank.without_decision,
        )
    return line
