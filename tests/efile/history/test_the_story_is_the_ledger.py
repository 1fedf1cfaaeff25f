"""Every scene, note, stay and way of the replay is what the ledger says, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from efile.models import Matter, Movement, Thread
from ledger import selectors as ledger
from notings.models import Paragraph
from tests.efile import stories
from tests.efile.conftest import QUESTION, District
from tests.efile.history.conftest import Tell

Life = Callable[[District], Matter]
OUTSIDE = ("The applicant", "The office's system")
STORIES: list[Life] = [
    stories.asked,
    stories.with_a_message,
    stories.with_a_limit,
    stories.with_a_withdrawal,
    stories.with_a_marking_taken_back,
    stories.with_parallel_parts,
]


@pytest.mark.parametrize("lived", STORIES, ids=lambda lived: lived.__name__)
def test_there_is_one_scene_for_each_entry_in_its_order(district: District, tell: Tell, lived: Life) -> None:
    matter = lived(district)
    entries, story = ledger.entries(matter.pk), tell(matter)
    assert [(scene.seq, scene.kind, scene.at) for scene in story.scenes] == [
        (entry.seq, entry.kind, entry.at) for entry in entries
    ]
    assert len(story.frames) == len(entries)
    assert story.fails_at is None


@pytest.mark.parametrize("lived", STORIES, ids=lambda lived: lived.__name__)
def test_tokens_rest_where_the_engine_had_its_stages(district: District, tell: Tell, lived: Life) -> None:
    matter = lived(district)
    story = tell(matter)
    for entry, frame in zip(ledger.entries(matter.pk), story.frames, strict=True):
        if "engine" in entry.data and not entry.data["engine"]["finished"]:
            stages = {stage[1] for stage in entry.data["engine"]["open"]}
            assert stages <= set(frame["rest"])


@pytest.mark.parametrize("lived", STORIES, ids=lambda lived: lived.__name__)
def test_every_act_names_who_did_it_as_its_movement_does(district: District, tell: Tell, lived: Life) -> None:
    matter = lived(district)
    told = {scene.seq: scene for scene in tell(matter).scenes}
    moved = [entry for entry in ledger.entries(matter.pk) if "seq" in entry.data]
    assert len(moved) == Movement.objects.filter(matter=matter).count()
    for entry in moved:
        movement = Movement.objects.get(matter=matter, seq=entry.data["seq"])
        assert told[entry.seq].post_title in {*(movement.by.get("post_title") or {}).values(), *OUTSIDE}


def test_notes_stand_as_they_were_signed_and_only_from_then_on(district: District, tell: Tell) -> None:
    matter = stories.with_a_message(district)
    story = tell(matter)
    signed = Paragraph.objects.filter(sheet=matter.sheet_id).order_by("number")
    assert [(note.number, note.text, note.name) for note in story.notes] == [
        (row.number, row.text, row.name_en) for row in signed
    ]
    for note in story.notes:
        assert story.scenes[note.since].note == note
        assert story.scenes[note.since].at == note.signed_at


def test_papers_are_the_application_and_what_came_later(district: District, tell: Tell) -> None:
    matter = stories.with_a_message(district)
    application, question, answer = tell(matter).papers
    assert "নলকূপ মেরামতের আবেদন" in application.text
    assert "রহিমা বেওয়া" in application.text
    assert question.text == QUESTION
    assert answer.text == "কাগজ দিলাম।"
    assert tell(matter).scenes[answer.since].kind == "message.received"


def test_a_reading_is_a_scene_of_its_own(district: District, tell: Tell) -> None:
    matter = district.marked()
    district.open("oc-general", matter)
    last = tell(matter).scenes[-1]
    assert (last.act, last.post_title) == ("Opened", "Officer-in-Charge, General Section")


def test_the_token_goes_through_gateways_and_into_the_shared_part(district: District, tell: Tell) -> None:
    matter = district.marked()
    assert tell(matter).frames[-1]["moves"] == [
        {"way": ("Mark", "Mark_order", "Section"), "phase": 0},
        {"way": ("Section_in", "Process"), "phase": 1},
    ]
    assert tell(matter).frames[-1]["open"] == ["Process", "Section"]


def test_the_token_comes_out_of_the_shared_part_before_it_goes_on(district: District, tell: Tell) -> None:
    matter = district.put_up()
    ways = [(move["way"], move["phase"]) for move in tell(matter).frames[-1]["moves"]]
    assert ways[0][0][0] == "Process"
    assert ways[-1] == (("Section", "Decision"), 1)
    assert tell(matter).frames[-1]["open"] == ["Decision"]


def test_the_drawings_are_the_main_flow_and_the_part_that_was_entered(district: District, tell: Tell) -> None:
    received = district.receive()
    assert [drawing.part for drawing in tell(received).drawings] == [False]
    assert [drawing.part for drawing in tell(district.marked()).drawings] == [False, True]


def test_two_parts_have_two_tokens_and_two_desks(district: District, tell: Tell) -> None:
    matter = stories.split(district)
    story = tell(matter)
    open_now = Thread.objects.filter(matter=matter, closed_at=None, stage__closed_at=None)
    assert set(story.frames[-1]["rest"]) == set(open_now.values_list("stage__element", flat=True))
    assert len(story.strip["stepPosts"][-1]) == open_now.count() > 1
    assert len({span["thread"] for span in story.strip["spans"]}) == open_now.count() + 1


def test_a_stage_that_was_pulled_back_is_left_and_entered_again(district: District, tell: Tell) -> None:
    matter = stories.with_a_withdrawal(district)
    names = [line.name for line in tell(matter).stages]
    assert names.count("Examine and recommend") == 2
