"""Up past levels and back through them; pulled back, pulled up, returned in one step, taken from the pool."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from efile.models import Matter, Priority, Thread
from notings.models import Paragraph
from tests.e2e.hierarchy.conftest import Enter
from tests.efile.conftest import District

OFFICER = "Officer-in-Charge, General Section"
CLERK = "Clerk-in-Charge, General Section"


def act(page: Page, name: str) -> None:
    page.locator(".acts").get_by_role("button", name=name, exact=False).click()


def confirms(page: Page) -> None:
    page.locator("#dialog[open] button.pri").click()


def sends_to(page: Page, title: str) -> None:
    searched(page, title).click()
    confirms(page)


def searched(page: Page, title: str) -> Locator:
    """The first post of this name in the dialog."""
    act(page, "Somebody else…")
    dialog = page.locator("#dialog[open]")
    expect(dialog.locator("#find")).to_be_focused()
    dialog.locator("#find").fill(title)
    expect(dialog.locator("[data-picks]")).to_have_attribute("data-for", title)
    return dialog.locator(".pick", has_text=title).first


def with_the_dealing_clerk(district: District, priority: int = Priority.ORDINARY) -> Matter:
    matter = district.receive(priority=priority)
    district.complete("dm", matter, "mark", to="oc-general")
    district.forward("oc-general", matter, "udc-general")
    return matter


def jumps(page: Page, enter: Enter, matter: Matter) -> None:
    """The dealing clerk sends it to the officer, past the clerk-in-charge."""
    enter("udc-general", f"/m/{matter.pk}/")
    sends_to(page, OFFICER)
    expect(page.locator("[data-undo]")).to_contain_text(f"Sent to {OFFICER}.")


def test_what_went_up_past_a_level_comes_back_through_it(
    page: Page, enter: Enter, district: District, complaints: list[str]
) -> None:
    matter = with_the_dealing_clerk(district)
    jumps(page, enter, matter)
    enter("oc-general", f"/m/{matter.pk}/")
    act(page, "Return")
    confirms(page)
    expect(page.locator("[data-undo]")).to_contain_text(f"Returned to {CLERK}.")
    assert district.thread(matter).holder.code == "cic-general"

    enter("cic-general", f"/m/{matter.pk}/")
    expect(page.locator("[data-composer] textarea")).to_be_visible()
    assert complaints == []


def test_who_lies_past_the_level_jumped_is_not_offered_and_the_level_is_named(
    page: Page, enter: Enter, district: District
) -> None:
    matter = with_the_dealing_clerk(district)
    jumps(page, enter, matter)
    enter("oc-general", f"/m/{matter.pk}/")
    page.locator("[data-composer] textarea").fill("Look again.")
    past = searched(page, "Upper Division Clerk, General Section")
    expect(past).to_contain_text(f"send it to {CLERK}")
    expect(past.locator("input")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(page.locator("[data-composer] textarea")).to_have_value("Look again.")
    assert district.thread(matter).holder.code == "oc-general"


def test_what_is_urgent_goes_straight_back_and_the_level_jumped_reads_of_it(
    page: Page, enter: Enter, district: District
) -> None:
    matter = with_the_dealing_clerk(district, Priority.URGENT)
    jumps(page, enter, matter)
    enter("oc-general", f"/m/{matter.pk}/")
    act(page, "Return")
    confirms(page)
    expect(page.locator("[data-undo]")).to_contain_text("Returned to Upper Division Clerk, General Section.")

    enter("cic-general", "/desk/")
    told = page.get_by_role("region", name="For information").locator(
        "li", has=page.locator(f"[href*='{matter.pk}']")
    )
    expect(told).to_contain_text("went past you")
    expect(told).to_contain_text(OFFICER)
    told.get_by_role("button", name="I have taken note").click()
    expect(told).to_have_count(0)


def test_it_is_pulled_back_until_it_was_opened(page: Page, enter: Enter, district: District) -> None:
    matter = district.marked()
    enter("oc-general", f"/m/{matter.pk}/")
    page.locator("[data-composer] textarea").fill("Written too early.")
    sends_to(page, CLERK)
    expect(page.locator("[data-undo]")).to_be_visible()
    enter("oc-general", f"/m/{matter.pk}/")
    act(page, "Pull back")
    expect(page.locator("[data-composer] textarea")).to_be_visible()
    assert district.thread(matter).holder.code == "oc-general"

    sends_to(page, CLERK)
    expect(page.locator("[data-undo]")).to_be_visible()
    enter("oc-general", f"/m/{matter.pk}/")
    district.open("cic-general", matter)
    act(page, "Pull back")
    expect(page.locator(".refusal")).to_be_visible()
    expect(page.locator(".acts").get_by_role("button", name="Pull back")).to_have_count(0)
    assert district.thread(matter).holder.code == "cic-general"


def test_a_superior_pulls_it_up_and_whom_it_was_taken_from_is_told(
    page: Page, enter: Enter, district: District
) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    district.open("cic-general", matter)
    enter("oc-general", f"/m/{matter.pk}/")
    expect(page.locator(".acts .keys")).to_contain_text("may pull the file up")
    act(page, "Pull up")
    expect(page.locator("[data-composer] textarea")).to_be_visible()

    enter("cic-general", "/desk/")
    told = page.get_by_role("region", name="For information").locator(
        "li", has=page.locator(f"[href*='{matter.pk}']")
    )
    expect(told).to_contain_text("was pulled up from you")
    expect(told).to_contain_text(OFFICER)
    expect(page.locator("[data-row]", has=page.locator(f"[href*='{matter.pk}']"))).to_have_count(0)

    enter("oc-land", f"/m/{matter.pk}/")
    expect(page.locator(".acts").get_by_role("button", name="Pull up")).to_have_count(0)


def test_a_file_is_returned_to_its_sender_in_one_step(page: Page, enter: Enter, district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "udc-general")
    enter("udc-general", f"/m/{matter.pk}/")
    expect(page.locator("[data-composer] textarea")).to_be_visible()
    page.keyboard.press("r")
    expect(page.locator("#dialog[open] #dialog-note")).to_be_focused()
    page.keyboard.insert_text("Not with us.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-undo]")).to_contain_text(f"Returned to {CLERK}.")
    assert district.thread(matter).holder.code == "cic-general"
    assert Paragraph.objects.get(sheet=matter.sheet_id).text == "Not with us."


def test_the_first_of_two_takes_a_file_from_the_pool(
    page: Page, enter: Enter, another: Enter, district: District
) -> None:
    matter = district.marked()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "enquire")
    part = Thread.objects.get(matter=matter, parent__isnull=False)
    address = f"/m/{matter.pk}/?thread={part.pk}"
    enter("udc-general", "/desk/?box=pool")
    expect(page.locator("[data-row]", has=page.locator(f"[href*='{matter.pk}']"))).to_have_count(1)
    page.goto(page.url.replace("/desk/?box=pool", address))
    expect(page.locator(".acts .keys")).to_contain_text("may take it; nobody may act before")
    late = another("ldc-general", address)
    expect(late.get_by_role("button", name="Take this file")).to_be_visible()

    act(page, "Take this file")
    expect(page.locator("[data-composer] textarea")).to_be_visible()
    act(late, "Take this file")
    expect(late.locator(".refusal")).to_be_visible()
    expect(late.get_by_role("button", name="Take this file")).to_have_count(0)
    part.refresh_from_db()
    assert part.holder_id == district.post("udc-general")
