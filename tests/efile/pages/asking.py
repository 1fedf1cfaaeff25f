"""A matter that waits for its applicant."""

from __future__ import annotations

from uuid import UUID

from efile import services
from efile.models import Matter
from ledger.models import Outbox
from tests.efile.conftest import District


def asked(district: District) -> Matter:
    """The section asked the applicant for information, and the question has gone out."""
    matter = district.marked()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "ask_citizen")
    for row in Outbox.objects.filter(topic__startswith="effect.", done_at=None):
        services.effect_finished(
            matter=UUID(row.body["matter"]),
            wait=UUID(row.body["wait"]),
            result="done",
            now=district.wait(minutes=5),
        )
        row.done_at = district.now
        row.save(update_fields=["done_at"])
    return matter
