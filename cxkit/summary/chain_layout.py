"""Where the boxes and links of the drawn chain go."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cxkit.engagement.judgements import Initiative, Kpi, PainPoint
from cxkit.language import N_, Words
from cxkit.presentation.labels import fit
from cxkit.readiness.tables import TABLE_NAMES
from cxkit.summary.chain import Chain

MOST = 13
"""Initiatives that fit a page; those with the least money are left out."""
WIDTHS = (64.0, 104.0, 110.0, 94.0, 70.0)
"""Widths of the five columns in points."""
GAP = 15.5
LINE = 10.2
PAD = 3.0
SIZE = 8.0
SIGN = "\N{BALLOT X}"

CLAIM = {
    "experiment": N_("experiment"),
    "difference": N_("difference"),
    "association": N_("association"),
    "assumption": N_("assumption"),
}
"""What an amount rests on, as the figures and tables call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of the drawing.

    Attributes
    ----------
    column : int
        0 evidence, 1 pain point, 2 initiative, 3 KPI, 4 money.
    text : str
        With line breaks.
    fault : str
        What is wrong with it, below the text; empty where nothing is.
    y : float
        Centre, in points from the top.
    """

    column: int
    text: str
    fault: str = ""
    y: float = 0.0

    @property
    def height(self) -> float:
        """Height in points."""
        lines = self.text.count("\n") + 1 + (self.fault.count("\n") + 1 if self.fault else 0)
        return lines * LINE + 2 * PAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The chain as boxes and links.

    Attributes
    ----------
    boxes : Mapping[str, Box]
        By name, such as ``"initiative:I1"``.
    links : tuple of tuple
        From, to, and whether the link is broken.
    height : float
        Height of all, in points.
    left_out : int
        Initiatives that are not drawn.
    """

    boxes: Mapping[str, Box]
    links: tuple[tuple[str, str, bool], ...]
    height: float
    left_out: int


@dataclass(slots=True)
class _Sketch:
    found: Chain
    words: Words
    scale: float
    boxes: dict[str, Box] = field(default_factory=dict)
    links: list[tuple[str, str, bool]] = field(default_factory=list)

    def add(self, name: str, column: int, lines: Sequence[str], fault: str = "") -> None:
        if name not in self.boxes:
            sign = f"{SIGN} {fault}" if fault else ""
            room = WIDTHS[column] - 2 * PAD
            self.boxes[name] = Box(
                column=column,
                text="\n".join(line for line in lines if line),
                fault=fit(sign, width=room, lines=3, size=SIZE) if sign else "",
            )


def lay_out(found: Chain, words: Words) -> Drawing:
    """Place every box of the chain.

    Parameters
    ----------
    found : Chain
        With at least one initiative.
    words : Words
        Language of the texts.

    Returns
    -------
    Drawing
        Boxes of one column do not overlap; each stands near what it is linked to.
    """
    drawn = _drawn(found)
    sketch = _Sketch(found, words, scale_of(found))
    shown = {item.pain_point for item in drawn}
    pains = [
        pain
        for pain in found.pain_points
        if pain.id in shown or pain.id in found.broken("pain_point_without_initiative")
    ][: MOST + 1]
    for pain in pains:
        _pain(sketch, pain)
    kpis = {kpi.id: kpi for kpi in found.kpis}
    for item in drawn:
        _initiative(sketch, item, {pain.id for pain in pains}, kpis)
    order = {pain.id: place for place, pain in enumerate(pains)}
    ranked = sorted(
        (f"initiative:{item.id}" for item in drawn),
        key=lambda name: order.get(_pain_of(name, drawn), len(order)),
    )
    return _placed(sketch, ranked, left_out=len(found.initiatives) - len(drawn))


def scale_of(found: Chain) -> float:
    """Return what amounts are divided by: a million, a thousand, or one."""
    top = max((item.high for item in found.money.values() if item.high == item.high), default=0.0)
    return 1e6 if top >= 2e7 else 1e3 if top >= 2e4 else 1.0


def _drawn(found: Chain) -> tuple[Initiative, ...]:
    def worth(item: Initiative) -> float:
        amount = found.cases[item.id].benefit
        return -math.inf if math.isnan(amount) else amount

    best = sorted(found.initiatives, key=worth, reverse=True)[:MOST]
    return tuple(item for item in found.initiatives if item in best)


def _pain_of(name: str, drawn: Iterable[Initiative]) -> str:
    return next((item.pain_point or "" for item in drawn if f"initiative:{item.id}" == name), "")


def _pain(sketch: _Sketch, pain: PainPoint) -> None:
    words, found = sketch.words, sketch.found
    room = WIDTHS[1] - 2 * PAD
    fault = ""
    if pain.id in found.broken("pain_point_without_initiative"):
        fault = words("no initiative")
    elif pain.id in found.broken("pain_point_without_evidence"):
        fault = words("no evidence")
    unknown = {
        name for item in found.breaches if item.rule == "evidence_unknown" for name in item.names
    }
    text = fit(f"{pain.id} {pain.text.say(words)}", width=room, lines=3, size=SIZE)
    sketch.add(f"pain:{pain.id}", 1, [text], fault)
    for name in pain.evidence:
        table = name.split(".")[0]
        known = sketch.found.names.get(name)
        label = words(TABLE_NAMES[table]) if table in TABLE_NAMES else name
        label = known.say(words) if known is not None else label
        key = f"evidence:{table if table in TABLE_NAMES else name}"
        wrong = name in unknown
        key += ":unknown" if wrong else ""
        label = name if wrong else label
        wrapped = fit(label, width=WIDTHS[0] - 2 * PAD, lines=3, size=SIZE)
        sketch.add(key, 0, [wrapped], words("unknown") if wrong else "")
        if (key, f"pain:{pain.id}", wrong) not in sketch.links:
            sketch.links.append((key, f"pain:{pain.id}", wrong))


