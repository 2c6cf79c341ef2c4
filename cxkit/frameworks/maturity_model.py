"""Maturity models as data: dimensions, levels, what each level says, gates, crosswalk."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, model_validator

from cxkit.engagement.judgements.entry import Entry, Id, refuse_repeats
from cxkit.engagement.rules import broken
from cxkit.engagement.text import Text
from cxkit.frameworks.records import Record
from cxkit.language import N_

KIT = ("seven_components", "six_phases", "five_levels", "three_levels")
"""Models that come with the kit, in the order they are shown."""

COMPONENTS = "seven_components"
"""The model whose profile opens the executive summary."""

PHASES = "six_phases"
"""The model whose levels are the common scale of the crosswalk."""

Source = Literal["article", "implied", "kit", "own"]
"""Who words a level: the published article, what follows from it, the kit, the consultant."""

Step = Annotated[int, Field(ge=1, le=10)]
Phase = Annotated[int, Field(ge=1, le=6)]


class Cell(Entry):
    """What one level of one dimension looks like.

    Attributes
    ----------
    text : Text
        How a company at this level works.
    source : {"article", "implied", "kit", "own"}
        Who says so; the kit's own wording is marked wherever it is shown.
    next : Text or None
        What the next level asks for; None at the last.
    """

    text: Text
    source: Source = "own"
    next: Text | None = None


class Dimension(Entry):
    """One thing that matures.

    Attributes
    ----------
    key : str
        Name that ``maturity.yml`` uses.
    name : Text
        Name that reports use.
    about : Text or None
        What it is about.
    levels : tuple of Cell
        One a level of the model, the first first.
    inputs : tuple of str
        What the client folder may hold about it.
    """

    key: Id
    name: Text
    about: Text | None = None
    levels: tuple[Cell, ...]
    inputs: Annotated[tuple[Record, ...], Field(max_length=20)] = ()


class Level(Entry):
    """One level of a model.

    Attributes
    ----------
    name : Text
        Name that reports use.
    phases : tuple of int
        Crosswalk: phases of ``six_phases`` it corresponds to, from 1 to 6. Empty: not compared.
    """

    name: Text
    phases: tuple[Phase, ...] = ()


class Need(Entry):
    """One way to pass a gate: something on record, or a level reached.

    Attributes
    ----------
    record : str or None
        What the client folder holds, such as ``charter.leader``.
    model, dimension : str or None
        Dimension that has to have been rated; the gate's own model if `model` is absent.
    level : int or None
        At least at this level.
    """

    record: Record | None = None
    model: Id | None = None
    dimension: Id | None = None
    level: Step | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Need:
        rated = self.dimension is not None and self.level is not None
        if (self.record is not None) == rated:
            raise broken(
                "need_unclear",
                N_("“{place}” needs either “record”, or both “dimension” and “level”."),
            )
        return self


class Gate(Entry):
    """Without it the overall level stays below `level`.

    Attributes
    ----------
    key : str
        Short name.
    level : int
        First level that needs it.
    text : Text
        What is needed, as a clause.
    needs : tuple of Need
        One of them is enough.
    """

    key: Id
    level: Step
    text: Text
    needs: Annotated[tuple[Need, ...], Field(min_length=1)]


class Item(Entry):
    """A descriptor that is checked one by one.

    Attributes
    ----------
    key : str
        Name that the checklist of ``maturity.yml`` uses.
    level : int
        Level it belongs to.
    text : Text
        What is checked.
    source : {"article", "implied", "kit", "own"}
        Who says so.
    dimension : str or None
        Dimension it belongs to.
    """

    key: Id
    level: Step
    text: Text
    source: Source = "own"
    dimension: Id | None = None


class MaturityModel(Entry):
    """A maturity model.

    Attributes
    ----------
    key : str
        Name that ``maturity.yml`` uses.
    name, about : Text
        Name that reports use, and where it comes from.
    levels : tuple of Level
        Two to ten, the lowest first.
    dimensions : tuple of Dimension
        One or more.
    gates : tuple of Gate
        Rules that hold the overall level back.
    checklist : tuple of Item
        Descriptors to check one by one.
    """

    key: Id
    name: Text
    about: Text | None = None
    levels: Annotated[tuple[Level, ...], Field(min_length=2, max_length=10)]
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1, max_length=20)]
    gates: tuple[Gate, ...] = ()
    checklist: tuple[Item, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> MaturityModel:
        refuse_repeats((item.key for item in self.dimensions), what="dimensions")
        refuse_repeats((item.key for item in self.gates), what="gates")
        refuse_repeats((item.key for item in self.checklist), what="checklist")
        last = len(self.levels)
        for item in self.dimensions:
            if len(item.levels) != last:
                raise broken(
                    "levels_differ",
                    N_(
                        "The dimension “{dimension}” describes {count} levels, and the model has "
                        "{last}."
                    ),
                    dimension=item.key,
                    count=len(item.levels),
                    last=last,
                )
        placed = [(item.key, item.level) for item in self.gates]
        placed += [(item.key, item.level) for item in self.checklist]
        for key, level in placed:
            if level > last:
                raise broken(
                    "level_beyond",
                    N_("“{key}” belongs to level {level}, and the model has {last}."),
                    key=key,
                    level=level,
                    last=last,
                )
        self._dimensions_known()
        return self

    def _dimensions_known(self) -> None:
        known = {item.key for item in self.dimensions}
        named = [(item.key, item.dimension) for item in self.checklist]
        named += [
            (gate.key, need.dimension)
            for gate in self.gates
            for need in gate.needs
            if need.model in (None, self.key)
        ]
        for key, dimension in named:
            if dimension is not None and dimension not in known:
                raise broken(
                    "dimension_unknown",
                    N_("“{key}” names the dimension “{dimension}”, which the model does not have."),
                    key=key,
                    dimension=dimension,
                )

    @property
    def last(self) -> int:
        """The highest level."""
        return len(self.levels)

    def dimension(self, key: str) -> Dimension | None:
        """Return a dimension by its key."""
        return next((item for item in self.dimensions if item.key == key), None)


@lru_cache(maxsize=1)
def kit_models() -> Mapping[str, MaturityModel]:
    """Return the models that come with the kit, by key, in the order they are shown."""
    return MappingProxyType({key: _kit_model(key) for key in KIT})


def _kit_model(key: str) -> MaturityModel:
    place = files("cxkit.frameworks").joinpath("maturity", f"{key}.yml")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(place.read_text(encoding="utf-8"), Loader=loader)
    return MaturityModel.model_validate(content)


__all__ = [
    "COMPONENTS",
    "KIT",
    "PHASES",
    "Cell",
    "Dimension",
    "Gate",
    "Item",
    "Level",
    "MaturityModel",
    "Need",
    "Source",
    "kit_models",
]
