"""A post writes on a sheet as often as it likes before signing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from notings import reasons, selectors, services
from notings.models import NoteDraft
from notings.rules import MAX_CHARACTERS
from tests.hierarchy.factories import NOW
from tests.notings.desk import Desk


def test_a_saved_draft_is_found_again(desk: Desk) -> None:
    desk.write("আবেদনটি পরীক্ষা করা হল।")

    draft = selectors.draft_of(desk.sheet.id, None, desk.clerk.post_id or uuid4())
    assert draft is not None
    assert (draft.text, draft.revision, draft.user_id) == ("আবেদনটি পরীক্ষা করা হল।", 1, desk.clerk.user_id)
    assert draft.office == desk.office


def test_each_saving_gives_the_next_revision(desk: Desk) -> None:
    desk.write("এক")
    desk.write("দুই", revision=1)
    later = NOW + timedelta(minutes=1)

    draft = desk.write("তিন", revision=2, now=later)
    assert (draft.text, draft.revision, draft.updated_at) == ("তিন", 3, later)
    assert NoteDraft.objects.count() == 1


def test_text_is_normalised_and_loses_what_deceives_the_eye(desk: Desk) -> None:
    decomposed = "ক\u09c7\u09be\u202e  নথি \u0007 "

    assert desk.write(decomposed).text == "ক\u09cb  নথি"


def test_paragraph_breaks_and_joiners_stay(desk: Desk) -> None:
    assert desk.write("প্রথম\r\nর\u200d্যাব").text == "প্রথম\nর\u200d্যাব"


def test_a_note_too_long_is_refused_with_both_lengths(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.write("ক" * (MAX_CHARACTERS + 1))
    assert refused.value.reason is reasons.TOO_LONG
    with translation.override("en"):
        assert refused.value.sentence == (
            "The note has 20001 characters; at most 20000 may stand in one paragraph."
        )


def test_the_longest_note_is_kept_whole(desk: Desk) -> None:
    assert len(desk.write("ক" * MAX_CHARACTERS).text) == MAX_CHARACTERS


def test_two_posts_write_beside_each_other(desk: Desk) -> None:
    desk.write("করণিকের")
    desk.write("আধিকারিকের", actor=desk.officer)

    assert sorted(NoteDraft.objects.values_list("text", flat=True)) == ["আধিকারিকের", "করণিকের"]


def test_a_post_writes_apart_in_the_main_notes_and_in_a_part_file(desk: Desk) -> None:
    lane = uuid4()
    desk.write("মূল নোট")
    desk.write("অংশ নথির নোট", lane=lane)

    assert desk.clerk.post_id is not None
    in_lane = selectors.draft_of(desk.sheet.id, lane, desk.clerk.post_id)
    assert in_lane is not None
    assert in_lane.text == "অংশ নথির নোট"


def test_who_may_not_note_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.write("নোট", actor=Actor.citizen())
    assert refused.value.reason is reasons.MAY_NOT_NOTE


def test_an_unknown_sheet_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        services.save_draft(actor=desk.clerk, sheet=uuid4(), lane=None, text="নোট", revision=0, now=NOW)
    assert refused.value.reason is reasons.UNKNOWN_SHEET


def test_a_discarded_draft_is_gone(desk: Desk) -> None:
    desk.write("নোট")
    services.discard_draft(actor=desk.clerk, sheet=desk.sheet.id, lane=None, revision=1)

    assert not NoteDraft.objects.exists()


def test_discarding_what_is_already_gone_is_no_error(desk: Desk) -> None:
    services.discard_draft(actor=desk.clerk, sheet=desk.sheet.id, lane=None, revision=1)

    assert not NoteDraft.objects.exists()
