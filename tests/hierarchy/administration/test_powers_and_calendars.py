"""Orders of power and versions of the calendar, on their pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from hierarchy import services
from hierarchy.models import PowerRow
from hierarchy.refusals import Refused
from hierarchy.selectors import calendar_at, calendar_for
from hierarchy.words import Words
from tests.hierarchy.administration.conftest import ask, do, words
from tests.hierarchy.offices import Establishment
from workflows.models import Flow, Service

ORDER = {"source_bn": "আদেশ ১২", "source_en": "Order 12"}
HOLIDAYS = "2030-01-26,প্রজাতন্ত্র দিবস,Republic Day,Order 1"


def order(house: Establishment, **fields: object) -> dict[str, object]:
    return {
        "effect": "gives",
        "power": "issue",
        "rank": "",
        "post": house.posts["clerk"],
        "service": "",
        "most_amount": "",
        "starts": "",
        "ends": "",
        **ORDER,
        **fields,
    }


@pytest.fixture(autouse=True)
def relief(house: Establishment, monkeypatch: pytest.MonkeyPatch) -> Service:
    """A service that the office works, and one of another country."""
    flow = Flow.objects.create(code="relief", name_bn="ত্রাণ", name_en="Relief", profile="both")
    monkeypatch.setattr("workflows.catalogue.asks_sum", lambda flow: flow.code == "relief")
    common = {"flow": flow, "kind": "citizen", "limit": "relief", "section": "general"}
    other = "BD" if house.office.profile == "WB" else "WB"
    Service.objects.create(code="elsewhere", profile=other, name_bn="অন্যত্র", name_en="Elsewhere", **common)
    return Service.objects.create(
        code="relief-grant", profile="both", name_bn="ত্রাণ মঞ্জুরি", name_en="Relief grant", **common
    )


def test_a_power_is_given_within_a_sum_and_ended(house: Establishment, admin: Client) -> None:
    fields = order(house, service="relief-grant", most_amount="500000")
    page = words(ask(admin, "order-power", **fields))
    assert "Post clerk may: issue a letter." in page
    assert "Only in the service “Relief grant”." in page
    assert "Only up to the sum of 5,00,000." in page
    assert do(admin, "order-power", **fields)["Location"] == reverse("admin_powers")
    assert house.actor("clerk").may("issue", "relief-grant", 400_000)
    assert not house.actor("clerk").may("issue", "relief-grant", 600_000)
    listed = words(admin.get(reverse("admin_powers")))
    assert "Order 12" in listed
    assert "Relief grant" in listed
    assert "5,00,000" in listed
    row = PowerRow.objects.get()
    assert do(admin, "end-power", order=row.pk, ends="").status_code == 302
    assert not house.actor("clerk").may("issue", "relief-grant", 400_000)
    assert house.kinds()[0] == "power.ordered"


def test_a_sum_that_no_stage_asks_for_is_no_limit(
    house: Establishment, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.catalogue.asks_sum", lambda flow: False)
    for service in ("relief-grant", ""):
        page = words(do(admin, "order-power", **order(house, service=service, most_amount="5")))
        assert "No stage asks for the sum here" in page
    assert not PowerRow.objects.exists()


def test_a_sum_in_all_services_says_where_it_is_asked_for(house: Establishment, admin: Client) -> None:
    page = words(ask(admin, "order-power", **order(house, most_amount="5")))
    assert "The sum is asked for in: Relief grant." in page


@pytest.mark.parametrize(
    "field", [{"most_amount": "99999999999999999999", "service": "relief-grant"}, {"starts": "0001-01-01"}]
)
def test_sums_and_days_beyond_any_office_are_refused_in_words(
    house: Establishment, admin: Client, field: dict[str, str]
) -> None:
    assert do(admin, "order-power", **order(house, **field)).status_code == 422
    assert not PowerRow.objects.exists()


def test_an_order_that_runs_until_a_day_is_listed_as_ended_later(house: Establishment, admin: Client) -> None:
    last = timezone.localdate() + timedelta(days=3)
    do(admin, "order-power", **order(house, ends=last.isoformat()))
    row = PowerRow.objects.get()
    assert row.ends == last + timedelta(days=1)
    coming = (timezone.localdate() + timedelta(days=9)).isoformat()
    do(admin, "order-power", **order(house, starts=coming, power="sign"))
    later = PowerRow.objects.get(power="sign")
    assert "it is withdrawn" in words(ask(admin, "end-power", order=later.pk, ends=""))
    do(admin, "end-power", order=later.pk, ends="")
    assert not PowerRow.objects.filter(power="sign").exists()
    assert house.kinds() == ["power.ordered", "power.ordered", "power.withdrawn"]


def test_services_are_offered_by_name_those_of_the_office_alone(house: Establishment, admin: Client) -> None:
    page = admin.get(reverse("admin_act", args=["order-power"])).content.decode()
    offered = page.partition('id="id_service"')[2].partition("</select>")[0]
    assert 'value="relief-grant"' in offered
    assert "Relief grant" in offered
    assert "In all services" in offered
    assert "elsewhere" not in offered


@pytest.mark.parametrize("code", ["relief-grnat", "elsewhere"])
def test_an_order_within_no_service_of_the_office_is_refused_beside_its_field(
    house: Establishment, admin: Client, code: str
) -> None:
    answer = ask(admin, "order-power", **order(house, service=code))
    assert answer.status_code == 422
    field = words(answer).partition('id="id_service"')[2].partition("</div>")[0]
    assert f"“{code}” is no service of this office" in field
    assert house.kinds() == []


@pytest.mark.parametrize("code", ["relief-grnat", "elsewhere"])
def test_the_record_takes_no_order_within_an_unknown_service(house: Establishment, code: str) -> None:
    with pytest.raises(Refused) as refused:
        services.order_power(
            actor=house.actor("admin"),
            power="issue",
            post=house.posts["clerk"].pk,
            service=code,
            source=Words("আদেশ", "Order"),
            now=timezone.now(),
        )
    assert refused.value.reason.code == "power.unknown_service"
    with translation.override("en"):
        assert "Choose one of the list" in refused.value.sentence
    assert not PowerRow.objects.exists()


def test_refusals_of_orders_stand_beside_their_field(house: Establishment, admin: Client) -> None:
    neither = do(admin, "order-power", **order(house, post=""))
    assert neither.status_code == 422
    assert "choose one of the two" in words(neither)
    whole = do(admin, "order-power", **order(house, effect="withholds", most_amount="5"))
    field = words(whole).partition('id="id_most_amount"')[2].partition("</div>")[0]
    assert "withheld whole" in field
    admin_rank = house.posts["admin"].rank_id
    last = do(
        admin, "order-power", **order(house, effect="withholds", power="admin", post="", rank=admin_rank)
    )
    assert last.status_code == 409
    assert house.kinds() == []


def test_a_new_version_of_the_calendar_says_what_moves(house: Establishment, admin: Client) -> None:
    today = timezone.localdate()
    near = next(day for n in range(1, 8) if (day := today + timedelta(days=n)).weekday() not in {4, 5, 6})
    fields = {
        "weekly_off": "6",
        "holidays": f"{HOLIDAYS}\n{near.isoformat()},বিশেষ ছুটি,Special Holiday,",
        "source": "Order 3",
    }
    page = words(ask(admin, "new-calendar", **fields))
    assert "Version 2 counts at once" in page
    assert "2 holidays are added" in page
    assert "working days begun that day ends on" in page
    assert do(admin, "new-calendar", **fields).status_code == 302
    calendar = calendar_for(house.office.pk)
    assert (calendar.version, calendar.weekly_off) == (2, frozenset({6}))
    assert near in calendar.holidays
    assert house.kinds() == ["calendar.made"]
    versions = words(admin.get(reverse("admin_calendars")))
    assert "counts now" in versions
    assert "Special Holiday" in words(admin.get(reverse("admin_calendar", args=[2])))


def test_holidays_come_from_a_file_and_bad_lines_are_named(house: Establishment, admin: Client) -> None:
    address = reverse("admin_act", args=["new-calendar"])
    bad = "on,name_bn,name_en,source\n26 January,ক,K,\n2030-01-26,,,\n2030-05-01\n"
    fields = {"weekly_off": ["5", "6"], "holidays": "", "source": "Order 3", "step": "check"}
    answer = admin.post(address, fields | {"table": SimpleUploadedFile("h.csv", bad.encode())})
    page = words(answer)
    assert answer.status_code == 422
    for line in (2, 3, 4):
        assert f"Line {line}: " in page
    good = SimpleUploadedFile("h.csv", f"\ufeff{HOLIDAYS}\n".encode())
    page = words(admin.post(address, fields | {"table": good}))
    assert "1 holiday is added: 26.01.2030." in page
    assert f'name="holidays" value="{HOLIDAYS}' in page
    nothing = words(admin.post(address, fields | {"table": SimpleUploadedFile("h.csv", b"\xff\xfe")}))
    assert "not UTF-8" in nothing


def test_a_week_without_a_working_day_is_refused(house: Establishment, admin: Client) -> None:
    fields = {"weekly_off": [str(day) for day in range(7)], "source": "Order"}
    address = reverse("admin_act", args=["new-calendar"])
    page = words(admin.post(address, fields | {"step": "check"}))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    answer = admin.post(address, fields | {"step": "do", "seen": seen})
    assert answer.status_code == 422
    assert "At least one day of the week must be worked." in words(answer)
    assert house.kinds() == []


def test_the_form_of_a_new_version_starts_from_the_newest(house: Establishment, admin: Client) -> None:
    do(admin, "new-calendar", weekly_off="6", holidays=HOLIDAYS, source="Order 3")
    page = words(admin.get(reverse("admin_act", args=["new-calendar"])))
    assert all(f'value="{cell}"' in page for cell in HOLIDAYS.split(","))
    assert 'value="6" checked' in page or "checked" in page.partition('value="6"')[2][:80]


def test_a_calendar_says_from_which_day_it_counts(house: Establishment, admin: Client) -> None:
    day = timezone.localdate() + timedelta(days=20)
    fields = {"weekly_off": "0", "holidays": "", "source": "Order 3", "valid_from": day.isoformat()}
    before = calendar_at(house.office.pk, timezone.now())
    page = words(ask(admin, "new-calendar", **fields))
    assert "Version 2 counts for what begins on" in page
    assert do(admin, "new-calendar", **fields).status_code == 302
    assert calendar_at(house.office.pk, timezone.now()) == before
    later = calendar_at(house.office.pk, timezone.now() + timedelta(days=21))
    assert (later.version, later.weekly_off) == (2, frozenset({0}))
    versions = words(admin.get(reverse("admin_calendars")))
    assert versions.index("still to come") < versions.index("counts now")
    overtaking = do(admin, "new-calendar", **fields | {"valid_from": ""})
    assert overtaking.status_code == 422
    assert "A newer one counts from that day or later." in words(overtaking)
    corrected = do(admin, "new-calendar", **fields | {"weekly_off": "2"})
    assert corrected.status_code == 302
    assert calendar_at(house.office.pk, timezone.now() + timedelta(days=21)).version == 3


def test_a_calendar_does_not_count_backwards(house: Establishment, admin: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    fields = {"weekly_off": "6", "holidays": "", "source": "Order", "valid_from": yesterday.isoformat()}
    answer = do(admin, "new-calendar", **fields)
    assert answer.status_code == 422
    assert "from today at the earliest" in words(answer)
    assert house.kinds() == []


def test_an_order_that_names_no_service_is_listed_as_for_all(house: Establishment, admin: Client) -> None:
    do(admin, "order-power", **order(house))
    assert 'data-label="Within">In all services' in words(admin.get(reverse("admin_powers")))
