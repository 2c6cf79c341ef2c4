import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import DataError
from cxkit.intake.privacy.pseudonyms import KEY_FILE, load_key, load_or_create_key, pseudonym


def test_a_pseudonym_is_the_start_of_the_keyed_hash():
    # RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?"
    assert pseudonym(b"Jefe", "what do ya want for nothing?") == "5bdcc146bf60"


@given(st.binary(min_size=32, max_size=32), st.text())
def test_a_pseudonym_is_twelve_hexadecimal_digits_and_repeatable(key, value):
    first = pseudonym(key, value)
    assert len(first) == 12
    assert int(first, 16) >= 0
    assert pseudonym(key, value) == first


def test_another_key_gives_another_pseudonym():
    assert pseudonym(b"a" * 32, "1") != pseudonym(b"b" * 32, "1")


def test_a_key_is_made_only_when_asked_for(tmp_path):
    assert load_key(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    key = load_or_create_key(tmp_path)
    assert len(key) == 32
    assert load_or_create_key(tmp_path) == key
    assert load_key(tmp_path) == key
    assert [path.name for path in (tmp_path / ".private").iterdir()] == ["key"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_key_is_readable_by_its_owner_only(tmp_path):
    load_or_create_key(tmp_path)
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / ".private").stat().st_mode) == 0o700


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "00" * 31, "ñ"])
def test_a_damaged_key_is_refused_and_never_replaced(tmp_path, content):
    (tmp_path / ".private").mkdir()
    (tmp_path / KEY_FILE).write_text(content, "utf-8")
    with pytest.raises(DataError, match="damaged"):
        load_or_create_key(tmp_path)
    assert (tmp_path / KEY_FILE).read_text("utf-8") == content
