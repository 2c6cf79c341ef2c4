"""Who has been trained in what, whether it still holds, and where nobody was ever trained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cxkit.culture.areas import AreaNames
from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Training

CourseId = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One course in one area, or several together.

    Attributes
    ----------
    people, trained, valid : int
        People who need it, those who have had it, and those for whom it still holds.
    planned : date or None
        Day of a course that lies ahead.
    """

    people: int
    trained: int
    valid: int
    planned: date | None = None

    @property
    def share(self) -> float:
        """Share of the people who need it for whom it holds, in [0, 1]; NaN without people."""
        return self.valid / self.people if self.people else float("nan")

    @property
    def overdue(self) -> int:
        """People whose training has to be refreshed."""
        return self.trained - self.valid

    @property
    def never(self) -> bool:
        """Whether nobody has had it, though people need it."""
        return self.people > 0 and self.trained == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingState:
    """The training of every area.

    Attributes
    ----------
    areas : tuple of str
        In the order of the file.
    courses : tuple of LocalText
        In the order of the file.
    cells : dict
        Coverage of area and course, by their places; a pair that is absent needs no course.
    by_area : tuple of Coverage
        All courses of each area together: people are counted once a course.
    by_kind : dict
        All areas of each kind of course, such as ``"interpersonal"``.
    total : Coverage
        Everything together.
    as_of : date
        Day that validity is counted from.
    names : AreaNames
        What the reports call the areas.
    """

    areas: tuple[str, ...]
    courses: tuple[LocalText, ...]
    cells: dict[tuple[int, int], Coverage]
    by_area: tuple[Coverage, ...]
    by_kind: dict[str, Coverage]
    total: Coverage
    as_of: date
    names: AreaNames = field(default_factory=AreaNames)

    @property
    def overdue(self) -> tuple[int, ...]:
        """Places of the areas in which some training has to be refreshed."""
        return tuple(i for i, item in enumerate(self.by_area) if item.overdue)

    @property
    def never(self) -> tuple[int, ...]:
        """Places of the areas in which nobody has had any of the courses."""
        return tuple(i for i, item in enumerate(self.by_area) if item.never)


def training_state(
    rows: Sequence[Training], *, as_of: date, names: AreaNames | None = None
) -> TrainingState:
    """Put the rows of ``training.csv`` into one table of areas and courses.

    Parameters
    ----------
    rows : sequence of Training
        One or more.
    as_of : date
        Day that overdue is counted from.
    names : AreaNames, optional
        What the reports call the areas; as in the file if absent.

    Returns
    -------
    TrainingState

    Notes
    -----
    A course holds while ``valid_until`` is not before `as_of`, and for ever where it is
    blank. Trained people of a course dated after `as_of` are not counted yet. Several rows
    of one course in one area are sessions for the same people: the largest number of people
    counts, and the trained are added up to that number.
    """
    areas = tuple(dict.fromkeys(row.area for row in rows))
    courses = {_course(row): row.course for row in rows}
    order = tuple(courses)
    sessions: dict[tuple[int, int], list[Training]] = {}
    for row in rows:
        sessions.setdefault((areas.index(row.area), order.index(_course(row))), []).append(row)
    cells = {place: _cell(found, as_of) for place, found in sessions.items()}
    kinds: dict[str, list[Coverage]] = {}
    for place, found in sessions.items():
        kinds.setdefault(found[0].kind or "other", []).append(cells[place])
    return TrainingState(
        areas=areas,
        courses=tuple(courses.values()),
        cells=cells,
        by_area=tuple(
            _together(cell for (area, _), cell in cells.items() if area == place)
            for place in range(len(areas))
        ),
        by_kind={kind: _together(items) for kind, items in kinds.items()},
        total=_together(cells.values()),
        as_of=as_of,
        names=names or AreaNames(),
    )


def _course(row: Training) -> CourseId:
    return (row.course.plain, row.course.es, row.course.en)


def _cell(sessions: Sequence[Training], as_of: date) -> Coverage:
    people = max(row.people for row in sessions)
    held = [row for row in sessions if row.date is None or row.date <= as_of]
    still = [row for row in held if row.valid_until is None or row.valid_until >= as_of]
    ahead = [row.date for row in sessions if row.date is not None and row.date > as_of]
    return Coverage(
        people=people,
        trained=min(people, sum(row.trained for row in held)),
        valid=min(people, sum(row.trained for row in still)),
        planned=min(ahead, default=None),
    )


def _together(cells: Iterable[Coverage]) -> Coverage:
    known = list(cells)
    return Coverage(
        people=sum(cell.people for cell in known),
        trained=sum(cell.trained for cell in known),
        valid=sum(cell.valid for cell in known),
    )
