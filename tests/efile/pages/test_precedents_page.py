from django.urls import reverse

from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.test_precedents import decided

HTMX = {"HX-Request": "true"}


def test_a_precedent_is_quoted_with_its_number_order_and_rule(district: District, sign_in: SignIn) -> None:
    decided(district, "নলকূপ সারানো")
    matter = district.marked()
    client = sign_in("oc-general", "bn-in")
    address = reverse("precedents", args=[matter.pk])

    page = client.get(reverse("matter", args=[matter.pk])).content.decode()
    part = client.get(address, headers=HTMX).content.decode()

    assert f'hx-get="{address}' in page
    assert "data-precedent" in part
    assert 'data-insert="(নজির: [[matter:' in part
    assert "পশ্চিমবঙ্গ পঞ্চায়েত বিধি ৩৭(২))" in part
    assert "<html" in client.get(address).content.decode()


def test_who_may_not_open_the_file_is_shown_no_precedents(district: District, sign_in: SignIn) -> None:
    decided(district, "নলকূপ সারানো")
    matter = district.marked()

    assert sign_in("udc-jm").get(reverse("precedents", args=[matter.pk])).status_code == 404
