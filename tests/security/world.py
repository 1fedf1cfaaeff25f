"""One district in which every role has a file of his own, and in which others have theirs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone, translation

from efile import services
from efile.committees import services as meetings
from efile.dak.diarising import diarise
from efile.dak.letter import Letter
from efile.dak.links import make_link
from efile.disposal import services as disposing
from efile.disposal.carrying import carry_out
from efile.disposal.models import DisposalItem
from efile.files.models import FileScan
from efile.forwarding.models import DeskNotice, NoticeKind
from efile.guard.models import GuardKind, GuardPaper
from efile.letters.models import Draft, DraftVersion, Status
from efile.models import File, Matter, Secrecy, Thread
from efile.papers.keeping import Brought, lay_in
from efile.papers.models import PaperKind
from efile.printing.making import place_of
from efile.printing.models import Printout, State
from efile.services.receiving import Application
from hierarchy import bodies
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.handing import fix_list
from hierarchy.middleware import SESSION_KEY
from hierarchy.models import AskedAct, Charge, ChargeKind, HandOver, Office, Post, SeatRole, Section, User
from hierarchy.services import transfer
from hierarchy.signin.sessions import SEEN
from hierarchy.words import Words
from notings.contents.services import take_in
from tests.efile import stories
from tests.efile.committees.conftest import Committee
from tests.efile.conftest import SERVICE, District
from tests.efile.test_reopening import rejected_by_the_adm
from tests.notings.contents import samples
from tests.security.browser import Browser
from tests.security.keeping import KeepingCache, filling
from tests.security.outgoing import send_out, signed_letter
from tests.security.roles import HOME, ROLES, Role
from workflows import studio
from workflows.limits import NewLimit, add_limit
from workflows.models import Flow
from workflows.shipping import load_flows

URLCONF = "tests.security.every_url"
KHAS_LAND = "wb-khas-land"
FLOW = "citizen-application"
GRADED = ("তহবিল তছরুপের অভিযোগ", "হরিপদ মাইতি")
"""Subject and applicant of the confidential file; no other file says these words."""


PASSWORD = "not asked for here"
LETTER = "আবেদনের সঙ্গে".encode()
GRADES = {
    "confidential": Secrecy.CONFIDENTIAL,
    "secret": Secrecy.SECRET,
    "top secret": Secrecy.TOP_SECRET,
}


@dataclass(slots=True)
class World:
    """What the addresses of the table point at, and a browser for each role."""

    district: District
    own: dict[str, Matter] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    notices: dict[str, UUID] = field(default_factory=dict)
    """What is told to a role's post; under the empty name, to another one."""
    clients: dict[str, Client] = field(default_factory=dict)
    other: Matter = field(init=False)
    confidential: Matter = field(init=False)
    meeting: UUID = field(init=False)
    handover: UUID = field(init=False)
    limit: UUID = field(init=False)
    """A row of the office's own that is not in force yet."""
    relief: UUID = field(init=False)
    """Whom charge is handed to."""
    newcomer: UUID = field(init=False)
    asked: UUID = field(init=False)
    """A person of the office who has no password yet."""
    other_meeting: UUID = field(init=False)
    """Of the committee for sairats, in which most roles have no seat."""
    papers: dict[UUID, UUID] = field(default_factory=dict)
    """Of each file, the letter that an officer put in."""
    drafts: dict[UUID, UUID] = field(default_factory=dict)
    """Of each file, a letter that is being drafted."""
    outgoing: dict[UUID, UUID] = field(default_factory=dict)
    """Of each file, a letter that is signed; that of `pooled` is issued and out."""
    minuted: UUID = field(init=False)
    """A meeting that was held, whose minutes wait for the signature."""
    reply_token: str = ""
    """Of the one-time link at which an office outside answers what the waiting file waits for."""
    daks: dict[str, UUID] = field(default_factory=dict)
    """The dak that lies with a role's post; `other` with the Land Section, `confidential` with the OC."""
    files: dict[str, UUID] = field(default_factory=dict)
    """The empty file that a role's post opened; `other` of the Land Section; in `confidential` lies a matter
    of the OC that carries this grade."""
    guarded: dict[str, UUID] = field(default_factory=dict)
    """A paper of each office's guard file, by the code of the office."""
    disposals: dict[str, UUID] = field(default_factory=dict)
    """A list of the General Section's files to be destroyed, drawn up by its LDC, by the word of the table;
    `other` has a file of which only its OC and those above him may know."""
    due: UUID = field(init=False)
    """A closed file of the General Section that is on no list."""
    lists: dict[str, UUID] = field(default_factory=dict)
    """Of what a role's post holds, handed to its holder, who has not confirmed it."""
    further: dict[str, Matter] = field(default_factory=dict)
    """Files in a state in which some act goes through, by the word of the table."""
    _threads: dict[UUID, Thread] = field(default_factory=dict)

    def matter(self, role: str, subject: str) -> Matter:
        known = {"other": self.other, **dict.fromkeys(GRADES, self.confidential), **self.further}
        return known.get(subject) or self.own[role]

    def dak(self, role: str, subject: str) -> UUID:
        return self.daks[subject if subject in {"other", "confidential"} else role]

    def file(self, role: str, subject: str) -> UUID:
        return self.files[subject if subject in {"other", "confidential"} else role]

    def printout(self, role: str, subject: str) -> UUID:
        """A print of the role's own file that its holder ordered; `other`, that of the Land Section for its
        own officer. Whoever asks for it undoes it."""
        reader, matter = self.actors.get(role), self.own[role]
        if reader is None or subject == "other":
            reader, matter = self.district.actor("oc-land"), self.other
        made = Printout.objects.filter(matter=matter, user=reader.user_id).first()
        return made.pk if made else ready_print(matter, reader)

    def list_of(self, role: str, subject: str) -> UUID:
        """The list of a charge on which the file of the subject stands; `other` names none of them."""
        if subject in GRADES:
            return self.lists["OC"]
        return self.handover if subject == "other" else self.lists.get(role, self.handover)

    def prepare(self, role: str, subject: str) -> None:
        """The file carries the grade that its word says. Whoever asks for it undoes it."""
        grade = GRADES.get(subject.removeprefix("own "))
        if grade is not None:
            Matter.objects.filter(pk=self.matter(role, subject).pk).update(secrecy=grade)

    def thread(self, role: str, subject: str) -> Thread:
        """As it lies: no request moves it for long."""
        matter = self.matter(role, subject).pk
        if matter not in self._threads:
            rows = Thread.objects.select_related("stage", "matter__instance")
            self._threads[matter] = rows.get(matter=matter, parent=None)
        return self._threads[matter]

    def wake(self, role: str) -> Client:
        """His browser, with an act of a moment ago: a session notes once in a while when it was seen."""
        client = self.clients[role]
        with filling():
            session = client.session
            if SEEN in session:
                session[SEEN] = timezone.now().timestamp()
                session.save()
        return client


