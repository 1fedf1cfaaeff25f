"""Who holds a post changes by recorded acts of the office's administrator, and never backwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.utils import translation

from hierarchy import facts, services
from hierarchy.models import Charge, ChargeKind, Deputation
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts, holder_of
from ledger import selectors as ledger
from tests.hierarchy.offices import Establishment, make_establishment

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Establishment:
    with translation.override("en"):
        return make_establishment()


def refused(code: str, act: Callable[..., object], **given: object) -> str:
    with pytest.raises(Refused) as caught:
        act(**given)
    assert caught.value.reason.code == code
    with translation.override("en"):
        return caught.value.sentence


def test_only_the_administrator_of_the_office_gives_a_charge(office: Establishment) -> None:
    other = make_establishment("other-office")
    given = {"post": office.posts["clerk"].pk, "user": office.user("new").pk, "kind": "additional"}
    sentence = refused(
        "establishment.not_admin", services.give_charge, actor=office.actor("oc"), now=office.now, **given
    )
    assert sentence == "Only the administrator of Test Office may change its posts, charges and powers."
    refused("establishment.unknown_row", services.give_charge, actor=other.actor(), now=office.now, **given)
    assert Charge.objects.filter(post=office.posts["clerk"]).count() == 1


def test_an_overlapping_charge_names_who_holds_the_post_from_when_to_when(office: Establishment) -> None:
    sentence = refused(
        "charge.held",
        services.give_charge,
        actor=office.actor(),
        post=office.posts["clerk"].pk,
        user=office.user("new").pk,
        kind="additional",
        now=office.now,
    )
    assert sentence == (
        "Name test-office-clerk holds the post Post clerk from 01.01.2020, 5:30 am on. End that charge first."
    )


def test_a_charge_is_never_given_backwards(office: Establishment) -> None:
    refused(
        "charge.in_the_past",
        services.transfer,
        actor=office.actor(),
        post=office.posts["clerk"].pk,
        user=office.user("new").pk,
        kind="substantive",
        at=office.now - timedelta(days=1),
        now=office.now,
    )


def test_a_transfer_ends_one_charge_and_starts_the_next_at_one_moment(office: Establishment) -> None:
    before = office.charge_of("clerk")
    after = office.transfer("clerk", "new")
    before.refresh_from_db()
    assert before.ends == after.starts == office.now
    holder = holder_of(office.posts["clerk"].pk, office.now)
    assert holder is not None
    assert holder.user_id == office.user("new").pk
    assert office.kinds() == ["charge.transferred"]


def test_who_is_transferred_to_a_post_of_his_own_leaves_the_one_he_had(office: Establishment) -> None:
    office.transfer("oc-land", "oc")
    assert [acting.post.code for acting in acting_posts(office.user("oc"), office.now)] == ["oc-land"]
    assert holder_of(office.posts["oc"].pk, office.now) is None


def test_a_second_post_of_ones_own_is_refused_and_an_additional_charge_is_not(office: Establishment) -> None:
    services.end_charge(actor=office.actor(), charge=office.charge_of("clerk").pk, now=office.now)
    give = partial(
        services.give_charge,
        actor=office.actor(),
        post=office.posts["clerk"].pk,
        user=office.user("oc").pk,
        now=office.now,
    )
    refused("charge.second_substantive", give, kind=ChargeKind.SUBSTANTIVE)
    give(kind=ChargeKind.ADDITIONAL)
    held = [acting.post.code for acting in acting_posts(office.user("oc"), office.now)]
    assert held == ["oc", "clerk"]


def test_a_charge_that_has_not_begun_is_withdrawn(office: Establishment) -> None:
    services.end_charge(actor=office.actor(), charge=office.charge_of("clerk").pk, now=office.now)
    coming = services.give_charge(
        actor=office.actor(),
        post=office.posts["clerk"].pk,
        user=office.user("new").pk,
        kind="substantive",
        starts=office.now + timedelta(days=3),
        now=office.now,
    )
    services.end_charge(actor=office.actor(), charge=coming.pk, now=office.now)
    assert not Charge.objects.filter(pk=coming.pk).exists()
    assert office.kinds() == ["charge.ended", "charge.given", "charge.withdrawn"]
    assert facts.told(ledger.entries(office.office.pk))["charges"][str(coming.pk)][1] is None


def coming_after_one_another(office: Establishment) -> tuple[Charge, Charge]:
    """The clerk's post changes hands in three days, and once more in five."""
    first, second = (
        services.transfer(
            actor=office.actor(),
            post=office.posts["clerk"].pk,
            user=office.user(name).pk,
            kind="in_charge",
            at=office.now + timedelta(days=days),
            now=office.now,
        )
        for name, days in (("new", 3), ("oc", 5))
    )
    return first, second


