"""By rule (c) 19, remarks with which a letter was sent are copied into the note first, by one key."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from efile.dak import closing, sending
from efile.dak.models import Dak
from efile.dak.remarks import Lying, remarks_of
from efile.models import Matter
from notings.marking import MARKED, escaped, plain
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered, fresh
from tests.efile.pages.conftest import SignIn

WORDS = "দশ দিনের মধ্যে **মতামত** দিন।"
OFFER = 'class="remarks"'


@pytest.fixture
def dak(district: District) -> Dak:
    """It came to the head, who sent it down with a word."""
    row = entered(district, to="dm")
    sending.send(
        actor=district.actor("dm"),
        dak=row.pk,
        to=district.post("oc-general"),
        words=WORDS,
        now=district.wait(minutes=5),
    )
    return fresh(row)


def put_up(district: District, dak: Dak) -> Matter:
    closing.put_up(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=5))
    return Matter.objects.get(daks=dak)


def page(client: Client, matter: Matter) -> str:
    return unescape(client.get(reverse("matter", args=[matter.pk])).content.decode())


def test_the_composer_offers_them_with_name_post_and_day(
    district: District, dak: Dak, sign_in: SignIn
) -> None:
    matter = put_up(district, dak)
    head = district.actor("dm")
    assert head.post_title is not None
    shown = page(sign_in("oc-general"), matter)
    assert f'data-insert="Remark of {head.name.en}, {head.post_title.en} on the letter, ' in shown
    assert escaped(WORDS) in shown
    assert 'data-key="q"' in shown
    assert "জেলাশাসক" in page(sign_in("oc-general", "bn-in"), matter).partition(OFFER)[2][:900]
    assert OFFER not in page(sign_in("dm"), matter), "only who writes the note copies them"


def test_once_somebody_noted_they_are_offered_no_more(district: District, dak: Dak, sign_in: SignIn) -> None:
    matter = put_up(district, dak)
    district.note("oc-general", matter, "মন্তব্য দেখা হয়েছে।")
    district.forward("oc-general", matter, "cic-general")
    assert OFFER not in page(sign_in("cic-general"), matter)


def test_a_later_letter_added_to_the_matter_brings_its_own(
    district: District, dak: Dak, sign_in: SignIn
) -> None:
    matter = district.marked()
    district.note("oc-general", matter, "আগের টিপ্পনী।")
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")
    closing.attach(
        actor=district.actor("oc-general"), dak=dak.pk, matter=matter.pk, now=district.wait(minutes=5)
    )
    assert escaped(WORDS) in page(sign_in("oc-general"), matter)


def test_the_record_is_asked_once_for_all_letters(
    district: District, dak: Dak, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    others = [entered(district, to="dm") for _letter in range(3)]
    for row in others:
        sending.send(
            actor=district.actor("dm"),
            dak=row.pk,
            to=district.post("oc-general"),
            words=f"মতামত {row.receipt.number}",
            now=district.wait(minutes=5),
        )
    letters = [Lying(row.receipt_id, district.now) for row in (*reversed(others), dak)]
    with django_assert_max_num_queries(2):
        found = remarks_of(letters, [])
    wanted = [f"মতামত {row.receipt.number}" for row in reversed(others)]
    assert [one.words for one in found] == [*wanted, WORDS]


def test_what_stands_in_the_draft_is_not_offered_again(district: District, dak: Dak, sign_in: SignIn) -> None:
    matter, client = put_up(district, dak), sign_in("oc-general")
    quoted = page(client, matter).partition('data-insert="Remark')[2].partition(' "')[0]
    draft = reverse("draft", args=[district.thread(matter).pk])
    assert client.post(draft, {"text": f"Remark{quoted}", "revision": 0}).status_code == 200
    assert OFFER not in page(client, matter)


def test_a_letter_sent_without_a_word_brings_none(district: District, sign_in: SignIn) -> None:
    matter = put_up(district, entered(district))
    assert OFFER not in page(sign_in("oc-general"), matter)


@pytest.mark.parametrize("words", [WORDS, "~~ক~~ __খ__", "[[para:1 2]]", "a\\*b | c", "***"])
def test_a_quoted_sign_is_no_mark(words: str) -> None:
    assert plain(escaped(words), MARKED) == words
