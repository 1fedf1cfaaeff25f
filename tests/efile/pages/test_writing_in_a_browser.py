"""What is typed survives two windows, a crash, a change of language, and browsers without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from efile.models import Matter
from hierarchy.models import User
from notings.models import NoteDraft, Paragraph
from tests.base.processes import Program
from tests.efile.conftest import SERVICE, District
from tests.efile.pages.asking import asked
from tests.efile.pages.conftest import receipt_of

Sits = Callable[[Page, str, str], None]
NOTE = "[data-composer] textarea[name=text]"


@pytest.fixture
def sits(live_app: Program, lasting_district: District) -> Sits:
    """Put the holder of a post in front of a browser's page, in English, at an address."""
    lasting_district.go_live()

    def opened(page: Page, code: str, address: str) -> None:
        client = Client()
        client.force_login(User.objects.get(pk=str(lasting_district.actor(code).user_id)))
        session = client.session
        session["post"] = str(lasting_district.post(code))
        session.save()
        page.context.clear_cookies()
        for name, value in (("sessionid", client.cookies["sessionid"].value), ("language", "en")):
            page.context.add_cookies([{"name": name, "value": value, "url": live_app.url}])
        page.goto(live_app.url + address)

    return opened


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def notes(matter: Matter) -> list[str]:
    return list(
        Paragraph.objects.filter(sheet=matter.sheet_id).order_by("number").values_list("text", flat=True)
    )


