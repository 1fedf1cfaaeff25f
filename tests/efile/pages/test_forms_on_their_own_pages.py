"""A form on a page of its own comes back as a page: a dialog would lay a second one over it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, seen_fields, sign_in

__all__ = ["district", "sign_in"]
HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize("name", ["grade", "showing"])
def test_only_in_a_dialog_is_it_sent_in_the_background(
    district: District, sign_in: SignIn, name: str
) -> None:
    address, client = reverse(name, args=[district.marked().pk]), sign_in("oc-general")
    assert f'hx-post="{address}"' not in client.get(address).content.decode()
    assert f'hx-post="{address}"' in client.get(address, headers=HTMX).content.decode()
    again = client.post(address, {"reason": "কারণ আছে"})
    assert again.status_code == 422
    assert "কারণ আছে" in again.content.decode()
    assert f'hx-post="{address}"' not in again.content.decode()


@pytest.mark.parametrize("name", ["forward", "put_in_file"])
def test_so_are_the_forms_of_the_holder(district: District, sign_in: SignIn, name: str) -> None:
    address, client = reverse(name, args=[district.thread(district.marked()).pk]), sign_in("oc-general")
    assert f'hx-post="{address}"' not in client.get(address).content.decode()
    assert f'hx-post="{address}"' in client.get(address, headers=HTMX).content.decode()


def test_a_field_left_empty_comes_back_on_the_page_of_an_outcome(district: District, sign_in: SignIn) -> None:
    matter = district.marked("oc-general")
    thread, client = district.thread(matter), sign_in("oc-general")
    address = reverse("complete", args=[thread.pk])
    assert f'hx-post="{address}"' not in client.get(f"{address}?outcome=ask_citizen").content.decode()
    sent = {**seen_fields(district, matter), "outcome": "ask_citizen", "question": "", "text": "নোট।"}
    again = client.post(address, sent)
    assert again.status_code == 422
    assert "নোট।" in again.content.decode()
    assert f'hx-post="{address}"' not in again.content.decode()
