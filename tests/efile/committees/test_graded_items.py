"""What the pages of a committee say of a graded file, to whom, and that its reading is logged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from efile import reasons as efile_reasons
from efile.access.models import AccessLog, PageKind
from efile.committees import reasons, services
from efile.committees.services import Decision
from efile.models import Matter, Secrecy
from hierarchy.refusals import Refused
from tests.efile.committees.conftest import Committee
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]

SUBJECT, APPLICANT, RESOLVED = "তহবিল তছরুপের তদন্ত", "রহিমা বেওয়া", "তদন্ত শুরু করার সিদ্ধান্ত হল।"
PAPERS = ("", "notice/", "minutes/")
GRADED = (Secrecy.CONFIDENTIAL, Secrecy.SECRET, Secrecy.TOP_SECRET)
MEMBER = "oc-general"


@pytest.fixture
def secret(committee: Committee) -> Matter:
    """Top secret, before the committee."""
    committee.district.now = timezone.now() - timedelta(hours=2)
    return graded(committee, Secrecy.TOP_SECRET)


def graded(committee: Committee, grade: int) -> Matter:
    matter = committee.matter(SUBJECT)
    Matter.objects.filter(pk=matter.pk).update(secrecy=grade)
    matter.refresh_from_db()
    return matter


def held(committee: Committee, matter: Matter) -> UUID:
    """A meeting on it, its minutes written."""
    meeting = committee.call(hours=1)
    committee.list(meeting, [matter])
    committee.attend(meeting)
    committee.write(meeting, {matter: Decision("settle", text=RESOLVED)})
    return meeting


def said(client: Client, meeting: UUID) -> set[str]:
    """Which of the words stand on any paper of the meeting."""
    pages = [client.get(f"/meetings/{meeting}/{paper}") for paper in PAPERS]
    assert {page.status_code for page in pages} == {200}
    text = "".join(page.content.decode() for page in pages)
    return {word for word in (SUBJECT, APPLICANT, RESOLVED) if word in text}


def test_who_audits_reads_nothing_of_a_top_secret_item(
    committee: Committee, secret: Matter, sign_in: SignIn
) -> None:
    meeting = held(committee, secret)
    auditor = sign_in("auditor-1")
    assert said(auditor, meeting) == set()
    page = auditor.get(f"/meetings/{meeting}/").content.decode()
    assert "Top secret" in page
    assert "The subject is not shown to your post" in page
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("grade", GRADED)
def test_members_read_a_graded_item_until_the_minutes_are_signed(
    committee: Committee, sign_in: SignIn, grade: Secrecy
) -> None:
    committee.district.now = timezone.now() - timedelta(hours=2)
    matter = graded(committee, grade)
    meeting = held(committee, matter)
    member = sign_in(MEMBER)
    assert said(member, meeting) == {SUBJECT, APPLICANT, RESOLVED}
    committee.sign(meeting)
    assert member.get(f"/m/{matter.pk}/").status_code == 404
    assert said(member, meeting) == set()


def test_who_wrote_and_who_signed_the_minutes_keep_reading_them(
    committee: Committee, secret: Matter, sign_in: SignIn
) -> None:
    meeting = held(committee, secret)
    committee.sign(meeting)
    for code in ("dm", "oc-land"):
        assert said(sign_in(code), meeting) == {SUBJECT, APPLICANT, RESOLVED}


def test_the_minutes_of_a_normal_item_are_the_committees(committee: Committee, sign_in: SignIn) -> None:
    committee.district.now = timezone.now() - timedelta(hours=2)
    meeting = held(committee, committee.matter(SUBJECT))
    committee.sign(meeting)
    assert said(sign_in(MEMBER), meeting) == {SUBJECT, APPLICANT, RESOLVED}
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("paper", PAPERS)
def test_each_reading_of_a_graded_item_is_a_row(
    committee: Committee, secret: Matter, sign_in: SignIn, district: District, paper: str
) -> None:
    meeting = held(committee, secret)
    for _ in range(2):
        sign_in(MEMBER).get(f"/meetings/{meeting}/{paper}")
    sign_in(MEMBER).head(f"/meetings/{meeting}/{paper}")
    rows = AccessLog.objects.filter(matter=secret, page=PageKind.MEETING)
    assert [row.post_id for row in rows] == [district.post(MEMBER)] * 2


def test_what_waits_is_named_to_who_may_open_it(
    committee: Committee, secret: Matter, sign_in: SignIn
) -> None:
    meeting = committee.call()
    assert SUBJECT in sign_in("oc-land").get("/committees/khas-land/").content.decode()
    for code in (MEMBER, "auditor-1"):
        page = sign_in(code).get("/committees/khas-land/").content.decode()
        assert SUBJECT not in page
        assert "Top secret" in page
        assert said(sign_in(code), meeting) == set()


def test_nobody_puts_before_the_members_what_he_may_not_open(committee: Committee, secret: Matter) -> None:
    """Else the chair would show it to himself: what is on the agenda, each member opens."""
    meeting = committee.call()
    successor = replace(committee.district.actor("dm"), user_id=uuid4())
    with pytest.raises(Refused) as refused:
        services.set_agenda(
            actor=successor,
            meeting=meeting,
            threads=[committee.district.thread(secret).pk],
            now=committee.district.now,
        )
    assert refused.value.reason is efile_reasons.NOT_VISIBLE


def test_a_refusal_does_not_name_a_file_of_others(committee: Committee, sign_in: SignIn) -> None:
    foreign = committee.district.marked(to="oc-jm")
    Matter.objects.filter(pk=foreign.pk).update(secrecy=Secrecy.TOP_SECRET, subject=SUBJECT)
    meeting = committee.call()
    thread = committee.district.thread(foreign).pk
    answer = sign_in("oc-land").post(f"/meetings/{meeting}/agenda/", {"version": "1", "thread": str(thread)})
    assert answer.status_code == 404
    assert SUBJECT not in answer.content.decode()


def test_nobody_decides_an_item_that_he_may_not_open(committee: Committee, secret: Matter) -> None:
    meeting = committee.call()
    committee.list(meeting, [secret])
    item = committee.item(meeting, secret)
    stranger = replace(committee.district.actor("dm"), user_id=uuid4(), posts=frozenset())
    with pytest.raises(Refused) as refused:
        services.write_minutes(
            actor=stranger,
            meeting=meeting,
            decisions={item.pk: Decision("settle", text=RESOLVED)},
            now=committee.district.now,
        )
    assert refused.value.reason in {efile_reasons.NOT_VISIBLE, reasons.NOT_SECRETARY}
