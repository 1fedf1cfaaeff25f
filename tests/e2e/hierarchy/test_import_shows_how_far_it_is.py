"""A long import is worked off behind the page, which shows a bar and a count, and can be left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, FilePayload, Page, expect

from hierarchy.administration.import_work import Table, Work
from hierarchy.establishment.sheet import COLUMNS
from hierarchy.models import Post
from tests.base import processes
from tests.e2e.hierarchy.conftest import Enter, Town, entering
from tests.hierarchy.administration.test_import import today
from tests.witness import with_head

LINES = 1200
SLOW = 60_000


def table(section: str) -> FilePayload:
    rows = [
        f"{section},ত্রাণ,Relief {section},{section}-{n},করণিক,Clerk,udc,"
        f"{f'{section}-{n // 8}' if n // 8 else 'dm'},{section}-user-{n},কমল,Kamal,substantive,{today()}"
        for n in range(1, LINES + 1)
    ]
    text = "\n".join([",".join(COLUMNS), *rows])
    return {"name": "office.csv", "mimeType": "text/csv", "buffer": text.encode()}


def begins(page: Page, town: Town, section: str) -> str:
    """Tried out and begun; the fingerprint of the table."""
    page.locator("input[type=file]").set_input_files(files=[table(section)])
    page.locator("form.form button").click(timeout=SLOW)
    now = page.locator("#dry-run button.pri")
    expect(now).to_be_visible(timeout=SLOW)
    sha256 = page.locator("#dry-run input[name=sha256]").get_attribute("value") or ""
    for name, value in with_head(town.district).items():
        page.locator(f"[name={name}]").fill(value)
    now.click()
    page.wait_for_url("**/import/*/")
    return sha256


@contextmanager
def worker(town: Town) -> Iterator[None]:
    program = processes.worker_program(town.database)
    program.start()
    try:
        yield
    finally:
        program.stop()


def test_a_bar_and_a_count_move_until_the_chart_opens(
    page: Page, enter: Enter, town: Town, complaints: list[str]
) -> None:
    enter("dpm", "/administration/import/")
    sha256 = begins(page, town, "relief")
    bar = page.locator(".long-work")
    expect(bar).to_contain_text("The import begins in a moment")
    user = town.district.actor("dpm").user_id
    assert user is not None
    Table(town.district.office.pk, user, sha256).tell(Work("running", done=500, total=3601))
    expect(bar).to_contain_text("500 / 3601")
    assert page.locator("progress").evaluate("e => e.position") == 500 / 3601
    assert not Post.objects.filter(code="relief-1").exists()

    page.goto(town.url + "/desk/")
    page.goto(f"{town.url}/administration/import/{sha256}/")
    with worker(town):
        page.wait_for_url("**/administration/chart/", timeout=SLOW)
    expect(page.locator("#notice")).to_contain_text("The establishment was imported.")
    assert Post.objects.filter(code__startswith="relief-").count() == LINES
    assert complaints == []


def test_without_scripts_a_plain_page_waits(browser: Browser, town: Town) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(SLOW)
    page = entering(context.new_page(), town)("dpm", "/administration/import/")
    begins(page, town, "flood")
    expect(page.locator(".long-work")).to_contain_text("The import begins in a moment")
    with worker(town):
        page.wait_for_url("**/administration/chart/", timeout=SLOW)
    expect(page.locator("main")).to_contain_text("The establishment was imported.")
    context.close()
