"""CSMOP 19, CSMOP 20: what was said and is recorded on a file is confirmed by those who were present."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from efile import selectors
from efile.confirming import reasons, services
from efile.confirming.models import Confirmation
from efile.models import Matter
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]
SAID = "২২.১১.২০২৬ তারিখে আলোচনা হয়েছে, উপস্থিত: উচ্চবর্গীয় করণিক: তদন্ত সোমবার।"


@pytest.fixture
def matter(district: District) -> Matter:
    """The officer recorded a discussion and sent the file on: nothing waits for those present."""
    row = district.marked()
    district.note("oc-general", row, SAID)
    district.forward("oc-general", row, "cic-general")
    return row


def ask(district: District, matter: Matter, *codes: str, by: str = "oc-general") -> None:
    services.ask(
        actor=district.actor(by),
        matter=matter.pk,
        number=1,
        posts=[district.post(code) for code in codes],
        now=district.wait(minutes=5),
    )


def answer(district: District, matter: Matter, by: str, *, agrees: bool = True, words: str = "") -> None:
    services.answer(
        actor=district.actor(by),
        matter=matter.pk,
        number=1,
        agrees=agrees,
        words=words,
        now=district.wait(minutes=5),
    )


def agrees(matter: Matter) -> bool:
    difference = check_stream("matter", matter.pk, ledger.entries(matter.pk))
    assert difference is None, difference
    return True


def page(client: Client, matter: Matter) -> str:
    return unescape(client.get(reverse("matter", args=[matter.pk])).content.decode())


def test_who_was_present_reads_it_and_confirms_with_his_name_post_and_day(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    ask(district, matter, "udc-jm")
    clerk = sign_in("udc-jm")
    desk = unescape(clerk.get(reverse("desk")).content.decode())
    assert "What was said, to be confirmed" in desk
    assert reverse("those_present", args=[matter.pk]) + "?note=1" in desk
    assert SAID.replace('"', "") in page(clerk, matter), "who is asked may read the file"
    done = clerk.post(reverse("those_present", args=[matter.pk]), {"note": 1, "do": "confirm"})
    assert done.status_code == 302
    row = Confirmation.objects.get()
    person = district.actor("udc-jm")
    assert (row.agrees, row.name) == (True, person.name)
    assert person.post_title is not None
    shown = page(sign_in("dm"), matter)
    assert f"<b>{person.name.en}</b>, {person.post_title.en}" in shown
    assert "Confirmed</span>" in shown
    assert agrees(matter)


def test_it_stands_on_the_desk_of_who_asked_until_it_is_answered(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    ask(district, matter, "udc-jm", "adm-general")
    officer = sign_in("oc-general")
    assert unescape(officer.get(reverse("desk")).content.decode()).count("has not confirmed it yet") == 2
    assert page(officer, matter).count("Not yet confirmed") == 2
    answer(district, matter, "udc-jm")
    assert unescape(officer.get(reverse("desk")).content.decode()).count("has not confirmed it yet") == 1
    assert agrees(matter)


def test_one_says_that_it_was_otherwise_and_how(district: District, matter: Matter, sign_in: SignIn) -> None:
    ask(district, matter, "udc-jm")
    with pytest.raises(Refused) as refused:
        answer(district, matter, "udc-jm", agrees=False, words="  ")
    assert refused.value.reason is reasons.SAY_HOW
    answer(district, matter, "udc-jm", agrees=False, words="তদন্ত মঙ্গলবার ঠিক হয়েছিল।")
    shown = page(sign_in("oc-general"), matter)
    assert "It was otherwise" in shown
    assert "<q>তদন্ত মঙ্গলবার ঠিক হয়েছিল।</q>" in shown
    assert [one.kind for one in ledger.entries(matter.pk)][-2:] == ["note.confirmation_asked", "note.denied"]
    assert agrees(matter)
    Confirmation.objects.update(words="তদন্ত সোমবার।")
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is not None


def test_the_file_goes_its_way_meanwhile(district: District, matter: Matter) -> None:
    ask(district, matter, "udc-jm")
    district.forward("cic-general", matter, "oc-general")
    assert district.thread(matter).holder_id == district.post("oc-general")
    assert agrees(matter)


@pytest.mark.parametrize(
    ("by", "asked", "reason"),
    [
        ("cic-general", ["udc-jm"], reasons.NOT_YOURS),
        ("oc-general", [], reasons.WHOM),
        ("oc-general", ["oc-general"], reasons.ONESELF),
    ],
)
def test_who_recorded_it_asks_others_of_his_office(
    district: District, matter: Matter, by: str, asked: list[str], reason: object
) -> None:
    with pytest.raises(Refused) as refused:
        ask(district, matter, *asked, by=by)
    assert refused.value.reason is reason


def test_it_is_answered_once_and_by_who_was_asked(district: District, matter: Matter) -> None:
    ask(district, matter, "udc-jm")
    with pytest.raises(Refused) as stranger:
        answer(district, matter, "cic-general")
    answer(district, matter, "udc-jm")
    with pytest.raises(Refused) as twice:
        answer(district, matter, "udc-jm", agrees=False, words="না")
    with pytest.raises(Refused) as again:
        ask(district, matter, "udc-jm")
    found = [one.value.reason for one in (stranger, twice, again)]
    assert found == [reasons.NOT_ASKED, reasons.ANSWERED, reasons.WHOM]
    assert selectors.matter_for(district.actor("udc-jm"), matter.pk) == matter


def test_the_page_keeps_what_was_chosen_and_says_what_is_wrong(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    client, url = sign_in("oc-general"), reverse("those_present", args=[matter.pk])
    assert f"{url}?note=1" in page(client, matter)
    post = str(district.post("udc-jm"))
    found = unescape(client.post(url, {"note": 1, "post": post, "q": "নেই", "find": 1}).content.decode())
    assert f'value="{post}" checked' in found, "a search loses no choice"
    refused = client.post(url, {"note": 1, "do": "ask"})
    assert refused.status_code == 422
    assert "Choose who was present." in unescape(refused.content.decode())
    assert client.post(url, {"note": 1, "post": post, "do": "ask"}).status_code == 302
    assert Confirmation.objects.get().asked_by_id == district.post("oc-general")
