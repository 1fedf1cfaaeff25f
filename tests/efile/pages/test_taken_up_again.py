"""The applicant reads on the tracking page that his decided matter was taken up again, never why."""

from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse

from efile.models import Matter
from tests.efile.conftest import District
from tests.efile.pages.conftest import receipt_of
from tests.efile.test_reopening import WHY, rejected_by_the_adm, reopen
from tests.efile.test_reopening import told as applicant_told


def page(matter: Matter, language: str = "en") -> str:
    client = Client()
    client.cookies["language"] = language
    return client.get(reverse("track_code", args=[receipt_of(matter).tracking])).content.decode()


def test_the_page_says_on_which_day_it_was_taken_up_again_and_how_it_had_ended(district: District) -> None:
    matter = rejected_by_the_adm(district)
    assert "taken up again" not in page(matter).lower()
    reopen(district, "dm", matter)
    day = f"{district.now.astimezone(ZoneInfo(district.office.timezone)):%d.%m.%Y}"
    shown = page(matter)
    assert f"On {day}. The decision told before is looked at again" in shown
    ended, again = shown.index("<b>Rejected</b>"), shown.index("<b>Taken up again</b>")
    assert ended < again
    assert day in shown[again:].split("</li>")[0]
    assert '<span class="chip acc">In progress</span>' in shown
    assert "Why it was rejected" not in shown


def test_in_bengali_it_is_told_in_bengali(district: District) -> None:
    matter = rejected_by_the_adm(district)
    reopen(district, "dm", matter)
    shown = page(matter, "bn-in")
    assert "আপনার আবেদনটি আবার বিবেচনায় নেওয়া হয়েছে" in shown
    assert "Taken up again" not in shown


def test_neither_the_reasons_nor_who_reopened_it_are_shown(district: District) -> None:
    matter = rejected_by_the_adm(district)
    reopen(district, "dm", matter)
    shown = page(matter)
    assert WHY not in shown
    assert str(district.actor("dm").name) not in shown


def test_decided_anew_the_page_keeps_both_ends_in_their_order(district: District) -> None:
    matter = rejected_by_the_adm(district)
    reopen(district, "dm", matter)
    district.complete("dm", matter, "approve")
    district.complete("oc-general", matter, "sent")
    applicant_told(district, matter)
    shown = page(matter)
    order = [shown.index(f"<b>{title}</b>") for title in ("Rejected", "Taken up again", "Disposed of")]
    assert order == sorted(order)
    assert 'id="taken-up"' not in shown
