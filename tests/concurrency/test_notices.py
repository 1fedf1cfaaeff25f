"""An order is taken back at the moment its notice goes out: either it stands, or nobody heard of it."""

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings

from efile import reasons, services
from efile.models import Matter
from efile.services.act import Done
from hierarchy.refusals import Refused
from integrations.models import Notice
from integrations.relay import release_due
from ledger import outbox
from tests.concurrency.racing import agrees, together
from tests.efile.conftest import District
from tests.soak import rounds


def rejected(district: District) -> Matter:
    matter = district.receive()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")
    return matter


def after_the_undo_time(district: District) -> datetime:
    return district.now + timedelta(seconds=settings.UNDO_SECONDS + 1)


def taking_back(district: District, matter: Matter) -> partial[Done]:
    return partial(
        services.pull_back,
        actor=district.actor("dm"),
        thread=district.thread(matter).pk,
        now=after_the_undo_time(district),
    )


def test_an_order_taken_back_was_never_told_and_one_that_was_told_stands(lasting_district: District) -> None:
    district = lasting_district
    for _ in range(rounds(12, 300)):
        matter = rejected(district)
        told, taken = together(
            partial(release_due, after_the_undo_time(district)), taking_back(district, matter)
        )
        matter.refresh_from_db()
        notices = Notice.objects.filter(matter=matter).count()
        if isinstance(taken, Refused):
            assert taken.reason in {reasons.EFFECT_RELEASED, reasons.NOTHING_TO_PULL_BACK}
            release_due(after_the_undo_time(district) + timedelta(hours=1))
            matter.refresh_from_db()
            assert (notices, matter.disposal) == (1, "rejected")
        else:
            assert (told, notices, matter.closed_at) == (0, 0, None)
        assert agrees(matter)


def test_a_notice_in_the_hands_of_the_relay_is_not_taken_back(lasting_district: District) -> None:
    district = lasting_district
    matter = rejected(district)
    (claimed,) = outbox.claim_batch(now=after_the_undo_time(district), limit=1)
    (refused,) = together(taking_back(district, matter))
    assert isinstance(refused, Refused)
    assert refused.reason is reasons.EFFECT_RELEASED
    assert outbox.mark_done(claimed, now=district.now)
