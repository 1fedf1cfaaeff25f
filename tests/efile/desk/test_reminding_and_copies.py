"""An officer is reminded of a file that lies with him; a file goes to one who acts, and copies are read."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from efile import selectors, services
from efile.access.models import MatterGrant
from efile.access.shown import shown_here
from efile.desk import reasons, reminding, rules
from efile.desk.models import Reminder
from efile.forwarding import selectors as forwarding
from efile.models import Matter
from efile.services.act import Done
from efile.verification import check_stream
from efile.visibility import visible_to
from hierarchy.lines import Seat
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.ids import uuid7
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, seen_fields, sign_in

__all__ = ["district", "sign_in"]

OC, CIC = "oc-general", "cic-general"
DESK = reverse("desk")


def today(district: District) -> date:
    return district.now.astimezone(ZoneInfo("Asia/Kolkata")).date()


def below(district: District) -> Matter:
    matter = district.marked()
    district.forward(OC, matter, CIC)
    return matter


def remind(
    district: District,
    matter: Matter,
    code: str = OC,
    days: int | None = 5,
    words: str = "প্রতিবেদন দিন",
) -> Done:
    return reminding.remind(
        actor=district.actor(code),
        thread=district.thread(matter).pk,
        words=words,
        act_by=None if days is None else today(district) + timedelta(days=days),
        now=district.wait(minutes=5),
    )


def agrees(matter: Matter) -> bool:
    return check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def test_it_stands_on_the_holders_line_and_in_the_record(district: District, sign_in: SignIn) -> None:
    matter = below(district)
    remind(district, matter)
    page = sign_in(CIC).get(DESK).content.decode()
    assert "Officer-in-Charge, General Section asks for an answer by" in page
    assert "প্রতিবেদন দিন" in page
    last = ledger.entries(matter.pk)[-1]
    assert (last.kind, last.texts["reminder"]) == ("thread.reminded", "প্রতিবেদন দিন")
    assert last.data["to"] == str(district.post(CIC))
    assert agrees(matter)


def test_it_moves_nothing_and_makes_no_page_of_the_holder_old(district: District) -> None:
    matter = below(district)
    seen, moves = district.seen(matter), Matter.objects.get(pk=matter.pk).moves
    remind(district, matter)
    assert district.seen(matter) == seen
    assert Matter.objects.get(pk=matter.pk).moves == moves


def test_who_sent_it_still_pulls_it_back(district: District) -> None:
    matter = below(district)
    remind(district, matter)
    services.pull_back(
        actor=district.actor(OC), thread=district.thread(matter).pk, now=district.wait(minutes=1)
    )
    assert district.thread(matter).holder.code == OC
    assert agrees(matter)


def test_it_is_over_when_the_file_leaves_that_desk(district: District, sign_in: SignIn) -> None:
    matter = below(district)
    remind(district, matter)
    district.forward(CIC, matter, "udc-general")
    assert "asks for an answer" not in sign_in("udc-general").get(DESK).content.decode()


def test_after_the_day_both_see_that_it_has_passed(district: District, sign_in: SignIn) -> None:
    matter = below(district)
    remind(district, matter)
    Reminder.objects.update(act_by=today(district) - timedelta(days=1))
    holder = sign_in(CIC).get(DESK, {"show": "reminded"}).content.decode()
    assert "that has passed" in holder
    sender = sign_in(OC).get(DESK, {"box": "others", "show": "overdue"}).content.decode()
    assert str(district.thread(matter).pk) in sender


def test_a_changed_reminder_is_found(district: District) -> None:
    matter = below(district)
    remind(district, matter)
    Reminder.objects.update(words="অন্য কথা")
    assert not agrees(matter)


@pytest.mark.parametrize(("code", "reason"), [(CIC, "remind.oneself"), ("ldc-general", "remind.not_yours")])
def test_who_does_not_remind(district: District, code: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        remind(district, below(district), code)
    assert refused.value.reason.code == reason


def test_who_reminds() -> None:
    above, own, other = uuid7(), uuid7(), uuid7()
    seat = Seat(own, uuid7(), None, (above,))
    assert rules.may_remind(seat, {above}, False, False) is None
    assert rules.may_remind(seat, {other}, False, True) is None
    assert rules.may_remind(seat, {other}, False, False) is reasons.NOT_TO_REMIND
    assert rules.may_remind(seat, {own}, False, True) is reasons.REMIND_ONESELF
    assert rules.may_remind(seat, {above}, True, True) is reasons.REMIND_NOBODY


DAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("words", "act_by", "reason"),
    [
        ("দিন", None, None),
        ("", DAY, None),
        ("", None, reasons.REMIND_WHAT),
        ("দিন", DAY - timedelta(days=1), reasons.REMIND_BY),
        ("দিন", DAY + timedelta(days=400), reasons.REMIND_BY),
    ],
)
def test_what_a_reminder_says(words: str, act_by: date | None, reason: object) -> None:
    assert rules.reminder_says(words, act_by, DAY, 300) is reason


def send(district: District, matter: Matter, *copies: str, days: int | None = None) -> Done:
    return services.forward(
        actor=district.actor(OC),
        thread=district.thread(matter).pk,
        to=district.post(CIC),
        now=district.wait(minutes=5),
        copies=[district.post(code) for code in copies],
        answer_by=None if days is None else today(district) + timedelta(days=days),
    )


def test_one_acts_and_the_copies_read(district: District) -> None:
    matter = district.marked()
    land = district.actor("oc-land")
    assert not visible_to(Matter.objects.filter(pk=matter.pk), land).exists()
    send(district, matter, "oc-land", "oc-jm")
    assert district.thread(matter).holder.code == CIC
    assert visible_to(Matter.objects.filter(pk=matter.pk), land).exists()
    (notice,) = forwarding.notices_of(land)
    assert (notice.kind, notice.matter) == ("copied", matter)
    (shown,) = shown_here(land, district.now)
    assert shown.reason == "copy for information"
    with pytest.raises(Refused) as refused:
        district.forward("oc-land", matter, "udc-land")
    assert refused.value.reason.code == "thread.not_holder"
    assert selectors.counts(land, today(district))["with_me"] == 0
    assert agrees(matter)


def test_a_copy_that_no_entry_tells_is_found(district: District) -> None:
    matter = district.marked()
    send(district, matter, "oc-land")
    MatterGrant.objects.all().delete()
    assert not agrees(matter)


def test_the_recipient_needs_no_copy(district: District) -> None:
    with pytest.raises(Refused) as refused:
        send(district, district.marked(), CIC)
    assert refused.value.reason is reasons.COPY_TO_HOLDER


def test_an_answer_is_asked_for_with_the_file(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    send(district, matter, days=4)
    assert "asks for an answer by" in sign_in(CIC).get(DESK).content.decode()
    assert agrees(matter)


def test_the_form_of_sending_offers_copies_and_a_day(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    thread, client = district.thread(matter).pk, sign_in(OC)
    form = client.get(reverse("forward", args=[thread]), {"q": "land"}).content.decode()
    assert f'name="copy" value="{district.post("oc-land")}"' in form
    assert 'name="answer_by"' in form
    given = {"to": str(district.post(CIC)), "copy": str(district.post("oc-land"))}
    client.post(reverse("forward", args=[thread]), {**seen_fields(district, matter), **given})
    assert [one.post_id for one in forwarding.notices_of(district.actor("oc-land"))] == [
        district.post("oc-land")
    ]


def test_a_reminder_is_sent_from_the_page_of_the_file(district: District, sign_in: SignIn) -> None:
    matter = below(district)
    client, address = sign_in(OC), reverse("remind", args=[district.thread(matter).pk])
    assert address in client.get(reverse("matter", args=[matter.pk])).content.decode()
    assert client.post(address, {"reminder": ""}).status_code == 422
    client.post(address, {"reminder": "প্রতিবেদন দিন"})
    assert Reminder.objects.get().words == "প্রতিবেদন দিন"
