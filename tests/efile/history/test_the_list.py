"""Finding a matter in the movement history."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile import latest
from efile.keyset import Keyset, rest
from efile.latest import Wanted
from efile.models import Matter, Secrecy
from tests.efile.conftest import MONDAY, District
from tests.efile.history.conftest import SignIn


def subjects(client: Client, **asked: str) -> list[str]:
    answer = client.get(reverse("history"), asked)
    assert answer.status_code == 200
    return [line.matter.subject for line in answer.context["lines"]]


@pytest.fixture
def matters(district: District) -> dict[str, Matter]:
    """Oldest movement first: a secret one, one with the land section, one just received."""
    secret = district.receive(subject="গোপন আবেদন", secrecy=Secrecy.SECRET)
    land = district.receive(subject="জমির আবেদন")
    district.complete("dm", land, "mark", to="oc-land")
    district.wait(hours=1)
    fresh = district.receive(subject="নতুন আবেদন", applicant="করিম শেখ")
    return {"secret": secret, "land": land, "fresh": fresh}


def test_the_auditor_sees_every_matter_by_its_newest_movement(
    matters: dict[str, Matter], sign_in: SignIn
) -> None:
    assert subjects(sign_in("auditor-1")) == ["নতুন আবেদন", "জমির আবেদন", "গোপন আবেদন"]


def test_an_officer_sees_only_what_he_may_open(matters: dict[str, Matter], sign_in: SignIn) -> None:
    assert subjects(sign_in("oc-land")) == ["জমির আবেদন"]
    assert "গোপন আবেদন" not in subjects(sign_in("oc-general"))


def test_a_number_is_found_in_either_script(matters: dict[str, Matter], sign_in: SignIn) -> None:
    receipt = matters["land"].receipt
    assert receipt is not None
    bengali = receipt.number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    auditor = sign_in("auditor-1")
    assert subjects(auditor, q=receipt.number) == ["জমির আবেদন"]
    assert subjects(auditor, q=bengali) == ["জমির আবেদন"]


def test_a_subject_or_an_applicant_is_found_by_a_part(matters: dict[str, Matter], sign_in: SignIn) -> None:
    auditor = sign_in("auditor-1")
    assert subjects(auditor, q="জমির") == ["জমির আবেদন"]
    assert subjects(auditor, q="করিম") == ["নতুন আবেদন"]
    assert subjects(auditor, q="নেই এমন কিছু") == []


def test_the_list_keeps_to_a_section_and_a_state(
    district: District, matters: dict[str, Matter], sign_in: SignIn
) -> None:
    auditor = sign_in("auditor-1")
    assert subjects(auditor, section="land") == ["জমির আবেদন"]
    assert subjects(auditor, state="closed") == []
    district.note("dm", matters["fresh"])
    district.complete("dm", matters["fresh"], "file_only")
    assert subjects(auditor, state="closed") == ["নতুন আবেদন"]
    assert "নতুন আবেদন" not in subjects(auditor, state="open")


def test_the_list_keeps_to_the_days_of_the_last_act(
    district: District, matters: dict[str, Matter], sign_in: SignIn
) -> None:
    with timezone.override(district.office.timezone):
        last = timezone.localtime(matters["fresh"].opened_at).date()
    auditor, day = sign_in("auditor-1"), timedelta(days=1)
    assert "নতুন আবেদন" in subjects(auditor, since=last.isoformat(), until=last.isoformat())
    assert subjects(auditor, since=(last + day).isoformat()) == []
    assert "নতুন আবেদন" not in subjects(auditor, until=(last - day).isoformat())


@pytest.mark.parametrize("day", ["", "২২.১১.২০২৬", "2026-13-01", "9999-12-31", "0001-01-01"])
def test_a_day_that_does_not_narrow_leaves_the_whole_list(
    matters: dict[str, Matter], sign_in: SignIn, day: str
) -> None:
    assert len(subjects(sign_in("auditor-1"), until=day)) == 3


def test_what_was_asked_for_goes_along_to_the_next_page(
    matters: dict[str, Matter], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latest, "PAGE", 1)
    page = sign_in("auditor-1").get(reverse("history"), {"since": "2020-01-01", "q": "আবেদন"})
    assert "since=2020-01-01" in page.context["older_url"]
    assert 'value="2020-01-01"' in page.content.decode()


def test_an_empty_answer_says_what_to_do_and_leads_back_to_all(
    matters: dict[str, Matter], sign_in: SignIn
) -> None:
    page = sign_in("auditor-1").get(reverse("history"), {"q": "নেই এমন"}).content.decode()
    assert "No matter answers to this." in page
    assert "Show all" in page


def test_pages_follow_one_another_without_a_gap(
    matters: dict[str, Matter], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latest, "PAGE", 2)
    auditor = sign_in("auditor-1")
    first = auditor.get(reverse("history"))
    assert [line.matter.subject for line in first.context["lines"]] == ["নতুন আবেদন", "জমির আবেদন"]
    second = auditor.get(reverse("history") + first.context["older_url"])
    assert [line.matter.subject for line in second.context["lines"]] == ["গোপন আবেদন"]
    assert second.context["older_url"] == ""


@pytest.mark.parametrize("after", [None, Keyset(MONDAY, UUID(int=7))])
def test_a_page_is_read_from_the_index_in_its_order(district: District, after: Keyset | None) -> None:
    rows = rest(latest.latest_movements(district.actor("auditor-1"), Wanted()), "at", after)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = rows[: latest.PAGE].explain()
    assert "using movement_office_idx on efile_movement" in plan
    assert "Sort" not in plan


@pytest.mark.parametrize("after", ["", "x", "2026-01-01T00:00:00_nothing", "2026-01-01T00:00:00"])
def test_a_mangled_place_in_the_list_is_its_beginning(
    matters: dict[str, Matter], sign_in: SignIn, after: str
) -> None:
    assert len(subjects(sign_in("auditor-1"), after=after)) == 3


def test_somebody_without_a_post_is_sent_to_sign_in(db: None) -> None:
    answer = Client().get(reverse("history"))
    assert answer.status_code == 302
    assert reverse("signin") in answer["Location"]
