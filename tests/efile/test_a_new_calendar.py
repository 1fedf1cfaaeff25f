"""A new calendar moves nothing that was promised; it counts for what begins on its day or later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from efile.models import Matter
from efile.verification import check_stream
from hierarchy import services as hierarchy
from ledger import selectors as ledger
from tests.efile.conftest import District
from workflows.models import Due

WORKED = {0, 2, 4}


def promised(matter: Matter) -> tuple[object, list[object]]:
    """The day on the slip and the days of its limits."""
    matter.refresh_from_db()
    return matter.promised_on, list(
        Due.objects.filter(instance=matter.instance_id).values_list("due_on", flat=True)
    )


def short_weeks(district: District, begins_in: int) -> int:
    """A calendar by which three days of the week are worked; the version's number."""
    return hierarchy.make_calendar(
        actor=district.actor("dpm"),
        weekly_off=set(range(7)) - WORKED,
        holidays={},
        source="Order 5",
        now=district.now,
        valid_from=district.now.date() + timedelta(days=begins_in),
    ).version


@pytest.mark.parametrize("begins_in", [0, 10])
def test_what_was_promised_stays(district: District, begins_in: int) -> None:
    matter = district.put_up()
    before = promised(matter)
    short_weeks(district, begins_in)
    district.wait(days=12)
    assert promised(matter) == before
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def test_what_begins_before_its_day_is_counted_by_the_version_before(district: District) -> None:
    old = district.receive()
    version = short_weeks(district, 10)
    before = district.receive()
    assert before.promised_on == old.promised_on
    district.wait(days=9, hours=23)
    assert district.receive().instance_id
    district.wait(days=1)
    first = district.receive()
    dues = Due.objects.filter(instance=first.instance_id)
    assert {row.calendar_version for row in dues} <= {version}
    assert {row.calendar_version for row in Due.objects.filter(instance=before.instance_id)} <= {version - 1}
    assert first.promised_on is not None
    assert before.promised_on is not None
    assert before.receipt is not None
    assert first.promised_on - district.now.date() > before.promised_on - before.receipt.received_at.date()
    assert [check_stream("matter", one.pk, ledger.entries(one.pk)) for one in (before, first)] == [None, None]
