"""Signed letters of the table's files, and one that is out by hand and by SMS."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core.files.base import ContentFile

from efile.dispatch.links import hashed
from efile.dispatch.models import Addressee, Sending, State, Way
from efile.letters.models import Draft, DraftVersion, Status
from efile.models import Matter
from efile.papers.keeping import lay_in
from efile.papers.models import PaperKind
from notings.contents.services import take_in
from tests.efile.conftest import District
from tests.notings.contents import samples

COVER: Final = "C0VER00000000000"
SMS_TOKEN: Final = "the-secret-of-an-sms"


def signed_letter(district: District, matter: Matter) -> UUID:
    """Signed by hand and scanned, beside the draft that the file has."""
    actor, now = district.actor("oc-general"), district.now
    file = ContentFile(samples.pdf(1))
    content = take_in(office=matter.office_id, file=file, name="letter.pdf", now=now)
    paper = lay_in(matter, actor, PaperKind.LETTER, now, title="স্বাক্ষরিত চিঠি", content=content)
    row = Draft.objects.create(
        office_id=matter.office_id, matter=matter, place=2, kind="letter", language="bn", by=actor.by(),
        at=now, status=Status.SIGNED, approved=1,
        memo=f"memo-{matter.pk}", day=now.date(), fair=content, how="ink",
        paper=paper,
    )  # fmt: skip
    DraftVersion.objects.create(
        draft=row, number=1, subject="স্বাক্ষরিত চিঠি", body="চিঠির লেখা", to="প্রাপক",
        signatory_id=actor.post_id, by=actor.by(), at=now,
    )  # fmt: skip
    return row.pk


def send_out(district: District, draft: UUID) -> None:
    """As the dispatcher would have issued and sent it to two recipients."""
    row, actor, now = Draft.objects.get(pk=draft), district.actor("ldc-front-desk"), district.now
    row.status, row.issued_at, row.issued_by = Status.ISSUED, now, actor.by()
    row.issue_number, row.issue_year, row.issue_serial = "9999/2000", 2000, 9999
    changed = ["status", "issued_at", "issued_by", "issue_number", "issue_year", "issue_serial"]
    row.save(update_fields=changed)
    for place, way in enumerate((Way.HAND, Way.SMS), start=1):
        one = Addressee.objects.create(draft=row, place=place, role="to", name="প্রাপক", memo=row.memo)
        Sending.objects.create(
            addressee=one, number=1, way=way, state=State.OUT, on=now.date(), by=actor.by(), at=now,
            code=COVER if way == Way.HAND else "", token=hashed(SMS_TOKEN) if way == Way.SMS else "",
        )  # fmt: skip
