"""Business cases in words."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.cases.claims import Doubt
from cxkit.economics.cases.initiatives import Case, Cases
from cxkit.economics.cases.shared_benefit import Shared
from cxkit.language import N_, Words
from cxkit.presentation import FigureText

DOUBT: dict[Doubt, str] = {
    "wrong direction": N_("{name}: the effect goes against the direction of its KPI."),
    "upside down": N_("{name}: its low effect is larger than its high one."),
    "no kpi": N_("{name}: its KPI is not in kpis.csv."),
    "no cost": N_("{name}: no cost is given."),
    "after horizon": N_("{name}: it brings nothing within the years that are counted."),
    "no probability": N_("{name}: no probability of success is given; 1 was used."),
}


def case_name(case: Case, words: Words) -> str:
    """Return what the report calls an initiative."""
    return f"{case.id} {case.name.say(words)}"


def losing(cases: Cases) -> list[Case]:
    """Return the initiatives that lose money even in the best case."""
    return [case for case in cases.cases if case.has_money and case.npv[2] < 0]


def best(cases: Cases) -> Case | None:
    """Return the initiative with the highest base value, if it pays even in its low case."""
    sound = [case for case in cases.cases if case.pays]
    trusted = [case for case in sound if "wrong direction" not in case.doubts]
    return trusted[0] if trusted else None


def describe_cases(cases: Cases, words: Words) -> FigureText:
    """Words around the net present values."""
    with_money = [case for case in cases.cases if case.has_money]
    headline = _headline(with_money, losing(cases), words)
    values = "; ".join(_value(case, words) for case in with_money)
    reading = words(
        "Point: benefit × probability of success less cost. Line: the same for low benefit with "
        "the highest cost, to high benefit with the lowest. Failure itself is not on the line: it "
        "loses the cost. In brackets what the benefit rests on."
    )
    if any(case.capped for case in with_money):
        reading += " " + words("* Its benefit is claimed by others too and is counted once.")
    return FigureText(
        headline=headline,
        measure=words(
            "Net present value over {years} years at {rate} a year, {currency}",
            years=words.number(cases.years),
            rate=words.percent(cases.discount, decimals=1),
            currency=words.currency,
        ),
        reading=reading,
        source=words("Source: initiatives.csv, kpis.csv and economics.yml"),
        alt=f"{headline}. {values}.",
    )


def _headline(with_money: list[Case], loses: list[Case], words: Words) -> str:
    pays, total = sum(case.pays for case in with_money), len(with_money)
    if total == 1 and loses:
        return words("{name} loses money in every case", name=case_name(loses[0], words))
    if total == 1:
        return (
            words("At the judged probability of success, the initiative pays even in its low case")
            if pays
            else words(
                "At the judged probability of success, the initiative does not pay in its low case"
            )
        )
    if pays:
        text = words.plural(
            "At the judged probability of success, {n} of {all} initiatives pays even in its low "
            "case",
            "At the judged probability of success, {n} of {all} initiatives pay even in their low "
            "case",
            pays,
            all=words.number(total),
        )
    else:
        text = words(
            "At the judged probability of success, none of {all} initiatives pays in its low case",
            all=words.number(total),
        )
    if not loses:
        return text
    return words(
        "{text}; money is lost in every case with {names}",
        text=text,
        names=words.join([case_name(case, words) for case in loses]),
    )


def _value(case: Case, words: Words) -> str:
    interval = units.money_range(case.npv[0], case.npv[2], words)
    claim = words(units.CLAIM[case.claim])
    return f"{case_name(case, words)}: {units.money(case.npv[1], words)} ({interval}; {claim})"


def read_cases(cases: Cases, words: Words) -> str:
    """Say what was claimed, what was counted, and what does not add up."""
    lines = [_sums(cases, words)]
    lines += [read_shared(item, cases, words) for item in cases.shared]
    lines += [_unclear(ids, cases, words) for ids in cases.unclear]
    silent = [case_name(case, words) for case in cases.cases if not case.source]
    if silent:
        lines.append(words("No money claimed: {names}.", names=words.join(silent)))
    doubts = [
        words(DOUBT[doubt], name=case_name(case, words))
        for case in cases.cases
        for doubt in case.doubts
    ]
    if doubts:
        lines.append(" ".join(doubts))
    return "\n".join(lines)


def _sums(cases: Cases, words: Words) -> str:
    claimed, counted, _ = units.overlap(cases.claimed_sum, cases.counted_sum, words)
    if cases.counted_sum < cases.claimed_sum:
        return words(
            "The initiatives claim {claimed} a year, weighted by their probability of success; "
            "{counted} of it can be counted.",
            claimed=claimed,
            counted=counted,
        )
    return words(
        "The initiatives claim {claimed} a year, weighted by their probability of success.",
        claimed=claimed,
    )


def read_shared(item: Shared, cases: Cases, words: Words) -> str:
    """Say what several initiatives claim together, and what was counted."""
    names = {case.id: case_name(case, words) for case in cases.cases}
    claimed, counted, _ = units.overlap(item.expected_claimed, item.expected_counted, words)
    values = {
        "names": words.join([names[key] for key in item.ids]),
        "kpi": _kpi(item, cases, words),
        "claimed": claimed,
        "counted": counted,
    }
    if item.ceiling:
        return words(
            "{names} claim more on “{kpi}” than that KPI can give even if nobody left: weighted by "
            "their probability {claimed} a year, of which {counted} is counted.",
            **values,
        )
    if item.name:
        return words(
            "{names} claim the same benefit (“{benefit}”): weighted by their probability {claimed} "
            "a year together, of which {counted} is counted, shared in proportion.",
            benefit=item.name,
            **values,
        )
    return words(
        "{names} claim the same benefit (the same pain point and “{kpi}”): weighted by their "
        "probability {claimed} a year together, of which {counted} is counted, shared in "
        "proportion.",
        **values,
    )


def _unclear(ids: tuple[str, ...], cases: Cases, words: Words) -> str:
    """Say what would be left if benefits of one pain point were the same money."""
    found = [case for case in cases.cases if case.id in ids]
    expected = [case.probability * case.benefit[1] for case in found]
    return words(
        "{names} treat one pain point by different KPIs and are counted apart: {sum} a year, "
        "weighted by their probability. If it is the same money, no more than about {least} of it "
        "is real: name it in the column “shares_benefit”, and it is counted once.",
        names=words.join([case_name(case, words) for case in found]),
        sum=units.money(sum(expected), words),
        least=units.money(max(expected), words),
    )


def _kpi(item: Shared, cases: Cases, words: Words) -> str:
    kpi = next((case.kpi for case in cases.cases if case.id == item.ids[0]), None)
    return kpi.name.say(words) if kpi is not None else item.kpi
