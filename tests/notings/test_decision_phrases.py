"""Ready order texts: everybody's, the office's, the post's own."""

import unicodedata
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from notings import selectors
from notings.models import DecisionPhrase
from tests.hierarchy.factories import make_office
from tests.notings.desk import Desk, post_of


def texts(desk: Desk) -> list[str]:
    assert desk.clerk.post_id is not None
    return [phrase.text_bn for phrase in selectors.phrases(desk.office.id, desk.clerk.post_id)]


def test_every_office_starts_with_the_common_ones(desk: Desk) -> None:
    found = texts(desk)

    assert found[0] == "পেশ করুন।"
    assert "প্রয়োজনীয় ব্যবস্থা নিন।" in found
    assert all(phrase.text_en for phrase in DecisionPhrase.objects.all())
    assert all(unicodedata.is_normalized("NFC", text) for text in found)


def test_the_posts_own_come_first_then_the_offices(desk: Desk) -> None:
    post = post_of(desk.clerk)
    DecisionPhrase.objects.create(office=desk.office, text_bn="বিডিও-র মত নিন।", text_en="Consult the BDO.")
    DecisionPhrase.objects.create(office=desk.office, post=post, text_bn="নকশা দেখুন।", text_en="See the map.")

    assert texts(desk)[:3] == ["নকশা দেখুন।", "বিডিও-র মত নিন।", "পেশ করুন।"]


def test_another_offices_and_another_posts_are_not_offered(desk: Desk) -> None:
    officer = post_of(desk.officer)
    DecisionPhrase.objects.create(office=make_office("other"), text_bn="অন্য", text_en="Other")
    DecisionPhrase.objects.create(office=desk.office, post=officer, text_bn="তাঁর", text_en="His")

    assert not {"অন্য", "তাঁর"} & set(texts(desk))


def test_a_phrase_stands_once_in_a_list(desk: Desk) -> None:
    with pytest.raises(IntegrityError, match="phrase_once_a_list"), transaction.atomic():
        DecisionPhrase.objects.create(text_bn="পেশ করুন।", text_en="again")


def test_a_posts_phrase_names_its_office(desk: Desk) -> None:
    post = post_of(desk.clerk)
    with pytest.raises(IntegrityError, match="phrase_of_a_post_names_its_office"), transaction.atomic():
        DecisionPhrase.objects.create(id=uuid4(), post=post, text_bn="এক", text_en="one")
