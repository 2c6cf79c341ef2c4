"""Reads a client's own maturity models, and checks ``maturity.yml`` against all models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from cxkit.engagement.judgements import Assessment, Maturity
from cxkit.errors import CxkitError, EngagementError, Problem
from cxkit.frameworks.maturity_model import MaturityModel, kit_models
from cxkit.intake.forms.did_you_mean import similar
from cxkit.intake.forms.engagement_file import read_client_yaml
from cxkit.intake.forms.validation import validate, without_blanks
from cxkit.intake.forms.yaml_file import Place, YamlDocument
from cxkit.language import N_

FOLDER = "maturity_models"
"""Folder of a client's own models, one file a model."""

_FILE = "maturity.yml"


def model_files(folder: Path) -> list[str]:
    """Return the files of a client's own maturity models, relative to its folder."""
    own = folder / FOLDER
    if not own.is_dir() or own.is_symlink():
        return []
    return [f"{FOLDER}/{path.name}" for path in sorted(own.glob("*.yml"))]


def load_maturity_models(folder: Path) -> tuple[Mapping[str, MaturityModel], tuple[Problem, ...]]:
    """Read a client's own maturity models.

    Parameters
    ----------
    folder : Path
        The client's folder.

    Returns
    -------
    models : Mapping[str, MaturityModel]
        By key: the kit's, then the client's own.
    problems : tuple of Problem
        Whatever is wrong with the client's own; a file in which nothing is filled in counts
        as absent.
    """
    models = dict(kit_models())
    problems: list[Problem] = []
    for name in model_files(folder):
        try:
            document = read_client_yaml(folder, name)
        except EngagementError as error:
            problems += error.problems
            continue
        if not without_blanks(document.data):
            continue
        checked = validate(MaturityModel, document)
        problems += checked.problems
        model = checked.value
        if model is None:
            continue
        wrong = _wrong_key(model.key, name, document)
        if wrong is not None:
            problems.append(wrong)
        else:
            models[model.key] = model
    return MappingProxyType(models), tuple(problems)


def check_maturity(
    folder: Path, maturity: Maturity, models: Mapping[str, MaturityModel]
) -> tuple[Problem, ...]:
    """Check that ``maturity.yml`` speaks of levels, dimensions and items its models have.

    Parameters
    ----------
    folder : Path
        The client's folder, for the lines of the file.
    maturity : Maturity
        What was read.
    models : Mapping[str, MaturityModel]
        All models known.

    Returns
    -------
    tuple of Problem
        One a mistake, with its line, what was found and what is allowed.
    """
    try:
        document = read_client_yaml(folder, _FILE)
    except CxkitError:
        document = YamlDocument(file=_FILE, data={})
    problems: list[Problem] = []
    for number, assessment in enumerate(maturity.assessments):
        here: Place = ("assessments", number)
        model = models.get(assessment.model)
        if model is None:
            problems.append(
                _unknown(
                    document,
                    (*here, "model"),
                    assessment.model,
                    list(models),
                    message=N_("Assessment {assessment}: there is no maturity model “{name}”."),
                )
            )
        else:
            problems += _of_assessment(document, here, assessment, model)
    return tuple(problems)


def _of_assessment(
    document: YamlDocument, here: Place, assessment: Assessment, model: MaturityModel
) -> Iterator[Problem]:
    dimensions = [item.key for item in model.dimensions]
    for number, rating in enumerate(assessment.ratings):
        place = (*here, "ratings", number)
        if rating.dimension not in dimensions:
            yield _unknown(
                document,
                (*place, "dimension"),
                rating.dimension,
                dimensions,
                message=N_(
                    "Assessment {assessment}, rating {line}: there is no “{name}” among the "
                    "dimensions of “{model}”."
                ),
                model=model.key,
            )
        elif rating.score > model.last:
            message = N_(
                "Assessment {assessment}, rating {line}: the model “{model}” has no level {level}."
            )
            yield _beyond(document, (*place, "score"), rating.score, model, message=message)
    for key, level in assessment.targets.items():
        place = (*here, "targets", key)
        if key not in dimensions:
            yield _unknown(
                document,
                place,
                key,
                dimensions,
                message=N_(
                    "Assessment {assessment}, targets: there is no “{name}” among the dimensions "
                    "of “{model}”."
                ),
                model=model.key,
            )
        elif level > model.last:
            message = N_(
                "Assessment {assessment}, target of “{line}”: the model “{model}” has no level "
                "{level}."
            )
            yield _beyond(document, place, level, model, message=message)
    items = [item.key for item in model.checklist]
    for number, checked in enumerate(assessment.checklist):
        if checked.item not in items:
            yield _unknown(
                document,
                (*here, "checklist", number, "item"),
                checked.item,
                items,
                message=N_(
                    "Assessment {assessment}, checklist entry {line}: there is no “{name}” in the "
                    "checklist of “{model}”."
                ),
                model=model.key,
            )


def _spoken(place: Place) -> dict[str, object]:
    """Return the place in the words of a message: which assessment, which line of it."""
    counted = [part + 1 if isinstance(part, int) else part for part in place]
    return {"assessment": counted[1], "line": counted[3] if len(counted) > 3 else ""}


def _unknown(
    document: YamlDocument,
    place: Place,
    found: str,
    names: list[str],
    *,
    message: str,
    model: str = "",
) -> Problem:
    close = similar(found, names)
    remedy = N_("Write one of: {allowed}.") if names else N_("Delete it: the model has none.")
    return Problem(
        rule="maturity-unknown",
        message=message,
        remedy=N_("Did you mean “{similar}”?") if close else remedy,
        values={
            **_spoken(place),
            "name": found,
            "model": model,
            "allowed": ", ".join(names),
            "similar": close,
        },
        file=document.file,
        rows=(document.line(place),),
        found=(found,),
        count=1,
    )


def _beyond(
    document: YamlDocument, place: Place, found: int, model: MaturityModel, *, message: str
) -> Problem:
    return Problem(
        rule="maturity-beyond",
        message=message,
        remedy=N_("Write a whole number from 1 to {last}."),
        values={**_spoken(place), "model": model.key, "level": found, "last": model.last},
        file=document.file,
        rows=(document.line(place),),
        found=(str(found),),
        count=1,
    )


def _wrong_key(key: str, name: str, document: YamlDocument) -> Problem | None:
    """Refuse a key that is the kit's, or differs from the file's name."""
    values = {"key": key, "file": f"{key}.yml"}
    if key in kit_models():
        message = N_("The kit has a maturity model “{key}” of its own.")
        remedy = N_("Choose another key, and name the file after it.")
    elif name != f"{FOLDER}/{key}.yml":
        message = N_("The key of the model is “{key}”, and the file has another name.")
        remedy = N_("Rename the file to {file}, or correct the key.")
    else:
        return None
    return Problem(
        rule="maturity-key",
        message=message,
        remedy=remedy,
        values=values,
        file=name,
        rows=(document.line(("key",)),),
        count=1,
    )
