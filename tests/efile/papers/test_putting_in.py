"""Papers are laid into a matter by its holder, numbered in a series of their own, struck and restored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction

from efile import reasons, services
from efile.models import Matter
from efile.papers import services as papers
from efile.papers.keeping import Brought
from efile.papers.models import Paper
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from notings.contents import services as contents
from tests.efile.conftest import District
from tests.notings.contents import samples


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    kept = {"BACKEND": "notings.contents.storage.DurableFolder", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "papers": kept}
    return tmp_path


def brought(district: District, pages: int, title: str = "দলিল") -> Brought:
    file = ContentFile(samples.pdf(pages))
    content = contents.take_in(office=district.office.pk, file=file, name="a.pdf", now=district.now)
    return Brought(content.pk, title)


def put_in(district: District, matter: Matter, pages: Sequence[int] = (1,), code: str = "oc-general") -> None:
    papers.attach(
        actor=district.actor(code),
        thread=district.thread(matter).pk,
        papers=[brought(district, count) for count in pages],
        now=district.wait(minutes=1),
    )


def laid(matter: Matter) -> list[tuple[int, int]]:
    return [(row.first_page, row.last_page) for row in matter.papers.order_by("place")]


def file_of(district: District, matter: Matter, file: Any = None) -> Any:
    actor, thread = district.actor("oc-general"), district.thread(matter).pk
    services.open_file(actor=actor, thread=thread, file=file, now=district.wait(minutes=1))
    matter.refresh_from_db()
    return matter.file_id


def agrees(matter: Matter) -> bool:
    return check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def test_pages_run_on_from_the_application(district: District) -> None:
    matter = district.marked()
    put_in(district, matter, (7, 2))
    put_in(district, matter, (1,))
    assert laid(matter) == [(1, 1), (2, 8), (9, 10), (11, 11)]
    assert agrees(matter)


def test_in_a_file_the_pages_follow_those_that_lie_there(district: District) -> None:
    """CSMOP 25: pages of the correspondence have a series of their own."""
    first, second = district.marked(), district.marked()
    put_in(district, first, (3,))
    put_in(district, second, (2,))
    file = file_of(district, first)
    file_of(district, second, file)
    put_in(district, first, (5,))
    put_in(district, second, (1,))
    assert laid(first) == [(1, 1), (2, 4), (8, 12)]
    assert laid(second) == [(5, 5), (6, 7), (13, 13)]
    assert agrees(first)
    assert agrees(second)


def test_only_its_holder_puts_papers_in(district: District) -> None:
    matter = district.marked()
    for code in ("udc-general", "dm"):
        with pytest.raises(Refused):
            put_in(district, matter, code=code)
    assert laid(matter) == [(1, 1)]


def test_another_offices_content_is_not_there_to_be_put_in(district: District) -> None:
    matter = district.marked()
    other = Brought(matter.pk, "x")
    with pytest.raises(Refused) as refused:
        papers.attach(
            actor=district.actor("oc-general"),
            thread=district.thread(matter).pk,
            papers=[other],
            now=district.now,
        )
    assert refused.value.reason is reasons.NOT_VISIBLE


def test_a_paper_put_in_by_mistake_is_struck_and_keeps_its_pages(district: District) -> None:
    matter = district.marked()
    put_in(district, matter, (2, 3))
    wrong = matter.papers.get(place=2)
    actor = district.actor("oc-general")
    with pytest.raises(Refused) as refused:
        papers.strike(actor=actor, paper=wrong.pk, reason=" ", now=district.now)
    assert refused.value.reason is reasons.STRUCK_WHY
    papers.strike(actor=actor, paper=wrong.pk, reason="অন্য আবেদনের দলিল", now=district.wait(minutes=1))
    assert laid(matter) == [(1, 1), (2, 3), (4, 6)]
    assert agrees(matter)
    papers.restore(actor=actor, paper=wrong.pk, now=district.wait(minutes=1))
    wrong.refresh_from_db()
    assert wrong.struck_at is None
    assert agrees(matter)


def test_what_was_received_is_not_struck(district: District) -> None:
    matter = district.marked()
    (application,) = matter.papers.all()
    with pytest.raises(Refused) as refused:
        papers.strike(actor=district.actor("oc-general"), paper=application.pk, reason="x", now=district.now)
    assert refused.value.reason is reasons.NOT_TO_CHANGE


def test_answers_and_notices_are_papers_of_their_own(district: District) -> None:
    matter = district.marked()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "ask_citizen")
    assert [row.kind for row in matter.papers.order_by("place")] == ["application"]
    assert agrees(matter)


def test_the_database_keeps_a_paper_as_it_came(district: District) -> None:
    matter = district.marked()
    (row,) = matter.papers.all()
    for change in ({"kind": "notice"}, {"pages": 5}, {"place": 9}):
        with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
            Paper.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        row.delete()


def test_a_page_number_that_was_changed_beside_the_record_is_found(district: District) -> None:
    matter = district.marked()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE efile_paper SET first_page = 4 WHERE matter_id = %s", [matter.pk])
    found = check_stream("matter", matter.pk, ledger.entries(matter.pk))
    assert found is not None
    assert found.what == "papers"


def test_a_title_is_changed_and_the_record_keeps_both(district: District) -> None:
    matter = district.marked()
    put_in(district, matter, (2,))
    row, actor = matter.papers.get(place=2), district.actor("oc-general")
    papers.rename(actor=actor, paper=row.pk, title=" জমির দলিল ", now=district.wait(minutes=1))
    row.refresh_from_db()
    assert row.title == "জমির দলিল"
    entry = ledger.entries(matter.pk)[-1]
    assert (entry.kind, entry.texts["was"], entry.texts["title_2"]) == ("paper.renamed", "দলিল", "জমির দলিল")
    assert agrees(matter)
    for title, why in (("জমির দলিল", reasons.SAME_TITLE), (" ", reasons.PAPER_TITLE)):
        with pytest.raises(Refused) as refused:
            papers.rename(actor=actor, paper=row.pk, title=title, now=district.now)
        assert refused.value.reason is why
