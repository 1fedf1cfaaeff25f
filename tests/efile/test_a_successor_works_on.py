"""What lay with an abolished post or a closed section is worked on by who succeeded it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from efile import reasons, selectors, services
from efile.forwarding.services import pull_up
from hierarchy.models import Post, Section
from hierarchy.refusals import Refused
from tests.efile.conftest import District

pytestmark = pytest.mark.django_db


def test_a_successor_finds_opens_and_sends_what_lay_with_the_abolished_post(district: District) -> None:
    matter = district.marked("oc-general")
    _abolish(district, "oc-general", "oc-land")
    district.wait(minutes=5)

    heir = district.actor("oc-land")
    assert [row.matter_id for row in selectors.box(heir, "with_me", district.now.date())] == [matter.pk]
    assert selectors.matter_for(heir, matter.pk) == matter
    assert services.mark_opened(actor=heir, thread=district.thread(matter).pk, now=district.now)
    services.forward(
        actor=heir,
        thread=district.thread(matter).pk,
        to=district.post("cic-land"),
        now=district.now,
    )

    assert district.thread(matter).holder.code == "cic-land"
    assert district.thread(matter).movements.order_by("-seq")[0].from_post_id == heir.post_id


def test_who_is_above_the_successor_takes_it_up_and_nobody_else(district: District) -> None:
    matter = district.marked("oc-general")
    _abolish(district, "oc-general", "oc-land")
    district.wait(minutes=5)
    thread = district.thread(matter)
    with pytest.raises(Refused) as refused:
        pull_up(actor=district.actor("adm-general"), thread=thread.pk, now=district.now)
    assert refused.value.reason is reasons.NOT_IN_LINE
    pull_up(actor=district.actor("adm-land"), thread=thread.pk, now=district.now)
    assert district.thread(matter).holder.code == "adm-land"


def test_the_section_that_took_another_in_takes_from_its_pool(district: District) -> None:
    matter = district.marked("oc-general")
    thread = district.thread(matter)
    general = Section.objects.get(office=district.office, code="general")
    Section.objects.filter(pk=general.pk).update(
        closed_on=district.now.date(), successor=Section.objects.get(office=district.office, code="land")
    )
    type(thread).objects.filter(pk=thread.pk).update(pool=general)
    heir = district.actor("udc-land")

    assert [row.pk for row in selectors.box(heir, "pool", district.now.date())] == [thread.pk]
    services.claim(actor=heir, thread=thread.pk, now=district.wait(minutes=1))
    assert district.thread(matter).holder_id == heir.post_id


def _abolish(district: District, code: str, successor: str) -> None:
    day = district.now.date() - timedelta(days=1)
    Post.objects.filter(code=code, office=district.office).update(
        abolished_on=day, successor_id=district.post(successor)
    )
