import pytest
from django.urls import reverse

from notings.models import DecisionPhrase
from tests.base.days import office_day
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from web.words import office_date


def test_a_phrase_kept_on_the_page_stands_first_under_the_next_note(
    district: District, sign_in: SignIn
) -> None:
    matter, client = district.marked(), sign_in("oc-general")

    answer = client.post(
        reverse("phrases"), {"act": "keep", "list": "own", "bn": "নকশা দেখুন।", "en": "See the map."}
    )

    assert answer.status_code == 302
    page = client.get(reverse("matter", args=[matter.pk])).content.decode()
    assert page.index('data-insert="See the map."') < page.index('data-insert="Please put up."')
    assert "নকশা দেখুন।" in client.get(reverse("phrases")).content.decode()


@pytest.mark.parametrize(
    ("language", "discussed", "ordered"),
    [
        ("en", "Discussed on {} with …: ", "Order by telephone on {}, of …: "),
        ("bn-in", "{} তারিখে আলোচনা হয়েছে, উপস্থিত: …: ", "{} তারিখে টেলিফোনে আদেশ, আদেশদাতা: …: "),
    ],
)
def test_what_was_said_is_recorded_with_its_day(
    district: District, sign_in: SignIn, language: str, discussed: str, ordered: str
) -> None:
    """CSMOP 19: oral discussions, CSMOP 20: orders by telephone, by the officer who has the file."""
    matter = district.marked()
    day = office_date(office_day(), language)

    page = sign_in("oc-general", language).get(reverse("matter", args=[matter.pk])).content.decode()

    for opening in (discussed, ordered):
        assert f'data-insert="{opening.format(day)}"' in page


def test_what_was_refused_stands_in_its_form_again(district: District, sign_in: SignIn) -> None:
    client = sign_in("oc-general")

    answer = client.post(
        reverse("phrases"), {"act": "keep", "list": "own", "bn": "ক" * 300, "en": "Too long"}
    )

    assert answer.status_code == 422
    assert 'value="Too long"' in answer.content.decode()
    assert not DecisionPhrase.objects.filter(post=district.post("oc-general")).exists()


def test_the_lists_of_the_office_have_no_forms_for_who_may_not_change_them(
    district: District, sign_in: SignIn
) -> None:
    page = sign_in("udc-general").get(reverse("phrases")).content.decode()

    assert 'name="list" value="own"' in page
    assert 'name="list" value="office"' not in page
    answer = sign_in("udc-general").post(reverse("phrases"), {"act": "keep", "list": "office", "bn": "এক"})
    assert answer.status_code == 403
