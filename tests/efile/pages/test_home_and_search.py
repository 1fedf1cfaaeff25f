import re

from django.test import Client
from django.urls import reverse

from efile import services
from efile.models import File, Secrecy
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, receipt_of

SEARCH = reverse("search")


def found(page: str) -> set[str]:
    return set(re.findall(r'id="row-([0-9a-f-]+)"', page))


def test_the_front_page_is_for_everybody(district: District) -> None:
    client = Client()
    client.cookies["language"] = "en"

    page = client.get(reverse("home")).content.decode()

    assert "Track your application" in page
    assert reverse("signin") in page


def test_who_has_signed_in_goes_to_the_desk(district: District, sign_in: SignIn) -> None:
    assert sign_in("dm").get(reverse("home")).headers["Location"] == reverse("desk")


def test_the_front_page_is_one_click_away_for_who_has_signed_in(district: District, sign_in: SignIn) -> None:
    page = sign_in("dm").get(reverse("home"), {"front": "1"})

    assert page.status_code == 200
    assert reverse("desk") in page.content.decode()


def test_a_matter_is_found_by_number_subject_or_applicant(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    other = district.receive(subject="রাস্তা মেরামত", applicant="সুবল দাস")
    services.open_file(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.now
    )
    file = File.objects.get(matters=matter)
    client, number = sign_in("dm"), receipt_of(matter).number

    for wanted in (
        number,
        number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")),
        "নলকূপ",
        "রহিমা",
        file.number,
    ):
        assert found(client.get(SEARCH, {"q": wanted}).content.decode()) == {str(matter.pk)}, wanted
    assert found(client.get(SEARCH, {"q": "মেরামত"}).content.decode()) == {str(matter.pk), str(other.pk)}


def test_the_tracking_code_finds_its_matter_for_who_may_open_it(district: District, sign_in: SignIn) -> None:
    asked = {"q": receipt_of(district.marked()).tracking}

    assert len(found(sign_in("dm").get(SEARCH, asked).content.decode())) == 1
    assert found(sign_in("oc-land").get(SEARCH, asked).content.decode()) == set()


def test_search_shows_only_what_the_reader_may_open(district: District, sign_in: SignIn) -> None:
    district.marked()
    district.receive(secrecy=Secrecy.CONFIDENTIAL)

    assert found(sign_in("oc-land").get(SEARCH, {"q": "নলকূপ"}).content.decode()) == set()
    assert len(found(sign_in("cic-general").get(SEARCH, {"q": "নলকূপ"}).content.decode())) == 1


def test_an_empty_search_says_what_to_type(district: District, sign_in: SignIn) -> None:
    page = sign_in("dm").get(SEARCH).content.decode()

    assert "Type a number" in page


def test_a_search_without_result_says_what_to_try(district: District, sign_in: SignIn) -> None:
    page = sign_in("dm").get(SEARCH, {"q": "<script>"}).content.decode()

    assert "Nothing was found" in page
    assert "<script>”" not in page
