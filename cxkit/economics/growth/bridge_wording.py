"""The bridge of revenue in words and as a table."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.growth.amounts import Amount
from cxkit.economics.growth.bridge import BridgeStep, RevenueBridge, Step
from cxkit.language import N_, Words
from cxkit.presentation import FigureText, TextTable

STEP: dict[Step, str] = {
    "lost": N_("Lost with customers who left"),
    "contracted": N_("Less from customers who stayed"),
    "expanded": N_("More from customers of before"),
    "earned": N_("New, by recommendation (earned)"),
    "bought": N_("New, otherwise (bought)"),
    "new": N_("New customers"),
}


def read_bridge(bridge: RevenueBridge, words: Words) -> str:
    """Gross and net retention with their denominator, and what came and went."""
    steps = {item.step: item for item in bridge.steps}
    text = words(
        "{n} customers brought {before} in the period before: the denominator of all shares here. "
        "{gross} of it was kept, growth left out (gross revenue retention), and {net} with it "
        "(net revenue retention). {lost} was lost with {n_lost} customers who left and {less} "
        "with {n_less} who stayed and brought less; {more} came on top from {n_more} who brought "
        "more.",
        n=words.number(bridge.n_before),
        before=units.money(bridge.before, words),
        gross=share(bridge.gross, words),
        net=share(bridge.net, words),
        lost=_size(steps["lost"], words),
        n_lost=words.number(steps["lost"].n),
        less=_size(steps["contracted"], words),
        n_less=words.number(steps["contracted"].n),
        more=_size(steps["expanded"], words),
        n_more=words.number(steps["expanded"].n),
    )
    text += " " + _won(bridge, steps, words)
    text += " " + words(
        "Ranges: {level} interval over customers. Who left in the period still paid until then, so "
        "the loss of a full year is larger. Claim: {claim}; the amounts are counted, why customers "
        "left or came is not shown.",
        level=words.percent(bridge.confidence),
        claim=words(units.CLAIM[bridge.claim]),
    )
    if bridge.n_blank:
        text += " " + words.plural(
            "Left out: {n} customer who is still here with a blank revenue.",
            "Left out: {n} customers who are still here with a blank revenue.",
            bridge.n_blank,
        )
    if bridge.n_before < bridge.min_base:
        text += " " + words("The base is small: take it as indicative.")
    return text


def describe_bridge(bridge: RevenueBridge, words: Words) -> FigureText:
    """Words around the waterfall."""
    headline = _headline(bridge, words)
    values = "; ".join(
        words(
            "{step} {value} (n = {n})",
            step=words(STEP[item.step]),
            value=units.money(item.amount.value, words),
            n=words.number(item.n),
        )
        for item in bridge.steps
    )
    reading = words(
        "Of the revenue before {gross} was kept, growth left out (gross retention), and {net} with "
        "it (net retention).",
        gross=share(bridge.gross, words),
        net=share(bridge.net, words),
    )
    reading += " " + words(
        "Each bar starts where the one above ends; the thin line is its {level} interval. In "
        "brackets the customers behind it. Claim: {claim}.",
        level=words.percent(bridge.confidence),
        claim=words(units.CLAIM[bridge.claim]),
    )
    if bridge.agreed_share[0] == bridge.agreed_share[0]:
        reading += " " + words(
            "Earned and bought are parted by the agreed range, which the line includes."
        )
    return FigureText(
        headline=headline,
        measure=words(
            "Revenue of the customers in the data, {currency}, period before against {period}",
            currency=words.currency,
            period=_period(bridge, words),
        ),
        reading=reading,
        source=words("Source: table customers (revenue_before, revenue)"),
        alt=words(
            "{headline}. Before {before}; {values}; now {now}.",
            headline=headline,
            before=units.money(bridge.before, words),
            values=values,
            now=units.money(bridge.now, words),
        ),
    )


def bridge_table(bridge: RevenueBridge, words: Words) -> TextTable:
    """Revenue before, each step with its base and range, both retentions, revenue now."""
    whole = words.percent(1)
    rows = [
        [
            words("Revenue of the period before"),
            units.money(bridge.before, words),
            "",
            whole,
            words.number(bridge.n_before),
        ]
    ]
    for item in bridge.steps[:2]:
        rows.append(_row(item, words))
    rows.append(
        _retained(words("Kept (gross retention)"), bridge.kept, bridge.gross, bridge, words)
    )
    rows.append(_row(bridge.steps[2], words))
    net = bridge.kept + bridge.steps[2].amount.value
    rows.append(_retained(words("Of them now (net retention)"), net, bridge.net, bridge, words))
    rows += [_row(item, words) for item in bridge.steps[3:]]
    rows.append(
        [
            words("Revenue of the period"),
            units.money(bridge.now, words),
            "",
            words.percent(bridge.now / bridge.before, decimals=1),
            words.number(bridge.n_now),
        ]
    )
    return TextTable(
        caption=words("Revenue kept, lost and won, customers in the data"),
        headings=[
            words("Revenue"),
            words("Amount"),
            words("{level} interval", level=words.percent(bridge.confidence)),
            words("Of the revenue before"),
            words("Customers"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True],
        note=words(
            "All shares are over the revenue of the period before ({before}). Claim: {claim}.",
            before=units.money(bridge.before, words),
            claim=words(units.CLAIM[bridge.claim]),
        ),
    )


def share(amount: Amount, words: Words) -> str:
    """Write a share with its interval in brackets."""
    return words(
        "{value} ({low} to {high})",
        value=words.percent(amount.value, decimals=1),
        low=words.percent(amount.low, decimals=1),
        high=words.percent(amount.high, decimals=1),
    )


def money(amount: Amount, words: Words) -> str:
    """Write an amount of money with its range in brackets."""
    return words(
        "{value} ({low} to {high})",
        value=units.money(amount.value, words),
        low=units.money(amount.low, words),
        high=units.money(amount.high, words),
    )


# ----------------------------------------------------------------- details
def _won(bridge: RevenueBridge, steps: dict[Step, BridgeStep], words: Words) -> str:
    if "new" in steps:
        return words(
            "New customers brought {new} (n = {n}); how much of it came by recommendation is not "
            "known: ask new customers, or agree a range (earned_share) in economics.yml.",
            new=money(steps["new"].amount, words),
            n=words.number(steps["new"].n),
        )
    said = (
        N_(
            "New customers brought {earned} by recommendation (n = {n_earned}) and {bought} "
            "otherwise (n = {n_bought})."
        )
        if bridge.from_data
        else N_(
            "New customers (n = {n_bought}) brought {earned} by recommendation and {bought} "
            "otherwise, parted by the agreed range: an assumption."
        )
    )
    return words(
        said,
        earned=money(steps["earned"].amount, words),
        bought=money(steps["bought"].amount, words),
        n_earned=words.number(steps["earned"].n),
        n_bought=words.number(steps["bought"].n),
    )


def _headline(bridge: RevenueBridge, words: Words) -> str:
    net = words.percent(bridge.net.value, decimals=1)
    if bridge.net.low > 1:
        return words(
            "Customers of before bring {net} of what they brought then: they grow on their own",
            net=net,
        )
    if bridge.net.high < 1:
        return words(
            "Customers of before bring {net} of what they brought then: new customers have to "
            "make up for it",
            net=net,
        )
    return words(
        "Customers of before bring {net} of what they brought then: whether more or less, we "
        "cannot tell",
        net=net,
    )


def _period(bridge: RevenueBridge, words: Words) -> str:
    start, end = bridge.evidence.start, bridge.evidence.end
    return words.period(start, end) if start is not None and end is not None else ""


def _size(item: BridgeStep, words: Words) -> str:
    ends = sorted(abs(each) for each in (item.amount.low, item.amount.high))
    return money(Amount(value=abs(item.amount.value), low=ends[0], high=ends[1]), words)


def _row(item: BridgeStep, words: Words) -> list[str]:
    return [
        words(STEP[item.step]),
        units.money(item.amount.value, words),
        units.money_range(item.amount.low, item.amount.high, words),
        words.percent(item.share.value, decimals=1, signed=True),
        words.number(item.n),
    ]


def _retained(
    name: str, amount: float, kept: Amount, bridge: RevenueBridge, words: Words
) -> list[str]:
    low, high = kept.low * bridge.before, kept.high * bridge.before
    return [
        name,
        units.money(amount, words),
        units.money_range(low, high, words),
        share(kept, words),
        words.number(bridge.n_before),
    ]
