"""Checks what ``engagement.yml`` declares of each table against the table's contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cxkit.engagement import CONTRACTS, ColumnSpec, Role, TableContract, TableName, TableSpec
from cxkit.engagement.columns import SCORED
from cxkit.errors import Problem
from cxkit.intake.forms.did_you_mean import similar
from cxkit.intake.forms.validation import place_text
from cxkit.intake.forms.yaml_file import Place, YamlDocument
from cxkit.language import N_
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND

_TIMED = frozenset({"tenure", "duration"})
"""Standard numbers that mean nothing without a unit."""


def check_tables(tables: Mapping[TableName, TableSpec], document: YamlDocument) -> list[Problem]:
    """Return what is wrong with the declared columns, over all tables.

    Parameters
    ----------
    tables : Mapping
        Declarations that are valid by themselves, by table.
    document : YamlDocument
        Where they stand, for line numbers.
    """
    return [
        problem
        for name, spec in tables.items()
        for problem in _Checker(name, spec, document).problems()
    ]


def role_of(contract: TableContract, name: str, spec: ColumnSpec) -> Role | None:
    """Return the role of a column: declared, or the standard one of its name."""
    standard = contract.columns.get(name)
    return standard.role if standard is not None else spec.role


class _Checker:
    """Checks one table and words what is wrong with it."""

    def __init__(self, name: TableName, spec: TableSpec, document: YamlDocument) -> None:
        self.name = name
        self.spec = spec
        self.contract = CONTRACTS[name]
        self.document = document

    def problems(self) -> Iterable[Problem]:
        """Yield the problems of the table, columns in their order first."""
        for name, spec in self.spec.columns.items():
            yield from self._role(name, spec)
            yield from self._scale(name, spec)
            yield from self._details(name, spec)
        yield from self._needed()

    # ------------------------------------------------------------------ columns
    def _role(self, name: str, spec: ColumnSpec) -> Iterable[Problem]:
        standard = self.contract.columns.get(name)
        if standard is not None:
            if spec.role not in (None, standard.role):
                yield self._problem(
                    "role-standard",
                    ("columns", name, "role"),
                    N_("“{name}” is a standard column of this table with the role {role}."),
                    N_("Delete the line “role”, or give the column a name of your own."),
                    found=spec.role,
                    name=name,
                    role=standard.role,
                )
            return
        allowed = ", ".join(sorted(self.contract.free_roles))
        if spec.role is None:
            close = similar(name, self.contract.columns)
            if close:
                yield self._problem(
                    "column-unknown",
                    ("columns", name),
                    N_("“{name}” is not a standard column of this table and has no role."),
                    N_(
                        "Did you mean “{similar}”? If it is a column of your own, add its "
                        "role: {allowed}."
                    ),
                    name=name,
                    similar=close,
                    allowed=allowed,
                )
            else:
                yield self._problem(
                    "role-missing",
                    ("columns", name),
                    N_("“{name}” is a column of your own and has no role."),
                    N_("Add what it is, such as “role: segment”. Allowed: {allowed}."),
                    name=name,
                    allowed=allowed,
                )
        elif spec.role not in self.contract.free_roles:
            own = [key for key, column in self.contract.columns.items() if column.role == spec.role]
            if own:
                yield self._problem(
                    "role-reserved",
                    ("columns", name, "role"),
                    N_("A column of your own cannot have the role {role} in this table."),
                    N_("Name the column as the standard one: {standard}."),
                    name=name,
                    role=spec.role,
                    standard=", ".join(own),
                )
            else:
                yield self._problem(
                    "role-not-allowed",
                    ("columns", name, "role"),
                    N_("A column of your own cannot have the role {role} in this table."),
                    N_("Choose one of: {allowed}."),
                    name=name,
                    role=spec.role,
                    allowed=allowed,
                )

    def _scale(self, name: str, spec: ColumnSpec) -> Iterable[Problem]:
        role = role_of(self.contract, name, spec)
        if role is None:
            return
        if role == "ltr":
            if spec.scale is not None and spec.scale.scale() != LIKELIHOOD_TO_RECOMMEND:
                yield self._problem(
                    "scale-recommend",
                    ("columns", name, "scale"),
                    N_("“{name}” is defined from 0 to 10, where 10 is best and 9 and 10 promote."),
                    N_(
                        "Delete the line “scale”. If the question was asked on another scale, "
                        "it is not a Net Promoter Score: declare it with the role rating."
                    ),
                    name=name,
                )
        elif role in SCORED:
            if spec.scale is None:
                yield self._problem(
                    "scale-missing",
                    ("columns", name),
                    N_("“{name}” holds answers on a scale, and the scale is not declared."),
                    N_(
                        "Add “scale: [1, 5]” with the lowest and highest answer offered; where "
                        "a low answer is the good one, write "
                        "“scale: {{low: 1, high: 5, better: low}}”."
                    ),
                    name=name,
                )
        elif spec.scale is not None:
            yield self._problem(
                "scale-unexpected",
                ("columns", name, "scale"),
                N_("“{name}” has the role {role}, which has no scale."),
                N_("Delete the line “scale”, or correct the role."),
                name=name,
                role=role,
            )

    def _details(self, name: str, spec: ColumnSpec) -> Iterable[Problem]:
        role = role_of(self.contract, name, spec)
        if name in _TIMED and name in self.contract.columns and not spec.unit:
            yield self._problem(
                "unit-missing",
                ("columns", name),
                N_("“{name}” is a length of time, and its unit is not declared."),
                N_("Add “unit: days”, or minutes, hours, months or years."),
                name=name,
            )
        if spec.unit and role is not None and role != "number":
            yield self._problem(
                "unit-unexpected",
                ("columns", name, "unit"),
                N_("“{name}” has the role {role}, which has no unit."),
                N_("Delete the line “unit”."),
                name=name,
                role=role,
            )
        if spec.date_order and role is not None and role != "date":
            yield self._problem(
                "date-order-unexpected",
                ("columns", name, "date_order"),
                N_("“{name}” has the role {role}; only dates have an order of day and month."),
                N_("Delete the line “date_order”."),
                name=name,
                role=role,
            )
        paths = [file.path for file in self.spec.files]
        if spec.file and spec.file not in paths:
            yield self._problem(
                "column-file",
                ("columns", name, "file"),
                N_("“{name}” comes from a file that this table does not list."),
                N_("Write one of: {allowed}."),
                found=spec.file,
                name=name,
                allowed=", ".join(paths),
            )

    # ------------------------------------------------------------------ the table
    def _needed(self) -> Iterable[Problem]:
        columns = self.spec.columns
        for name, standard in self.contract.columns.items():
            if standard.required and name not in columns:
                yield self._problem(
                    "column-required",
                    ("columns",),
                    N_("The column “{name}” is needed in this table and is not declared."),
                    N_("Add “{name}: heading in your file” under “columns”."),
                    name=name,
                )
        roles = {role_of(self.contract, name, spec) for name, spec in columns.items()}
        for group in self.contract.one_of:
            if not (set(group) & set(columns) or set(group) & roles):
                yield self._problem(
                    "column-one-of",
                    ("columns",),
                    N_("This table needs at least one of these columns: {group}."),
                    N_("Declare one of them under “columns”, or delete the table."),
                    group=", ".join(group),
                )

    def _problem(
        self,
        rule: str,
        below: Place,
        message: str,
        remedy: str,
        *,
        found: str | None = None,
        **values: object,
    ) -> Problem:
        place: Place = ("tables", self.name, *below)
        return Problem(
            rule=rule,
            message=message,
            remedy=remedy,
            values={**values, "place": place_text(self.document.known(place))},
            file=self.document.file,
            table=self.name,
            rows=(self.document.line(place),),
            found=(found,) if found else (),
            count=1,
        )
