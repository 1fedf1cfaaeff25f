"""A resolution on a destroyed file goes out of the minutes; those on other files of the same meeting stay."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from efile.committees.models import AgendaItem
from efile.models import File, Matter
from efile.verification import check_stream
from ledger import selectors as ledger
from tests.efile.committees.conftest import SETTLE, Committee
from tests.efile.conftest import District
from tests.efile.disposal.conftest import WORD, closed_long_ago, destroyed_by, said_anywhere


def filed(district: District, matter: Matter) -> File:
    row = File.objects.create(
        office=district.office,
        number="খাস/1",
        section=matter.section,
        subject="খাস জমি",
        opened_by_id=district.post("oc-land"),
        opened_at=timezone.now(),
    )
    Matter.objects.filter(pk=matter.pk).update(file=row, closed_at=timezone.now())
    return closed_long_ago(row)


def test_a_resolution_goes_with_its_file_alone(district: District) -> None:
    committee = Committee(district)
    gone, stays = committee.matter(), committee.matter()
    meeting = committee.call()
    committee.list(meeting, [gone, stays])
    committee.attend(meeting)
    told = {
        gone: replace(SETTLE, text=f"{WORD} মঞ্জুর"),
        stays: replace(SETTLE, text="রাস্তা মঞ্জুর"),
    }
    committee.write(meeting, told)
    committee.sign(meeting)
    assert said_anywhere(WORD)
    destroyed_by(district, filed(district, gone), clerk="oc-land", reader="oc-land")
    assert said_anywhere(WORD) == []
    texts = dict(AgendaItem.objects.filter(meeting=meeting).values_list("matter", "text"))
    assert texts == {gone.pk: "", stays.pk: "রাস্তা মঞ্জুর"}
    office = district.office.pk
    assert check_stream("office", office, ledger.entries(office)) is None
