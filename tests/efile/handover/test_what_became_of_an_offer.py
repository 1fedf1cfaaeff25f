"""An offer of charge that another act overtook says what became of the post, not that it was handed over."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from efile.handover.became import became_of
from hierarchy.models import Charge, HandOver, User
from hierarchy.services import abolish_post, end_charge
from tests.efile.conftest import District
from tests.efile.handover.test_charge_is_handed_over import ADMIN, given, newcomer, offer

pytestmark = pytest.mark.django_db


def shown(district: District, client: Client, done: HandOver, language: str = "en") -> str:
    """The page of the list, as the administrator reads it."""
    district.go_live()
    client.cookies["language"] = language
    client.force_login(User.objects.get(charges__post=district.post(ADMIN)))
    return client.get(f"/charge/list/{done.pk}/").content.decode()


def end(district: District, done: HandOver) -> None:
    assert done.outgoing_id is not None
    end_charge(actor=district.actor(ADMIN), charge=done.outgoing_id, now=district.wait(minutes=1))


def test_an_offer_overtaken_by_another_charge_names_who_has_the_post(
    district: District, client: Client
) -> None:
    done, above = offer(district)
    assert became_of(done, district.now) == ""
    given(district, "oc-general", newcomer().pk)
    page = shown(district, client, done)
    assert "<h1>Offer lapsed</h1>" in page
    assert "Before the offer was confirmed the post went to Nabagata Devi (officiating)" in page
    assert f"<dt>Offered to</dt><dd>{above.name.en}</dd>" in page
    assert "Charge handed over" not in page
    assert 'class="signatures"' not in page, "there is nothing to sign"
    listed = client.get("/vacancies/").content.decode()
    assert "offer lapsed" in listed
    assert "Confirm" not in page


def test_the_bengali_page_says_it_in_bengali(district: District, client: Client) -> None:
    done, _above = offer(district)
    given(district, "oc-general", newcomer().pk)
    page = shown(district, client, done, "bn-in")
    assert "<h1>প্রস্তাব আর বহাল নেই</h1>" in page
    assert "নবাগতা দেবী" in page


def test_an_offer_of_who_was_relieved_without_anybody_after_him_says_so(
    district: District, client: Client
) -> None:
    done, _above = offer(district)
    end(district, done)
    giver = Charge.objects.select_related("user").get(pk=UUID(str(done.outgoing_id))).user
    page = shown(district, client, done)
    assert f"the charge of {giver.name_en} ended" in page
    assert "Nobody came after." in page


def test_an_offer_of_a_post_abolished_names_the_post_that_stands_for_it(
    district: District, client: Client
) -> None:
    done, _above = offer(district, "udc-land")
    abolish_post(
        actor=district.actor(ADMIN), post=district.post("udc-land"), successor=district.post("cic-land"),
        now=district.wait(minutes=1),
    )  # fmt: skip
    assert "Clerk-in-Charge, Land Section stands for it." in shown(district, client, done)


def test_an_offer_that_waits_still_and_one_confirmed_keep_their_headings(
    district: District, client: Client
) -> None:
    done, _above = offer(district)
    page = shown(district, client, done)
    assert "<h1>Charge offered</h1>" in page
    assert "offered, not confirmed yet" in client.get("/vacancies/").content.decode()
    moved = given(district, "oc-land", newcomer().pk)
    assert "<h1>Charge handed over</h1>" in shown(district, client, moved)


def test_the_newest_hand_overs_name_who_held_the_post_not_who_carried_it_out(
    district: District, client: Client
) -> None:
    before = User.objects.get(charges__post=district.post("oc-general"), charges__ends=None)
    done = given(district, "oc-general", newcomer().pk)
    shown(district, client, done)
    listed = client.get("/vacancies/").content.decode()
    assert f"{before.name_en} → Nabagata Devi" in listed


def test_the_form_stands_before_the_list_however_long(district: District, client: Client) -> None:
    district.go_live()
    client.force_login(User.objects.get(charges__post=district.post("oc-general")))
    give = client.get(f"/charge/{district.post('oc-general')}/").content.decode()
    assert give.index('name="remarks"') < give.index('id="held"')
    assert 'href="#held"' in give
    done = given(district, "oc-land", newcomer().pk)
    client.force_login(User.objects.get(username="newcomer"))
    take = client.get(f"/charge/list/{done.pk}/").content.decode()
    assert take.index('name="differences"') < take.index('id="held"')
