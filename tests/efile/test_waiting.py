"""A matter waits for the citizen, for a limit, for a payment."""

from datetime import timedelta
from typing import Any

import pytest

from efile import reasons, services
from efile.models import Matter
from efile.services.act import Done
from efile.verification import check_stream
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.conftest import District
from workflows.models import Due


def asked(district: District) -> Matter:
    matter = district.marked()
    district.note("oc-general", matter, "পরিচয়পত্রের প্রতিলিপি চাওয়া হল।")
    district.complete("oc-general", matter, "ask_citizen")
    question = matter.instance.waits.get(kind="effect", closed_step=None)
    services.effect_finished(matter=matter.pk, wait=question.pk, result="done", now=district.wait(minutes=2))
    return matter


def reply(district: District, matter: Matter, **more: Any) -> Done:
    return services.message_came(
        actor=Actor.citizen(),
        matter=matter.pk,
        message="citizen_replied",
        now=district.wait(days=1),
        text="কাগজ জমা দিলাম।",
        **more,
    )


def test_a_thread_keeps_its_last_holder_while_the_citizen_is_waited_for(district: District) -> None:
    thread = district.thread(asked(district))
    assert thread.waiting_for == "message:citizen_replied"
    assert thread.holder.code == "oc-general"


def test_nobody_acts_in_a_stage_that_is_not_there(district: District) -> None:
    matter = asked(district)
    with pytest.raises(Refused) as refused:
        district.forward("oc-general", matter, "cic-general")
    assert refused.value.reason is reasons.NO_STAGE


def test_the_citizens_reply_opens_the_stage_again_and_is_kept(district: District) -> None:
    matter = asked(district)
    reply(district, matter)
    thread = district.thread(matter)
    assert thread.waiting_for == ""
    assert thread.holder.code == "oc-general"
    assert ledger.entries(matter.pk)[-1].texts == {"message": "কাগজ জমা দিলাম।"}
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def test_a_second_reply_is_told_that_the_office_went_on(district: District) -> None:
    matter = asked(district)
    reply(district, matter)
    with pytest.raises(Refused) as refused:
        reply(district, matter)
    assert refused.value.reason is reasons.NOT_WAITING


def test_a_limit_that_passed_goes_its_own_way_and_only_once(district: District) -> None:
    matter = asked(district)
    due = Due.objects.get(instance=matter.instance, kind="fire", closed_at=None)
    assert services.fire_due(due=due.pk, now=district.now) is None
    late = district.now + timedelta(days=60)
    assert services.fire_due(due=due.pk, now=late) is not None
    assert services.fire_due(due=due.pk, now=late) is None
    assert district.thread(matter).waiting_for == ""
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None
