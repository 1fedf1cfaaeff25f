"""The replay: the token on the drawn path, by slider, keys, list and by itself."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def replay(page: Page, guide: str) -> Page:
    page.goto(f"{guide}/guide/replay/")
    page.locator("[data-replay][data-index]").wait_for()
    return page


def at(page: Page, index: int) -> None:
    expect(page.locator("[data-replay]")).to_have_attribute("data-index", str(index))
    expect(page.locator(f'[data-step="{index}"]')).to_have_attribute("aria-current", "step")
    expect(page.locator("[data-replay-slider]")).to_have_value(str(index))


def test_it_opens_where_the_file_stands_now(replay: Page) -> None:
    at(replay, 2)
    expect(replay.locator('[data-element-id="Compare"].now')).to_be_visible()
    expect(replay.locator('[data-element-id="Search"].done')).to_be_visible()
    expect(replay.locator(".dwell").first).to_have_text("১ কর্মদিবস")
    expect(replay.locator("[data-replay-moment]")).to_have_text("৩ / ৩ · ০৬.১১.২০২৬, বিকাল ৪:১২")


def test_arrow_keys_slider_and_list_agree(replay: Page) -> None:
    replay.keyboard.press("Home")
    at(replay, 0)
    expect(replay.locator("[data-step-panel='2']")).to_be_hidden()
    replay.keyboard.press("ArrowRight")
    at(replay, 1)
    replay.locator("[data-replay-slider]").fill("2")
    at(replay, 2)
    expect(replay.locator("[data-step-panel='2']")).to_be_visible()
    replay.locator('[data-step="0"]').click()
    at(replay, 0)
    expect(replay.locator(".djs-element.travelled")).to_have_count(1)


def test_the_token_travels_on_the_drawn_arrows(replay: Page) -> None:
    replay.keyboard.press("Home")
    far = replay.evaluate(
        """async () => {
            const { replay } = document.querySelector("[data-replay]");
            const picture = replay.picture.shown;
            const flows = picture.way({ from: "Search", to: "Make_copy" });
            const corners = flows.flatMap((flow) => flow.waypoints);
            const near = ({ x, y }) => Math.min(...corners.slice(1).map((b, i) => {
                const a = corners[i], l = (b.x - a.x) ** 2 + (b.y - a.y) ** 2 || 1;
                const t = Math.max(0, Math.min(1, ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / l));
                return Math.hypot(x - a.x - t * (b.x - a.x), y - a.y - t * (b.y - a.y));
            }));
            const at = (dot, name) => Number(dot.getAttribute(name));
            const seen = [];
            let moving = true;
            const travel = replay.go(1).then(() => (moving = false));
            while (moving) {
                const dot = picture.layer.querySelector("circle");
                if (moving && dot) seen.push(near({ x: at(dot, "cx"), y: at(dot, "cy") }));
                await new Promise(requestAnimationFrame);
            }
            await travel;
            const farthest = Math.max(...seen.slice(0, -1));
            return { frames: seen.length, farthest, flows: flows.map((flow) => flow.id) };
        }"""
    )
    assert far["flows"] == ["c_searched", "c_found", "c_fee_asked", "c_fee_paid"]
    assert far["frames"] > 5
    assert far["farthest"] < 1
    at(replay, 1)


def test_it_plays_by_itself_to_the_end_and_stops(replay: Page) -> None:
    replay.keyboard.press("Home")
    replay.locator("[data-replay-speed]").click()
    expect(replay.locator("[data-replay-speed]")).to_have_text("×২")
    replay.locator("[data-replay-play]").click()
    expect(replay.locator("[data-replay-play]")).to_have_text("থামুন")
    at(replay, 2)
    expect(replay.locator("[data-replay-play]")).to_have_text("শুরু করুন ▶")


def test_who_wants_no_motion_gets_none(replay: Page) -> None:
    replay.emulate_media(reduced_motion="reduce")
    replay.keyboard.press("Home")
    took = replay.evaluate(
        """async () => {
            const start = performance.now();
            await document.querySelector("[data-replay]").replay.go(1);
            return performance.now() - start;
        }"""
    )
    assert took < 200
    at(replay, 1)


def test_the_strip_says_in_words_what_it_draws(replay: Page) -> None:
    strip = replay.locator(".strip")
    expect(strip).to_have_attribute(
        "aria-label", "রেকর্ডরুমের ভারপ্রাপ্ত ১ কর্মদিবস, রেকর্ড কিপার ২ কর্মদিবস, রেকর্ডরুমের ভারপ্রাপ্ত ১ কর্মদিবস"
    )
    expect(strip.locator(".held.late")).to_have_count(1)
    before = strip.locator(".token").get_attribute("cx")
    replay.keyboard.press("Home")
    assert strip.locator(".token").get_attribute("cx") != before


def test_an_english_reader_sees_english_names_on_the_diagram(page: Page, guide: str) -> None:
    page.context.add_cookies([{"name": "language", "value": "en", "url": guide}])
    page.goto(f"{guide}/guide/replay/")
    page.locator("[data-replay][data-index]").wait_for()
    expect(page.locator('[data-element-id="Search"] text')).to_contain_text("Search the")
