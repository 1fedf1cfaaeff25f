"""Pages name in whose pool a file lies today: of a closed section the one that took it in."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from efile import services
from efile.handover.listing import held_by
from efile.models import Thread, name_present
from efile.pages import labels
from efile.pages.journey import _where
from hierarchy.models import Post, Section
from hierarchy.refusals import Refused
from tests.efile import stories
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn


@pytest.fixture
def pooled(district: District) -> Thread:
    """A part in the pool of a section that was merged into another one since."""
    part: Thread = stories.split(district).threads.get(pool__code="jm")
    return part


@pytest.fixture
def merged(district: District, pooled: Thread) -> tuple[str, str]:
    """The names of the closed section and of the one that took it in."""
    heir = Section.objects.get(office=district.office, code="land")
    Section.objects.filter(office=district.office, code="jm").update(
        closed_on=district.now.date(), successor=heir
    )
    gone = Section.objects.get(office=district.office, code="jm")
    return gone.name_en, heir.name_en


def test_the_sentence_of_the_file_page_names_who_may_take_it(
    district: District, sign_in: SignIn, pooled: Thread, merged: tuple[str, str]
) -> None:
    gone, heir = merged
    address = reverse("matter", args=[pooled.matter_id]) + f"?thread={pooled.pk}"
    page = sign_in("dm").get(address).content.decode()
    assert f"Any post of {heir} (in place of {gone}) may take it" in page
    assert f"In {heir}, not taken" in page
    assert f"In {gone}, not taken" not in page


def test_the_search_names_it(
    district: District, sign_in: SignIn, pooled: Thread, merged: tuple[str, str]
) -> None:
    gone, heir = merged
    Thread.objects.filter(matter=pooled.matter_id).exclude(pk=pooled.pk).update(
        closed_at=district.now, waiting_for=""
    )
    page = sign_in("dm").get(reverse("search"), {"q": "নলকূপ"}).content.decode()
    assert f"{heir} (in place of {gone})" in page


def test_the_applicant_is_told_the_section_that_stands(pooled: Thread, merged: tuple[str, str]) -> None:
    thread = Thread.objects.get(pk=pooled.pk)
    assert _where(thread).en == merged[1]


def test_who_is_of_neither_section_is_told_whose_it_is(
    district: District, pooled: Thread, merged: tuple[str, str]
) -> None:
    with pytest.raises(Refused) as refused:
        services.claim(actor=district.actor("ldc-it"), thread=pooled.pk, now=district.wait(minutes=1))
    assert str(refused.value.params["section"]) == merged[1]


def test_the_list_that_is_handed_over_counts_it_under_the_section_that_stands(
    district: District, pooled: Thread, merged: tuple[str, str]
) -> None:
    held = held_by(Post.objects.get(pk=district.post("oc-land")), district.now.date())
    heir = Section.objects.get(name_en=merged[1])
    assert held["pool"] == [{"section": heir.name.both(), "count": 1}]


def test_many_rows_ask_once_and_a_standing_section_asks_nothing(district: District, pooled: Thread) -> None:
    Thread.objects.filter(matter=pooled.matter_id).update(pool=pooled.pool_id)
    parts = Thread.objects.filter(matter=pooled.matter_id).values("pk")
    rows = list(Thread.objects.filter(pk__in=parts).select_related("pool", "holder"))
    with CaptureQueriesContext(connection) as queries:
        name_present(rows)
        assert {labels.pool_title(row) for row in rows} == {"Judicial Munshikhana Section"}
    assert len(queries) == 0
    heir = Section.objects.get(office=district.office, code="land")
    Section.objects.filter(code="jm").update(closed_on=district.now.date(), successor=heir)
    rows = list(Thread.objects.filter(pk__in=parts).select_related("pool", "holder"))
    with CaptureQueriesContext(connection) as queries:
        name_present(rows)
        assert {row.present_pool for row in rows} == {heir}
    assert len(queries) == 2
