"""A clerk's day in Bengali: a letter diarised with its scan and put in a file, noted by sound, answered with
a draft, sent up; another file parked; and the first one followed."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from efile.dak.models import Dak, DakState
from efile.desk.models import Follow
from efile.letters.models import Draft
from efile.models import Matter
from efile.verification import check_stream
from ledger import selectors as ledger
from notings.models import Paragraph
from tests.e2e.camera import Camera
from tests.e2e.conftest import Person, Sits
from tests.efile.conftest import District
from tests.notings.contents import samples

ABOVE = "উচ্চবর্গীয় করণিক, সাধারণ সেকশন"
LETTER = "বন্যাত্রাণ শিবিরের হিসাব পাঠানো প্রসঙ্গে"
TYPED, WRITTEN = "hisab miliye dekha holo.", "হিসাব মিলিয়ে দেখা হল।"
OTHER = "নলকূপ মেরামতের আবেদন"


def diarises(clerk: Person, to: str, camera: Camera) -> Dak:
    """Official dak with its scan, to the clerk's own desk."""
    page = clerk.page
    clerk.goes("/dak/new/")
    page.locator("#id_kind").select_option("official")
    page.locator("#id_channel").select_option("post")
    page.locator("#id_sender").fill("মহকুমা শাসকের কার্যালয়")
    page.locator("#id_number").fill("৫৬/বন্যা/২০২৬")
    page.locator("#id_subject").fill(LETTER)
    page.locator("#id_to").select_option(to)
    page.set_input_files(
        "#id_files", {"name": "চিঠি.pdf", "mimeType": "application/pdf", "buffer": samples.pdf(2)}
    )
    camera.looks(page, "enter-dak")
    page.locator("form.reception button.pri").click()
    page.wait_for_url("**/dak/*-*/")
    expect(page.locator(".scan-pages summary")).to_have_text(re.compile("^চিঠি PDF"))
    page.locator(".scan-pages summary").click()
    expect(page.locator(".scan-pages .pdf-page[data-drawn]").first).to_be_visible()
    return Dak.objects.select_related("receipt").get(receipt__subject=LETTER)


def puts_in_a_file(clerk: Person, dak: Dak, camera: Camera) -> Matter:
    page = clerk.page
    camera.looks(page, "dak")
    page.locator("button[value=put_up]").click()
    page.locator(".facts a[href^='/m/']").click()
    page.wait_for_url("**/m/**")
    dak.refresh_from_db()
    assert dak.state == DakState.PUT_UP
    assert dak.matter is not None
    return dak.matter


def notes_by_sound(clerk: Person) -> None:
    """Avro in the composer; what was typed is kept by itself."""
    area = clerk.page.locator("[data-composer] textarea")
    area.press("Alt+k")
    expect(clerk.page.locator("[data-keyboard]")).to_contain_text("অভ্র")
    area.press_sequentially(TYPED)
    expect(area).to_have_value(WRITTEN)
    expect(clerk.page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")


def drafts_a_letter(clerk: Person, camera: Camera) -> None:
    page = clerk.page
    page.locator("[data-dialog$='/letters/']").click()
    page.locator("#dialog .btn.pri").click()
    page.wait_for_url("**/letters/**")
    page.locator("[data-composer] textarea").fill("হিসাব এই সঙ্গে পাঠানো হল।")
    page.locator("button[value=keep]").click()
    clerk.sees("সংস্করণ ২")
    camera.looks(page, "draft-letter")
    page.locator(".bar a[data-back]").click()
    page.wait_for_url("**/m/**")


def follows_and_sends(clerk: Person, camera: Camera) -> None:
    page = clerk.page
    page.locator("button[name=do][value=on]").click()
    expect(page.locator("button[name=do][value=off]")).to_be_visible()
    camera.looks(page, "file-with-note")
    clerk.sends_to(ABOVE)
    expect(page.locator("[data-undo]")).to_be_visible()


def parks(clerk: Person, camera: Camera) -> None:
    page = clerk.page
    clerk.opens(OTHER)
    page.locator("main .bar a[data-dialog*='/park/']").click()
    page.locator("#until").fill(str(timezone.localdate() + timedelta(days=8)))
    page.locator("#reason").fill("সাক্ষীর অপেক্ষায়")
    page.locator("#dialog .btn.pri").click()
    page.wait_for_url("**/desk/**")
    expect(page.locator("[data-row]")).to_have_count(0)
    clerk.goes("/desk/?box=parked")
    clerk.sees("পর্যন্ত স্থগিত")
    camera.looks(page, "parked")


def test_a_clerks_day(city: District, sits: Sits, tmp_path: Path) -> None:
    camera = Camera(tmp_path)
    other = city.marked()
    city.forward("oc-general", other, "ldc-general")
    city.go_live()
    clerk = sits("ldc-general")
    dak = diarises(clerk, str(city.post("ldc-general")), camera)
    matter = puts_in_a_file(clerk, dak, camera)
    notes_by_sound(clerk)
    drafts_a_letter(clerk, camera)
    follows_and_sends(clerk, camera)
    parks(clerk, camera)

    upper = sits("udc-general")
    upper.opens(LETTER)
    upper.sees(WRITTEN)
    upper.sends_to("ক্লার্ক-ইন-চার্জ, সাধারণ সেকশন")
    clerk.goes("/desk/")
    clerk.sees("যেগুলি এগিয়েছে")
    camera.looks(clerk.page, "followed-moved")
    clerk.goes("/desk/?box=others")
    clerk.sees("ক্লার্ক-ইন-চার্জ")
    camera.looks(clerk.page, "with-others")

    assert Paragraph.objects.filter(sheet=matter.sheet_id, text=WRITTEN).count() == 1
    assert Draft.objects.get(matter=matter).newest == 2
    assert Follow.objects.get(matter=matter).user_id == city.actor("ldc-general").user_id
    for one in (matter, other):
        assert check_stream("matter", one.pk, ledger.entries(one.pk)) is None
    assert camera.found == []
