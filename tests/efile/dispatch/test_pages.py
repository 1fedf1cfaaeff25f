"""The pages: recipients are chosen, letters issued in a batch, the register filtered; graded ones hidden."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from efile.dak.closing import put_up
from efile.dispatch import failures
from efile.dispatch.models import Way
from efile.dispatch.sending import carried
from efile.letters import choosing
from efile.letters.models import Draft, RecipientGroup, Status
from efile.letters.recipients import Role
from efile.letters.selectors import version_of
from efile.models import Matter, Secrecy
from efile.scenes import message_of
from hierarchy.models import Post, Rank
from ledger import selectors as ledger
from ledger.ids import uuid7
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.dispatch.desk import CITIZEN, DISPATCHER, addressee, fresh, issued, last_to, sent, signed
from tests.efile.letters.desk import agrees, begun
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.hierarchy.factories import make_office, make_post

__all__ = ["district", "sign_in"]


def choose(client: Client, draft: Draft, act: str, **given: Any) -> Any:
    return client.post(reverse("letter_recipients", args=[draft.pk]), {"act": act, **given})


def words_of(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def test_recipients_are_kept_with_the_draft_and_then_with_its_version(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    draft = begun(district, matter, to="")
    oc = sign_in("oc-general")
    assert "রহিমা বেওয়া" in words_of(oc.get(reverse("letter_recipients", args=[draft.pk])))
    assert choose(oc, draft, "add_applicant", role="to").status_code == 302
    choose(oc, draft, "add", role="endorsed", name="প্রধান", address="চোপড়া", email="p@example.org")
    choose(oc, draft, "add_post", role="info", post=str(district.post("dm")))
    form = {"act": "keep", "base": 1, "revision": 3, "key": str(uuid7()), "subject": "নতুন"}
    assert oc.post(reverse("letter", args=[draft.pk]), form).status_code == 302
    said = version_of(fresh(draft)).wording
    assert [one.role for one in said.addressed] == [Role.TO, Role.INFO, Role.ENDORSED]
    assert said.addressed[1].post_id == district.post("dm")
    assert said.subject == "নতুন"
    assert agrees(matter)


def test_the_sender_of_the_dak_is_added_by_one_press(district: District, sign_in: SignIn) -> None:
    dak = entered(district)
    put_up(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=1))
    draft = begun(district, Matter.objects.get(daks=dak), to="")
    oc = sign_in("oc-general")
    page = words_of(oc.get(reverse("letter_recipients", args=[draft.pk])))
    assert "Who wrote the letter" in page
    assert "Applicant of this matter" not in page
    assert choose(oc, draft, "add_applicant", role="to").status_code == 302
    assert [one.name for one in draft.work.get().wording.addressed] == ["মহকুমা শাসক"]


def test_the_posts_of_ones_own_office_come_first(district: District) -> None:
    before = make_office("a-first-by-its-code")
    make_post(before, "dm", level=1)
    for own, other in ((district.office, before), (before, district.office)):
        assert [row.office_id for row in choosing.posts(None, "", own.pk)] == [own.pk, other.pk]


@pytest.mark.parametrize(
    ("typed", "rank", "section"),
    [
        ("ওসি ভূমি", "oc", "land"),
        ("oc land", "oc", "land"),
        ("O.C. Land", "oc", "land"),
        ("বিডিও", "bdo", None),
        ("এসডিও", "sdo", None),
        ("ডিএম", "dm", None),
    ],
)
def test_a_recipient_is_found_by_what_officers_call_the_post(
    district: District, typed: str, rank: str, section: str | None
) -> None:
    block = make_post(district.office, "block", level=9)
    Post.objects.filter(pk=block.pk).update(rank=Rank.objects.get(code="bdo"))
    row = choosing.posts(None, typed, district.office.pk)[0]
    assert (row.rank.code, row.section.code if row.section else None) == (rank, section)


def test_full_stops_alone_find_no_post(district: District) -> None:
    assert choosing.posts(None, "..", district.office.pk) == []


def test_the_list_of_posts_is_not_called_the_mail(district: District, sign_in: SignIn) -> None:
    draft = begun(district, district.marked())
    page = words_of(sign_in("oc-general", "bn").get(reverse("letter_recipients", args=[draft.pk])))
    assert '<label for="post">পদ</label>' in page
    assert "ডাকযোগে" not in page


@pytest.mark.parametrize("reason", failures.OWN)
def test_the_products_own_reason_stands_in_the_readers_language(
    district: District, sign_in: SignIn, reason: str
) -> None:
    matter, draft = issued(district)
    row = sent(district, draft, 1, Way.SMS)
    carried(sending=row.pk, failure=f"{reason} 503", now=district.wait(minutes=1))
    dispatcher = sign_in(DISPATCHER, "bn")
    for address in (reverse("dispatch_letter", args=[draft.pk]), reverse("dispatch_register")):
        page = words_of(dispatcher.get(address))
        assert "503" in page
        assert reason not in page
    (entry,) = (one for one in ledger.entries(matter.pk) if one.kind == "letter.not_sent")
    with translation.override("bn"):
        assert message_of(entry).endswith(f"{gettext(reason)} 503")
        assert reason not in message_of(entry)


def test_what_was_typed_wrongly_stands_there_again(district: District, sign_in: SignIn) -> None:
    draft = begun(district, district.marked())
    answer = choose(sign_in("oc-general"), draft, "add", role="to", name="করিম", email="ভুল", mobile="১২")
    assert answer.status_code == 422
    assert all(f'value="{text}"' in words_of(answer) for text in ("করিম", "ভুল", "১২"))


def test_the_same_recipient_stands_there_once(district: District, sign_in: SignIn) -> None:
    draft = begun(district, district.marked(), to="")
    oc = sign_in("oc-general")
    choose(oc, draft, "add_applicant", role="to")
    assert choose(oc, draft, "add_applicant", role="info").status_code == 409


def test_a_recipient_is_raised_given_another_role_and_removed(district: District, sign_in: SignIn) -> None:
    draft = begun(district, district.marked(), to="")
    oc = sign_in("oc-general")
    for name in ("ক", "খ", "গ"):
        choose(oc, draft, "add", role="info", name=name)
    choose(oc, draft, "raise", place=3, of="গ")
    choose(oc, draft, "role", place=3, of="খ", role="to")
    choose(oc, draft, "remove", place=2, of="ক")
    assert choose(oc, draft, "remove", place=2, of="ক").status_code == 422
    work = draft.work.get()
    assert [(one.role, one.name) for one in work.wording.addressed] == [(Role.TO, "খ"), (Role.INFO, "গ")]


def test_groups_are_of_the_post_or_of_the_office(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    draft = begun(district, matter, to="")
    oc = sign_in("oc-general")
    choose(oc, draft, "add", role="info", name="থানা")
    choose(oc, draft, "keep_group", group_name="নিজের দল", whose="own")
    choose(oc, draft, "keep_group", group_name="সবার দল", whose="office")
    assert choose(oc, draft, "keep_group", group_name="সবার দল", whose="office").status_code == 409
    district.go_live()
    district.forward("oc-general", matter, "udc-general")
    clerk = sign_in("udc-general")
    page = words_of(clerk.get(reverse("letter_recipients", args=[draft.pk])))
    assert "সবার দল" in page
    assert "নিজের দল" not in page
    assert choose(clerk, draft, "keep_group", group_name="ক", whose="office").status_code in {403, 422}
    group = RecipientGroup.objects.get(name="সবার দল")
    assert choose(clerk, draft, "drop_group", group=str(group.pk)).status_code == 403
    assert choose(clerk, draft, "add_group", group=str(group.pk)).status_code == 302


def test_many_are_issued_at_once_and_what_is_not_is_named(district: District, sign_in: SignIn) -> None:
    letters = [signed(district, CITIZEN)[1] for _ in range(3)]
    district.go_live()
    clerk = sign_in(DISPATCHER)
    page = words_of(clerk.get(reverse("dispatch")))
    assert page.count('name="letter"') == 3
    Draft.objects.filter(pk=letters[1].pk).update(status=Status.READY)
    answer = clerk.post(reverse("dispatch"), {"letter": [str(one.pk) for one in letters]})
    assert answer.status_code == 200
    assert [fresh(one).status for one in letters] == [Status.ISSUED, Status.READY, Status.ISSUED]
    assert fresh(letters[2]).issue_serial == 2
    assert "2 letters were issued" in words_of(answer)


def test_sending_to_the_chosen_notes_each_receipt_number(district: District, sign_in: SignIn) -> None:
    matter, draft = issued(district)
    district.go_live()
    form = {
        "act": "send",
        "way-1": "registered",
        "way-3": "registered",
        "to": [str(addressee(draft, 1).pk), str(addressee(draft, 3).pk)],
        "number-1": "RW1IN",
        "number-3": "RW3IN",
        "postage-1": "22",
    }
    address = reverse("dispatch_letter", args=[draft.pk])
    assert sign_in(DISPATCHER).post(address, form).status_code == 302
    assert [last_to(addressee(draft, place)).mail_number for place in (1, 3)] == ["RW1IN", "RW3IN"]
    assert not addressee(draft, 2).sendings.exists()
    assert agrees(matter)


def test_one_press_sends_to_all_each_by_his_own_way(district: District, sign_in: SignIn) -> None:
    matter, draft = issued(district)
    district.go_live()
    address, clerk = reverse("dispatch_letter", args=[draft.pk]), sign_in(DISPATCHER)
    ticked = re.findall(r'name="to" value="([^"]+)" checked', words_of(clerk.get(address)))
    assert len(ticked) == 5
    form = {"act": "send", "to": ticked, **{f"way-{place}": "ordinary" for place in (1, 3, 5)}}
    form |= {"way-2": "hand", "way-4": "speed", "number-4": "EW4IN", "postage-4": "৪১"}
    assert clerk.post(address, form).status_code == 302
    ways = [(last_to(one).way, last_to(one).mail) for one in draft.addressees.order_by("place")]
    mail = ("post", "ordinary")
    assert ways == [mail, ("hand", ""), mail, ("post", "speed"), mail]
    assert agrees(matter)


def test_a_fault_in_one_row_sends_nothing_and_loses_nothing(district: District, sign_in: SignIn) -> None:
    _matter, draft = issued(district)
    form = {
        "act": "send",
        "to": [str(addressee(draft, place).pk) for place in (1, 2)],
        "way-1": "hand",
        "way-2": "speed",
        "postage-2": "৪১",
    }
    answer = sign_in(DISPATCHER).post(reverse("dispatch_letter", args=[draft.pk]), form)
    assert answer.status_code == 422
    page = words_of(answer)
    assert f"{addressee(draft, 2).name}: write the number of the postal receipt" in page
    assert 'value="৪১"' in page
    assert '<option value="speed" selected>' in page
    assert page.count("checked>") == 2
    assert not addressee(draft, 1).sendings.exists()


def test_the_letters_to_be_issued_name_their_recipients(district: District, sign_in: SignIn) -> None:
    signed(district)
    page = words_of(sign_in(DISPATCHER).get(reverse("dispatch")))
    assert CITIZEN.name in page
    assert "5 recipients in all" in page


@pytest.mark.parametrize(
    ("query", "shown"), [("", True), ("way=hand", True), ("way=post", False), ("until=2020-01-01", False)]
)
def test_the_register_by_way_and_days(district: District, sign_in: SignIn, query: str, shown: bool) -> None:
    _matter, draft = issued(district)
    sent(district, draft, 1, Way.HAND)
    page = words_of(sign_in(DISPATCHER).get(f"{reverse('dispatch_register')}?{query}"))
    assert (draft.memo in page) is shown


def test_a_graded_letter_is_on_no_list_of_the_dispatcher(district: District, sign_in: SignIn) -> None:
    matter, draft = issued(district)
    sent(district, draft, 1, Way.HAND)
    _other, waiting = signed(district, CITIZEN)
    Matter.objects.filter(pk__in=[matter.pk, waiting.matter_id]).update(secrecy=Secrecy.CONFIDENTIAL)
    clerk = sign_in(DISPATCHER)
    for address in (reverse("dispatch"), reverse("dispatch_register"), f"{reverse('dispatch')}?box=to_send"):
        page = words_of(clerk.get(address))
        assert draft.memo not in page
        assert waiting.memo not in page
    assert clerk.get(reverse("dispatch_letter", args=[draft.pk])).status_code == 404
    assert clerk.get(reverse("dispatch_pdf", args=[draft.pk])).status_code == 404
    assert clerk.get(reverse("dispatch_covers")).status_code == 404


def test_the_letters_page_shows_how_it_stands_with_each(district: District, sign_in: SignIn) -> None:
    _matter, draft = issued(district)
    sent(district, draft, 1, Way.HAND)
    page = words_of(sign_in("oc-general").get(reverse("letter", args=[draft.pk])))
    assert "By hand" in page
    assert f"{draft.memo}/1(2)" in page
    assert page.count("not sent yet") == 4


def test_covers_carry_a_code_that_opens_the_hand_over(district: District, sign_in: SignIn) -> None:
    _matter, draft = issued(district)
    row = sent(district, draft, 1, Way.HAND)
    pdf = sign_in(DISPATCHER).get(reverse("dispatch_covers"))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    page = words_of(sign_in("group-d-it").get(reverse("hand", args=[row.code])))
    assert CITIZEN.name in page
    assert "নলকূপ" not in page
