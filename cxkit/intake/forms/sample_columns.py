"""Checks that the columns which ``sample:`` names are declared in the table “responses”."""

from __future__ import annotations

from collections.abc import Mapping

from cxkit.engagement import CONTRACTS, Role, SamplePlan, TableName, TableSpec
from cxkit.errors import Problem
from cxkit.intake.forms.declarations import role_of
from cxkit.intake.forms.did_you_mean import similar
from cxkit.intake.forms.validation import place_text
from cxkit.intake.forms.yaml_file import Place, YamlDocument
from cxkit.language import N_

GROUPING: frozenset[Role] = frozenset({"segment", "category", "flag"})
"""Roles of the columns whose groups can be weighted."""


def check_sample(
    sample: SamplePlan, tables: Mapping[TableName, TableSpec], document: YamlDocument
) -> list[Problem]:
    """Return what is wrong with the columns that the section ``sample`` names.

    Parameters
    ----------
    sample : SamplePlan
        Valid by itself.
    tables : Mapping
        Declared tables.
    document : YamlDocument
        Where they stand, for line numbers.
    """
    named: list[tuple[Place, str]] = [
        (("sample", "margins", name), name) for name in sample.margins
    ]
    if sample.cluster:
        named.append((("sample", "cluster"), sample.cluster))
    if sample.strata:
        named.append((("sample", "strata"), sample.strata))
    if sample.weights == "column":
        named.append((("sample", "weights"), "weight"))
    columns = tables["responses"].columns if "responses" in tables else {}
    problems = []
    for place, name in named:
        if name not in columns:
            problems.append(_absent(place, name, similar(name, columns), document))
        elif place[1] == "margins":
            role = role_of(CONTRACTS["responses"], name, columns[name])
            if role not in GROUPING:
                problems.append(
                    _problem(
                        "sample-margin-role",
                        place,
                        N_("“{name}” has the role {role}; margins need a column of groups."),
                        N_("Name a column with the role segment, category or flag."),
                        document,
                        name=name,
                        role=str(role),
                    )
                )
    return problems


def _absent(place: Place, name: str, close: str, document: YamlDocument) -> Problem:
    message = N_("“{place}” names the column “{name}”, which the table “responses” does not have.")
    if close:
        return _problem(
            "sample-column",
            place,
            message,
            N_("Did you mean “{similar}”?"),
            document,
            name=name,
            similar=close,
        )
    return _problem(
        "sample-column",
        place,
        message,
        N_("Declare it under “tables: responses: columns”, or delete the line."),
        document,
        name=name,
    )


def _problem(
    rule: str, place: Place, message: str, remedy: str, document: YamlDocument, **values: object
) -> Problem:
    return Problem(
        rule=rule,
        message=message,
        remedy=remedy,
        values={**values, "place": place_text(document.known(place))},
        file=document.file,
        rows=(document.line(place),),
        count=1,
    )