def test_a_coming_charge_is_not_withdrawn_while_somebody_is_to_take_it_over(office: Establishment) -> None:
    first, second = coming_after_one_another(office)
    end = partial(services.end_charge, actor=office.actor(), now=office.now)
    sentence = refused("charge.followed", end, charge=first.pk)
    assert sentence.startswith(
        "Name test-office-oc is to take the post Post clerk over from this charge, from "
    )
    end(charge=second.pk)
    end(charge=first.pk)
    assert not Charge.objects.filter(pk__in=[first.pk, second.pk]).exists()


def test_all_coming_charges_of_an_abolished_post_are_withdrawn(office: Establishment) -> None:
    first, second = coming_after_one_another(office)
    services.abolish_post(
        actor=office.actor(),
        post=office.posts["clerk"].pk,
        successor=office.posts["oc"].pk,
        now=office.now + timedelta(minutes=1),
    )
    assert not Charge.objects.filter(pk__in=[first.pk, second.pk]).exists()


def test_a_new_holder_comes_back_from_nobodys_leave(office: Establishment) -> None:
    services.name_deputy(
        actor=office.actor(),
        post=office.posts["clerk"].pk,
        user=office.user("oc").pk,
        reason="ছুটি",
        ends=office.now + timedelta(days=9),
        now=office.now,
    )
    office.wait(days=1)
    office.transfer("clerk", "new")
    assert Deputation.objects.get().ends == office.now
    holder = holder_of(office.posts["clerk"].pk, office.now)
    assert holder is not None
    assert holder.on_behalf_of is None


def depute(office: Establishment, post: str, deputy: str, first: int, days: int) -> Deputation:
    starts = office.now + timedelta(days=first)
    return services.name_deputy(
        actor=office.actor(),
        post=office.posts[post].pk,
        user=office.user(deputy).pk,
        reason="ছুটি",
        starts=starts,
        ends=starts + timedelta(days=days),
        now=office.now,
    )


def test_who_stood_in_for_a_holder_stands_in_no_longer_when_the_charge_ends(office: Establishment) -> None:
    running, coming = depute(office, "clerk", "oc", 0, 9), depute(office, "clerk", "oc", 20, 3)
    office.wait(days=1)
    services.end_charge(actor=office.actor(), charge=office.charge_of("clerk").pk, now=office.now)
    assert holder_of(office.posts["clerk"].pk, office.now) is None
    assert Deputation.objects.get().ends == office.now
    rows = facts.told(ledger.entries(office.office.pk))["deputations"]
    assert rows[str(running.pk)][1] is not None
    assert rows[str(coming.pk)][1] is None


def test_a_charge_that_ends_later_leaves_the_deputy_until_then(office: Establishment) -> None:
    depute(office, "clerk", "oc", 0, 9)
    last = office.now + timedelta(days=4)
    services.end_charge(actor=office.actor(), charge=office.charge_of("clerk").pk, ends=last, now=office.now)
    assert Deputation.objects.get().ends == last


def test_a_deputy_of_a_coming_holder_goes_with_the_withdrawn_charge(office: Establishment) -> None:
    coming = coming_after_one_another(office)[1]
    depute(office, "clerk", "oc-land", 6, 2)
    services.end_charge(actor=office.actor(), charge=coming.pk, now=office.now)
    assert not Deputation.objects.exists()


def test_who_leaves_his_post_for_another_leaves_no_deputy_in_it(office: Establishment) -> None:
    depute(office, "oc", "clerk", 0, 9)
    office.wait(days=1)
    office.transfer("oc-land", "oc")
    assert holder_of(office.posts["oc"].pk, office.now) is None
    assert str(Deputation.objects.get().pk) in facts.told(ledger.entries(office.office.pk))["deputations"]


def test_the_last_administrator_is_not_taken_away(office: Establishment) -> None:
    sentence = refused(
        "power.last_admin",
        services.end_charge,
        actor=office.actor(),
        charge=office.charge_of("admin").pk,
        now=office.now,
    )
    assert "Nobody would be left" in sentence
    assert holder_of(office.posts["admin"].pk, office.now) is not None


def test_a_closed_account_is_given_no_charge(office: Establishment) -> None:
    user = office.user("new")
    user.is_active = False
    user.save()
    refused(
        "charge.account_closed",
        services.transfer,
        actor=office.actor(),
        post=office.posts["clerk"].pk,
        user=user.pk,
        kind="substantive",
        now=office.now,
    )


def test_each_act_is_one_entry_that_tells_whole_rows_with_their_labels(office: Establishment) -> None:
    charge = office.transfer("clerk", "new")
    (entry,) = ledger.entries(office.office.pk)
    assert entry.by["name"]["en"] == "Name test-office-admin"
    rows = {row["id"]: row for row in entry.data["charges"]}
    assert len(rows) == 2
    told = rows[str(charge.pk)]
    assert told["labels"] == {
        "post": {"bn": "পদ clerk", "en": "Post clerk"},
        "user": {"bn": "নাম new", "en": "Name new"},
    }
    assert told["kind"] == "substantive"
    assert told["ends"] is None
