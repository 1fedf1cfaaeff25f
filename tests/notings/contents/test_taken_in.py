"""A file is on the disk before the database knows of it, once an office, and is handed out as it came."""

import errno
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, OperationalError, transaction

from hierarchy.models import Office
from hierarchy.reasons import TOO_LARGE
from hierarchy.refusals import Refused
from notings.contents import reasons, services, storage
from notings.contents.models import Content, Found
from tests.hierarchy.factories import NOW, make_office
from tests.notings.contents import samples

PDF = samples.pdf()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    place = tmp_path / "papers"
    settings.STORAGES = {
        **settings.STORAGES,
        "papers": {"BACKEND": "notings.contents.storage.DurableFolder", "OPTIONS": {"location": place}},
    }
    return place


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def take_in(office: Office, content: bytes = PDF, name: str = "আবেদন.pdf") -> Content:
    return services.take_in(office=office.pk, file=ContentFile(content), name=name, now=NOW)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_bytes_are_handed_out_as_they_came(office: Office) -> None:
    content = take_in(office)

    assert b"".join(services.chunks_of(content)) == PDF
    assert (content.sha256, content.size) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    assert (content.kind.ending, content.pages, content.found) == ("pdf", 1, Found.UNASKED)


def test_the_same_bytes_are_kept_once(office: Office, folder: Path) -> None:
    assert take_in(office).pk == take_in(office, name="other.pdf").pk
    assert len(files(folder)) == 1


def test_another_office_has_its_own(office: Office, folder: Path) -> None:
    other = make_office("other")

    assert take_in(office).pk != take_in(other).pk
    assert len(files(folder)) == 2


def test_a_full_disk_leaves_neither_row_nor_file(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("notings.contents.storage.os.fsync", full)

    with pytest.raises(Refused) as refused:
        take_in(office)
    assert refused.value.reason is reasons.NO_SPACE
    assert (Content.objects.count(), files(folder)) == (0, [])


def test_a_row_that_was_not_written_is_written_the_next_time(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> None:
        raise OperationalError("the connection is gone")

    with monkeypatch.context() as broken:
        broken.setattr(Content.objects, "get_or_create", lost)
        with pytest.raises(OperationalError):
            take_in(office)
    assert (Content.objects.count(), len(files(folder))) == (0, 1)

    assert b"".join(services.chunks_of(take_in(office))) == PDF
    assert len(files(folder)) == 1


def test_too_many_megabytes_are_refused_with_the_most(office: Office, settings: Any) -> None:
    settings.MOST_MEGABYTES = 1

    with pytest.raises(Refused) as refused:
        take_in(office, bytes(1024 * 1024 + 1))
    assert refused.value.reason is TOO_LARGE
    assert refused.value.params["most"] in {"1", "১"}


def test_why_it_is_refused_names_the_file(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        take_in(office, b"<html>", name="দলিল.pdf")
    assert refused.value.reason is reasons.MARKUP
    assert "দলিল.pdf" in refused.value.sentence


def test_bytes_that_went_missing_are_said(office: Office, folder: Path) -> None:
    content = take_in(office)
    storage.papers().delete(content.place)

    with pytest.raises(Refused) as refused:
        services.chunks_of(content)
    assert refused.value.reason is reasons.MISSING


def test_what_was_destroyed_is_said(office: Office) -> None:
    content = take_in(office)
    content.destroyed_at = NOW

    with pytest.raises(Refused) as refused:
        services.chunks_of(content)
    assert refused.value.reason is reasons.DESTROYED


@pytest.mark.parametrize("column", ["sha256", "size", "media", "kept_at"])
def test_the_database_keeps_what_a_file_is(office: Office, column: str) -> None:
    content = take_in(office)
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        Content.objects.filter(pk=content.pk).update(**{column: getattr(content, column)})
