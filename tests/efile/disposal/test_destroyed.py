"""What is destroyed is gone from everything that the office holds, and the record agrees with itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from efile.dak import caring, closing
from efile.dak.models import Dak
from efile.disposal import carrying
from efile.disposal.models import Disposal, DisposalItem
from efile.files import reasons
from efile.models import File, Matter
from efile.papers.models import Paper
from efile.printing import making
from efile.printing.composing import Made, compose
from efile.printing.models import Printout
from efile.printing.models import State as PrintState
from efile.replay import Difference
from efile.verification import verify_all
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from notings.models import Content, Paragraph
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.disposal.conftest import (
    WORD,
    YEAR,
    agreed,
    destroyed,
    drawn,
    empty_file,
    full_file,
    ordered,
    said_anywhere,
)
from tests.efile.pages.conftest import SignIn
from tests.efile.printing.conftest import _no_broker, brought, page_saying, printed
from tests.efile.printing.conftest import ordered as order_print

__all__ = ["_no_broker"]


def differences() -> list[Difference]:
    return [difference for *_, difference in verify_all() if difference]


def test_every_word_of_the_file_is_gone_and_the_record_agrees(district: District, folder: Path) -> None:
    file, _ = full_file(district)
    assert len(said_anywhere(WORD)) > 25
    assert differences() == []
    kept = {one.place for one in Content.objects.all()}
    assert kept
    assert all((folder / one).exists() for one in kept)

    row = destroyed(district, file)

    assert said_anywhere(WORD) == []
    assert not any((folder / one).exists() for one in kept)
    assert differences() == []
    assert row.state == "done"
    item = row.items.get()
    told = ledger.entries(file.pk)[-1]
    assert (told.kind, told.hash.hex()) == ("file.destroyed", item.entry)
    assert (item.size > 0, item.pages > 0, item.texts > 10) == (True, True, True)


def test_numbers_movement_and_registers_stand(district: District) -> None:
    file, matter = full_file(district)
    moves = list(matter.movements.values_list("kind", "at", "from_post"))
    papers = laid(matter)
    destroyed(district, file)
    fresh = Matter.objects.select_related("receipt__applicant").get(pk=matter.pk)
    assert list(fresh.movements.values_list("kind", "at", "from_post")) == moves
    assert laid(matter) == papers
    assert fresh.receipt is not None
    assert (fresh.subject, fresh.receipt.applicant.name) == ("নলকূপ মেরামতের আবেদন", "রহিমা বেওয়া")
    stays = File.objects.get(pk=file.pk)
    assert (stays.number, stays.subject, stays.retention) == (file.number, file.subject, "C")
    notes = Paragraph.objects.filter(sheet=matter.sheet_id)
    assert {(note.text, note.destroyed_under) for note in notes} == {("", f"1/{YEAR}")}


def laid(matter: Matter) -> list[tuple[int, int, int]]:
    rows = Paper.objects.filter(matter=matter).order_by("place")
    return list(rows.values_list("place", "first_page", "pages"))


def test_a_worker_that_dies_after_the_words_is_gone_on_with_at_the_bytes(
    district: District, folder: Path
) -> None:
    file, _ = full_file(district)
    row = drawn(district, file)
    agreed(district, row)
    ordered(district, row)
    item = row.items.get()
    assert carrying.destroy(item.pk, timezone.now())
    given_up = [one.place for one in Content.objects.exclude(destroyed_at=None)]
    assert given_up
    assert all((folder / one).exists() for one in given_up)
    assert Disposal.objects.get(pk=row.pk).state == "ordered"
    assert carrying.carry_out_all() == 0
    assert not any((folder / one).exists() for one in given_up)
    assert Disposal.objects.get(pk=row.pk).state == "done"
    assert [entry.kind for entry in ledger.entries(file.pk)].count("file.destroyed") == 1
    assert carrying.carry_out_all() == 0


def test_a_print_being_made_while_its_file_is_destroyed_leaves_nothing(
    district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _ = full_file(district)
    order_print(sign_in, "oc-general", file)

    def slow(*args: Any) -> Made:
        made = compose(*args)
        destroyed(district, file)
        return made

    monkeypatch.setattr(making, "compose", slow)
    assert making.make_all() == 0
    row = Printout.objects.get()
    assert row.state == PrintState.FAILED
    assert not making.place_of(row).exists()


def test_a_print_being_made_while_another_file_is_destroyed_is_kept(
    district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [empty_file(district, f"{place}/ABC") for place in range(4)]
    file, _ = full_file(district)
    order_print(sign_in, "oc-general", file)

    def slow(*args: Any) -> Made:
        destroyed(district, *others)
        return compose(*args)

    monkeypatch.setattr(making, "compose", slow)
    assert making.make_all() == 1
    assert Printout.objects.get().state == PrintState.READY


def test_a_print_of_what_was_destroyed_before_is_made(district: District, sign_in: SignIn) -> None:
    file, _ = full_file(district)
    destroyed(district, file)
    made = printed(sign_in, "oc-general", file)
    assert file.number in made.text()
    assert WORD not in made.text()
    assert "SECRETWORD" not in made.text()


def test_nothing_is_changed_in_a_letter_of_a_file_once_its_destruction_is_ordered(district: District) -> None:
    file, _ = full_file(district)
    row = drawn(district, file)
    agreed(district, row)
    change = partial(
        caring.change, actor=district.actor("oc-general"), dak=Dak.objects.get().pk, values={"address": "হাট"}
    )
    ordered(district, row)
    with pytest.raises(Refused) as refused:
        change(now=timezone.now())
    assert refused.value.reason == reasons.ORDERED
    carrying.carry_out_all()
    with pytest.raises(Refused) as refused:
        change(now=timezone.now())
    assert refused.value.reason == reasons.DESTROYED


def test_a_letter_filed_elsewhere_is_changed_while_other_files_are_destroyed(district: District) -> None:
    stays, others = (
        empty_file(district, "1/XYZ"),
        [empty_file(district, f"{place}/ABC") for place in range(4)],
    )
    File.objects.filter(pk=stays.pk).update(status=File.Status.CURRENT)
    dak, officer = entered(district), district.actor("oc-general")
    closing.file_away(
        actor=officer, dak=dak.pk, file=stays.pk, reason="অবগতির জন্য", now=district.wait(minutes=1)
    )
    destroyed(district, *others)
    caring.change(actor=officer, dak=dak.pk, values={"address": "হাট"}, now=timezone.now())
    dak.receipt.applicant.refresh_from_db()
    assert dak.receipt.applicant.address == "হাট"


def test_the_same_bytes_come_again_and_are_kept_anew(district: District, folder: Path) -> None:
    file, _ = full_file(district)
    destroyed(district, file)
    again = brought(district, page_saying("SECRETWORD"), "আবার")
    content = Content.objects.get(pk=again.content)
    assert content.destroyed_at is None
    assert (folder / content.place).exists()


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE efile_file SET destroyed_at = NULL", "destroyed"),
        ("UPDATE efile_receipt SET body = 'আবার'", "receipt"),
        ("UPDATE efile_matter SET subject = ''", "matter"),
    ],
)
def test_a_destroyed_file_that_was_changed_otherwise_is_named(
    district: District, statement: str, what: str
) -> None:
    file, _ = full_file(district)
    destroyed(district, file)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert what in {one.what for one in differences()}


def test_only_an_order_destroys_whatever_is_asked_of_the_database(district: District) -> None:
    file, _ = full_file(district)
    row = drawn(district, file)
    agreed(district, row)
    for statement in (
        "UPDATE efile_disposalitem SET destroyed_at = now()",
        "UPDATE notings_paragraph SET text = '', destroyed_under = '1'",
        "UPDATE ledger_payload SET value = NULL, salt = NULL, destroyed_under = '1'",
        "UPDATE efile_draftversion SET body = ''",
        "DELETE FROM efile_disposalitem",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert not DisposalItem.objects.exclude(destroyed_at=None).exists()
    assert len(said_anywhere(WORD)) > 25
