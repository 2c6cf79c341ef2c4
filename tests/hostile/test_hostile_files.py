"""Files that are not what they should be, through the command line."""

import io
import os
import zipfile

import pytest
from hostile_home import ENGAGEMENT, HEADINGS, SURVEY, Fault, replaced, survey

BOOK = "data/encuesta.xlsx"
WITH_BOOK = replaced(ENGAGEMENT, SURVEY, BOOK)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
LANGUAGES = pytest.mark.parametrize("language", ["es", "en"])


def zip_bomb(megabytes: int = 600) -> bytes:
    """Return a small workbook whose sheet unpacks to a great deal."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(megabytes):
                sheet.write(b"0" * 1_000_000)
    return packed.getvalue()


CONTENTS = {
    "nothing": (b"", Fault("file-empty")),
    "zero bytes": (b"\0" * 5_000, Fault("zero-bytes", rows=(1,))),
    "a PDF": (b"%PDF-1.7\n" + survey().encode(), Fault("content-differs")),
    "a ZIP": (b"PK\x03\x04" + b"\0" * 100, Fault("content-differs")),
    "a line of 200 MB": (
        f"{HEADINGS}\n".encode() + b"x" * 200_000_000,
        Fault("line-too-long", rows=(2,)),
    ),
    "a quotation mark never closed before 200 MB": (
        f'{HEADINGS}\nR1,2025-01-01,App,5,3,Sur,"'.encode() + b"x" * 200_000_000,
        Fault("line-too-long", rows=(2,)),
    ),
}
BOOKS = {
    "protected by a password": (
        OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1_000,
        Fault("password", BOOK),
    ),
    "in the format of old": (OLE + b"\0" * 1_000, Fault("format-unknown", BOOK)),
    "a text": (survey().encode(), Fault("content-differs", BOOK)),
}
PATHS = {
    "a file that is not there": ("data/otra.csv", "file-missing"),
    "a path out of the folder": ("../other/x.csv", "path-outside"),
    "a path out of the folder in Windows' way": ("..\\\\other\\\\x.csv", "path-outside"),
    "an absolute path": ("/etc/passwd", "path-absolute"),
    "a drive": ("C:/datos/x.csv", "path-absolute"),
}


@LANGUAGES
@pytest.mark.parametrize("content", CONTENTS)
def test_a_text_file_is_refused_that_holds(home, content, language):
    data, fault = CONTENTS[content]
    home.client(files={SURVEY: data})
    home.refused(fault, language=language)


@LANGUAGES
@pytest.mark.parametrize("book", BOOKS)
def test_a_workbook_is_refused_that_is(home, book, language):
    data, fault = BOOKS[book]
    home.client(WITH_BOOK, {BOOK: data})
    home.refused(fault, language=language)


@LANGUAGES
def test_a_workbook_that_unpacks_without_end_is_refused(home, language):
    home.client(WITH_BOOK, {BOOK: zip_bomb()})
    home.refused(Fault("workbook-too-large", BOOK), language=language)


@LANGUAGES
@pytest.mark.parametrize("path", PATHS)
def test_it_is_refused_to_read(home, path, language):
    written, rule = PATHS[path]
    (home.path / "client_data" / "other").mkdir(parents=True)
    (home.path / "client_data" / "other" / "x.csv").write_text(survey())
    home.client(replaced(ENGAGEMENT, f"file: {SURVEY}", f'file: "{written}"'))
    home.refused(Fault(rule, written.replace("\\\\", "\\")), language=language)


@LANGUAGES
def test_a_link_out_of_the_folder_is_not_followed(home, language):
    (home.path / "secret.csv").write_text(survey())
    (home.client() / SURVEY).unlink()
    (home.folder() / SURVEY).symlink_to(home.path / "secret.csv")
    home.refused(Fault("path-outside"), language=language)


@pytest.mark.parametrize("name", ["engagement.yml", "strategy.yml", "kpis.csv"])
def test_a_link_out_of_the_folder_is_not_followed_for(home, name):
    secret = home.path / "secret"
    secret.write_text("password: hunter2\n")
    home.client()
    (home.folder() / name).unlink(missing_ok=True)
    (home.folder() / name).symlink_to(secret)
    ran = home.refused(Fault("path-outside", name), language="en")
    assert "hunter2" not in ran.text


@LANGUAGES
def test_a_folder_is_no_file(home, language):
    (home.client() / SURVEY).unlink()
    (home.folder() / SURVEY).mkdir()
    home.refused(Fault("not-a-file"), language=language)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
@pytest.mark.parametrize(
    ("name", "rule"),
    [
        (SURVEY, "not-a-file"),
        ("engagement.yml", "file-unreadable"),
        ("strategy.yml", "file-unreadable"),
        ("kpis.csv", "not-a-file"),
        (".private/key", "key-damaged"),
    ],
)
def test_a_pipe_is_not_waited_for(home, name, rule):
    place = home.client() / name
    place.unlink(missing_ok=True)
    place.parent.mkdir(exist_ok=True)
    os.mkfifo(place)
    home.refused(Fault(rule, name), language="es")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads anything")
def test_a_file_that_may_not_be_read_is_refused(home):
    (home.client() / SURVEY).chmod(0)
    home.refused(Fault("cannot-open"), language="es")
