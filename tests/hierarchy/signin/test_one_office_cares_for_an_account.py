"""An account is cared for by the office of its person's own post, whatever others give him beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy.actors import Actor
from hierarchy.homes import home_of
from hierarchy.models import Charge, ChargeKind, Office, User
from hierarchy.refusals import Refused
from hierarchy.services import give_charge, name_assistant, transfer
from hierarchy.signin import services
from hierarchy.signin.contacts import set_contact
from hierarchy.signin.selectors import people_of
from ledger import selectors as ledger
from tests.hierarchy.factories import charge, make_office, make_post, make_user
from tests.hierarchy.signin.conftest import BESIDE, House, reset, sign_in

pytestmark = pytest.mark.django_db
SENTENCE = "has his own post in"


@pytest.fixture
def elsewhere(house: House) -> Office:
    office = make_office("other-office")
    office.name_en = "Office Elsewhere"
    office.save()
    return office


@pytest.fixture
def stranger(elsewhere: Office) -> User:
    """The head of another office."""
    user = make_user("stranger")
    charge(user, make_post(elsewhere, "dm", level=1))
    return user


def give(
    house: House, user: User, kind: str = ChargeKind.ADDITIONAL, days: int = 0, post: str = "x"
) -> Charge:
    now = timezone.now()
    row = make_post(house.office, f"{post}-{days}", level=6)
    actor, starts = house.actor(house.admin), now + timedelta(days=days)
    return give_charge(actor=actor, post=row.pk, user=user.pk, kind=kind, starts=starts, now=now)


def acts(actor: Actor, user: User) -> list[Callable[[], object]]:
    now = timezone.now()
    return [
        lambda: services.reset(user=user.pk, password=True, factors=True, reason="x", actor=actor, now=now),
        lambda: services.make_slip(user=user.pk, actor=actor, now=now),
        lambda: services.unlock(user=user.pk, actor=actor, now=now),
        lambda: set_contact(actor=actor, user=user.pk, mobile="9000000001", email="", now=now),
    ]


@pytest.mark.parametrize("days", [0, 200])
def test_a_charge_beside_his_own_brings_nobodys_account(house: House, stranger: User, days: int) -> None:
    give(house, stranger, days=days)
    actor = house.actor(house.admin)
    for act in acts(actor, stranger):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.reason.code == "signin.of_another_office"
        assert stranger.charges.get(office__code="other-office").office.name == refused.value.params["office"]
    assert stranger not in people_of(actor, timezone.now())


def test_the_page_says_which_office_to_ask(house: House, stranger: User, reader: Client) -> None:
    give(house, stranger)
    assert sign_in(reader, "admin") == 302
    page = reader.get(reverse("officer_account", args=[stranger.pk]))
    assert page.status_code == 403
    assert "Name stranger has his own post in Office Elsewhere." in page.content.decode()
    slip = reader.post(reverse("officer_slip", args=[stranger.pk]), BESIDE)
    assert SENTENCE in slip.content.decode()
    people = reader.get(reverse("admin_people")).content.decode()
    assert "Looked after by Office Elsewhere" in people
    assert reverse("officer_account", args=[stranger.pk]) not in people
    assert reader.get(reverse("accounts")).content.decode().count("stranger") == 0
    assert reset(reader, house)[0] == 302


def test_a_person_without_a_post_of_his_own_stays_with_who_gave_him_a_charge_first(
    house: House, elsewhere: Office
) -> None:
    user = make_user("lent")
    charge(user, make_post(elsewhere, "oc"), ChargeKind.IN_CHARGE)
    give(house, user)
    assert home_of(user.pk, timezone.now()) == elsewhere


def test_a_new_person_whose_charge_begins_later_stays_with_the_office_that_entered_him(
    house: House, elsewhere: Office
) -> None:
    user = make_user("coming")
    charge(user, make_post(elsewhere, "oc"), starts=timezone.now() + timedelta(days=30))
    give(house, user)
    assert home_of(user.pk, timezone.now()) == elsewhere


def test_a_post_of_his_own_is_not_given_over_the_head_of_his_office(house: House, elsewhere: Office) -> None:
    user = make_user("lent")
    row = charge(user, make_post(elsewhere, "oc"), ChargeKind.IN_CHARGE)
    with pytest.raises(Refused) as refused:
        give(house, user, ChargeKind.SUBSTANTIVE)
    assert refused.value.reason.code == "charge.still_there"
    row.ends = timezone.now()
    row.save()
    give(house, user, ChargeKind.SUBSTANTIVE, post="y")
    assert home_of(user.pk, timezone.now()) == house.office


def test_his_office_reads_in_its_own_record_what_was_given_to_him(house: House, stranger: User) -> None:
    elsewhere = stranger.charges.get().office
    give(house, stranger, days=200)
    (entry,) = ledger.entries(elsewhere.pk)
    assert entry.kind == "charge.given_elsewhere"
    assert entry.data["person"]["username"] == "stranger"
    assert entry.data["at"]["id"] == str(house.office.pk)
    assert entry.by["user"] == str(house.admin.pk)


def test_so_it_does_of_a_transfer_and_of_a_deputation(house: House, stranger: User) -> None:
    elsewhere, now = stranger.charges.get().office, timezone.now()
    post, actor = make_post(house.office, "x", level=6), house.actor(house.admin)
    transfer(actor=actor, post=post.pk, user=stranger.pk, kind=ChargeKind.ADDITIONAL, now=now)
    other, until = make_post(house.office, "z", level=6), now + timedelta(days=3)
    name_assistant(actor=actor, post=other.pk, user=stranger.pk, reason="x", starts=now, ends=until, now=now)
    kinds = [entry.kind for entry in ledger.entries(elsewhere.pk)]
    assert kinds == ["charge.given_elsewhere", "deputation.given_elsewhere"]


def test_a_charge_of_ones_own_people_is_told_once(house: House) -> None:
    give(house, house.newcomer)
    assert [entry.kind for entry in ledger.entries(house.office.pk)] == ["charge.given"]


def test_the_page_of_the_charge_says_whom_it_is_about(house: House, stranger: User, reader: Client) -> None:
    assert sign_in(reader, "admin") == 302
    post = make_post(house.office, "x", level=6)
    asked = {"post": str(post.pk), "person": "stranger", "kind": "additional", "step": "check"}
    page = reader.post(reverse("admin_act", args=["give-charge"]), asked).content.decode()
    assert "It is about Name stranger, user name stranger, who is now: Post dm in Office Elsewhere." in page
    assert "The account stays in the care of Office Elsewhere, whose record tells this too." in page
