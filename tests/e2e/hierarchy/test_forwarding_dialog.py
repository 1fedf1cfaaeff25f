"""To whom a file is sent: who is offered, who is not and why, what is typed, and what a refusal keeps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from efile.forwarding import services as forwarding
from efile.models import Matter
from tests.e2e.hierarchy.conftest import Enter
from tests.efile.conftest import District

GROUPS = [
    "sent it to you",
    "often chosen",
    "immediate superior",
    "on your list",
    "works under you",
    "same section",
]
NOTE = "[data-composer] textarea[name=text]"


def dialog_of(page: Page) -> Locator:
    page.get_by_role("button", name="Somebody else…").click()
    dialog = page.locator("#dialog[open]")
    expect(dialog.locator("#find")).to_be_focused()
    return dialog


def offered(dialog: Locator) -> Locator:
    return dialog.locator(".pick input:enabled")


def chips(dialog: Locator) -> list[str]:
    return [one.removesuffix(" ") for one in dialog.locator(".pick .chip").all_inner_texts()]


def at_the_officer(district: District, enter: Enter, code: str = "oc-general") -> Matter:
    matter = district.marked(code)
    enter(code, f"/m/{matter.pk}/")
    return matter


def test_the_likely_come_first_group_by_group(page: Page, enter: Enter, district: District) -> None:
    forwarding.add_seal(actor=district.actor("oc-general"), to=district.post("ldc-general"))
    for _ in range(2):
        matter = district.marked()
        district.forward("oc-general", matter, "udc-general")
    at_the_officer(district, enter)
    dialog = dialog_of(page)

    assert list(dict.fromkeys(chips(dialog))) == GROUPS
    expect(dialog.locator(".pick input:checked")).to_have_count(1)
    expect(dialog.locator(".pick").first.locator("input")).to_be_checked()


def test_who_is_not_offered_is_found_greyed_with_the_reason(
    page: Page, enter: Enter, district: District, complaints: list[str]
) -> None:
    at_the_officer(district, enter)
    dialog = dialog_of(page)
    expect(dialog.locator(".pick", has_text="Officer-in-Charge, Land Section")).to_have_count(0)
    expect(dialog.locator(".pick input:disabled")).to_have_count(0)
    dialog.locator("#find").fill("officer land")

    greyed = dialog.locator(".pick", has_text="Officer-in-Charge, Land Section")
    expect(greyed).to_contain_text("is outside that")
    expect(greyed.locator(".chip")).to_have_text("not offered")
    expect(greyed.locator("input")).to_be_disabled()
    expect(dialog.locator(".pick input:checked")).to_have_count(0)
    assert complaints == []


def test_a_search_that_finds_nobody_says_so(page: Page, enter: Enter, district: District) -> None:
    at_the_officer(district, enter)
    dialog = dialog_of(page)
    dialog.locator("#find").fill("harbour master")
    expect(dialog.locator(".pick")).to_have_count(1)
    expect(dialog.locator(".pick")).to_contain_text("No post of this name")
    expect(dialog.locator(".pick input")).to_have_count(0)
    dialog.locator("#find").fill("")
    expect(dialog.locator(".pick input:checked")).to_have_count(1)


def test_it_is_chosen_and_sent_without_a_mouse(page: Page, enter: Enter, district: District) -> None:
    matter = at_the_officer(district, enter)
    dialog = dialog_of(page)
    first = dialog.locator(".pick input").nth(0)
    page.keyboard.press("ArrowDown")
    expect(first).not_to_be_checked()
    expect(dialog.locator(".pick input").nth(1)).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_checked()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Somebody else…")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.locator("#find")).to_be_focused()
    page.keyboard.type("lower division")
    expect(offered(dialog)).to_have_count(1)
    page.keyboard.press("Enter")

    expect(page.locator("[data-undo]")).to_contain_text("Sent to Lower Division Clerk")
    assert district.thread(matter).holder.code == "ldc-general"


def test_enter_waits_until_the_list_shows_what_was_typed(
    page: Page, enter: Enter, district: District
) -> None:
    """Typed and sent in one breath, a file must not go to whoever stood first before."""
    matter = at_the_officer(district, enter)
    dialog = dialog_of(page)
    dialog.locator("#find").evaluate(
        """e => {
            e.value = "lower division";
            e.dispatchEvent(new InputEvent("input", { bubbles: true }));
            e.form.requestSubmit();
        }"""
    )
    expect(offered(dialog)).to_have_count(1)
    assert district.thread(matter).holder.code == "oc-general"
    page.keyboard.press("Enter")
    expect(page.locator("[data-undo]")).to_contain_text("Sent to Lower Division Clerk")


def test_who_was_picked_by_hand_stays_picked_when_the_list_comes_in_late(
    page: Page, enter: Enter, district: District
) -> None:
    matter = at_the_officer(district, enter)
    dialog = dialog_of(page)
    dialog.locator("#find").fill("division")
    dialog.locator(".pick", has_text="Lower Division Clerk, General Section").click()
    expect(dialog.locator("[data-picks]")).to_have_attribute("data-for", "division")
    dialog.locator("button.pri").click()
    expect(page.locator("[data-undo]")).to_contain_text("Sent to Lower Division Clerk")
    assert district.thread(matter).holder.code == "ldc-general"


def test_a_refusal_keeps_the_search_the_choice_and_the_note(
    page: Page, enter: Enter, district: District
) -> None:
    matter = at_the_officer(district, enter)
    page.locator(NOTE).fill("These words stay.")
    dialog = dialog_of(page)
    dialog.locator("#find").fill("division")
    expect(offered(dialog)).to_have_count(3)
    district.forward("oc-general", matter, "cic-general")
    page.keyboard.press("Enter")

    expect(dialog.locator(".refusal")).to_contain_text("moved this file meanwhile")
    expect(dialog.locator("#find")).to_have_value("division")
    expect(offered(dialog)).to_have_count(3)
    expect(dialog.locator(".pick input:checked")).to_have_count(1)
    expect(page.locator(NOTE)).to_have_value("These words stay.")
    page.keyboard.press("Escape")
    expect(page.locator(NOTE)).to_have_value("These words stay.")


@pytest.mark.parametrize(
    ("code", "opens", "said"),
    [("oc-general", "Somebody else…", "Choose a post to send it to."), ("dm", "Mark", "Choose the officer")],
    ids=["sent", "marked"],
)
def test_nobody_chosen_is_refused_with_the_search_kept(
    page: Page, enter: Enter, district: District, code: str, opens: str, said: str
) -> None:
    matter = district.marked() if code == "oc-general" else district.receive()
    enter(code, f"/m/{matter.pk}/")
    page.locator(".acts button[data-dialog]", has_text=opens).first.click()
    dialog = page.locator("#dialog[open]")
    expect(dialog.locator("#find")).to_be_focused()
    dialog.locator("#find").fill("harbour master")
    expect(dialog.locator("[data-picks]")).to_have_attribute("data-for", "harbour master")
    page.keyboard.press("Enter")
    expect(dialog.locator(".refusal")).to_contain_text(said)
    expect(dialog.locator("#find")).to_have_value("harbour master")
    expect(dialog.locator(".pick")).to_contain_text("No post of this name")
