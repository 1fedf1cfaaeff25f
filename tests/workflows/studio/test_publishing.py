"""A draft becomes a version by a second person, when nothing stands in its way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.workflows.studio.conftest import Studio, with_second_look
from workflows import reasons, studio
from workflows.models import FlowDraft, FlowVersion, Limit


def reason_of(act: object, *args: object, **more: object) -> object:
    with pytest.raises(Refused) as caught:
        act(*args, **more)  # type: ignore[operator]  # [any of the services]
    return caught.value.reason


def test_the_second_person_makes_the_next_version(it_section: Studio) -> None:
    version = it_section.publish_second_look()
    assert (version.number, it_section.current) == (2, version)
    assert version.drafted_by_id == it_section.drawer.user_id
    assert version.published_by_id == it_section.publisher.user_id
    assert b"Second_look" in studio.bundle_of(version).files["flow.bpmn"]
    assert version.sha256 == studio.bundle_of(version).sha256
    assert not FlowDraft.objects.exists()


def test_the_flows_own_record_tells_who_asked_and_who_published(it_section: Studio) -> None:
    version = it_section.publish_second_look()
    entries = [one for one in ledger.entries(it_section.flow.pk) if one.kind.startswith("flow.")]
    assert [entry.kind for entry in entries] == ["flow.published", "flow.draft_asked", "flow.published"]
    assert entries[1].by["post_title"]["en"] == "IT Officer (Flows)"
    assert entries[2].data["sha256"] == version.sha256
    assert entries[2].by["user"] == str(it_section.publisher.user_id)
    assert ledger.check_chain(it_section.flow.pk) is None


def test_who_drew_the_draft_may_not_publish_it(it_section: Studio) -> None:
    it_section.draw()
    it_section.ask()
    assert reason_of(it_section.publish, actor=it_section.drawer) == reasons.SAME_PERSON


def test_who_drew_only_a_part_of_it_may_not_publish_it_either(it_section: Studio) -> None:
    it_section.draw()
    it_section.save(with_second_look(it_section.xml(), "head"), revision=2, actor=it_section.publisher)
    studio.ask_approval(
        actor=it_section.drawer, flow=it_section.flow.pk, revision=3, now=it_section.district.now
    )
    assert reason_of(it_section.publish, revision=3) == reasons.SAME_PERSON


def test_a_draft_nobody_asked_for_is_not_published(it_section: Studio) -> None:
    it_section.draw()
    assert reason_of(it_section.publish) == reasons.NOT_ASKED


def test_what_changed_after_it_was_looked_at_is_not_published(it_section: Studio) -> None:
    it_section.draw()
    it_section.save(with_second_look(it_section.xml(), "head"), revision=2)
    studio.ask_approval(
        actor=it_section.drawer, flow=it_section.flow.pk, revision=3, now=it_section.district.now
    )
    assert reason_of(it_section.publish, revision=2) == reasons.DRAFT_CHANGED


def test_a_draft_without_a_change_is_not_asked_for(it_section: Studio) -> None:
    it_section.open()
    assert reason_of(it_section.ask, revision=1) == reasons.NOTHING_CHANGED


def test_a_draft_with_an_error_is_not_asked_for(it_section: Studio) -> None:
    it_section.open()
    it_section.save(it_section.xml().replace(b'default="f_to_section"', b""))
    assert reason_of(it_section.ask) == reasons.FLOW_REFUSED


def test_a_limit_needs_a_row_that_is_in_force(it_section: Studio) -> None:
    it_section.open()
    it_section.save(with_second_look(it_section.xml(), sla="second-look"))
    assert reason_of(it_section.ask) == reasons.NO_LIMIT
    today = it_section.district.now.date()
    row = Limit.objects.create(
        name="second-look",
        days=3,
        unit="working",
        source_bn="আদেশ ১",
        source_en="Order 1",
        valid_from=today + timedelta(days=9),
    )
    assert reason_of(it_section.ask) == reasons.NO_LIMIT
    row.valid_from = today - timedelta(days=1)
    row.save()
    it_section.ask()
    row.valid_to = row.valid_from
    row.save()
    assert reason_of(it_section.publish) == reasons.NO_LIMIT


def test_a_stage_for_an_unknown_post_is_a_warning_and_no_bar(it_section: Studio) -> None:
    it_section.open()
    it_section.save(with_second_look(it_section.xml(), "post:lift-operator"))
    it_section.ask()
    assert it_section.publish().number == 2


def test_an_officer_without_the_power_may_not_publish(it_section: Studio) -> None:
    it_section.draw()
    it_section.ask()
    assert reason_of(it_section.publish, actor=it_section.district.actor("dm")) == reasons.NO_POWER


def test_a_version_can_never_be_changed(it_section: Studio) -> None:
    version = it_section.publish_second_look()
    with pytest.raises(DatabaseError), transaction.atomic():
        FlowVersion.objects.filter(pk=version.pk).update(sha256="0" * 64)
