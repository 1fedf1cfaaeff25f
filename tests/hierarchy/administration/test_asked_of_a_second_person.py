"""Where the second person is not at hand an act waits on his desk: he does it there, or declines it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy import services
from hierarchy.administration import asked
from hierarchy.administration.acts import WAITING
from hierarchy.administration.place import Place
from hierarchy.models import AskedAct, PowerRow, Section
from hierarchy.models.asked import WAITS
from hierarchy.refusals import Refused
from hierarchy.signin import reasons as signin
from hierarchy.words import Words
from ledger import selectors as ledger
from tests.hierarchy.administration.conftest import SEEN, SignIn, ask, given, words
from tests.hierarchy.factories import charge, make_post
from tests.hierarchy.offices import Establishment

ORDER: dict[str, object] = {
    "effect": "gives",
    "power": "audit",
    "rank": "",
    "service": "",
    "source_bn": "আদেশ ৭",
    "source_en": "Order 7",
}


@pytest.fixture
def wanted(house: Establishment, admin: Client) -> AskedAct:
    fields = ORDER | {"post": house.posts["oc"]}
    page = words(ask(admin, "order-power", **fields))
    assert "Let it wait for the second person" in page
    seen = page.partition(SEEN)[2].partition('"')[0]
    sent = given(**fields) | {"step": "ask", "seen": seen}
    answer = admin.post(reverse("admin_act", args=["order-power"]), sent, follow=True)
    assert "It waits for a second person" in words(answer)
    return AskedAct.objects.get()


def page_of(client: Client, row: AskedAct) -> str:
    return words(client.get(reverse("asked_act", args=[row.pk])))


def send(client: Client, row: AskedAct, step: str, **more: str) -> str:
    """What was read, and the step; the page after it."""
    seen = page_of(client, row).partition(SEEN)[2].partition('"')[0]
    sent = {"step": step, "seen": seen, **more}
    return words(client.post(reverse("asked_act", args=[row.pk]), sent, follow=True))


def test_what_waits_has_changed_nothing(house: Establishment, wanted: AskedAct) -> None:
    assert house.kinds() == ["act.asked"]
    assert not PowerRow.objects.exists()
    assert wanted.given["power"] == ["audit"]


def test_the_second_person_does_it_at_his_own_desk(
    house: Establishment, sign_in: SignIn, wanted: AskedAct
) -> None:
    head = sign_in("dm")
    assert "Before a second person" in words(head.get(reverse("offices")))
    assert "Order 7" in page_of(head, wanted)
    assert "What you asked for" not in words(head.get(reverse("asked_acts")))

    send(head, wanted, "do")

    entry = ledger.entries(house.office.pk)[-1]
    assert entry.kind == "power.ordered"
    assert entry.data["witness"]["name"] == house.users["dm"].name.both()
    assert entry.by["name"] == house.users["admin"].name.both()
    wanted.refresh_from_db()
    assert (wanted.outcome, wanted.settled_by_id) == ("done", house.users["dm"].pk)
    assert "done before" in words(sign_in().get(reverse("asked_acts")))


def test_he_declines_it_with_a_reason_that_is_read(
    house: Establishment, sign_in: SignIn, wanted: AskedAct
) -> None:
    head = sign_in("dm")
    page = send(head, wanted, "decline")
    assert "Fill in “Why it is declined”." in page
    assert "Do it as the second person" in page
    send(head, wanted, "decline", why="আগে আদেশ দেখান")
    assert house.kinds() == ["act.asked", "act.declined"]
    assert "আগে আদেশ দেখান" in words(sign_in().get(reverse("asked_acts")))
    assert not PowerRow.objects.exists()


def test_who_asked_does_not_do_it_but_withdraws_it(
    house: Establishment, admin: Client, wanted: AskedAct
) -> None:
    assert "Do it as the second person" not in page_of(admin, wanted)
    assert "somebody other than you" in send(admin, wanted, "do")
    assert not PowerRow.objects.exists()
    send(admin, wanted, "decline")
    wanted.refresh_from_db()
    assert wanted.outcome == "withdrawn"
    assert house.kinds() == ["act.asked", "act.withdrawn"]


def test_nobody_else_sees_it(house: Establishment, sign_in: SignIn, wanted: AskedAct) -> None:
    officer = sign_in("oc")
    for address in (reverse("asked_acts"), reverse("asked_act", args=[wanted.pk])):
        assert officer.get(address).status_code == 403
    assert officer.post(reverse("asked_act", args=[wanted.pk]), {"step": "do"}).status_code == 403


def assert_not_his(house: Establishment, sign_in: SignIn, row: AskedAct) -> None:
    """Not in the list of the adm, not by its address, not past the page."""
    himself = sign_in("adm")
    assert "Nobody asks you to stand by" in words(himself.get(reverse("asked_acts")))
    for step in ("do", "decline"):
        sent = {"step": step, "why": "No."}
        assert himself.post(reverse("asked_act", args=[row.pk]), sent).status_code == 404
    for refused in (
        lambda: asked.decline(row.pk, "No.", house.actor("adm"), timezone.now()),
        lambda: asked.do(row.pk, house.actor("adm"), timezone.now()),
    ):
        with pytest.raises(Refused) as why:
            refused()
        assert why.value.reason is signin.SECOND_IS_OTHER


def test_whom_it_is_about_does_not_do_it(house: Establishment, admin: Client, sign_in: SignIn) -> None:
    house.posts["adm"] = make_post(house.office, "adm", house.posts["dm"], level=2)
    charge(house.user("adm"), house.posts["adm"])
    vacant = make_post(house.office, "vacant", house.posts["dm"], level=5)
    row = asked_by_form(house, "give-charge", post=str(vacant.pk), person="adm", kind="additional")
    assert_not_his(house, sign_in, row)
    assert not vacant.charges.exists()
    send(sign_in("dm"), row, "do")
    assert vacant.charges.count() == 1


def asked_for(house: Establishment, act: str, **fields: str) -> AskedAct:
    actor = house.actor()
    assert actor.user_id is not None
    assert actor.post_id is not None
    return AskedAct.objects.create(
        office=house.office, act=act, given={name: [value] for name, value in fields.items()},
        asked_by_id=actor.user_id, post_id=actor.post_id, asked_at=timezone.now(),
    )  # fmt: skip


def asked_by_form(house: Establishment, act: str, **fields: object) -> AskedAct:
    """As its administrator's page asks for it."""
    given = QueryDict(mutable=True)
    given.update({name: str(value) for name, value in fields.items()})
    holder = replace(house.actor(), second=None)
    form = WAITING[act](Place(house.office, holder, timezone.now()), given)
    assert form.is_valid(), form.errors
    return asked.ask(form)


