"""A signed letter with recipients of every kind, and what a dispatcher does with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.management import call_command

from efile.dispatch import issuing, sending
from efile.dispatch.details import Details
from efile.dispatch.models import Addressee, Sending
from efile.letters import signing
from efile.letters.models import Draft, How
from efile.letters.recipients import Recipient, Role, kept
from efile.models import Matter
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post
from notings.contents.services import take_in
from tests.efile.conftest import District
from tests.efile.letters.desk import approved, begun, in_a_file, made_ready
from tests.notings.contents import samples

DISPATCHER = "ldc-front-desk"
THERE = "purba-medinipur"
CITIZEN = Recipient(Role.TO, "রহিমা বেওয়া", "চোপড়া, উত্তর দিনাজপুর", "rahima@example.org", "9800000001")
POLICE = Recipient(Role.ACTION, "ভারপ্রাপ্ত আধিকারিক", "চোপড়া থানা")
PRESS = Recipient(Role.INFO, "জেলা তথ্য আধিকারিক", "রায়গঞ্জ", "dio@example.org")
PANCHAYAT = Recipient(Role.ENDORSED, "প্রধান", "চোপড়া গ্রাম পঞ্চায়েত")
BLOCK = Recipient(Role.ENDORSED, "সমষ্টি উন্নয়ন আধিকারিক", "চোপড়া")
EVERYBODY = (CITIZEN, PRESS, POLICE, PANCHAYAT, BLOCK)


def load_there() -> None:
    """The other office, with its people."""
    if not Post.objects.filter(office__code=THERE).exists():
        call_command("load_charts", office=THERE, with_demo_people=True, verbosity=0)


def other_office(code: str = "oc-general", role: Role = Role.TO) -> Recipient:
    load_there()
    post = Post.objects.select_related("office").get(office__code=THERE, code=code)
    return Recipient(role, post.title.bn, post.office.name.bn, post=str(post.pk))


def there(code: str, district: District) -> Actor:
    post = Post.objects.get(office__code=THERE, code=code)
    holder = hierarchy.holder_of(post.pk, district.now)
    assert holder is not None
    return hierarchy.actor_for(holder.user_id, post.pk, district.now)


def ready(
    district: District, *rows: Recipient, matter: Matter | None = None, **changes: Any
) -> tuple[Matter, Draft]:
    matter = matter or district.marked()
    matter.refresh_from_db()
    if matter.file_id is None:
        in_a_file(district, matter)
    draft = begun(district, matter, to="", recipients=kept(rows or EVERYBODY), **changes)
    return matter, made_ready(district, approved(district, draft))


def signed(
    district: District, *rows: Recipient, matter: Matter | None = None, **changes: Any
) -> tuple[Matter, Draft]:
    """Printed, signed by hand and scanned."""
    matter, draft = ready(district, *rows, matter=matter, **changes)
    file = ContentFile(samples.pdf(1))
    scan = take_in(office=draft.office_id, file=file, name="চিঠি.pdf", now=district.now)
    signing.bring_back(
        actor=district.actor("oc-general"),
        draft=fresh(draft),
        content=scan.pk,
        how=How.INK,
        now=district.wait(minutes=1),
    )
    return matter, fresh(draft)


def issued(
    district: District, *rows: Recipient, matter: Matter | None = None, by: str = DISPATCHER, **changes: Any
) -> tuple[Matter, Draft]:
    matter, draft = signed(district, *rows, matter=matter, **changes)
    issuing.issue(actor=district.actor(by), draft=draft.pk, now=district.wait(minutes=1))
    return matter, fresh(draft)


def sent(
    district: District,
    draft: Draft,
    place: int,
    way: str,
    *,
    by: str = DISPATCHER,
    content: UUID | None = None,
    **details: Any,
) -> Sending:
    one = addressee(draft, place)
    sending.send(
        actor=district.actor(by),
        addressee=one.pk,
        details=Details(way, **details),
        now=district.wait(minutes=1),
        content=content,
    )
    return last_to(one)


def addressee(draft: Draft, place: int) -> Addressee:
    return Addressee.objects.get(draft=draft, place=place)


def last_to(one: Addressee) -> Sending:
    return Sending.objects.select_related("dak").filter(addressee=one).order_by("-number")[0]


def fresh(draft: Draft) -> Draft:
    rows = Draft.objects.select_related(
        "matter__office", "matter__section", "office", "fair", "paper__content"
    )
    return rows.get(pk=draft.pk)
