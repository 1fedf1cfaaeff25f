"""What a district has kept: a guard file, and files closed so long ago that their time is over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile

from efile.files import beginning
from efile.guard.models import GuardKind
from efile.guard.services import put_in
from efile.papers.keeping import Brought
from efile.services.filing import dispose
from efile.walking import Walker
from hierarchy import selectors as hierarchy
from hierarchy.models import Office
from integrations.demonstration.days import Today
from integrations.relay import release_now
from notings.contents.services import take_in
from notings.letters.letter import Letter, Signatory
from notings.letters.printing import as_pdf

GUARD: Final = (
    (GuardKind.CIRCULAR, "ডাক খোলা ও ডায়েরি করার নিয়ম", "প্রতিদিনের ডাক সেই দিনই ডায়েরি করে প্রাপকের তালিকায় দিতে হবে।"),
    (
        GuardKind.ORDER,
        "জমির ইজারা নবীকরণের নমুনা আদেশ",
        "ইজারার মেয়াদ শেষ হওয়ার তিন মাস আগে নবীকরণের প্রস্তাব পেশ করতে হবে।",
    ),
)
OLD: Final = ("ত্রাণের ত্রিপল বিতরণের হিসাব", "সাইকেল স্ট্যান্ডের ইজারা", "অফিসের পুরোনো আসবাব নিলাম")
CLASS: Final = "C"
YEARS: Final = 5
DESK: Final = "oc-general"
KEEPER, CLOSES = "record-keeper", "record-officer"


class Kept:
    """The record room and the guard file of one office. `fill` says how many papers and files they hold."""

    def __init__(self, office: Office, today: Today) -> None:
        self.office, self.today = office, today
        self.post = hierarchy.post_by_code(office, DESK).pk
        self.walker = Walker(office, lambda matter, stage: None, release_now)

    def fill(self) -> int:
        for kind, title, said in GUARD:
            self._guard(kind, title, said)
        for place, subject in enumerate(OLD):
            self._old(subject, self._years_ago() + timedelta(days=place))
        return len(GUARD) + len(OLD)

    def _guard(self, kind: GuardKind, title: str, said: str) -> None:
        now = self.today.lately()
        day = self.today.calendar.local_date(now)
        file = ContentFile(as_pdf(self._printed(title, said, day)))
        content = take_in(office=self.office.pk, file=file, name=f"{title}.pdf", now=now).pk
        put_in(
            actor=self.walker.actor(self.post, now),
            kind=kind,
            title=title,
            number="",
            dated=day,
            brought=Brought(content, title),
            today=day,
            now=now,
        )

    def _printed(self, title: str, said: str, day: date) -> Letter:
        section = self.office.sections.get(code="general")
        return Letter(
            kind="circular",
            language="bn",
            profile=self.office.profile,
            office=self.office.name,
            section=section.name,
            subject=title,
            body=said,
            to=(),
            reference="",
            signatory=Signatory(hierarchy.post_by_code(self.office, DESK).title.bn, ""),
            mark=title,
            day=day,
        )

    def _old(self, subject: str, now: datetime) -> None:
        keeper, closing = (hierarchy.post_by_code(self.office, code).pk for code in (KEEPER, CLOSES))
        actor = self.walker.actor(keeper, now)
        file = beginning.draft_file(actor=actor, subject=subject, retention=CLASS, now=now)
        beginning.create(actor=actor, file=file, now=now)
        later = now + timedelta(hours=1)
        dispose(actor=self.walker.actor(closing, later), file=file, reason="কাজ শেষ।", now=later)

    def _years_ago(self) -> datetime:
        return datetime(self.today.opening.year - YEARS, 6, 1, 6, tzinfo=UTC)
