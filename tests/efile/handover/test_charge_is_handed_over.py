"""A charge is handed over by a list that the record keeps, and taken over by a receipt; no file moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from efile import selectors, services
from efile.dak.caring import receive_paper, shelve
from efile.dak.closing import archive
from efile.dak.models import Dak, DakState
from efile.handover.listing import held_by, lines_of
from efile.handover.services import hand_over, relief_of, take_back, take_over
from efile.handover.waiting import pending
from efile.models import File, Matter, Movement, Priority, Secrecy, Thread
from efile.verification import verify_all
from hierarchy import facts
from hierarchy.actors import Actor
from hierarchy.handing import lists_of
from hierarchy.models import Charge, HandOver, Post, User
from hierarchy.refusals import Refused
from hierarchy.selectors import actor_for, superior
from hierarchy.services import end_charge, transfer
from ledger import selectors as ledger
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.hierarchy.factories import charge, make_office
from tests.witness import with_head
from web.words import digits

ADMIN = "dpm"


def newcomer(name: str = "newcomer") -> User:
    user = User(username=name, name_bn="নবাগতা দেবী", name_en="Nabagata Devi")
    user.set_unusable_password()
    user.save()
    return user


def given(district: District, code: str, to: UUID) -> HandOver:
    """By the administrator."""
    charge = transfer(
        actor=district.actor(ADMIN), post=district.post(code), user=to, kind="officiating",
        remarks="চাবি দেওয়া হল", now=district.wait(minutes=1),
    )  # fmt: skip
    return HandOver.objects.get(incoming=charge)


def handed(district: District, code: str, to: UUID, by: str = "") -> HandOver:
    """By the holder."""
    return hand_over(
        actor=district.actor(by or code), post=district.post(code), to=to, remarks="",
        now=district.wait(minutes=1),
    )  # fmt: skip


def test_the_newcomer_has_everything_and_no_row_was_moved(district: District) -> None:
    """CSMOP 9: the incumbent receives what is addressed to one who was transferred."""
    matter = district.marked("oc-general")
    before = list(Thread.objects.values().order_by("pk")), Movement.objects.count()
    user = newcomer()
    done = given(district, "oc-general", user.pk)

    assert (list(Thread.objects.values().order_by("pk")), Movement.objects.count()) == before
    actor = actor_for(user.pk, district.post("oc-general"), district.now)
    assert [row.matter_id for row in selectors.box(actor, "with_me", district.now.date())] == [matter.pk]
    assert [row["matter"] for row in done.held["matters"]] == [str(matter.pk)]
    assert "subject" not in done.held["matters"][0]


def test_dak_and_its_physical_items_stand_in_the_list(district: District, client: Client) -> None:
    """CSMOP 9: the newcomer receives it, so he is told that it lies there."""
    mine = entered(district)
    away = entered(district, physical=True)
    put_by = entered(district)
    archive(
        actor=district.actor("oc-general"), dak=put_by.pk, reason="অবগতির জন্য", now=district.wait(minutes=1)
    )
    actor = district.actor("oc-general")
    receive_paper(actor=actor, dak=away.pk, now=district.wait(minutes=1))
    shelve(actor=actor, dak=away.pk, shelf="আলমারি ২", now=district.wait(minutes=1))
    user = newcomer()
    done = given(district, "oc-general", user.pk)
    assert [row["receipt"] for row in done.held["dak"]] == [mine.receipt.number, away.receipt.number]
    assert [(row["receipt"], row["shelf"]) for row in done.held["items"]] == [
        (away.receipt.number, "আলমারি ২")
    ]
    client.force_login(user)
    shown = client.get(reverse("handover_receipt", args=[done.pk])).content.decode()
    assert digits(f"{mine.receipt.number}, {away.receipt.number}", "bn") in shown
    assert "আলমারি ২" in shown
    older = {name: rows for name, rows in done.held.items() if name not in {"dak", "items"}}
    HandOver.objects.filter(pk=done.pk).update(held=older)
    assert client.get(reverse("handover_receipt", args=[done.pk])).status_code == 200, (
        "a list from before tells no dak"
    )


def test_a_physical_item_in_a_closed_file_is_kept_with_that(district: District) -> None:
    matter, rows = district.marked(), [entered(district, physical=True) for _number in range(4)]
    for row in rows:
        receive_paper(actor=district.actor("oc-general"), dak=row.pk, now=district.wait(minutes=1))
    lying, current, filed, put_up = rows
    files = [
        File.objects.create(
            office=district.office, number=f"{status}/1", section=matter.section, subject="নথি",
            opened_by_id=district.post("oc-general"), opened_at=district.now, status=status,
            closed_at=district.now if status == File.Status.CLOSED else None,
        )
        for status in (File.Status.CURRENT, File.Status.CLOSED)
    ]  # fmt: skip
    Dak.objects.filter(pk=current.pk).update(state=DakState.FILED, file=files[0])
    Dak.objects.filter(pk=filed.pk).update(state=DakState.FILED, file=files[1])
    Matter.objects.filter(pk=matter.pk).update(file=files[1])
    Dak.objects.filter(pk=put_up.pk).update(state=DakState.PUT_UP, matter=matter)
    held = given(district, "oc-general", newcomer().pk).held
    assert [row["receipt"] for row in held["items"]] == [lying.receipt.number, current.receipt.number]


def test_both_steps_are_entries_with_the_sha256_of_the_list(district: District) -> None:
    district.marked("oc-general")
    user = newcomer()
    done = given(district, "oc-general", user.pk)
    first = done.fingerprint
    actor = actor_for(user.pk, district.post("oc-general"), district.now)
    taken = take_over(actor=actor, handover=done.pk, differences="একটি নথি পাইনি", now=district.wait(hours=1))

    entries = [entry for entry in ledger.entries(district.office.pk) if entry.data.get("handovers")]
    assert [entry.kind for entry in entries] == ["charge.transferred", "charge.taken_over"]
    prints = [entry.data["handovers"][0]["fingerprint"] for entry in entries]
    assert prints == [first, taken.fingerprint]
    lists = [entry.data["handovers"][0]["list_fingerprint"] for entry in entries]
    assert lists == [done.list_fingerprint] * 2
    assert first != taken.fingerprint, "it covers the differences noted"
    assert entries[0].data["counts"]["matters"] == 1
    assert entries[1].by["name"]["en"] == "Nabagata Devi"
    assert [found for *_rest, found in verify_all(["office"])] == [None] * 1


def test_a_list_is_confirmed_once_by_the_person_it_was_handed_to(district: District) -> None:
    user = newcomer()
    done = given(district, "oc-general", user.pk)
    with pytest.raises(Refused, match=r"handover\.unknown"):
        take_over(actor=district.actor("oc-land"), handover=done.pk, differences="", now=district.now)
    actor = actor_for(user.pk, district.post("oc-general"), district.now)
    take_over(actor=actor, handover=done.pk, differences="", now=district.now)
    with pytest.raises(Refused, match=r"handover\.taken"):
        take_over(actor=actor, handover=done.pk, differences="", now=district.now)


def test_the_holder_hands_over_to_his_relief_or_his_superior_and_to_nobody_else(district: District) -> None:
    user = newcomer()
    post = district.post("oc-general")
    with pytest.raises(Refused, match="not_the_relief"):
        handed(district, "oc-general", user.pk)
    with pytest.raises(Refused, match="not_yours"):
        handed(district, "oc-general", user.pk, by="oc-land")
    coming = transfer(
        actor=district.actor(ADMIN), post=post, user=user.pk, kind="substantive",
        at=district.now + timedelta(days=2), now=district.now,
    )  # fmt: skip
    district.marked("oc-general")
    done = handed(district, "oc-general", user.pk)
    assert (done.incoming, done.counts["matters"]) == (coming, 1), "the list is made anew by the holder"
    with pytest.raises(Refused, match=r"handover\.given"):
        handed(district, "oc-general", user.pk)
    assert pending(district.actor("dm"), district.now) is None
    actor = actor_for(user.pk, post, district.now + timedelta(days=2))
    with pytest.raises(Refused, match="too_early"):
        take_over(actor=actor, handover=done.pk, differences="", now=district.now)


def superior_of(district: District, code: str) -> Actor:
    above = superior(district.post(code))
    assert above is not None
    return district.actor(above.code)


def offer(district: District, code: str = "oc-general") -> tuple[HandOver, Actor]:
    above = superior_of(district, code)
    assert above.user_id is not None
    return handed(district, code, above.user_id), above


def test_a_charge_offered_to_the_superior_passes_when_he_confirms_and_the_post_is_never_without_a_holder(
    district: District,
) -> None:
    done, above = offer(district)
    post, before = district.post("oc-general"), district.actor("oc-general").user_id
    assert done.incoming is None
    assert pending(above, district.now) == done.pk
    with pytest.raises(Refused, match=r"handover\.offered_to") as refused:
        take_over(
            actor=district.actor("oc-general"), handover=done.pk, differences="", now=district.wait(minutes=1)
        )
    with translation.override("en"):
        assert "Nothing is handed over until then" in refused.value.sentence
    assert str(district.actor("oc-general").user_id) == str(before)

    taken = take_over(actor=above, handover=done.pk, differences="", now=district.wait(minutes=1))
    assert taken.incoming is not None
    assert (taken.incoming.kind, taken.incoming.user_id) == ("in_charge", above.user_id)
    assert Charge.objects.get(post=post, ends=taken.incoming.starts).user_id == before
    assert pending(above, district.now) is None
    assert [found for *_rest, found in verify_all(["office"])] == [None]


def test_a_charge_accepted_outside_ones_own_office_is_told_to_that_office_too(district: District) -> None:
    home, guest = make_office("elsewhere"), newcomer("guest")
    above = superior_of(district, "oc-general")
    assert above.post_id is not None
    rank = Post.objects.get(pk=above.post_id).rank
    charge(guest, Post.objects.create(office=home, code="own", rank=rank, title_bn="পদ", title_en="Post"))
    transfer(
        actor=district.actor(ADMIN), post=above.post_id, user=guest.pk, kind="additional",
        now=district.wait(minutes=1),
    )  # fmt: skip
    own_stream, told = district.office.pk, len(ledger.entries(home.pk))
    done, above = offer(district)
    assert above.user_id == guest.pk
    assert len(ledger.entries(home.pk)) == told, "an offer gives nothing yet"
    taken = take_over(actor=above, handover=done.pk, differences="", now=district.wait(minutes=1))

    (entry,) = ledger.entries(home.pk)[told:]
    own = ledger.entries(own_stream)[-1]
    assert (own.kind, entry.kind) == ("charge.taken_over", "charge.given_elsewhere")
    assert entry.data["person"]["username"] == "guest"
    assert (entry.data["post"]["code"], entry.data["as"]) == ("oc-general", "in_charge")
    assert taken.incoming is not None
    assert own.data["charges"][0]["id"] == str(taken.incoming.pk)
    assert {stream: found for _kind, stream, _many, found in verify_all(["office"])}[own_stream] is None
    assert ledger.check_chain(home.pk) is None


def test_an_offer_is_taken_back_until_it_is_confirmed(district: District) -> None:
    done, above = offer(district)
    with pytest.raises(Refused, match=r"handover\.offered"):
        offer(district)
    with pytest.raises(Refused, match=r"handover\.unknown"):
        take_back(actor=above, handover=done.pk, now=district.wait(minutes=1))
    take_back(actor=district.actor("oc-general"), handover=done.pk, now=district.wait(minutes=1))
    assert not HandOver.objects.exists()
    assert [found for *_rest, found in verify_all(["office"])] == [None]
    again, above = offer(district)
    take_over(actor=above, handover=again.pk, differences="", now=district.wait(minutes=1))
    with pytest.raises(Refused, match=r"handover\.taken"):
        take_back(actor=giver_of(again), handover=again.pk, now=district.wait(minutes=1))


def giver_of(row: HandOver) -> Actor:
    """Who handed over, at whatever post."""
    assert row.outgoing is not None
    return replace(Actor.system("x"), user_id=row.outgoing.user_id)


def test_an_offer_lapses_when_the_post_goes_to_another(district: District) -> None:
    done, above = offer(district)
    given(district, "oc-general", newcomer().pk)
    assert pending(above, district.now) is None
    with pytest.raises(Refused, match=r"handover\.lapsed"):
        take_over(actor=above, handover=done.pk, differences="", now=district.wait(minutes=1))


def test_a_superior_who_holds_the_post_himself_is_passed_over_for_the_next(district: District) -> None:
    above = superior_of(district, "oc-general")
    assert above.user_id is not None
    given(district, "oc-general", above.user_id)
    relief = relief_of(Post.objects.get(pk=district.post("oc-general")), district.wait(minutes=1))
    assert relief is not None
    assert relief.user.pk == district.actor("dm").user_id
    assert relief_of(Post.objects.get(pk=district.post("dm")), district.now) is None


def test_a_list_whose_charge_ended_is_not_waited_for(district: District) -> None:
    """The post goes to the ADM, and another is posted before the ADM confirms."""
    user = User.objects.get(pk=str(district.actor("adm-general").user_id))
    done = given(district, "oc-general", user.pk)
    assert pending(district.actor("adm-general"), district.wait(minutes=1)) == done.pk
    given(district, "oc-general", newcomer().pk)
    adm = district.actor("adm-general")
    assert pending(adm, district.now) is None
    assert done.pk not in {row.pk for row in lists_of(user.pk, district.now)}
    with pytest.raises(Refused, match=r"handover\.lapsed"):
        take_over(actor=adm, handover=done.pk, differences="", now=district.now)


def test_remarks_and_differences_have_a_bound(district: District) -> None:
    above = superior_of(district, "oc-general")
    assert above.user_id is not None
    with pytest.raises(Refused, match=r"establishment\.too_long"):
        hand_over(
            actor=district.actor("oc-general"), post=district.post("oc-general"), to=above.user_id,
            remarks="ক" * 4001, now=district.now,
        )  # fmt: skip
    done, above = offer(district)
    with pytest.raises(Refused, match=r"establishment\.too_long"):
        take_over(actor=above, handover=done.pk, differences="ক" * 4001, now=district.wait(minutes=1))
    assert pending(above, district.now) == done.pk


@pytest.mark.parametrize("language", ["en", "bn-in"])
def test_the_three_steps_in_the_browser(district: District, client: Client, language: str) -> None:
    district.go_live()
    matter = district.marked("oc-general")
    end_charge(
        actor=district.actor(ADMIN), charge=Charge.objects.get(post=district.post("oc-general")).pk,
        now=district.now,
    )  # fmt: skip
    user = newcomer()
    client.cookies["language"] = language
    client.force_login(User.objects.get(charges__post=district.post(ADMIN)))
    report = client.get("/vacancies/")
    address = f"/charge/{district.post('oc-general')}/"
    act = "/administration/acts/transfer/"
    assert f"{act}?post={district.post('oc-general')}" in report.content.decode()
    page = client.get(address).content.decode()
    assert matter.receipt is not None
    with translation.override(language):
        from web.templatetags.office import bn_digits

        assert bn_digits(matter.receipt.number) in page
    assert matter.subject not in page, "the administrator's post may not read it"
    assert client.post(address, {"step": "do"}).status_code == 403, "the administrator's own page does it"
    filled = {"post": str(district.post("oc-general")), "person": user.username, "kind": "officiating"}
    seen = client.post(act, {**filled, "step": "check"}).context["seen"]
    answer = client.post(act, {**filled, "step": "do", "seen": seen, **with_head(district)})
    assert answer.status_code == 302, answer.content.decode()

    client.force_login(user)
    done = HandOver.objects.get()
    assert answer.headers["Location"] == f"/charge/list/{done.pk}/"
    assert client.get("/charge/").headers["Location"] == f"/charge/list/{done.pk}/"
    page = client.get(f"/charge/list/{done.pk}/").content.decode()
    assert matter.subject in page
    assert done.fingerprint in page
    assert done.list_fingerprint in page
    client.post(f"/charge/list/{done.pk}/", {"differences": ""})
    done.refresh_from_db()
    assert done.taken_at is not None
    client.force_login(User.objects.get(charges__post=district.post("ldc-it")))
    assert client.get("/vacancies/").status_code == 403
    assert client.get(address).status_code == 403
    assert client.get(f"/charge/list/{done.pk}/").status_code == 404
    client.force_login(User.objects.get(charges__post=district.post(ADMIN)))
    answer = client.post(f"/charge/list/{done.pk}/", {"differences": ""})
    assert answer.status_code == 403, "whoever may read the list is told whose it is to confirm"
    assert str(user.name_en if language == "en" else user.name_bn) in answer.content.decode()


def test_the_administrator_names_anybody_by_user_name_and_is_offered_the_office(
    district: District, client: Client
) -> None:
    district.go_live()
    user, post = newcomer(), str(district.post("oc-general"))
    client.cookies["language"] = "en"
    client.force_login(User.objects.get(charges__post=district.post(ADMIN)))
    act = "/administration/acts/transfer/"
    assert f'href="{act}?post={post}"' in client.get(f"/charge/{post}/").content.decode()
    page = client.get(act, {"post": post}).content.decode()
    holder = User.objects.get(pk=str(district.actor("oc-land").user_id))
    assert f'<option value="{holder.username}">{holder.name_en}</option>' in page
    filled = {"post": post, "person": "nobody-of-this-name", "kind": "officiating", "remarks": "চাবি"}
    refused = client.post(act, {**filled, "step": "check"})
    assert refused.status_code == 422
    assert "There is no person with the user name “nobody-of-this-name”." in refused.content.decode()
    assert 'value="nobody-of-this-name"' in refused.content.decode(), "what was typed stays"
    filled["person"] = f" {user.username.upper()} "
    far = client.post(act, {**filled, "starts": "9999-12-31", "step": "check"})
    assert (far.status_code, "within the next 50 years" in far.content.decode()) == (422, True)
    long = client.post(act, {**filled, "remarks": "ক" * 4001, "step": "check"})
    assert long.status_code == 422
    seen = client.post(act, {**filled, "step": "check"}).context["seen"]
    done = client.post(act, {**filled, "step": "do", "seen": seen, **with_head(district)})
    assert done.status_code == 302
    listed = HandOver.objects.get()
    assert (listed.newcomer, listed.remarks) == (user, "চাবি")


def test_the_list_is_signed_by_who_held_the_post_and_says_who_carried_it_out(
    district: District, client: Client
) -> None:
    district.go_live()
    post, user = district.post("oc-general"), newcomer()
    outgoing = User.objects.get(charges__post=post)
    matter, secret = district.marked("oc-general"), district.marked("oc-general")
    Matter.objects.filter(pk=secret.pk).update(secrecy=Secrecy.SECRET, subject="গোপন বিষয়")
    Matter.objects.filter(pk=matter.pk).update(priority=Priority.URGENT)
    done = given(district, "oc-general", user.pk)
    client.cookies["language"] = "en"
    client.force_login(outgoing)
    page = client.get(f"/charge/list/{done.pk}/").content.decode()
    signs = page[page.index('class="signatures"') :]
    administrator = User.objects.get(charges__post=district.post(ADMIN))
    assert f"</b> {outgoing.name_en}" in signs
    assert f"carried out by {administrator.name_en}" in signs
    assert matter.subject in page, "he signs what he handed over"
    assert "গোপন বিষয়" not in page
    assert '<span class="chip urgent">Urgent</span>' in page


def test_an_internal_matter_without_a_number_is_listed_by_its_service_and_day(district: District) -> None:
    started = services.start(
        actor=district.actor("oc-general"), service="internal-file", subject="অভ্যন্তরীণ নথি",
        now=district.wait(minutes=1),
    )  # fmt: skip
    held = held_by(Post.objects.get(pk=district.post("oc-general")), district.now.date())
    with translation.override("en"):
        (line,) = lines_of(held, district.actor("oc-general"))
    assert line.number.startswith("Internal")
    assert ", begun on " in line.number
    assert str(started.matter) in {row["matter"] for row in held["matters"]}


def test_an_offer_is_asked_about_before_it_goes_out_and_reaches_the_superior(
    district: District, client: Client
) -> None:
    district.go_live()
    client.cookies["language"] = "en"
    client.force_login(User.objects.get(charges__post=district.post("dm")))
    page = client.get(f"/charge/{district.post('dm')}/").content.decode()
    assert "Nobody above you can take the charge." in page
    assert '<form class="form wide' not in page
    assert client.post(f"/charge/{district.post('dm')}/", {"step": "check"}).status_code == 409
    client.force_login(User.objects.get(charges__post=district.post("oc-general")))
    address = f"/charge/{district.post('oc-general')}/"
    assert client.post(address, {"step": "do", "seen": "of another page"}).status_code == 409
    assert client.post(address, {"step": "check", "remarks": "ক" * 4001}).status_code == 422
    assert not HandOver.objects.exists()
    seen = client.post(address, {"step": "check"}).context["seen"]
    client.post(address, {"step": "do", "seen": seen})
    done = HandOver.objects.get()
    assert "You offered the charge to" in client.get(address).content.decode()
    back = client.post(f"/charge/list/{done.pk}/", {"step": "back"})
    assert (back.status_code, HandOver.objects.exists()) == (302, False)


def test_the_lists_own_fingerprint_follows_from_the_list_alone(district: District) -> None:
    done = given(district, "oc-general", newcomer().pk)
    before = done.list_fingerprint
    done.remarks, done.differences = "অন্য কথা", "একটি নথি পাইনি"
    assert done.list_fingerprint == before
    done.held = {**done.held, "matters": [{"matter": "another"}]}
    assert done.list_fingerprint != before


def test_a_list_recorded_before_it_had_its_own_fingerprint_is_verified_as_it_was_told(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    handovers = facts.TABLES["handovers"]
    columns = tuple(name for name in handovers.columns if name != "list_fingerprint")
    with monkeypatch.context() as before:
        before.setitem(facts.TABLES, "handovers", replace(handovers, columns=columns))
        done = given(district, "oc-general", newcomer().pk)
    entries = ledger.entries(district.office.pk)
    assert "list_fingerprint" not in entries[-1].data["handovers"][0]
    told = {row.id: row for row in facts.compared(district.office.pk, entries)}
    assert told[str(done.pk)].agrees
    HandOver.objects.filter(pk=done.pk).update(remarks="অন্য কথা")
    told = {row.id: row for row in facts.compared(district.office.pk, entries)}
    assert not told[str(done.pk)].agrees
