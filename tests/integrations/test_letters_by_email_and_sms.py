"""An issued letter leaves by e-mail through a real mail server, and by an SMS with a link that opens it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from efile.dispatch import links, reasons, sending
from efile.dispatch.models import Sending, State, Way
from efile.letters.models import Draft
from hierarchy.refusals import Refused
from integrations.relay import release_due
from tests.efile.conftest import District
from tests.efile.dispatch.desk import DISPATCHER, addressee, issued, last_to, sent
from tests.efile.letters.desk import agrees
from tests.efile.papers.test_putting_in import folder
from tests.integrations.gateway import Gateway
from tests.notings.contents import samples

__all__ = ["folder"]
CITIZEN, PRESS = 1, 2


@dataclass(slots=True)
class PostOffice:
    folder: Path

    def refuses(self, address: str, name: str = "refused") -> None:
        (self.folder / name).write_text(address, encoding="utf-8")

    @property
    def taken(self) -> list[EmailMessage]:
        found = sorted(self.folder.glob("*.eml"), key=lambda path: int(path.stem))
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]


@pytest.fixture
def post_office(tmp_path: Path, settings: Settings) -> Iterator[PostOffice]:
    """Its own process, ended by its own handle."""
    place = tmp_path / "mail"
    place.mkdir()
    command = [sys.executable, "-m", "tests.integrations.post_office", str(place)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(process.stdout.readline())
        settings.DEFAULT_FROM_EMAIL = "office@district.example"
        yield PostOffice(place)
    finally:
        process.terminate()
        process.wait()


def by_email(district: District, draft: Draft, place: int = CITIZEN, to: str = "") -> Sending:
    return sent(district, draft, place, Way.EMAIL, to=to)


def test_the_signed_letter_is_attached_and_its_number_asked_to_be_quoted(
    district: District, post_office: PostOffice
) -> None:
    matter, draft = issued(district)
    row = by_email(district, draft)
    assert (row.state, row.to) == (State.QUEUED, "rahima@example.org")
    release_due(district.wait(minutes=1))
    (mail,) = post_office.taken
    assert (mail["To"], mail["From"]) == ("rahima@example.org", "office@district.example")
    assert mail["Message-ID"] == f"<{row.pk}@district.example>"
    attached = list(mail.iter_attachments())
    assert [one.get_content() for one in attached] == [samples.pdf(1)]
    body = mail.get_body()
    assert body is not None
    assert "স্মারক" in body.get_content()
    assert last_to(addressee(draft, CITIZEN)).state == State.OUT
    assert agrees(matter)


def test_what_the_server_refuses_is_shown_with_its_words_and_sent_again(
    district: District, post_office: PostOffice
) -> None:
    matter, draft = issued(district)
    post_office.refuses("rahima@example.org")
    by_email(district, draft)
    release_due(district.wait(minutes=1))
    row = last_to(addressee(draft, CITIZEN))
    assert (row.state, row.failure) == (State.FAILED, "550 no such mailbox here")
    by_email(district, draft, to="rahima2@example.org")
    release_due(district.wait(minutes=1))
    row = last_to(addressee(draft, CITIZEN))
    assert (row.number, row.state, row.to) == (2, State.OUT, "rahima2@example.org")
    assert [mail["To"] for mail in post_office.taken] == ["rahima2@example.org"]
    assert agrees(matter)


def test_a_busy_server_is_tried_again_and_the_letter_goes_once(
    district: District, post_office: PostOffice
) -> None:
    matter, draft = issued(district)
    post_office.refuses("rahima@example.org", "busy")
    by_email(district, draft)
    release_due(district.wait(minutes=1))
    assert last_to(addressee(draft, CITIZEN)).state == State.QUEUED
    (post_office.folder / "busy").unlink()
    release_due(district.wait(minutes=10))
    release_due(district.wait(minutes=10))
    assert last_to(addressee(draft, CITIZEN)).state == State.OUT
    assert len(post_office.taken) == 1
    assert agrees(matter)


def test_without_a_mail_server_it_fails_and_says_so(district: District, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    matter, draft = issued(district)
    by_email(district, draft)
    release_due(district.wait(minutes=1))
    row = last_to(addressee(draft, CITIZEN))
    assert row.state == State.FAILED
    assert "EMAIL_HOST" in row.failure
    assert agrees(matter)


def test_who_has_no_address_is_not_sent_an_email(district: District) -> None:
    _matter, draft = issued(district)
    with pytest.raises(Refused) as refused:
        by_email(district, draft, place=3)
    assert refused.value.reason is reasons.NO_EMAIL


def test_an_sms_carries_a_link_that_opens_the_letter_and_tells_us(
    district: District, gateway: Gateway, settings: Settings
) -> None:
    settings.PUBLIC_ADDRESS = "https://office.example"
    matter, draft = issued(district)
    sent(district, draft, CITIZEN, Way.SMS)
    release_due(district.wait(minutes=1))
    ((_key, posted),) = gateway.heard
    assert posted["to"] == "9800000001"
    link = re.search(r"https://office\.example(/letter/[\w-]+/)", posted["text"])
    assert link is not None
    row = last_to(addressee(draft, CITIZEN))
    assert row.state == State.OUT
    assert link[1].split("/")[2] not in str(row.__dict__)
    client = Client()
    page = client.get(link[1])
    assert page.status_code == 200
    assert last_to(addressee(draft, CITIZEN)).state == State.OUT
    taken = client.post(link[1])
    assert taken.content == samples.pdf(1)
    assert taken["Content-Disposition"].startswith("attachment")
    row = last_to(addressee(draft, CITIZEN))
    assert (row.state, row.received_by) == (State.ARRIVED, "রহিমা বেওয়া")
    assert agrees(matter)


def test_a_link_dies_after_its_time_and_a_guessed_one_opens_nothing(
    district: District, gateway: Gateway, settings: Settings
) -> None:
    settings.PUBLIC_ADDRESS = "https://office.example"
    _matter, draft = issued(district)
    sent(district, draft, CITIZEN, Way.SMS)
    release_due(district.wait(minutes=1))
    path = re.search(r"/letter/[\w-]+/", gateway.heard[0][1]["text"])
    assert path is not None
    assert Client().get("/letter/guessed/").status_code == 404
    row = last_to(addressee(draft, CITIZEN))
    token = path[0].split("/")[2]
    assert links.sent_letter(token, row.at + timedelta(days=89)).pk == row.pk
    with pytest.raises(Refused) as refused:
        links.sent_letter(token, row.at + timedelta(days=90))
    assert refused.value.reason is reasons.LINK_GONE


def test_a_letter_that_came_back_is_sent_again_another_way(
    district: District, post_office: PostOffice
) -> None:
    matter, draft = issued(district)
    by_email(district, draft)
    release_due(district.wait(minutes=1))
    sending.came_back(
        actor=district.actor(DISPATCHER),
        addressee=addressee(draft, CITIZEN).pk,
        reason="ডাকবাক্স পূর্ণ",
        now=district.wait(minutes=1),
    )
    row = sent(district, draft, CITIZEN, Way.POST, mail="ordinary")
    assert (row.number, row.state) == (2, State.OUT)
    assert agrees(matter)
