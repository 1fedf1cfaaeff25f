"""What a file is, is told by its content: by the process that an upload is handed to."""

from pathlib import Path

import pytest

from notings.contents import reasons
from notings.contents.kinds import KINDS
from notings.contents.looking import Looked, looked_at
from tests.notings.contents import samples

PDF = samples.pdf()
TAKEN = {
    "a PDF": (PDF, "pdf", 1),
    "a PDF of seven pages": (samples.pdf(7), "pdf", 7),
    "a photograph": (samples.image("JPEG"), "jpg", 1),
    "a PNG": (samples.image("PNG"), "png", 1),
    "a GIF whose frames are no pages": (samples.image("GIF", frames=3), "gif", 1),
    "a WebP": (samples.image("WEBP"), "webp", 1),
    "a scan of three pages": (samples.image("TIFF", frames=3), "tif", 3),
    "a letter in Word": (samples.docx(), "docx", None),
    "a letter in OpenDocument": (samples.odt(), "odt", None),
    "plain text": ("আবেদন\nজেলাশাসক".encode(), "txt", None),
    "plain text with a mark of its order": ("আবেদন".encode("utf-8-sig"), "txt", None),
    "an archive of papers": (samples.archive({"এক.pdf": PDF, "দুই.docx": samples.docx()}), "zip", None),
}
REFUSED = {
    "nothing": (b"", "empty"),
    "a locked PDF": (samples.pdf(password="x"), "password"),
    "a PDF cut short": (PDF[:60], "broken"),
    "a picture cut short": (samples.image("PNG", side=200)[:200], "broken"),
    "a picture of too many dots": (samples.image("PNG", side=12_000), "too_large_unpacked"),
    "a web page": (b"<!doctype html><script>alert(1)</script>", "markup"),
    "a drawing that may run": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "markup"),
    "a web page with a PDF behind": (b"<html></html>" + PDF, "unknown_kind"),
    "a PDF with an archive behind": (PDF + samples.archive({"a.txt": b"a"}), "two_kinds"),
    "a picture with an archive behind": (
        samples.image("GIF") + samples.archive({"a.class": b"a"}),
        "two_kinds",
    ),
    "a program": (b"\x7fELF" + bytes(64), "unknown_kind"),
    "text of another coding": ("আবেদন".encode("utf-16"), "unknown_kind"),
    "a letter with macros": (samples.docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "an OpenDocument with macros": (samples.odt(**{"Basic/Standard/a.xml": b"x"}), "macros"),
    "an archive without anything": (samples.archive({}), "unknown_kind"),
    "an archive in an archive": (samples.archive({"a.zip": samples.archive({"b": b"b"})}), "nested"),
    "an archive with a program": (samples.archive({"a.exe": b"MZ" + bytes(64)}), "unknown_kind"),
    "an archive with a web page": (samples.archive({"a.pdf": b"<html>"}), "markup"),
    "an archive that swells": (samples.archive({"a.txt": bytes(300 * 1024 * 1024)}), "too_large_unpacked"),
    "an archive of too many": (samples.archive({f"{n}": b"a" for n in range(2001)}), "too_large_unpacked"),
}


def look(folder: Path, content: bytes) -> Looked:
    place = folder / "file"
    place.write_bytes(content)
    return looked_at(place)


@pytest.mark.parametrize(("content", "ending", "pages"), TAKEN.values(), ids=TAKEN)
def test_it_is_taken_for_what_it_is(tmp_path: Path, content: bytes, ending: str, pages: int | None) -> None:
    looked = look(tmp_path, content)

    assert (looked.refused, KINDS[looked.media].ending, looked.pages) == ("", ending, pages)


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_why(tmp_path: Path, content: bytes, code: str) -> None:
    assert look(tmp_path, content).refused == code
    assert code in reasons.NOT_TAKEN


def test_what_would_run_by_itself_is_told(tmp_path: Path) -> None:
    assert look(tmp_path, samples.pdf(script=True)).active == ("opens",)


def test_a_file_that_ends_its_process_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notings.contents.looking.PATIENCE", 0.01)

    assert look(tmp_path, PDF).refused == "stopped"
    assert "stopped" in reasons.NOT_TAKEN