@contextmanager
def without_memory() -> Iterator[None]:
    """Sessions and counters that are as they were once a request is undone."""
    cache = {"default": {**settings.CACHES["default"], "BACKEND": "tests.security.keeping.KeepingCache"}}
    papers = {"papers": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    stored = {**settings.STORAGES, **papers}
    with TemporaryDirectory() as prints:
        kept = override_settings(CACHES=cache, STORAGES=stored, ROOT_URLCONF=URLCONF, PRINTS=Path(prints))
        with kept, translation.override("en"):
            yield
    KeepingCache.kept.clear()


def ready_print(matter: Matter, reader: Actor) -> UUID:
    now = timezone.now()
    assert reader.user_id is not None
    assert reader.post_id is not None
    row = Printout.objects.create(
        office_id=matter.office_id,
        matter=matter,
        user_id=reader.user_id,
        post_id=reader.post_id,
        by=reader.by(),
        language="en",
        state=State.READY,
        asked_at=now,
        told_at=now,
        ready_at=now,
        matters=[str(matter.pk)],
        sha256="0" * 64,
    )
    place_of(row).write_bytes(b"%PDF-1.7")
    return row.pk


def make_world() -> World:
    for office in {role.office for role in ROLES}:
        call_command("load_charts", office=office, with_demo_people=True, verbosity=0)
    load_flows(timezone.now())
    district = District(Office.objects.get(code=HOME), now=timezone.now() - timedelta(days=3))
    User.objects.create(username="no-post", name_bn="পদহীন", name_en="Without a post")
    world = World(district)
    for role in ROLES:
        world.own[role.name] = _own(district, role)
    world.other = _taken_in(district, "counter-2")
    district.complete("dm", world.other, "mark", to="oc-land")
    world.confidential = _taken_in(district, "counter-2", Secrecy.CONFIDENTIAL)
    district.complete("dm", world.confidential, "mark", to="oc-general")
    _further_rows(world)
    _states(world)
    _letters(world)
    # What a person does with his own account needs that he has a password.
    User.objects.update(password=make_password(PASSWORD))
    User.objects.filter(pk=world.newcomer).update(password=make_password(None))
    for role in ROLES:
        with filling():
            world.clients[role.name] = _client(role)
        if role.post:
            world.actors[role.name] = _actor(role)
            world.notices[role.name] = _told(world.own[role.name], _actor(role))
    _hand_lists(world)
    _enter_dak(world)
    _ask_outside(world)
    _open_files(world)
    _guard_papers(world)
    _draw_lists(world)
    world.notices[""] = _told(world.other, district.actor("oc-land"))
    return world


def _enter_dak(world: World) -> None:
    """A letter with a scan for each role; a counter of the office enters it for its main recipient."""
    counter = world.district.actor("counter-2")
    for role in ROLES:
        actor = world.actors.get(role.name, counter)
        enters = counter if role.office == HOME else replace(actor, powers=actor.powers | {"receive"})
        to = actor.post_id if role.post else world.district.post("oc-land")
        world.daks[role.name] = _letter_for(enters, to, world.district.now)
    world.daks["other"] = _letter_for(counter, world.district.post("oc-land"), world.district.now)
    world.daks["confidential"] = _letter_for(
        counter, world.district.post("oc-general"), world.district.now, Secrecy.CONFIDENTIAL
    )


def _open_files(world: World) -> None:
    land = Section.objects.get(office=world.district.office, code="land")
    for role in ROLES:
        actor = world.actors.get(role.name, world.district.actor("oc-land"))
        section = land if actor.section_id is None else Section.objects.get(pk=actor.section_id)
        world.files[role.name] = _file_of(section, actor, world.district.now)
    world.files["other"] = _file_of(land, world.district.actor("oc-land"), world.district.now)
    graded = _taken_in(world.district, "counter-2", Secrecy.CONFIDENTIAL)
    world.district.complete("dm", graded, "mark", to="oc-general")
    services.open_file(
        actor=world.district.actor("oc-general"),
        thread=world.district.thread(graded).pk,
        now=world.district.wait(minutes=1),
    )
    graded.refresh_from_db()
    assert graded.file_id is not None
    world.files["confidential"] = graded.file_id


def _guard_papers(world: World) -> None:
    for actor in {actor.office_id: actor for actor in world.actors.values()}.values():
        assert actor.office_id is not None
        assert actor.post_id is not None
        office, file = Office.objects.get(pk=actor.office_id), ContentFile(samples.image())
        content = take_in(office=office.pk, file=file, name="আদেশ.png", now=world.district.now)
        row = GuardPaper.objects.create(
            office=office, kind=GuardKind.ORDER, title="আদেশ", content=content, post_id=actor.post_id,
            by=actor.by(), at=world.district.now,
        )  # fmt: skip
        world.guarded[office.code] = row.pk


def _draw_lists(world: World) -> None:
    district, clerk = world.district, world.district.actor("ldc-general")
    general = Section.objects.get(office=district.office, code="general")
    world.due = _closed(_file_of(general, clerk, district.now))
    for word in ("own", "agreed", "carried out"):
        file = _closed(_file_of(general, clerk, district.now))
        world.disposals[word] = _list_of(clerk, file, district.now)
        if word != "own":
            _read_and(world, world.disposals[word], ordered=word == "carried out")
    graded = _taken_in(district, "counter-2", Secrecy.CONFIDENTIAL)
    district.complete("dm", graded, "mark", to="oc-general")
    officer = district.actor("oc-general")
    services.open_file(actor=officer, thread=district.thread(graded).pk, now=district.wait(minutes=1))
    graded.refresh_from_db()
    assert graded.file_id is not None
    Matter.objects.filter(pk=graded.pk).update(closed_at=district.now)
    world.disposals["other"] = _list_of(officer, _closed(graded.file_id), district.now)


def _closed(file: UUID) -> UUID:
    """Closed so long ago, in a class of so few years, that it may be destroyed."""
    long_ago = timezone.now() - timedelta(days=366 * 9)
    File.objects.filter(pk=file).update(status=File.Status.CLOSED, retention="C", closed_at=long_ago)
    return file


def _list_of(by: Actor, file: UUID, now: datetime) -> UUID:
    return disposing.draw_up(actor=by, files=[file], why="বার্ষিক বাছাই", now=now)


def _read_and(world: World, disposal: UUID, *, ordered: bool) -> None:
    district, now = world.district, world.district.now
    item = DisposalItem.objects.get(disposal=disposal)
    disposing.read_file(
        actor=district.actor("oc-general"), item=item.pk, said="agreed", keep_until=None, why="", now=now
    )
    if ordered:
        seen = disposing.digest(item.disposal)
        disposing.order(actor=district.actor("dm"), disposal=disposal, seen=seen, confirmed=True, now=now)
        carry_out(disposal)


def _file_of(section: Section, actor: Actor, now: datetime) -> UUID:
    assert actor.post_id is not None
    row = File.objects.create(
        office_id=section.office_id, number=f"{section.code}/{File.objects.count() + 1}/ক", section=section,
        subject="নথি", opened_by_id=actor.post_id, opened_at=now,
    )  # fmt: skip
    content = take_in(office=section.office_id, file=ContentFile(samples.image()), name="নথি.png", now=now)
    FileScan.objects.create(
        office_id=section.office_id, file=row, place=1, title="নথি", content=content, first_page=1, pages=1,
        at=now,
    )  # fmt: skip
    return row.pk


def _ask_outside(world: World) -> None:
    """A file of the General Section that waits for an answer, with a link for it."""
    district = world.district
    matter = district.marked()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "ask_citizen")
    stories.told(district, matter)
    world.further["waiting"] = matter
    world.reply_token = make_link(
        actor=district.actor("oc-general"),
        matter=matter.pk,
        to_name="থানা",
        asked="তদন্ত প্রতিবেদন পাঠান।",
        days=30,
        now=district.now,
    )


