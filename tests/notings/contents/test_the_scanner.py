"""What the virus scanner says decides; a scanner that is down holds papers back and loses none."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from config.servers.process import free_port
from hierarchy.models import Office
from hierarchy.refusals import Refused
from notings.contents import reasons, services
from notings.contents.models import Content, Found
from tests.hierarchy.factories import NOW
from tests.notings.contents import samples
from tests.notings.contents.clamd import clamd
from tests.notings.contents.test_taken_in import folder, office

__all__ = ["folder", "office"]
BAD = b"a planted word"


def take_in(office: Office, content: bytes) -> Content:
    return services.take_in(office=office.pk, file=ContentFile(content), name="a.txt", now=NOW)


def test_clean_and_infected(office: Office, settings: Any) -> None:
    with clamd() as server:
        settings.CLAMD = server.address
        assert take_in(office, samples.pdf()).found == Found.CLEAN
        with pytest.raises(Refused) as refused:
            take_in(office, BAD)
    assert refused.value.reason is reasons.INFECTED
    assert refused.value.params["virus"] == "Planted.Word"
    assert Content.objects.count() == 1


@pytest.mark.parametrize("said", [b"", b"INSTREAM size limit exceeded. ERROR\0"])
def test_an_answer_that_is_none_holds_the_paper_back(office: Office, settings: Any, said: bytes) -> None:
    with clamd(said=said) as server:
        settings.CLAMD = server.address
        assert take_in(office, BAD).found == Found.WAITING


def test_one_that_it_cannot_judge_does_not_keep_the_others_waiting(
    office: Office, settings: Any, folder: Path
) -> None:
    settings.CLAMD = f"tcp://127.0.0.1:{free_port()}"
    lost, good = take_in(office, b"lost"), take_in(office, b"good")
    (folder / lost.place).unlink()
    with clamd() as server:
        settings.CLAMD = server.address
        assert services.search_held() == 1
    good.refresh_from_db()
    assert good.found == Found.CLEAN


def test_what_was_held_back_is_searched_when_the_scanner_is_there_again(
    office: Office, settings: Any, folder: Path
) -> None:
    settings.CLAMD = f"tcp://127.0.0.1:{free_port()}"
    good, bad = take_in(office, b"good"), take_in(office, BAD)
    assert [row.found for row in (good, bad)] == [Found.WAITING, Found.WAITING]
    for row in (good, bad):
        with pytest.raises(Refused) as refused:
            services.chunks_of(row)
        assert refused.value.reason is reasons.HELD
    assert services.search_held() == 0

    with clamd() as server:
        settings.CLAMD = server.address
        assert services.search_held() == 2
    good.refresh_from_db()
    bad.refresh_from_db()
    assert b"".join(services.chunks_of(good)) == b"good"
    with pytest.raises(Refused) as refused:
        services.chunks_of(bad)
    assert refused.value.reason is reasons.QUARANTINED
    assert (folder / bad.place).exists()
