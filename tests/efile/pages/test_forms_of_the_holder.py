"""Who may open a file and does not hold it gets none of the forms that send it on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn

FORMS = ("forward", "put_in_file")


@pytest.mark.parametrize("form", FORMS)
def test_a_reader_is_told_who_holds_the_file(district: District, sign_in: SignIn, form: str) -> None:
    address = reverse(form, args=[district.thread(district.marked()).pk])
    assert sign_in("oc-general").get(address).status_code == 200
    answer = sign_in("dm").get(address)
    assert answer.status_code == 403
    assert "Only the holder may do this." in answer.content.decode()
    assert "Officer-in-Charge, General Section" in answer.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_a_search_typed_before_the_file_went_on_says_nothing(
    district: District, sign_in: SignIn, form: str
) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    address = reverse(form, args=[district.thread(matter).pk])
    answer = sign_in("oc-general").get(address, {"q": "ক"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (204, b"")


def test_who_only_carries_papers_numbers_no_file(district: District, sign_in: SignIn) -> None:
    matter = district.marked("oc-it")
    district.forward("oc-it", matter, "group-d-it")
    address = reverse("put_in_file", args=[district.thread(matter).pk])
    assert sign_in("group-d-it").get(address).status_code == 403
