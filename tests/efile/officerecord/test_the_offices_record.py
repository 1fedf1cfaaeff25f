"""The office's record is told in words to its head, its administrators and its auditors, to nobody else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from efile.officerecord.kinds import KINDS
from efile.officerecord.names import Names
from efile.officerecord.selectors import PAGE, Wanted, offices_read, page_of
from efile.officerecord.telling import Told, told
from efile.periodicals import services as periodicals
from hierarchy import services
from hierarchy.models import AskedAct, Charge, Office, Post, Section, User
from hierarchy.selectors import actor_for
from hierarchy.services.recording import record
from hierarchy.signin.contacts import set_contact
from hierarchy.signin.services import reset
from ledger.models import Entry, Stream
from ledger.services import append
from tests.days import today
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.test_office_open_to_an_auditor import admit, dismiss, elsewhere
from workflows.limit_acts import line_of

__all__ = ["district", "elsewhere", "sign_in"]
ROOT = Path(__file__).parents[3]
ROOMS = ("hierarchy", "workflows", "efile", "notings", "integrations")
TO_THE_OFFICE = re.compile(
    r'stream_kind="office"|hierarchy\.services\.(administering|recording) import|record_own'
    r"|committees\.services\.common import"
)
KIND = re.compile(r"^[a-z]+\.[a-z_]+$")


def told_now(office: Office, **asked: str) -> list[Told]:
    entries, _more = page_of(office.pk, Wanted.read(asked), None)
    names = Names.of(office, entries)
    return [told(entry, names) for entry in entries]


def give(district: District, code: str, name: str) -> User:
    user = User.objects.create(username=name.lower(), name_bn=name, name_en=name)
    row = Charge.objects.filter(post=district.post(code), ends=None).first()
    actor, now = district.actor("dpm"), district.wait(minutes=1)
    if row is not None:
        services.end_charge(actor=actor, charge=row.pk, now=now)
    services.give_charge(
        actor=actor, post=district.post(code), user=user.pk, kind="in_charge", now=district.wait(minutes=1)
    )
    return user


def test_an_act_is_told_with_its_person_its_post_and_who_stood_by(district: District) -> None:
    give(district, "oc-general", "Newcomer")
    line, before, *_rest = told_now(district.office)
    title = Post.objects.get(pk=district.post("oc-general")).title.en
    assert (line.act, before.act) == ("Charge given", "Charge ended")
    assert line.lines[0].startswith(f"{title}: Newcomer (in charge)")
    actor = district.actor("dpm")
    assert (line.by.name, line.by.post) == (actor.name.en, actor.post_title.en)
    assert line.second is not None
    assert line.second.name == district.actor("dm").name.en


def test_a_post_that_ended_is_told_with_what_stands_for_it(district: District) -> None:
    services.abolish_post(
        actor=district.actor("dpm"),
        post=district.post("oc-general"),
        successor=district.post("oc-land"),
        now=district.wait(minutes=1),
    )
    heir = Post.objects.get(pk=district.post("oc-land")).title.en
    (said,) = [one for one in told_now(district.office)[0].lines if "stands no longer" in one]
    assert said.endswith(heir)


def test_what_became_of_others_is_told_too(district: District) -> None:
    """Who reported to an abolished post reports elsewhere; the posts of a merged section sit in another."""
    admin, now = district.actor("dpm"), district.wait(minutes=1)
    services.abolish_post(
        actor=admin, post=district.post("oc-general"), successor=district.post("oc-land"), now=now
    )
    oc_land = Post.objects.get(pk=district.post("oc-land"))
    below = Post.objects.filter(office=district.office, reports_to=oc_land, section__code="general")
    said = told_now(district.office)[0].lines
    for post in below:
        assert f"{post.title.en} · reports to {oc_land.title.en} from now on" in said
    general, land = (Section.objects.get(office=district.office, code=code) for code in ("general", "land"))
    moved = list(Post.objects.filter(section=general, abolished_on=None))
    services.close_section(actor=admin, section=general.pk, successor=land.pk, now=district.wait(minutes=1))
    said = told_now(district.office)[0].lines
    assert moved
    assert {f"{post.title.en} · goes to {land.name.en}" for post in moved} <= set(said)


def test_a_merger_is_told_with_its_persons_and_the_office_beside_each_name(district: District) -> None:
    call_command("load_charts", office="purba-medinipur", with_demo_people=True, verbosity=0)
    heir = Office.objects.get(code="purba-medinipur")
    own, there = district.office.name.en, heir.name.en
    waiting = AskedAct.objects.create(
        office=district.office,
        act="order-power",
        given={},
        asked_by=Charge.objects.get(post=district.post("dpm")).user,
        post_id=district.post("dpm"),
        asked_at=district.now,
    )
    head, section = Post.objects.get(office=heir, code="dm"), Section.objects.get(office=heir, code="general")
    services.close_office(
        actor=district.actor("dpm"),
        successor=heir.pk,
        posts={row.pk: head.pk for row in Post.objects.filter(office=district.office, abolished_on=None)},
        sections={row.pk: section.pk for row in Section.objects.filter(office=district.office)},
        consent=Charge.objects.get(post=head).user,
        now=district.wait(minutes=1),
    )
    received = told_now(heir)[0]
    assert received.second is not None
    assert received.consent is not None
    assert received.second.name == Charge.objects.get(post=district.post("dm")).user.name.en
    ended, closed = told_now(district.office)[:2]
    name = section.name.en
    assert f"{name}, {own} · stands no longer; in its place: {name}, {there}" in closed.lines
    assert ended.act == "Act that waited for a second person ended with the office"
    assert ended.lines == ("Give or withhold a power",)
    waiting.refresh_from_db()
    assert waiting.outcome == AskedAct.Outcome.WITHDRAWN
    assert not AskedAct.objects.filter(AskedAct.waits(district.now)).exists()


@pytest.mark.parametrize(("language", "unit"), [("en", "5 calendar days"), ("bn-IN", "৫ দিন")])
def test_a_time_limit_is_told_by_what_it_is_for(district: District, language: str, unit: str) -> None:
    data = {
        "name": "internal-decision", "days": 5, "unit": "calendar", "valid_from": "2026-11-20",
        "source": {"bn": "আদেশ ৩", "en": "Order 3"},
    }  # fmt: skip
    actor, now = district.actor("dpm"), district.wait(minutes=1)
    record(office=district.office.pk, kind="limit.added", data=data, actor=actor, now=now)
    with translation.override(language):
        (line,) = told_now(district.office)[0].lines
        purpose = str(line_of(district.office, district.now.date(), "internal-decision").purpose)
    assert line.startswith(f"{purpose}: ")
    assert unit in line
    assert "internal-decision" not in line


@pytest.mark.parametrize(
    ("language", "direction", "due"),
    [
        ("en", "We receive it", "the turn due on 20.11.2026"),
        ("bn-IN", "এখানে আসে", "২০.১১.২০২৬ তারিখের পালা"),
    ],
)
def test_a_report_or_return_is_told_by_its_name_and_a_turn_by_its_day(
    district: District, language: str, direction: str, due: str
) -> None:
    clerk = district.actor("udc-general")
    pk = periodicals.keep(
        actor=clerk,
        name="মাসিক বিবরণী",
        direction="receive",
        party="মহকুমা শাসক",
        every="month",
        first_on=date(2026, 11, 20),
        now=district.wait(minutes=1),
    )
    number = entered(district).receipt.number
    periodicals.tick_off(
        actor=district.actor("oc-general"), periodical=pk, number=number, now=district.wait(minutes=1)
    )
    with translation.override(language):
        done, kept = told_now(district.office, group="records")
        section = str(Section.objects.get(office=district.office, code="general").name)
    assert kept.lines == (f"মাসিক বিবরণী · {direction} · {section}",)
    assert done.lines == (*kept.lines, due)


def test_a_reset_is_told_with_its_remarks_and_a_mobile_never(district: District) -> None:
    user = give(district, "oc-general", "Newcomer")
    set_contact(
        actor=district.actor("dpm"), user=user.pk, mobile="9800000001", email="", now=district.wait(minutes=1)
    )
    reset(
        user=user.pk, password=True, factors=False, reason="lost his phone",
        actor=district.actor("dpm"), now=district.wait(minutes=1),
    )  # fmt: skip
    line, contact = told_now(district.office, group="accounts")[0], told_now(district.office)[1]
    assert (line.act, line.remarks) == ("Account reset", "lost his phone")
    assert line.lines == ("Newcomer", "password taken away")
    assert contact.lines == ("Newcomer",)


def test_a_kind_without_words_is_told_by_its_name_and_values_but_no_secrets(district: District) -> None:
    data = {"place": "Raiganj", "password": "open", "new_code": "1234", "said": {"bn": "ক", "en": "A"}}
    record(
        office=district.office.pk,
        kind="thing.done",
        data=data,
        actor=district.actor("dm"),
        now=district.wait(minutes=1),
    )
    line = told_now(district.office)[0]
    assert (line.act, line.known) == ("thing.done", False)
    assert set(line.lines) == {"place: Raiganj", "said: A"}


def test_pages_follow_each_other_without_a_gap(district: District) -> None:
    for number in range(PAGE):
        append(
            stream=district.office.pk, stream_kind="office", kind="thing.done", data={"n": number},
            by=district.actor("dm").by(), at=district.wait(minutes=1),
        )  # fmt: skip
    head = Stream.objects.get(pk=district.office.pk).head_seq
    first, more = page_of(district.office.pk, Wanted(), None)
    second, last = page_of(district.office.pk, Wanted(), first[-1].seq)
    assert [row.seq for row in [*first, *second]] == list(range(head, 0, -1))
    assert (more, last) == (True, False)


def test_a_day_and_a_subject_narrow_it(district: District) -> None:
    give(district, "oc-general", "Newcomer")
    assert {one.act for one in told_now(district.office, group="charges")} >= {"Charge given"}
    assert told_now(district.office, group="records") == []
    day = timezone.localtime(district.now).date().isoformat()
    within = told_now(district.office, since=day, until=day)
    assert within[0].act == "Charge given"
    assert told_now(district.office, since="2199-01-01") == []


@pytest.mark.parametrize(
    ("code", "status"),
    [("dm", 200), ("dpm", 200), ("auditor-1", 200), ("oc-general", 403), ("adm-general", 403)],
)
def test_who_reads_it(district: District, sign_in: SignIn, code: str, status: int) -> None:
    give(district, "oc-land", "Newcomer")
    answer = sign_in(code).get(reverse("office_record"))
    assert answer.status_code == status
    assert ("Newcomer" in answer.content.decode()) is (status == 200)
    linked = reverse("office_record") in sign_in(code).get(reverse("history")).content.decode()
    assert linked is (status == 200)


def test_an_assistant_of_who_reads_it_reads_none(district: District) -> None:
    """Who drafts for the head, for an administrator or for an auditor, and has the head's eyes otherwise."""
    for code in ("dm", "dpm", "auditor-1"):
        assert offices_read(district.actor(code)).exists()
        user = User.objects.create(username=f"pa-{code}", name_bn="সহায়ক", name_en="Assistant")
        services.name_assistant(
            actor=district.actor("dpm"),
            post=district.post(code),
            user=user.pk,
            reason="PA",
            ends=district.now + timedelta(days=9),
            now=district.now,
        )
        assistant = actor_for(user.pk, district.post(code), district.now)
        assert assistant.assistant
        assert not offices_read(assistant).exists()