def _letter_for(enters: Actor, to: UUID | None, now: datetime, secrecy: int = Secrecy.NORMAL) -> UUID:
    assert to is not None
    assert enters.office_id is not None
    subject, sender = GRADED if secrecy else ("বন্যা প্রস্তুতি", "মহকুমা শাসক")
    content = take_in(office=enters.office_id, file=ContentFile(samples.image()), name="ক.png", now=now)
    letter = Letter("official", subject, sender, secrecy=secrecy)
    scans = [Brought(content.pk, "চিঠি")]
    return diarise(actor=enters, letter=letter, to=to, enclosures=scans, now=now).dak


def _own(district: District, role: Role) -> Matter:
    """A file that lies with the role's post; what a counter took in, for who takes in."""
    if role.office != HOME:
        return _begun_there(role, district.now)
    if role.post in {"", "counter-1"}:
        return district.receive()
    if role.post == "centre-1":
        return _taken_in(district, role.post)
    if role.post == "dm":
        return district.put_up()
    post = Post.objects.select_related("rank", "section").get(office=district.office, code=role.post)
    if "recommend" in post.rank.powers:
        return district.marked(to=role.post)
    assert post.section is not None
    matter = district.marked(to=f"oc-{post.section.code}")
    district.forward(f"oc-{post.section.code}", matter, role.post)
    return matter


