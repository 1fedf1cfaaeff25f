"""The pages of committees: who is offered which act, what a refusal keeps, what is printed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from efile.committees.models import AgendaItem, Meeting
from hierarchy.models import Charge
from hierarchy.selectors import calendar_at
from ledger.ids import uuid7
from tests.efile.committees.conftest import SETTLE, Committee
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]


@pytest.fixture
def called(committee: Committee) -> UUID:
    """A meeting whose hour has come, with one item on its agenda."""
    matter = committee.matter()
    meeting = committee.call(hours=1)
    committee.list(meeting, [matter])
    committee.district.now = timezone.now() - timedelta(minutes=5)
    return meeting


def page(client: Client, meeting: UUID) -> str:
    return client.get(f"/meetings/{meeting}/").content.decode()


def version(meeting: UUID) -> str:
    return str(Meeting.objects.get(pk=meeting).version)


def test_a_member_finds_the_meeting_from_the_desk_and_reads_its_notice(
    district: District, sign_in: SignIn, called: UUID
) -> None:
    member = sign_in("adm-land")
    desk = member.get("/desk/").content.decode()
    assert 'href="/committees/">Committees and meetings <b>1</b>' in desk
    assert "Khas Land Settlement Committee" in member.get("/committees/").content.decode()
    listed = member.get("/committees/khas-land/").content.decode()
    assert f'href="/meetings/{called}/"' in listed
    assert "Send the notice" not in listed
    assert "Sign the minutes" not in page(member, called)
    assert 'href="/committees/">Committees and meetings</a>' in member.get("/desk/").content.decode()
    notice = member.get(f"/meetings/{called}/notice/").content.decode()
    assert "খাস জমি বন্দোবস্তের আবেদন, মৌজা লোধন" in notice
    assert "সভাকক্ষ" in notice


@pytest.mark.parametrize("code", ["udc-land", "counter-1", "adm-it", "group-d-it"])
def test_who_has_no_seat_finds_nothing(district: District, sign_in: SignIn, called: UUID, code: str) -> None:
    other = sign_in(code)
    assert other.get("/committees/khas-land/").status_code == 404
    for path in ("", "notice/", "minutes/"):
        assert other.get(f"/meetings/{called}/{path}").status_code == 404
    for path in ("agenda", "attendance", "write", "sign", "off"):
        assert other.post(f"/meetings/{called}/{path}/", {"version": "1"}).status_code == 404


def test_nobody_signed_in_is_asked_to_sign_in(client: Client, called: UUID) -> None:
    for path in ("/committees/", "/committees/khas-land/", f"/meetings/{called}/"):
        assert client.get(path).status_code == 302


def test_the_secretary_calls_a_meeting_by_the_form(district: District, sign_in: SignIn) -> None:
    secretary = sign_in("oc-land")
    day = calendar_at(district.office.pk, timezone.now()).add_working_days(timezone.localdate(), 3)
    form = {"on": day.isoformat(), "hour": "11:30", "place": "সভাকক্ষ", "key": str(uuid7())}
    answer = secretary.post("/committees/khas-land/", form)
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == f"/meetings/{meeting.pk}/"
    at = meeting.at.astimezone(ZoneInfo(district.office.timezone))
    assert at.strftime("%Y-%m-%d %H:%M") == f"{day.isoformat()} 11:30"


def test_a_meeting_for_a_day_off_is_called_by_who_read_that_it_is_one(
    district: District, sign_in: SignIn
) -> None:
    secretary, on = sign_in("oc-land"), timezone.localdate()
    sunday = on + timedelta(days=6 - on.weekday() or 7)
    form = {"on": sunday.isoformat(), "hour": "11:30", "place": "সভাকক্ষ", "key": str(uuid7())}
    asked = secretary.post("/committees/khas-land/", form).content.decode()
    assert f"{sunday:%d.%m.%Y} is a day off by the office&#x27;s calendar." in asked.replace("'", "&#x27;")
    assert 'value="সভাকক্ষ"' in asked
    assert not Meeting.objects.exists()
    other = {**form, "day_off": (sunday + timedelta(days=7)).isoformat()}
    assert secretary.post("/committees/khas-land/", other).status_code == 200
    told = asked.partition('name="day_off" value="')[2].partition('"')[0]
    assert secretary.post("/committees/khas-land/", {**form, "day_off": told}).status_code == 302
    assert Meeting.objects.get().at.astimezone(ZoneInfo(district.office.timezone)).date() == sunday


def test_a_meeting_in_the_past_is_refused_in_a_sentence_and_the_form_is_kept(
    district: District, sign_in: SignIn
) -> None:
    form = {"on": "2020-01-01", "hour": "11:30", "place": "সভাকক্ষ", "key": str(uuid7())}
    answer = sign_in("oc-land").post("/committees/khas-land/", form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "The meeting would lie in the past." in text
    assert 'value="সভাকক্ষ"' in text
    assert sign_in("adm-land").post("/committees/khas-land/", form).status_code == 403


def test_a_meeting_in_the_year_9999_is_refused_in_a_sentence(district: District, sign_in: SignIn) -> None:
    form = {"on": "9999-01-01", "hour": "11:30", "place": "সভাকক্ষ", "key": str(uuid7())}
    answer = sign_in("oc-land").post("/committees/khas-land/", form)
    assert answer.status_code == 422
    assert "A meeting is called for a day within a year." in answer.content.decode()
    assert not Meeting.objects.exists()


def test_a_seat_without_anybody_has_no_box_but_the_word_why(
    committee: Committee, sign_in: SignIn, called: UUID
) -> None:
    empty, taken = committee.district.post("adm-land"), committee.district.post("adm-general")
    Charge.objects.filter(post=empty).delete()
    secretary = sign_in("oc-land")
    text = page(secretary, called)
    assert f'name="present" value="{taken}"' in text
    assert str(empty) not in text
    assert "nobody acts there" in text
    refused = secretary.post(
        f"/meetings/{called}/attendance/", {"version": version(called), "present": [str(taken), str(empty)]}
    )
    assert refused.status_code == 422
    kept = refused.content.decode()
    assert f'name="present" value="{taken}" checked' in kept
    assert str(empty) not in kept


def test_a_refused_signature_says_why_beside_the_button(
    committee: Committee, sign_in: SignIn, called: UUID
) -> None:
    chair = sign_in("dm")
    answer = chair.post(f"/meetings/{called}/sign/", {"version": version(called), "key": str(uuid7())})
    assert answer.status_code == 409
    assert "Record first who attended" in answer.content.decode()


def test_what_was_written_is_kept_when_the_meeting_changed_meanwhile(
    committee: Committee, sign_in: SignIn, called: UUID
) -> None:
    item = AgendaItem.objects.get(meeting=called)
    stale = version(called)
    committee.district.now = timezone.now()
    committee.attend(called)
    form = {f"decision-{item.pk}": "settle", f"text-{item.pk}": "দীর্ঘ লেখা", "version": stale}
    answer = sign_in("oc-land").post(f"/meetings/{called}/write/", form)
    assert answer.status_code == 409
    assert "দীর্ঘ লেখা" in answer.content.decode()
    assert AgendaItem.objects.get(pk=item.pk).text == ""


def test_minutes_are_printed_with_who_attended_and_say_while_they_are_not_signed(
    committee: Committee, sign_in: SignIn, called: UUID
) -> None:
    committee.district.now = timezone.now()
    Meeting.objects.filter(pk=called).update(at=timezone.now())
    committee.attend(called, ("dm", "adm-land", "oc-jm", "oc-land"))
    item = AgendaItem.objects.select_related("matter").get(meeting=called)
    committee.write(called, {item.matter: SETTLE})
    chair = sign_in("dm")
    before = chair.get(f"/meetings/{called}/minutes/").content.decode()
    assert "Not signed yet: these minutes decide nothing." in before
    assert "There is a quorum: 4 present, 4 needed." in before
    deputy = Meeting.objects.get(pk=called).attendance.get(post=committee.district.post("oc-jm"))
    assert deputy.on_behalf_of is not None
    assert f"{deputy.name.en} (for {deputy.on_behalf_of.en})" in before
    answer = chair.post(f"/meetings/{called}/sign/", {"version": version(called), "key": str(uuid7())})
    assert answer.status_code == 302
    after = chair.get(f"/meetings/{called}/minutes/").content.decode()
    assert "Not signed yet" not in after
    assert SETTLE.text in after
    signature = after.partition('<p class="signature">')[2].partition("</p>")[0]
    assert "</b> District Magistrate, " in signature
    taken = Meeting.objects.get(pk=called).attendance.order_by("position")
    absent = next(one for one in taken if not one.present and one.user_id)
    assert f"<li>{absent.name.en}, {absent.post_title.en}" in after


def test_the_file_at_the_committee_says_who_decides_it(committee: Committee, sign_in: SignIn) -> None:
    matter = committee.matter()
    text = sign_in("oc-land").get(f"/m/{matter.pk}/").content.decode()
    assert "Khas Land Settlement Committee decides this in a meeting" in text
    assert 'href="/committees/khas-land/"' in text
    assert 'value="settle"' not in text
