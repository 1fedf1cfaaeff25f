"""An auditor replays a file in a real browser, on the product's own web server."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from efile.models import Matter
from hierarchy.models import User
from tests.base.processes import Program
from tests.efile import stories
from tests.efile.conftest import District

REPLAY = "[data-replay]"


@pytest.fixture
def matter(lasting_district: District) -> Matter:
    """Marked, put up, returned to the section once, put up again."""
    matter = lasting_district.put_up()
    lasting_district.note("dm", matter)
    lasting_district.complete("dm", matter, "return")
    lasting_district.note("oc-general", matter)
    lasting_district.complete("oc-general", matter, "recommend")
    return matter


@pytest.fixture
def faults(page: Page) -> Iterator[list[str]]:
    """What the browser complained of: a refused style, a script that failed."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said
    assert said == []


def open_replay(page: Page, live_app: Program, matter: Matter) -> None:
    client = Client()
    client.force_login(User.objects.get(username="auditor-1"))
    host = urlsplit(live_app.url).hostname
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": host, "path": "/"}
    page.context.add_cookies([session])  # type: ignore[list-item]  # [its own TypedDict]
    page.goto(live_app.url + reverse("history_detail", args=[matter.pk]))
    page.locator(f"{REPLAY}[data-index]").wait_for()


def at(page: Page, index: int) -> None:
    expect(page.locator(REPLAY)).to_have_attribute("data-index", str(index))
    expect(page.locator(f'[data-step="{index}"]')).to_have_attribute("aria-current", "step")
    expect(page.locator("[data-replay-slider]")).to_have_value(str(index))
    expect(page.locator(f'[data-step-panel="{index}"]')).to_be_visible()