def _taken_in(district: District, code: str, secrecy: int = Secrecy.NORMAL) -> Matter:
    subject, applicant = GRADED if secrecy else ("নলকূপ মেরামতের আবেদন", "রহিমা বেওয়া")
    application = Application(SERVICE, subject, applicant, secrecy=secrecy)
    done = services.receive(actor=district.actor(code), application=application, now=district.now)
    return Matter.objects.get(pk=done.matter)


def _begun_there(role: Role, now: datetime) -> Matter:
    actor = _actor(role)
    done = services.start(actor=actor, service="internal-file", subject="অভ্যন্তরীণ নথি", now=now)
    return Matter.objects.get(pk=done.matter)


def _further_rows(world: World) -> None:
    district = world.district
    studio.open_draft(
        actor=district.actor("it-officer-1"), flow=Flow.objects.get(code=FLOW).pk, now=district.now
    )
    world.limit = add_limit(
        actor=replace(district.actor("it-officer-1"), second=district.actor("it-officer-2")),
        new=NewLimit(
            code="internal-decision",
            days=9,
            unit="working",
            source=Words("কার্যালয়ের আদেশ", "The office's order"),
            valid_from=(timezone.now() + timedelta(days=10)).date(),
            own=True,
        ),
        anew=False,
        now=district.now,
    ).pk
    world.relief = User.objects.get(username="ldc-land").pk
    charge = transfer(
        actor=district.actor("dpm"),
        post=district.post("udc-land-2"),
        user=world.relief,
        kind=ChargeKind.ADDITIONAL,
        now=district.wait(minutes=1),
    )
    world.handover = HandOver.objects.get(incoming=charge).pk
    body = bodies.body_on(district.office, "khas-land", district.now.date())
    assert body is not None
    world.meeting = meetings.call_meeting(
        actor=district.actor("oc-land"),
        body=body.pk,
        at=timezone.now() + timedelta(days=1),
        place="সভাকক্ষ",
        now=district.now,
    )


