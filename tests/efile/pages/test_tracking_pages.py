import re

from django.test import Client
from django.urls import reverse

from efile.models import Movement
from efile.tracking import shown
from tests.efile.conftest import District
from tests.efile.pages.asking import asked
from tests.efile.pages.conftest import SignIn, receipt_of

TRACK = reverse("track")
UNKNOWN = "0123456789ABC"


def citizen() -> Client:
    client = Client()
    client.cookies["language"] = "en"
    return client


def page_of(code: str) -> str:
    return reverse("track_code", args=[code])


def test_the_code_is_found_however_it_is_typed(district: District) -> None:
    code = receipt_of(district.receive()).tracking
    in_bengali = shown(code).lower().translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))

    for typed in (code, shown(code), f"  {shown(code).lower()} ", in_bengali):
        answer = citizen().get(TRACK, {"code": typed})
        assert answer.headers["Location"] == page_of(code), typed


def test_the_timeline_says_where_it_is_and_when_it_is_due(district: District) -> None:
    matter = district.marked()
    receipt = receipt_of(matter)

    page = citizen().get(page_of(receipt.tracking)).content.decode()

    assert f"Application {receipt.number}" in page
    assert "Application received" in page
    assert "Examine and recommend" in page
    assert "With: General Section" in page
    assert f"Expected by {receipt.promised_on:%d.%m.%Y}." in page


def test_no_name_and_no_personal_value_is_shown(district: District) -> None:
    matter = district.put_up()

    for language in ("en", "bn-in"):
        client = Client()
        client.cookies["language"] = language
        page = client.get(page_of(receipt_of(matter).tracking)).content.decode()
        for hidden in ("রহিমা", "চোপড়া", "9000000000", "নলকূপ মেরামতের", "Ghoshal", "ঘোষাল", "দেখা হল"):
            assert hidden not in page, hidden


def test_an_unknown_and_a_malformed_code_get_the_same_answer(district: District) -> None:
    answers = [citizen().get(page_of(code)) for code in (UNKNOWN, "nonsense", "7" * 200)]
    asked_for = [citizen().get(TRACK, {"code": code}) for code in (UNKNOWN, "nonsense")]

    assert {answer.status_code for answer in answers + asked_for} == {404}
    found = [re.findall(r'role="alert">([^<]+)', answer.content.decode()) for answer in answers + asked_for]
    sentences = {sentence for page in found for sentence in page}
    assert len(sentences) == 1


def test_an_empty_field_is_asked_for_in_our_own_words(district: District) -> None:
    answer = citizen().get(TRACK, {"code": " "})

    assert answer.status_code == 200
    assert "Enter the code on your slip." in answer.content.decode()
    assert "Enter the code on your slip." not in citizen().get(TRACK).content.decode()


def test_guessing_is_stopped_after_ten_wrong_codes_a_minute(district: District) -> None:
    code = receipt_of(district.receive()).tracking
    client = citizen()

    statuses = [client.get(page_of(UNKNOWN)).status_code for _ in range(11)]
    right = client.get(page_of(code))

    assert statuses == [404] * 10 + [429]
    assert right.status_code == 429
    assert "Wait a minute" in right.content.decode()
    assert Client(REMOTE_ADDR="10.1.2.3").get(page_of(code)).status_code == 200


def test_looking_at_ones_own_application_is_never_too_often(district: District) -> None:
    code, client = receipt_of(district.receive()).tracking, citizen()

    assert {client.get(page_of(code)).status_code for _ in range(15)} == {200}


def test_what_the_office_asks_is_answered_with_one_button(district: District, sign_in: SignIn) -> None:
    matter = asked(district)
    client, url = citizen(), page_of(receipt_of(matter).tracking)
    page = client.get(url).content.decode()
    fields = dict(re.findall(r'name="(key|message)" value="([^"]*)"', page))

    answer = client.post(url, {**fields, "text": "খতিয়ান নং ৩১২ জমা দিলাম"})
    after = client.get(url).content.decode()

    assert "The office asks:" in page
    assert "Waiting for your answer" in page
    assert answer.headers["Location"] == url
    assert Movement.objects.filter(matter=matter, kind="message").count() == 1
    assert "The office asks:" not in after
    assert district.thread(matter).holder_id == district.post("oc-general")
    assert "খতিয়ান নং ৩১২" in sign_in("oc-general").get(reverse("matter", args=[matter.pk])).content.decode()


def test_the_promise_stands_while_the_office_waits_and_says_that_it_waits(district: District) -> None:
    receipt = asked(district).receipt
    assert receipt is not None
    page = citizen().get(reverse("track_code", args=[receipt.tracking])).content.decode()

    assert f"Promised by {receipt.promised_on:%d.%m.%Y}; the office can go on only with your answer." in page
    assert "Expected by" not in page


def test_an_answer_nobody_waits_for_is_refused_with_a_sentence(district: District) -> None:
    matter = district.marked()

    answer = citizen().post(
        page_of(receipt_of(matter).tracking), {"message": "citizen_replied", "text": "আমার কথা"}
    )

    assert answer.status_code == 409
    assert "Nothing is awaited here any more." in answer.content.decode()


def test_only_what_the_citizen_is_asked_can_be_answered_from_here(district: District) -> None:
    matter = asked(district)

    answer = citizen().post(
        page_of(receipt_of(matter).tracking), {"message": "police_report", "text": "আমার কথা"}
    )

    assert answer.status_code == 409
    assert Movement.objects.filter(matter=matter, kind="message").count() == 0


def test_the_page_speaks_bengali_with_bengali_digits(district: District) -> None:
    matter = district.marked()

    page = Client().get(page_of(receipt_of(matter).tracking)).content.decode()

    assert "আবেদন গৃহীত" in page
    assert "সম্ভাব্য তারিখ" in page
    assert "সাধারণ সেকশন" in page
