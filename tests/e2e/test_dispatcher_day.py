"""A dispatcher's day in Bengali: a letter with its recipients is issued, sent four ways, and received."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password

from efile import services as acts
from efile.dispatch.models import Sending, State, Way
from efile.letters.models import Draft, Status
from efile.models import Matter
from efile.verification import check_stream
from hierarchy.models import Office, User
from ledger import selectors as ledger
from tests.base.waiting import wait_until
from tests.e2e.camera import Camera
from tests.e2e.conftest import PASSWORD, Person, Sits, signs_in
from tests.e2e.hierarchy.looking import TELEPHONE
from tests.efile.conftest import District
from tests.efile.dispatch.desk import THERE, load_there
from tests.efile.letters.desk import begun
from tests.notings.contents import samples
from web.words import digits

BOUNCES, TAKES = "press@nowhere.example", "press@example.org"


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a mail server that the office's own processes speak to; one mailbox is refused there."""
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "refused").write_text(BOUNCES, encoding="utf-8")
    command = [sys.executable, "-m", "tests.integrations.post_office", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        monkeypatch.setenv("EMAIL_HOST", "127.0.0.1")
        monkeypatch.setenv("EMAIL_PORT", process.stdout.readline().strip())
        monkeypatch.setenv("EMAIL_FROM", "office@district.example")
        yield folder
    finally:
        process.terminate()
        process.wait()


def chooses_recipients(officer: Person, camera: Camera) -> None:
    page = officer.page
    page.locator("button[value=recipients]").click()
    page.wait_for_url("**/recipients/")
    page.locator("button[value=add_applicant]").click()
    page.locator("#find").fill("পূর্ব মেদিনীপুর")
    page.locator("form[role=search] button").click()
    page.locator("#post-role").select_option("action")
    page.locator("button[value=add_post]").click()
    page.locator("#typed-role").select_option("info")
    page.locator("#name").fill("জেলা তথ্য আধিকারিক")
    page.locator("#email").fill("ভুল ঠিকানা")
    page.locator("button[value=add]").click()
    officer.sees("ই-মেল ঠিকানা নয়")
    page.locator("#email").fill(BOUNCES)
    page.locator("button[value=add]").click()
    page.locator("#group_name").fill("নিয়মিত প্রাপক")
    page.locator("button[value=keep_group]").click()
    officer.sees("নিয়মিত প্রাপক (নিজের)")
    camera.looks(page, "recipients")


def makes_the_letter(officer: Person, letter: Draft, camera: Camera) -> None:
    """From the words to the signed letter in the file."""
    page = officer.page
    officer.goes(f"/letters/{letter.pk}/")
    chooses_recipients(officer, camera)
    officer.goes(f"/letters/{letter.pk}/")
    page.locator("button[value=keep]").click()
    page.locator("button[value=approve]").click()
    page.locator("button[value=fair]").click()
    page.locator("input[value=ink]").check()
    page.set_input_files(
        "#files", {"name": "চিঠি.pdf", "mimeType": "application/pdf", "buffer": samples.pdf(1)}
    )
    page.locator(".signing button").click()
    officer.sees("চিঠি ইস্যুর অপেক্ষায়")
    camera.looks(page, "letter-signed")


def sends(clerk: Person, place: int, way: str, **fields: str) -> None:
    page = clerk.page
    for box in page.locator("input[name=to]").all():
        box.uncheck()
    page.locator("tr", has=page.locator(f"[name=address-{place}]")).locator("input[name=to]").check()
    page.locator(f"select[name=way-{place}]").select_option(way)
    for name, text in fields.items():
        page.locator(f"[name={name}-{place}]").fill(text)
    page.locator("button[value=send]").click()


def test_a_letter_goes_from_the_officer_to_every_recipient(
    mail: Path, city: District, sits: Sits, tmp_path: Path
) -> None:
    camera = Camera(tmp_path)
    load_there()
    User.objects.filter(charges__post__office__code=THERE).update(password=make_password(PASSWORD))
    matter = city.marked()
    acts.open_file(actor=city.actor("oc-general"), thread=city.thread(matter).pk, now=city.wait(minutes=1))
    letter = begun(city, matter, to="")
    city.go_live()
    makes_the_letter(sits("oc-general"), letter, camera)

    clerk = sits("ldc-front-desk")
    page = clerk.page
    clerk.goes("/dispatch/")
    camera.looks(page, "to-issue")
    page.locator("input[name=letter]").check()
    page.locator("form button.pri").click()
    clerk.sees("১টি চিঠি")
    letter.refresh_from_db()
    assert letter.status == Status.ISSUED
    clerk.goes(f"/dispatch/{letter.pk}/")
    camera.looks(page, "to-send")

    by_email(clerk, letter, mail)
    sends(clerk, 1, Way.HAND)
    sends(clerk, 3, Way.OFFICE)
    clerk.sees("তাঁদের ডায়েরি নং")
    camera.looks(page, "sent")
    with page.expect_download() as covers:
        page.locator("a[href*=covers]").click()
    assert covers.value.path().read_bytes().startswith(b"%PDF")

    the_peon_hands_over(sits("group-d-it"), letter, camera)
    clerk.goes("/dispatch/register/?way=hand")
    clerk.sees("করিম শেখ")
    clerk.goes("/dispatch/register/")
    camera.looks(page, "register")
    the_other_office_finds_it(sits(""), letter)
    assert camera.found == []
    whole = Matter.objects.get(pk=matter.pk)
    assert check_stream("matter", whole.pk, ledger.entries(whole.pk)) is None


def by_email(clerk: Person, letter: Draft, mail: Path) -> None:
    """The first address is refused by its server; the reason is read, and it goes to another."""
    sends(clerk, 2, Way.EMAIL)
    settled(letter, State.FAILED)
    clerk.goes("/dispatch/?box=failed")
    clerk.page.locator("td a").first.click()
    clerk.sees("no such mailbox here")
    sends(clerk, 2, Way.EMAIL, address=TAKES)
    settled(letter, State.OUT)
    assert len(list(mail.glob("*.eml"))) == 1
    clerk.goes(f"/dispatch/{letter.pk}/")
    clerk.sees(TAKES)


def settled(letter: Draft, state: State) -> None:
    """The worker has heard from the mail server."""
    rows = Sending.objects.filter(addressee__draft=letter, way=Way.EMAIL, state=state)
    wait_until(rows.exists)


def the_peon_hands_over(peon: Person, letter: Draft, camera: Camera) -> None:
    """On his telephone, from the square on the cover."""
    row = Sending.objects.get(addressee__draft=letter, way=Way.HAND)
    page = peon.page
    page.set_viewport_size(TELEPHONE)
    peon.goes(f"/hand/{row.code}/")
    camera.looks(page, "hand")
    page.set_viewport_size(TELEPHONE)
    page.locator("#to_name").fill("করিম শেখ")
    button = page.locator("button[value=hand_over]").bounding_box()
    assert button is not None
    assert button["height"] >= 40
    page.locator("button[value=hand_over]").click()
    peon.sees("পেয়েছেন করিম শেখ")


def the_other_office_finds_it(there: Person, letter: Draft) -> None:
    """As official dak with our memo, on the desk of the post addressed."""
    sent = Sending.objects.select_related("dak__holder").get(addressee__draft=letter, way=Way.OFFICE)
    assert sent.dak is not None
    office = District(Office.objects.get(code=THERE))
    signs_in(there.page, there.url, office, sent.dak.holder.code)
    there.goes(f"/dak/{sent.dak.pk}/")
    there.sees(digits(letter.memo, "bn"))
