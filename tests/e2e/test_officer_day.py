"""An officer's day in Bengali: the desk by keys, a precedent quoted in a note, a clerk's draft approved, many
files sent together, one pulled up, and the desk's filters kept as a view."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from efile import services as acts
from efile.desk.models import Labelled, SavedView
from efile.letters.models import Draft, Status
from efile.models import Matter
from efile.verification import check_stream
from ledger import selectors as ledger
from notings.models import Paragraph
from tests.e2e.camera import Camera
from tests.e2e.conftest import Person, Sits
from tests.efile.conftest import District
from tests.efile.letters.desk import begun
from tests.efile.test_precedents import decided

OC, CLERK = "oc-general", "ক্লার্ক-ইন-চার্জ, সাধারণ সেকশন"
MORNING = "সকালের কাজ"


def reads_by_keys(officer: Person, camera: Camera) -> None:
    """Down the list with a look at each; the file is opened and its note begun without a mouse."""
    page = officer.page
    officer.goes("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#peek .seen")).to_be_visible()
    camera.looks(page, "desk")
    page.keyboard.press("n")
    page.wait_for_url("**/m/**")
    expect(page.locator("[data-composer] textarea")).to_be_focused()


def quotes_a_precedent(officer: Person, camera: Camera) -> None:
    page = officer.page
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+j")
    quote = page.locator("[data-precedent]").first
    expect(quote).to_be_visible()
    camera.looks(page, "precedents")
    quote.click()
    expect(page.locator("[data-composer] .rich")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" অনুসারে মঞ্জুরের প্রস্তাব।")
    text = page.locator("[data-composer] textarea[name=text]").input_value()
    assert text.startswith("(নজির: ")
    assert text.endswith("মঞ্জুরের প্রস্তাব।")
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")


def approves(officer: Person, letter: Draft, camera: Camera) -> None:
    page = officer.page
    officer.goes(f"/letters/{letter.pk}/")
    page.locator("button[value=approve]").click()
    officer.sees("অনুমোদিত")
    camera.looks(page, "approved")
    letter.refresh_from_db()
    assert letter.status == Status.APPROVED


def labels_and_keeps_a_view(officer: Person, camera: Camera) -> None:
    page = officer.page
    officer.goes("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.locator(".chosen .keep summary").click()
    page.locator("#new-label").fill("পরিদর্শন")
    page.locator("button[value=label]").click()
    officer.sees("লেবেল বদলেছে")
    page.locator(".shelf a.tag", has_text="পরিদর্শন").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    page.locator(".shelf .keep summary").click()
    page.locator("#view-name").fill(MORNING)
    page.locator(".shelf .keep .btn.pri").click()
    expect(page.locator(".shelf nav a", has_text=MORNING)).to_have_attribute("aria-current", "true")
    camera.looks(page, "view-kept")


def sends_many(officer: Person, camera: Camera) -> None:
    page = officer.page
    officer.goes("/desk/")
    expect(page.locator("[data-row]")).to_have_count(4)
    for _ in range(4):
        page.keyboard.press("k")
    for _ in range(3):
        page.keyboard.press("x")
        page.keyboard.press("j")
    expect(page.locator("[data-chosen]")).to_have_text("৩টি বাছা হয়েছে")
    page.keyboard.press("f")
    page.locator("#find").fill(CLERK)
    expect(page.locator("#picks")).to_have_attribute("data-for", CLERK)
    camera.looks(page, "send-many")
    page.keyboard.press("Enter")
    officer.sees("পাঠানো নথি ৩টি")
    camera.looks(page, "sent-many")


def pulls_up(officer: Person, camera: Camera) -> None:
    page = officer.page
    officer.goes("/desk/?box=others")
    page.locator("[data-row] a", has_text="উপরে তোলার নথি").first.click()
    page.wait_for_url("**/m/**")
    page.locator("button[formaction*='/pull-up/']").click()
    expect(page.locator("[data-composer] textarea")).to_be_visible()
    camera.looks(page, "pulled-up")


def test_an_officers_day(city: District, sits: Sits, tmp_path: Path) -> None:
    camera = Camera(tmp_path)
    decided(city, "নলকূপ সারানো")
    below = city.receive(subject="উপরে তোলার নথি")
    city.complete("dm", below, "mark", to=OC)
    city.forward(OC, below, "cic-general")
    acts.mark_opened(actor=city.actor("cic-general"), thread=city.thread(below).pk, now=city.wait(minutes=1))
    matters = [city.marked() for _ in range(4)]
    acts.open_file(actor=city.actor(OC), thread=city.thread(matters[0]).pk, now=city.wait(minutes=1))
    letter = begun(city, matters[0])
    city.go_live()
    officer = sits(OC)
    reads_by_keys(officer, camera)
    quotes_a_precedent(officer, camera)
    approves(officer, letter, camera)
    labels_and_keeps_a_view(officer, camera)
    sends_many(officer, camera)
    pulls_up(officer, camera)

    clerk = city.post("cic-general")
    assert sum(city.thread(one).holder_id == clerk for one in matters) == 3
    assert city.thread(below).holder.code == OC
    assert SavedView.objects.get().name == MORNING
    assert Labelled.objects.get().label.name == "পরিদর্শন"
    assert Paragraph.objects.filter(text__contains="মঞ্জুরের প্রস্তাব").count() <= 1
    for one in Matter.objects.filter(pk__in=[matter.pk for matter in (*matters, below)]):
        assert check_stream("matter", one.pk, ledger.entries(one.pk)) is None
    assert camera.found == []
