"""Who is concerned by an order reads of it on his desk: a power given or withheld, a section merged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from hierarchy.cases import cases_of
from hierarchy.models import Post, PowerRow, Section
from hierarchy.orders import TOLD, told
from tests.base.days import office_day
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.test_powers_of_acts import order

__all__ = ["district", "sign_in"]
HEADING = "Orders about your post"
WITHHELD = "Officer-in-Charge, General Section may no longer: forward."


def desk(client: Client) -> str:
    return client.get(reverse("desk")).content.decode()


def days(row: PowerRow, **days_ago: int) -> None:
    today = office_day()
    PowerRow.objects.filter(pk=row.pk).update(
        **{name: today - timedelta(days=ago) for name, ago in days_ago.items()}
    )


@pytest.fixture
def withheld(district: District) -> PowerRow:
    row = order(district, "oc-general", "forward", "withholds")
    days(row, starts=1)
    return row


def test_an_order_about_his_post_is_told_to_him_alone(
    district: District, sign_in: SignIn, withheld: PowerRow
) -> None:
    found = desk(sign_in("oc-general"))
    assert HEADING in found
    assert WITHHELD in found
    assert "Order" in found
    assert HEADING not in desk(sign_in("oc-land"))
    assert HEADING not in sign_in("oc-general").get(f"{reverse('desk')}?box=late").content.decode()


def test_one_about_his_rank_too(district: District, sign_in: SignIn, withheld: PowerRow) -> None:
    rank = Post.objects.get(pk=district.post("oc-general")).rank_id
    PowerRow.objects.filter(pk=withheld.pk).update(post=None, rank=rank)
    assert HEADING in desk(sign_in("oc-land"))


def test_after_a_week_no_more_until_it_ends(district: District, sign_in: SignIn, withheld: PowerRow) -> None:
    client = sign_in("oc-general")
    days(withheld, starts=TOLD.days + 1)
    assert HEADING not in desk(client)
    days(withheld, ends=0)
    assert "The order ended; its last day was" in desk(client)
    days(withheld, ends=TOLD.days)
    assert HEADING not in desk(client)


def test_the_services_are_asked_for_once_however_many_orders_name_one(
    district: District, withheld: PowerRow, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = next(iter(cases_of(district.office)))
    PowerRow.objects.filter(pk=withheld.pk).update(service=case)
    actor, today = district.actor("oc-general"), office_day()
    with CaptureQueriesContext(connection) as one:
        assert len(told(actor, today)) == 1
    for power in ("sign", "decide", "recommend"):
        days(order(district, "oc-general", power, "withholds"), starts=1)
    PowerRow.objects.filter(office=district.office).update(service=case)
    with django_assert_max_num_queries(len(one)):
        said = told(actor, today)
    assert len(said) == 4
    assert all("Only in the service" in line.sentence for line in said)


def test_a_merger_is_told_to_those_of_the_section_that_stays(district: District, sign_in: SignIn) -> None:
    heir = Section.objects.get(office=district.office, code="general")
    Section.objects.filter(office=district.office, code="jm").update(closed_on=office_day(), successor=heir)
    assert "reads the normal papers of both" in desk(sign_in("ldc-general"))
    assert "reads the normal papers of both" not in desk(sign_in("oc-land"))