@pytest.mark.usefixtures("faults")
def test_the_slider_and_the_keys_move_token_list_and_notes(
    page: Page, live_app: Program, matter: Matter
) -> None:
    open_replay(page, live_app, matter)
    at(page, 4)
    page.keyboard.press("Home")
    at(page, 0)
    expect(page.locator('#flow-0 [data-element-id="Mark"].now')).to_be_visible()
    expect(page.locator("#flow-0 .token")).to_have_count(1)
    expect(page.locator(".stood .note:visible")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    at(page, 1)
    expect(page.locator('#flow-1 [data-element-id="Process"].now')).to_be_visible()
    expect(page.locator("#flow-1 .token")).to_have_count(1)
    expect(page.locator('[data-drawing-tab="flow-1"]')).to_have_attribute("aria-pressed", "true")
    page.locator("[data-replay-slider]").fill("3")
    at(page, 3)
    expect(page.locator(".stood .note:visible")).to_have_count(2)
    page.locator('[data-step="2"]').click()
    at(page, 2)
    expect(page.locator('#flow-0 [data-element-id="Decision"].now')).to_be_visible()
    expect(page.locator(".stood .note:visible")).to_have_count(1)


@pytest.mark.usefixtures("faults")
def test_it_plays_by_itself_to_the_last_step_and_can_be_stopped(
    page: Page, live_app: Program, matter: Matter
) -> None:
    open_replay(page, live_app, matter)
    for _ in range(3):
        page.locator("[data-replay-speed]").click()
    expect(page.locator("[data-replay-speed]")).to_have_text("×৮")
    page.locator("[data-replay-play]").click()
    expect(page.locator(REPLAY)).to_have_attribute("data-playing", "")
    at(page, 4)
    expect(page.locator(REPLAY)).not_to_have_attribute("data-playing", "")
    page.keyboard.press("Home")
    page.locator("[data-replay-play]").click()
    page.locator("[data-replay-play]").click()
    expect(page.locator(REPLAY)).not_to_have_attribute("data-playing", "")


@pytest.mark.usefixtures("faults")
def test_the_way_back_to_the_section_is_drawn_as_it_was_taken(
    page: Page, live_app: Program, matter: Matter
) -> None:
    open_replay(page, live_app, matter)
    page.locator('[data-step="2"]').click()
    expect(page.locator('#flow-0 [data-element-id="f_return"].travelled')).to_have_count(0)
    page.locator('[data-step="4"]').click()
    expect(page.locator('#flow-0 [data-element-id="f_return"].travelled')).to_have_count(1)
    expect(page.locator('#flow-0 [data-element-id="f_refuse"].travelled')).to_have_count(0)


@pytest.mark.usefixtures("faults")
def test_two_parts_show_two_tokens_and_two_desks(
    page: Page, live_app: Program, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    lasting_district.note("oc-general", matter)
    lasting_district.complete("oc-general", matter, "enquire")
    open_replay(page, live_app, matter)
    expect(page.locator("#flow-1 .token")).to_have_count(2)
    expect(page.locator(".strip .token")).to_have_count(2)


def test_a_flow_without_a_drawing_is_replayed_in_words(
    page: Page, live_app: Program, lasting_district: District
) -> None:
    matter = stories.split(lasting_district)
    open_replay(page, live_app, matter)
    expect(page.locator("[data-fallback]")).to_be_visible()
    page.keyboard.press("Home")
    at(page, 0)


@pytest.mark.usefixtures("faults")
def test_space_plays_and_stops_wherever_nothing_else_takes_it(
    page: Page, live_app: Program, matter: Matter
) -> None:
    open_replay(page, live_app, matter)
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    expect(page.locator(REPLAY)).to_have_attribute("data-playing", "")
    page.locator("[data-replay-slider]").focus()
    page.keyboard.press(" ")
    expect(page.locator(REPLAY)).not_to_have_attribute("data-playing", "")
    page.locator(".stood summary").focus()
    page.keyboard.press(" ")
    expect(page.locator(REPLAY)).not_to_have_attribute("data-playing", "")
    expect(page.locator(".stood[open]")).to_have_count(0)


@pytest.mark.usefixtures("faults")
@pytest.mark.parametrize(
    ("language", "said"), [("en", "Step 1 of 5: Received, "), ("bn-in", "পদক্ষেপ ১ / ৫: প্রাপ্তি, ")]
)
def test_the_slider_says_the_step_in_words(
    page: Page, live_app: Program, matter: Matter, language: str, said: str
) -> None:
    page.context.add_cookies([{"name": "language", "value": language, "url": live_app.url}])
    open_replay(page, live_app, matter)
    page.keyboard.press("Home")
    words = page.locator("[data-replay-slider]").get_attribute("aria-valuetext")
    assert words is not None
    assert words.startswith(said)


RESTING = """() => {
    const replay = document.querySelector("[data-replay]").replay;
    const ids = replay.steps[replay.index].rest;
    const inside = (dot, { x, y, width, height }) => {
        const [cx, cy] = ["cx", "cy"].map((name) => Number(dot.getAttribute(name)));
        return cx >= x && cx <= x + width && cy >= y && cy <= y + height;
    };
    return replay.picture.pictures.map((picture) => {
        const shapes = ids.map((id) => picture.shapes.get(id)).filter(Boolean);
        const dots = [...picture.layer.querySelectorAll("circle")];
        return dots.length === shapes.length && shapes.every((shape, i) => inside(dots[i], shape));
    });
}"""


@pytest.mark.usefixtures("faults")
def test_after_an_act_was_pulled_back_the_token_lies_where_it_was(
    page: Page, live_app: Program, lasting_district: District
) -> None:
    matter = stories.with_a_withdrawal(lasting_district)
    page.emulate_media(reduced_motion="reduce")
    open_replay(page, live_app, matter)
    last = int(page.locator("[data-replay-slider]").get_attribute("max") or 0)
    page.keyboard.press("Home")
    for index in range(last + 1):
        at(page, index)
        assert all(page.evaluate(RESTING)), f"step {index}"
        page.keyboard.press("ArrowRight")


@pytest.mark.usefixtures("faults")
def test_running_it_again_answers_on_the_page(page: Page, live_app: Program, matter: Matter) -> None:
    open_replay(page, live_app, matter)
    page.locator("form[hx-post] button").click()
    expect(page.locator("#run-result [data-agrees='yes']")).to_be_visible()
    at(page, 4)


@pytest.mark.usefixtures("faults")
def test_on_a_telephone_nothing_sticks_out(page: Page, live_app: Program, matter: Matter) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_replay(page, live_app, matter)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    expect(page.locator("[data-replay-play]")).to_be_in_viewport()


MOVED = """([x, y]) => {
    const root = document.querySelector("#flow-0");
    const picture = document.querySelector("[data-replay]").replay.picture.pictures[0];
    const before = picture.canvas.viewbox().x;
    const touch = (type, dx) => root.dispatchEvent(new PointerEvent(type, {
        pointerType: "touch", isPrimary: true, pointerId: 7, clientX: x + dx, clientY: y, bubbles: true,
    }));
    touch("pointerdown", 0);
    touch("pointermove", 60);
    touch("pointerup", 60);
    return picture.canvas.viewbox().x - before;
}"""


@pytest.mark.usefixtures("faults")
def test_on_a_telephone_a_finger_moves_the_picture_and_a_button_shows_it_whole(
    page: Page, live_app: Program, lasting_district: District
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_replay(page, live_app, lasting_district.receive())
    assert page.evaluate(MOVED, [200, 300]) < 0
    page.locator('[data-zoom-of="flow-0"][data-zoom="fit"]').click()
    whole = """() => {
        const { pictures } = document.querySelector("[data-replay]").replay.picture;
        const { inner, width, height } = pictures[0].canvas.viewbox();
        return inner.width <= width && inner.height <= height;
    }"""
    assert page.evaluate(whole)


@pytest.mark.usefixtures("faults")
def test_on_a_telephone_a_long_strip_is_read_by_scrolling_it_alone(
    page: Page, live_app: Program, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    lasting_district.wait(days=60)
    lasting_district.note("oc-general", matter)
    lasting_district.complete("oc-general", matter, "recommend")
    page.set_viewport_size({"width": 390, "height": 844})
    open_replay(page, live_app, matter)
    plot = page.locator(".strip-plot")
    assert plot.evaluate("box => box.scrollWidth > box.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(plot.locator(".held.late")).not_to_have_count(0)
    assert plot.locator(".date").count() > 5
