"""A form on a page of its own comes back as a page: a dialog would lay a second one over it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in

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
