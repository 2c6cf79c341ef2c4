import os

import pytest

from cxkit.reports import basis as module
from cxkit.reports.basis import basis_of, changes_since
from cxkit.reports.file_state import file_hash, file_state, is_as_before
from tests.reports.notebooks_of_tests import notebook, write_notebook
from tests.small_client import ENGAGEMENT, survey, write_client

OWN = ENGAGEMENT + "report:\n  sections: [summary]\n  notebooks: [notebooks/es/mine.ipynb]\n"


def changes(before, folder, **given):
    return changes_since(before, folder, language="en", given=given or None)


def test_the_hash_of_a_file_is_sha256(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    # FIPS 180-2, appendix B.1
    assert file_hash(tmp_path / "a") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def settled(path):
    """Return the state of a file that was last changed long ago."""
    os.utime(path, ns=(10**18, 10**18))
    return file_state(path)


def test_a_file_of_the_same_size_and_time_is_not_read_again(tmp_path, monkeypatch):
    place = tmp_path / "a"
    place.write_text("one")
    state = settled(place)
    monkeypatch.setattr("cxkit.reports.file_state.file_hash", pytest.fail)
    assert is_as_before(place, state)
    place.write_text("three")
    assert not is_as_before(place, state)


def test_a_file_of_another_time_is_told_by_what_it_holds(tmp_path):
    place = tmp_path / "a"
    place.write_text("one")
    state = settled(place)
    place.write_text("one")
    assert is_as_before(place, state)
    place.write_text("two")
    assert not is_as_before(place, state)


def test_a_file_changed_twice_in_a_moment_is_told_by_what_it_holds(tmp_path):
    place = tmp_path / "a"
    place.write_text("one")
    state = file_state(place)
    seen = place.stat()
    place.write_text("two")
    os.utime(place, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert not is_as_before(place, state)


def test_a_file_that_is_not_there_and_one_that_is_no_file_are_states_too(tmp_path):
    gone = file_state(tmp_path / "gone")
    assert is_as_before(tmp_path / "gone", gone)
    os.mkfifo(tmp_path / "gone")
    assert file_state(tmp_path / "gone") == gone
    assert is_as_before(tmp_path / "gone", gone)
    (tmp_path / "gone").unlink()
    (tmp_path / "gone").write_text("")
    assert not is_as_before(tmp_path / "gone", gone)


def test_nothing_has_changed_until_something_does(tmp_path):
    folder = write_client(tmp_path)
    before = basis_of(folder, language="en")
    assert changes(before, folder) == module.Changes()
    (folder / "notes.txt").write_text("of no report")
    assert changes(before, folder) == module.Changes()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("data/survey.csv", survey(119)),
        ("engagement.yml", ENGAGEMENT + "# seen\n"),
        ("strategy.yml", "vision: {en: Simple}\n"),
        ("previous_report.json", "{}"),
        ("maturity_models/own.yml", "key: own\n"),
    ],
)
def test_a_file_that_is_read_or_would_be_is_an_input(tmp_path, file, text):
    folder = write_client(tmp_path)
    before = basis_of(folder, language="en")
    write_client(tmp_path, files={file: text})
    assert changes(before, folder) == module.Changes(inputs=(file,))


def test_a_file_that_went_is_a_change_and_one_that_is_missing_may_come(tmp_path):
    folder = write_client(tmp_path)
    before = basis_of(folder, language="en")
    (folder / "data/survey.csv").unlink()
    assert changes(before, folder).inputs == ("data/survey.csv",)
    missing = basis_of(folder, language="en")
    assert changes(missing, folder).inputs == ()
    write_client(tmp_path)
    assert changes(missing, folder).inputs == ("data/survey.csv",)


def test_an_input_outside_the_folder_is_never_opened(tmp_path):
    (tmp_path / "secret").write_text("x")
    spoilt = ENGAGEMENT.replace("data/survey.csv", "../../secret")
    folder = write_client(tmp_path, engagement=spoilt)
    assert list(basis_of(folder, language="en").inputs) == ["engagement.yml"]


def test_a_folder_with_errors_has_a_basis_too(tmp_path):
    folder = write_client(tmp_path, engagement="nonsense\n")
    before = basis_of(folder, language="en")
    assert "engagement.yml" in before.inputs
    write_client(tmp_path)
    assert changes(before, folder).inputs == ("engagement.yml",)


def test_a_working_copy_takes_the_place_of_the_kits_notebook(tmp_path):
    folder = write_client(tmp_path)
    before = basis_of(folder, language="en")
    write_notebook(folder, "notebooks/en/01_strategy.ipynb", notebook())
    assert changes(before, folder).notebooks == ("kit/notebooks/en/01_strategy.ipynb",)
    copied = basis_of(folder, language="en")
    assert changes(copied, folder).notebooks == ()
    write_notebook(folder, "notebooks/en/01_strategy.ipynb", notebook(title="# Other"))
    assert changes(copied, folder).notebooks == ("notebooks/en/01_strategy.ipynb",)


def test_an_own_notebook_that_is_translated_changes_the_report_of_that_language(tmp_path):
    folder = write_client(tmp_path, engagement=OWN)
    write_notebook(folder, "notebooks/es/mine.ipynb", notebook())
    before = basis_of(folder, language="en")
    assert "notebooks/es/mine.ipynb" in before.notebooks
    write_notebook(folder, "notebooks/en/mine.ipynb", notebook(title="# Mine"))
    assert changes(before, folder).notebooks == ("notebooks/es/mine.ipynb",)


def test_only_the_sections_of_the_report_count(tmp_path):
    folder = write_client(tmp_path, engagement=OWN)
    write_notebook(folder, "notebooks/es/mine.ipynb", notebook())
    names = set(basis_of(folder, language="en").notebooks)
    assert names == {"kit/notebooks/en/09_summary_and_roadmap.ipynb", "notebooks/es/mine.ipynb"}


def test_another_kit_another_library_and_other_parameters_are_changes(tmp_path, monkeypatch):
    folder = write_client(tmp_path)
    before = basis_of(folder, language="en", given={"segment": "region"})
    assert changes(before, folder, segment="region") == module.Changes()
    assert changes(before, folder) == module.Changes(given=True)
    newer = {**before.versions, "pandas": "99"}
    assert changes(before.model_copy(update={"versions": newer}), folder, segment="region").kit
    monkeypatch.setattr(module, "kit_hash", lambda: "other")
    assert changes(before, folder, segment="region") == module.Changes(kit=True)


def test_a_basis_is_the_same_after_it_was_written_and_read(tmp_path):
    folder = write_client(tmp_path)
    before = basis_of(folder, language="en", given={"least": 30})
    again = module.Basis.model_validate_json(before.model_dump_json())
    assert changes(again, folder, least=30) == module.Changes()