def _hand_lists(world: World) -> None:
    """As the administrator's transfer would have made them; who stands in for a holder reads the holder's."""
    administrator, now = world.district.actor("dpm"), timezone.now()
    for role in ROLES:
        held = Charge.objects.filter(post__office__code=role.office, post__code=role.post, ends=None)
        for charge in held.select_related("post__office")[:1]:
            made = fix_list(charge.post, None, charge, "", administrator, now)
            world.lists[role.name] = made.pk


def _states(world: World) -> None:
    """What stands ready for the acts that no file of `own` is ready for."""
    district = world.district
    pooled, finished = district.marked(), district.marked()
    general = Post.objects.get(pk=district.post("oc-general")).section_id
    Thread.objects.filter(matter=pooled).update(pool=general)
    services.open_file(
        actor=district.actor("oc-general"),
        thread=district.thread(finished).pk,
        now=district.wait(minutes=1),
    )
    stories.finish(district, finished)
    taken = Application(SERVICE, *GRADED, secrecy=Secrecy.TOP_SECRET)
    done = services.receive(actor=district.actor("counter-1"), application=taken, now=timezone.now())
    parked = district.marked()
    Thread.objects.filter(matter=parked).update(parked_until=timezone.now().date() + timedelta(days=9))
    world.further = {
        "pooled": pooled,
        "parked": parked,
        "finished": finished,
        "rejected": rejected_by_the_adm(district),
        "received today": Matter.objects.get(pk=done.matter),
    }
    world.asked = _asked(district)
    world.newcomer = User.objects.get(username="udc-it").pk
    world.other_meeting = _meeting_of_others(world)
    committee = Committee(district)
    world.minuted = committee.minuted(committee.matter())


