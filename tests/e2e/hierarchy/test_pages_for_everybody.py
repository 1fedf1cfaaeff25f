"""The pages of posts, charges and administration shut nobody out and stay inside the page, in both languages.

At each address the axe rules, the content policy and the width of the page are asked, on a monitor and on a
telephone, with what stands there and with nothing.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from efile import services
from efile.forwarding import services as forwarding
from hierarchy.models import Charge, User
from hierarchy.services import end_charge, name_deputy
from tests.e2e.hierarchy.conftest import Enter, Town
from tests.e2e.hierarchy.looking import LANGUAGES, faults

ADMINISTRATION = (
    "/administration/",
    "/administration/chart/?post=oc-land",
    "/administration/posts/",
    "/administration/posts/?find=nobody",
    "/administration/posts/oc-jm/",
    "/administration/charges/",
    "/administration/charges/?when=coming",
    "/administration/people/",
    "/administration/people/?find=nobody",
    "/administration/sections/",
    "/administration/powers/",
    "/administration/calendars/",
    "/administration/calendars/1/",
    "/administration/numbers/",
    "/administration/import/",
    "/administration/asked/",
    "/administration/acts/name-deputy/",
    "/administration/acts/order-power/",
    "/administration/acts/new-calendar/",
    "/accounts/",
    "/vacancies/",
)
OFFICER = (
    "/charge/",
    "/seals/",
    "/phrases/",
    "/shown/",
    "/desk/",
    "/post/",
    "/account/",
    "/committees/",
    "/org/uttar-dinajpur/",
)
HEAD = ("/committees/khas-land/", "/desk/")


@pytest.fixture(scope="module")
def lively(town: Town) -> Town:
    """Somebody on leave, a vacant post with a file, a notice on a desk, a list of posts."""
    district = town.district
    district.go_live()
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    district.open("cic-general", matter)
    forwarding.pull_up(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.wait()
    )
    forwarding.add_seal(actor=district.actor("oc-general"), to=district.post("udc-general"))
    name_deputy(
        actor=district.actor("dpm"),
        post=district.post("oc-it"),
        user=User.objects.get(pk=str(district.actor("cic-it").user_id)).pk,
        reason="অর্জিত ছুটি",
        ends=district.now + timedelta(days=9),
        now=district.now,
    )
    left = district.marked("oc-land")
    district.forward("oc-land", left, "ldc-land")
    held = Charge.objects.get(post=district.post("ldc-land"), ends=None)
    end_charge(actor=district.actor("dpm"), charge=held.pk, now=district.wait())
    return town


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "addresses"),
    [("dpm", ADMINISTRATION), ("oc-general", OFFICER), ("dm", HEAD)],
    ids=["administrator", "officer", "head"],
)
def test_nobody_is_shut_out_of_a_page(
    page: Page,
    enter: Enter,
    lively: Town,
    complaints: list[str],
    code: str,
    addresses: tuple[str, ...],
    language: str,
) -> None:
    found = []
    for address in addresses:
        enter(code, address, language)
        found += faults(page)
    assert found == []
    assert complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_shut_out_of_a_dialog(page: Page, enter: Enter, lively: Town, language: str) -> None:
    matter = lively.district.marked()
    services.show_to(
        actor=lively.district.actor("oc-general"),
        matter=matter.pk,
        post=lively.district.post("udc-it"),
        until=timezone.localdate() + timedelta(days=4),
        reason="মতামতের জন্য",
        now=lively.district.wait(),
    )
    for opens in ("/forward/", "/showing/"):
        enter("oc-general", f"/m/{matter.pk}/", language)
        page.locator(f"[data-dialog*='{opens}']").first.click()
        expect(page.locator("#dialog[open] #find")).to_be_focused()
        assert faults(page) == []
        page.locator("#find").fill("zz")
        expect(page.locator("[data-picks]")).to_have_attribute("data-for", "zz")
        page.locator("#dialog button.pri").click()
        expect(page.locator("#dialog .refusal")).to_be_visible()
        assert faults(page) == []
