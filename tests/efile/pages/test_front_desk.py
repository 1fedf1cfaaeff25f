import re
import unicodedata

import pytest
from django.test import Client
from django.urls import reverse

from efile.access.models import AccessLog
from efile.models import Matter, Receipt, Secrecy
from ledger.ids import uuid7
from tests.efile.conftest import SERVICE, District
from tests.efile.pages.conftest import SignIn

RECEIVE = reverse("receive")


def form(**changes: str) -> dict[str, str]:
    return {
        "service": SERVICE,
        "channel": "counter",
        "applicant": "রহিমা বেওয়া",
        "address": "চোপড়া",
        "mobile": "৯৮৭৬৫৪৩২১০",
        "subject": "নলকূপ মেরামত",
        "body": "",
        "foreign_number": "",
        "email": "",
        "priority": "0",
        "secrecy": "0",
        "key": str(uuid7()),
        **changes,
    }


def test_an_application_ends_in_a_slip_with_number_date_and_code(district: District, sign_in: SignIn) -> None:
    """Domain rule (c) 8: a number and a probable date stand on its receipt."""
    client = sign_in("counter-1")

    answer = client.post(RECEIVE, form())
    receipt = Receipt.objects.get()
    slip = client.get(answer.headers["Location"]).content.decode()

    assert answer.headers["Location"] == reverse("slip", args=[receipt.pk])
    assert receipt.applicant.mobile == "9876543210"
    assert receipt.number in slip
    assert receipt.promised_on.strftime("%d.%m.%Y") in slip
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", slip)
    assert f"/track/{receipt.tracking}/" in slip
    assert "<svg" in slip
    assert "style=" not in slip.split('class="slip"')[1].split("</article>")[0]


def test_the_next_application_keeps_service_and_channel_and_has_the_focus(
    district: District, sign_in: SignIn
) -> None:
    client = sign_in("counter-1")
    slip = client.post(RECEIVE, form(channel="post"), follow=True).content.decode()

    following = re.search(r'href="([^"]+)" autofocus', slip)
    assert following
    page = client.get(following.group(1).replace("&amp;", "&")).content.decode()

    assert f'value="{SERVICE}" selected' in page
    assert 'value="post" selected' in page
    assert page.split('id="id_service"')[1].split(">")[0].count("autofocus") == 1


def test_an_empty_form_leads_the_keyboard_to_its_first_field(district: District, sign_in: SignIn) -> None:
    page = sign_in("counter-1").post(RECEIVE, {"service": ""}).content.decode()

    assert page.split('id="id_service"')[1].split(">")[0].count("autofocus") == 1
    assert page.count(" autofocus") == 1


def test_the_date_and_the_first_desk_are_shown_before_saving(district: District, sign_in: SignIn) -> None:
    page = sign_in("counter-1").get(reverse("promise"), {"service": SERVICE}).content.decode()

    assert re.search(r"Promised date <b>\d\d\.\d\d\.\d{4}</b>", page)
    assert "goes to <b>District Magistrate</b>: Mark the application" in page
    assert Receipt.objects.count() == 0


def test_the_promise_made_is_the_promise_kept(district: District, sign_in: SignIn) -> None:
    client = sign_in("counter-1")
    promised = re.search(
        r"<b>(\d\d\.\d\d\.\d{4})</b>", client.get(reverse("promise"), {"service": SERVICE}).content.decode()
    )
    client.post(RECEIVE, form())

    assert promised
    assert Receipt.objects.get().promised_on.strftime("%d.%m.%Y") == promised.group(1)


def test_errors_stand_beside_their_field_and_nothing_typed_is_lost(
    district: District, sign_in: SignIn
) -> None:
    answer = sign_in("counter-1").post(RECEIVE, form(mobile="12ab", address="গ্রাম কালুপুর"))
    page = answer.content.decode()

    assert answer.status_code == 422
    field = page.split('id="id_mobile"')[1].split("</div>")[0]
    assert "is not a mobile number" in field
    assert 'value="গ্রাম কালুপুর"' in page
    assert f'value="{SERVICE}" selected' in page
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("Choose “Service”.", "Fill in “Applicant”.", "“rahima@” is not an e-mail address.")),
        ("bn-in", ("“পরিষেবা” বেছে নিন।", "“আবেদনকারী” পূরণ করুন।", "“rahima@” ঠিক ঠিকানা নয়।")),
    ],
)
def test_every_fault_is_said_at_once_beside_its_field_in_the_readers_language(
    district: District, sign_in: SignIn, language: str, sentences: tuple[str, str, str]
) -> None:
    given = form(service="", applicant=" ", email="rahima@", mobile="১২৩", body="নলকূপটি অচল।")

    page = sign_in("counter-1", language=language).post(RECEIVE, given).content.decode()

    for name, sentence in zip(("service", "applicant", "email"), sentences, strict=True):
        assert sentence in page.split(f'id="id_{name}"')[1].split("</div>")[0]
    assert "১২৩" in page.split('id="id_mobile_error"')[1].split("</ul>")[0]
    for kept in ("rahima@", "১২৩", "নলকূপটি অচল।", "চোপড়া", "নলকূপ মেরামত"):
        assert kept in page
    assert re.search(r'<details class="more"[^>]* open', page)


