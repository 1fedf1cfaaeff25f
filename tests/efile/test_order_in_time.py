"""An act lies after the matter's last one, and a page acts at the moment that all servers share."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from efile import present, reasons, services
from efile.models import Matter
from efile.rules import may_follow
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from tests.efile import stories
from tests.efile.conftest import District

NOON = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "reason"), [(-11, reasons.EARLIER), (-10, None), (0, None), (86_400, None)]
)
def test_only_a_little_overtaking_is_allowed(seconds: int, reason: object) -> None:
    assert may_follow(NOON, NOON + timedelta(seconds=seconds)) is reason


@pytest.mark.parametrize("kind", ["forward", "complete", "return", "open", "pull_back"])
def test_an_act_before_the_last_one_is_refused_and_changes_nothing(district: District, kind: str) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")
    district.note("oc-general", matter)
    thread, before = district.thread(matter), district.now - timedelta(minutes=1)
    actor = district.actor("cic-general" if kind == "pull_back" else "oc-general")
    acts: dict[str, Callable[[], object]] = {
        "forward": lambda: services.forward(
            actor=actor, thread=thread.pk, to=district.post("cic-general"), now=before
        ),
        "complete": lambda: services.complete_stage(
            actor=actor, thread=thread.pk, outcome="recommend", now=before
        ),
        "return": lambda: services.return_(actor=actor, thread=thread.pk, now=before),
        "open": lambda: services.mark_opened(actor=actor, thread=thread.pk, now=before),
        "pull_back": lambda: services.pull_back(actor=actor, thread=thread.pk, now=before),
    }
    with pytest.raises(Refused) as refused:
        acts[kind]()
    assert refused.value.reason is reasons.EARLIER
    now = district.thread(matter)
    assert (now.version, now.read_at, now.holder_id) == (thread.version, None, thread.holder_id)
    assert Matter.objects.get(pk=matter.pk).moves == 4


def test_an_answer_before_the_question_is_refused(district: District) -> None:
    matter = stories.asked(district)
    with pytest.raises(Refused) as refused:
        services.message_came(
            actor=Actor.citizen(),
            matter=matter.pk,
            message="citizen_replied",
            text="কাগজ দিলাম।",
            now=district.now - timedelta(hours=1),
        )
    assert refused.value.reason is reasons.EARLIER


def test_a_repeat_gets_its_first_answer_whatever_the_clock_says(district: District) -> None:
    matter, key = district.marked(), uuid4()
    actor, thread = district.actor("oc-general"), district.thread(matter).pk
    moment = district.wait(minutes=5)
    first, again = (
        services.forward(actor=actor, thread=thread, to=district.post("cic-general"), now=now, key=key)
        for now in (moment, moment - timedelta(hours=1))
    )
    assert again == first


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_page_whose_clock_is_wrong_acts_on_nothing(
    db: None, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    wrong = timezone.now() + timedelta(minutes=minutes)
    monkeypatch.setattr("efile.present.timezone.now", lambda: wrong)
    with pytest.raises(Refused) as refused:
        present.present()
    assert refused.value.reason is reasons.CLOCK_WRONG
    assert refused.value.reason.status == 503
    assert refused.value.params["seconds"] == pytest.approx(300, abs=5)


def test_a_page_whose_clock_is_right_acts_now(db: None) -> None:
    assert abs(present.present() - timezone.now()) < timedelta(seconds=5)
