"""A draft is kept as it is drawn, never over another person's later drawing."""

from __future__ import annotations

import pytest

from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.workflows.studio.conftest import MAIN, Studio, with_second_look
from workflows import engine, reasons, studio
from workflows.models import FlowDraft


def refused(act: object, *args: object, **more: object) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **more)  # type: ignore[operator]  # [any of the services]
    return caught.value


def test_a_draft_begins_as_the_version_in_force(it_section: Studio) -> None:
    draft = it_section.open()
    assert studio.bundle_of(draft).sha256 == it_section.current.sha256
    assert (draft.revision, draft.editors, draft.base) == (1, [], it_section.current)


def test_opening_twice_gives_the_same_draft(it_section: Studio) -> None:
    first = it_section.draw()
    again = studio.open_draft(
        actor=it_section.publisher, flow=it_section.flow.pk, now=it_section.district.now
    )
    assert (again.pk, again.revision) == (first.pk, 2)


def test_saving_keeps_the_bytes_and_remembers_who_drew(it_section: Studio) -> None:
    draft = it_section.draw()
    kept = studio.bundle_of(FlowDraft.objects.get(pk=draft.pk))
    assert kept.files[MAIN] == with_second_look(it_section.xml())
    assert draft.revision == 2
    assert draft.editors == [str(it_section.drawer.user_id)]


def test_saving_the_same_again_changes_nothing(it_section: Studio) -> None:
    it_section.open()
    assert it_section.save(it_section.xml()).revision == 1


def test_the_second_of_two_windows_is_told_who_was_first(it_section: Studio) -> None:
    it_section.draw()
    late = refused(it_section.save, it_section.xml(), revision=1, actor=it_section.publisher)
    assert late.reason == reasons.DRAFT_CHANGED
    assert late.reason.status == 409
    assert str(it_section.drawer.name) in late.sentence
    assert b"Second_look" in studio.bundle_of(FlowDraft.objects.get()).files[MAIN]


def test_both_who_drew_are_remembered(it_section: Studio) -> None:
    it_section.draw()
    draft = it_section.save(it_section.xml(), revision=2, actor=it_section.publisher)
    assert set(draft.editors) == {str(it_section.drawer.user_id), str(it_section.publisher.user_id)}


def test_a_change_takes_the_request_for_approval_back(it_section: Studio) -> None:
    it_section.draw()
    assert it_section.ask().asked_at is not None
    assert it_section.save(it_section.xml(), revision=2).asked_at is None


def test_a_shared_part_is_kept_in_its_own_file(it_section: Studio) -> None:
    it_section.open()
    part = it_section.xml("section-processing.bpmn").replace(b'section-processing"', b'section-processing" ')
    draft = it_section.save(part, file="section-processing.bpmn")
    bundle = studio.bundle_of(draft)
    assert bundle.files["section-processing.bpmn"] == part
    assert bundle.files[MAIN] == it_section.xml()


@pytest.mark.parametrize(
    "hostile",
    [
        b"not xml at all",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        b"<x>" + b" " * 1_000_001 + b"</x>",
        "<x/>".encode("utf-16"),
        b"",
    ],
    ids=["no xml", "entities", "too large", "another encoding", "nothing"],
)
def test_what_is_no_drawing_is_not_kept(it_section: Studio, hostile: bytes) -> None:
    it_section.open()
    assert refused(it_section.save, hostile).reason == reasons.UNREADABLE
    assert FlowDraft.objects.get().revision == 1


def test_a_drawing_with_errors_is_kept_and_its_faults_are_said(it_section: Studio) -> None:
    it_section.open()
    broken = it_section.xml().replace(b'gp:assign="head"', b'gp:assign="nobody knows"')
    draft = it_section.save(broken)
    assert any(found.severity == "error" for found in engine.lint(studio.bundle_of(draft)))


def test_a_file_that_the_flow_has_not_is_refused(it_section: Studio) -> None:
    it_section.open()
    assert refused(it_section.save, it_section.xml(), file="../secret.bpmn").reason == reasons.NO_FILE


def test_without_a_draft_there_is_nothing_to_save(it_section: Studio) -> None:
    assert refused(it_section.save, it_section.xml()).reason == reasons.NO_DRAFT


def test_an_officer_without_the_power_may_not_draw(it_section: Studio) -> None:
    it_section.open()
    dm = it_section.district.actor("dm")
    assert refused(it_section.save, it_section.xml(), actor=dm).reason == reasons.NO_POWER
    assert (
        refused(studio.open_draft, actor=dm, flow=it_section.flow.pk, now=it_section.district.now).reason
        == reasons.NO_POWER
    )


def throw_away(it_section: Studio, actor: Actor, revision: int) -> None:
    now = it_section.district.wait(minutes=1)
    studio.discard(actor=actor, flow=it_section.flow.pk, revision=revision, now=now)


def test_a_draft_thrown_away_leaves_the_versions(it_section: Studio) -> None:
    it_section.draw()
    throw_away(it_section, it_section.drawer, revision=2)
    assert not FlowDraft.objects.exists()
    assert it_section.current.number == 1


def test_a_draft_that_changed_meanwhile_is_not_thrown_away(it_section: Studio) -> None:
    it_section.draw()
    late = refused(throw_away, it_section, it_section.drawer, revision=1)
    assert late.reason == reasons.DRAFT_CHANGED_BY_YOU
    other = refused(throw_away, it_section, it_section.publisher, revision=1)
    assert other.reason == reasons.DRAFT_CHANGED
    assert FlowDraft.objects.exists()


def test_the_flows_own_record_tells_who_threw_whose_draft_away(it_section: Studio) -> None:
    draft = it_section.draw()
    throw_away(it_section, it_section.publisher, revision=2)
    last = ledger.entries(it_section.flow.pk)[-1]
    assert last.kind == "flow.draft_discarded"
    assert last.by["user"] == str(it_section.publisher.user_id)
    assert last.data["editors"] == [str(it_section.drawer.user_id)]
    assert last.data["sha256"] == studio.bundle_of(draft).sha256
