"""What is wrong with the second person is where eye and keys are, on the long page of an import too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from hierarchy.establishment.sheet import COLUMNS
from hierarchy.models import Post, User
from tests.e2e.hierarchy.conftest import Enter
from tests.e2e.hierarchy.looking import MONITOR, TELEPHONE, looked_at
from tests.efile.conftest import District
from tests.hierarchy.administration.test_import import today

FAULT = "#second-fault"
SECTION = "relief,ত্রাণ,Relief"


def table(administrator: User) -> FilePayload:
    """Posts enough to fill screens, and one that audits, which its own administrator would hold."""
    person = f"{administrator.username},{administrator.name_bn},{administrator.name_en}"
    rows = [f"{SECTION},relief-{n},করণিক,Clerk {n},udc,dm,,,,," for n in range(1, 60)]
    rows.append(f"{SECTION},auditor-9,নিরীক্ষক,Auditor,auditor,dm,{person},additional,{today()}")
    text = "\n".join([",".join(COLUMNS), *rows])
    return {"name": "office.csv", "mimeType": "text/csv", "buffer": text.encode()}


def names(page: Page, username: str, password: str) -> None:
    page.locator("#second").fill(username)
    page.locator("#second-password").fill(password)


@pytest.mark.parametrize("size", [MONITOR, TELEPHONE], ids=["monitor", "telephone"])
def test_after_a_wrong_password_the_import_page_stands_at_the_fault(
    page: Page, enter: Enter, district: District, complaints: list[str], size: dict[str, int]
) -> None:
    administrator = User.objects.get(pk=str(district.actor("dpm").user_id))
    head = User.objects.get(pk=str(district.actor("dm").user_id))
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    enter("dpm", "/administration/import/")
    page.locator("input[type=file]").set_input_files(files=[table(administrator)])
    page.get_by_role("button", name="Try it out").click()
    names(page, head.username, "not the password")
    page.get_by_role("button", name="Import it now").click()
    fault = page.locator(FAULT)
    expect(fault).to_be_focused()
    expect(fault).to_be_in_viewport()
    expect(page.locator("#second")).to_have_value(head.username)
    expect(page.locator("#second-password")).to_have_value("")
    page.keyboard.press("Tab")
    expect(page.locator("#second")).to_be_focused()
    assert page.locator("#second-password").get_attribute("aria-describedby") == "second-fault"
    assert looked_at(page, MONITOR if size["width"] == MONITOR["width"] else TELEPHONE) == []
    assert not Post.objects.filter(code="auditor-9").exists()
    said = [one for one in complaints if "the server responded with a status" not in one]
    assert said == []


def test_an_act_before_two_stands_at_the_fault_too(page: Page, enter: Enter, district: District) -> None:
    administrator = User.objects.get(pk=str(district.actor("dpm").user_id))
    enter("dpm", f"/administration/acts/name-deputy/?post={district.post('adm-it')}")
    page.locator("[name=person]").fill(administrator.username)
    page.locator("[name=reason]").fill("Leave")
    page.locator("[name=ends]").fill(str((timezone.now() + timedelta(days=20)).date()))
    page.locator("form.form button.pri").click()
    names(page, "dm", "not the password")
    page.get_by_role("button", name="Do it").click()
    expect(page.locator(FAULT)).to_be_focused()
