"""Links for an answer on the pages: how they stand with the file, and what their answer tells to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.dak import links
from efile.dak.models import ReplyLink
from efile.letters.made import begun
from efile.models import Matter
from tests.efile import stories
from tests.efile.conftest import District
from tests.efile.dak.conftest import letter
from tests.efile.dak.test_one_time_link import ASKED, OFFICE, link
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]
BODY = "দখলদারের নাম গোপন রাখতে হবে।"


@pytest.fixture
def asked(district: District) -> Matter:
    district.go_live()
    return stories.asked(district)


def test_the_links_of_a_file_stand_on_its_page_each_with_what_became_of_it(
    district: District, asked: Matter, sign_in: SignIn
) -> None:
    client, address = sign_in("oc-general"), reverse("ask_reply", args=[asked.pk])
    for who in ("থানা", "ব্লক"):
        client.post(address, {"to_name": who, "asked": ASKED, "days": "7"})
    first, second = ReplyLink.objects.order_by("made_at")
    page = client.get(address).content.decode()
    assert page.count("opens until") == 2
    client.post(address, {"withdraw": str(first.pk)})
    ReplyLink.objects.filter(pk=second.pk).update(until=timezone.now() - timedelta(minutes=1))
    page = client.get(address).content.decode()
    assert "opens until" not in page
    assert "withdrawn" in page
    assert "its time was over" in page
    assert ASKED in page


def test_what_was_written_stays_when_the_link_is_refused(
    district: District, asked: Matter, sign_in: SignIn
) -> None:
    given = {"to_name": "থানা", "asked": ASKED, "days": "400"}
    answer = sign_in("oc-general").post(reverse("ask_reply", args=[asked.pk]), given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert ASKED in page
    assert 'value="থানা"' in page


def test_an_address_that_opens_nothing_leads_a_stranger_to_the_front_page(db: None) -> None:
    answer = Client().get(reverse("answer_link", args=["nothing"]))
    page = answer.content.decode()
    assert answer.status_code == 404
    assert f'href="{reverse("home")}"' in page
    assert reverse("desk") not in page


def test_the_desk_and_the_papers_name_the_office_that_answered(
    district: District, asked: Matter, sign_in: SignIn
) -> None:
    answered(district, asked)
    client = sign_in("oc-general")
    row = client.get(reverse("desk")).content.decode()
    line = row[row.index(asked.receipt.number if asked.receipt else "") :]
    assert OFFICE in line
    assert "The applicant" not in line.partition("</li>")[0]
    page = client.get(reverse("matter", args=[asked.pk])).content.decode()
    assert "Applicant replied" not in page[page.index('class="toc"') :].partition("</ul>")[0]


def test_the_applicant_does_not_read_what_another_office_answered(district: District, asked: Matter) -> None:
    answered(district, asked)
    assert asked.receipt is not None
    stranger = Client()
    stranger.cookies["language"] = "en"
    page = stranger.get(reverse("track_code", args=[asked.receipt.tracking])).content.decode()
    assert BODY not in page
    assert "You answered" not in page
    assert "An answer reached the office" in page


def test_a_letter_to_the_applicant_quotes_no_other_offices_number(district: District, asked: Matter) -> None:
    answered(district, asked)
    assert begun(asked, "letter", "bn", None).reference == ""


def answered(district: District, asked: Matter) -> None:
    token = link(district, asked)
    said = replace(letter(sender=OFFICE, channel="portal"), body=BODY)
    links.answer_link(token=token, letter=said, now=district.wait(minutes=5))