def _letters(world: World) -> None:
    district = world.district
    content = take_in(
        office=district.office.pk, file=ContentFile(samples.image()), name="চিঠি.png", now=district.now
    )
    actor = district.actor("oc-general")
    for matter in {*world.own.values(), world.other, world.confidential, *world.further.values()}:
        laid = lay_in(matter, actor, PaperKind.ATTACHED, district.now, title="চিঠি", content=content)
        world.papers[matter.pk] = laid.pk
        draft = Draft.objects.create(
            office_id=matter.office_id, matter=matter, place=1, kind="letter", language="bn", by=actor.by(),
            at=district.now,
        )  # fmt: skip
        DraftVersion.objects.create(
            draft=draft, number=1, subject="চিঠি", body="চিঠির লেখা", to="প্রাপক",
            signatory_id=actor.post_id, by=actor.by(), at=district.now,
        )  # fmt: skip
        world.drafts[matter.pk] = draft.pk
        if matter.pk != world.further["finished"].pk:
            world.outgoing[matter.pk] = signed_letter(district, matter)
    Draft.objects.filter(matter=world.further["finished"]).update(status=Status.DROPPED)
    send_out(district, world.outgoing[world.further["pooled"].pk])


def _asked(district: District) -> UUID:
    """What the DPM asks a second person for."""
    by, section = district.actor("dpm"), Section.objects.get(office=district.office, code="land")
    given = {"section": [str(section.pk)], "name_bn": ["ভূমি সেকশন"], "name_en": ["Land Section"]}
    assert by.user_id is not None
    assert by.post_id is not None
    row = AskedAct.objects.create(
        office=district.office, act="rename-section", given=given, asked_by_id=by.user_id, post_id=by.post_id,
        asked_at=timezone.now(),
    )  # fmt: skip
    return row.pk


def _meeting_of_others(world: World) -> UUID:
    district = world.district
    day = district.now.date()
    body = bodies.body_on(district.office, "sairat", day)
    assert body is not None
    secretary = bodies.seat_of(body, SeatRole.SECRETARY, day)
    assert secretary is not None
    return meetings.call_meeting(
        actor=district.actor(secretary.post.code),
        body=body.pk,
        at=timezone.now() + timedelta(days=1),
        place="সভাকক্ষ",
        now=district.now,
    )


def _told(matter: Matter, actor: Actor) -> UUID:
    notice, _made = DeskNotice.objects.get_or_create(
        office=matter.office,
        post_id=actor.post_id,
        matter=matter,
        seq=1,
        defaults={"kind": NoticeKind.JUMPED, "by": actor.by(), "at": timezone.now()},
    )
    return notice.pk


def _user(role: Role) -> User:
    if not role.post:
        return User.objects.get(username="no-post")
    if role.user:
        return User.objects.get(username=role.user)
    return Charge.objects.get(post__office__code=role.office, post__code=role.post, ends=None).user


def _actor(role: Role) -> Actor:
    post = Post.objects.get(office__code=role.office, code=role.post)
    return hierarchy.actor_for(_user(role).pk, post.pk, timezone.now())


def _client(role: Role) -> Client:
    client = Browser(raise_request_exception=False)
    client.cookies["language"] = "en"
    if not role.signed_in:
        return client
    client.force_login(_user(role))
    if role.post:
        session = client.session
        session[SESSION_KEY] = str(Post.objects.get(office__code=role.office, code=role.post).pk)
        session.save()
    return client
