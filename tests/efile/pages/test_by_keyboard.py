"""The daily work without a mouse, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from efile.models import Matter, Receipt
from notings.models import Paragraph
from tests.efile.conftest import SERVICE, District
from tests.efile.pages.conftest import Enter


def test_applications_are_taken_one_after_the_other(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    enter("counter-1", "/receive/")
    for number in (1, 2):
        expect(page.locator("#id_service")).to_be_focused()
        if number == 1:
            page.locator("#id_service").select_option(SERVICE)
        expect(page.locator("#promise")).to_contain_text("District Magistrate")
        for text in ("", "Rahima Bewa", "9000000000", "Chopra", f"Tube well {number}"):
            page.keyboard.press("Tab")
            page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.locator(".slip .number").first).to_contain_text(f"{number}/")
        expect(page.locator("main .bar .btn.pri")).to_be_focused()
        page.keyboard.press("Enter")

    assert list(Receipt.objects.order_by("serial").values_list("subject", flat=True)) == [
        "Tube well 1",
        "Tube well 2",
    ]


def test_a_file_is_read_marked_noted_and_sent_by_keys(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    matter = lasting_district.receive(subject="Tube well at Chopra")
    lasting_district.receive(subject="Second file")

    enter("dm", "/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#peek h2")).to_have_text("Tube well at Chopra")
    expect(page.locator("#peek .seen")).to_contain_text("Counted as read")
    page.keyboard.press("f")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("land officer-in")
    expect(page.locator("#picks .pick")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("[data-undo]")).to_contain_text("recorded")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("[data-row].on")).to_contain_text("Second file")
    expect(page.locator("#peek [data-choose]")).not_to_be_visible()
    expect(page.locator("#peek [data-look]")).to_be_visible()

    enter("oc-land", "/desk/")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("[data-composer]")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("[data-composer] textarea")).to_be_focused()
    page.keyboard.type("Examine and put up.")
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator("[data-undo]")).to_contain_text("Sent to Clerk-in-Charge, Land Section.")
    page.locator("[data-undo] form .btn").click()
    expect(page.locator(".note")).to_contain_text("Examine and put up.")
    expect(page.locator("[data-composer] textarea")).to_have_value("")

    assert Paragraph.objects.filter(sheet=Matter.objects.get(pk=matter.pk).sheet_id).count() == 1


def test_a_refusal_in_the_dialog_leaves_the_words_where_they_were(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    enter("oc-general", f"/m/{matter.pk}/")
    page.locator("[data-composer] textarea").fill("My words stay.")
    page.get_by_text("Somebody else…").click()
    expect(page.locator("#picks")).to_be_visible()
    lasting_district.forward("oc-general", matter, "cic-general")
    page.locator("#dialog .btn.pri").click()

    expect(page.locator("#dialog .refusal")).to_contain_text("moved this file meanwhile")
    expect(page.locator("#dialog .refusal .meantime")).to_contain_text("Forwarded → Clerk-in-Charge")
    expect(page.locator("[data-composer] textarea")).to_have_value("My words stay.")


def test_n_on_the_desk_opens_the_file_for_writing(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    lasting_district.marked()
    enter("oc-general", "/desk/")
    page.keyboard.press("j")
    page.keyboard.press("n")
    expect(page.locator("[data-composer] textarea")).to_be_focused()
    page.keyboard.type("Examine.")
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")


def test_a_first_look_is_counted_down_and_a_second_is_not(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    lasting_district.marked()
    lasting_district.marked()
    enter("oc-general", "/desk/")
    expect(page.locator("#unread")).to_have_text("2")
    page.keyboard.press("j")
    expect(page.locator("#peek .seen")).to_be_visible()
    expect(page.locator("#unread")).to_have_text("1")
    expect(page.locator(".row.new")).to_have_count(1)
    expect(page.get_by_text("Not yet read")).to_have_count(1)
    page.keyboard.press("j")
    expect(page.locator(".row.new")).to_have_count(0)
    expect(page.locator("#unread")).to_be_empty()
    page.keyboard.press("k")
    expect(page.locator("#peek .seen")).to_have_count(0)


def test_another_person_at_the_same_computer_begins_at_the_top(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    lasting_district.marked("oc-general")
    lasting_district.marked("oc-land")
    enter("oc-general", "/desk/")
    page.keyboard.press("j")
    page.reload()
    expect(page.locator("[data-row].on")).to_have_count(1)
    enter("oc-land", "/desk/")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("[data-row].on")).to_have_count(0)


def test_f_sends_up_at_once_but_never_decides(page: Page, enter: Enter, lasting_district: District) -> None:
    """The likely act of the head is a decision: it takes a click, and no key."""
    lasting_district.put_up()
    enter("dm", "/desk/")
    page.keyboard.press("j")
    expect(page.locator("#peek h2")).to_be_visible()
    page.keyboard.press("f")
    expect(page.locator("#dialog")).to_be_hidden()
    expect(page.locator("[data-row]")).to_have_count(1)
    assert page.locator("#peek [data-key=f]").count() == 0


TYPES_AT_ONCE = """document.addEventListener("focusin", ({target}) => setTimeout(() => {
    if (target.id !== "find") return;
    target.value = "land officer-in";
    target.dispatchEvent(new InputEvent("input", {bubbles: true}));
}))"""


def test_what_is_typed_the_moment_the_dialog_opens_is_searched_for(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    lasting_district.receive()
    enter("dm", "/desk/")
    page.evaluate(TYPES_AT_ONCE)
    page.keyboard.press("j")
    expect(page.locator("#peek [data-key=f]")).to_be_visible()
    page.keyboard.press("f")
    expect(page.locator("#picks .pick")).to_have_count(1)


def test_marking_and_sending_leave_the_console_silent(
    page: Page, enter: Enter, complaints: list[str], lasting_district: District
) -> None:
    lasting_district.receive()
    enter("dm", "/desk/")
    page.keyboard.press("j")
    expect(page.locator("#peek [data-key=f]")).to_be_visible()
    page.keyboard.press("f")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("land officer-in")
    expect(page.locator("#picks .pick")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("[data-undo]")).to_be_visible()

    enter("oc-land", "/desk/")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.locator("details.path summary").click()
    expect(page.locator("[data-flow-viewer][data-ready]")).to_be_visible()
    page.get_by_text("Somebody else…").click()
    expect(page.locator("#picks :checked")).to_have_count(1)
    page.locator("#dialog .btn.pri").click()
    expect(page.locator("[data-undo]")).to_be_visible()

    assert complaints == []
