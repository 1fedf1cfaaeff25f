"""A district behind a real web server and worker, and its people, each in a browser of his own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from hierarchy import selectors as hierarchy
from hierarchy.models import User
from tests.base import processes
from tests.efile.conftest import District, found_district

PASSWORD = "পথ-চলা-২০২৬"
SECONDS = 1000


@dataclass(slots=True)
class Person:
    """Somebody at a post, in front of a browser."""

    page: Page
    url: str
    code: str

    def goes(self, path: str) -> None:
        self.page.goto(f"{self.url}{path}")

    def opens(self, subject: str) -> None:
        """Open a file from the desk."""
        self.goes("/desk/")
        self.page.locator("[data-row] a", has_text=subject).first.click()
        self.page.wait_for_url("**/m/**")

    def notes(self, text: str) -> None:
        self.page.locator("[data-composer] textarea").fill(text)

    def sends_to(self, title: str) -> None:
        """Forward inside the stage, through the dialog."""
        self.page.locator('.acts [data-dialog*="/forward/"]').click()
        self._picks(title)

    def marks_to(self, title: str) -> None:
        self.page.locator('.acts [data-dialog*="outcome=mark"]').click()
        self._picks(title)

    def completes(self, outcome: str) -> None:
        """Leave the stage by the button of an outcome."""
        self.page.locator(f'.acts button[name="outcome"][value="{outcome}"]').click()
        self.page.wait_for_url("**/desk/**")

    def _picks(self, title: str) -> None:
        dialog = self.page.locator("#dialog[open]")
        dialog.locator("#find").fill(title)
        pick = dialog.locator(".pick", has_text=title).first
        pick.click()
        dialog.locator("button.pri").click()
        self.page.wait_for_url("**/desk/**")

    def sees(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text, timeout=20 * SECONDS)


Sits = Callable[[str], Person]


@pytest.fixture
def city(
    loaded_charts: None,
    fresh_database: str,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> District:
    """A district whose notices go out at once, with its web server and worker running."""
    monkeypatch.setenv("UNDO_SECONDS", "0")
    made = found_district()
    made.go_live()
    for user in User.objects.filter(charges__isnull=False).distinct():
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    request.getfixturevalue("live_app")
    request.getfixturevalue("celery_worker_process")
    return made


@pytest.fixture
def sits(city: District, live_app: processes.Program, browser: Browser) -> Iterator[Sits]:
    """Sign in by the form as the person at a post; one browser context a person."""
    with ExitStack() as stack:

        def sit(code: str) -> Person:
            context = browser.new_context(locale="bn-IN", viewport={"width": 1366, "height": 768})
            context.set_default_timeout(20 * SECONDS)
            stack.callback(context.close)
            page = context.new_page()
            if code:
                signs_in(page, live_app.url, city, code)
            return Person(page, live_app.url, code)

        yield sit


def signs_in(page: Page, url: str, city: District, code: str) -> None:
    holder = hierarchy.holder_of(city.post(code), timezone.now())
    assert holder is not None
    page.goto(f"{url}/signin/")
    page.locator("input[name=username]").fill(User.objects.get(pk=holder.user_id).username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form.sign-in button.pri").click()
    page.wait_for_url("**/desk/**")
