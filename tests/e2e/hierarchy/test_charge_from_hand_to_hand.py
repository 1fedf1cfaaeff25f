"""A person with several posts, and a post that changes hands from the list to the newcomer's receipt."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect

from hierarchy.models import Charge, ChargeKind, HandOver, User
from tests.e2e.hierarchy.conftest import Enter, Town
from tests.efile.conftest import District
from tests.witness import with_head


def second_post(district: District, code: str, of: str) -> None:
    """The holder of a post holds another one in additional charge, instead of whoever held it."""
    held = Charge.objects.get(post=district.post(code), ends=None)
    held.ends = district.now - timedelta(hours=1)
    held.save(update_fields=["ends"])
    Charge.objects.create(
        office=district.office,
        post_id=district.post(code),
        user_id=str(district.actor(of).user_id),
        kind=ChargeKind.ADDITIONAL,
        starts=held.ends,
    )


def test_one_person_changes_between_his_posts_and_sees_what_waits_at_each(
    page: Page, enter: Enter, district: District
) -> None:
    second_post(district, "cic-land", of="cic-it")
    for _ in range(3):
        matter = district.marked("oc-land")
        district.forward("oc-land", matter, "cic-land")

    enter("cic-it", "/desk/")
    page.locator("details.acting summary").click()
    other = page.locator(".acting-posts button", has_text="Clerk-in-Charge, Land Section")
    expect(other.locator(".desk-counts")).to_contain_text("3 files")
    expect(other.locator(".desk-counts")).to_contain_text("3 unread")
    other.click()
    expect(page.locator("details.acting summary")).to_contain_text("Clerk-in-Charge, Land Section")
    expect(page.locator("[data-row]")).to_have_count(3)

    page.goto(page.url.replace("/desk/", "/post/"))
    own = page.locator(".post-held", has_text="Clerk-in-Charge, IT Section")
    expect(page.locator(".post-held[aria-current]")).to_contain_text("additional charge")
    own.click()
    expect(page.locator("details.acting summary")).to_contain_text("Clerk-in-Charge, IT Section")


def test_charge_goes_from_the_list_to_the_newcomers_receipt(
    page: Page, enter: Enter, another: Enter, town: Town, district: District, complaints: list[str]
) -> None:
    matter = district.marked("oc-jm")
    newcomer = User(username="newcomer", name_bn="নবাগতা দেবী", name_en="Nabagata Devi")
    newcomer.set_unusable_password()
    newcomer.save()

    enter("dpm", f"/charge/{district.post('oc-jm')}/")
    expect(page.locator(".handover-list tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Hand the charge over").click()
    page.locator("[name=person]").fill("newcomer")
    page.locator("[name=kind]").select_option("officiating")
    page.locator("[name=remarks]").fill("Keys of the almirah given.")
    page.get_by_role("button", name="See what will follow").click()
    assert not HandOver.objects.exists(), "nothing is done before it was read"
    for name, value in with_head(district).items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Do it").click()
    page.wait_for_url("**/charge/list/**")
    expect(page.locator("main")).to_contain_text("Keys of the almirah given.")

    town.sign_in(page, newcomer, district.post("oc-jm"), "en")
    page.goto(town.url + "/charge/")
    expect(page.locator(".steps [aria-current=step]")).to_have_text("The newcomer confirms")
    expect(page.locator(".handover-list")).to_contain_text(matter.subject)
    page.locator("#differences").fill("One register is missing.")
    page.get_by_role("button", name="I have taken over what is listed").click()
    expect(page.locator("h1")).to_have_text("Charge taken over")
    expect(page.locator("dl.facts").first).to_contain_text("One register is missing.")
    expect(page.get_by_role("button", name="I have taken over what is listed")).to_have_count(0)
    page.goto(town.url + "/desk/")
    expect(page.locator("[data-row]")).to_have_count(1)
    assert complaints == []


def test_the_printed_list_is_the_list_and_the_places_to_sign(
    page: Page, enter: Enter, district: District
) -> None:
    district.marked("oc-land")
    enter("oc-land", "/charge/")
    page.emulate_media(media="print")
    expect(page.locator(".handover-list .print-head")).to_be_visible()
    expect(page.locator(".signatures")).to_be_visible()
    for gone in (".side", ".steps", "form.form", ".top"):
        expect(page.locator(gone).first).to_be_hidden()
