"""``engagement.yml`` of a demo client, written from the same plan as its files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pandas as pd
import yaml

from cxkit.demo.layouts import Layout, columns_of
from cxkit.demo.profiles import PERIOD, Both, Profile, both


class _Dumper(yaml.SafeDumper):
    """Writes small mappings and lists on one line, and never an anchor."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _mapping(dumper: _Dumper, data: dict[Any, Any]) -> yaml.Node:
    flat = all(not isinstance(value, dict | list) for value in data.values())
    size = sum(len(str(key)) + len(str(value)) + 4 for key, value in data.items())
    node = dumper.represent_mapping("tag:yaml.org,2002:map", data.items())
    node.flow_style = flat and size < 110 and len(data) <= 4
    return node


def _sequence(dumper: _Dumper, data: list[Any]) -> yaml.Node:
    node = dumper.represent_sequence("tag:yaml.org,2002:seq", data)
    node.flow_style = all(not isinstance(value, dict | list) for value in data)
    return node


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _sequence)


def yaml_bytes(data: Mapping[str, Any], *, heading: Both | None, own: str) -> bytes:
    """Return a mapping as YAML with a comment line on top, keys in the order given."""
    out = io.StringIO(newline="")
    if heading:
        out.write(f"# {heading[own]}\n\n")
    yaml.dump(
        dict(data), out, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=4096, indent=2
    )
    return out.getvalue().encode("utf-8")


def engagement(
    profile: Profile, layout: Layout, tables: Mapping[str, pd.DataFrame]
) -> dict[str, Any]:
    """Return the content of ``engagement.yml``; the tables tell which groups there are."""
    return {
        "name": profile.name,
        "industry": profile.industry,
        "consultant": both("Consultoría de ejemplo", "Example Consulting"),
        "region": profile.region,
        "languages": list(profile.languages),
        "currency": profile.currency,
        "period": {"start": PERIOD[0], "end": PERIOD[1]},
        "as_of": PERIOD[1],
        "waves": [
            {"name": wave.name, "start": wave.start, "end": wave.end} for wave in profile.waves
        ],
        "brand": {"color": profile.color},
        "report": {
            "title": both("Diagnóstico de experiencia del cliente", "Customer experience review"),
            "confidentiality": both(
                "Cliente ficticio: datos generados para demostración",
                "Fictional client: data generated for demonstration",
            ),
        },
        "tables": {table: _table(profile, layout, table, tables[table]) for table in layout.files},
    }


def _table(profile: Profile, layout: Layout, table: str, frame: pd.DataFrame) -> dict[str, Any]:
    """Declare the files and columns of one table."""
    columns = columns_of(profile, layout, table, frame)
    files: list[dict[str, Any]] = []
    for plan in layout.files[table]:
        file: dict[str, Any] = {"path": plan.path}
        if plan.path.endswith(".csv"):
            style = layout.style
            file |= {
                "delimiter": style.delimiter,
                "encoding": style.encoding,
                "decimal": style.decimal,
                "date_order": style.date_order,
            }
        if plan.path.endswith(".xlsx"):
            file["sheet"] = SHEET
        if plan.key:
            file["key"] = columns[plan.key].heading
        files.append(file)
    declared: dict[str, Any] = {}
    for name, column in columns.items():
        spec = dict(column.spec)
        declared[name] = {"from": column.heading, **spec} if spec else column.heading
    return {"files": files, "columns": declared}


SHEET = "Reclamos"
"""Sheet of the workbook that holds the tickets of the telecom."""
