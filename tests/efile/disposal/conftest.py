"""A file in which everything that a file can hold says one word, closed long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from efile import services as efile
from efile.dak import caring, closing
from efile.dak.models import ReplyLink
from efile.desk.reminding import remind
from efile.dispatch.models import Mail, Way
from efile.disposal import carrying, services
from efile.disposal.models import Disposal, DisposalItem
from efile.files.caring import change_class
from efile.files.linking import link, unlink
from efile.files.models import FileLink
from efile.letters import services as letters
from efile.models import File, Matter
from integrations.models import Notice
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.dispatch.desk import CITIZEN, issued, sent
from tests.efile.letters.desk import begun, in_a_file
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.printing.conftest import brought, page_saying, put_in
from tests.efile.stories import told

__all__ = ["SignIn", "district", "sign_in"]
WORD: Final = "গুপ্তকথা"
YEAR: Final = timezone.localdate().year


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    kept = {"BACKEND": "notings.contents.storage.DurableFolder", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "papers": kept}
    settings.PRINTS = tmp_path / "prints"
    return tmp_path


def closed_long_ago(row: File, years: int = 9, retention: str = "C") -> File:
    moment = datetime(YEAR - years, 6, 1, 12, tzinfo=UTC)
    File.objects.filter(pk=row.pk).update(retention=retention, status=File.Status.CLOSED, closed_at=moment)
    return File.objects.get(pk=row.pk)


def empty_file(district: District, number: str, years: int = 9, retention: str = "C") -> File:
    row = File.objects.create(
        office=district.office,
        number=number,
        section=district.marked().section,
        subject="বন্যা ত্রাণ",
        opened_by_id=district.post("oc-general"),
        opened_at=timezone.now(),
    )
    return closed_long_ago(row, years, retention)


def full_file(district: District) -> tuple[File, Matter]:
    """An application with notes, papers and a letter that went out; disposed of, its file closed."""
    matter = district.receive(address=WORD, applicant="রহিমা বেওয়া", body=f"{WORD} চাই")
    district.note("dm", matter, f"{WORD}: দেখুন")
    district.complete("dm", matter, "mark", to="oc-general")
    matter.refresh_from_db()
    in_a_file(district, matter)
    put_in(district, matter, brought(district, page_saying("SECRETWORD"), f"{WORD} প্রতিবেদন"))
    _say_more(district, matter)
    _, draft = issued(district, CITIZEN, matter=matter, body=f"{WORD} জানানো হল।", subject=f"{WORD} বিষয়")
    sent(district, draft, 1, Way.POST, mail=Mail.ORDINARY)
    district.note("oc-general", matter, f"{WORD}: নিষ্পত্তি করা যায়")
    district.complete("oc-general", matter, "recommend")
    district.note("dm", matter, f"{WORD}: অনুমোদিত")
    district.complete("dm", matter, "reject", form={"reason": f"{WORD} কারণে"})
    district.note("oc-general", matter, f"{WORD}: জানানো হল")
    district.complete("oc-general", matter, "sent")
    matter.refresh_from_db()
    told(district, matter)
    assert matter.receipt is not None
    Notice.objects.create(
        office=district.office,
        matter=matter,
        applicant=matter.receipt.applicant,
        channel="counter",
        address=WORD,
        text=f"{WORD}: খারিজ",
        dedupe="1",
        made_at=timezone.now(),
    )
    matter.refresh_from_db()
    assert matter.closed_at is not None
    assert matter.file_id is not None
    officer = district.actor("oc-general")
    change_class(
        actor=officer, file=matter.file_id, retention="C", reason=f"{WORD} শ্রেণি", now=timezone.now()
    )
    efile.dispose(actor=officer, file=matter.file_id, reason=f"{WORD} শেষ", now=timezone.now())
    return closed_long_ago(File.objects.get(pk=matter.file_id)), matter


def _say_more(district: District, matter: Matter) -> None:
    """What stands beside the way of a matter: a dak added to it, reminders, a showing, a link with extracts,
    a note and a letter that were never finished."""
    officer, thread = district.actor("oc-general"), district.thread(matter).pk
    dak = entered(district, address=WORD, body=f"{WORD} প্রতিবেদন", email="word@example.org")
    caring.note_lack(actor=officer, dak=dak.pk, what=f"{WORD} মানচিত্র", now=district.wait(minutes=1))
    caring.remind(actor=district.actor("dm"), dak=dak.pk, words=f"{WORD} কই", now=district.wait(minutes=1))
    closing.attach(actor=officer, dak=dak.pk, matter=matter.pk, now=district.wait(minutes=1))
    remind(
        actor=district.actor("dm"),
        thread=thread,
        words=f"{WORD} দিন",
        act_by=None,
        now=district.wait(minutes=1),
    )
    for whole in (True, False):
        efile.show_to(
            actor=officer,
            matter=matter.pk,
            post=district.post("oc-land"),
            until=timezone.localdate() + timedelta(days=30),
            reason=f"{WORD} বুঝতে",
            now=district.wait(minutes=1),
            whole_file=whole,
        )
    ReplyLink.objects.create(
        office=district.office,
        matter=matter,
        message="x",
        to_name=f"{WORD} থানা",
        asked=f"{WORD}?",
        token="0" * 64,
        by_post_id=district.post("oc-general"),
        made_at=district.now,
        until=district.now,
    )
    matter.refresh_from_db()
    assert matter.file_id is not None
    beside = district.marked()
    in_a_file(district, beside)
    other = File.objects.get(matters=beside)
    link(actor=officer, file=matter.file_id, number=other.number, reason=f"{WORD} নজির", now=timezone.now())
    linked = FileLink.objects.get()
    unlink(actor=officer, file=matter.file_id, link=linked.pk, extracts=f"{WORD} উদ্ধৃতি", now=timezone.now())
    dropped = begun(district, matter, body=f"{WORD} খসড়া")
    letters.give_up(actor=officer, draft=dropped.pk, now=district.wait(minutes=1))
    district.note("adm-general", matter, f"{WORD}: অসমাপ্ত")


def drawn(district: District, *files: File, by: str = "ldc-general") -> Disposal:
    own = services.draw_up(
        actor=district.actor(by), files=[row.pk for row in files], why="বার্ষিক বাছাই", now=timezone.now()
    )
    return Disposal.objects.get(pk=own)


def agreed(district: District, row: Disposal, by: str = "oc-general") -> None:
    for item in row.items.all():
        say(district, item, by=by)


def say(district: District, item: DisposalItem, by: str = "oc-general", **said: Any) -> UUID:
    values = {"said": "agreed", "keep_until": None, "why": "", **said}
    return services.read_file(actor=district.actor(by), item=item.pk, now=timezone.now(), **values)


def ordered(district: District, row: Disposal, by: str = "dm") -> None:
    services.order(
        actor=district.actor(by),
        disposal=row.pk,
        seen=services.digest(row),
        confirmed=True,
        now=timezone.now(),
    )


def destroyed(district: District, *files: File) -> Disposal:
    return destroyed_by(district, *files, clerk="ldc-general", reader="oc-general")


def destroyed_by(district: District, *files: File, clerk: str, reader: str) -> Disposal:
    row = drawn(district, *files, by=clerk)
    agreed(district, row, by=reader)
    ordered(district, row)
    assert carrying.carry_out_all() == len(files)
    return Disposal.objects.get(pk=row.pk)


def said_anywhere(word: str) -> list[str]:
    """The rows in which it stands, as text or in bytes."""
    marks = (word, word.encode().hex())
    return [row for row in whole_database().splitlines() if any(mark in row for mark in marks)]


def whole_database() -> str:
    """Every row of every table as text; bytes in hexadecimal digits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        names = [name for (name,) in cursor.fetchall()]
        said = []
        for name in names:
            cursor.execute(f"SELECT string_agg(row_to_json(t)::text, E'\\n') FROM \"{name}\" t")
            said.append(f"{name}: {cursor.fetchone()[0]}")
    return "\n".join(said)
