"""A link officer acts for a holder on leave, an assistant drafts; neither makes a ring of absences."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from hierarchy import services
from hierarchy.refusals import Refused
from hierarchy.selectors import actor_for, holder_of
from tests.hierarchy.offices import Establishment, make_establishment

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Establishment:
    with translation.override("en"):
        return make_establishment()


def depute(office: Establishment, post: str, user: str, days: int = 5) -> None:
    services.name_deputy(
        actor=office.actor(),
        post=office.posts[post].pk,
        user=office.user(user).pk,
        reason="ছুটি",
        ends=office.now + timedelta(days=days),
        now=office.now,
    )


def test_the_deputy_acts_on_behalf_of_the_holder_and_the_reason_is_kept(office: Establishment) -> None:
    depute(office, "oc", "clerk")
    holder = holder_of(office.posts["oc"].pk, office.now)
    assert holder is not None
    assert (holder.charge, holder.reason) == ("link", "ছুটি")
    assert holder.on_behalf_of == office.user("oc").name
    assert office.kinds() == ["deputy.named"]


def test_two_who_are_away_do_not_stand_for_one_another(office: Establishment) -> None:
    depute(office, "oc", "clerk")
    with pytest.raises(Refused) as caught:
        depute(office, "oc-land", "oc")
    assert caught.value.reason.code == "deputation.away"
    with translation.override("en"):
        assert "Name test-office-clerk acts for him" in caught.value.sentence


def test_one_deputy_at_a_time_and_never_the_holder_himself(office: Establishment) -> None:
    with pytest.raises(Refused, match="own_deputy"):
        depute(office, "oc", "oc")
    depute(office, "oc", "clerk")
    with pytest.raises(Refused, match=r"deputation\.deputed"):
        depute(office, "oc", "oc-land")


def test_for_a_post_that_nobody_holds_no_deputy_is_named(office: Establishment) -> None:
    services.end_charge(actor=office.actor(), charge=office.charge_of("oc").pk, now=office.now)
    office.wait(days=1)
    with pytest.raises(Refused) as caught:
        depute(office, "oc", "clerk")
    assert caught.value.reason.code == "deputation.of_nobody"
    with translation.override("en"):
        assert "Put somebody in charge of the post instead" in caught.value.sentence


def test_a_deputy_stands_in_no_longer_than_the_charge_lasts(office: Establishment) -> None:
    last = office.now + timedelta(days=5)
    services.end_charge(actor=office.actor(), charge=office.charge_of("oc").pk, ends=last, now=office.now)
    with pytest.raises(Refused) as caught:
        depute(office, "oc", "clerk", days=6)
    assert caught.value.reason.code == "deputation.outlasts"
    with translation.override("en"):
        assert f"{office.user('oc').name} holds the post" in caught.value.sentence
    depute(office, "oc", "clerk", days=5)


def test_an_ended_deputation_gives_the_post_back_to_its_holder(office: Establishment) -> None:
    depute(office, "oc", "clerk")
    office.wait(days=1)
    row = office.posts["oc"].deputations.get()
    services.end_deputation(actor=office.actor(), deputation=row.pk, now=office.now)
    holder = holder_of(office.posts["oc"].pk, office.now)
    assert holder is not None
    assert holder.user_id == office.user("oc").pk


def test_an_assistant_is_named_beside_the_holder_who_goes_on_acting(office: Establishment) -> None:
    services.name_assistant(
        actor=office.actor(),
        post=office.posts["oc"].pk,
        user=office.user("clerk").pk,
        reason="PA",
        ends=office.now + timedelta(days=90),
        now=office.now,
    )
    assert actor_for(office.user("clerk").pk, office.posts["oc"].pk, office.now).assistant
    holder = holder_of(office.posts["oc"].pk, office.now)
    assert holder is not None
    assert holder.user_id == office.user("oc").pk
