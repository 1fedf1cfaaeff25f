"""The menu of posts: bare on every page, with what waits at each when it is opened."""

from __future__ import annotations

from django.urls import reverse

from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn

MENU = {"HX-Request": "true"}


def test_the_menu_counts_when_it_is_opened(district: District, sign_in: SignIn) -> None:
    district.marked()
    client = sign_in("oc-general")
    page = client.get(reverse("desk")).content.decode()
    menu = client.get(reverse("choose_post"), headers=MENU).content.decode()

    assert 'hx-get="/post/"' in page
    assert "desk-counts" not in page
    for content in (page, menu):
        assert f'value="{district.post("oc-general")}"' in content
    assert "1 file" in menu
    assert "<html" not in menu
    assert "1 file" in client.get(reverse("choose_post")).content.decode()
