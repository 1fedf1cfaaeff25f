"""A matter ends on the version it began with; the next application takes the new one."""

from __future__ import annotations

from uuid import UUID

from efile import services
from efile.models import Matter
from efile.services.act import Seen
from efile.verification import check_stream
from ledger import selectors as ledger
from ledger.models import Outbox
from tests.workflows.studio.conftest import Studio


def release(it_section: Studio) -> None:
    for row in Outbox.objects.filter(topic__startswith="effect.", done_at=None):
        services.effect_finished(
            matter=UUID(row.body["matter"]),
            wait=UUID(row.body["wait"]),
            result="done",
            now=it_section.district.wait(minutes=1),
        )
        row.done_at = it_section.district.now
        row.save(update_fields=["done_at"])


def replied(it_section: Studio, matter: Matter) -> None:
    """The DM approves and the officer sends the reply."""
    district = it_section.district
    district.note("dm", matter)
    district.complete("dm", matter, "approve")
    district.complete("oc-general", matter, "sent")


def stage_of(it_section: Studio, matter: Matter) -> str:
    stage = it_section.district.thread(matter).stage
    return stage.element if stage and stage.closed_at is None else ""


def test_one_under_way_ends_as_it_began_and_the_next_has_the_new_stage(it_section: Studio) -> None:
    district = it_section.district
    before = district.put_up()
    second = it_section.publish_second_look()

    replied(it_section, before)
    assert stage_of(it_section, before) == ""
    release(it_section)
    before.refresh_from_db()
    assert (before.disposal, before.instance.version.number) == ("disposed", 1)

    after = district.put_up()
    assert after.instance.version == second
    replied(it_section, after)
    assert stage_of(it_section, after) == "Second_look"
    thread = district.thread(after)
    services.complete_stage(
        actor=district.actor("oc-general"),
        thread=thread.pk,
        outcome="done",
        seen=Seen(thread.version, thread.stage_id),
        now=district.wait(minutes=1),
    )
    release(it_section)
    after.refresh_from_db()
    assert after.disposal == "disposed"
    for matter in (before, after):
        assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None