def test_without_scripts_the_note_goes_along_to_the_form_an_act_needs(
    plain: Page, sits: Sits, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    sits(plain, "oc-general", f"/m/{matter.pk}/")
    plain.locator(NOTE).fill("Look into it.")
    plain.get_by_role("button", name="Somebody else…").click()

    expect(plain.locator("h2", has_text="To whom?")).to_be_visible()
    expect(plain.locator("main .said")).to_have_text("Look into it.")
    plain.locator("#find").fill("upper division")
    plain.keyboard.press("Enter")  # looks for the post; sends nothing yet
    expect(plain.locator(".pick").first).to_contain_text("Upper Division Clerk")
    assert lasting_district.thread(matter).holder_id == lasting_district.post("oc-general")
    plain.get_by_role("button", name="Send", exact=False).click()

    expect(plain.locator("h1")).to_contain_text("With me")
    assert notes(matter) == ["Look into it."]
    assert lasting_district.thread(matter).holder_id == lasting_district.post("udc-general")

    matter = lasting_district.marked()
    sits(plain, "oc-general", f"/m/{matter.pk}/")
    plain.locator(NOTE).fill("The plot is not named.")
    plain.locator('.acts button[data-dialog*="ask_citizen"]').click()
    plain.locator("main form .btn.pri").click()

    expect(plain.locator(".field.wrong .errorlist")).to_contain_text("Fill in “")
    expect(plain.locator("#dialog-note")).to_have_value("The plot is not named.")
    plain.locator(".field.wrong textarea").fill("Which plot?")
    plain.locator("main form .btn.pri").click()

    expect(plain.locator("[data-undo]")).to_contain_text("recorded")
    assert notes(matter) == ["The plot is not named."]


def test_without_scripts_a_lost_race_shows_the_words_in_both_languages(
    plain: Page, sits: Sits, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    sits(plain, "oc-general", f"/m/{matter.pk}/")
    plain.locator(NOTE).fill("These words stay.")
    lasting_district.forward("oc-general", matter, "cic-general")
    plain.locator(".acts .btn.pri").click()

    expect(plain.locator(".unsent textarea")).to_have_value("These words stay.")
    plain.locator("form.language button").click()
    expect(plain.locator("html")).to_have_attribute("lang", "bn-in")
    expect(plain.locator(".unsent textarea")).to_have_value("These words stay.")
    expect(plain.locator(".refusal .meantime li")).to_have_count(1)


def test_a_note_that_was_sent_is_not_saved_again_as_a_draft(
    page: Page, sits: Sits, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    sits(page, "oc-general", f"/m/{matter.pk}/")
    for text, sends in (("Examine it.", True), ("Sent before it was saved.", False)):
        page.locator(NOTE).fill(text)
        if sends:
            expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
        page.locator(".acts .btn.pri").click()
        expect(page.locator("[data-undo]")).to_be_visible()
        page.wait_for_timeout(1200)  # longer than the quiet time after which a draft saves itself
        assert not NoteDraft.objects.filter(sheet=matter.sheet_id).exists()
        assert page.evaluate("localStorage.length") == 0
        page.locator("[data-undo] form .btn").click()
        expect(page.locator(NOTE)).to_have_value("")

    assert notes(matter) == ["Examine it.", "Sent before it was saved."]


def test_two_windows_keep_both_texts_until_one_is_chosen(
    page: Page, sits: Sits, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    sits(page, "oc-general", f"/m/{matter.pk}/")
    other = page.context.new_page()
    other.goto(page.url)
    page.locator(NOTE).fill("First window.")
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
    other.locator(NOTE).fill("Second window.")
    expect(other.locator("[data-composer]")).to_have_attribute("data-saved", "conflict")

    expect(other.locator(NOTE)).to_have_value("Second window.")
    expect(other.locator(".kept-words textarea")).to_have_value("First window.")
    other.locator(NOTE).press_sequentially(" More.")
    other.wait_for_timeout(1000)
    assert NoteDraft.objects.get(sheet=matter.sheet_id).text == "First window."
    other.get_by_role("button", name="Go on with my words").click()
    expect(other.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
    assert NoteDraft.objects.get(sheet=matter.sheet_id).text == "Second window. More."
    expect(other.locator(".kept-words textarea")).to_have_value("First window.")

    matter = lasting_district.marked()
    sits(page, "oc-general", f"/m/{matter.pk}/")
    other = page.context.new_page()
    other.goto(page.url)
    page.locator(NOTE).fill("First window.")
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
    other.locator(NOTE).fill("Second window.")
    other.get_by_role("button", name="Put it in the note").click()

    expect(other.locator(NOTE)).to_have_value("First window.")
    expect(other.locator(".kept-words textarea")).to_have_value("Second window.")


def test_words_outlive_a_crash_and_the_end_of_a_session(
    page: Page, sits: Sits, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    sits(page, "oc-general", f"/m/{matter.pk}/")
    address = page.url
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('no line')); }")
    page.locator(NOTE).fill("Written when it crashed.")
    page.close()
    assert not NoteDraft.objects.filter(sheet=matter.sheet_id).exists()

    page = page.context.new_page()
    page.goto(address)
    expect(page.locator(NOTE)).to_have_value("Written when it crashed.")
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
    assert NoteDraft.objects.get(sheet=matter.sheet_id).text == "Written when it crashed."

    matter = lasting_district.marked()
    sits(page, "oc-general", f"/m/{matter.pk}/")
    address = page.url
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.locator(NOTE).fill("Nobody is signed in.")
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "failed")
    expect(page.locator("[data-draft-state]")).to_contain_text("You are signed out")
    page.locator(".acts .btn.pri").click()
    expect(page.locator(".refusal")).to_contain_text("You are signed out")
    expect(page.locator(".unsent textarea")).to_have_value("Nobody is signed in.")

    page.context.add_cookies([{**one} for one in cookies])  # type: ignore[typeddict-item]  # [as they were read]
    page.goto(address)
    expect(page.locator(NOTE)).to_have_value("Nobody is signed in.")


def test_words_outlive_a_reload_and_a_change_of_language(
    page: Page, sits: Sits, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    sits(page, "oc-general", f"/m/{matter.pk}/")
    page.locator(NOTE).fill("Kept over a reload.")
    lasting_district.forward("oc-general", matter, "cic-general")
    page.locator(".acts .btn.pri").click()
    expect(page.locator(".unsent textarea")).to_have_value("Kept over a reload.")
    methods: list[str] = []
    page.on("request", lambda request: methods.append(request.method))
    page.reload()

    expect(page.locator(".unsent textarea")).to_have_value("Kept over a reload.")
    expect(page.locator(".refusal")).to_contain_text("moved this file meanwhile")
    assert methods[0] == "GET"

    sits(page, "oc-general", "/start/")
    page.locator("#id_subject").fill("Repair of the bridge")
    page.locator("form.language button").click()
    expect(page.locator("html")).to_have_attribute("lang", "bn-in")
    expect(page.locator("#id_subject")).to_have_value("Repair of the bridge")
    page.locator("#id_subject").fill("")
    page.locator("main form .btn.pri").click()
    expect(page.locator(".field.wrong .errorlist")).to_contain_text("পূরণ করুন")
    expect(page.locator("#id_subject")).to_be_focused()


def test_an_application_being_typed_outlives_a_change_of_language(
    page: Page, sits: Sits, lasting_district: District
) -> None:
    sits(page, "counter-1", "/receive/")
    page.locator("#id_service").select_option(SERVICE)
    page.locator("#id_applicant").fill("Rahima Bewa")
    page.locator("#id_body").fill("The well is dry.")
    page.locator("details.more summary").click()
    page.locator("#id_email").fill("rahima@example.org")
    page.locator("form.language button").click()

    expect(page.locator("html")).to_have_attribute("lang", "bn-in")
    expect(page.locator("#id_service")).to_have_value(SERVICE)
    expect(page.locator("#promise")).to_contain_text("জেলাশাসক")
    expect(page.locator("#id_applicant")).to_have_value("Rahima Bewa")
    expect(page.locator("#id_body")).to_have_value("The well is dry.")
    expect(page.locator("#id_email")).to_be_visible()
    expect(page.locator("#id_email")).to_have_value("rahima@example.org")


def test_a_citizens_half_typed_answer_outlives_a_change_of_language(
    page: Page, live_app: Program, lasting_district: District
) -> None:
    matter = asked(lasting_district)
    lasting_district.go_live()
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "language", "value": "en", "url": live_app.url}])
    page.goto(f"{live_app.url}/track/{receipt_of(matter).tracking}/")
    page.locator("#text").fill("Plot 312")
    page.locator("form.language button").click()

    expect(page.locator("html")).to_have_attribute("lang", "bn-in")
    expect(page.locator("#text")).to_have_value("Plot 312")


def test_a_question_and_its_note_are_written_in_one_form(
    page: Page, sits: Sits, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    sits(page, "oc-general", f"/m/{matter.pk}/")
    page.locator(NOTE).fill("The plot")
    ask = page.locator('.acts button[data-dialog*="ask_citizen"]')
    ask.click()
    expect(page.locator("#dialog-note")).to_have_value("The plot")
    expect(page.locator("#dialog .btn.pri kbd")).to_have_text("Ctrl+Enter")
    page.locator("#dialog-note").fill("")
    page.locator("#dialog .btn.pri").click()
    expect(page.locator("#dialog .field.wrong")).to_have_count(2)
    expect(page.locator("#dialog").get_by_text("Open the file as it is now")).to_have_count(0)

    page.locator("#id_question").fill("Which plot?")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).not_to_be_visible()
    ask.click()
    expect(page.locator("#id_question")).to_have_value("Which plot?")
    page.locator("#dialog-note").fill("The plot is not named.")
    expect(page.locator(NOTE)).to_have_value("The plot is not named.")
    page.locator("#dialog-note").press("Enter")
    expect(page.locator("#dialog")).to_be_visible()
    page.locator("#dialog-note").press("Control+Enter")

    expect(page.locator("[data-undo]")).to_contain_text("“Ask the applicant” recorded")
    assert notes(matter) == ["The plot is not named."]
    page.wait_for_timeout(1200)
    assert not NoteDraft.objects.filter(sheet=matter.sheet_id).exists()


def test_a_note_needed_at_the_desk_is_written_in_the_form_itself(
    page: Page, sits: Sits, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    sits(page, "oc-general", "/desk/")
    thread = lasting_district.thread(matter).pk
    page.evaluate(
        """url => {
            const button = document.createElement("button");
            Object.assign(button.dataset, { dialog: url });
            document.body.append(button);
            button.click();
        }""",
        f"/t/{thread}/complete/?outcome=ask_citizen",
    )
    page.locator("#id_question").fill("Which plot?")
    page.locator("#dialog-note").fill("The plot is not named.")
    page.locator("#dialog .btn.pri").click()

    expect(page.locator("[data-undo]")).to_contain_text("“Ask the applicant” recorded")
    assert notes(matter) == ["The plot is not named."]


def test_on_a_phone_a_button_at_the_foot_leads_to_the_note(
    page: Page, sits: Sits, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    for _round in range(4):
        lasting_district.note("oc-general", matter, text="Long words of a note. " * 60)
        lasting_district.forward("oc-general", matter, "cic-general")
        lasting_district.forward("cic-general", matter, "oc-general")
    sits(page, "oc-general", f"/m/{matter.pk}/")
    expect(page.locator("[data-write]")).not_to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    expect(page.locator(NOTE)).not_to_be_in_viewport()
    page.locator("[data-write]").click()

    expect(page.locator(NOTE)).to_be_focused()
    expect(page.locator(NOTE)).to_be_in_viewport()
