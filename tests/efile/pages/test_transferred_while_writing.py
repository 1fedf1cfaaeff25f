"""Who is transferred while he writes is told so, and takes his words along."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Page, expect

from hierarchy.models import Charge
from tests.efile.conftest import District
from tests.efile.pages.conftest import Enter

NOTE = "[data-composer] textarea[name=text]"


def test_the_draft_that_is_no_longer_his_says_so_and_can_be_copied(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    enter("oc-general", f"/m/{matter.pk}/")
    Charge.objects.filter(post=lasting_district.post("oc-general")).update(ends=timezone.now())
    page.locator(NOTE).fill("Words of the last hour.")

    state = page.locator("[data-draft-state]")
    expect(state).to_contain_text("Your charge of Officer-in-Charge, General Section has ended.")
    expect(state).not_to_contain_text("could not be reached")
    expect(page.locator(NOTE)).to_have_value("Words of the last hour.")
    page.locator(".composer [data-copy]").click()
    assert page.evaluate("() => document.getSelection().toString() || document.activeElement.value") == (
        "Words of the last hour."
    )


def test_an_act_sent_then_is_not_done_and_its_words_come_back(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    enter("oc-general", f"/m/{matter.pk}/")
    Charge.objects.filter(post=lasting_district.post("oc-general")).update(ends=timezone.now())
    page.locator(NOTE).fill("Words of the last hour.")
    page.get_by_role("button", name="Send to Clerk-in-Charge").click()

    expect(page.locator(".refusal")).to_contain_text("has ended")
    expect(page.locator(".kept-words textarea")).to_have_value("Words of the last hour.")
    assert lasting_district.thread(matter).holder_id == lasting_district.post("oc-general")
