"""Files of a report change together, also where a disk fills up or a process is killed between."""

import os

import pytest

from cxkit.reports import replacing as module
from cxkit.reports.replacing import replaced


@pytest.fixture
def places(tmp_path):
    work, target = tmp_path / "target" / ".building-x", tmp_path / "target"
    work.mkdir(parents=True)
    for name in ("a", "b", "new"):
        (work / name).write_text(f"new {name}")
    for name in ("a", "b", "old"):
        (target / name).write_text(f"old {name}")
    return work, target


def held(target):
    return {path.name: path.read_text() for path in target.iterdir() if path.is_file()}


def test_all_files_are_moved_and_what_must_not_stay_goes(places):
    with replaced(*places, ["a", "b", "new"], gone="old"):
        pass
    assert held(places[1]) == {"a": "new a", "b": "new b", "new": "new new"}


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("stop", [0, 1, 2, 3])
def test_where_one_cannot_be_moved_all_are_as_they_were(places, monkeypatch, stop, links):
    before = held(places[1])
    move, calls = os.replace, []

    def fails(source, target):
        calls.append(source)
        if len(calls) == stop + 1 and not source.name.startswith("earlier-"):
            raise OSError(28, "No space left on device")
        move(source, target)

    def no_links(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(module.os, "replace", fails)
    if not links:
        monkeypatch.setattr(module.os, "link", no_links)
    with pytest.raises(OSError, match=r"No space|noting"):  # noqa: SIM117 - the inner one fails
        with replaced(*places, ["a", "b", "new"], gone="old"):
            raise OSError("noting failed")
    assert held(places[1]) == before


def test_an_interruption_puts_back_too(places):
    before = held(places[1])
    with pytest.raises(KeyboardInterrupt), replaced(*places, ["a", "b", "new"], gone="old"):
        raise KeyboardInterrupt
    assert held(places[1]) == before
