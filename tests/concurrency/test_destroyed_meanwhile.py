"""A letter is set right at the moment at which the file with it is destroyed."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from efile.dak import caring, recording
from efile.dak.models import Dak
from efile.disposal import carrying, words
from efile.files import reasons
from efile.verification import verify_all
from hierarchy.refusals import Refused
from tests.concurrency.racing import together
from tests.efile.conftest import District
from tests.efile.disposal.conftest import agreed, drawn, folder, full_file, ordered, said_anywhere

NEW = "গোপনকথা"

__all__ = ["folder"]


def outcome(
    district: District, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> tuple[Refused | object, list[str]]:
    """What the writer reads, and the rows in which the word stands, when he writes after the words were taken
    away and before that is committed."""
    file, _ = full_file(district)
    row = drawn(district, file)
    agreed(district, row)
    ordered(district, row)
    if not guarded:
        monkeypatch.setattr(recording, "check_as_it_was_read", lambda files: None)
    change = partial(
        caring.change,
        actor=district.actor("oc-general"),
        dak=Dak.objects.get().pk,
        values={"address": NEW},
        now=timezone.now(),
    )
    begun: list[Future[Any]] = []
    with ThreadPoolExecutor(1) as pool:

        def blank(doomed: Any) -> None:
            take_words_away(doomed)
            begun.append(pool.submit(together, change))
            wait(begun, timeout=0.3)

        take_words_away = words.blank
        monkeypatch.setattr(carrying, "blank", blank)
        assert carrying.carry_out_all() == 1
        (answer,) = begun[0].result()
    return answer, said_anywhere(NEW)


@pytest.mark.usefixtures("folder")
def test_who_writes_into_it_waits_and_reads_that_it_is_gone(
    lasting_district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, rows = outcome(lasting_district, monkeypatch, guarded=True)
    assert isinstance(answer, Refused)
    assert answer.reason == reasons.DESTROYED
    assert rows == []
    assert [difference for *_, difference in verify_all() if difference] == []


@pytest.mark.usefixtures("folder")
def test_without_the_guard_the_word_would_stand_again(
    lasting_district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, rows = outcome(lasting_district, monkeypatch, guarded=False)
    assert not isinstance(answer, Refused)
    assert rows