def test_an_auditor_elsewhere_reads_it_while_the_office_is_open_to_him(
    district: District, elsewhere: Post, sign_in: SignIn
) -> None:
    client = sign_in(elsewhere.code, office=elsewhere.office)
    of_the_office = {"office": district.office.code}

    def reads(client: Client) -> bool:
        return (
            "Office opened to an auditor"
            in client.get(reverse("office_record"), of_the_office).content.decode()
        )

    grant = admit(district, elsewhere, until=today())
    assert reads(client)
    dismiss(district, grant)
    assert not reads(client)


def test_it_is_told_in_bengali(district: District, sign_in: SignIn) -> None:
    give(district, "oc-general", "Newcomer")
    page = sign_in("dm", "bn").get(reverse("office_record")).content.decode()
    assert "দায়িত্বভার" in page
    assert "Charge given" not in page


def _written() -> Iterator[tuple[str, str]]:
    """Every kind that stands in a module that writes to the stream of an office, with the module."""
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "migrations" in path.parts or not TO_THE_OFFICE.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KIND.match(node.value):
                yield str(path.relative_to(ROOT)), node.value


OTHERS = {
    "flow.published", "flow.bpmn", "limits.toml", "signin.link", "notice.meeting", "notice.meeting_off",
    "file.destroyed", "payload.destroyed", "file.read_for_disposal",
}  # fmt: skip
"""Kinds of other streams, topics and names of files that stand in the same modules."""


def test_every_kind_that_the_code_enters_has_words() -> None:
    written = {kind for _path, kind in _written()} - OTHERS
    assert {"charge.given", "account.reset", "office.closed", "guard.put_in"} <= written
    assert sorted(written - set(KINDS)) == []


def test_every_kind_that_was_entered_has_words_in_both_languages(district: District) -> None:
    entered = set(Entry.objects.filter(stream__kind="office").values_list("kind", flat=True))
    assert entered <= set(KINDS)
    for kind, words in KINDS.items():
        with translation.override("bn-IN"):
            assert str(words) != kind
            assert not re.search("[A-Za-z]", str(words)), kind
