"""Folding a record gives where every thread stands; running it again opens the same stages."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from efile.history import ThreadFacts, fold
from efile.models import Matter
from efile.replay import reexecute
from efile.verification import check_stream
from ledger import selectors as ledger
from tests.efile import stories
from tests.efile.conftest import District
from workflows import engine


def agrees(matter: Matter) -> None:
    entries = ledger.entries(matter.pk)
    assert fold(entries) == {row.pk: ThreadFacts.of(row) for row in matter.threads.all()}
    assert check_stream("matter", matter.pk, entries) is None


@pytest.mark.parametrize(
    "story",
    [
        stories.with_a_withdrawal,
        stories.with_a_marking_taken_back,
        stories.with_a_message,
        stories.with_a_limit,
        stories.with_parallel_parts,
        stories.split,
        stories.to_disposal,
    ],
)
def test_every_kind_of_act_folds_and_runs_again(
    district: District, story: Callable[[District], Matter]
) -> None:
    agrees(story(district))


def test_a_marking_taken_back_gives_the_matter_its_section_again(district: District) -> None:
    section = district.receive().section_id
    matter = stories.with_a_marking_taken_back(district)
    matter.refresh_from_db()
    assert (matter.marked_to_id, matter.section_id) == (None, section)
    assert district.thread(matter).holder.code == "dm"


def test_the_fold_after_fewer_entries_is_where_the_matter_stood_then(district: District) -> None:
    matter = district.marked()
    before = ThreadFacts.of(district.thread(matter))
    count = len(ledger.entries(matter.pk))
    district.forward("oc-general", matter, "cic-general")
    entries = ledger.entries(matter.pk)
    assert fold(entries[:count])[before.id] == before
    assert fold(entries)[before.id].holder == district.post("cic-general")


def test_a_record_without_its_start_is_named(district: District) -> None:
    matter = district.marked()
    difference = reexecute(matter.pk, ledger.entries(matter.pk)[1:])
    assert difference is not None
    assert (difference.what, difference.seq) == ("start", 0)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"open": ()}, "open"),
        ({"waits": (engine.Wait("1", "Elsewhere", "message", "x", None, None),)}, "waits"),
        ({"finished": True, "disposal": "disposed"}, "finished"),
        ({"state": b"another"}, "state"),
    ],
)
def test_an_engine_that_answers_otherwise_is_named(
    district: District, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], what: str
) -> None:
    matter = district.marked()
    real = engine.complete
    monkeypatch.setattr(engine, "complete", lambda *args: replace(real(*args), **change))
    difference = reexecute(matter.pk, ledger.entries(matter.pk))
    assert difference is not None
    assert (difference.stream, difference.seq, difference.what) == (matter.pk, 2, what)


def test_an_engine_that_refuses_a_recorded_command_is_named(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = district.marked()

    def refuse(*_: object) -> engine.Step:
        raise engine.EngineRefused("stage_not_open")

    monkeypatch.setattr(engine, "complete", refuse)
    difference = reexecute(matter.pk, ledger.entries(matter.pk))
    assert difference is not None
    assert (difference.seq, difference.what, difference.expected) == (2, "command", "complete")
