"""A charge is handed over by a list that the record keeps, and taken over by a receipt; no file moves."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import translation

from efile import selectors
from efile.handover.services import hand_over, reliefs, take_over
from efile.models import Movement, Thread
from efile.verification import verify_all
from hierarchy.models import Charge, HandOver, User
from hierarchy.refusals import Refused
from hierarchy.selectors import actor_for, holder_of
from hierarchy.services import end_charge, transfer
from ledger import selectors as ledger
from tests.efile.conftest import District

ADMIN = "dpm"


def newcomer(name: str = "newcomer") -> User:
    user = User(username=name, name_bn="নবাগতা দেবী", name_en="Nabagata Devi")
    user.set_unusable_password()
    user.save()
    return user


def given(district: District, code: str, to: UUID, by: str = ADMIN, kind: str = "officiating") -> HandOver:
    return hand_over(
        actor=district.actor(by), post=district.post(code), to=to, kind=kind, remarks="চাবি দেওয়া হল",
        now=district.wait(minutes=1),
    )  # fmt: skip


def test_the_newcomer_has_everything_and_no_row_was_moved(district: District) -> None:
    matter = district.marked("oc-general")
    before = list(Thread.objects.values().order_by("pk")), Movement.objects.count()
    user = newcomer()
    done = given(district, "oc-general", user.pk)

    assert (list(Thread.objects.values().order_by("pk")), Movement.objects.count()) == before
    actor = actor_for(user.pk, district.post("oc-general"), district.now)
    assert [row.matter_id for row in selectors.box(actor, "with_me", district.now.date())] == [matter.pk]
    assert [row["matter"] for row in done.held["matters"]] == [str(matter.pk)]
    assert "subject" not in done.held["matters"][0]


def test_both_steps_are_entries_with_the_sha256_of_the_list(district: District) -> None:
    district.marked("oc-general")
    user = newcomer()
    done = given(district, "oc-general", user.pk)
    first = done.fingerprint
    actor = actor_for(user.pk, district.post("oc-general"), district.now)
    taken = take_over(actor=actor, handover=done.pk, differences="একটি নথি পাইনি", now=district.wait(hours=1))

    entries = [entry for entry in ledger.entries(district.office.pk) if entry.kind.endswith("_over")]
    assert [entry.kind for entry in entries] == ["charge.handed_over", "charge.taken_over"]
    prints = [entry.data["handovers"][0]["fingerprint"] for entry in entries]
    assert prints == [first, taken.fingerprint]
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
        given(district, "oc-general", user.pk, by="oc-general")
    with pytest.raises(Refused, match="not_yours"):
        given(district, "oc-general", user.pk, by="oc-land")
    coming = transfer(
        actor=district.actor(ADMIN), post=post, user=user.pk, kind="substantive",
        at=district.now + timedelta(days=2), now=district.now,
    )  # fmt: skip
    assert [one.user for one in reliefs(Charge(post_id=post).post, district.now)] == [user]
    done = given(district, "oc-general", user.pk, by="oc-general")
    assert done.incoming == coming
    actor = actor_for(user.pk, post, district.now + timedelta(days=2))
    with pytest.raises(Refused, match="too_early"):
        take_over(actor=actor, handover=done.pk, differences="", now=district.now)


def test_an_officer_relieved_without_a_successor_gives_his_charge_to_his_superior(district: District) -> None:
    above = holder_of(reliefs_post(district), district.now)
    assert above is not None
    done = given(district, "oc-general", above.user_id, by="oc-general")
    assert done.incoming.kind == "in_charge"
    holder = holder_of(district.post("oc-general"), district.now)
    assert holder is not None
    assert holder.user_id == above.user_id


def reliefs_post(district: District) -> UUID:
    from hierarchy.selectors import superior

    above = superior(district.post("oc-general"))
    assert above is not None
    return above.pk


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
    assert address in report.content.decode()
    page = client.get(address).content.decode()
    assert matter.receipt is not None
    with translation.override(language):
        from web.templatetags.office import bn_digits

        assert bn_digits(matter.receipt.number) in page
    assert matter.subject not in page, "the administrator's post may not read it"
    answer = client.post(address, {"to": str(user.pk), "kind": "officiating", "remarks": "", "at": ""})
    assert answer.status_code == 302, answer.content.decode()

    client.force_login(user)
    done = HandOver.objects.get()
    assert client.get("/charge/").headers["Location"] == f"/charge/list/{done.pk}/"
    page = client.get(f"/charge/list/{done.pk}/").content.decode()
    assert matter.subject in page
    assert done.fingerprint in page
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
    user, address = newcomer(), f"/charge/{district.post('oc-general')}/"
    client.cookies["language"] = "en"
    client.force_login(User.objects.get(charges__post=district.post(ADMIN)))
    page = client.get(address).content.decode()
    holder = User.objects.get(pk=str(district.actor("oc-land").user_id))
    assert f'<option value="{holder.username}">{holder.name_en}</option>' in page
    given = {"to": "nobody-of-this-name", "kind": "officiating", "remarks": "চাবি", "at": ""}
    refused = client.post(address, given)
    assert refused.status_code == 422
    assert "There is no person with the user name “nobody-of-this-name”." in refused.content.decode()
    assert 'value="nobody-of-this-name"' in refused.content.decode(), "what was typed stays"
    assert client.post(address, given | {"to": f" {user.username.upper()} "}).status_code == 302
    assert HandOver.objects.get().incoming.user == user