def test_what_cannot_be_done_any_more_is_told_and_can_be_declined(
    house: Establishment, sign_in: SignIn, wanted: AskedAct
) -> None:
    services.abolish_post(
        actor=house.actor(), post=house.posts["oc"].pk, successor=house.posts["oc-land"].pk,
        now=timezone.now(),
    )  # fmt: skip
    page = page_of(sign_in("dm"), wanted)
    assert "This waits no longer" in page
    assert "Do it as the second person" not in page
    send(sign_in("dm"), wanted, "decline", why="পদটি আর নেই")
    wanted.refresh_from_db()
    assert wanted.outcome == "declined"


def test_an_administrator_who_is_one_no_more_gets_nothing_done(
    house: Establishment, sign_in: SignIn, wanted: AskedAct
) -> None:
    house.charge_of("admin").delete()
    assert "Do it as the second person" not in page_of(sign_in("dm"), wanted)
    sent = {"step": "do", "seen": "whatever"}
    assert sign_in("dm").post(reverse("asked_act", args=[wanted.pk]), sent).status_code != 302
    assert not PowerRow.objects.exists()


def test_it_waits_a_week(house: Establishment, sign_in: SignIn, wanted: AskedAct) -> None:
    AskedAct.objects.update(asked_at=timezone.now() - WAITS - timedelta(minutes=1))
    assert sign_in("dm").get(reverse("asked_act", args=[wanted.pk])).status_code == 404
    assert "nobody stood by in time" in words(sign_in().get(reverse("asked_acts")))


def test_what_changed_since_it_was_read_is_read_once_more(
    house: Establishment, sign_in: SignIn, wanted: AskedAct
) -> None:
    page = sign_in("dm").post(reverse("asked_act", args=[wanted.pk]), {"step": "do", "seen": "old"})
    assert "This has changed since you read it" in words(page)
    assert not PowerRow.objects.exists()


def test_an_act_refused_by_its_service_still_waits(house: Establishment, sign_in: SignIn) -> None:
    row = asked_for(house, "rename-section", section=str(house.sections["land"].pk), name_bn="", name_en="")
    assert "This waits no longer" in page_of(sign_in("dm"), row)
    row.refresh_from_db()
    assert row.outcome == ""


