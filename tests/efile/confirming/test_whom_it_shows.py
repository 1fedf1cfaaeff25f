"""Those asked read the file: a graded one is shown by who may show it, and none for a shorter time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from efile import reasons as common
from efile import services as efile
from efile.access.models import MatterGrant
from efile.confirming.models import Confirmation
from efile.models import Matter, Secrecy
from efile.verification import check_stream
from hierarchy.models import Post
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.confirming.test_those_present import answer, ask, matter
from tests.efile.conftest import District
from tests.efile.pages.conftest import district
from tests.efile.test_after_an_office_merger import heir, merge

__all__ = ["district", "heir", "matter"]


@pytest.mark.parametrize("grade", [Secrecy.SECRET, Secrecy.TOP_SECRET])
def test_a_graded_one_is_shown_by_nobody_who_may_not_show_it(
    district: District, matter: Matter, grade: Secrecy
) -> None:
    Matter.objects.filter(pk=matter.pk).update(secrecy=grade)
    with pytest.raises(Refused) as refused:
        ask(district, matter, "udc-general")
    assert refused.value.reason is common.NOT_TO_SHOW
    assert not MatterGrant.objects.exists()


def test_a_showing_is_not_shortened(district: District, matter: Matter) -> None:
    efile.show_to(
        actor=district.actor("cic-general"),
        matter=matter.pk,
        post=district.post("udc-jm"),
        until=district.now.date() + timedelta(days=300),
        reason="পরামর্শ",
        now=district.wait(minutes=1),
    )
    before = MatterGrant.objects.get().until
    ask(district, matter, "udc-jm", "udc-land")
    assert MatterGrant.objects.get(group__standing_for__post=district.post("udc-jm")).until == before
    assert MatterGrant.objects.count() == 2
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def test_after_an_office_merger_the_posts_of_the_heir_are_asked(
    district: District, heir: District, matter: Matter
) -> None:
    merge(district, heir)
    ask(heir, matter, "adm-general")
    assert Confirmation.objects.get().post_id == heir.post("adm-general")


def test_who_took_over_a_post_that_was_asked_too_answers_both(district: District, matter: Matter) -> None:
    ask(district, matter, "udc-jm", "adm-general")
    Post.objects.filter(pk=district.post("udc-jm")).update(
        abolished_on=district.now.date(), successor=district.post("adm-general")
    )
    for _ in range(2):
        answer(district, matter, "adm-general")
    assert not Confirmation.objects.filter(answered_at=None).exists()