def _initiative(
    sketch: _Sketch, item: Initiative, pains: set[str], kpis: Mapping[str, Kpi]
) -> None:
    words = sketch.words
    name, room = f"initiative:{item.id}", WIDTHS[2] - 2 * PAD
    text = fit(f"{item.id} {item.name.say(words)}", width=room, lines=2, size=SIZE)
    owner = fit(item.owner, width=room, lines=1, size=SIZE) if item.owner else ""
    faults = [] if item.owner else [words("no owner")]
    if item.pain_point is None:
        faults.append(words("no pain point"))
    if item.kpi is None:
        faults.append(words("no KPI"))
    sketch.add(name, 2, [text, owner], words.join(faults))
    if item.pain_point in pains:
        sketch.links.append((f"pain:{item.pain_point}", name, False))
    elif item.pain_point is not None:
        key = f"pain:{item.pain_point}"
        sketch.add(key, 1, [item.pain_point], words("not in journeys.yml"))
        sketch.links.append((key, name, True))
    if item.kpi is None:
        return
    key = f"kpi:{item.kpi}"
    if item.kpi in kpis:
        _kpi(sketch, kpis[item.kpi])
    else:
        sketch.add(key, 3, [item.kpi], words("not in kpis.csv"))
    sketch.links.append((name, key, item.kpi not in kpis))
    _money(sketch, item.kpi)


def _kpi(sketch: _Sketch, kpi: Kpi) -> None:
    room = WIDTHS[3] - 2 * PAD
    text = fit(f"{kpi.id} {kpi.name.say(sketch.words)}", width=room, lines=3, size=SIZE)
    sketch.add(
        f"kpi:{kpi.id}", 3, [text], sketch.words("no baseline") if kpi.baseline is None else ""
    )


def _money(sketch: _Sketch, kpi: str) -> None:
    words, money = sketch.words, sketch.found.money[kpi]
    if math.isnan(money.middle):
        return
    decimals = 1 if sketch.scale >= 1e6 else 0
    low, middle, high = (
        words.number(value / sketch.scale, decimals=decimals)
        for value in (money.low, money.middle, money.high)
    )
    claim = words(CLAIM[money.claim]) if money.claim else words("ground not said")
    room = WIDTHS[4] - 2 * PAD
    lines = [middle, words("{low} to {high}", low=low, high=high)]
    lines.append(fit(claim, width=room, lines=1, size=SIZE))
    fault = words("claimed twice, counted once") if money.claimed_twice else ""
    sketch.add(f"money:{kpi}", 4, lines, fault)
    sketch.links.append((f"kpi:{kpi}", f"money:{kpi}", False))


def _placed(sketch: _Sketch, initiatives: Sequence[str], *, left_out: int) -> Drawing:
    boxes = sketch.boxes
    columns = [[name for name, box in boxes.items() if box.column == c] for c in range(5)]
    height = max(sum(boxes[name].height + 7 for name in names) for names in columns)
    centres: dict[str, float] = _stack(initiatives, boxes, height, {})
    centres |= _stack(columns[0], boxes, height, {})
    for column, towards in ((1, 2), (3, 2), (4, 3)):
        wish: dict[str, list[float]] = {}
        for one, other, _ in sketch.links:
            for name, near in ((one, other), (other, one)):
                if boxes[name].column == column and boxes[near].column == towards:
                    wish.setdefault(name, []).append(centres[near])
        wanted = {name: sum(ys) / len(ys) for name, ys in wish.items()}
        names = sorted(columns[column], key=lambda name: wanted.get(name, height))
        centres |= _stack(names, boxes, height, wanted)
    placed = {name: replace(box, y=centres[name]) for name, box in boxes.items()}
    return Drawing(
        boxes=placed, links=tuple(sketch.links), height=height, left_out=max(left_out, 0)
    )


def _stack(
    names: Sequence[str], boxes: Mapping[str, Box], height: float, wanted: Mapping[str, float]
) -> dict[str, float]:
    """Put boxes one below the other, each as near to where it is wanted as the others allow."""
    spare = height - sum(boxes[name].height for name in names)
    gap = spare / max(len(names), 1)
    if not wanted:
        top, centres = gap / 2, {}
        for name in names:
            centres[name] = top + boxes[name].height / 2
            top += boxes[name].height + gap
        return centres
    least, top, tops = min(gap, 7.0), 0.0, []
    for name in names:
        top = max(top, wanted.get(name, height) - boxes[name].height / 2)
        tops.append(top)
        top += boxes[name].height + least
    floor = height
    for place in range(len(names) - 1, -1, -1):
        tops[place] = min(tops[place], floor - boxes[names[place]].height)
        floor = tops[place] - least
    return {name: top + boxes[name].height / 2 for name, top in zip(names, tops, strict=True)}