def test_what_must_be_filled_in_is_marked_and_the_mark_explained(district: District, sign_in: SignIn) -> None:
    page = sign_in("counter-1").get(RECEIVE).content.decode()
    reception = page.split('class="pad reception"')[1].split("</form>")[0]

    assert reception.split(">")[0].endswith("novalidate")
    assert "must be filled in." in reception.split("<select")[0]
    marked = re.findall(r'<label for="id_(\w+)">[^<]+<span class="must"', reception)
    assert marked == ["service", "channel", "applicant", "subject"]


def test_a_text_that_is_too_long_comes_back_whole(district: District, sign_in: SignIn) -> None:
    long = "নলকূপ " * 100

    page = sign_in("counter-1").post(RECEIVE, form(subject=long)).content.decode()

    assert "“Subject” is longer than 500 characters." in page
    assert long.strip() in page
    assert 'maxlength="' not in page.split('id="id_subject"')[0].rpartition("<")[2]
    assert Receipt.objects.count() == 0


def test_a_second_click_gives_no_second_number(district: District, sign_in: SignIn) -> None:
    client, once = sign_in("counter-1"), form()

    first, second = client.post(RECEIVE, once), client.post(RECEIVE, once)

    assert first.headers["Location"] == second.headers["Location"]
    assert Receipt.objects.count() == 1


def test_a_post_that_may_not_receive_is_told_so(district: District, sign_in: SignIn) -> None:
    answer = sign_in("oc-land").get(RECEIVE)

    assert answer.status_code == 403
    assert "needs the power “receive”" in answer.content.decode()
    assert reverse("receive") not in sign_in("oc-land").get(reverse("desk")).content.decode()


def test_a_slip_is_for_those_who_may_see_the_matter(district: District, sign_in: SignIn) -> None:
    sign_in("counter-1").post(RECEIVE, form())
    slip = reverse("slip", args=[Receipt.objects.get().pk])

    assert sign_in("oc-land").get(slip).status_code == 404
    assert Client().get(slip).status_code == 302


@pytest.mark.parametrize("grade", ["1", "2", "3"])
def test_who_takes_in_a_graded_application_gets_its_slip_without_its_words(
    district: District, sign_in: SignIn, grade: str
) -> None:
    client = sign_in("counter-1")
    answer = client.post(RECEIVE, form(secrecy=grade), follow=True)
    receipt, page = Receipt.objects.get(), answer.content.decode()

    assert answer.status_code == 200
    assert receipt.number in page
    assert receipt.promised_on.strftime("%d.%m.%Y") in page
    assert f"/track/{receipt.tracking}/" in page
    assert "নলকূপ মেরামত" not in page
    assert "রহিমা বেওয়া" not in page
    assert [(row.page, row.matter_id) for row in AccessLog.objects.all()] == [("slip", receipt.matter.pk)]
    assert client.get(reverse("matter", args=[receipt.matter.pk])).status_code == 404
    assert sign_in("counter-2").get(reverse("slip", args=[receipt.pk])).status_code == 404


def test_the_slip_of_a_graded_application_is_printed_on_the_day_of_its_receipt(
    district: District, sign_in: SignIn
) -> None:
    matter = district.receive(secrecy=Secrecy.CONFIDENTIAL)
    assert matter.receipt is not None
    assert sign_in("counter-1").get(reverse("slip", args=[matter.receipt.pk])).status_code == 404


def test_an_office_offers_only_its_countrys_channels(district: District, sign_in: SignIn) -> None:
    page = sign_in("counter-1").get(RECEIVE).content.decode()

    assert 'value="bsk"' in page
    assert 'value="e-service"' not in page


def test_an_internal_file_is_begun_by_a_post_that_writes_notes(district: District, sign_in: SignIn) -> None:
    client = sign_in("ldc-general")
    page = client.get(reverse("start_internal")).content.decode()
    service = re.search(r'<option value="([^"]+)"', page)
    assert service

    answer = client.post(
        reverse("start_internal"),
        {
            "service": service.group(1),
            "subject": "কম্পিউটার কেনা",
            "priority": "0",
            "secrecy": "0",
            "key": str(uuid7()),
        },
    )
    matter = Matter.objects.get()

    assert answer.headers["Location"] == reverse("matter", args=[matter.pk])
    assert district.thread(matter).holder_id == district.post("ldc-general")


@pytest.mark.parametrize(
    ("language", "why", "what_now"),
    [
        ("en", "Your post does not write notes", "who writes notes to begin it"),
        ("bn-in", "আপনার পদ থেকে নোট লেখা হয় না", "তাঁকে নথিটি খুলতে বলুন"),
    ],
)
def test_who_may_not_begin_an_internal_file_reads_why_and_whom_to_ask(
    district: District, sign_in: SignIn, language: str, why: str, what_now: str
) -> None:
    answer = sign_in("group-d-it", language).get(reverse("start_internal"))
    page = unicodedata.normalize("NFC", answer.content.decode())

    assert answer.status_code == 403
    assert unicodedata.normalize("NFC", why) in page
    assert unicodedata.normalize("NFC", what_now) in page
    assert "another post" not in page
