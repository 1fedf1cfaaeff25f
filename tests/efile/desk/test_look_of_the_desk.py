"""The desk with labels, views, ticked lines and what became of them: axe and both widths, both languages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from efile.desk import parking, shelf
from efile.models import Matter, Priority
from tests.e2e.hierarchy.looking import MONITOR, faults
from tests.efile.conftest import District
from tests.efile.pages.conftest import Enter, enter

__all__ = ["enter"]

OC, TO = "oc-general", "cic-general"


def filled(district: District) -> None:
    """Five files, one labelled, one urgent, one parked; two views."""
    matters = [district.marked() for _ in range(5)]
    actor = district.actor(OC)
    label = shelf.add_label(actor=actor, name="পরিদর্শন")
    shelf.put_label(actor=actor, label=label.pk, matters=[matters[0].pk])
    shelf.keep_view(actor=actor, name="সকালের কাজ", query="box=with_me&show=unread")
    shelf.keep_view(actor=actor, name="সেকশনের জরুরি", query="box=with_me&show=urgent", for_section=True)
    Matter.objects.filter(pk=matters[1].pk).update(priority=Priority.URGENT)
    parking.park(
        actor=actor,
        thread=district.thread(matters[2]).pk,
        until=district.now.date() + timedelta(days=8),
        reason="সাক্ষীর অপেক্ষায়",
        now=district.wait(minutes=1),
    )


@pytest.mark.parametrize("language", ["bn", "en"])
def test_desk_and_forms_shut_nobody_out(
    page: Page,
    enter: Enter,
    lasting_district: District,
    language: str,
    tmp_path: Path,
) -> None:
    found: list[object] = []

    def looks(name: str) -> None:
        found.extend(faults(page))
        page.screenshot(path=tmp_path / f"{name}-390.png")
        page.set_viewport_size(MONITOR)
        page.screenshot(path=tmp_path / f"{name}.png")

    page.set_viewport_size(MONITOR)
    filled(lasting_district)
    enter(OC, "/desk/", language)
    looks("desk")
    page.locator(".shelf .keep summary").click()
    looks("keep-view")
    page.locator(".shelf .keep summary").click()
    for box in page.locator("input[name=one]").all()[:3]:
        box.check()
    looks("ticked")
    page.locator(".chosen .keep summary").click()
    looks("label")
    page.locator(".chosen .keep summary").click()
    page.locator(".chosen [value=send]").click()
    expect(page.locator("#dialog[open] .pick").first).to_be_visible()
    looks("send")
    page.locator(f"#dialog [name=to][value='{lasting_district.post(TO)}']").check()
    page.locator("#dialog .btn.pri").click()
    expect(page.locator(".told")).to_be_visible()
    looks("told")
    enter(OC, "/desk/?box=parked", language)
    looks("parked")
    page.locator("[data-row] a").first.click()
    page.wait_for_url("**/m/**")
    looks("parked-file")
    enter(OC, "/desk/labels/", language)
    looks("labels")
    enter(OC, "/desk/", language)
    page.locator("[data-row] a").first.click()
    page.wait_for_url("**/m/**")
    page.locator("main .bar a[data-dialog*='/park/']").click()
    expect(page.locator("#dialog #until")).to_be_focused()
    looks("park")
    page.locator("#dialog [data-close]").click()
    page.locator(".acts [data-dialog*='/forward/']").click()
    expect(page.locator("#dialog [name=copy]").first).to_be_visible()
    looks("send-one")
    enter(OC, "/desk/?box=others", language)
    page.locator("[data-row] a").first.click()
    page.wait_for_url("**/m/**")
    page.locator("main .bar a[data-dialog*='/remind/']").click()
    expect(page.locator("#reminder")).to_be_focused()
    looks("remind")
    page.locator("#reminder").fill("প্রতিবেদন দিন")
    page.locator("#dialog .btn.pri").click()
    page.locator("button[name=do][value=on]").click()
    enter(OC, "/followed/", language)
    looks("followed")
    enter(TO, "/desk/", language)
    expect(page.locator(".row .asked").first).to_be_visible()
    looks("reminded")
    assert found == []