@pytest.fixture
def asking(house: Establishment) -> AskedAct:
    return asked_for(
        house, "rename-section", section=str(house.sections["land"].pk), name_bn="ভূমি", name_en="Land"
    )


def test_it_is_done_once(house: Establishment, asking: AskedAct) -> None:
    actor, now = house.actor("dm"), timezone.now()
    asked.do(asking.pk, actor, now)
    with pytest.raises(Refused, match=r"signin\.asked_no_more"):
        asked.do(asking.pk, actor, now)
    assert house.kinds().count("section.changed") == 1
    assert Section.objects.get(pk=house.sections["land"].pk).name == Words("ভূমি", "Land")


def test_the_list_says_what_each_is_about(house: Establishment, sign_in: SignIn, wanted: AskedAct) -> None:
    assert "may: audit" in words(sign_in("dm").get(reverse("asked_acts")))
    assert "may: audit" in words(sign_in().get(reverse("asked_acts")))
    assert wanted.about_bn
    assert "may" not in wanted.about_bn


def test_the_same_is_not_asked_twice(house: Establishment, admin: Client, wanted: AskedAct) -> None:
    fields = ORDER | {"post": house.posts["oc"]}
    seen = words(ask(admin, "order-power", **fields)).partition(SEEN)[2].partition('"')[0]
    sent = given(**fields) | {"step": "ask", "seen": seen}
    page = words(admin.post(reverse("admin_act", args=["order-power"]), sent))
    assert "You have asked for this already" in page
    assert AskedAct.objects.count() == 1


def test_what_one_may_do_alone_is_not_asked_of_another(house: Establishment, admin: Client) -> None:
    """A mobile number would stand in the record for ever."""
    fields: dict[str, object] = {"person": house.users["oc"].username, "mobile": "9000000001", "email": ""}
    seen = words(ask(admin, "set-contact", **fields)).partition(SEEN)[2].partition('"')[0]
    sent = given(**fields) | {"step": "ask", "seen": seen}
    page = words(admin.post(reverse("admin_act", args=["set-contact"]), sent))
    assert "Let it wait for the second person" not in page
    assert not AskedAct.objects.exists()
    assert house.kinds() == []


def test_many_are_read_page_by_page(house: Establishment, sign_in: SignIn) -> None:
    for number in range(60):
        asked_for(house, "rename-section", section=str(number))
    first = words(sign_in("dm").get(reverse("asked_acts")))
    assert first.count("/administration/asked/0") == 50
    assert 'rel="next"' in first


def test_a_namesake_is_told_from_the_officer(house: Establishment, sign_in: SignIn) -> None:
    double = house.user("dm2")
    double.name_bn, double.name_en = house.users["dm"].name_bn, house.users["dm"].name_en
    double.save()
    vacant = make_post(house.office, "vacant", house.posts["dm"], level=5)
    row = asked_for(house, "give-charge", post=str(vacant.pk), person="dm2", kind="additional")
    page = page_of(sign_in("dm"), row)
    assert "user name dm2, who holds no post now" in page
    assert "· dm2" in page


def test_whom_it_is_about_cannot_decline_it_either(house: Establishment, sign_in: SignIn) -> None:
    """He would stop his own transfer."""
    house.posts["adm"] = make_post(house.office, "adm", house.posts["dm"], level=2)
    charge(house.user("adm"), house.posts["adm"])
    row = asked_by_form(house, "order-power", **{**ORDER, "post": house.posts["adm"].pk})
    assert_not_his(house, sign_in, row)
    assert "It is declined" in send(sign_in("dm"), row, "decline", why="Not needed.")


def test_a_reason_longer_than_a_page_is_refused(sign_in: SignIn, wanted: AskedAct) -> None:
    assert "longer than 500 characters" in send(sign_in("dm"), wanted, "decline", why="ক" * 501)
    wanted.refresh_from_db()
    assert wanted.outcome == ""


def test_the_lists_read_well_when_empty(house: Establishment, sign_in: SignIn) -> None:
    answer = sign_in("dm").get(reverse("asked_acts"))
    assert isinstance(answer, HttpResponse)
    assert "Nobody asks you to stand by" in words(answer)


def test_what_could_not_be_done_is_not_asked_for(house: Establishment) -> None:
    """It is tried when it is asked for, and taken back."""
    with pytest.raises(Refused):
        asked_by_form(
            house,
            "give-charge",
            post=str(house.posts["oc"].pk),
            person="test-office-clerk",
            kind="substantive",
        )
    assert not AskedAct.objects.exists()
