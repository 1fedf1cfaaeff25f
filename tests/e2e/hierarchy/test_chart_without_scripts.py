"""The chart speaks of dragging and of its keys only where the script that does it runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.hierarchy.conftest import Town, entering

CHART = "/administration/chart/"


@pytest.mark.parametrize("scripts", [True, False])
def test_dragging_and_keys_are_told_where_they_work(browser: Browser, town: Town, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1366, "height": 768})
    page = entering(context.new_page(), town)("dpm", CHART)
    expect(page.locator(".chart-how")).to_contain_text("Choose a post")
    expect(page.locator(".by-hand")).to_be_visible(visible=scripts)
    context.close()
