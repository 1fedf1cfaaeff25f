"""A matter with a letter on it, written by its dealing hands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile

from efile import services as acts
from efile.letters import selectors, services
from efile.letters.made import letter_of
from efile.letters.models import Draft
from efile.letters.wording import Wording
from efile.models import Matter
from efile.verification import check_stream
from ledger import selectors as ledger
from notings.contents import services as contents
from notings.letters.printing import as_pdf
from tests.efile.conftest import District

BODY = "উপর্যুক্ত বিষয়ে জানানো যাচ্ছে যে, নলকূপটি মেরামত করা হয়েছে।"


def words(district: District, **changes: Any) -> Wording:
    first = Wording(
        subject="নলকূপ মেরামত",
        body=BODY,
        to="রহিমা বেওয়া\nচোপড়া",
        signatory=district.post("oc-general"),
    )
    return replace(first, **changes)


def begun(district: District, matter: Matter, code: str = "oc-general", **changes: Any) -> Draft:
    services.begin(
        actor=district.actor(code),
        thread=district.thread(matter).pk,
        kind=changes.pop("kind", "letter"),
        language=changes.pop("language", "bn"),
        wording=words(district, **changes),
        now=district.wait(minutes=1),
    )
    return Draft.objects.filter(matter=matter).order_by("-place")[0]


def kept(district: District, draft: Draft, code: str, body: str, seen: int | None = None) -> Draft:
    row = fresh(draft)
    services.keep_version(
        actor=district.actor(code),
        draft=draft.pk,
        seen=seen or row.newest,
        wording=replace(selectors.version_of(row).wording, body=body),
        now=district.wait(minutes=1),
    )
    return fresh(draft)


def approved(district: District, draft: Draft, code: str = "oc-general") -> Draft:
    services.approve(
        actor=district.actor(code), draft=draft.pk, seen=fresh(draft).newest, now=district.wait(minutes=1)
    )
    return fresh(draft)


def in_a_file(district: District, matter: Matter, code: str = "oc-general") -> None:
    thread = district.thread(matter).pk
    acts.open_file(actor=district.actor(code), thread=thread, now=district.wait(minutes=1))


def made_ready(district: District, draft: Draft, code: str = "oc-general") -> Draft:
    services.number(actor=district.actor(code), draft=draft.pk, now=district.wait(minutes=1))
    row = fresh(draft)
    services.make_ready(
        actor=district.actor(code),
        draft=draft.pk,
        content=printed(district, row),
        signatory={"name": "–"},
        now=district.wait(minutes=1),
    )
    return fresh(draft)


def printed(district: District, row: Draft) -> UUID:
    letter = letter_of(row, selectors.version_of(row, row.approved).wording, district.now)
    file = ContentFile(as_pdf(letter))
    return contents.take_in(office=row.office_id, file=file, name="letter.pdf", now=district.now).pk


def fresh(draft: Draft) -> Draft:
    return Draft.objects.select_related("matter__office", "matter__section", "fair", "paper").get(pk=draft.pk)


def agrees(matter: Matter) -> bool:
    difference = check_stream("matter", matter.pk, ledger.entries(matter.pk))
    assert difference is None, difference
    return True


def kinds_of(matter: Matter) -> list[str]:
    return [one.kind for one in ledger.entries(matter.pk) if one.kind.startswith("letter.")]
