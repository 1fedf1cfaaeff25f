"""Files of a section opened at one moment: serials without a gap; without the lock one is given twice."""

from __future__ import annotations

from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from efile import numbers
from efile.files import beginning
from efile.models import File, NumberSeries
from hierarchy.models import Office
from tests.concurrency.racing import accepted, together
from tests.efile.conftest import District

MANY = 6


def drafts(district: District) -> list[partial[None]]:
    actor = district.actor("oc-general")
    made = [
        beginning.draft_file(actor=actor, subject="নথি", now=district.wait(minutes=1)) for _ in range(MANY)
    ]
    return [partial(beginning.create, actor=actor, file=file, now=district.now) for file in made]


def test_with_the_lock_they_run_without_a_gap(lasting_district: District) -> None:
    assert len(accepted(together(*drafts(lasting_district)))) == MANY
    given = sorted(File.objects.values_list("number", flat=True))
    assert [number.split("/")[1] for number in given] == [str(place) for place in range(1, MANY + 1)]
    assert NumberSeries.objects.get(code__startswith="file:").last == MANY


def test_without_the_lock_two_take_the_same(
    lasting_district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, *_rest = drafts(lasting_district)
    barrier = Barrier(2)

    def unlocked(office: Office, code: str, register: str, day: Any) -> tuple[int, str]:
        row, _made = NumberSeries.objects.get_or_create(office=office, code=code, year=day.year)
        barrier.wait(10)
        return row.last + 1, ""

    with transaction.atomic():
        NumberSeries.objects.create(
            office=lasting_district.office, code="file:general", year=lasting_district.now.year
        )
    monkeypatch.setattr(numbers, "next_serial", unlocked)
    with pytest.raises(IntegrityError, match="file_number_once"):
        together(first, second)
