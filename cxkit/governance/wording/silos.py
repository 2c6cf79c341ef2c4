"""What areas share, in words."""

from __future__ import annotations

from cxkit.governance.names import area_name
from cxkit.governance.silos import DataSharing, SiloMap
from cxkit.governance.wording.evidence import file_source
from cxkit.governance.wording.overview import read_isolated
from cxkit.language import Words
from cxkit.presentation import FigureText


def describe_silos(silos: SiloMap, words: Words) -> FigureText:
    """Words around the silo map."""
    headline = silo_headline(silos, words)
    values = "; ".join(
        f"{area_name(row['area'], silos.names, words)}: {words.percent(row['density'])}"
        for row in silos.table.to_dict("records")
    )
    unrecorded = silos.n_pairs - silos.n_recorded
    reading = words(
        "{share} of all possible links between areas are there. These are the answers of the "
        "client's people, not a measurement.",
        share=words.percent(silos.density),
    )
    if unrecorded:
        reading += " " + words.plural(
            "{n} pair is not recorded (hatched) and counts as no link, so the true share may be "
            "higher.",
            "{n} pairs are not recorded (hatched) and count as no link, so the true share may be "
            "higher.",
            unrecorded,
        )
    return FigureText(
        headline=headline,
        measure=words(
            "Links between two areas, 0 to 3: one each for data, KPIs and a forum, half where only "
            "partly; behind each row its share of all possible links; {pairs}",
            pairs=words.plural("{n} pair recorded", "{n} pairs recorded", silos.n_recorded),
        ),
        reading=reading,
        source=file_source("governance.yml", "sharing", words),
        alt=f"{headline}. {values}",
    )


def silo_headline(silos: SiloMap, words: Words) -> str:
    """State which area stands apart, with its share of links against the others'."""
    if not silos.isolated:
        return read_isolated(silos, words).rstrip(".")
    least = silos.table.iloc[0]
    return words(
        "{area} stands apart: it has {own} of its possible links, the other areas have {rest} "
        "among themselves",
        area=area_name(str(least["area"]), silos.names, words),
        own=words.percent(float(least["density"])),
        rest=words.percent(float(least["rest"])),
    )


def read_data(sharing: DataSharing, words: Words) -> str:
    """Say which customer data have no owner, and how widely they are shared."""
    said = []
    if sharing.without_owner:
        names = words.join([item.name.say(words) for item in sharing.without_owner])
        said.append(
            words.plural(
                "{n} of {whole} sets of customer data has no owner: {names}.",
                "{n} of {whole} sets of customer data have no owner: {names}.",
                len(sharing.without_owner),
                whole=words.number(len(sharing.sets)),
                names=names,
            )
        )
    else:
        said.append(words("Every set of customer data has an owner."))
    if sharing.n_possible:
        said.append(
            words(
                "Other areas can use them in {part} of {whole} possible cases.",
                part=words.number(sharing.n_uses),
                whole=words.number(sharing.n_possible),
            )
        )
    return " ".join(said)
