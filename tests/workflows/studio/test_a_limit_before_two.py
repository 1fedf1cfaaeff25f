"""A limit in use is changed by two persons who may publish flows: until the second nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.promise import promise_for
from hierarchy.actors import Actor
from hierarchy.administration import asked
from hierarchy.models import AskedAct, Post, User
from hierarchy.refusals import Reason, Refused
from hierarchy.selectors import actor_for
from hierarchy.signin import reasons as signin
from ledger import selectors as ledger
from tests.efile.conftest import SERVICE
from tests.hierarchy.factories import depute
from tests.workflows.studio.conftest import SignIn, Studio
from tests.workflows.studio.test_time_limits import new, page, posted, stand_by, today
from workflows import reasons
from workflows.limits import add_limit
from workflows.models import Limit, Service

OTHER = signin.SECOND_IS_OTHER


@pytest.fixture
def drawer(it_section: Studio, sign_in: SignIn) -> Client:
    it_section.district.go_live()
    return sign_in("it-officer-1")


def limit_of_promise(it_section: Studio) -> str:
    return Service.objects.get(code=SERVICE).limit


def promised(it_section: Studio) -> date:
    service = Service.objects.get(code=SERVICE)
    return promise_for(it_section.district.office, service, timezone.now()).promised_on


def asked_by(client: Client, it_section: Studio, **given: str) -> AskedAct:
    sent = posted(days="1", unit="calendar", valid_from=today(it_section).isoformat(), **given)
    url = reverse("limit_change", args=[limit_of_promise(it_section)])
    answer = client.post(url, sent, follow=True)
    assert "until then nothing changes" in answer.content.decode()
    return AskedAct.objects.get(outcome="")


def test_the_promise_changes_with_the_second_person_and_not_before(
    it_section: Studio, drawer: Client, sign_in: SignIn
) -> None:
    before, tomorrow = promised(it_section), timezone.localdate() + timedelta(days=1)
    assert before > tomorrow + timedelta(days=1)
    row = asked_by(drawer, it_section)
    assert promised(it_section) == before
    assert "The time limit is changed." in stand_by(sign_in("it-officer-2"), row)
    assert promised(it_section) <= tomorrow + timedelta(days=1)


def test_the_entry_names_both(it_section: Studio, drawer: Client, sign_in: SignIn) -> None:
    stand_by(sign_in("it-officer-2"), asked_by(drawer, it_section))
    first, last = ledger.entries(it_section.district.office.pk)[-2:]
    assert (first.kind, last.kind) == ("act.asked", "limit.added")
    assert last.by["user"] == str(it_section.drawer.user_id)
    assert last.data["witness"]["user"] == str(it_section.publisher.user_id)


def test_one_person_alone_cannot(it_section: Studio) -> None:
    assert refusal(it_section, it_section.drawer) == signin.SECOND_NEEDED


Second = Callable[[Studio], Actor]


def himself(it_section: Studio) -> Actor:
    return it_section.drawer


def his_deputy(it_section: Studio) -> Actor:
    return deputy_at(it_section, "it-officer-1")


def the_deputy_of_another(it_section: Studio) -> Actor:
    return deputy_at(it_section, "it-officer-2")


def the_head(it_section: Studio) -> Actor:
    return it_section.district.actor("dm")


def deputy_at(it_section: Studio, code: str) -> Actor:
    post, now = Post.objects.get(pk=it_section.district.post(code)), it_section.district.now
    user = User.objects.get(username="ldc-land")
    depute(user, post, now, now + timedelta(days=9))
    return actor_for(user.pk, post.pk, now)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (himself, signin.SECOND_IS_OTHER),
        (his_deputy, reasons.LIMIT_SECOND),
        (the_deputy_of_another, reasons.LIMIT_SECOND),
        (the_head, reasons.LIMIT_SECOND),
    ],
)
def test_the_second_is_another_who_may_publish_by_a_charge_of_his_own(
    it_section: Studio, second: Second, reason: Reason
) -> None:
    assert refusal(it_section, replace(it_section.drawer, second=second(it_section))) == reason


def refusal(it_section: Studio, actor: Actor) -> Reason:
    given = new(it_section, anew=False, code="application-decision")
    with pytest.raises(Refused) as caught:
        add_limit(actor=actor, new=given, anew=False, now=it_section.district.now)
    assert not Limit.objects.filter(office=it_section.district.office).exists()
    return caught.value.reason


def test_who_asked_is_not_offered_his_own_and_does_not_do_it(it_section: Studio, drawer: Client) -> None:
    row = asked_by(drawer, it_section)
    assert not asked.for_me(it_section.drawer, timezone.now()).exists()
    assert "somebody other than you" in stand_by(drawer, row)
    assert not Limit.objects.filter(office=it_section.district.office).exists()


def test_a_deputy_is_not_offered_it(it_section: Studio, drawer: Client) -> None:
    row = asked_by(drawer, it_section)
    for code in ("it-officer-1", "it-officer-2"):
        deputy = deputy_at(it_section, code)
        assert not asked.for_me(deputy, timezone.now()).exists()
        with pytest.raises(Refused):
            asked.do(row.pk, deputy, timezone.now())
    assert not Limit.objects.filter(office=it_section.district.office).exists()


def test_who_may_stand_by_administration_reads_no_limit_that_waits(
    it_section: Studio, drawer: Client, sign_in: SignIn
) -> None:
    url = reverse("asked_act", args=[asked_by(drawer, it_section).pk])
    assert sign_in("dm").get(url).status_code == 404
    assert sign_in("ldc-land").get(url).status_code == 403


def test_who_may_publish_reads_no_act_of_administration_that_waits(
    it_section: Studio, drawer: Client
) -> None:
    row = asked_by(drawer, it_section)
    assert asked.for_me(it_section.publisher, timezone.now()).get() == row
    AskedAct.objects.filter(pk=row.pk).update(act="rename-section", asked_by=it_section.publisher.user_id)
    assert not asked.for_me(it_section.drawer, timezone.now()).exists()
    assert drawer.get(reverse("asked_act", args=[row.pk])).status_code == 404


def test_the_list_says_what_waits_and_who_asked_and_it_is_withdrawn(
    it_section: Studio, drawer: Client, sign_in: SignIn
) -> None:
    row = asked_by(drawer, it_section)
    shown = page(sign_in("it-officer-2"), reverse("limits"))
    assert f"asked for by {it_section.drawer.name.en}" in shown
    assert "1 day instead of" in shown
    assert reverse("asked_act", args=[row.pk]) in shown
    drawer.post(reverse("asked_act", args=[row.pk]), {"step": "decline"})
    assert "asked for by" not in page(sign_in("it-officer-2"), reverse("limits"))


def test_it_begins_with_the_second_person_when_its_day_has_passed(
    it_section: Studio, drawer: Client, sign_in: SignIn
) -> None:
    row = asked_by(drawer, it_section)
    row.given["valid_from"] = [(today(it_section) - timedelta(days=3)).isoformat()]
    row.save(update_fields=["given"])
    stand_by(sign_in("it-officer-2"), row)
    assert Limit.objects.get(office=it_section.district.office).valid_from == today(it_section)


def test_a_day_that_is_past_is_not_asked_for(it_section: Studio, drawer: Client) -> None:
    url = reverse("limit_change", args=["application-decision"])
    answer = drawer.post(url, posted(valid_from="2020-01-01"))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["valid_from"]
    assert "আদেশ ১২" in answer.content.decode()
    assert not AskedAct.objects.exists()


def test_the_same_change_is_not_asked_for_twice(it_section: Studio, drawer: Client) -> None:
    asked_by(drawer, it_section)
    sent = posted(days="1", unit="calendar", valid_from=today(it_section).isoformat())
    answer = drawer.post(reverse("limit_change", args=[limit_of_promise(it_section)]), sent)
    assert "You have asked for this already" in answer.content.decode()
