"""Reads a consultant's YAML file as plain text values, with the line of every key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from cxkit.errors import EngagementError, Problem
from cxkit.intake.forms.yaml_errors import syntax_problem
from cxkit.language import N_

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_PROBLEMS = 50
"""Problems after which a file is not read on."""

Place = tuple[str | int, ...]
"""Keys and item numbers (from 0) that lead to a value."""

_BLANK = frozenset({"", "~", "null", "Null", "NULL"})
_NOWHERE = ""
"""Key under which values that are refused anyway are read past."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlDocument:
    """What a YAML file says, every scalar as the text that was written.

    Attributes
    ----------
    file : str
        Name shown in messages.
    data : dict
        Nested dicts and lists of ``str`` or ``None`` (blank, ``~`` and ``null``).
    lines : Mapping
        Line number, from 1, of each key and list item by its place.
    """

    file: str
    data: dict[str, Any]
    lines: Mapping[Place, int] = field(default_factory=lambda: MappingProxyType({}))

    def known(self, place: Place) -> Place:
        """Return the longest beginning of a place that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return place

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest key above it; 1 for the whole file."""
        return self.lines.get(self.known(place), 1)


def read_yaml(path: Path, *, file: str = "") -> YamlDocument:
    """Read a YAML file safely: text, mappings and lists, and nothing else.

    No value is interpreted: ``no``, ``1:30``, ``012`` and dates stay as written. A file
    without content is an empty mapping.

    Parameters
    ----------
    path : Path
        File to read.
    file : str, default the path's name
        Name shown in messages.

    Raises
    ------
    EngagementError
        If the file is missing, over `MAX_BYTES`, not UTF-8, not valid YAML, nested deeper
        than `MAX_DEPTH`, or uses anchors, aliases, tags, repeated keys or several documents.
    """
    name = file or path.name
    text = _decode(_bytes(path, name), name)
    builder = _Builder(name)
    try:
        data = builder.build(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        problem = syntax_problem(text, error, name)
        raise EngagementError([*builder.problems, problem]) from error
    if builder.problems:
        raise EngagementError(builder.problems)
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise EngagementError(
            Problem(
                rule="yaml-top",
                message=N_("The file has to hold lines of the form “key: value”."),
                remedy=N_("Write a space after each colon; the annotated template shows how."),
                file=name,
                rows=(1,),
                count=1,
            )
        )
    return YamlDocument(file=name, data=data, lines=MappingProxyType(builder.lines))


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise OSError("not a regular file")
        with path.open("rb") as source:
            raw = source.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise EngagementError(
            Problem(
                rule="file-missing",
                message=N_("The file does not exist."),
                remedy=N_("Copy it from the template of a client folder and fill it in."),
                file=name,
            )
        ) from error
    except OSError as error:
        raise EngagementError(
            Problem(
                rule="file-unreadable",
                message=N_("The file cannot be opened."),
                remedy=N_("Check that it is a file, that you may read it and no program locks it."),
                file=name,
            )
        ) from error
    if len(raw) > MAX_BYTES:
        raise EngagementError(
            Problem(
                rule="file-too-large",
                message=N_("The file is larger than 1 MB, too large for a file filled in by hand."),
                remedy=N_("Put data into a table file and name it in engagement.yml."),
                file=name,
            )
        )
    return raw


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise EngagementError(
            Problem(
                rule="not-utf8",
                message=N_(
                    "The file is not saved as UTF-8: the first letter that cannot be read "
                    "is on line {line}."
                ),
                remedy=N_("Open it in your editor and save it again with the encoding UTF-8."),
                values={"line": line},
                file=name,
                rows=(line,),
                count=1,
            )
        ) from error


class _Stop(Exception):
    """Ends the reading of a file that is refused anyway."""


class _Builder:
    """Turns parser events into data, keeping lines and collecting what is refused."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def build(self, events: Iterator[Any]) -> Any:
        """Return the content of the document; None where reading stopped."""
        try:
            return self._document(events)
        except _Stop:
            return None

    def _document(self, events: Iterator[Any]) -> Any:
        documents = 0
        data: Any = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(
                        event,
                        "yaml-documents",
                        N_("The file holds a second document, begun by a line “---”."),
                        N_("Delete the line “---”; one file is one document."),
                    )
                    return data
            elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent | yaml.CollectionStartEvent):
                data = self._value(event, events, ())
        return data

    def _value(self, event: Any, events: Iterator[Any], place: Place) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self._refuse_reference(event)
            return None
        if event.anchor is not None:
            self._refuse_reference(event)
        if event.tag is not None:
            self._refuse(
                event,
                "yaml-tag",
                N_("A value begins with “!”, which YAML takes for a tag."),
                N_("If “!” belongs to the text, put the whole text in quotes."),
            )
        if isinstance(event, yaml.ScalarEvent):
            quoted = event.style in ("'", '"', "|", ">")
            return None if not quoted and event.value in _BLANK else event.value
        if len(place) >= MAX_DEPTH:
            self._refuse(
                event,
                "yaml-depth",
                N_("Values are nested more than 20 levels deep."),
                N_("Compare the indentation with the annotated template of this file."),
            )
            raise _Stop
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, place)
        return self._sequence(events, place)

    def _mapping(self, events: Iterator[Any], place: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, place)
            here = (*place, key)
            if key in data:
                self._refuse(
                    event,
                    "yaml-repeated-key",
                    N_("The key “{key}” is there twice; it first stands on line {first}."),
                    N_("Delete one of the two, or join them under one key."),
                    key=key,
                    first=self.lines[here],
                )
                self._value(next(events), events, (*place, _NOWHERE))
                continue
            self.lines[here] = event.start_mark.line + 1
            data[key] = self._value(next(events), events, here)
        return data

    def _key(self, event: Any, events: Iterator[Any], place: Place) -> str:
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor is not None:
                self._refuse_reference(event)
            return str(event.value)
        if isinstance(event, yaml.AliasEvent):
            self._refuse_reference(event)
            return ""
        self._refuse(
            event,
            "yaml-key",
            N_("A list or a group of keys stands where a key was expected."),
            N_("Write brackets only after a colon; put a text with brackets in quotes."),
        )
        self._value(event, events, (*place, _NOWHERE))
        return ""

    def _sequence(self, events: Iterator[Any], place: Place) -> list[Any]:
        data: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            here = (*place, len(data))
            self.lines[here] = event.start_mark.line + 1
            data.append(self._value(event, events, here))
        return data

    def _refuse_reference(self, event: Any) -> None:
        self._refuse(
            event,
            "yaml-reference",
            N_("A value begins with “&” or “*”, which YAML takes for a reference."),
            N_("Write the value out in full; if the sign belongs to the text, put it in quotes."),
        )

    def _refuse(self, event: Any, rule: str, message: str, remedy: str, **values: object) -> None:
        line = event.start_mark.line + 1
        self.problems.append(
            Problem(
                rule=rule,
                message=message,
                remedy=remedy,
                values=values,
                file=self.file,
                rows=(line,),
                count=1,
            )
        )
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop
